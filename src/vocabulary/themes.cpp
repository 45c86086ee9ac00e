#include "vocabulary/themes.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "base/assets.hpp"
#include "base/error.hpp"
#include "text/text.hpp"
#include "vocabulary/tables.hpp"

namespace comity::vocabulary {

namespace {

InLanguages names_in(const TableRows& rows, std::size_t row) {
    InLanguages names;
    for (const char* language : {"en", "fr", "es", "ru", "ar", "zh"}) {
        if (const auto words = rows.cell(row, "name_" + std::string(language)); !words.empty()) names.emplace_back(language, words);
    }
    return names;
}

Evidence evidence_of(const TableRows& rows, std::size_t row) { return {std::string(rows.cell(row, "source")), rows.cell(row, "trust") != "unverified"}; }

std::string_view other_way(std::string_view kind) noexcept { return kind == "broader" ? "narrower" : kind == "narrower" ? "broader" : kind; }

const std::pair<std::string, std::string>* name_for(const Theme& theme, std::string_view language) {
    for (const std::string_view wanted : {language, std::string_view("en")}) {
        const auto found = std::find_if(theme.names.begin(), theme.names.end(), [&](const auto& name) { return name.first == wanted; });
        if (found != theme.names.end()) return &*found;
    }
    return nullptr;
}

}  // namespace

struct Themes::Index {
    struct Phrase {
        std::vector<std::string> words;
        std::size_t theme = 0;
    };
    std::map<std::string, std::size_t, std::less<>> by_id;
    std::unordered_map<std::string, std::vector<Phrase>> by_first;  ///< the longest first
    struct Mapping {
        std::size_t from = 0, to = 0;
        std::string kind;
        Evidence evidence;
    };
    std::vector<Mapping> mappings;
};

Themes::Themes(std::span<const Table> tables) : index_(std::make_unique<Index>()) {
    const auto each = [&](std::string_view name, auto add) {
        for (const Table& table : tables) {
            if (!table.name.ends_with(name)) continue;
            const TableRows rows(table);
            for (std::size_t row = 0; row < rows.size(); ++row) add(rows, row);
        }
    };
    const auto known = [&](const TableRows& rows, std::size_t row, std::string_view column) {
        const auto found = index_->by_id.find(rows.needed(row, column));
        if (found == index_->by_id.end()) rows.refuse(row, "a theme that no table has");
        return found->second;
    };
    each("/theme_vocabularies.tsv", [&](const TableRows& rows, std::size_t row) {
        vocabularies_.push_back({std::string(rows.needed(row, "id")), names_in(rows, row), std::string(rows.needed(row, "version")), evidence_of(rows, row)});
    });
    each("/themes.tsv", [&](const TableRows& rows, std::size_t row) {
        Theme theme{std::string(rows.needed(row, "id")), std::string(rows.needed(row, "vocabulary")), std::string(rows.cell(row, "code")), names_in(rows, row), {}, std::string(rows.cell(row, "parent")), {}, evidence_of(rows, row)};
        for (const auto version : rows.cells(row, "versions")) theme.versions.emplace_back(version);
        if (vocabulary(theme.vocabulary) == nullptr) rows.refuse(row, "a vocabulary that no table has");
        if (theme.names.empty() && theme.code.empty()) rows.refuse(row, "a theme with neither a name nor a code");
        if (!theme.parent.empty() && index_->by_id.count(theme.parent) == 0) rows.refuse(row, "a parent that doesn't stand before it");
        if (!index_->by_id.emplace(theme.id, themes_.size()).second) rows.refuse(row, "a theme that stands there twice");
        themes_.push_back(std::move(theme));
    });
    each("/theme_words.tsv", [&](const TableRows& rows, std::size_t row) {
        const std::size_t theme = known(rows, row, "theme");
        for (const auto phrase : rows.cells(row, "words")) {
            Index::Phrase made{{}, theme};
            for (auto& word : text::words(phrase)) made.words.push_back(std::move(word.folded));
            if (made.words.empty()) rows.refuse(row, "words without a letter");
            themes_[theme].words.emplace_back(phrase);
            index_->by_first[made.words.front()].push_back(std::move(made));
        }
    });
    each("/theme_mappings.tsv", [&](const TableRows& rows, std::size_t row) {
        const std::string kind(rows.needed(row, "kind"));
        if (kind != "exact" && kind != "broader" && kind != "narrower" && kind != "related") rows.refuse(row, "a mapping is exact, broader, narrower or related");
        index_->mappings.push_back({known(rows, row, "from"), known(rows, row, "to"), kind, evidence_of(rows, row)});
    });
    for (auto& [first, phrases] : index_->by_first) {
        std::stable_sort(phrases.begin(), phrases.end(), [](const auto& a, const auto& b) { return a.words.size() > b.words.size(); });
    }
}

Themes::Themes(Themes&&) noexcept = default;
Themes::~Themes() = default;

const ThemeVocabulary* Themes::vocabulary(std::string_view id) const noexcept {
    const auto found = std::find_if(vocabularies_.begin(), vocabularies_.end(), [&](const auto& one) { return one.id == id; });
    return found == vocabularies_.end() ? nullptr : &*found;
}

const Theme* Themes::theme(std::string_view id) const noexcept {
    const auto found = index_->by_id.find(id);
    return found == index_->by_id.end() ? nullptr : &themes_[found->second];
}

std::vector<ThemeMapping> Themes::mapped_to(const Theme& theme) const {
    std::vector<std::pair<std::size_t, ThemeMapping>> found;
    for (const auto& mapping : index_->mappings) {
        if (&themes_[mapping.from] == &theme) found.emplace_back(mapping.to, ThemeMapping{themes_[mapping.to].id, mapping.kind, mapping.evidence});
        if (&themes_[mapping.to] == &theme) found.emplace_back(mapping.from, ThemeMapping{themes_[mapping.from].id, std::string(other_way(mapping.kind)), mapping.evidence});
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<ThemeMapping> mappings;
    mappings.reserve(found.size());
    for (auto& [place, mapping] : found) mappings.push_back(std::move(mapping));
    return mappings;
}

std::vector<ThemeSeen> Themes::seen_in(std::string_view text) const {
    const auto words = text::words(text);
    std::vector<ThemeSeen> seen;
    for (std::size_t at = 0; at < words.size(); ++at) {
        const auto phrases = index_->by_first.find(words[at].folded);
        if (phrases == index_->by_first.end()) continue;
        for (const auto& phrase : phrases->second) {
            const bool fits = at + phrase.words.size() <= words.size() &&
                              std::equal(phrase.words.begin(), phrase.words.end(), words.begin() + static_cast<std::ptrdiff_t>(at), [](const std::string& wanted, const text::Word& word) { return wanted == word.folded; });
            const Theme* theme = &themes_[phrase.theme];
            const bool there = std::any_of(seen.begin(), seen.end(), [&](const ThemeSeen& one) { return one.theme == theme; });
            if (fits && !there) seen.push_back({theme, words[at].begin, words[at + phrase.words.size() - 1].end});
        }
    }
    std::stable_sort(seen.begin(), seen.end(), [](const ThemeSeen& a, const ThemeSeen& b) { return std::tie(a.begin, a.theme) < std::tie(b.begin, b.theme); });
    return seen;
}

std::string shown_name(const Theme& theme, std::string_view language) {
    const auto* name = name_for(theme, language);
    return name == nullptr ? theme.code : name->second;
}

std::string_view language_of_name(const Theme& theme, std::string_view language) {
    const auto* name = name_for(theme, language);
    return name == nullptr ? std::string_view() : std::string_view(name->first);
}

const Themes& standard_themes() {
    static const Themes themes = [] {
        std::vector<Table> tables;
        for (const auto& asset : assets::below("data/")) {
            if (asset.path.ends_with(".tsv")) tables.push_back({asset.path, asset.bytes});
        }
        return Themes(tables);
    }();
    return themes;
}

}  // namespace comity::vocabulary
