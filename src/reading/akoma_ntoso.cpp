#include "reading/akoma_ntoso.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "document/akoma_ntoso_names.hpp"
#include "document/citations.hpp"
#include "document/symbol.hpp"
#include "reading/akoma_ntoso_facts.hpp"
#include "reading/akoma_ntoso_words.hpp"
#include "reading/diagnostics.hpp"
#include "reading/identify.hpp"
#include "reading/scan.hpp"
#include "reading/shapes.hpp"
#include "reading/speech.hpp"

namespace comity::reading {

namespace names = document::akoma_ntoso;

using akoma_ntoso::Words;
using document::Kind;
using document::Paragraph;
using document::ParagraphKind;

namespace {

constexpr std::string_view sections[] = {"section", "part", "chapter", "title", "division", "book", "tome", "subsection", "subpart", "subchapter", "subtitle", "subdivision"};
constexpr std::string_view owners[] = {"paragraph", "subparagraph", "point", "indent", "alinea", "article", "clause", "subclause", "rule", "subrule", "proviso", "level",
                                       "transitional", "hcontainer", "item", "recital", "recitals", "citation", "citations", "wrapUp"};
constexpr std::string_view blocks[] = {"p", "block", "listIntroduction", "listWrapUp", "crossHeading", "subheading", "tr", "caption", "remark"};
constexpr std::string_view texts[] = {"statement", "doc", "act", "bill", "debate", "debateReport", "amendment", "judgment", "portion"};

template <typename Names>
bool one_of(const Names& all, std::string_view name) {
    return std::find(std::begin(all), std::end(all), name) != std::end(all);
}

std::optional<int> integer(std::string_view digits) {
    int value = 0;
    const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return end.ec == std::errc() && end.ptr == digits.data() + digits.size() ? std::optional(value) : std::nullopt;
}

/// An element that holds one paragraph: the first block in it is the paragraph's own, further ones are further ones.
struct Owner {
    const xml::Node* node = nullptr;
    const Owner* above = nullptr;
    std::optional<std::string> number = {};
    ParagraphKind kind = ParagraphKind::other;
    int level = 1;
    Piece::Role role = Piece::Role::own;
    bool used = false;
};

/// What was taken of a block, before it has an id.
struct Taken {
    Piece piece;
    Words words;
    std::string id;  ///< as a file of ours states it
    std::optional<std::string> number, opening;
    std::uint32_t opening_at = 0;
};

class Walker {
public:
    Walker(document::Document& document, const vocabulary::Vocabulary& vocabulary) : d_(document), facts_(document, vocabulary) {}

    void walk(const xml::Node& root) {
        gather(root);
        several_ = texts_.size() > 1;
        if (texts_.empty()) {
            for (const xml::Node& child : root.children) structure(child, {});
        }
        if (!several_ && !texts_.empty()) {
            d_.kind = kind_of(*texts_.front());
            if (const xml::Node* meta = texts_.front()->child("meta")) facts_.take_meta(*meta);
        }
        if (!texts_.empty()) around(root);
        for (const xml::Node* text : texts_) this->text(*text);
        facts_.complete();
    }

    [[nodiscard]] const akoma_ntoso::FactReader& facts() const noexcept { return facts_; }
    std::vector<Taken> taken;
    akoma_ntoso::Notes notes;

private:
    struct Where {
        ParagraphKind kind = ParagraphKind::other;
        Owner* owner = nullptr;
        int heading_level = 1;
        bool preamble = false;
    };

    /// The texts of a collection, each with a body.
    void gather(const xml::Node& node) {
        for (const xml::Node& child : node.children) {
            if (one_of(texts, child.name)) {
                texts_.push_back(&child);
            } else if (child.name != "meta" && child.name != "attachments") {
                gather(child);
            }
        }
    }

    static Kind kind_of(const xml::Node& text) {
        if (text.name != "statement") return Kind::document;
        return names::kind_of_name(text.attribute("name")).value_or(Kind::document);
    }

