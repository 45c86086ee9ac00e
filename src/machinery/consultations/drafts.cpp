#include "machinery/consultations/drafts.hpp"

#include "base/error.hpp"
#include "machinery/consultations/private_file.hpp"
#include "machinery/consultations/sentences.hpp"
#include "machinery/consultations/submitting.hpp"

namespace comity::consultations {

namespace {

constexpr std::string_view ending = ".drafts";
constexpr db::Sql schema = R"sql(
CREATE TABLE draft (
  call @TEXT_C@ NOT NULL,             -- id of the call
  actor @TEXT_C@ NOT NULL,            -- for whom it is written
  revision INTEGER NOT NULL,          -- counts how often it was saved
  saved @TEXT_C@ NOT NULL,            -- when, UTC
  account @TEXT_C@ NOT NULL,          -- by whom
  words @TEXT_C@ NOT NULL,            -- as typed
  language @TEXT_C@ NOT NULL,         -- as said, or ''
  confidentiality @TEXT_C@ NOT NULL,  -- as chosen, or ''
  PRIMARY KEY (call, actor)
);
CREATE TABLE draft_file (
  call @TEXT_C@ NOT NULL,
  actor @TEXT_C@ NOT NULL,
  number INTEGER NOT NULL,            -- its place, from 0
  name @TEXT_C@ NOT NULL,             -- of the file
  bytes @BLOB@ NOT NULL,
  words @TEXT_C@ NOT NULL,            -- as they were read, or ''
  trouble @TEXT_C@ NOT NULL,          -- why they could not be read, or ''
  language @TEXT_C@ NOT NULL,         -- as it was read, or ''
  count INTEGER NOT NULL,             -- of words
  closed INTEGER NOT NULL,            -- 1: in confidence, whatever the whole is
  PRIMARY KEY (call, actor, number)
))sql";

PrivateFile opened(const record::Record& record) { return {record, ending, "draft", schema}; }

std::int64_t revision_of(db::Connection& tables, std::string_view call, std::string_view actor) {
    auto rows = tables.query(R"sql(SELECT revision FROM draft WHERE call = $1 AND actor = $2)sql", call, actor);
    return rows.next() ? rows.integer(0) : 0;
}

void take_out(db::Connection& tables, std::string_view call, std::string_view actor) {
    tables.execute(R"sql(DELETE FROM draft WHERE call = $1 AND actor = $2)sql", call, actor);
    tables.execute(R"sql(DELETE FROM draft_file WHERE call = $1 AND actor = $2)sql", call, actor);
}

}  // namespace

std::optional<SubmissionDraft> draft_of(const record::Record& record, std::string_view call, std::string_view actor) {
    std::error_code ignored;
    if (record.file().empty() || actor.empty() || !std::filesystem::exists(record.file().string() + std::string(ending), ignored)) return std::nullopt;
    PrivateFile file = opened(record);
    SubmissionDraft draft;
    {
        auto rows = file.tables().query(R"sql(SELECT words, language, confidentiality, saved, account, revision FROM draft WHERE call = $1 AND actor = $2)sql", call, actor);
        if (!rows.next()) return std::nullopt;
        draft = {std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2)), {}, std::string(rows.text(3)), std::string(rows.text(4)), rows.integer(5)};
    }
    auto rows = file.tables().query(R"sql(SELECT name, bytes, words, trouble, language, count, closed FROM draft_file WHERE call = $1 AND actor = $2 ORDER BY number)sql", call, actor);
    while (rows.next()) {
        draft.files.push_back({std::string(rows.text(0)), std::string(rows.bytes(1)), std::string(rows.text(2)), std::string(rows.text(3)), std::string(rows.text(4)), rows.integer(5), rows.integer(6) != 0});
    }
    return draft;
}

std::int64_t save_draft(const record::Record& record, std::string_view call, std::string_view actor, const SubmissionDraft& draft, std::int64_t seen) {
    if (draft.files.size() > most_parts) throw Error(Fault::limit, say(sentences::submission_too_many, draft.files.size(), most_parts));
    PrivateFile file = opened(record);
    db::Connection& tables = file.tables();
    db::Transaction transaction(tables, db::Transaction::Kind::write);
    const std::int64_t before = revision_of(tables, call, actor);
    if (before != seen) throw Error(Fault::conflict, say(sentences::draft_changed_meanwhile));
    take_out(tables, call, actor);
    tables.execute(R"sql(INSERT INTO draft (call, actor, revision, saved, account, words, language, confidentiality) VALUES ($1, $2, $3, $4, $5, $6, $7, $8))sql", call, actor, before + 1, draft.saved,
                   draft.by, draft.words, draft.language, draft.confidentiality);
    for (std::size_t i = 0; i < draft.files.size(); ++i) {
        const Handed& one = draft.files[i];
        tables.execute(R"sql(INSERT INTO draft_file (call, actor, number, name, bytes, words, trouble, language, count, closed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))sql", call, actor, i, one.name,
                       db::Blob{one.bytes}, one.text, one.trouble, one.language, one.words, one.closed ? 1 : 0);
    }
    transaction.commit();
    return before + 1;
}

void discard_draft(const record::Record& record, std::string_view call, std::string_view actor) {
    if (!draft_of(record, call, actor)) return;
    PrivateFile file = opened(record);
    db::Transaction transaction(file.tables(), db::Transaction::Kind::write);
    take_out(file.tables(), call, actor);
    transaction.commit();
}

}  // namespace comity::consultations
