#include "library/fields.hpp"

#include <algorithm>
#include <array>

#include "base/assets.hpp"
#include "base/error.hpp"
#include "text/text.hpp"
#include "vocabulary/tables.hpp"

namespace comity::library {

namespace {

constexpr std::array<std::string_view, 26> meanings = {
    "number", "agency", "symbol", "title", "statement", "published", "acted", "note", "adoption", "subject", "meeting", "voter", "ballot", "voter_name",
    "agenda_document", "agenda_item", "agenda_title", "agenda_subject", "related", "yes", "no", "abstain", "not_voting", "members", "file", "file_language"};

constexpr std::string_view fields_table = "data/marc_fields.tsv", words_table = "data/library_words.tsv";

}  // namespace

Fields::Fields() {
    const vocabulary::TableRows fields({fields_table, assets::get(fields_table)});
    for (std::size_t row = 0; row < fields.size(); ++row) {
        const auto means = std::find(meanings.begin(), meanings.end(), fields.needed(row, "means"));
        if (means == meanings.end()) fields.refuse(row, "no such meaning is known");
        const std::string_view subfield = fields.cell(row, "subfield");
        const std::pair<std::string, char> place{fields.needed(row, "field"), subfield.empty() ? '\0' : subfield[0]};
        const auto meaning = static_cast<Means>(means - meanings.begin());
        const std::string_view of = fields.needed(row, "of");
        if (of == "any" || of == "document") of_documents_.emplace(place, meaning);
        if (of == "any" || of == "vote") of_votes_.emplace(place, meaning);
    }
    const vocabulary::TableRows words({words_table, assets::get(words_table)});
    for (std::size_t row = 0; row < words.size(); ++row) {
        words_.emplace(std::pair(std::string(words.needed(row, "what")), text::folded(words.needed(row, "given"))), words.needed(row, "means"));
    }
}

const Fields& Fields::standard() {
    static const Fields fields;
    return fields;
}

const Means* Fields::meaning(std::string_view tag, char subfield, Kind kind) const {
    const auto& table = kind == Kind::document ? of_documents_ : of_votes_;
    const auto found = table.find(std::pair<std::string, char>(tag, subfield));
    return found == table.end() ? nullptr : &found->second;
}

bool Fields::tells_symbol(std::string_view tag, Kind kind) const {
    const Means* means = meaning(tag, 'a', kind);
    return means != nullptr && *means == Means::symbol;
}

std::string_view Fields::word(std::string_view what, std::string_view given) const {
    const auto found = words_.find(std::pair(std::string(what), text::folded(given)));
    return found == words_.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace comity::library
