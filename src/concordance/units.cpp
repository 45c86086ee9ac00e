#include "concordance/units.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace comity::concordance {

namespace {

// Each word is one of these features by its number times four.
enum FeatureOf : std::uint32_t { plain = 0, in_opening = 1, moment = 2 };
// Numbers of texts, dates and sessions go on from year to year: that one stands here says much less than which word does.
constexpr float moment_share = 0.3F, opening_share = 0.25F;

UnitKind kind_of(document::ParagraphKind kind) {
    switch (kind) {
        case document::ParagraphKind::preambular: return UnitKind::preambular;
        case document::ParagraphKind::operative: return UnitKind::operative;
        case document::ParagraphKind::heading: return UnitKind::heading;
        case document::ParagraphKind::annex: return UnitKind::annex;
        case document::ParagraphKind::other: break;
    }
    return UnitKind::other;
}

constexpr std::size_t moment_classes = 5;

/// By the looks of a folded word; a doubt costs little here.
MomentClass moment_class(std::string_view word) {
    const bool digit = std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digit) {
        if (word.find('/') != std::string_view::npos) return MomentClass::text_number;
        if (word.find(' ') != std::string_view::npos) return MomentClass::date;
        if (word.size() == 4 && (word.starts_with("19") || word.starts_with("20"))) return MomentClass::year;
        return MomentClass::none;
    }
    const bool ordinal = word.size() > 6 && (word.ends_with("th") || word.ends_with("first") || word.ends_with("second") || word.ends_with("third"));
    return ordinal && word.find('-') != std::string_view::npos ? MomentClass::ordinal
           : word.size() > 6 && word.ends_with("tieth")        ? MomentClass::ordinal
                                                               : MomentClass::none;
}

// How often words stand in paragraphs of any such text, as if so many more had been read: without it two short texts would not know
// which of their words are rare.
constexpr float imagined_units = 40;
constexpr std::array<std::string_view, 62> little_words = {
    "a",    "all",  "an",  "and", "are",  "as",  "at",   "be",   "by",  "for", "from", "has",  "have", "in",  "inter", "is",  "it",   "its",   "of",    "on", "or",
    "that", "the",  "their", "this", "those", "to", "which", "with", "au", "aux", "de", "des", "du",   "en",  "et",    "la",  "le",   "les",   "par",   "pour", "que",
    "qui",  "sur",  "un",  "une", "à",    "con", "del",  "el",   "los", "las", "para", "por",  "se",   "su",  "y",     "в",   "и",    "на",    "по",    "с"};
constexpr std::array<std::string_view, 24> usual_words = {"assembly", "council",   "countries", "development",   "general", "human",         "implementation", "international",
                                                          "member",   "nations",   "organizations", "question", "relevant", "report",       "resolution",     "resolutions",
                                                          "rights",   "secretary-general", "security", "session", "states", "submit",        "system",         "united"};

float imagined_share(std::string_view word) {
    if (std::find(little_words.begin(), little_words.end(), word) != little_words.end()) return 0.8F;
    return std::find(usual_words.begin(), usual_words.end(), word) != usual_words.end() ? 0.3F : 0.01F;
}

void find_opening(Unit& unit, const document::Paragraph& paragraph) {
    if (!paragraph.opening) return;
    const std::size_t begin = paragraph.opening_at, end = begin + paragraph.opening->size();
    for (std::uint32_t i = 0; i < unit.tokens.size() && unit.tokens[i].begin < end; ++i) {
        if (unit.tokens[i].begin < begin) unit.opening_begin = i + 1;
        unit.opening_end = i + 1;
    }
}

void anchor_footnotes(Side& side, const document::Document& document) {
    std::unordered_map<std::string_view, std::uint32_t> marks;
    for (std::uint32_t i = 0; i < document.paragraphs.size(); ++i) {
        for (const auto& note : document.paragraphs[i].footnotes) marks.emplace(note.mark, i);
    }
    for (std::size_t i = 0; i < document.footnotes.size(); ++i) {
        if (const auto at = marks.find(document.footnotes[i].mark); at != marks.end()) side.units[side.paragraphs + i].anchor = at->second;
    }
}

}  // namespace

Workspace::Workspace(const document::Document& a, const document::Document& b) {
    a_ = side_of(a);
    b_ = side_of(b);
    weigh();
}

Side Workspace::side_of(const document::Document& document) {
    Side side;
    side.units.reserve(document.paragraphs.size() + document.footnotes.size());
    for (const auto& paragraph : document.paragraphs) {
        Unit& unit = side.units.emplace_back();
        unit.id = paragraph.id;
        unit.kind = kind_of(paragraph.kind);
        unit.text = paragraph.text;
        unit.tokens = lexicon_.tokens(paragraph.text);
        find_opening(unit, paragraph);
    }
    side.paragraphs = side.units.size();
    for (const auto& footnote : document.footnotes) {
        Unit& unit = side.units.emplace_back();
        unit.id = "fn" + footnote.mark;
        unit.kind = UnitKind::footnote;
        unit.text = footnote.text;
        unit.tokens = lexicon_.tokens(footnote.text);
    }
    anchor_footnotes(side, document);
    for (Unit& unit : side.units) fill_bag(unit);
    return side;
}

