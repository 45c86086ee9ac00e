#include "machinery/consultations/demonstration.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "base/assets.hpp"
#include "document/word_file.hpp"
#include "machinery/consultations/reading_desk.hpp"
#include "record/actor_form.hpp"
#include "text/text.hpp"
#include "text/time_zone.hpp"
#include "vocabulary/tables.hpp"

namespace comity::consultations {

namespace {

constexpr std::string_view folder = "demo/consultation/";

std::string_view asset(std::string_view name) { return assets::get(std::string(folder) + std::string(name)); }
vocabulary::TableRows table(std::string_view name) { return vocabulary::TableRows({name, asset(name)}); }

std::chrono::system_clock::time_point moment(std::string_view written) {
    const auto found = text::moment_in_zone(written.substr(0, std::string_view("2019-02-04T09:00").size()), "UTC");
    COMITY_ENSURE(found);
    return std::chrono::system_clock::time_point(std::chrono::seconds(*found));
}

/// What came, as it came. Its texts are plain; what came as a file is a word processor's, what came by mail a message.
class Contribution {
public:
    Contribution(const vocabulary::TableRows& rows, std::size_t row, const vocabulary::Vocabulary& vocabulary) : vocabulary_(vocabulary) {
        file = rows.needed(row, "file");
        name = rows.needed(row, "contributor");
        kind = rows.needed(row, "kind");
        form = rows.needed(row, "form");
        received = rows.needed(row, "received");
        language = rows.needed(row, "language");
        confidentiality = rows.needed(row, "confidentiality");
    }
    std::string file, name, kind, form, received, language, confidentiality;

    /// The part of a submission, from 1, that was this file; 0 if it is another's.
    [[nodiscard]] int part_of(std::string_view other) const { return other == file ? 1 : other == annex() ? 2 : 0; }

    [[nodiscard]] std::vector<Handed> handed() const {
        const std::string_view words = asset("texts/" + file);
        if (file.ends_with(".eml")) return by_mail(words);
        if (form == "e-mail") return by_mail(message(words));
        if (form != "file") return {typed_words(words)};
        std::vector<Handed> parts = {as_file(file, words)};
        if (const auto further = assets::find(std::string(folder) + "texts/" + annex()); !further.bytes.empty()) {
            parts.push_back(as_file(annex(), further.bytes));
            parts.back().closed = true;
        }
        return parts;
    }

private:
    const vocabulary::Vocabulary& vocabulary_;

    /// "17-interpreters"
    [[nodiscard]] std::string stem() const { return file.substr(0, file.find('.')); }
    [[nodiscard]] std::string annex() const { return stem() + "-annex.txt"; }
    [[nodiscard]] std::vector<Handed> by_mail(std::string_view bytes) const { return arrived_mail(file, bytes, vocabulary_).parts; }

    [[nodiscard]] std::string message(std::string_view words) const {
        const std::string day = fmt::format("{:%a, %d %b %Y %H:%M:%S} +0000", fmt::gmtime(std::chrono::system_clock::to_time_t(moment(received))));
        return fmt::format("Received: from post.example by registry.example; {}\r\nFrom: {}@post.example\r\nTo: consultation@registry.example\r\nDate: {}\r\nSubject: Consultation on persons of two shores\r\n"
                           "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{}",
                           day, stem().substr(stem().find('-') + 1), day, words);
    }

