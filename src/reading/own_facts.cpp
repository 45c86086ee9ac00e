#include <algorithm>
#include <array>
#include <charconv>

#include "document/citations.hpp"
#include "document/pieces.hpp"
#include "document/symbol.hpp"
#include "reading/own_forms.hpp"
#include "reading/scan.hpp"
#include "reading/utf8.hpp"

namespace comity::reading {

using document::Document;

namespace {

std::vector<std::string> listed(std::string_view value) {
    // as document::named_facts() joins them: semicolons where one of them has a comma in it, strokes where one has a semicolon
    const bool strokes = value.find(" | ") != std::string_view::npos || value.ends_with(" |");
    const std::string_view joint = strokes ? " | " : value.find("; ") != std::string_view::npos || value.ends_with(';') ? "; " : ", ";
    if (value.ends_with(strokes ? " |" : ";")) value.remove_suffix(strokes ? 2 : 1);
    std::vector<std::string> all;
    int depth = 0;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < value.size(); ++at) {
        depth += value[at] == '(' ? 1 : value[at] == ')' ? -1 : 0;
        if ((depth != 0 && joint == ", ") || !value.substr(at).starts_with(joint)) continue;
        all.emplace_back(value.substr(begin, at - begin));
        begin = at + joint.size();
    }
    all.emplace_back(value.substr(begin));
    return all;
}

std::optional<int> integer(std::string_view digits) {
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() ? std::optional(value) : std::nullopt;
}

document::Vote& vote_of(Document& document) {
    if (!document.vote) document.vote.emplace();
    return *document.vote;
}

bool take_counts(Document& document, std::string_view value) {
    for (const std::string& part : listed(value)) {
        const auto blank = part.find(' ');
        const auto count = integer(std::string_view(part).substr(0, blank));
        if (!count || *count < 0 || blank == std::string::npos) return false;
        const std::string_view what = std::string_view(part).substr(blank + 1);
        auto& vote = vote_of(document);
        if (what == "in favour") vote.yes = count;
        else if (what == "against") vote.no = count;
        else if (what == "abstaining") vote.abstain = count;
        else return false;
    }
    return true;
}

bool take_sponsors(Document& document, std::string_view value) {
    for (const std::string& part : listed(value)) {
        constexpr std::string_view behalf = " (on behalf of ";
        const auto at = part.find(behalf);
        if (at == std::string::npos || part.back() != ')') {
            document.sponsors.push_back({part, std::nullopt});
        } else {
            document.sponsors.push_back({part.substr(0, at), part.substr(at + behalf.size(), part.size() - 1 - at - behalf.size())});
        }
    }
    return true;
}

/// "A/78/481, para. 139"
bool take_reports(Document& document, std::string_view value) {
    constexpr std::string_view paragraph = "para. ";
    for (const std::string& part : listed(value)) {
        for (std::string_view rest = part; !rest.empty();) {
            const std::size_t end = std::min(rest.find(", "), rest.size());
            const std::string_view one = rest.substr(0, end);
            if (!one.starts_with(paragraph)) {
                document.reports.push_back({std::string(one), std::nullopt});
            } else if (!document.reports.empty()) {
                document.reports.back().paragraph = std::string(one.substr(paragraph.size()));
            }
            rest.remove_prefix(std::min(end + 2, rest.size()));
        }
    }
    return true;
}

bool take_kind(Document& document, std::string_view value) {
    const auto kind = document::kind_named(lowered(value));
    if (kind) document.kind = *kind;
    return kind.has_value();
}

bool take_date(std::optional<Date>& date, std::string_view value, const vocabulary::Vocabulary& vocabulary) {
    date = vocabulary.date(value);
    return date.has_value();
}

std::string language_named(std::string_view value) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> names = {
        {{"ar", "Arabic"}, {"en", "English"}, {"es", "Spanish"}, {"fr", "French"}, {"ru", "Russian"}, {"zh", "Chinese"}}};
    const auto at = std::find_if(names.begin(), names.end(), [&](const auto& name) { return name.second == value; });
    return std::string(at == names.end() ? value : at->first);
}

}  // namespace

