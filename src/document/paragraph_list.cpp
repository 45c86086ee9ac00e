#include "document/paragraph_list.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include <fmt/format.h>

#include "document/pieces.hpp"

namespace comity::document {

namespace {

/// "II.op12.a.i~2" -> {"op12", "a", "i"}: from the component that says the kind.
std::vector<std::string_view> components_of(std::string_view id) {
    id = id.substr(0, id.find('~'));
    std::vector<std::string_view> components;
    const auto says_kind = [](std::string_view part) {
        for (const std::string_view root : {"pp", "op", "annex", "h", "x"}) {
            const std::string_view rest = part.starts_with(root) ? part.substr(root.size()) : std::string_view("-");
            if (std::all_of(rest.begin(), rest.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); })) return true;
        }
        return false;
    };
    for (std::size_t begin = 0; begin <= id.size();) {
        const std::size_t end = std::min(id.find('.', begin), id.size());
        const std::string_view part = id.substr(begin, end - begin);
        if (!components.empty() || says_kind(part)) components.push_back(part);
        begin = end + 1;
    }
    return components;
}

ParagraphKind kind_by_id(std::string_view id) {
    const auto components = components_of(id);
    if (components.empty()) return ParagraphKind::other;
    if (components.front().starts_with("pp")) return ParagraphKind::preambular;
    if (components.front().starts_with("op")) return ParagraphKind::operative;
    if (components.front().starts_with("annex")) return ParagraphKind::annex;
    return components.front().starts_with("h") ? ParagraphKind::heading : ParagraphKind::other;
}

int level_by_id(std::string_view id) {
    const auto components = components_of(id);
    std::size_t level = std::max<std::size_t>(components.size(), 1);
    if (level > 1 && components.back() == "end") --level;
    if (level > 1 && components.front().starts_with("annex")) --level;  // "annex.3" is the annex's own third
    return static_cast<int>(level);
}

/// Whether the number can be told from the words behind it by its looks: "12." and "(iii)", in front of a paragraph and not of a heading.
bool plain_number(const Paragraph& paragraph) {
    if (!paragraph.number) return true;
    const std::string& number = *paragraph.number;
    const bool letters = std::all_of(number.begin(), number.end(), [](char c) { return c > ' ' && c < 0x7F; });
    return letters && !number.empty() && number.back() != '.' && number.back() != ':' && paragraph.kind != ParagraphKind::heading;
}

/// The words of an opening, or "+12" where they would be taken for something else.
std::string named_opening(const std::string& opening) {
    const bool plain = !opening.empty() && opening.find_first_of(";[]{}+") == std::string::npos && opening.find("  ") == std::string::npos && opening.front() != ' ' && opening.back() != ' ';
    return plain ? opening : fmt::format("+{}", opening.size());
}

std::optional<std::uint32_t> figure(std::string_view text) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::string item_of(const Paragraph& paragraph) {
    std::string item = paragraph.id, more;
    const auto say = [&](const std::string& what) { more += (more.empty() ? " {" : ", ") + what; };
    if (paragraph.kind != kind_by_id(paragraph.id)) say(std::string(name_of(paragraph.kind)));
    if (paragraph.level != level_by_id(paragraph.id)) say(fmt::format("level {}", paragraph.level));
    if (!plain_number(paragraph)) say("number " + *paragraph.number);
    if (paragraph.opening && paragraph.opening_at != 0) say(fmt::format("at {}", paragraph.opening_at));
    item += more.empty() ? more : more + "}";
    if (paragraph.opening) item += " " + named_opening(*paragraph.opening);
    for (const NoteMark& mark : paragraph.footnotes) item += " [" + mark.mark + "]";
    return item;
}

bool take_detail(Listed& listed, std::string_view detail) {
    if (const auto kind = paragraph_kind_named(detail)) {
        listed.kind = *kind;
    } else if (detail.starts_with("level ")) {
        const auto level = figure(detail.substr(6));
        if (!level || *level == 0) return false;
        listed.level = static_cast<int>(std::min<std::uint32_t>(*level, 1000));
    } else if (detail.starts_with("number ")) {
        listed.number = std::string(detail.substr(7));
    } else if (detail.starts_with("at ")) {
        const auto at = figure(detail.substr(3));
        if (!at) return false;
        listed.opening_at = *at;
    } else {
        return false;
    }
    return true;
}

/// "masthead {target A/78/481#para=139, date 2023-12-12} A/78/481, para. 139"
std::string item_of(const Citation& citation) {
    std::string more;
    const auto say = [&](const std::string& what) { more += (more.empty() ? "" : ", ") + what; };
    if (citation.target) say("target " + *citation.target);
    if (citation.date) say("date " + citation.date->iso());
    if (citation.at != 0) say(fmt::format("at {}", citation.at));
    const std::size_t begin = std::min(citation.text.find_first_not_of(' '), citation.text.size());
    if (begin > 0) say(fmt::format("blanks {}", begin));
    return fmt::format("masthead {{{}}} {}", more, citation.text.substr(begin));
}