    [[nodiscard]] Handed as_file(std::string_view plain_name, std::string_view words) const {
        document::word::File made;
        made.language = language;
        made.title = name;
        made.notice = "invented for demonstration";
        for (std::size_t at = 0; at < words.size();) {
            const std::size_t end = std::min(words.find("\n\n", at), words.size());
            std::string paragraph = text::normalized(words.substr(at, end - at));
            if (!paragraph.empty()) made.blocks.emplace_back(document::word::line(document::word::Style::other, std::move(paragraph)));
            at = end + 2;
        }
        return read_handed(fmt::format("{}.docx", plain_name.substr(0, plain_name.find('.'))), document::word::bytes_of(made), vocabulary_);
    }
};

By officer() { return {{"secretariat officer", "maud.ferriday"}, "", true, {}, {}}; }
By because(std::string_view why) {
    By by = officer();
    by.why = why;
    return by;
}
constexpr std::string_view contributor_by_page = "ines.varrow";
const std::array<record::Actor, 2> coders = {record::Actor{"secretariat officer", "maud.ferriday"}, record::Actor{"editor", "tomas.quell"}};

class Holding {
public:
    explicit Holding(holdings::Holdings& holdings) : holdings_(holdings), vocabulary_(holdings.vocabulary()) {
        const auto rows = table("call.tsv");
        for (std::size_t row = 0; row < rows.size(); ++row) call_fields_.emplace(rows.needed(row, "field"), rows.needed(row, "value"));
        const auto ids = table("theme_ids.tsv");
        for (std::size_t row = 0; row < ids.size(); ++row) themes_.emplace(ids.needed(row, "word"), ids.needed(row, "theme"));
    }

    Demonstrated hold() {
        call_ = of_call("call");
        const auto rows = table("submissions.tsv");
        for (std::size_t row = 0; row < rows.size(); ++row) contributions_.emplace_back(rows, row, vocabulary_);
        if (const auto there = holdings_.record().snapshot().last(call_subject(call_)); there && call_from(there->state).status != CallStatus::prepared) return {call_, contributions_.size(), false};
        std::vector<std::vector<Handed>> handed;  // reading them takes longest, and the pen is not needed for it
        for (const Contribution& one : contributions_) handed.push_back(one.handed());
        if (!holdings_.record().snapshot().last(call_subject(call_))) prepare();
        known_.paragraphs = paragraphs_of_authority(holdings_, call(holdings_.record().snapshot(), call_).call);
        auto writing = holdings_.record().write();
        writing_ = &writing;
        open_and_take(handed);
        read();
        report();
        writing.commit();
        return {call_, contributions_.size(), true};
    }

private:
    holdings::Holdings& holdings_;
    const vocabulary::Vocabulary& vocabulary_;
    std::map<std::string, std::string, std::less<>> call_fields_, themes_;
    std::vector<Contribution> contributions_;
    std::string call_;
    record::Writing* writing_ = nullptr;
    KnownBefore known_;
    std::map<std::string, std::int64_t, std::less<>> numbers_;             ///< of submissions, by file
    std::map<std::string, std::vector<std::string>, std::less<>> sources_;  ///< of passages, by file, in the order of the table

    [[nodiscard]] const std::string& of_call(std::string_view field) const {
        const auto found = call_fields_.find(field);
        COMITY_ENSURE(found != call_fields_.end());
        return found->second;
    }

    Done act(std::string_view what, const std::string& about, json::Value fields, By by, std::string_view when, const std::vector<Handed>& handed = {}) {
        const Request request{std::string(what), about, std::move(fields), std::move(by), {}};
        return perform(*writing_, vocabulary_, request, handed, [&] { return moment(when); });
    }
    Done at_desk(std::string_view what, const std::string& about, json::Value fields, By by) {
        return perform_reading(*writing_, vocabulary_, {std::string(what), about, std::move(fields), std::move(by), {}}, known_);
    }
    [[nodiscard]] std::string about(std::string_view file) const { return submission_subject(call_, numbers_.find(file)->second); }

    void prepare() {
        json::Value fields = json::Object{};
        for (const char* name : {"title", "purpose", "convener", "document", "paragraph", "deadline", "zone", "contact"}) fields.put(name, of_call(name));
        json::Array questions;
        for (const std::string_view one : vocabulary::split(of_call("questions"), ';')) questions.emplace_back(one);
        fields.put("questions", std::move(questions));
        fields.put("words", static_cast<std::int64_t>(std::stoi(of_call("words"))));
        perform(holdings_, {"prepare", call_, std::move(fields), officer(), {}}, {}, [&] { return moment(of_call("opened")); });
    }

    // --- the call and what came ------------------------------------------------------------------------------------------------