    /// The collection's own metadata, cover and preface.
    void around(const xml::Node& node) {
        for (const xml::Node& child : node.children) {
            if (child.is_text() || one_of(texts, child.name)) continue;
            if (child.name == "meta") {
                facts_.take_meta(child);
            } else if (child.name == "coverPage" || child.name == "preface" || child.name == "conclusions") {
                facts_or_words(child);
            } else {
                around(child);
            }
        }
    }

    /// Blocks without a fact in them are words.
    void facts_or_words(const xml::Node& node) {
        for (const xml::Node& child : node.children) {
            if (child.is_text()) continue;
            if (facts_.take(child) || facts_.is_ours()) {
                d_.facts.push_back(akoma_ntoso::lines_of(child));
            } else {
                structure(child, {});
            }
        }
    }

    void text(const xml::Node& text) {
        Where body{.kind = facts_.is_ours() || kind_of(text) != Kind::document ? ParagraphKind::operative : ParagraphKind::other};
        if (several_) heading_of(text);
        for (const xml::Node& child : text.children) {
            const std::string_view name = child.name;
            if (child.is_text()) continue;
            if (name == "meta") {
                if (const xml::Node* loose = child.child("notes")) loose_notes(*loose);
            } else if (name == "coverPage" || name == "preface") {
                if (several_) continue;  // its words are in the heading
                facts_or_words(child);
            } else if (name == "preamble") {
                blocks_of(child, {.kind = ParagraphKind::preambular, .heading_level = several_ ? 2 : 1, .preamble = true});
            } else if (name == "conclusions") {
                several_ ? blocks_of(child, {}) : facts_or_words(child);
            } else if (name == "attachments") {
                for (const xml::Node& attachment : child.children) annex(attachment);
            } else {
                body.heading_level = several_ ? 2 : 1;
                structure(child, body);
            }
        }
    }

    /// Of several texts each begins with a heading of all that its preface says.
    void heading_of(const xml::Node& text) {
        const xml::Node* preface = text.child("preface");
        if (preface == nullptr) return;
        add(*preface, ParagraphKind::heading, 1, nullptr);
    }

    void loose_notes(const xml::Node& all) {
        for (const xml::Node& note : all.children) {
            if (note.name == "note") notes.add(note);
        }
    }

    void annex(const xml::Node& attachment) {
        if (attachment.is_text()) return;
        int level = 1;
        for (const xml::Node& child : attachment.children) {
            if (child.is_text() || child.name == "meta") continue;
            if (child.name == "heading" || child.name == "num") {
                if (child.name == "num" && attachment.child("heading") != nullptr) continue;  // read with the heading
                level = heading(attachment, child, 1) + 1;
                taken.back().piece.annex_mark = true;
            } else {
                annex_text(child, {.kind = ParagraphKind::annex, .heading_level = level});
            }
        }
    }

    void annex_text(const xml::Node& text, const Where& where) {
        for (const xml::Node& child : text.children) {
            if (child.name == "attachments") {
                for (const xml::Node& attachment : child.children) annex(attachment);
            } else if (child.name != "meta") {
                structure(child, where);
            }
        }
    }

    void blocks_of(const xml::Node& node, const Where& where) {
        for (const xml::Node& child : node.children) structure(child, where);
    }

    void structure(const xml::Node& node, const Where& where) {
        const std::string_view name = node.name;
        if (node.is_text() || name == "meta") return;
        if (name == "formula" || (name == "crossHeading" && node.attribute("refersTo") == "#enactingFormula")) {
            formula(node);
        } else if (name == "heading" || name == "num") {
            return;  // with what they belong to
        } else if (one_of(sections, name) || node.child("heading") != nullptr) {
            section(node, where);
        } else if (one_of(blocks, name) || akoma_ntoso::has_words_of_its_own(node)) {
            block(node, where);
        } else if (one_of(owners, name) || (name == "container" && (where.preamble || node.has("pid")))) {
            owner(node, where);
        } else {
            blocks_of(node, where);
        }
    }

