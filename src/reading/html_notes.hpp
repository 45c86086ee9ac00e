// The footnotes of a page: a short mark that links to a place further down, which begins with the mark or links back.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "xml/reader.hpp"

namespace comity::reading {

class HtmlNotes {
public:
    /// `page` must outlive it.
    explicit HtmlNotes(const xml::Node& page);

    /// The mark, if this link is one that calls a note; "" for all others.
    [[nodiscard]] std::string_view called_by(const xml::Node& link) const;
    /// The mark of the note whose words this element holds; "" for all others.
    [[nodiscard]] std::string_view held_by(const xml::Node& element) const;
    /// A link from a note back to its mark: no words of the note.
    [[nodiscard]] bool leads_back(const xml::Node& link) const { return back_.contains(&link); }

private:
    struct Place {
        const xml::Node* element = nullptr;
        std::size_t order = 0;
    };
    struct Link {
        const xml::Node* element = nullptr;
        std::size_t order = 0;
        std::string target, mark;
    };
    std::unordered_map<std::string, Place> places_;  ///< by id or name
    std::vector<Link> links_;                        ///< within the page, in their order
    std::unordered_map<const xml::Node*, const xml::Node*> parents_;
    std::unordered_map<const xml::Node*, std::string> calls_, notes_;
    std::unordered_set<const xml::Node*> back_;

    void gather(const xml::Node& node, std::size_t& order);
    [[nodiscard]] const Place* place_of(std::string_view link_target) const;
    [[nodiscard]] bool links_back(const xml::Node& holder, std::size_t call) const;
    [[nodiscard]] const xml::Node* holder_of(const Link& call, const std::unordered_set<const xml::Node*>& targets) const;
};

}  // namespace comity::reading
