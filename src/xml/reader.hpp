// Reads XML and HTML into a small tree: the one door to libxml2. Nothing is ever followed or expanded: no network, no file, no document type,
// no entity but the five of XML (and, in HTML, those of HTML). What a hostile file can cost is bounded by Limits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace comity::xml {

/// An element, or a stretch of text where it has no name. Comments and processing instructions are left out.
struct Node {
    std::string_view name;   ///< without its prefix ("p"); of HTML in small letters; "" for text
    std::string_view space;  ///< the address of its namespace; "" without one
    std::string text;        ///< of text alone: valid UTF-8
    std::vector<std::pair<std::string_view, std::string>> attributes;  ///< names without their prefixes ("val"), as they stand
    std::vector<Node> children;
    std::uint32_t line = 0;  ///< of the source, from 1

    [[nodiscard]] bool is_text() const noexcept { return name.empty(); }
    /// The value of an attribute; "" if there is none.
    [[nodiscard]] std::string_view attribute(std::string_view attribute_name) const noexcept;
    [[nodiscard]] bool has(std::string_view attribute_name) const noexcept;
    /// The first child of that name; nullptr if there is none.
    [[nodiscard]] const Node* child(std::string_view child_name) const noexcept;
    /// All text below, in its order, nothing between.
    [[nodiscard]] std::string words() const;
};

/// Owns the names that its nodes point to; may be moved.
struct Tree {
    Node root;
    std::unordered_set<std::string> names;
};

struct Limits {
    std::size_t bytes = std::size_t{96} << 20U;  ///< of the source
    std::size_t nodes = 3'000'000;
    std::size_t depth = 200;
};

/// Error(bad_request) with the line for what is not well formed, Error(limit). Any encoding that the file declares.
Tree read(std::string_view bytes, const Limits& limits = {});

/// Any bytes give a tree, as browsers make one: elements that were not closed are, what stands alone gets its html and body. `utf8` is valid
/// UTF-8, whatever the page declares. Error(limit).
Tree read_html(std::string_view utf8, const Limits& limits = {});

}  // namespace comity::xml
