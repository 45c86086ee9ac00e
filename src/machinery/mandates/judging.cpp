#include "machinery/mandates/judging.hpp"

#include <array>

#include "db/connection.hpp"
#include "machinery/mandates/finding.hpp"
#include "machinery/mandates/sentences.hpp"

namespace comity::mandates {

namespace {

constexpr std::string_view judgement_kind = "judgement";

const std::array judgement_tables = {
    record::DerivedTable{
        "judgement",
        R"sql(
CREATE TABLE judgement (
  subject @TEXT_C@ PRIMARY KEY,   -- of its entries
  document @TEXT_C@ NOT NULL,     -- SHA-256 of the file of whose act it speaks
  position INTEGER NOT NULL,      -- of its last revision
  in_force INTEGER NOT NULL       -- 0: taken back
);
CREATE INDEX judgement_document ON judgement (document))sql",
        R"sql(DROP TABLE IF EXISTS judgement)sql", R"sql(SELECT subject, document, position, in_force FROM judgement ORDER BY subject)sql"},
};

class Judgements : public record::Derivation {
public:
    [[nodiscard]] std::string_view name() const override { return "mandates"; }
    [[nodiscard]] int version() const override { return 1; }
    [[nodiscard]] std::span<const record::DerivedTable> tables() const override { return judgement_tables; }

    void apply(const record::Workspace& workspace, const record::Entry& entry) const override {
        if (entry.kind != judgement_kind) return;
        const Judgement judgement = judgement_from(entry.state);
        workspace.tables.execute(R"sql(INSERT INTO judgement (subject, document, position, in_force) VALUES ($1, $2, $3, $4)
                                       ON CONFLICT (subject) DO UPDATE SET position = excluded.position, in_force = excluded.in_force)sql",
                                 entry.subject, judgement.document, entry.position, !judgement.withdrawn);
    }
};

JudgementResult result_from(const json::Value& value) {
    return {value.text("subject"), value.text("document"), value.text("sentence"), value.integer("revision"), value.integer("position")};
}

const directive::Words& words_for(record::Purpose purpose) {
    return purpose == record::Purpose::demonstration ? directive::words_with_demonstration() : directive::standard_words();
}

}  // namespace

std::shared_ptr<const record::Derivation> derivation() { return std::make_shared<Judgements>(); }

std::vector<JudgementStatus> judgements_of(const record::Snapshot& snapshot, std::string_view sha256) {
    std::vector<std::string> subjects;
    {
        auto rows = snapshot.tables().query(R"sql(SELECT subject FROM judgement WHERE document = $1 AND in_force = 1 ORDER BY position)sql", sha256);
        while (rows.next()) subjects.emplace_back(rows.text(0));
    }
    std::vector<JudgementStatus> all;
    for (const auto& subject : subjects) {
        const auto entry = snapshot.last(subject);
        COMITY_ENSURE(entry);
        all.push_back({entry->subject, entry->revision, judgement_from(entry->state), holdings::Fit::applied, entry->who, entry->when, entry->why});
    }
    return all;
}

std::map<std::string, std::int64_t> judged_states(const record::Snapshot& snapshot) {
    std::map<std::string, std::int64_t> states;
    auto rows = snapshot.tables().query(R"sql(SELECT document, max(position) FROM judgement GROUP BY document ORDER BY document)sql");
    while (rows.next()) states.emplace(rows.text(0), rows.integer(1));
    return states;
}

JudgedText judged_text(const holdings::Holdings& holdings, const holdings::Item& item) {
    JudgedText text{holdings.document(item), {}};
    const auto snapshot = holdings.record().snapshot();
    text.judged = apply(text.document, found_acts(text.document, holdings.record().purpose()), judgements_of(snapshot, item.sha256));
    return text;
}

json::Value to_json(const std::string& name, const JudgedText& text) {
    json::Array all, said;
    for (const auto& one : text.judged.acts) {
        if (one.none) continue;
        json::Value made = directive::to_json({&one.act, 1}, text.document).as_array()->front();
        made.put("judged", one.said ? json::Value(name_of(text.judged.said[*one.said].judgement.verdict)) : json::Value());
        all.push_back(std::move(made));
    }
    for (const auto& status : text.judged.said) said.push_back(to_json(status));
    json::Value value = json::Object{{"symbol", name}, {"mandates", std::move(all)}};
    if (!said.empty()) value.put("judgements", std::move(said));
    return value;
}

json::Value to_json(const JudgementResult& result) {
    return json::Object{{"subject", result.subject}, {"revision", result.revision}, {"position", result.position}, {"document", result.document}, {"sentence", result.sentence}};
}

JudgementResult judge(holdings::Holdings& holdings, const JudgementRequest& request) {
    const holdings::Item item = holdings.find(request.document);
    const JudgedText text = judged_text(holdings, item);
    auto ruling = decide({text.document, item.sha256, text.judged, words_for(holdings.record().purpose())}, request);
    if (const auto* refusal = std::get_if<Refusal>(&ruling)) throw Error(refusal->fault, refusal->said);
    auto& decision = std::get<Decision>(ruling);
    // Whoever says something of the same words in between is not passed over: the record refuses the second.
    const auto before = holdings.record().snapshot().last(decision.draft.subject);
    if (!decision.draft.after_revision) decision.draft.after_revision = before ? before->revision : 0;
    auto writing = holdings.record().write();
    const auto appended = writing.append(decision.draft);
    writing.commit();
    return {appended.subject, item.address, decision.sentence, appended.revision, appended.position};
}

JudgementResult submit(const holdings::RecordPlace& place, const JudgementRequest& request) {
    return result_from(holdings::submit(place, judge_act, to_json(request), [&](holdings::Holdings& holdings) { return to_json(judge(holdings, request)); }));
}

}  // namespace comity::mandates
