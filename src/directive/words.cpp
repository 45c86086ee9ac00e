#include "directive/words.hpp"

#include <algorithm>

#include "base/assets.hpp"
#include "vocabulary/fold.hpp"

namespace comity::directive {

using vocabulary::TableRows;

void Phrases::add(std::string_view phrase, std::size_t row) {
    std::string plain = vocabulary::fold_name(phrase);
    plain.erase(std::remove(plain.begin(), plain.end(), ','), plain.end());
    Phrase added{{}, row};
    for (const auto word : vocabulary::split(plain, ' '))
        if (!word.empty()) added.words.emplace_back(word);
    if (added.words.empty()) return;
    auto& same_first = by_first_[added.words.front()];
    const auto longer = [](const Phrase& one, const Phrase& other) { return one.words.size() > other.words.size(); };
    same_first.insert(std::upper_bound(same_first.begin(), same_first.end(), added, longer), std::move(added));
}

const std::vector<Phrases::Phrase>* Phrases::beginning_with(std::string_view word) const {
    const auto found = by_first_.find(std::string(word));
    return found == by_first_.end() ? nullptr : &found->second;
}

Phrases::Found Phrases::longest(const Sentence& sentence, std::size_t at) const {
    const auto* candidates = beginning_with(sentence[at].folded);
    if (candidates == nullptr) return {};
    for (const Phrase& phrase : *candidates) {
        std::size_t same = 1;
        while (same < phrase.words.size() && sentence[at + same].folded == phrase.words[same] && (sentence[at + same].sign == ' ' || sentence[at + same].sign == ',')) ++same;
        if (same == phrase.words.size()) return {phrase.row, same};
    }
    return {};
}

Words::Words(std::span<const vocabulary::Table> tables) {
    const auto with = [&](std::string_view name, void (Words::*add)(const TableRows&)) {
        for (const auto& table : tables)
            if (table.name.ends_with(name)) (this->*add)(TableRows(table));
    };
    with("/addressees.tsv", &Words::add_types);
    with("/actors.tsv", &Words::add_actors);  // before the general words: of two rows for the same words the first counts
    with("/addressees.tsv", &Words::add_addressees);
    with("/conditions.tsv", &Words::add_conditions);
    with("/deliverables.tsv", &Words::add_deliverables);
    with("/deadline_words.tsv", &Words::add_times);
    with("/directive_words.tsv", &Words::add_groups);
    with("/meetings.tsv", &Words::add_meetings);
}

void Words::add_types(const TableRows& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::string type(rows.needed(row, "type"));
        types_.emplace(type, AddresseeRow{type, rows.needed(row, "un_mandate") != "no", rows.needed(row, "states") == "yes", ""});
    }
}

void Words::add_addressees(const TableRows& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        for (const auto phrase : rows.cells(row, "words")) addressees.add(phrase, addressee_rows.size());
        addressee_rows.push_back(types_.find(rows.needed(row, "type"))->second);
    }
}

void Words::add_actors(const TableRows& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto type = types_.find(rows.needed(row, "type"));
        if (type == types_.end()) rows.refuse(row, "no addressee of this type");
        AddresseeRow added = type->second;
        added.id = rows.needed(row, "id");
        addressees.add(rows.needed(row, "name"), addressee_rows.size());
        for (const auto name : rows.cells(row, "also")) addressees.add(name, addressee_rows.size());
        addressee_rows.push_back(std::move(added));
    }
}

void Words::add_conditions(const TableRows& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (rows.needed(row, "kind") == "partner") {
            partners.add(rows.needed(row, "words"), partner_rows.size());
            partner_rows.emplace_back(rows.needed(row, "meaning"));
            continue;
        }
        conditions.add(rows.needed(row, "words"), condition_rows.size());
        condition_rows.push_back({std::string(rows.needed(row, "kind")), std::string(rows.needed(row, "meaning")), rows.needed(row, "goes_on") == "yes"});
    }
}

void Words::add_deliverables(const TableRows& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        DeliverableRow added{{}, std::string(rows.needed(row, "kind"))};
        for (const auto verb : rows.cells(row, "verbs")) added.verbs.emplace(vocabulary::fold_name(verb));
        for (const auto phrase : rows.cells(row, "words")) deliverables.add(phrase, deliverable_rows.size());
        deliverable_rows.push_back(std::move(added));
    }
}

void Words::add_times(const TableRows& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        times.add(rows.needed(row, "words"), time_rows.size());
        time_rows.push_back({std::string(rows.needed(row, "kind")), std::string(rows.cell(row, "value"))});
    }
}

void Words::add_groups(const TableRows& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::string name(rows.needed(row, "group"));
        for (const auto phrase : rows.cells(row, "words")) {
            single_[name].insert(vocabulary::fold_name(phrase));
            groups_[name].add(phrase, row);
        }
    }
}

void Words::add_meetings(const TableRows& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto first = Date::from_iso(std::string(rows.needed(row, "first")) + "-01");
        auto last = Date::from_iso(std::string(rows.needed(row, "last")) + "-01");
        if (!first || !last) rows.refuse(row, "no months");
        for (int day = 31; day > 27; --day) {
            if (const auto end = Date::of(last->year(), last->month(), day)) {
                last = end;
                break;
            }
        }
        meetings_.emplace(std::pair(std::string(rows.needed(row, "body")), rows.number(row, "session")), std::pair(*first, *last));
    }
}

bool Words::in(std::string_view group, std::string_view word) const {
    const auto found = single_.find(group);
    return found != single_.end() && found->second.count(std::string(word)) != 0;
}

const Phrases& Words::group(std::string_view name) const {
    static const Phrases none;
    const auto found = groups_.find(name);
    return found == groups_.end() ? none : found->second;
}

std::optional<std::pair<Date, Date>> Words::meetings(std::string_view body, int session) const {
    const auto found = meetings_.find(std::pair(std::string(body), session));
    return found == meetings_.end() ? std::nullopt : std::optional(found->second);
}

const Words& standard_words() {
    static const Words words = [] {
        std::vector<vocabulary::Table> tables;
        for (const auto& asset : assets::below("data/")) tables.push_back({asset.path, asset.bytes});
        return Words(tables);
    }();
    return words;
}

}  // namespace comity::directive