    void formula(const xml::Node& node) {
        if (several_) return add(node, ParagraphKind::other, 1, nullptr);
        facts_.take_formula(node);
        d_.facts.push_back(akoma_ntoso::lines_of(node));
    }

    void section(const xml::Node& node, Where where) {
        const xml::Node* label = node.child("num");
        const xml::Node* title = node.child("heading");
        where.owner = nullptr;
        if (title != nullptr || label != nullptr) where.heading_level = heading(node, title != nullptr ? *title : *label, where.heading_level) + 1;
        blocks_of(node, where);
    }

    /// The label and the title as one paragraph; its level.
    int heading(const xml::Node& around, const xml::Node& title, int level) {
        xml::Node both;
        both.line = around.line;
        if (const xml::Node* label = around.child("num"); label != nullptr && label != &title) {
            both.children.push_back(*label);
            both.children.push_back({.name = {}, .space = {}, .text = " ", .attributes = {}, .children = {}, .line = around.line});
        }
        both.children.insert(both.children.end(), title.children.begin(), title.children.end());
        both.attributes = title.attributes;
        level = integer(title.attribute("level")).value_or(level);
        add(both, ParagraphKind::heading, level, nullptr);
        taken.back().piece.lines = {akoma_ntoso::lines_of(title)};
        return level;
    }

    void block(const xml::Node& node, const Where& where) {
        if (node.has("pid")) {
            const bool preamble = node.attribute("refersTo") == "#preamble";
            const ParagraphKind kind = preamble ? ParagraphKind::preambular : where.owner != nullptr ? where.owner->kind : where.kind;
            return add(node, kind, where.owner != nullptr ? where.owner->level : 1, nullptr);
        }
        if (node.name == "crossHeading" || node.name == "subheading") {
            const bool preamble = node.attribute("refersTo") == "#preamble";
            return add(node, preamble ? ParagraphKind::preambular : ParagraphKind::heading, preamble ? 1 : where.heading_level, nullptr);
        }
        add(node, where.owner != nullptr ? where.owner->kind : where.kind, where.owner != nullptr ? where.owner->level : 1, where.owner);
    }

    void owner(const xml::Node& node, Where where) {
        const Owner* above = where.owner;
        while (above != nullptr && !above->used && !above->number) above = above->above;
        Owner own{.node = &node, .above = where.owner, .kind = where.kind};
        if (above != nullptr) own.kind = above->kind;
        if (node.name == "hcontainer" && node.attribute("name") == "other") own.kind = ParagraphKind::other;
        if (node.name == "container") own.kind = ParagraphKind::preambular;
        own.level = above == nullptr ? 1 : above->level + 1;
        if (node.name == "wrapUp") {
            own.role = Piece::Role::list_end;
            own.level = above == nullptr ? 1 : above->level;
        }
        if (const auto kind = document::paragraph_kind_named(node.attribute("kind")); kind && node.has("pid")) own.kind = *kind;
        if (const auto level = integer(node.attribute("level"))) own.level = *level;
        if (const xml::Node* number = node.child("num")) {
            const std::string printed = akoma_ntoso::words_of(*number, notes).text;
            if (!printed.empty()) own.number = std::string(names::without_point(printed));
        }
        where.owner = &own;
        blocks_of(node, where);
        if (!own.used && (own.number || node.has("pid"))) {
            xml::Node empty;
            empty.line = node.line;
            add(empty, own.kind, own.level, &own);
        }
    }

