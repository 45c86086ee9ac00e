#include "document/document.hpp"

#include <algorithm>
#include <array>

namespace comity::document {

namespace {
constexpr std::array kinds = {std::string_view("resolution"), std::string_view("draft resolution"), std::string_view("decision"),
                              std::string_view("presidential statement"), std::string_view("document")};
constexpr std::array paragraph_kinds = {std::string_view("preambular"), std::string_view("operative"), std::string_view("heading"),
                                        std::string_view("annex"), std::string_view("other")};
constexpr std::array severities = {std::string_view("note"), std::string_view("warning"), std::string_view("error")};

template <typename Enumeration, typename Names>
std::optional<Enumeration> named(const Names& names, std::string_view name) noexcept {
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) return std::nullopt;
    return static_cast<Enumeration>(at - names.begin());
}
}  // namespace

std::string_view name_of(Kind kind) noexcept { return kinds[static_cast<std::size_t>(kind)]; }
std::string_view name_of(ParagraphKind kind) noexcept { return paragraph_kinds[static_cast<std::size_t>(kind)]; }
std::string_view name_of(Severity severity) noexcept { return severities[static_cast<std::size_t>(severity)]; }
std::span<const std::string_view> kind_names() noexcept { return kinds; }
std::optional<Kind> kind_named(std::string_view name) noexcept { return named<Kind>(kinds, name); }
std::optional<ParagraphKind> paragraph_kind_named(std::string_view name) noexcept { return named<ParagraphKind>(paragraph_kinds, name); }

std::string struck_in_plain_text(std::string_view words) {
    const std::size_t begin = std::min(words.find_first_not_of(' '), words.size()), end = std::max(begin, words.find_last_not_of(' ') + 1);
    return std::string(words.substr(0, begin)).append("~~").append(words.substr(begin, end - begin)).append("~~").append(words.substr(end));
}

std::string with_struck(const Paragraph& paragraph) {
    std::string all;
    std::size_t at = 0;
    for (const StruckWords& struck : paragraph.struck) {
        const std::size_t place = std::clamp<std::size_t>(struck.at, at, paragraph.text.size());
        all.append(paragraph.text, at, place - at) += struck_in_plain_text(struck.text);
        at = place;
    }
    return all.append(paragraph.text, at);
}

const Paragraph* find_paragraph(const Document& document, std::string_view id) noexcept {
    const auto at = std::find_if(document.paragraphs.begin(), document.paragraphs.end(), [&](const Paragraph& p) { return p.id == id; });
    return at == document.paragraphs.end() ? nullptr : &*at;
}

}  // namespace comity::document
