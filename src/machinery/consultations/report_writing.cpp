#include "machinery/consultations/report_writing.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "json/members.hpp"
#include "machinery/consultations/reading_sentences.hpp"
#include "machinery/consultations/report_check.hpp"

namespace comity::consultations {

namespace {

class Rule {
public:
    Rule(const ReportState& state, const Request& request) : state_(state), request_(request) {}

    Ruling decide() {
        if (!request_.by.keeps) return refuse(say(sentences::reading_keepers_only), Fault::refused);
        if (request_.act == "begin report") return begin();
        if (!state_.report) return refuse(say(sentences::report_unknown, state_.call), Fault::not_found);
        if (request_.act == "answer proposal") return answer();
        if (request_.act == "file report") return file();
        if (state_.report->issued) return request_.act == "change report" ? give_symbol() : refuse(say(sentences::report_issued), Fault::conflict);
        if (request_.act == "change report") return change();
        if (request_.act == "write paragraph") return write();
        if (request_.act == "take out paragraph") return take_out();
        if (request_.act == "issue report") return issue();
        return refuse(say(sentences::reading_act_unknown, request_.act));
    }

private:
    const ReportState& state_;
    const Request& request_;

    [[nodiscard]] bool is_seen(std::int64_t revision) const { return !request_.seen_revision || *request_.seen_revision == revision; }

    /// A draft is the writers' own until it is issued.
    Ruling keep(std::string subject, std::string_view kind, json::Value state, std::int64_t after, std::string sentence) const {
        record::Draft draft = draft_for(request_, std::move(subject), kind, std::move(state));
        draft.confidential = true;
        draft.after_revision = after;
        return Decision{{std::move(draft)}, std::move(sentence)};
    }

    Said take_frame(Report& report) const {
        const json::Value& fields = request_.fields;
        if (const auto title = field(fields, "title")) report.title = *title;
        if (report.title.empty()) return say(sentences::report_untitled);
        if (const auto symbol = field(fields, "symbol")) report.symbol = *symbol;
        if (const auto body = field(fields, "body")) report.body = *body;
        if (const auto session = field(fields, "session")) report.session = *session;
        if (const auto* limit = fields["word_limit"].as_integer()) report.word_limit = *limit;
        if (report.word_limit < 0 || report.word_limit > most_word_limit) return say(sentences::report_no_limit, most_word_limit);
        report.is_public = json::maybe_truth(fields, "public").value_or(report.is_public);
        const auto* sections = fields["sections"].as_array();
        if (sections == nullptr) return {};
        std::vector<ReportSection> made;
        for (const json::Value& one : *sections) {
            ReportSection section{one.text("id"), one.text("title")};
            if (!section.id.empty() && !section.title.empty()) made.push_back(std::move(section));
        }
        for (const auto& [paragraph, revision] : state_.paragraphs) {
            const std::string& used = paragraph.section;
            if (std::none_of(made.begin(), made.end(), [&used](const ReportSection& section) { return section.id == used; })) return say(sentences::report_section_used, used);
        }
        report.sections = std::move(made);
        return {};
    }

    Ruling begin() {
        if (state_.report) return refuse(say(sentences::report_there, state_.call), Fault::conflict);
        Report report;
        report.call = state_.call;
        report.title = state_.call_title;
        report.sections = customary_sections();
        if (Said wrong = take_frame(report); !wrong.empty()) return refuse(std::move(wrong));
        return keep(report_subject(state_.call), report_kind, to_json(report), 0, fmt::format("the report \"{}\" is begun", report.title));
    }

    Ruling change() {
        if (!is_seen(state_.revision)) return refuse(say(sentences::reading_changed_meanwhile), Fault::conflict);
        Report report = *state_.report;
        if (Said wrong = take_frame(report); !wrong.empty()) return refuse(std::move(wrong));
        // What was written for those who keep the consultation may not become public by a change of the frame.
        if (report.is_public && !state_.report->is_public) {
            for (const auto& [paragraph, revision] : state_.paragraphs) {
                for (const ReportSentence& sentence : paragraph.sentences) {
                    if (Said wrong = not_for_public(sentence, *state_.heard); !wrong.empty()) return refuse(std::move(wrong), Fault::refused);
                }
            }
        }
        if (report == *state_.report) return refuse(say(sentences::reading_nothing_changed));
        return keep(report_subject(state_.call), report_kind, to_json(report), state_.revision, "the report is changed");
    }

