#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "machinery/drafting/inside.hpp"
#include "text/text.hpp"

namespace comity::drafting {

using document::Paragraph;
using document::ParagraphKind;

namespace {

enum class Adverb { none, also, further, other };

/// How a paragraph opens: its verb, the adverb that counts, and the words without it.
struct Opening {
    const Paragraph* paragraph = nullptr;
    std::string lemma, plain;
    Adverb adverb = Adverb::none;
};

std::optional<Opening> opening_of(const Scene& scene, const Paragraph& paragraph) {
    const std::string_view text = std::string_view(paragraph.text).substr(std::min<std::size_t>(paragraph.opening_at, paragraph.text.size()));
    const auto match = scene.vocabulary.match_opening(text, "en");
    if (!match) return std::nullopt;
    Opening opening{&paragraph, scene.vocabulary.openings()[match->phrase].lemma, "", Adverb::none};
    const std::string_view whole = text.substr(0, std::max(match->length, match->without_preposition));
    for (const auto& word : text::words(paragraph.opening ? std::string_view(*paragraph.opening) : whole)) {
        if (word.folded == "also") opening.adverb = Adverb::also;
        else if (word.folded == "further") opening.adverb = Adverb::further;
        else if (word.folded == "furthermore" || word.folded == "again" || word.folded == "moreover") opening.adverb = Adverb::other;
        else opening.plain += word.folded + " ";
    }
    return opening;
}

/// "Also reaffirms", "Recalling also".
std::string with_adverb(const Opening& opening, std::string_view adverb) {
    std::string words;
    for (const auto& word : text::words(*opening.paragraph->opening)) {
        const std::string_view as_it_stands = std::string_view(*opening.paragraph->opening).substr(word.begin, word.end - word.begin);
        if (word.folded != "also" && word.folded != "further") words += (words.empty() ? "" : " ") + std::string(as_it_stands);
    }
    if (words.empty()) return words;
    if (opening.paragraph->kind == ParagraphKind::operative) {
        std::string first(1, static_cast<char>(words[0] >= 'A' && words[0] <= 'Z' ? words[0] + 32 : words[0]));
        if (adverb.empty()) {
            if (words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 32);
            return words;
        }
        return fmt::format("{} {}{}", adverb == "also" ? "Also" : "Further", first, words.substr(1));
    }
    const std::size_t blank = words.find(' ');
    if (adverb.empty()) return words;
    return fmt::format("{} {}{}", words.substr(0, blank), adverb, blank == std::string::npos ? "" : words.substr(blank));
}

std::string_view name_of_adverb(Adverb adverb) { return adverb == Adverb::also ? "also" : "further"; }

class AlsoAndFurther {
public:
    AlsoAndFurther(const Scene& scene, Findings& findings) : scene_(scene), findings_(findings) {}

    void next(const Paragraph& paragraph) {
        if (paragraph.kind == ParagraphKind::heading) return begin_anew();
        if (paragraph.level > 1 || (paragraph.kind != ParagraphKind::preambular && paragraph.kind != ParagraphKind::operative)) return;
        if (before_ && before_->paragraph->kind != paragraph.kind) begin_anew();
        if (before_ && part_of(before_->paragraph->id) != part_of(paragraph.id)) begin_anew();
        auto opening = is_clause(paragraph) && paragraph.struck.empty() ? opening_of(scene_, paragraph) : std::nullopt;
        if (!opening) return begin_anew();
        judge(*opening);
        before_ = std::move(opening);
        certain_ = true;
    }

private:
    void begin_anew() {
        before_.reset();
        run_ = 0;
        certain_ = false;
    }

    /// Whether the paragraph before has that verb anywhere among its own: "Welcomes ..., and requests ...".
    [[nodiscard]] bool verb_stands_before(const Opening& opening) const {
        if (before_->lemma == opening.lemma) return true;
        for (const auto& act : scene_.acts)
            if (act.paragraph.starts_with(before_->paragraph->id) && act.lemma == opening.lemma) return true;
        // A verb within a compound ("Recalls and reaffirms"), and its stem where the table has several rows for one verb.
        const auto stem = [](const std::string& plain) { return plain.substr(0, std::min<std::size_t>(plain.find(' '), 6)); };
        return before_->plain.find(stem(opening.plain)) != std::string::npos || text::key(before_->paragraph->text).find(stem(opening.plain)) != std::string::npos;
    }

    [[nodiscard]] const directive::Act* first_act(const Paragraph& paragraph) const {
        for (const auto& act : scene_.acts)
            if (act.verb.paragraph == paragraph.id && act.index == 1) return &act;
        return nullptr;
    }

