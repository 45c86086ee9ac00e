// The parts of the writer of Akoma Ntoso: what stands around a text (akoma_ntoso_form.cpp), and the text itself (akoma_ntoso_text.cpp).
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "document/document.hpp"
#include "document/pieces.hpp"
#include "vocabulary/vocabulary.hpp"
#include "xml/writer.hpp"

namespace comity::document::akoma_ntoso {

/// Writes paragraphs into the blocks where they belong. Each is written once, in the document's order.
class TextWriter {
public:
    TextWriter(xml::Writer& xml, const Document& document, const vocabulary::Vocabulary& vocabulary);

    /// The places of the paragraphs from which annexes begin, in order; none where they can't be set apart.
    [[nodiscard]] const std::vector<std::size_t>& annexes() const noexcept { return annexes_; }

    void preamble();
    void main_body();
    /// The heading and the body of an annex, by its place in annexes().
    void annex_heading(std::size_t annex);
    void annex_body(std::size_t annex);

    /// By their places in the document: footnotes that are called nowhere, citations that can't be marked where they stand.
    [[nodiscard]] std::vector<std::size_t> uncalled_notes() const;
    [[nodiscard]] std::vector<std::size_t> unmarked_citations() const;
    void note_text(std::size_t note);

private:
    struct Node {
        std::size_t at = 0;  ///< of the paragraph
        std::vector<Node> children = {};
    };
    /// Where something stands: by that its kind and level are known, unless they are written.
    struct Setting {
        ParagraphKind kind = ParagraphKind::operative;
        int level = 1;
        std::string chain = {};  ///< of the ids of the elements around it, "__" behind it
        int sections = 0;        ///< around it
    };
    enum class Number { as_element, in_text };
    class Attributes;

    void find_annexes();
    [[nodiscard]] std::size_t end_of_preamble() const;
    [[nodiscard]] std::size_t end_of_annex(std::size_t annex) const;
    [[nodiscard]] std::vector<Node> trees(std::size_t begin, std::size_t end) const;
    void sections(std::size_t begin, std::size_t end, const Setting& setting);
    void section(std::size_t begin, std::size_t end, const Setting& setting);
    void nodes(std::size_t begin, std::size_t end, const Setting& setting);
    void preambular(const Node& node, const Setting& setting);
    void flat(const Node& node, const Setting& setting);
    void blocks(const Node& node, const Setting& setting, const std::string& id, Number number);
    void block_lists(const Node& node, const Setting& setting, const std::string& id, Number number);
    void item(const Node& node, const Setting& setting);
    void hierarchical(const Node& node, const Setting& setting, xml::Name name, std::string_view stem);
    void children(const Node& node, const Setting& setting, const std::string& id);
    void organ_line(const Paragraph& paragraph, const Setting& setting);
    [[nodiscard]] bool is_end(const Node& node) const;
    [[nodiscard]] bool is_point(const Node& node, const Node& parent) const;

    void identify(Attributes& attributes, const Paragraph& paragraph, const Setting& setting) const;
    void words(std::size_t paragraph, Number number);
    void inline_text(const std::vector<Piece>& pieces);
    void open_citation(const Citation& citation);
    void mark(std::string_view mark);
    void heading(std::size_t paragraph);
    std::string unique(const std::string& id);
    std::string id_of(const Setting& setting, std::string_view stem, const Paragraph& paragraph);
    [[nodiscard]] const Paragraph& of(const Node& node) const { return document_.paragraphs[node.at]; }

    xml::Writer& xml_;
    const Document& document_;
    const vocabulary::Vocabulary& vocabulary_;
    std::vector<std::vector<Piece>> pieces_, note_pieces_;  ///< of each paragraph, of each footnote
    std::vector<std::size_t> annexes_;
    std::unordered_map<std::string_view, std::size_t> notes_;  ///< by mark
    std::vector<bool> called_;                                 ///< of the footnotes: where its mark stood first it was written
    bool formula_ = false;                                     ///< the organ's first line is written
    std::unordered_map<std::string, int> counts_;
    std::unordered_set<std::string> ids_;
};

}  // namespace comity::document::akoma_ntoso