    /// The sentences of the request; nullopt where it has none.
    [[nodiscard]] std::optional<std::vector<ReportSentence>> sentences_given(const ReportParagraph& before) const {
        std::vector<ReportSentence> all;
        if (const auto* given = request_.fields["sentences"].as_array()) {
            for (const json::Value& one : *given) {
                ReportSentence sentence{single_blanks(one.text("text")), several(one, "sources").value_or(std::vector<std::string>()), field(one, "own").value_or("")};
                std::sort(sentence.sources.begin(), sentence.sources.end());
                sentence.sources.erase(std::unique(sentence.sources.begin(), sentence.sources.end()), sentence.sources.end());
                if (!sentence.text.empty()) all.push_back(std::move(sentence));
            }
            return all;
        }
        const auto text = field(request_.fields, "text");
        if (!text) return std::nullopt;
        // A sentence that stands as it was keeps what it rests on.
        for (const std::string& words : sentences_of(*text)) {
            const auto same = std::find_if(before.sentences.begin(), before.sentences.end(), [&](const ReportSentence& one) { return one.text == words; });
            all.push_back(same != before.sentences.end() ? *same : ReportSentence{words, {}, ""});
        }
        return all;
    }

    Ruling write() {
        ReportParagraph paragraph{state_.call, state_.number, "", 0, {}, "", {}, false};
        std::int64_t before = 0;
        if (request_.about != state_.call) {  // a paragraph that is there
            const auto number = number_in(request_.about);
            const auto found = std::find_if(state_.paragraphs.begin(), state_.paragraphs.end(), [&](const auto& one) { return number && one.first.number == *number; });
            if (found == state_.paragraphs.end()) return refuse(say(sentences::report_paragraph_unknown, request_.about), Fault::not_found);
            if (!is_seen(found->second)) return refuse(say(sentences::reading_changed_meanwhile), Fault::conflict);
            paragraph = found->first;
            before = found->second;
        }
        const ReportParagraph was = paragraph;
        if (const auto section = field(request_.fields, "section")) paragraph.section = *section;
        const auto& sections = state_.report->sections;
        if (std::none_of(sections.begin(), sections.end(), [&](const ReportSection& one) { return one.id == paragraph.section; })) {
            std::string known;
            for (const ReportSection& one : sections) known += (known.empty() ? "" : ", ") + one.id;
            return refuse(paragraph.section.empty() ? say(sentences::report_section_needed, known) : say(sentences::report_section_unknown, paragraph.section, known));
        }
        if (const auto* rank = request_.fields["rank"].as_integer()) paragraph.rank = *rank;
        else if (before == 0) paragraph.rank = last_rank(paragraph.section) + 1;
        if (const auto comment = field(request_.fields, "comment")) paragraph.comment = *comment;
        if (auto given = sentences_given(was)) paragraph.sentences = std::move(*given);
        if (paragraph.sentences.empty()) return refuse(say(sentences::report_paragraph_empty));
        for (const ReportSentence& sentence : paragraph.sentences) {
            if (Said wrong = wrong_source(sentence, was); !wrong.empty()) return refuse(std::move(wrong));
            if (!state_.report->is_public) continue;
            if (Said wrong = not_for_public(sentence, *state_.heard); !wrong.empty()) return refuse(std::move(wrong), Fault::refused);
        }
        paragraph.quotes = quoted_submissions(state_.call, paragraph.sentences, *state_.heard);
        if (before > 0 && paragraph == was) return refuse(say(sentences::reading_nothing_changed));
        return keep(report_paragraph_subject(state_.call, paragraph.number), report_paragraph_kind, to_json(paragraph), before,
                    fmt::format("paragraph {} of the section \"{}\" is written", paragraph.number, paragraph.section));
    }

    [[nodiscard]] std::int64_t last_rank(std::string_view section) const {
        std::int64_t last = 0;
        for (const auto& [one, revision] : state_.paragraphs) {
            if (one.section == section) last = std::max(last, one.rank);
        }
        return last;
    }

    /// A source that was good when it was named, and is gone, stays: the check shows it, and the writing of another sentence is not held up by it.
    [[nodiscard]] Said wrong_source(const ReportSentence& sentence, const ReportParagraph& was) const {
        for (const std::string& source : sentence.sources) {
            const auto number = submission_in_source(source);
            const bool whole = source.find(':') == std::string::npos;
            const bool there = number && state_.heard->voice(*number) != nullptr && (whole || state_.heard->passage(source) != nullptr);
            const auto had = [&](const ReportSentence& one) { return std::find(one.sources.begin(), one.sources.end(), source) != one.sources.end(); };
            if (!there && std::none_of(was.sentences.begin(), was.sentences.end(), had)) return say(sentences::report_source_unknown, source);
        }
        return {};
    }

    Ruling take_out() {
        const auto number = number_in(request_.about);
        const auto found = std::find_if(state_.paragraphs.begin(), state_.paragraphs.end(), [&](const auto& one) { return number && one.first.number == *number; });
        if (found == state_.paragraphs.end()) return refuse(say(sentences::report_paragraph_unknown, request_.about), Fault::not_found);
        if (!is_seen(found->second)) return refuse(say(sentences::reading_changed_meanwhile), Fault::conflict);
        ReportParagraph paragraph = found->first;
        paragraph.withdrawn = true;
        return keep(report_paragraph_subject(state_.call, paragraph.number), report_paragraph_kind, to_json(paragraph), found->second, fmt::format("paragraph {} is taken out", paragraph.number));
    }