    /// "which" of "States which have ...": those are others than "States".
    [[nodiscard]] std::string first_word_behind(const directive::Passage& passage) const {
        static constexpr std::array narrowing = std::to_array<std::string_view>({" which", " that", " who", " whose", " where", " with", " having", " not ", " in a position", " part", " affected", " concerned", " of ", " and "});
        const auto* paragraph = document::find_paragraph(scene_.draft, passage.paragraph);
        const std::string_view behind = paragraph == nullptr ? std::string_view() : std::string_view(paragraph->text).substr(std::min<std::size_t>(passage.end, paragraph->text.size()));
        for (const std::string_view word : narrowing)
            if (behind.starts_with(word)) return std::string(behind.substr(0, 40));
        return {};
    }

    /// Requests to others begin anew with each addressee: "Requests the Secretary-General", "Requests the Special Committee". Statements and decisions are
    /// the organ's own.
    [[nodiscard]] bool same_addressees(const Paragraph& before, const Paragraph& paragraph) const {
        const auto *a = first_act(before), *b = first_act(paragraph);
        if (a == nullptr || b == nullptr || (a->sense != directive::Sense::request && b->sense != directive::Sense::request)) return true;
        const auto words = [&](const directive::Act& act) {
            std::vector<std::string> all;
            for (const auto& addressee : act.addressees) all.push_back(text::key(addressee.words.text) + " " + first_word_behind(addressee.words));
            return all;
        };
        return !a->addressees.empty() && words(*a) == words(*b);
    }

    void judge(const Opening& opening) {
        if (!before_) {
            run_ = opening.adverb == Adverb::also ? 1 : opening.adverb == Adverb::further ? 2 : 0;
            if (certain_) goes_on_from_nothing(opening);
            return;
        }
        if (!verb_stands_before(opening)) {
            run_ = opening.adverb == Adverb::also ? 1 : opening.adverb == Adverb::further ? 2 : 0;
            return goes_on_from_nothing(opening);
        }
        const bool same = before_->lemma == opening.lemma && same_addressees(*before_->paragraph, *opening.paragraph);
        run_ = same ? run_ + 1 : opening.adverb == Adverb::also ? 1 : opening.adverb == Adverb::further ? 2 : 0;
        if (!same || opening.adverb == Adverb::other || run_ > 2) return;
        // "Welcoming in particular" goes on from what stands before without an adverb.
        const std::string_view behind = std::string_view(opening.paragraph->text).substr(std::min<std::size_t>(opening.paragraph->opening_at + opening.paragraph->opening->size(), opening.paragraph->text.size())).substr(0, 24);
        if (behind.find("in particular") != std::string_view::npos || behind.find("especially") != std::string_view::npos) return;
        const Adverb expected = run_ == 1 ? Adverb::also : Adverb::further;
        if (opening.adverb == expected) return;
        if (opening.adverb == Adverb::none) {
            if (before_->plain == opening.plain && before_->adverb != Adverb::other) missing(opening, expected);
            run_ = 0;  // the counter begins again
        } else if (run_ == 1) {
            put(opening, say(sentences::check_also_order, name_of_adverb(opening.adverb), name_of_adverb(expected)), name_of_adverb(expected));
            run_ = 2;
        } else {
            put(opening, say(sentences::check_also_order, name_of_adverb(opening.adverb), name_of_adverb(expected)), name_of_adverb(expected));
        }
    }

    void goes_on_from_nothing(const Opening& opening) {
        if (opening.adverb != Adverb::also && opening.adverb != Adverb::further) return;
        put(opening, say(sentences::check_also_without, name_of_adverb(opening.adverb)), "");
    }
    void missing(const Opening& opening, Adverb expected) { put(opening, say(sentences::check_also_missing, name_of_adverb(expected)), name_of_adverb(expected)); }
    void put(const Opening& opening, Said why, std::string_view adverb) {
        const std::size_t at = opening.paragraph->opening_at;
        findings_.add("also-further", findings_.at(*opening.paragraph, at, at + opening.paragraph->opening->size()), std::move(why), say(sentences::mend_also, with_adverb(opening, adverb)));
    }

