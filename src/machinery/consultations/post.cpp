#include "machinery/consultations/post.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>
#include <variant>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "base/error.hpp"
#include "document/word_form.hpp"
#include "machinery/consultations/letters.hpp"
#include "machinery/consultations/private_file.hpp"
#include "machinery/consultations/reading_desk.hpp"
#include "machinery/consultations/report_document.hpp"
#include "machinery/consultations/sentences.hpp"
#include "proof/base64.hpp"
#include "system/moment.hpp"

namespace comity::consultations {

namespace {

constexpr std::string_view ending = ".post";
constexpr std::int64_t most_tries = 14, first_wait = 60, longest_wait = 6 * 3600;

constexpr db::Sql schema = R"sql(
CREATE TABLE address (
  actor @TEXT_C@ PRIMARY KEY,        -- id, or the name of whom no list has
  address @TEXT_C@ NOT NULL
);
CREATE TABLE letter (
  number INTEGER PRIMARY KEY,        -- in the order in which they were laid in
  key @TEXT_C@ NOT NULL UNIQUE,      -- what it is and to whom: no two are alike
  call @TEXT_C@ NOT NULL,
  actor @TEXT_C@ NOT NULL,
  name @TEXT_C@ NOT NULL,            -- of the contributor
  address @TEXT_C@ NOT NULL,
  message @BLOB@ NOT NULL,           -- RFC 5322; its sender is put in when it leaves
  state @TEXT_C@ NOT NULL,           -- waiting, leaving, sent, refused, unknown, given up
  tries INTEGER NOT NULL,
  next INTEGER NOT NULL,             -- seconds since 1970, from when on it is tried
  said @TEXT_C@ NOT NULL,            -- what the mail server said last
  moment @TEXT_C@ NOT NULL,          -- of the last try, or of being laid in
  recorded INTEGER NOT NULL          -- 1 once an entry says that it was sent
))sql";

PrivateFile opened(const record::Record& record) { return {record, ending, "letter", schema}; }
bool is_there(const record::Record& record) {
    std::error_code ignored;
    return !record.file().empty() && std::filesystem::exists(record.file().string() + std::string(ending), ignored);
}

std::int64_t seconds_of(const Clock& clock) { return std::chrono::duration_cast<std::chrono::seconds>(clock().time_since_epoch()).count(); }
const std::string& key_of(const Contributor& whom) { return whom.actor.empty() ? whom.name : whom.actor; }

/// RFC 2047, so that a header has letters of the old alphabet alone.
std::string header_words(std::string_view text) {
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
    return plain ? std::string(text) : fmt::format("=?UTF-8?B?{}?=", proof::base64(text));
}

/// Lines of 76 letters.
std::string base64_lines(std::string_view bytes) {
    constexpr std::size_t length = 76;
    const std::string all = proof::base64(bytes);
    std::string out;
    for (std::size_t at = 0; at < all.size(); at += length) out += all.substr(at, length) + "\r\n";
    return out;
}

struct Letter {
    std::string key;
    Contributor whom;
    std::string subject, words;
    std::string file_name, file;  ///< "" for none
};

std::string message_of(const Letter& letter, const std::string& address, const Clock& clock) {
    const std::string day = fmt::format("{:%a, %d %b %Y %H:%M:%S} +0000", fmt::gmtime(std::chrono::system_clock::to_time_t(clock())));
    std::string id = letter.key;
    std::replace_if(id.begin(), id.end(), [](char c) { return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')); }, '.');
    // The same letter has the same id wherever it comes twice, so that whoever gets it can tell.
    std::string out = fmt::format("From: {{sender}}\r\nTo: {}\r\nSubject: {}\r\nDate: {}\r\nMessage-ID: <{}@comity>\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n", address, header_words(letter.subject), day, id);
    const std::string words = fmt::format("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}", base64_lines(letter.words));
    if (letter.file.empty()) return out + words;
    constexpr std::string_view between = "----=_comity_letter";
    out += fmt::format("Content-Type: multipart/mixed; boundary=\"{}\"\r\n\r\n--{}\r\n{}\r\n--{}\r\n", between, between, words, between);
    out += fmt::format("Content-Type: application/vnd.openxmlformats-officedocument.wordprocessingml.document; name=\"{}\"\r\nContent-Disposition: attachment; filename=\"{}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{}",
                       letter.file_name, letter.file_name, base64_lines(letter.file));
    return out + fmt::format("--{}--\r\n", between);
}

std::string words_in(const document::word::File& file) {
    std::string words;
    for (const auto& block : file.blocks) {
        const auto* paragraph = std::get_if<document::word::Paragraph>(&block);
        if (paragraph == nullptr) continue;
        for (const auto& run : paragraph->runs) words += run.text;
        words += "\n\n";
    }
    return words;
}

class Writing {
public:
    Writing(const holdings::Holdings& holdings, std::string_view id) : vocabulary_(holdings.vocabulary()), snapshot_(holdings.record().snapshot()), call_(call(snapshot_, id).call) {
        if (holdings.record().purpose() == record::Purpose::demonstration) notice_ = "invented for demonstration";
        authority_ = call_.authority.commitment;
        if (!call_.authority.document.empty()) authority_ = fmt::format("{}, {}", call_.authority.document, call_.authority.paragraph);
    }

    std::vector<Letter> of(std::string_view what) {
        if (what == "invitations") return invitations();
        if (what == "reminders") return reminders_to();
        if (what == "receipts") return receipts();
        if (what == "final-letters") {
            if (!is_issued()) throw Error(Fault::conflict, "the report of {} is not issued yet: until then a letter would tell of sentences that may change", call_.id);
            return final_letters();
        }
        throw Error(Fault::bad_request, "\"{}\" are no letters that are sent: invitations, reminders, receipts or final-letters", what);
    }

    std::optional<LetterFile> invitation_to(std::int64_t number) const {
        const auto registered = submission(snapshot_, call_.id, number);
        for (const Invited& one : registered ? invited(snapshot_, call_.id) : SharedList<Invited>()) {
            if (key_of(one.invitation.whom) != key_of(registered->submission.contributor)) continue;
            Letter made = written(LetterKind::invitation, one.invitation, "");
            return LetterFile{std::move(made.file_name), std::move(made.file)};
        }
        return std::nullopt;
    }
    std::optional<LetterFile> final_letter_to(std::int64_t number) const {
        if (!is_issued()) return std::nullopt;
        const Final final = finally();
        const Voice* voice = final.heard.voice(number);
        if (voice == nullptr) return std::nullopt;
        Letter made = final_letter(final, *voice);
        return LetterFile{std::move(made.file_name), std::move(made.file)};
    }

private:
    const vocabulary::Vocabulary& vocabulary_;
    record::Snapshot snapshot_;
    Call call_;
    std::string authority_, notice_;

    Letter written(LetterKind kind, const Invitation& invitation, std::string key) const {
        const auto file = letter(call_, {kind, invitation.whom.name, invitation.language.empty() ? "en" : invitation.language, authority_, notice_});
        return {std::move(key), invitation.whom, call_.title, words_in(file), letter_file_name(call_, invitation.whom.name), document::word::bytes_of(file)};
    }

    std::vector<Letter> invitations() const {
        std::vector<Letter> all;
        for (const Invited& one : invited(snapshot_, call_.id)) all.push_back(written(LetterKind::invitation, one.invitation, fmt::format("invitation:{}:{}", call_.id, key_of(one.invitation.whom))));
        return all;
    }

    std::vector<Letter> reminders_to() const {
        const auto reminded = reminders(snapshot_, call_.id);
        std::vector<Letter> all;
        if (reminded.empty()) return all;
        const auto& last = reminded.back().actors;
        for (const Invited& one : invited(snapshot_, call_.id)) {
            const bool silent = one.answer == Answer::silent;  // who answered since is not reminded
            if (!silent || std::find(last.begin(), last.end(), key_of(one.invitation.whom)) == last.end()) continue;
            all.push_back(written(LetterKind::reminder, one.invitation, fmt::format("reminder:{}:{}:{}", call_.id, reminded.size(), key_of(one.invitation.whom))));
        }
        return all;
    }

    /// All that the final letters rest on.
    struct Final {
        Report report;
        std::vector<ReportParagraph> paragraphs;
        std::vector<ProposalAnswer> answers;
        Heard heard;
    };
    bool is_issued() const {
        const auto frame = report_frame(snapshot_, call_.id);
        return frame && frame->issued;
    }
    Final finally() const {
        const auto stands = report(snapshot_, call_.id);
        Final made{stands->report, paragraphs_in_order(*stands), {}, heard(snapshot_, vocabulary_, call_.id)};
        for (const auto& [answer, revision] : stands->answers) made.answers.push_back(answer);
        return made;
    }
    Letter final_letter(const Final& final, const Voice& voice) const {
        const document::Document letter = document_of(letter_to(voice, final.paragraphs, final.heard, final.answers), final.report);
        std::string words = notice_.empty() ? std::string() : notice_ + "\n\n";
        for (const document::Paragraph& one : letter.paragraphs) words += one.text + "\n\n";
        if (!call_.contact.empty()) words += fmt::format("Questions go to: {}\n", call_.contact);
        return {fmt::format("final-letter:{}:{}", call_.id, voice.submission), voice.contributor, letter.title.value_or(call_.title), std::move(words),
                fmt::format("{}-{}", voice.submission, letter_file_name(call_, voice.contributor.name)), document::to_docx(letter, {.notice = notice_})};
    }
    std::vector<Letter> final_letters() const {
        const Final final = finally();
        std::vector<Letter> all;
        for (const Voice& voice : final.heard.voices) all.push_back(final_letter(final, voice));
        return all;
    }

    std::vector<Letter> receipts() const {
        std::vector<Letter> all;
        for (const Registered& one : submissions(snapshot_, call_.id)) {
            const auto entry = snapshot_.at(one.position);
            if (!entry) continue;
            std::string words = notice_.empty() ? std::string() : notice_ + "\n\n";
            words += fmt::format("{}\n\nContribution {} of {}, received {}: {}.\nEntry {} of the record, recorded {}; its leaf is {}.\n", call_.title, one.submission.number, one.submission.contributor.name, one.submission.received,
                                 name_of(one.submission.status), one.position, one.when, hex(entry->leaf));
            if (!call_.contact.empty()) words += fmt::format("Questions go to: {}\n", call_.contact);
            all.push_back({fmt::format("receipt:{}:{}:{}", call_.id, one.submission.number, one.revision), one.submission.contributor, fmt::format("Receipt: {}", call_.title), std::move(words), "", ""});
        }
        return all;
    }
};

}  // namespace

std::optional<LetterFile> invitation_to(const holdings::Holdings& holdings, std::string_view call, std::int64_t submission) { return Writing(holdings, call).invitation_to(submission); }
std::optional<LetterFile> final_letter_to(const holdings::Holdings& holdings, std::string_view call, std::int64_t submission) { return Writing(holdings, call).final_letter_to(submission); }

std::size_t keep_addresses(holdings::Holdings& holdings, const Request& request) {
    if (!request.by.keeps) throw Error(Fault::refused, say(sentences::call_not_yours));
    std::vector<std::pair<std::string, std::string>> rows;
    std::istringstream lines(request.fields.text("addresses"));
    const record::Snapshot snapshot = holdings.record().snapshot();
    for (std::string line; std::getline(lines, line);) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        const std::size_t tab = line.find('\t');
        const std::string name = line.substr(0, tab), address = tab == std::string::npos ? "" : line.substr(tab + 1);
        if (name.empty()) continue;
        const bool sound = address.empty() || (address.find('@') != std::string::npos && address.size() < 255 && std::all_of(address.begin(), address.end(), [](char c) { return c > ' ' && c < 127 && c != '<' && c != '>' && c != ','; }));
        if (!sound) throw Error(Fault::bad_request, "\"{}\" of {} is no address: write one a line, a name, a tab and its address", address, name);
        const auto found = whom(snapshot, holdings.vocabulary(), name);
        if (found.size() > 1) throw Error(Fault::bad_request, "{} are several: give each an address of its own", name);
        rows.emplace_back(found.empty() ? name : key_of(found.front()), address);
    }
    PrivateFile file = opened(holdings.record());
    db::Transaction transaction(file.tables(), db::Transaction::Kind::write);
    for (const auto& [actor, address] : rows) {
        file.tables().execute(R"sql(DELETE FROM address WHERE actor = $1)sql", actor);
        if (!address.empty()) file.tables().execute(R"sql(INSERT INTO address (actor, address) VALUES ($1, $2))sql", actor, address);
    }
    transaction.commit();
    auto count = file.tables().query(R"sql(SELECT COUNT(*) FROM address)sql");
    count.next();
    return static_cast<std::size_t>(count.integer(0));
}

Laid lay_letters(holdings::Holdings& holdings, const Request& request, const Clock& clock) {
    if (!request.by.keeps) throw Error(Fault::refused, say(sentences::call_not_yours));
    const std::vector<Letter> letters = Writing(holdings, request.about).of(request.fields.text("what"));
    PrivateFile file = opened(holdings.record());
    db::Transaction transaction(file.tables(), db::Transaction::Kind::write);
    Laid laid;
    for (const Letter& one : letters) {
        std::string address;
        {
            auto rows = file.tables().query(R"sql(SELECT address FROM address WHERE actor = $1)sql", key_of(one.whom));
            if (rows.next()) address = rows.text(0);
        }
        if (address.empty()) {
            laid.without.push_back(one.whom.name);
            continue;
        }
        const std::int64_t added = file.tables().execute(
            R"sql(INSERT INTO letter (key, call, actor, name, address, message, state, tries, next, said, moment, recorded) VALUES ($1, $2, $3, $4, $5, $6, 'waiting', 0, $7, '', $8, 0) ON CONFLICT (key) DO NOTHING)sql", one.key,
            request.about, key_of(one.whom), one.whom.name, address, db::Blob{message_of(one, address, clock)}, seconds_of(clock), moment_now(clock));
        ++(added > 0 ? laid.letters : laid.before);
    }
    transaction.commit();
    return laid;
}

std::vector<LetterStands> outbox(const record::Record& record, std::string_view call) {
    std::vector<LetterStands> all;
    if (!is_there(record)) return all;
    PrivateFile file = opened(record);
    auto rows = file.tables().query(R"sql(SELECT key, name, state, tries, said, moment FROM letter WHERE call = $1 ORDER BY number)sql", call);
    while (rows.next()) all.push_back({std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2)), rows.integer(3), std::string(rows.text(4)), std::string(rows.text(5))});
    return all;
}