    void open_and_take(const std::vector<std::vector<Handed>>& handed) {
        const std::string opened = of_call("opened"), closed = of_call("closed");
        act("open", call_, json::Object{}, officer(), opened);
        act("invite", call_, json::Object{{"who", "all-states; " + of_call("invited")}}, officer(), opened);
        std::vector<std::size_t> order(contributions_.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return contributions_[a].received < contributions_[b].received; });
        bool reminded = false, is_closed = false;
        for (const std::size_t i : order) {
            const Contribution& one = contributions_[i];
            if (!reminded && one.received > of_call("reminded")) reminded = true, act("remind", call_, json::Object{}, officer(), of_call("reminded"));
            if (!is_closed && one.received > closed) is_closed = true, act("close", call_, json::Object{}, officer(), closed);
            take(one, handed[i]);
        }
        for (const Contribution& one : contributions_) act("release", about(one.file), json::Object{}, officer(), of_call("released"));
    }

    void take(const Contribution& one, const std::vector<Handed>& handed) {
        // A State hands in by its own account; all else an officer takes in.
        const bool by_itself = one.form == "page" && one.kind == "state";
        const auto known = whom(writing_->now(), vocabulary_, one.name);
        By by = by_itself ? By{{"contributor", std::string(contributor_by_page)}, known.at(0).actor, false, {}, {}} : officer();
        json::Value fields = json::Object{{"form", one.form}, {"language", one.language}, {"confidentiality", one.confidentiality}};
        if (!by_itself) {
            for (const auto& [name, value] : {std::pair<std::string_view, std::string_view>{"from", one.name}, {"kind", one.kind}, {"received_moment", one.received}}) fields.put(name, value);
        }
        const auto number = number_in(act("hand in", call_, std::move(fields), std::move(by), one.received, handed).subject);
        numbers_.emplace(one.file, *number);
        if (submission(writing_->now(), call_, *number)->submission.status == SubmissionStatus::waiting) act("accept", about(one.file), json::Object{}, because("they walked"), of_call("accepted"));
    }

    // --- reading -----------------------------------------------------------------------------------------------------------------

    /// The contribution of which a file of the table is a part, and which part.
    [[nodiscard]] std::pair<const Contribution*, int> part(std::string_view file) const {
        for (const Contribution& one : contributions_) {
            if (const int number = one.part_of(file); number > 0) return {&one, number};
        }
        throw Error(Fault::bad_request, "{} is no file of the demonstration's consultation", file);
    }

    void read() {
        json::Array names;
        for (const record::Actor& coder : coders) names.push_back(record::to_json(coder));
        at_desk("set desk", call_, json::Object{{"coders", std::move(names)}}, officer());
        const auto rows = table("passages.tsv");
        std::vector<PassagePlace> places;
        for (std::size_t row = 0; row < rows.size(); ++row) places.push_back(mark(rows, row));
        for (const Contribution& one : contributions_) {
            for (const record::Actor& coder : coders) at_desk("done reading", about(one.file), json::Object{}, {coder, "", true, {}, {}});
        }
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const std::string_view settled = rows.cell(row, "settled"), file = rows.needed(row, "file");
            if (settled.empty()) continue;
            at_desk("settle", about(part(file).first->file), json::Object{{"key", key_of(places[row])}, {"kind", settled}}, because(rows.needed(row, "why")));
        }
        const auto gathered = table("gathered.tsv");
        Heard all = heard(writing_->now(), vocabulary_, call_);
        known_.heard = &all;
        for (std::size_t row = 0; row < gathered.size(); ++row) {
            json::Array passages;
            for (const std::string_view name : gathered.cells(row, "passages")) passages.emplace_back(source(name));
            at_desk("gather", call_, json::Object{{"name", gathered.needed(row, "name")}, {"passages", std::move(passages)}}, officer());
        }
        known_.heard = nullptr;
    }