    void add(const xml::Node& node, ParagraphKind kind, int level, Owner* owner) {
        const bool first = owner != nullptr && !owner->used;
        const xml::Node& stated = first && owner->node->has("pid") ? *owner->node : node;
        Taken one;
        one.words = akoma_ntoso::words_of(node, notes);
        one.id = stated.attribute("pid");
        if (one.words.text.empty() && one.words.marks.empty() && one.words.struck.empty() && one.id.empty() && !(first && owner->number)) return;
        one.piece.kind = document::paragraph_kind_named(stated.attribute("kind")).value_or(kind);
        one.piece.level = integer(stated.attribute("level")).value_or(level);
        one.piece.role = owner == nullptr || first ? (owner == nullptr ? Piece::Role::own : owner->role) : Piece::Role::further;
        one.piece.lines = {akoma_ntoso::lines_of(node)};
        one.piece.text = one.words.text;
        if (first) one.number = owner->number;
        if (!one.words.number.empty()) one.number = std::string(names::without_point(one.words.number));
        if (stated.has("number")) one.number = std::string(stated.attribute("number"));
        if (stated.has("opening")) {
            one.opening = std::string(stated.attribute("opening"));
            one.opening_at = static_cast<std::uint32_t>(std::max(0, integer(stated.attribute("openingAt")).value_or(0)));
        }
        if (first) owner->used = true;
        taken.push_back(std::move(one));
    }

    document::Document& d_;
    akoma_ntoso::FactReader facts_;
    std::vector<const xml::Node*> texts_;
    bool several_ = false;
};

class Builder {
public:
    Builder(const vocabulary::Vocabulary& vocabulary, const Options& options) : vocabulary_(vocabulary), options_(options) {}

    document::Document build(std::string_view bytes) {
        const xml::Tree tree = xml::read(bytes);
        Walker walker(d_, vocabulary_);
        walker.walk(tree.root);
        body_ = walker.facts().body();
        if (body_ == nullptr && d_.body) body_ = vocabulary_.body_named(*d_.body);
        const auto ids = ids_of(walker.taken);
        for (std::size_t i = 0; i < walker.taken.size(); ++i) paragraph(walker.taken[i], ids[i], walker.notes);
        for (auto& note : walker.notes.in_order()) {
            cite(note.words, "fn" + note.mark);
            d_.footnotes.push_back({note.mark, note.words.text, {note.lines}});
        }
        put_in(walker.facts().unmarked());
        if (!d_.symbol && !ours_ && !options_.file_name.empty()) symbol_of_file_name();
        std::sort(d_.facts.begin(), d_.facts.end());
        return std::move(d_);
    }

private:
    /// Files of ours state them; where any is missing or stands twice, all are made as for other texts.
    std::vector<std::string> ids_of(std::vector<Taken>& taken) {
        std::vector<std::string> ids;
        std::set<std::string_view> known;
        ours_ = !taken.empty();
        for (const Taken& one : taken) {
            ids.push_back(one.id);
            ours_ = ours_ && !one.id.empty() && known.insert(one.id).second;
        }
        if (ours_) return ids;
        std::vector<Piece> pieces;
        for (Taken& one : taken) {
            Piece& piece = one.piece;
            if (one.number) piece.mark = mark_at_start(*one.number + " x");
            if (one.number && !piece.mark) piece.mark = mark_at_start(*one.number + ". x");
            if (piece.kind == ParagraphKind::heading && !piece.mark && piece.annex_mark) {
                if (const auto label = annex_label(piece.text); label && !label->empty()) piece.mark = Mark{.style = MarkStyle::upper, .printed = *label, .core = *label};
            }
            pieces.push_back(piece);
        }
        return identify(pieces);
    }

    void paragraph(Taken& taken, const std::string& id, const akoma_ntoso::Notes& notes) {
        Paragraph paragraph;
        paragraph.id = id;
        paragraph.kind = taken.piece.kind;
        paragraph.number = taken.number;
        paragraph.level = taken.piece.level;
        paragraph.text = taken.words.text;
        paragraph.lines = taken.piece.lines;
        paragraph.footnotes = taken.words.marks;
        notes.name(paragraph.footnotes);
        paragraph.struck = taken.words.struck;
        if (taken.opening) {
            paragraph.opening = taken.opening;
            paragraph.opening_at = taken.opening_at;
        } else if (taken.words.opening && taken.words.opening->second > taken.words.opening->first) {
            const auto [begin, end] = *taken.words.opening;
            paragraph.opening = paragraph.text.substr(begin, end - begin);
            paragraph.opening_at = static_cast<std::uint32_t>(begin);
        } else if (!ours_) {
            find_opening(paragraph, taken.piece);
        }
        cite(taken.words, id);
        d_.paragraphs.push_back(std::move(paragraph));
    }

