#include "machinery/consultations/report_document.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "document/citations.hpp"
#include "document/composition.hpp"
#include "machinery/consultations/customary.hpp"
#include "machinery/consultations/kinds.hpp"
#include "machinery/consultations/report_check.hpp"
#include "text/text.hpp"

namespace comity::consultations {

namespace {

std::string roman(std::size_t number) {
    constexpr std::pair<std::size_t, std::string_view> parts[] = {{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}};
    std::string words;
    for (const auto& [value, letters] : parts) {
        for (; number >= value; number -= value) words += letters;
    }
    return words;
}

bool is_named(const Voice& voice) { return voice.confidentiality == Confidentiality::open; }

std::string shown_in_footnote(const Voice& voice) {
    if (is_named(voice)) return voice.contributor.name;
    const std::string one = customary_name(1, voice.contributor.kind);
    return fmt::format("{}, name withheld", one.empty() ? "one contributor" : one);
}

class Maker {
public:
    Maker(const Report& report, const std::vector<ReportParagraph>& paragraphs, const Heard& heard) : report_(report), paragraphs_(paragraphs), heard_(heard) {}

    document::Document made() {
        made_.document.kind = document::Kind::document;
        if (!report_.symbol.empty()) made_.document.symbol = report_.symbol;
        if (!report_.body.empty()) made_.document.body = report_.body;
        if (!report_.session.empty()) made_.document.session = report_.session;
        made_.document.title = report_.title;
        made_.document.distribution = report_.is_public ? std::optional<std::string>("General") : std::nullopt;
        std::size_t section_number = 0;
        auto next = paragraphs_.begin();
        for (const ReportSection& section : report_.sections) {
            const auto end = std::find_if(next, paragraphs_.end(), [&](const ReportParagraph& one) { return one.section != section.id; });
            if (next == end) continue;
            made_.heading(fmt::format("{}. {}", roman(++section_number), section.title));
            for (; next != end; ++next) paragraph(*next);
        }
        // What is in no section of the report any more is kept.
        for (; next != paragraphs_.end(); ++next) paragraph(*next);
        annex();
        return std::move(made_.document);
    }

private:
    const Report& report_;
    const std::vector<ReportParagraph>& paragraphs_;
    const Heard& heard_;
    document::Composition made_;

    void paragraph(const ReportParagraph& of) {
        std::vector<document::Composition::Sentence> sentences;
        for (const ReportSentence& one : of.sentences) sentences.push_back({one.text, footnote_of(one)});
        made_.paragraph(sentences);
    }

    /// "Ardune, paras. 3 and 7; Tarrow, para. 1."
    [[nodiscard]] std::string footnote_of(const ReportSentence& sentence) const {
        std::map<std::int64_t, std::set<std::pair<int, int>>> places;  // parts and paragraphs of a submission
        std::size_t gone = 0;
        for (const std::string& source : sentence.sources) {
            const auto number = submission_in_source(source);
            const Voice* voice = number ? heard_.voice(*number) : nullptr;
            const CountedPassage* passage = heard_.passage(source);
            if (voice == nullptr || (passage == nullptr && source.find(':') != std::string::npos)) {
                ++gone;
                continue;
            }
            auto& of = places[*number];
            if (passage != nullptr) of.emplace(passage->place.part, passage->place.paragraph);
        }
        std::vector<std::pair<std::string, std::string>> named;  // by name, as it is shown
        for (const auto& [number, of] : places) {
            const Voice& voice = *heard_.voice(number);
            std::string words = shown_in_footnote(voice);
            // By its paragraphs a submission whose name is withheld would be told from others.
            if (is_named(voice) && !of.empty()) {
                std::vector<std::string> all;
                all.reserve(of.size());
                const bool parts = std::any_of(of.begin(), of.end(), [](const auto& place) { return place.first > 1; });
                for (const auto& [part, paragraph] : of) all.push_back(parts ? fmt::format("{}.{}", part, paragraph) : std::to_string(paragraph));
                words += fmt::format(", {} {}", all.size() == 1 ? "para." : "paras.", fmt::join(all, ", "));
            }
            named.emplace_back((is_named(voice) ? "0" : "1") + voice.contributor.name, std::move(words));
        }
        const text::Collation order("en");
        std::stable_sort(named.begin(), named.end(), [&](const auto& a, const auto& b) { return order(a.first, b.first); });
        std::vector<std::string> shown;
        shown.reserve(named.size() + 1);
        for (auto& [key, words] : named) shown.push_back(std::move(words));
        if (gone > 0) shown.push_back(gone == 1 ? "one contribution no longer available" : fmt::format("{} contributions no longer available", gone));
        return shown.empty() ? std::string() : fmt::format("{}.", fmt::join(shown, "; "));
    }