void Workspace::fill_bag(Unit& unit) {
    std::uint64_t hash = 0xCBF29CE484222325U;
    std::vector<std::uint32_t> features;
    features.reserve(unit.tokens.size());
    for (std::uint32_t i = 0; i < unit.tokens.size(); ++i) {
        const Token& token = unit.tokens[i];
        if (token.kind != TokenKind::word) continue;
        ++unit.words;
        hash = (hash ^ token.id) * 0x100000001B3U;
        hash ^= hash >> 31U;
        features.push_back(token.id * 4 + (i >= unit.opening_begin && i < unit.opening_end ? in_opening : plain));
    }
    unit.words_hash = hash;
    std::sort(features.begin(), features.end());
    for (const std::uint32_t feature : features) {
        if (!unit.bag.empty() && unit.bag.back().id == feature) {
            ++unit.bag.back().count;
        } else {
            unit.bag.push_back({feature, 1});
        }
    }
}

/// In how many units each feature and each word stands. Words that stand for a class of moments become features of the units, too, of numbers
/// that no word has.
Workspace::Counts Workspace::count(const std::vector<MomentClass>& moments) {
    const auto words = static_cast<std::uint32_t>(moments.size());
    Counts counts{std::vector<std::uint32_t>((words + moment_classes) * 4), std::vector<std::uint32_t>(words)};
    for (Side* side : {&a_, &b_}) {
        for (Unit& unit : side->units) {
            std::array<std::uint32_t, moment_classes> of_class = {};
            const std::size_t own = unit.bag.size();
            for (std::size_t i = 0; i < own; ++i) {
                const Feature feature = unit.bag[i];
                of_class[static_cast<std::size_t>(moments[feature.id / 4])] += feature.count;
                if (i == 0 || unit.bag[i - 1].id / 4 != feature.id / 4) ++counts.words[feature.id / 4];
            }
            for (std::uint32_t c = 1; c < moment_classes; ++c) {
                if (of_class[c] > 0) unit.bag.push_back({(words + c) * 4 + moment, of_class[c]});
            }
            for (const Feature& feature : unit.bag) ++counts.features[feature.id];
        }
    }
    return counts;
}

void Workspace::weigh() {
    const auto words = static_cast<std::uint32_t>(lexicon_.size());
    std::vector<MomentClass> moments(words);
    for (std::uint32_t id = 0; id < words; ++id) moments[id] = moment_class(lexicon_.word(id));
    const Counts counts = count(moments);

    const float units = static_cast<float>(a_.units.size() + b_.units.size()) + imagined_units;
    const auto rarity = [&](std::uint32_t seen, float share) { return std::log(1 + units / (static_cast<float>(seen) + share * imagined_units)); };
    std::vector<float> shares(words + moment_classes, 0.1F);
    for (std::uint32_t id = 0; id < words; ++id) shares[id] = imagined_share(lexicon_.word(id));
    feature_weights_.assign(counts.features.size(), 0);
    for (std::uint32_t id = 0; id < counts.features.size(); ++id) {
        if (counts.features[id] == 0) continue;
        const bool goes_on = id / 4 >= words || moments[id / 4] != MomentClass::none;
        feature_weights_[id] = rarity(counts.features[id], shares[id / 4]) * (goes_on ? moment_share : (id & 3U) == in_opening ? opening_share : 1.0F);
    }
    const float most = rarity(1, 0.01F);
    word_weights_.assign(words, 0);
    for (std::uint32_t id = 0; id < words; ++id) {
        const bool letters = counts.words[id] > 0;  // signs stand in no bag
        const float seen = static_cast<float>(counts.words[id]) + shares[id] * imagined_units;
        const bool little = shares[id] > 0.5F || (lexicon_.word(id).size() <= 6 && seen > 0.2F * units);
        word_weights_[id] = !letters ? 0.12F : little ? 0.2F : 0.5F + 0.5F * std::min(rarity(counts.words[id], shares[id]) / most, 1.0F);
    }
    for (Side* side : {&a_, &b_}) {
        for (Unit& unit : side->units) {
            for (const Feature& feature : unit.bag) unit.weight += feature_weights_[feature.id] * static_cast<float>(feature.count);
        }
    }
}

float common_weight(const std::vector<Feature>& a, const std::vector<Feature>& b, const std::vector<float>& weights) {
    float common = 0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i].id == b[j].id) {
            common += weights[a[i].id] * static_cast<float>(std::min(a[i].count, b[j].count));
            ++i;
            ++j;
        } else if (a[i].id < b[j].id) {
            ++i;
        } else {
            ++j;
        }
    }
    return common;
}

float likeness(const Unit& a, const Unit& b, float common) {
    const float both = a.weight + b.weight, smaller = std::min(a.weight, b.weight);
    if (both <= 0) return a.words_hash == b.words_hash ? 1.0F : 0.0F;
    if (smaller <= 0) return 0;
    return 0.75F * (2 * common / both) + 0.25F * (common / smaller);
}

}  // namespace comity::concordance