    /// One answer to a proposal, or the same to several that were gathered; what is answered so already stays as it is.
    Ruling answer() {
        const auto sources = several(request_.fields, "source").value_or(std::vector<std::string>());
        if (sources.empty()) return refuse(say(sentences::report_source_unknown, ""), Fault::not_found);
        Decision decision;
        for (const std::string& source : sources) {
            const ProposalAnswer made{state_.call, source, field(request_.fields, "text").value_or("")};
            const CountedPassage* passage = state_.heard->passage(source);
            if (passage == nullptr || passage->code.kind != PassageKind::proposal) return refuse(say(sentences::report_source_unknown, source), Fault::not_found);
            const auto before = std::find_if(state_.answers.begin(), state_.answers.end(), [&](const auto& one) { return one.first.source == source; });
            const bool there = before != state_.answers.end();
            if (there ? before->first == made : made.text.empty()) continue;
            const std::int64_t revision = there ? before->second : 0;
            if (!is_seen(revision)) return refuse(say(sentences::reading_changed_meanwhile), Fault::conflict);
            record::Draft draft = draft_for(request_, subject_of(made), proposal_answer_kind, to_json(made));
            draft.confidential = true;
            draft.after_revision = revision;
            decision.drafts.push_back(std::move(draft));
        }
        if (decision.drafts.empty()) return refuse(say(sentences::reading_nothing_changed));
        decision.sentence = sources.size() == 1 ? fmt::format("proposal {} is answered", sources.front()) : fmt::format("{} proposals are answered", decision.drafts.size());
        return decision;
    }

    /// That it is in the record as a document; the file itself came in before.
    Ruling file() {
        if (Said wrong = why_not_filed(*state_.report); !wrong.empty()) return refuse(std::move(wrong), Fault::conflict);
        Report report = *state_.report;
        report.document = field(request_.fields, "document").value_or("");
        if (report.document.empty()) return refuse(say(sentences::reading_nothing_changed));
        return keep(report_subject(state_.call), report_kind, to_json(report), state_.revision, fmt::format("the report is in the record as {}", report.symbol));
    }

    /// Those who process documents give a symbol when the words are done: of an issued report it alone may still come, until the report is filed under it.
    Ruling give_symbol() {
        const Report& issued = *state_.report;
        Report with = issued;
        if (Said wrong = take_frame(with); !wrong.empty()) return refuse(std::move(wrong));
        Report otherwise_the_same = issued;
        otherwise_the_same.symbol = with.symbol;
        const bool alone = json::write(to_json(with)) == json::write(to_json(otherwise_the_same));
        if (!alone || with.symbol == issued.symbol || with.symbol.empty() || !issued.document.empty()) return refuse(say(sentences::report_issued), Fault::conflict);
        if (!is_seen(state_.revision)) return refuse(say(sentences::reading_changed_meanwhile), Fault::conflict);
        return keep(report_subject(state_.call), report_kind, to_json(with), state_.revision, fmt::format("the report \"{}\" has the symbol {}", with.title, with.symbol));
    }

    Ruling issue() {
        if (!is_seen(state_.revision)) return refuse(say(sentences::reading_changed_meanwhile), Fault::conflict);
        std::vector<ReportParagraph> paragraphs;
        for (const auto& [one, revision] : state_.paragraphs) paragraphs.push_back(one);
        paragraphs = in_order(*state_.report, std::move(paragraphs));
        if (paragraphs.empty()) return refuse(say(sentences::report_paragraph_empty));
        const auto findings = check(*state_.report, paragraphs, *state_.heard, state_.groups);
        const auto bars = std::count_if(findings.begin(), findings.end(), [](const ReportFinding& one) { return one.bars; });
        if (bars > 0) {
            const auto first = std::find_if(findings.begin(), findings.end(), [](const ReportFinding& one) { return one.bars; });
            return refuse(say(sentences::report_not_ready, static_cast<std::int64_t>(bars), first->said.english), Fault::refused);
        }
        Report report = *state_.report;
        report.issued = true;
        return keep(report_subject(state_.call), report_kind, to_json(report), state_.revision, fmt::format("the report \"{}\" is issued", report.title));
    }
};

}  // namespace

Said why_not_filed(const Report& report) {
    if (!report.document.empty()) return say(sentences::report_filed, report.symbol);
    if (!report.issued) return say(sentences::report_not_issued);
    if (!report.is_public) return say(sentences::report_closed);
    if (report.symbol.empty()) return say(sentences::report_without_symbol);
    return {};
}

Ruling decide(const ReportState& state, const Request& request) { return Rule(state, request).decide(); }

}  // namespace comity::consultations