bool take_named_fact(Document& document, std::string_view name, std::string_view value, const vocabulary::Vocabulary& vocabulary) {
    const auto text = [&](std::optional<std::string>& fact) { return fact = std::string(value), true; };
    const auto all = [&](std::vector<std::string>& facts) { return facts = listed(value), true; };
    if (name == "Kind") return take_kind(document, value);
    if (name == "Body") return text(document.body);
    if (name == "Session") return text(document.session);
    if (name == "Adopted") return take_date(document.date_adopted, value, vocabulary);
    if (name == "Adoption") return text(document.adoption);
    if (name == "Meeting") return text(document.meeting);
    if (name == "Vote") return take_counts(document, value);
    if (name == "In favour") return all(vote_of(document).in_favour);
    if (name == "Against") return all(vote_of(document).against);
    if (name == "Abstaining") return all(vote_of(document).abstaining);
    if (name == "Sponsors") return take_sponsors(document, value);
    if (name == "Agenda item" || name == "Agenda items") return all(document.agenda_items);
    if (name == "Agenda title") return text(document.agenda_title);
    if (name == "Committee") return text(document.committee);
    if (name == "Report") return take_reports(document, value);
    if (name == "Draft") return all(document.drafts);
    if (name == "Distributed") return take_date(document.date_distributed, value, vocabulary);
    if (name == "Distribution") return text(document.distribution);
    if (name == "Language") return document.language = language_named(value), true;
    return false;
}

bool take_unseen_facts(Document& document, const document::ParagraphList& list) {
    document.number = list.number;
    document.citations = list.citations;
    if (list.vote) (void)vote_of(document);
    if (!list.year) return true;
    document.year = integer(*list.year);
    return document.year.has_value();
}

bool is_sound(const Document& document, const vocabulary::Vocabulary& vocabulary) {
    const auto plain = [](std::string_view text) {
        return utf8::first_invalid(text) == std::string_view::npos && std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    };
    if (document.symbol) {
        const auto symbol = document::Symbol::parse(*document.symbol, vocabulary);
        if (!plain(*document.symbol) || !symbol) return false;
    }
    for (const auto* fact : {&document.title, &document.body, &document.session, &document.number, &document.agenda_title, &document.committee, &document.meeting, &document.adoption}) {
        if (*fact && !plain(**fact)) return false;
    }
    if (document.year && (*document.year < 0 || *document.year > 9999)) return false;
    const auto& language = document.language;
    if (language.size() < 2 || language.size() > 3 || !std::all_of(language.begin(), language.end(), is_lower)) return false;
    const bool sound_paragraphs = std::all_of(document.paragraphs.begin(), document.paragraphs.end(), [&](const document::Paragraph& paragraph) {
        const bool sound_marks = std::all_of(paragraph.footnotes.begin(), paragraph.footnotes.end(), [&](const auto& mark) { return plain(mark.mark) && !document::printed_mark(mark.mark).empty(); });
        const bool sound_strikes = std::all_of(paragraph.struck.begin(), paragraph.struck.end(), [&](const auto& struck) { return plain(struck.text) && !struck.text.empty(); });
        return plain(paragraph.text) && (!paragraph.number || plain(*paragraph.number)) && paragraph.level > 0 && sound_marks && sound_strikes;
    });
    return sound_paragraphs && std::all_of(document.footnotes.begin(), document.footnotes.end(), [&](const auto& note) { return plain(note.text) && plain(note.mark) && !note.mark.empty(); });
}

bool take_opening(document::Paragraph& paragraph, const document::Listed& listed) {
    if (!listed.opening) return true;
    const std::string_view text = paragraph.text;
    const std::string_view rest = text.substr(std::min<std::size_t>(listed.opening_at, text.size()));
    std::size_t length = listed.opening->size();
    if (listed.opening->starts_with('+')) {
        const auto stated = integer(std::string_view(*listed.opening).substr(1));
        if (!stated || *stated < 0 || static_cast<std::size_t>(*stated) > rest.size()) return false;
        length = static_cast<std::size_t>(*stated);
    } else if (!rest.starts_with(*listed.opening)) {
        return false;
    }
    const auto within_a_letter = [](std::string_view words) { return !words.empty() && (static_cast<unsigned char>(words.front()) & 0xC0U) == 0x80U; };
    if (within_a_letter(rest) || within_a_letter(rest.substr(length))) return false;
    paragraph.opening = std::string(rest.substr(0, length));
    paragraph.opening_at = listed.opening_at;
    return true;
}

void cite_all(Document& document, const vocabulary::Vocabulary& vocabulary) {
    // in what is none of an organ's acts no organ speaks: "resolution 23/11" is the Assembly's there
    const vocabulary::Body* body = document.body && document.kind != document::Kind::document ? vocabulary.body_named(*document.body) : nullptr;
    const std::string organ = body == nullptr ? std::string() : body->id;
    const auto find = [&](std::string_view text, const std::string& in) {
        for (auto& citation : document::find_citations(text, {organ, document.language, in}, vocabulary).found) document.citations.push_back(std::move(citation));
    };
    for (const auto& paragraph : document.paragraphs) find(paragraph.text, paragraph.id);
    for (const auto& note : document.footnotes) find(note.text, "fn" + note.mark);
}

}  // namespace comity::reading
