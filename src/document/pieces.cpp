#include "document/pieces.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace comity::document {

namespace {

/// The nearest place at or behind `at` that lies between two characters of the text.
std::size_t sound_place(std::string_view text, std::size_t at) noexcept {
    at = std::min(at, text.size());
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
    return at;
}

struct Stretch {
    std::size_t begin = 0, end = 0;
    const Citation* citation = nullptr;
};

std::vector<Stretch> cited_stretches(std::string_view text, const std::vector<const Citation*>& citations) {
    std::vector<Stretch> stretches;
    for (const Citation* citation : citations) {
        const std::size_t begin = sound_place(text, citation->at);
        const std::size_t end = sound_place(text, begin + citation->text.size());
        // What the text does not say at that place is not drawn as if it did.
        if (text.substr(begin, end - begin) == citation->text) stretches.push_back({begin, end, citation});
    }
    std::stable_sort(stretches.begin(), stretches.end(), [](const Stretch& a, const Stretch& b) { return a.begin < b.begin; });
    std::size_t reached = 0;
    const auto overlaps = [&](const Stretch& stretch) {
        if (stretch.begin < reached || stretch.begin == stretch.end) return true;
        reached = stretch.end;
        return false;
    };
    std::vector<Stretch> apart;
    for (const Stretch& stretch : stretches) {
        if (!overlaps(stretch)) apart.push_back(stretch);
    }
    return apart;
}

std::vector<Piece> cut(std::string_view text, Stretch opening, const std::vector<NoteMark>& marks, const std::vector<StruckWords>& struck,
                       const std::vector<const Citation*>& citations) {
    const std::vector<Stretch> cited = cited_stretches(text, citations);
    std::vector<std::pair<std::size_t, std::string_view>> notes;
    std::vector<std::size_t> cuts = {0, text.size(), opening.begin, opening.end};
    for (const NoteMark& mark : marks) {
        notes.emplace_back(sound_place(text, mark.at), mark.mark);
        cuts.push_back(notes.back().first);
    }
    std::stable_sort(notes.begin(), notes.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const StruckWords& words : struck) cuts.push_back(sound_place(text, words.at));
    for (const Stretch& stretch : cited) cuts.insert(cuts.end(), {stretch.begin, stretch.end});
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());

    std::vector<Piece> pieces;
    auto note = notes.begin();
    auto stretch = cited.begin();
    auto gone = struck.begin();
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        for (; note != notes.end() && note->first == cuts[i]; ++note) pieces.push_back({.text = {}, .mark = note->second});
        for (; gone != struck.end() && sound_place(text, gone->at) <= cuts[i]; ++gone) pieces.push_back({.text = gone->text, .mark = {}, .struck = true});
        if (i + 1 == cuts.size()) break;
        while (stretch != cited.end() && stretch->end <= cuts[i]) ++stretch;
        pieces.push_back({.text = text.substr(cuts[i], cuts[i + 1] - cuts[i]),
                          .opening = opening.begin <= cuts[i] && cuts[i] < opening.end,
                          .citation = stretch != cited.end() && stretch->begin <= cuts[i] ? stretch->citation : nullptr,
                          .mark = {}});
    }
    return pieces;
}

}  // namespace

Pieces::Pieces(const Document& document) {
    for (const Citation& citation : document.citations) citations_[citation.in].push_back(&citation);
}

const std::vector<const Citation*>& Pieces::citations_in(std::string_view place) const {
    static const std::vector<const Citation*> none;
    const auto at = citations_.find(place);
    return at == citations_.end() ? none : at->second;
}

std::vector<Piece> Pieces::of(const Paragraph& paragraph) const {
    Stretch opening;
    if (paragraph.opening) {
        const std::size_t begin = sound_place(paragraph.text, paragraph.opening_at);
        opening = {begin, sound_place(paragraph.text, begin + paragraph.opening->size())};
    }
    return cut(paragraph.text, opening, paragraph.footnotes, paragraph.struck, citations_in(paragraph.id));
}

std::vector<Piece> Pieces::of(const Footnote& footnote) const {
    return cut(footnote.text, {}, {}, {}, citations_in("fn" + footnote.mark));
}

std::string_view printed_mark(std::string_view mark) noexcept {
    return mark.substr(0, mark.find('~'));
}

std::string printed_number(const Paragraph& paragraph) {
    if (!paragraph.number || paragraph.number->empty()) return {};
    const char last = paragraph.number->back();
    const bool bare = last != ')' && last != '.' && last != ':';
    return bare ? *paragraph.number + "." : *paragraph.number;
}

