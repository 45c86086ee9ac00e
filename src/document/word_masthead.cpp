#include "document/word_masthead.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "document/pieces.hpp"
#include "document/symbol.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::document::word {

namespace {

void put(File& file, Style style, std::vector<Run> runs) { file.blocks.emplace_back(Paragraph{.place = {.style = style}, .runs = std::move(runs)}); }

/// "Seventy-eighth session"; "" where the session is no number that is written so (years, "S-30").
std::string session_in_words(const Document& document) {
    const std::string session = document.session.value_or("");
    const bool number = !session.empty() && session.size() < 4 && std::all_of(session.begin(), session.end(), [](char c) { return c >= '0' && c <= '9'; });
    std::string words(number ? vocabulary::standard().ordinal_words(std::stoi(session)) : std::string_view());
    if (words.empty()) return {};
    if (words.front() >= 'a' && words.front() <= 'z') words.front() = static_cast<char>(words.front() - 'a' + 'A');
    return words + " session";
}

std::string joined(const std::vector<std::string>& all, std::string_view last) {
    std::string words;
    for (std::size_t i = 0; i < all.size(); ++i) words += fmt::format("{}{}", i == 0 ? "" : i + 1 == all.size() ? last : ", ", all[i]);
    return words;
}

/// "on the report of the Third Committee (A/78/481/Add.2, para. 139)", "without reference to a Main Committee (A/78/L.4)".
std::string proposed(const Document& document) {
    std::vector<std::string> from;
    for (const ReportReference& report : document.reports) from.push_back(report.paragraph ? fmt::format("{}, para. {}", report.symbol, *report.paragraph) : report.symbol);
    for (const std::string& draft : document.drafts) from.push_back(draft);
    if (from.empty() && !document.committee) return {};
    const std::string how = document.committee        ? fmt::format("on the report of the {}", *document.committee)
                            : document.reports.empty() ? "without reference to a Main Committee"
                                                       : "on the basis of";
    const bool in_brackets = document.committee || document.reports.empty();
    const std::string texts = from.empty() ? std::string() : fmt::format(" {}{}{}", in_brackets ? "(" : "", joined(from, " and "), in_brackets ? ")" : "");
    return fmt::format("[{}{}]", how, texts);
}

std::string kind_in_words(Kind kind) {
    std::string words(name_of(kind));
    words.front() = static_cast<char>(words.front() - 'a' + 'A');
    return words;
}

}  // namespace

void put_masthead(File& file, const Document& document) {
    // An invented body is none of the United Nations.
    const bool is_of_the_organization = vocabulary::standard().body_named(*document.body) != nullptr;
    put(file, Style::masthead_rule, {plain(is_of_the_organization ? "United Nations" : ""), tab(), with(*document.symbol, {.bold = true})});
    put(file, Style::masthead, {with(*document.body, {.bold = true}), tab(), plain(document.distribution ? "Distr.: " + *document.distribution : "")});
    const std::string session = session_in_words(document), day = document.date_distributed ? date_in_words(*document.date_distributed) : std::string();
    if (!session.empty() || !day.empty()) put(file, Style::masthead, {with(session, {.bold = true}), tab(), plain(day)});
    if (!document.agenda_items.empty()) put(file, Style::masthead, {plain(fmt::format("Agenda item{} {}", document.agenda_items.size() == 1 ? "" : "s", joined(document.agenda_items, " and ")))});
    if (document.agenda_title) put(file, Style::masthead, {with(*document.agenda_title, {.bold = true})});
    std::vector<std::string> sponsors;
    for (const Sponsor& sponsor : document.sponsors) sponsors.push_back(sponsor.on_behalf_of ? fmt::format("{} (on behalf of {})", sponsor.name, *sponsor.on_behalf_of) : sponsor.name);
    if (!sponsors.empty()) put(file, Style::adopted, {plain(fmt::format("{}: {}", joined(sponsors, " and "), name_of(document.kind)))});
    if (document.date_adopted) put(file, Style::adopted, {plain(fmt::format("{} adopted by the {} on {}", kind_in_words(document.kind), *document.body, date_in_words(*document.date_adopted)))});
    if (const std::string words = proposed(document); !words.empty()) put(file, Style::masthead, {with(words, {.opening = true})});
    if (!document.title) return;
    const std::string number = document.kind == Kind::resolution ? Symbol::from_canonical(*document.symbol).display() : std::string();
    put(file, Style::title, {plain(number.empty() || number == *document.symbol ? *document.title : fmt::format("{}. {}", number, *document.title))});
}

void put_closing(File& file, const Document& document) {
    if (document.meeting) put(file, Style::closing, {with(*document.meeting, {.opening = true})});
    if (document.meeting && document.date_adopted) put(file, Style::closing, {with(date_in_words(*document.date_adopted), {.opening = true})});
    if (!document.adoption) return;
    std::string how = fmt::format("[Adopted {}{}", document.adoption->starts_with("without") ? "" : "by ", *document.adoption);
    const auto& vote = document.vote;
    if (vote && vote->yes && vote->no) how += fmt::format(" of {} to {}", *vote->yes, *vote->no);
    if (vote && vote->abstain) how += fmt::format(", with {} abstention{}", *vote->abstain, *vote->abstain == 1 ? "" : "s");
    const bool named = vote && !(vote->in_favour.empty() && vote->against.empty() && vote->abstaining.empty());
    put(file, Style::other, {plain(how + (named ? ":" : ".]"))});
    if (!named) return;
    std::vector<std::pair<std::string, const std::vector<std::string>*>> sides;
    for (const auto& [words, names] : {std::pair("In favour", &vote->in_favour), std::pair("Against", &vote->against), std::pair("Abstaining", &vote->abstaining)}) {
        if (!names->empty()) sides.emplace_back(words, names);
    }
    for (std::size_t i = 0; i < sides.size(); ++i) {
        put(file, Style::other, {with(sides[i].first + ":", {.opening = true}), plain(fmt::format(" {}{}", joined(*sides[i].second, ", "), i + 1 == sides.size() ? "]" : ""))});
    }
}

}  // namespace comity::document::word