    PassagePlace mark(const vocabulary::TableRows& rows, std::size_t row) {
        const auto [contribution, number] = part(rows.needed(row, "file"));
        const Submission stands = submission(writing_->now(), call_, numbers_.at(contribution->file))->submission;
        const std::string words = words_of_part(writing_->now(), stands, number), passage = text::normalized(rows.needed(row, "passage"));
        const std::size_t begin = words.find(passage), end = begin + passage.size();
        if (begin == std::string::npos) throw Error(Fault::bad_request, "{} has no words \"{}\"", rows.needed(row, "file"), passage);
        const std::array<std::string_view, 2> kinds = {rows.needed(row, "first coder"), rows.needed(row, "second coder")};
        for (std::size_t coder = 0; coder < coders.size(); ++coder) {
            json::Value fields = json::Object{{"part", number}, {"begin", begin}, {"end", end}, {"kind", kinds[coder]}, {"question", rows.number(row, "question")},
                                              {"themes", themes_.at(std::string(rows.needed(row, "theme")))}};
            if (kinds[coder] == name_of(PassageKind::proposal)) fields.put("addressee", rows.cell(row, "addressee"));
            at_desk("code", about(contribution->file), std::move(fields), {coders[coder], "", true, {}, {}});
        }
        const auto place = place_of(stands.number, number, words, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
        COMITY_ENSURE(place);
        sources_[std::string(rows.needed(row, "file"))].push_back(source_of(*place));
        return *place;
    }

    /// "01-ardune.txt:2": its second passage.
    [[nodiscard]] std::string source(std::string_view name) const {
        const std::size_t colon = name.find(':');
        const auto found = sources_.find(name.substr(0, colon));
        const auto at = colon == std::string_view::npos ? 0U : static_cast<std::size_t>(std::stoi(std::string(name.substr(colon + 1))));
        if (found == sources_.end() || at < 1 || at > found->second.size()) throw Error(Fault::bad_request, "the demonstration's consultation has no passage {}", name);
        return found->second[at - 1];
    }

    // --- the report --------------------------------------------------------------------------------------------------------------

    void report() {
        json::Array sections;
        std::map<std::string, std::string, std::less<>> ids;
        for (const std::string_view one : vocabulary::split(of_call("report_sections"), ';')) {
            const std::size_t colon = one.find(": ");
            const std::string id(one.substr(0, colon)), title(one.substr(colon + 2));
            sections.push_back(json::Object{{"id", id}, {"title", title}});
            ids.emplace(title, id);
        }
        Heard all = heard(writing_->now(), vocabulary_, call_);
        known_.heard = &all;
        at_desk("begin report", call_, json::Object{{"title", of_call("report_title")}, {"body", of_call("report_body")}, {"session", of_call("report_session")}, {"sections", std::move(sections)}}, officer());
        const auto rows = table("report.tsv");
        for (std::size_t row = 0; row < rows.size();) {
            const std::string_view paragraph = rows.needed(row, "paragraph"), section = rows.needed(row, "section");
            json::Array sentences;
            for (; row < rows.size() && rows.needed(row, "paragraph") == paragraph; ++row) {
                json::Array sources;
                for (const std::string_view name : rows.cells(row, "sources")) sources.emplace_back(source(name));
                sentences.push_back(json::Object{{"text", rows.needed(row, "sentence")}, {"sources", std::move(sources)}, {"own", rows.cell(row, "own")}});
            }
            at_desk("write paragraph", call_, json::Object{{"section", ids.at(std::string(section))}, {"sentences", std::move(sentences)}}, officer());
        }
        known_.heard = nullptr;
    }
};

}  // namespace

Demonstrated hold_demonstration(holdings::Holdings& holdings) {
    if (holdings.record().purpose() != record::Purpose::demonstration) throw Error(Fault::refused, "this is a record of real documents: the invented consultation is held in a demonstration alone");
    return Holding(holdings).hold();
}

std::size_t entries_of_demonstration(const record::Snapshot& snapshot) {
    // Visitors act under accounts, whose names in the log are others.
    const std::array<std::string_view, 3> held_by = {coders[0].name, coders[1].name, contributor_by_page};
    const auto entries = snapshot.from(0, snapshot.size());
    return static_cast<std::size_t>(std::count_if(entries.begin(), entries.end(), [&](const record::Entry& entry) { return std::find(held_by.begin(), held_by.end(), entry.who.name) != held_by.end(); }));
}

json::Value to_json(const Demonstrated& demonstrated) { return json::Object{{"call", demonstrated.call}, {"submissions", demonstrated.submissions}, {"added", demonstrated.added}}; }

}  // namespace comity::consultations
