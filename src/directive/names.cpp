// Names that a text makes for itself: abbreviations in brackets behind a name, and the short name of what it names in full once.
#include <algorithm>
#include <set>

#include "directive/parts.hpp"
#include "vocabulary/fold.hpp"

namespace comity::directive {
namespace {

/// "FGL", "MINULAG"; of "FMSs" the plural's letter is left out.
std::string_view abbreviation_of(std::string_view word) {
    if (word.size() > 3 && word.ends_with('s')) word.remove_suffix(1);
    const bool capitals = std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '-'; });
    return capitals && word.size() >= 2 ? word : std::string_view{};
}

/// A known name that ends where the bracket begins: the longest. Without one, "the Federal Government of the ..." is still a Government.
std::optional<Known> name_before(const Scene& scene, std::size_t bracket) {
    constexpr std::size_t longest = 14;
    bool government = false;
    for (std::size_t from = bracket - std::min(longest, bracket); from < bracket; ++from) {
        if (scene.sentence[from].quoted || scene.sentence[from].sign == '.') continue;
        auto known = known_addressee(scene, from, bracket);
        if (known && known->range.end == bracket) {
            // "Assistance Mission in Lagunia (UNAMLA)" is not Lagunia
            const bool within = from > 1 && !scene.sentence[from].quoted && scene.sentence[from - 2].capital && (scene.sentence[from - 1].folded == "in" || scene.sentence[from - 1].folded == "of" || scene.sentence[from - 1].folded == "for");
            const bool within_the = from > 2 && scene.sentence[from].folded == "the" && scene.sentence[from - 2].capital && (scene.sentence[from - 1].folded == "in" || scene.sentence[from - 1].folded == "of" || scene.sentence[from - 1].folded == "for");
            if (!within && !within_the) return known;
        }
        government = government || (scene.sentence[from].capital && scene.sentence[from].folded == "government");
    }
    if (government) return Known{{bracket - 1, bracket}, "member_states", ""};
    return std::nullopt;
}

class Collector {
public:
    Collector(const vocabulary::Vocabulary& vocabulary, const Words& words) : vocabulary_(vocabulary), words_(words) {}

    void read(std::string_view text) {
        const Sentence sentence(text, words_.dictionary());
        const Scene scene{sentence, "", vocabulary_, words_, {}};
        for (std::size_t at = 0; at < sentence.size(); ++at) {
            if (!sentence[at].capital) continue;
            if (sentence[at].quoted) abbreviation(scene, at);
            else full_name(scene, at);
        }
    }

    OwnNames names() && {
        for (auto& [name, meant] : meant_)
            if (meant.size() == 1 && !meant.begin()->first.empty()) names_.short_names.emplace(name, OwnNames::Name{meant.begin()->second, meant.begin()->first});
        return std::move(names_);
    }

private:
    void abbreviation(const Scene& scene, std::size_t at) {
        const Word& word = scene.sentence[at];
        const bool bracket = word.begin > 0 && scene.sentence.text()[word.begin - 1] == '(' && scene.sentence.text().substr(word.end, 1) == ")";
        const auto letters = abbreviation_of(scene.sentence.text().substr(word.begin, word.end - word.begin));
        if (!bracket || letters.empty() || at == 0) return;
        if (const auto known = name_before(scene, at); known && known->type != "other") names_.abbreviations.emplace(letters, OwnNames::Name{known->type, known->id});
    }

    /// "Special Rapporteur on the right to food": what "the Special Rapporteur" will mean. A name in full that no table knows makes the short one mean nothing.
    void full_name(const Scene& scene, std::size_t at) {
        const Sentence& sentence = scene.sentence;
        const auto head = words_.group(Group::short_name).longest(sentence, at);
        if (head.words == 0 || (at > 0 && sentence[at - 1].capital && sentence[at].sign == ' ' && sentence[at - 1].folded != "nations")) return;
        const std::string& next = sentence[at + head.words].folded;
        if (sentence[at + head.words].sign != ' ' || (next != "on" && next != "for" && next != "against" && next != "of" && next != "to" && next != "in")) return;
        std::size_t from = at;
        if (at > 1 && sentence[at - 1].folded == "nations") from = at - 2;
        std::string name = vocabulary::fold_name(sentence.between(at, at + head.words));
        for (const std::size_t begin : {from, at}) {
            const auto found = words_.addressees.longest(sentence, begin);
            if (found.words <= head.words + (at - begin)) continue;
            const AddresseeRow& row = words_.addressee_rows[found.row];
            meant_[name].emplace(row.id, row.type);
            return;
        }
        const auto body = vocabulary_.body_at_start(sentence.text().substr(sentence[at].begin));
        if (body && body->body != nullptr && body->shared.empty()) {
            const auto known = known_addressee(scene, at, sentence.size());
            meant_[name].emplace(body->body->id, known ? known->type : "un_body");
            return;
        }
        if (sentence[at + head.words + 1].folded != "experts" && next != "of") meant_[name].emplace("", "other");
    }

    const vocabulary::Vocabulary& vocabulary_;
    const Words& words_;
    std::map<std::string, std::set<std::pair<std::string, std::string>>> meant_;  ///< id and type, by short name
    OwnNames names_;
};

}  // namespace

OwnNames own_names_of(const document::Document& document, const vocabulary::Vocabulary& vocabulary, const Words& words) {
    Collector collector(vocabulary, words);
    if (document.title) collector.read(*document.title);
    for (const auto& paragraph : document.paragraphs)
        if (paragraph.kind == document::ParagraphKind::operative || paragraph.kind == document::ParagraphKind::preambular) collector.read(paragraph.text);
    return std::move(collector).names();
}

}  // namespace comity::directive
