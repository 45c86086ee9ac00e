#include "directive/words.hpp"

#include <algorithm>

#include "base/assets.hpp"
#include "vocabulary/fold.hpp"

namespace comity::directive {

using vocabulary::TableRows;

void Phrases::add(std::string_view phrase, std::size_t row, Dictionary& dictionary) {
    std::string plain = vocabulary::fold_name(phrase);
    plain.erase(std::remove(plain.begin(), plain.end(), ','), plain.end());
    Phrase added{{}, {}, row};
    for (const auto word : vocabulary::split(plain, ' ')) {
        if (word.empty()) continue;
        added.words.emplace_back(word);
        added.numbers.push_back(dictionary.add(word));
    }
    if (added.words.empty()) return;
    const std::size_t first = added.numbers.front();
    if (by_first_.size() <= first) by_first_.resize(first + 1);
    auto& same_first = by_first_[first];
    const auto longer = [](const Phrase& one, const Phrase& other) { return one.words.size() > other.words.size(); };
    same_first.insert(std::upper_bound(same_first.begin(), same_first.end(), added, longer), std::move(added));
}

const std::vector<Phrases::Phrase>* Phrases::beginning_with(const Word& word) const {
    if (word.number == 0 || word.number >= by_first_.size() || by_first_[word.number].empty()) return nullptr;
    return &by_first_[word.number];
}

namespace {

bool stands_at(const Phrases::Phrase& phrase, const Sentence& sentence, std::size_t at) {
    std::size_t same = 1;
    while (same < phrase.numbers.size() && sentence[at + same].number == phrase.numbers[same] && (sentence[at + same].sign == ' ' || sentence[at + same].sign == ',')) ++same;
    return same == phrase.words.size();
}

}  // namespace

Phrases::Found Phrases::longest(const Sentence& sentence, std::size_t at) const {
    const auto* candidates = beginning_with(sentence[at]);
    if (candidates == nullptr) return {};
    for (const Phrase& phrase : *candidates)
        if (stands_at(phrase, sentence, at)) return {phrase.row, phrase.words.size()};
    return {};
}

Phrases::Found Phrases::longest_where(const Sentence& sentence, std::size_t at, const std::function<bool(std::size_t)>& wanted) const {
    const auto* candidates = beginning_with(sentence[at]);
    if (candidates == nullptr) return {};
    for (const Phrase& phrase : *candidates)
        if (wanted(phrase.row) && stands_at(phrase, sentence, at)) return {phrase.row, phrase.words.size()};
    return {};
}

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Group::count)> group_names = {
    "chain", "chain_evident", "chain_long", "evidence", "insert", "relative", "to_before", "not_infinitive", "adverb", "infinitive", "modifier", "joint", "backward", "review", "seize", "nouns_before", "passive", "modal", "plain_task", "short_name", "clause", "participle", "nouns_with_task"};

}  // namespace

Words::Words(std::span<const vocabulary::Table> tables) {
    const auto with = [&](std::string_view name, void (Words::*add)(const TableRows&)) {
        for (const auto& table : tables)
            if (table.name.ends_with(name)) (this->*add)(TableRows(table));
    };
    with("/addressees.tsv", &Words::add_types);
    with("/actors.tsv", &Words::add_actors);  // before the general words: of two rows for the same words the first counts
    with("demo/organizations.tsv", &Words::add_invented);
    with("/addressees.tsv", &Words::add_addressees);
    with("/conditions.tsv", &Words::add_conditions);
    with("/deliverables.tsv", &Words::add_deliverables);
    with("/deadline_words.tsv", &Words::add_times);
    with("/opening_nouns.tsv", &Words::add_nouns);
    with("/directive_words.tsv", &Words::add_groups);
    with("/meetings.tsv", &Words::add_meetings);
}

std::vector<std::string> Words::addressee_types() const {
    std::vector<std::string> all;
    for (const auto& [type, row] : types_) all.push_back(type);
    return all;
}

void Words::add_types(const TableRows& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::string type(rows.needed(row, "type"));
        types_.emplace(type, AddresseeRow{type, rows.needed(row, "un_mandate") != "no", rows.needed(row, "states") == "yes", ""});
    }
}

void Words::add_addressees(const TableRows& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        for (const auto phrase : rows.cells(row, "words")) addressees.add(phrase, addressee_rows.size(), dictionary_);
        addressee_rows.push_back(types_.find(rows.needed(row, "type"))->second);
    }
}

