#include "document/negotiation.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "document/symbol_scan.hpp"

namespace comity::document {

namespace {

/// "PP4 bis", "5 ter.", "OP2 alt": what was found at the start of a text.
struct Label {
    std::optional<ParagraphKind> kind;  ///< of PP and OP
    std::string number;                 ///< "4 bis"
    std::size_t length = 0;             ///< bytes, with the blanks behind it
    bool inserted = false;              ///< bis, ter, alt ...
};

std::size_t past_blanks(std::string_view text, std::size_t at) {
    while (at < text.size() && text[at] == ' ') ++at;
    return at;
}

/// "bis", "ter", "alt", "alt 2" at `at`; their length, 0 if none.
std::size_t suffix_at(std::string_view text, std::size_t at) {
    constexpr std::array<std::string_view, 8> suffixes = {"bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "alt"};
    for (const std::string_view suffix : suffixes) {
        if (!text.substr(at).starts_with(suffix)) continue;
        std::size_t end = at + suffix.size();
        if (end < text.size() && (is_upper(text[end]) || is_lower(text[end]))) continue;
        if (suffix == "alt" && end < text.size() && text[end] == ' ' && end + 1 < text.size() && is_digit(text[end + 1])) {
            const std::size_t digit = end + 2;
            if (digit == text.size() || !is_digit(text[digit])) end = digit;
        }
        return end - at;
    }
    return 0;
}

std::optional<Label> label_at(std::string_view text) {
    Label label;
    std::size_t at = 0;
    if (text.starts_with("PP") || text.starts_with("OP")) {
        label.kind = text[0] == 'P' ? ParagraphKind::preambular : ParagraphKind::operative;
        at = past_blanks(text, 2);
    }
    const std::size_t digits = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    if (at == digits || at - digits > 3) return std::nullopt;
    label.number = text.substr(digits, at - digits);
    if (at < text.size() && text[at] == '.' && label.kind) ++at;
    for (std::size_t length = 0; (length = suffix_at(text, past_blanks(text, at))) > 0;) {
        at = past_blanks(text, at);
        label.number += ' ';
        label.number += text.substr(at, length);
        label.inserted = true;
        at += length;
    }
    if (!label.kind && !label.inserted) return std::nullopt;
    // Without PP or OP the point tells a label from words about one ("paragraph 5 bis of the draft").
    const bool point = at < text.size() && (text[at] == '.' || text[at] == ':' || text[at] == ')');
    if (!label.kind && !point) return std::nullopt;
    if (point) ++at;
    if (at < text.size() && text[at] != ' ') return std::nullopt;
    label.length = past_blanks(text, at);
    return label;
}

/// Places at which labels stand: at the start, and within a text only behind the end of a clause.
std::vector<std::size_t> label_places(std::string_view text) {
    std::vector<std::size_t> places;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool may_begin = at == 0 || (text[at - 1] == ' ' && at > 1 && std::string_view(",;.]:").find(text[at - 2]) != std::string_view::npos);
        if (!may_begin || !(is_digit(text[at]) || text[at] == 'P' || text[at] == 'O')) continue;
        if (label_at(text.substr(at))) places.push_back(at);
    }
    return places;
}

class Cutter {
public:
    Cutter(Document document, const vocabulary::Vocabulary& vocabulary) : document_(std::move(document)), vocabulary_(vocabulary) {}

    Negotiated cut() {
        const auto any = [&](auto is) { return std::any_of(document_.paragraphs.begin(), document_.paragraphs.end(), is); };
        const bool labels = any([](const Paragraph& paragraph) { return !label_places(paragraph.text).empty(); });
        const bool strikes = any([](const Paragraph& paragraph) { return !paragraph.struck.empty(); });
        if (labels) cut_paragraphs();
        if (!labels && !strikes) return {std::move(document_), {}};
        Negotiated found;
        auto paragraphs = std::exchange(document_.paragraphs, {});
        for (Paragraph& paragraph : paragraphs) {
            if (!strike(paragraph, found.proposals)) continue;
            if (labels) proposals(paragraph, found.proposals);
            document_.paragraphs.push_back(std::move(paragraph));
        }
        found.document = std::move(document_);
        return found;
    }

private:
    void cut_paragraphs() {
        auto paragraphs = std::exchange(document_.paragraphs, {});
        for (Paragraph& paragraph : paragraphs) this->paragraph(std::move(paragraph));
        document_.citations = std::move(citations_);
    }

    /// Takes the struck words from a paragraph. False if nothing else stands in it.
    static bool strike(Paragraph& paragraph, std::vector<Proposal>& found) {
        if (paragraph.text.empty() && !paragraph.struck.empty()) {
            found.push_back(struck_whole(paragraph));
            return false;
        }
        for (const StruckWords& struck : std::exchange(paragraph.struck, {})) {
            const std::size_t begin = past_blanks(struck.text, 0), end = struck.text.find_last_not_of(' ') + 1;
            found.push_back({paragraph.id, {}, {}, struck.text.substr(begin, std::max(begin, end) - begin)});
        }
        return true;
    }

    /// Named by its label, where it has one.
    static Proposal struck_whole(const Paragraph& paragraph) {
        Proposal proposal{paragraph.id, {}, {}, {}};
        for (const StruckWords& struck : paragraph.struck) proposal.struck += struck.text;
        const auto label = label_at(proposal.struck);
        if (!label) return proposal;
        proposal.paragraph = label->kind == ParagraphKind::preambular ? "pp" : "op";
        std::copy_if(label->number.begin(), label->number.end(), std::back_inserter(proposal.paragraph), [](char c) { return c != ' '; });
        proposal.struck.erase(0, label->length);
        return proposal;
    }