    void find_opening(Paragraph& paragraph, const Piece& piece) const {
        if (piece.kind != ParagraphKind::preambular && piece.kind != ParagraphKind::operative) return;
        const bool own = piece.level == 1 && piece.role == Piece::Role::own;
        const auto found = spoken_opening(paragraph.text, vocabulary_, d_.language, own && piece.kind == ParagraphKind::operative ? Speaker::organ_after_a_clause : Speaker::organ);
        if (found && (own || found->match.use == vocabulary::Use::operative)) {
            paragraph.opening = paragraph.text.substr(found->at, found->match.length);
            paragraph.opening_at = static_cast<std::uint32_t>(found->at);
        } else if (const auto small = own ? vocabulary_.match_opening(paragraph.text, d_.language, vocabulary::Letters::any) : std::nullopt) {
            paragraph.opening = paragraph.text.substr(0, small->length);
        }
    }

    /// As marked in files of ours; in others those that are found, and what is marked besides.
    void cite(const Words& words, const std::string& in) {
        if (ours_) {
            for (const auto& marked : words.references) {
                d_.citations.push_back({words.text.substr(marked.begin, marked.end - marked.begin), marked.target, marked.date, in, static_cast<std::uint32_t>(marked.begin)});
            }
            return;
        }
        const std::string organ = body_ == nullptr ? std::string() : body_->id;
        auto found = document::find_citations(words.text, {organ, d_.language, in}, vocabulary_).found;
        for (const auto& marked : words.references) {
            const bool met = std::any_of(found.begin(), found.end(), [&](const document::Citation& one) { return one.at < marked.end && marked.begin < one.at + one.text.size(); });
            if (met) continue;
            std::string text = words.text.substr(marked.begin, marked.end - marked.begin);
            const auto symbol = document::Symbol::parse(text, vocabulary_, organ);
            found.push_back({std::move(text), symbol ? std::optional(symbol->canonical()) : std::nullopt, std::nullopt, in, static_cast<std::uint32_t>(marked.begin)});
        }
        std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
        for (auto& citation : found) d_.citations.push_back(std::move(citation));
    }

    /// Citations that stand at their places among all; `apart` is in the order of these.
    void put_in(const std::vector<std::pair<std::size_t, document::Citation>>& apart) {
        std::vector<document::Citation> all;
        auto marked = d_.citations.begin();
        for (const auto& [place, citation] : apart) {
            for (; marked != d_.citations.end() && all.size() < place; ++marked) all.push_back(std::move(*marked));
            all.push_back(citation);
        }
        for (; marked != d_.citations.end(); ++marked) all.push_back(std::move(*marked));
        d_.citations = std::move(all);
    }

    void symbol_of_file_name() {
        const auto symbol = document::Symbol::parse(options_.file_name.substr(0, options_.file_name.find(".xml")), vocabulary_);
        if (!symbol) return;
        d_.symbol = symbol->canonical();
        d_.diagnostics.push_back(diagnostic(Finding::symbol_from_file_name, 1));
    }

    const vocabulary::Vocabulary& vocabulary_;
    const Options& options_;
    document::Document d_;
    const vocabulary::Body* body_ = nullptr;
    bool ours_ = false;  ///< every paragraph states its id
};

}  // namespace

document::Document read_akoma_ntoso(std::string_view bytes, const vocabulary::Vocabulary& vocabulary, const Options& options) {
    return Builder(vocabulary, options).build(bytes);
}

}  // namespace comity::reading
