#include "machinery/consultations/report.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>

#include "json/members.hpp"
#include "machinery/consultations/passage_place.hpp"
#include "machinery/consultations/submission.hpp"

namespace comity::consultations {

namespace {

/// Behind these a full stop ends no sentence.
constexpr std::array<std::string_view, 12> abbreviations = {"para", "paras", "No", "Nos", "art", "arts", "chap", "sect", "vol", "e.g", "i.e", "Corr"};

bool ends_sentence(std::string_view text, std::size_t at) {
    const char c = text[at];
    if (c != '.' && c != '?' && c != '!') return false;
    std::size_t next = at + 1;
    while (next < text.size() && (text[next] == '"' || text[next] == ')' || text[next] == '\'')) ++next;
    if (text.substr(next).starts_with("\xE2\x80\x9D")) next += 3;
    if (next >= text.size()) return true;
    if (text[next] != ' ') return false;
    const std::size_t begin = text.find_last_of(" (", at == 0 ? 0 : at - 1);
    const std::string_view word = text.substr(begin == std::string_view::npos ? 0 : begin + 1, at - (begin == std::string_view::npos ? 0 : begin + 1));
    if (c == '.' && std::find(abbreviations.begin(), abbreviations.end(), word) != abbreviations.end()) return false;
    const auto first = static_cast<unsigned char>(text[std::min(next + 1, text.size() - 1)]);
    return !(first >= 'a' && first <= 'z');
}

}  // namespace

std::vector<ReportSection> customary_sections() {
    return {{"introduction", "Introduction"},
            {"contributions", "Contributions received"},
            {"ways-and-means", "Ways and means"},
            {"obstacles", "Obstacles and challenges"},
            {"proposals", "Proposals"},
            {"conclusions", "Conclusions and recommendations"}};
}

json::Value to_json(const Report& report) {
    json::Array sections;
    for (const ReportSection& one : report.sections) sections.push_back(json::Object{{"id", one.id}, {"title", one.title}});
    json::Value value = json::Object{{"call", report.call}, {"title", report.title}, {"symbol", report.symbol}, {"body", report.body}, {"session", report.session}, {"sections", std::move(sections)},
                        {"word_limit", report.word_limit}, {"public", report.is_public}, {"issued", report.issued}};
    if (!report.document.empty()) value.put("document", report.document);
    return value;
}

Report report_from(const json::Value& state) {
    Report report;
    report.call = json::needed_text(state, "call");
    report.title = state.text("title");
    report.symbol = state.text("symbol");
    report.body = state.text("body");
    report.session = state.text("session");
    const auto* sections = state["sections"].as_array();
    for (std::size_t i = 0; sections != nullptr && i < sections->size(); ++i) report.sections.push_back({(*sections)[i].text("id"), (*sections)[i].text("title")});
    report.word_limit = state.integer("word_limit");
    // What is not said to be closed is treated as public: then nothing confidential gets in.
    report.is_public = json::maybe_truth(state, "public").value_or(true);
    report.issued = json::maybe_truth(state, "issued").value_or(false);
    report.document = state.text("document");
    return report;
}

json::Value to_json(const ReportParagraph& paragraph) {
    json::Array sentences;
    for (const ReportSentence& one : paragraph.sentences) {
        json::Value sentence = json::Object{{"text", one.text}, {"sources", json::array_of(one.sources)}};
        if (!one.own.empty()) sentence.put("own", one.own);
        sentences.push_back(std::move(sentence));
    }
    json::Value value = json::Object{{"call", paragraph.call}, {"number", paragraph.number}, {"section", paragraph.section}, {"rank", paragraph.rank}, {"sentences", std::move(sentences)},
                                     {"quotes", json::array_of(paragraph.quotes)}};
    if (!paragraph.comment.empty()) value.put("comment", paragraph.comment);
    if (paragraph.withdrawn) value.put("withdrawn", true);
    return value;
}

ReportParagraph report_paragraph_from(const json::Value& state) {
    ReportParagraph paragraph;
    paragraph.call = json::needed_text(state, "call");
    paragraph.number = state.integer("number");
    paragraph.section = state.text("section");
    paragraph.rank = state.integer("rank");
    const auto* sentences = state["sentences"].as_array();
    for (std::size_t i = 0; sentences != nullptr && i < sentences->size(); ++i) {
        const json::Value& one = (*sentences)[i];
        paragraph.sentences.push_back({one.text("text"), json::texts_in(one["sources"]), one.text("own")});
    }
    paragraph.comment = state.text("comment");
    paragraph.quotes = json::texts_in(state["quotes"]);
    paragraph.withdrawn = json::maybe_truth(state, "withdrawn").value_or(false);
    return paragraph;
}

json::Value to_json(const ProposalAnswer& answer) {
    json::Value value = json::Object{{"call", answer.call}, {"source", answer.source}, {"text", answer.text}};
    // It is told to one contributor, and goes with what it answers.
    if (const auto number = submission_in_source(answer.source)) value.put("submission", submission_subject(answer.call, *number));
    return value;
}
ProposalAnswer proposal_answer_from(const json::Value& state) { return {json::needed_text(state, "call"), json::needed_text(state, "source"), state.text("text")}; }

std::string report_subject(std::string_view call) { return fmt::format("report:{}", call); }
std::string report_paragraph_subject(std::string_view call, std::int64_t number) { return fmt::format("report-paragraph:{}:{}", call, number); }
std::string subject_of(const ProposalAnswer& answer) { return fmt::format("answer:{}:{}", answer.call, answer.source); }

std::vector<ReportParagraph> in_order(const Report& report, std::vector<ReportParagraph> paragraphs) {
    std::erase_if(paragraphs, [](const ReportParagraph& one) { return one.withdrawn; });
    const auto place = [&](const ReportParagraph& one) {
        const auto section = std::find_if(report.sections.begin(), report.sections.end(), [&](const ReportSection& of) { return of.id == one.section; });
        return std::tuple(section - report.sections.begin(), one.rank, one.number);
    };
    std::sort(paragraphs.begin(), paragraphs.end(), [&](const ReportParagraph& a, const ReportParagraph& b) { return place(a) < place(b); });
    return paragraphs;
}

std::vector<std::string> sentences_of(std::string_view text) {
    const std::string words = single_blanks(text);
    std::vector<std::string> all;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (!ends_sentence(words, at)) continue;
        const std::size_t blank = std::min(words.find(' ', at), words.size());
        all.push_back(words.substr(begin, blank - begin));
        begin = std::min(blank + 1, words.size());
        at = blank;
    }
    if (begin < words.size()) all.push_back(words.substr(begin));
    return all;
}

}  // namespace comity::consultations
