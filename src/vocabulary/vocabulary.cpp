#include "vocabulary/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/error.hpp"
#include "vocabulary/calendar.hpp"
#include "vocabulary/citing.hpp"
#include "vocabulary/fold.hpp"
#include "vocabulary/openings.hpp"
#include "vocabulary/tables.hpp"

namespace comity::vocabulary {
namespace {

constexpr std::array<std::string_view, 6> languages = {"en", "fr", "es", "ru", "ar", "zh"};

std::string column_of(std::string_view what, std::string_view language) { return std::string(what) + "_" + std::string(language); }

InLanguages in_languages(const TableRows& rows, std::size_t row, std::string_view what) {
    InLanguages found;
    for (const auto language : languages)
        if (const auto words = rows.cell(row, column_of(what, language)); !words.empty()) found.emplace_back(language, words);
    return found;
}

/// The languages of the pages besides English.
InLanguages names_to_show(const TableRows& rows, std::size_t row) { return {{"fr", std::string(rows.needed(row, "name_fr"))}, {"ar", std::string(rows.needed(row, "name_ar"))}}; }

std::string without_article(std::string_view name) {
    std::string folded = fold_name(name);
    if (folded.starts_with("the ")) folded.erase(0, 4);
    return folded;
}

std::string_view base_name(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

Use use_of(bool preambular, bool operative) { return preambular && operative ? Use::both : preambular ? Use::preambular : Use::operative; }

std::string without_brackets(std::string_view form) {
    std::string plain;
    for (const char c : form)
        if (c != '(' && c != ')') plain += c;
    return plain;
}

/// The matchers of the openings.
struct Openings {
    std::map<std::string, OpeningMatcher, std::less<>> by_language;
    OpeningMatcher plain{OpeningMatcher::Script::words};  ///< English, in the first person
};

}  // namespace

struct Vocabulary::Index {
    Calendar calendar;
    CitingWords citing;
    ByWord<std::size_t> bodies_by_id, bodies_by_name, states_by_code, states_by_name;
    Openings openings;
    std::vector<std::pair<std::string, std::size_t>> symbol_heads;  ///< folded, of bodies; the longest first
    std::vector<std::string_view> words, compounds;
};

namespace {

Body body_of_row(const TableRows& rows, std::size_t row) {
    Body body;
    body.id = rows.needed(row, "id");
    body.name = rows.needed(row, "name");
    body.short_name = rows.cell(row, "short_name");
    body.parent = rows.cell(row, "parent");
    body.symbol_head = rows.cell(row, "symbol_head");
    body.resolution = rows.cell(row, "resolution");
    body.decision = rows.cell(row, "decision");
    body.statement = rows.cell(row, "statement");
    body.session_rule = rows.cell(row, "session_rule");
    for (const auto name : rows.cells(row, "also")) body.also.emplace_back(name);
    body.names = in_languages(rows, row, "name");
    body.names.emplace(body.names.begin(), "en", body.name);
    body.organ_lines = in_languages(rows, row, "organ_line");
    if (!body.organ_lines.empty() && body.organ_lines.front().first == "en") body.organ_line = body.organ_lines.front().second;
    body.resolution_head = body.resolution.substr(0, body.resolution.find('{'));
    return body;
}

// The demonstration's table: head, organ line with its comma, name, short name, rule ("1981+N").
Body invented_body_of_row(const TableRows& rows, std::size_t row) {
    Body body;
    const std::string head(rows.needed(row, "head"));
    body.id = head;
    body.name = rows.needed(row, "name");
    body.short_name = rows.cell(row, "short");
    body.organ_line = rows.cell(row, "organ_line");
    while (body.organ_line.ends_with(',')) body.organ_line.pop_back();
    body.session_rule = rows.cell(row, "session_rule");
    body.symbol_head = head + "/";
    body.parent = head.substr(0, head.rfind('/') == std::string::npos ? 0 : head.rfind('/'));
    if (!body.organ_line.empty()) {
        body.organ_lines.emplace_back("en", body.organ_line);
        body.resolution_head = head + "/RES/";
        body.resolution = head + "/RES/{session}/{number}";
        body.decision = head + "/DEC/{session}/{number}";
        body.statement = head + "/PRST/{session}/{number}";
    }
    body.names.emplace_back("en", body.name);
    body.invented = true;
    return body;
}

State state_of_row(const TableRows& rows, std::size_t row) {
    State state;
    state.iso3 = rows.needed(row, "iso3");
    state.short_names = in_languages(rows, row, "name");
    if (const auto formal = rows.cell(row, "formal_en"); !formal.empty()) state.formal_names.emplace_back("en", formal);
    for (const auto alias : rows.cells(row, "aliases")) state.aliases.emplace_back(alias);
    state.region = rows.cell(row, "region");
    return state;
}

Membership membership_of_row(const TableRows& rows, std::size_t row) {
    const auto first = Date::from_iso(rows.needed(row, "first"));
    const auto last = Date::from_iso(rows.cell(row, "last"));
    if (!first || (!last && !rows.cell(row, "last").empty())) rows.refuse(row, "a day is written 1971-10-25");
    Membership membership{std::string(rows.needed(row, "code")), *first, last, {}, {}, in_languages(rows, row, "name")};
    for (const auto code : rows.cells(row, "iso2")) membership.iso2.emplace_back(code);
    for (const auto alias : rows.cells(row, "aliases")) membership.aliases.emplace_back(alias);
    return membership;
}

State invented_state_of_row(const TableRows& rows, std::size_t row) {
    State state;
    state.iso3 = rows.needed(row, "code");
    state.short_names = in_languages(rows, row, "short");
    state.formal_names.emplace_back("en", rows.cell(row, "formal_en"));
    state.region = rows.cell(row, "region");
    state.invented = true;
    return state;
}

// "Expresses" -> "express", "Commits itself" -> "commit ourselves"
std::string in_first_person(std::string_view operative) {
    const auto end = std::min(operative.find(' '), operative.size());
    std::string verb(operative.substr(0, end));
    std::string rest(operative.substr(end));
    const auto ends = [&](std::string_view tail) { return verb.size() > tail.size() && std::string_view(verb).ends_with(tail); };
    if (verb == "Is") {
        verb = "are";
    } else if (verb == "Has") {
        verb = "have";
    } else if (ends("ies")) {
        verb.replace(verb.size() - 3, 3, "y");
    } else if (ends("sses") || ends("shes") || ends("ches") || ends("xes")) {
        verb.resize(verb.size() - 2);
    } else if (ends("s")) {
        verb.resize(verb.size() - 1);
    }
    if (const auto reflexive = rest.find("itself"); reflexive != std::string::npos) rest.replace(reflexive, 6, "ourselves");
    return verb + rest;
}

void add_openings(const TableRows& rows, std::vector<OpeningPhrase>& phrases, Openings& openings) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::string language(rows.needed(row, "language"));
        const auto preambular = rows.cells(row, "preambular");
        const auto operative = rows.cells(row, "operative");
        if (preambular.empty() && operative.empty()) rows.refuse(row, "an opening without a form");
        const auto script = language == "zh" || language == "ar" ? OpeningMatcher::Script::signs : OpeningMatcher::Script::words;
        auto& matcher = openings.by_language.try_emplace(language, script).first->second;
        for (std::size_t i = 0; i < std::max(preambular.size(), operative.size()); ++i) {
            OpeningPhrase phrase;
            phrase.lemma = rows.needed(row, "lemma");
            phrase.language = language;
            phrase.strength = rows.number(row, "strength");
            phrase.category = rows.cell(row, "class");
            phrase.creates_mandate = rows.cell(row, "creates_mandate").empty() ? 'n' : rows.cell(row, "creates_mandate").front();
            phrase.verified = rows.cell(row, "trust") == "seen";
            const auto takes = rows.cell(row, "takes");
            const bool has_preambular = i < preambular.size(), has_operative = i < operative.size();
            if (has_preambular && has_operative && preambular[i] == operative[i]) {
                matcher.add_form(preambular[i], phrases.size(), use_of(true, true), takes);
            } else {
                if (has_preambular) matcher.add_form(preambular[i], phrases.size(), Use::preambular, takes);
                if (has_operative) matcher.add_form(operative[i], phrases.size(), Use::operative, takes);
            }
            if (has_operative && language == "en") openings.plain.add_form(in_first_person(operative[i]), phrases.size(), Use::operative, takes);
            if (has_preambular) phrase.preambular = without_brackets(preambular[i]);
            if (has_operative) phrase.operative = without_brackets(operative[i]);
            phrases.push_back(std::move(phrase));
        }
    }
}

void add_opening_words(const TableRows& rows, Openings& openings) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto matcher = openings.by_language.find(rows.needed(row, "language"));
        if (matcher == openings.by_language.end()) rows.refuse(row, "words of a language that has no openings");
        matcher->second.add_words(rows.needed(row, "role"), rows.needed(row, "words"));
        if (matcher->first == "en") openings.plain.add_words(rows.needed(row, "role"), rows.needed(row, "words"));
    }
}