std::string organ_line_before(const Document& document, const Paragraph& paragraph) {
    // The name is English; a text in another language has its own line, which the model does not keep.
    const bool speaks = document.body && document.language == "en" &&
                        (document.kind == Kind::resolution || document.kind == Kind::draft_resolution);
    if (!speaks) return {};
    const auto of_text = [](const Paragraph& p) { return p.kind == ParagraphKind::preambular || p.kind == ParagraphKind::operative; };
    if (!of_text(paragraph)) return {};
    const auto first = std::find_if(document.paragraphs.begin(), document.paragraphs.end(), of_text);
    const bool first_of_part = paragraph.kind == ParagraphKind::preambular && paragraph.id.ends_with(".pp1");
    if (&*first != &paragraph && !first_of_part) return {};
    return fmt::format("The {},", *document.body);
}

std::string_view direction_of(std::string_view language) noexcept {
    return language == "ar" || language == "he" || language == "fa" || language == "ur" ? "rtl" : "ltr";
}

std::string date_in_words(const Date& date) {
    static constexpr std::array months = {"January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December"};
    return fmt::format("{} {} {}", date.day(), months[static_cast<std::size_t>(date.month() - 1)], date.year());
}

namespace {

/// Counts that the document doesn't state are left out.
std::string counted(const Vote& vote) {
    std::string counts;
    const auto add = [&](const std::optional<int>& count, std::string_view what) {
        if (count) counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", *count, what);
    };
    add(vote.yes, "in favour");
    add(vote.no, "against");
    add(vote.abstain, "abstaining");
    return counts;
}

template <typename Items, typename Form>
std::string joined(const Items& items, Form form) {
    std::string all;
    for (const auto& item : items) all += (all.empty() ? "" : ", ") + form(item);
    return all;
}

/// A comma outside of brackets ("Korea, Republic of"), or brackets that don't tell what is in them.
bool has_comma(std::string_view text) noexcept {
    int depth = 0;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
        if (depth == 0 && text[i] == ',' && text[i + 1] == ' ') return true;
    }
    return std::count(text.begin(), text.end(), '(') != std::count(text.begin(), text.end(), ')');
}

/// Semicolons where a comma could be a part of a name, and strokes where a semicolon is one, so that each name can be told from the next.
std::string apart(const std::vector<std::string>& names) {
    const bool commas = std::any_of(names.begin(), names.end(), has_comma);
    const bool semicolons = std::any_of(names.begin(), names.end(), [](const std::string& name) { return name.find("; ") != std::string::npos; });
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : semicolons ? " | " : commas ? "; " : ", ") + name;
    return (commas || semicolons) && names.size() == 1 ? all + (semicolons ? " |" : ";") : all;
}

std::string kind_in_words(const Document& document) {
    std::string words(name_of(document.kind));
    words[0] = static_cast<char>(words[0] - 'a' + 'A');
    return words;
}

/// The six official languages by name, others by their code.
std::string language_in_words(const std::string& code) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> names = {
        {{"ar", "Arabic"}, {"en", "English"}, {"es", "Spanish"}, {"fr", "French"}, {"ru", "Russian"}, {"zh", "Chinese"}}};
    const auto at = std::find_if(names.begin(), names.end(), [&](const auto& name) { return name.first == code; });
    return at == names.end() ? code : std::string(at->second);
}

}  // namespace

std::vector<NamedFact> named_facts(const Document& document) {
    std::vector<NamedFact> facts;
    const auto add = [&](const char* name, std::string value) {
        if (!value.empty()) facts.push_back({name, std::move(value)});
    };
    add("Kind", kind_in_words(document));
    add("Body", document.body.value_or(""));
    add("Session", document.session.value_or(""));
    add("Adopted", document.date_adopted ? date_in_words(*document.date_adopted) : "");
    add("Adoption", document.adoption.value_or(""));
    add("Meeting", document.meeting.value_or(""));
    if (document.vote) {
        add("Vote", counted(*document.vote));
        add("In favour", apart(document.vote->in_favour));
        add("Against", apart(document.vote->against));
        add("Abstaining", apart(document.vote->abstaining));
    }
    std::vector<std::string> sponsors;
    for (const Sponsor& sponsor : document.sponsors) sponsors.push_back(sponsor.on_behalf_of ? fmt::format("{} (on behalf of {})", sponsor.name, *sponsor.on_behalf_of) : sponsor.name);
    add("Sponsors", apart(sponsors));
    add(document.agenda_items.size() == 1 ? "Agenda item" : "Agenda items", apart(document.agenda_items));
    add("Agenda title", document.agenda_title.value_or(""));
    add("Committee", document.committee.value_or(""));
    add("Report", joined(document.reports, [](const ReportReference& report) {
            return report.paragraph ? fmt::format("{}, para. {}", report.symbol, *report.paragraph) : report.symbol;
        }));
    add("Draft", apart(document.drafts));
    add("Distributed", document.date_distributed ? date_in_words(*document.date_distributed) : "");
    add("Distribution", document.distribution.value_or(""));
    add("Language", language_in_words(document.language));
    return facts;
}

}  // namespace comity::document