    void paragraph(Paragraph whole) {
        auto places = label_places(whole.text);
        if (places.empty()) {
            if (whole.kind != ParagraphKind::heading) last_kind_ = whole.kind;
            take_citations(whole.id, 0, whole.text.size() + 1, 0, whole.id);
            ids_.insert(whole.id);
            document_.paragraphs.push_back(std::move(whole));
            return;
        }
        if (places.front() != 0) places.insert(places.begin(), 0);
        places.push_back(whole.text.size());
        for (std::size_t i = 0; i + 1 < places.size(); ++i) piece(whole, places[i], places[i + 1], i + 2 == places.size());
    }

    void piece(const Paragraph& whole, std::size_t begin, std::size_t end, bool last) {
        const std::string_view text = std::string_view(whole.text).substr(begin, end - begin);
        Paragraph piece = whole;
        std::size_t from = begin;
        if (const auto label = label_at(text)) {
            piece.number = label->number;
            piece.level = 1;
            piece.kind = label->kind.value_or(last_kind_);
            piece.id = piece.kind == ParagraphKind::preambular ? "pp" : piece.kind == ParagraphKind::operative ? "op" : "x";
            std::copy_if(label->number.begin(), label->number.end(), std::back_inserter(piece.id), [](char c) { return c != ' '; });
            from += label->length;
        }
        last_kind_ = piece.kind;
        for (int again = 2; !ids_.insert(piece.id).second; ++again) piece.id = piece.id.substr(0, piece.id.find('~')) + "~" + std::to_string(again);
        std::size_t to = end;
        while (to > from && whole.text[to - 1] == ' ') --to;
        piece.text = whole.text.substr(from, to - from);
        piece.footnotes.clear();
        for (const NoteMark& mark : whole.footnotes) {
            if (mark.at >= begin && (mark.at < end || last)) piece.footnotes.push_back({mark.mark, static_cast<std::uint32_t>(std::clamp<std::size_t>(mark.at, from, to) - from)});
        }
        piece.struck.clear();
        for (const StruckWords& struck : whole.struck) {  // at the end of a clause, they belong to it
            if ((struck.at > begin || begin == 0) && struck.at <= end) piece.struck.push_back({struck.text, static_cast<std::uint32_t>(std::clamp<std::size_t>(struck.at, from, to) - from)});
        }
        opening(piece);
        take_citations(whole.id, begin, last ? end + 1 : end, from, piece.id);
        document_.paragraphs.push_back(std::move(piece));
    }

    void opening(Paragraph& piece) const {
        const std::size_t at = piece.text.starts_with("[") ? 1 : 0;
        const auto match = vocabulary_.match_opening(std::string_view(piece.text).substr(at), document_.language);
        piece.opening = match ? std::optional(piece.text.substr(at, match->without_preposition > 0 ? match->without_preposition : match->length)) : std::nullopt;
        piece.opening_at = static_cast<std::uint32_t>(at);
    }

    void take_citations(const std::string& id, std::size_t begin, std::size_t end, std::size_t from, const std::string& into) {
        for (auto citation = document_.citations.begin(); citation != document_.citations.end();) {
            if (citation->in != id || citation->at < begin || citation->at >= end) {
                ++citation;
                continue;
            }
            citations_.push_back(std::move(*citation));
            citations_.back().in = into;
            citations_.back().at = static_cast<std::uint32_t>(citations_.back().at >= from ? citations_.back().at - from : 0);
            citation = document_.citations.erase(citation);
        }
    }

    /// A State, or a group by its letters ("EU", "G77").
    [[nodiscard]] bool is_author(std::string_view name) const {
        if (vocabulary_.state_named(name) != nullptr) return true;
        return name.size() >= 2 && name.size() <= 8 && is_upper(name[0]) && std::all_of(name.begin(), name.end(), [](char c) { return is_upper(c) || is_digit(c); });
    }

    [[nodiscard]] std::vector<std::string> authors(std::string_view names) const {
        std::vector<std::string> found;
        while (!names.empty()) {
            const std::size_t end = std::min({names.find(','), names.find('/'), names.find(" and "), names.size()});
            std::string_view name = names.substr(0, end);
            while (!name.empty() && name.front() == ' ') name.remove_prefix(1);
            while (!name.empty() && name.back() == ' ') name.remove_suffix(1);
            if (!is_author(name)) return {};
            found.emplace_back(name);
            const std::size_t separator = names.substr(end).starts_with(" and ") ? 5 : 1;
            names.remove_prefix(std::min(names.size(), end + separator));
        }
        return found;
    }

    void proposals(const Paragraph& paragraph, std::vector<Proposal>& found) const {
        const std::string_view text = paragraph.text;
        for (std::size_t open = text.find('['); open != std::string_view::npos; open = text.find('[', open + 1)) {
            const std::size_t close = text.find_first_of("[]", open + 1);
            if (close == std::string_view::npos || text[close] != ']') continue;
            const std::string_view inside = text.substr(open + 1, close - open - 1);
            const std::size_t colon = std::min(inside.find(':'), inside.size());
            auto named = authors(inside.substr(0, colon));
            if (named.empty()) continue;
            const std::size_t words = past_blanks(inside, std::min(inside.size(), colon + 1));
            found.push_back({paragraph.id, std::move(named), std::string(inside.substr(words))});
        }
    }

    Document document_;
    const vocabulary::Vocabulary& vocabulary_;
    ParagraphKind last_kind_ = ParagraphKind::preambular;
    std::vector<Citation> citations_;
    std::set<std::string> ids_;
};

}  // namespace

Negotiated negotiated(Document document, const vocabulary::Vocabulary& vocabulary) { return Cutter(std::move(document), vocabulary).cut(); }

}  // namespace comity::document