std::vector<std::string_view> split(std::string_view text, std::string_view joint) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(joint);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + joint.size());
    }
}

std::optional<Citation> citation_in(std::string_view item) {
    const std::size_t close = item.find("} ");
    if (!item.starts_with('{') || close == std::string_view::npos) return std::nullopt;
    Citation citation{std::string(item.substr(close + 2)), std::nullopt, std::nullopt, "masthead", 0};
    for (const std::string_view detail : split(item.substr(1, close - 1), ", ")) {
        if (detail.starts_with("target ")) {
            citation.target = std::string(detail.substr(7));
        } else if (detail.starts_with("date ")) {
            citation.date = Date::from_iso(detail.substr(5));
        } else if (detail.starts_with("at ")) {
            citation.at = figure(detail.substr(3)).value_or(0);
        } else if (detail.starts_with("blanks ")) {
            citation.text.insert(0, std::min<std::uint32_t>(figure(detail.substr(7)).value_or(0), 100), ' ');
        } else if (!detail.empty()) {
            return std::nullopt;
        }
    }
    return citation;
}

std::optional<Listed> listed_in(std::string_view item) {
    const std::size_t end = std::min(item.find(' '), item.size());
    Listed listed{.id = std::string(item.substr(0, end))};
    const auto of_an_id = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '~'; };
    if (listed.id.empty() || !std::all_of(listed.id.begin(), listed.id.end(), of_an_id)) return std::nullopt;
    listed.kind = kind_by_id(listed.id);
    listed.level = level_by_id(listed.id);
    item.remove_prefix(std::min(end + 1, item.size()));
    if (item.starts_with('{')) {
        const std::size_t close = item.find('}');
        if (close == std::string_view::npos) return std::nullopt;
        for (const std::string_view detail : split(item.substr(1, close - 1), ", ")) {
            if (!take_detail(listed, detail)) return std::nullopt;
        }
        item.remove_prefix(std::min(close + 2, item.size()));
    }
    const std::size_t marks = std::min(item.find('['), item.size());
    std::string_view opening = item.substr(0, marks);
    while (opening.ends_with(' ')) opening.remove_suffix(1);
    if (!opening.empty()) listed.opening = std::string(opening);
    for (item.remove_prefix(marks); item.starts_with('['); item.remove_prefix(std::min(item.find('[', 1), item.size()))) {
        const std::size_t close = item.find(']');
        if (close == std::string_view::npos) return std::nullopt;
        listed.marks.emplace_back(item.substr(1, close - 1));
    }
    return listed;
}

}  // namespace

std::string paragraph_list(const Document& document, bool notice) {
    std::string list(list_begins);
    std::string facts;
    const auto say = [&](bool whether, const std::string& what) {
        if (whether) facts += (facts.empty() ? "" : ", ") + what;
    };
    say(notice, "notice");
    say(document.symbol.has_value(), "symbol");
    say(document.title.has_value(), "title");
    say(document.year.has_value(), fmt::format("year {}", document.year.value_or(0)));
    say(document.number.has_value(), "number " + document.number.value_or(""));
    say(document.vote.has_value(), "vote");
    list += facts.empty() ? "-" : facts;
    for (const Citation& citation : document.citations) {
        if (citation.in == "masthead") list += "; " + item_of(citation);
    }
    for (const Paragraph& paragraph : document.paragraphs) list += "; " + item_of(paragraph);
    for (const Footnote& note : document.footnotes) list += "; fn" + note.mark;
    return list;
}

std::optional<ParagraphList> paragraph_list_in(std::string_view line) {
    const auto items = split(line, "; ");
    ParagraphList list;
    for (const std::string_view fact : split(items.front(), ", ")) {
        if (fact == "notice") list.notice = true;
        else if (fact == "symbol") list.symbol = true;
        else if (fact == "title") list.title = true;
        else if (fact == "vote") list.vote = true;
        else if (fact.starts_with("year ")) list.year = std::string(fact.substr(5));
        else if (fact.starts_with("number ")) list.number = std::string(fact.substr(7));
        else if (fact != "-") return std::nullopt;
    }
    std::set<std::string, std::less<>> ids;  // each stands once in a document
    for (std::size_t i = 1; i < items.size(); ++i) {
        if (items[i].starts_with("fn")) {
            list.notes.emplace_back(items[i].substr(2));
            if (!ids.emplace(items[i]).second) return std::nullopt;
            continue;
        }
        if (items[i].starts_with("masthead ")) {
            auto citation = citation_in(items[i].substr(9));
            if (!citation || !list.paragraphs.empty()) return std::nullopt;
            list.citations.push_back(std::move(*citation));
            continue;
        }
        auto listed = listed_in(items[i]);
        if (!listed || !list.notes.empty() || !ids.insert(listed->id).second) return std::nullopt;
        list.paragraphs.push_back(std::move(*listed));
    }
    return list;
}

}  // namespace comity::document