void Words::add_actors(const TableRows& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto type = types_.find(rows.needed(row, "type"));
        if (type == types_.end()) rows.refuse(row, "no addressee of this type");
        AddresseeRow added = type->second;
        added.id = rows.needed(row, "id");
        addressees.add(rows.needed(row, "name"), addressee_rows.size(), dictionary_);
        for (const auto name : rows.cells(row, "also")) addressees.add(name, addressee_rows.size(), dictionary_);
        addressee_rows.push_back(std::move(added));
    }
}

// The demonstration's table: name, surface_forms ("the Registrar"), addressee_type.
void Words::add_invented(const TableRows& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto type = types_.find(rows.needed(row, "addressee_type"));
        if (type == types_.end()) rows.refuse(row, "no addressee of this type");
        for (std::string_view form : rows.cells(row, "surface_forms")) {
            if (form.starts_with("the ")) form.remove_prefix(4);
            addressees.add(form, addressee_rows.size(), dictionary_);
        }
        addressee_rows.push_back(type->second);
    }
}

void Words::add_conditions(const TableRows& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (rows.needed(row, "kind") == "partner") {
            partners.add(rows.needed(row, "words"), partner_rows.size(), dictionary_);
            partner_rows.emplace_back(rows.needed(row, "meaning"));
            continue;
        }
        conditions.add(rows.needed(row, "words"), condition_rows.size(), dictionary_);
        condition_rows.push_back({std::string(rows.needed(row, "kind")), std::string(rows.needed(row, "meaning")), rows.needed(row, "goes_on") == "yes"});
    }
}

void Words::add_deliverables(const TableRows& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        DeliverableRow added{{}, std::string(rows.needed(row, "kind"))};
        for (const auto verb : rows.cells(row, "verbs")) added.verbs.emplace(vocabulary::fold_name(verb));
        for (const auto phrase : rows.cells(row, "words")) deliverables.add(phrase, deliverable_rows.size(), dictionary_);
        deliverable_rows.push_back(std::move(added));
    }
}

void Words::add_times(const TableRows& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        times.add(rows.needed(row, "words"), time_rows.size(), dictionary_);
        time_rows.push_back({std::string(rows.needed(row, "kind")), std::string(rows.cell(row, "value"))});
    }
}

void Words::add_nouns(const TableRows& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        NounRow added{{}, {}, std::string(rows.cell(row, "asks_as")), std::string(rows.needed(row, "class")), rows.number(row, "strength"), rows.needed(row, "creates_mandate").front()};
        for (const auto lemma : rows.cells(row, "lemmas")) added.lemmas.emplace(lemma);
        for (const auto word : rows.cells(row, "words")) added.words.emplace(vocabulary::fold_name(word));
        noun_rows.push_back(std::move(added));
    }
}

void Words::add_groups(const TableRows& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto name = std::find(group_names.begin(), group_names.end(), rows.needed(row, "group"));
        if (name == group_names.end()) rows.refuse(row, "no such group");
        const auto group = static_cast<std::size_t>(name - group_names.begin());
        for (const auto phrase : rows.cells(row, "words")) {
            groups_[group].add(phrase, row, dictionary_);
            const std::string folded = vocabulary::fold_name(phrase);
            if (folded.find(' ') != std::string::npos) continue;
            const std::uint32_t number = dictionary_.add(folded);
            if (groups_of_.size() <= number) groups_of_.resize(number + 1);
            groups_of_[number] |= 1U << group;
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

std::optional<std::pair<Date, Date>> Words::meetings(std::string_view body, int session) const {
    const auto found = meetings_.find(std::pair(std::string(body), session));
    return found == meetings_.end() ? std::nullopt : std::optional(found->second);
}

namespace {

Words words_of(std::initializer_list<std::string_view> folders) {
    std::vector<vocabulary::Table> tables;
    for (const auto folder : folders)
        for (const auto& asset : assets::below(folder)) tables.push_back({asset.path, asset.bytes});
    return Words(tables);
}

}  // namespace

const Words& standard_words() {
    static const Words words = words_of({"data/"});
    return words;
}

const Words& words_with_demonstration() {
    static const Words words = words_of({"data/", "demo/"});
    return words;
}

}  // namespace comity::directive