    void annex() {
        if (heard_.voices.empty()) return;
        made_.heading("Annex");
        made_.heading("Contributors");
        for (const ContributorKind& kind : contributor_kinds()) {
            std::set<std::string> names;
            std::int64_t withheld = 0, confidential = 0;
            for (const Voice& voice : heard_.voices) {
                if (voice.contributor.kind != kind.code) continue;
                if (is_named(voice)) names.insert(voice.contributor.name);
                else if (voice.confidentiality == Confidentiality::name_withheld) ++withheld;
                else ++confidential;
            }
            std::vector<std::string> shown(names.begin(), names.end());
            const text::Collation order("en");
            std::sort(shown.begin(), shown.end(), [&](const std::string& a, const std::string& b) { return order(a, b); });
            if (withheld > 0) shown.push_back(fmt::format("{}, {} withheld", customary_name(withheld, kind.code), withheld == 1 ? "name" : "names"));
            if (confidential > 0) shown.push_back(fmt::format("{}, in confidence", customary_name(confidential, kind.code)));
            if (shown.empty()) continue;
            std::string title = kind.many;
            if (title.front() >= 'a' && title.front() <= 'z') title.front() = static_cast<char>(title.front() - 'a' + 'A');
            made_.annex(fmt::format("{}: {}.", title, fmt::join(shown, "; ")));
        }
    }
};

}  // namespace

document::Document document_of(const Report& report, const std::vector<ReportParagraph>& paragraphs, const Heard& heard) { return Maker(report, paragraphs, heard).made(); }

document::Document document_of(const Report& report, const std::vector<ReportParagraph>& paragraphs, const Heard& heard, const vocabulary::Vocabulary& vocabulary) {
    document::Document made = document_of(report, paragraphs, heard);
    const vocabulary::Body* body = report.body.empty() ? nullptr : vocabulary.body_named(report.body);
    const auto cite = [&](const std::string& text, const std::string& in) {
        for (auto& one : document::find_citations(text, {body == nullptr ? std::string_view() : std::string_view(body->id), "en", in}, vocabulary).found) made.citations.push_back(std::move(one));
    };
    for (const document::Paragraph& one : made.paragraphs) cite(one.text, one.id);
    for (const document::Footnote& note : made.footnotes) cite(note.text, "fn" + note.mark);
    return made;
}

std::int64_t words_of_report(const Report& report, const std::vector<ReportParagraph>& paragraphs, const Heard& heard) {
    return words_of_report(document_of(report, paragraphs, heard));
}

std::int64_t words_of_report(const document::Document& made) {
    std::int64_t count = counted_words(made.title.value_or(""));
    for (const document::Paragraph& one : made.paragraphs) count += counted_words(one.text);
    for (const document::Footnote& note : made.footnotes) count += counted_words(note.text);
    return count;
}

std::map<std::int64_t, std::int64_t> printed_numbers(const std::vector<ReportParagraph>& paragraphs) {
    std::map<std::int64_t, std::int64_t> numbers;
    for (const ReportParagraph& one : paragraphs) numbers.emplace(one.number, static_cast<std::int64_t>(numbers.size()) + 1);
    return numbers;
}

ContributorLetter letter_to(const Voice& voice, const std::vector<ReportParagraph>& paragraphs, const Heard& heard, const std::vector<ProposalAnswer>& answers) {
    ContributorLetter letter{voice.submission, voice.contributor, {}, {}, {}};
    const auto numbers = printed_numbers(paragraphs);
    std::set<std::string> told;
    for (const ReportParagraph& paragraph : paragraphs) {
        for (const ReportSentence& sentence : paragraph.sentences) {
            WordsUsed used{numbers.at(paragraph.number), sentence.text, {}};
            bool is_used = false;
            for (const std::string& source : sentence.sources) {
                if (submission_in_source(source) != voice.submission) continue;
                const CountedPassage* passage = heard.passage(source);
                if (passage == nullptr && source.find(':') != std::string::npos) continue;
                is_used = true;
                told.insert(source);
                if (passage != nullptr) used.words.push_back(passage->place.words);
            }
            if (is_used) letter.used.push_back(std::move(used));
        }
    }
    for (const CountedPassage& passage : heard.passages_of(voice.submission)) {
        const std::string& source = passage.source;
        if (told.count(source) == 0) letter.not_told.push_back(passage.place.words);
        for (const ProposalAnswer& answer : answers) {
            if (answer.source == source && !answer.text.empty()) letter.answers.emplace_back(passage.place.words, answer.text);
        }
    }
    return letter;
}

document::Document document_of(const ContributorLetter& letter, const Report& report) {
    document::Document made;
    made.kind = document::Kind::document;
    made.title = fmt::format("Where the words of {} went", letter.contributor.name);
    std::size_t number = 0, headings = 0;
    const auto add = [&](document::ParagraphKind kind, std::string text) {
        document::Paragraph one;
        one.id = kind == document::ParagraphKind::heading ? fmt::format("h{}", ++headings) : fmt::format("x{}", ++number);
        one.kind = kind;
        one.text = std::move(text);
        made.paragraphs.push_back(std::move(one));
    };
    const std::string name = report.symbol.empty() ? fmt::format("the report \"{}\"", report.title) : fmt::format("the report \"{}\" ({})", report.title, report.symbol);
    add(document::ParagraphKind::other, letter.used.empty() ? fmt::format("No sentence of {} rests on submission {}.", name, letter.submission)
                                                            : fmt::format("These sentences of {} rest on submission {}.", name, letter.submission));
    for (const WordsUsed& used : letter.used) {
        add(document::ParagraphKind::heading, fmt::format("Paragraph {}", used.paragraph));
        add(document::ParagraphKind::other, used.sentence);
        if (used.words.empty()) add(document::ParagraphKind::other, "It rests on the submission as a whole.");
        for (const std::string& words : used.words) add(document::ParagraphKind::other, fmt::format("Your words: \xE2\x80\x9C{}\xE2\x80\x9D", words));
    }
    if (!letter.answers.empty()) add(document::ParagraphKind::heading, "Answers to your proposals");
    for (const auto& [words, answer] : letter.answers) {
        add(document::ParagraphKind::other, fmt::format("Your words: \xE2\x80\x9C{}\xE2\x80\x9D", words));
        add(document::ParagraphKind::other, fmt::format("Answer: {}", answer));
    }
    if (!letter.not_told.empty()) add(document::ParagraphKind::heading, "Read, and told in no paragraph");
    for (const std::string& words : letter.not_told) add(document::ParagraphKind::other, fmt::format("Your words: \xE2\x80\x9C{}\xE2\x80\x9D", words));
    return made;
}

json::Value to_json(const ContributorLetter& letter) {
    json::Array used, answers;
    for (const WordsUsed& one : letter.used) used.push_back(json::Object{{"paragraph", one.paragraph}, {"sentence", one.sentence}, {"words", json::Array(one.words.begin(), one.words.end())}});
    for (const auto& [words, answer] : letter.answers) answers.push_back(json::Object{{"words", words}, {"answer", answer}});
    return json::Object{{"submission", letter.submission}, {"contributor", letter.contributor.name}, {"used", std::move(used)}, {"not_told", json::Array(letter.not_told.begin(), letter.not_told.end())},
                        {"answers", std::move(answers)}};
}

}  // namespace comity::consultations