Postman::Postman(holdings::Holdings& holdings, fetch::MailServer server, Clock clock) : holdings_(holdings), server_(std::move(server)), clock_(std::move(clock)) {
    if (!is_there(holdings.record())) return;
    // A process ended while these were on their way: whether they came nobody knows.
    PrivateFile file = opened(holdings.record());
    file.tables().execute(R"sql(UPDATE letter SET state = 'unknown', said = 'the program ended while it was being sent' WHERE state = 'leaving')sql");
}

std::size_t Postman::walk(const std::stop_token& stop) {
    if (!is_there(holdings_.record())) return 0;
    std::size_t tried = 0;
    while (!stop.stop_requested()) {
        std::int64_t number = 0, tries = 0;
        std::string address, message;
        {
            PrivateFile file = opened(holdings_.record());
            auto rows = file.tables().query(R"sql(SELECT number, tries, address, message FROM letter WHERE state = 'waiting' AND next <= $1 ORDER BY number LIMIT 1)sql", seconds_of(clock_));
            if (!rows.next()) break;
            number = rows.integer(0), tries = rows.integer(1) + 1, address = rows.text(2), message = rows.bytes(3);
        }
        {
            PrivateFile file = opened(holdings_.record());
            file.tables().execute(R"sql(UPDATE letter SET state = 'leaving', tries = $1, moment = $2 WHERE number = $3)sql", tries, moment_now(clock_), number);
        }
        message.replace(message.find("{sender}"), std::string_view("{sender}").size(), server_.sender);
        const fetch::Delivered done = fetch::deliver(server_, address, message);
        ++tried;
        const std::string state = done.how == fetch::Delivery::taken     ? "sent"
                                  : done.how == fetch::Delivery::refused ? "refused"
                                  : done.how == fetch::Delivery::unknown ? "unknown"
                                  : tries >= most_tries                  ? "given up"
                                                                         : "waiting";
        const std::int64_t wait = std::min(first_wait << std::min<std::int64_t>(tries - 1, 9), longest_wait);
        PrivateFile file = opened(holdings_.record());
        file.tables().execute(R"sql(UPDATE letter SET state = $1, said = $2, next = $3 WHERE number = $4)sql", state, done.detail, seconds_of(clock_) + wait, number);
    }
    struct Sent {
        std::int64_t number = 0;
        std::string key, call, actor, moment;
    };
    std::vector<Sent> sent;
    {
        PrivateFile file = opened(holdings_.record());
        auto rows = file.tables().query(R"sql(SELECT number, key, call, actor, moment FROM letter WHERE state = 'sent' AND recorded = 0 ORDER BY number)sql");
        while (rows.next()) sent.push_back({rows.integer(0), std::string(rows.text(1)), std::string(rows.text(2)), std::string(rows.text(3)), std::string(rows.text(4))});
    }
    for (const Sent& one : sent) {
        const std::string what = one.key.substr(0, one.key.find(':'));
        record::Draft draft;
        draft.subject = fmt::format("letter:{}:{}", one.call, one.key);
        draft.kind = letter_kind;
        draft.act = "send";
        draft.state = json::Object{{"call", one.call}, {"actor", one.actor}, {"letter", what}, {"sent", one.moment}};
        draft.who = record::operator_at_this_machine();
        draft.confidential = true;
        if (!holdings_.record().snapshot().last(draft.subject)) {
            auto writing = holdings_.record().write();
            writing.append(draft);
            writing.commit();
        }
        PrivateFile file = opened(holdings_.record());
        file.tables().execute(R"sql(UPDATE letter SET recorded = 1 WHERE number = $1)sql", one.number);
    }
    return tried;
}

json::Value to_json(const Laid& laid) { return json::Object{{"letters", laid.letters}, {"before", laid.before}, {"without", json::Array(laid.without.begin(), laid.without.end())}}; }

}  // namespace comity::consultations