    const Scene& scene_;
    Findings& findings_;
    std::optional<Opening> before_;
    int run_ = 0;           ///< how many paragraphs with this verb stand directly before
    bool certain_ = false;  ///< what stands before is known
};

}  // namespace

// How texts of the Assembly keep it was counted (docs/drafting-quality.md). The Security Council's keep no such order.
void check_also(const Scene& scene, Findings& findings) {
    if (scene.body == "SC") return findings.not_applied("also-further");
    AlsoAndFurther rule(scene, findings);
    for (const auto& paragraph : scene.draft.paragraphs) rule.next(paragraph);
}

namespace {

/// 58 for "op58.a", "I.op58.a.i".
std::optional<int> number_in_id(std::string_view id) {
    const std::size_t at = id.find("op");
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view rest = id.substr(at + 2);
    return number_of(rest.substr(0, rest.find('.')));
}

}  // namespace

void check_numbers(const Scene& scene, Findings& findings) {
    std::optional<int> before;
    std::string_view part;
    for (const auto& paragraph : scene.draft.paragraphs) {
        if (paragraph.kind != ParagraphKind::operative) continue;
        // "58. (a)" stands in one line: the point carries the paragraph's number in its id.
        if (const auto carried = number_in_id(paragraph.id); carried && paragraph.level > 1) {
            if (before && *carried == *before + 1) before = carried;
            continue;
        }
        if (paragraph.level != 1 || !paragraph.number) continue;
        const auto number = number_of(*paragraph.number);
        if (!number) {
            before.reset();  // "4 bis", "A": what follows is not judged
            part = part_of(paragraph.id);
            continue;
        }
        const bool anew = part_of(paragraph.id) != part;
        part = part_of(paragraph.id);
        const auto put = [&](Said why, int expected) { findings.add("numbering", findings.at(paragraph, 0, std::min<std::size_t>(paragraph.text.size(), paragraph.opening ? paragraph.opening->size() : 0)), std::move(why), say(sentences::mend_number, std::to_string(expected))); };
        if (before && !anew && *number != *before + 1 && *number != 1) put(say(sentences::check_number, std::to_string(*number), std::to_string(*before)), *before + 1);
        if (!before && &paragraph == &*std::find_if(scene.draft.paragraphs.begin(), scene.draft.paragraphs.end(), [](const Paragraph& each) { return each.kind == ParagraphKind::operative && each.number; }) && *number > 1)
            put(say(sentences::check_number_first, std::to_string(*number)), 1);
        before = number;
    }
}

namespace {

constexpr std::array<std::string_view, 20> romans = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"};

/// "(c)" -> "c"; "" for what is no point's number.
std::string bare(const std::string& number) {
    std::string inner;
    for (const char c : number)
        if (c != '(' && c != ')' && c != '.') inner += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    return inner;
}

bool follows(const std::string& number, const std::string& before) {
    if (const auto a = number_of(before), b = number_of(number); a && b) return *b == *a + 1;
    const auto roman = std::find(romans.begin(), romans.end(), before);
    if (roman != romans.end() && roman + 1 != romans.end() && number == *(roman + 1)) return true;
    if (before.size() == 1 && number.size() == 1) return number[0] == before[0] + 1;
    if (before == "z") return number == "aa";
    return before.size() == 2 && number.size() == 2 && number[0] == before[0] && number[1] == before[1] + 1;
}

bool begins(const std::string& number) { return number == "a" || number == "i" || number == "1"; }

/// The id of what the point belongs to: "op3.a.i" -> "op3.a".
std::string_view above(std::string_view id) {
    const std::size_t point = id.rfind('.');
    return point == std::string_view::npos ? std::string_view() : id.substr(0, point);
}

}  // namespace

void check_letters(const Scene& scene, Findings& findings) {
    std::map<std::string, std::string, std::less<>> last;  // by the paragraph above
    for (const auto& paragraph : scene.draft.paragraphs) {
        if (paragraph.kind != ParagraphKind::operative || paragraph.level < 2 || !paragraph.number) continue;
        const std::size_t last_point = paragraph.id.rfind('.');
        const std::string number = bare(std::string(std::string_view(paragraph.id).substr(last_point == std::string::npos ? 0 : last_point + 1)));
        const bool judged = !number.empty() && number.size() <= 5 && std::all_of(number.begin(), number.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
        if (!judged) continue;
        const auto found = last.find(above(paragraph.id));
        const std::size_t blank = std::min(paragraph.text.find(' '), paragraph.text.size());
        if (found == last.end()) {
            if (!begins(number)) findings.add("lettering", findings.at(paragraph, 0, blank), say(sentences::check_letter_first, *paragraph.number), say(sentences::mend_letter));
        } else if (!follows(number, found->second) && !begins(number)) {
            findings.add("lettering", findings.at(paragraph, 0, blank), say(sentences::check_letter, *paragraph.number, fmt::format("({})", found->second)), say(sentences::mend_letter));
        }
        last.insert_or_assign(std::string(above(paragraph.id)), number);
    }
}

}  // namespace comity::drafting