// The list is kept in the order of its bytes; one that is not would be searched in vain.
std::vector<std::string_view> word_list(const Table& table) {
    std::vector<std::string_view> words;
    words.reserve(table.bytes.size() / 8);
    for (std::size_t begin = 0; begin < table.bytes.size();) {
        const std::size_t end = std::min(table.bytes.find('\n', begin), table.bytes.size());
        if (end > begin) words.push_back(table.bytes.substr(begin, end - begin));
        begin = end + 1;
    }
    if (!std::is_sorted(words.begin(), words.end())) throw Error(Fault::bad_request, "{}: the words must stand in the order of their bytes", table.name);
    return words;
}

}  // namespace

Vocabulary::Vocabulary(std::span<const Table> tables) {
    auto index = std::make_unique<Index>();
    const Table* opening_words = nullptr;
    std::vector<std::pair<std::string, std::string>> successors;
    std::map<std::string, InLanguages> shown_names;  // by body
    for (const Table& table : tables) {
        const auto name = base_name(table.name);
        const bool invented = table.name.starts_with("demo/");
        if (name == "words.txt") {
            index->words = word_list(table);
            continue;
        }
        if (name == "compounds.txt") {
            index->compounds = word_list(table);
            continue;
        }
        if (name == "opening_words.tsv") opening_words = &table;
        if (name != "bodies.tsv" && name != "states.tsv" && name != "membership.tsv" && name != "openings.tsv" && name != "sessions.tsv" && name != "months.tsv" &&
            name != "calendar.tsv" && name != "successions.tsv" && name != "body_names.tsv" && name != "masthead_words.tsv" && name != "citation_words.tsv")
            continue;
        const TableRows rows(table);
        for (std::size_t row = 0; row < rows.size(); ++row) {
            if (name == "bodies.tsv") bodies_.push_back(invented ? invented_body_of_row(rows, row) : body_of_row(rows, row));
            if (name == "states.tsv") states_.push_back(invented ? invented_state_of_row(rows, row) : state_of_row(rows, row));
            if (name == "membership.tsv") memberships_.push_back(membership_of_row(rows, row));
            if (name == "sessions.tsv") index->calendar.add_ordinals(rows, row);
            if (name == "months.tsv") index->calendar.add_month(rows, row);
            if (name == "calendar.tsv") index->calendar.add_session(rows, row);
            if (name == "successions.tsv") successors.emplace_back(rows.needed(row, "body"), rows.needed(row, "successor"));
            if (name == "body_names.tsv") shown_names[std::string(rows.needed(row, "body"))] = names_to_show(rows, row);
            if (name == "citation_words.tsv") index->citing.add_row(rows, row);
            if (name == "masthead_words.tsv")
                masthead_words_.push_back({std::string(rows.needed(row, "what")), std::string(rows.needed(row, "language")),
                                           std::string(rows.needed(row, "words"))});
        }
        if (name == "openings.tsv") add_openings(rows, openings_, index->openings);
    }
    if (opening_words != nullptr) add_opening_words(TableRows(*opening_words), index->openings);
    for (Body& body : bodies_) {
        body.line = body.id;
        body.shown_names = body.names;
        const InLanguages& more = shown_names[body.id];
        body.shown_names.insert(body.shown_names.end(), more.begin(), more.end());
        for (const auto& [before, after] : successors) {
            if (before == body.line) body.line = after;
        }
    }
    index->citing.add_bodies(bodies_);
    for (std::size_t i = 0; i < bodies_.size(); ++i) {
        index->bodies_by_id.emplace(bodies_[i].id, i);
        if (!bodies_[i].symbol_head.empty()) index->symbol_heads.emplace_back(fold(bodies_[i].symbol_head), i);
        for (const auto& [language, name] : bodies_[i].names) index->bodies_by_name.emplace(without_article(name), i);
        for (const auto& name : bodies_[i].also) index->bodies_by_name.emplace(without_article(name), i);
    }
    std::stable_sort(index->symbol_heads.begin(), index->symbol_heads.end(), [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
    // A name that two bodies could bear belongs to the one whose own name it is: organ's lines come after all names.
    for (std::size_t i = 0; i < bodies_.size(); ++i)
        for (const auto& [language, line] : bodies_[i].organ_lines) index->bodies_by_name.emplace(without_article(line), i);
    for (std::size_t i = 0; i < states_.size(); ++i) {
        index->states_by_code.emplace(states_[i].iso3, i);
        for (const auto& [language, name] : states_[i].short_names) index->states_by_name.emplace(without_article(name), i);
        for (const auto& [language, name] : states_[i].formal_names) index->states_by_name.emplace(without_article(name), i);
        for (const auto& name : states_[i].aliases) index->states_by_name.emplace(without_article(name), i);
    }
    index_ = std::move(index);
}

Vocabulary::Vocabulary(Vocabulary&&) noexcept = default;
Vocabulary& Vocabulary::operator=(Vocabulary&&) noexcept = default;
Vocabulary::~Vocabulary() = default;

const Body* Vocabulary::body(std::string_view id) const noexcept {
    const auto found = index_->bodies_by_id.find(id);
    return found == index_->bodies_by_id.end() ? nullptr : &bodies_[found->second];
}

const Body* Vocabulary::body_named(std::string_view name) const noexcept {
    const auto found = index_->bodies_by_name.find(without_article(name));
    return found == index_->bodies_by_name.end() ? nullptr : &bodies_[found->second];
}

const Body* Vocabulary::body_of_symbol(std::string_view symbol) const noexcept {
    const std::string folded = fold(symbol);
    const auto& heads = index_->symbol_heads;
    const auto found = std::find_if(heads.begin(), heads.end(), [&](const auto& head) { return folded.starts_with(head.first); });
    return found == heads.end() ? nullptr : &bodies_[found->second];
}

const State* Vocabulary::state(std::string_view iso3) const noexcept {
    const auto found = index_->states_by_code.find(iso3);
    return found == index_->states_by_code.end() ? nullptr : &states_[found->second];
}

const State* Vocabulary::state_named(std::string_view name) const noexcept {
    const auto found = index_->states_by_name.find(without_article(name));
    return found == index_->states_by_name.end() ? nullptr : &states_[found->second];
}

std::optional<OpeningMatch> Vocabulary::match_opening(std::string_view text, std::string_view language, Letters letters) const {
    const auto matcher = index_->openings.by_language.find(language.empty() ? std::string_view("en") : language);
    return matcher == index_->openings.by_language.end() ? std::nullopt : matcher->second.match(text, letters);
}

std::optional<OpeningMatch> Vocabulary::match_plain_opening(std::string_view text) const { return index_->openings.plain.match(text, Letters::any); }

std::optional<int> Vocabulary::ordinal(std::string_view words) const noexcept { return index_->calendar.ordinal(words); }

std::string_view Vocabulary::ordinal_words(int number, std::string_view language) const noexcept {
    return index_->calendar.ordinal_words(number, language);
}

std::optional<Date> Vocabulary::date(std::string_view words) const noexcept { return index_->calendar.date(words); }

std::optional<int> Vocabulary::month(std::string_view word) const noexcept { return index_->calendar.month(word); }

std::optional<Vocabulary::Span> Vocabulary::session_span(std::string_view body_id, std::string_view session) const noexcept {
    const Body* known = body(body_id);
    const auto days = known == nullptr ? std::nullopt : index_->calendar.days_of(known->id, known->session_rule, session);
    return days ? std::optional<Span>({days->first, days->second}) : std::nullopt;
}

std::optional<CitingWord> Vocabulary::citing_word(std::string_view text, std::string_view language, std::string_view group) const {
    return index_->citing.word(text, language.empty() ? std::string_view("en") : language, group);
}

std::optional<BodyMention> Vocabulary::body_at_start(std::string_view text) const {
    const auto found = index_->citing.bodies().at_start(text);
    return found ? std::optional<BodyMention>({&bodies_[found->value], found->name, found->length}) : std::nullopt;
}

std::optional<BodyMention> Vocabulary::body_at_end(std::string_view text) const {
    const auto found = index_->citing.bodies().at_end(text);
    return found ? std::optional<BodyMention>({&bodies_[found->value], found->name, found->length}) : std::nullopt;
}

Hyphen Vocabulary::hyphen_between(std::string_view first, std::string_view second) const {
    std::string compound;
    compound.reserve(first.size() + second.size() + 2);
    compound.append(first).append("-").append(second);
    const auto& known = index_->compounds;
    if (std::binary_search(known.begin(), known.end(), compound)) return Hyphen::always;
    return std::binary_search(known.begin(), known.end(), compound + "?") ? Hyphen::sometimes : Hyphen::never;
}

bool Vocabulary::is_word(std::string_view folded) const noexcept {
    return std::binary_search(index_->words.begin(), index_->words.end(), folded);
}

}  // namespace comity::vocabulary
