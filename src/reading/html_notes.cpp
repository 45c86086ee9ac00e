#include "reading/html_notes.hpp"

#include <algorithm>

#include "reading/scan.hpp"

namespace comity::reading {

namespace {

/// "1", "*", "a", "iv" of "[1]", "(a)", "1."; "" for what is no mark.
std::string mark_in(std::string_view words) {
    std::string mark;
    for (const char c : words) {
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t' && c != '[' && c != ']' && c != '(' && c != ')' && c != '.') mark += c;
    }
    while (mark.ends_with("\xC2\xA0")) mark.resize(mark.size() - 2);
    const bool stars = !mark.empty() && mark.find_first_not_of('*') == std::string::npos;
    const bool letters = mark.size() <= 3 && std::all_of(mark.begin(), mark.end(), is_lower);
    if (mark.empty() || mark.size() > 4 || !(all_digits(mark) || stars || letters)) return {};
    return mark;
}

// No note and no text of one has more; a page made to cost time is looked at no further.
constexpr std::size_t most_calls = 2000, most_nodes = 2000, highest = 4;

/// The first words below, as many as a mark needs.
std::string first_words(const xml::Node& node) {
    std::string words = node.text.substr(0, 64);
    for (const xml::Node& each : node.children) {
        if (words.find_first_not_of(" \t\r\n") != std::string::npos && words.size() >= 16) break;
        words += first_words(each);
    }
    return words;
}

bool begins_with_mark(std::string_view words, std::string_view mark) {
    const auto at = words.find_first_not_of(" \t\r\n[(");
    return at != std::string_view::npos && words.substr(at).starts_with(mark);
}

/// Some element below for which that is so; true as well where there are too many to look at.
template <typename Is>
bool any_below(const xml::Node& root, const Is& is) {
    std::vector<const xml::Node*> open = {&root};
    for (std::size_t seen = 0; !open.empty(); ++seen) {
        const xml::Node* at = open.back();
        open.pop_back();
        if (seen == most_nodes || is(*at)) return true;
        for (const xml::Node& each : at->children) {
            if (!each.is_text()) open.push_back(&each);
        }
    }
    return false;
}

bool holds_a_note(std::string_view name) { return name == "p" || name == "li" || name == "dd" || name == "td" || name == "div" || name == "aside"; }

}  // namespace

HtmlNotes::HtmlNotes(const xml::Node& page) {
    std::size_t order = 0;
    gather(page, order);
    std::vector<const Link*> calls;
    std::unordered_set<const xml::Node*> targets;
    for (const Link& link : links_) {
        const Place* place = link.mark.empty() || calls.size() == most_calls ? nullptr : place_of(link.target);
        if (place == nullptr || place->order <= link.order) continue;
        calls.push_back(&link);
        targets.insert(place->element);
    }
    for (const Link* call : calls) {
        const xml::Node* holder = holder_of(*call, targets);
        if (holder == nullptr) continue;
        const auto known = notes_.emplace(holder, call->mark).first;
        if (known->second == call->mark) calls_.emplace(call->element, call->mark);
    }
    // Links in a note to a place above it lead back to where it is called.
    for (const Link& link : links_) {
        const Place* place = notes_.empty() ? nullptr : place_of(link.target);
        if (place == nullptr || place->order >= link.order) continue;
        for (const xml::Node* at = link.element; at != nullptr;) {
            if (notes_.contains(at)) {
                back_.insert(link.element);
                break;
            }
            const auto above = parents_.find(at);
            at = above == parents_.end() ? nullptr : above->second;
        }
    }
    parents_.clear();
}

void HtmlNotes::gather(const xml::Node& node, std::size_t& order) {
    for (const xml::Node& each : node.children) {
        if (each.is_text()) continue;
        ++order;
        parents_.emplace(&each, &node);
        for (const std::string_view key : {each.attribute("id"), each.name == "a" ? each.attribute("name") : std::string_view()}) {
            if (!key.empty()) places_.emplace(std::string(key), Place{&each, order});
        }
        const std::string_view target = each.name == "a" ? each.attribute("href") : std::string_view();
        if (target.size() > 1 && target.front() == '#') links_.push_back({&each, order, std::string(target.substr(1)), mark_in(each.words())});
        gather(each, order);
    }
}

const HtmlNotes::Place* HtmlNotes::place_of(std::string_view link_target) const {
    const auto found = places_.find(std::string(link_target));
    return found == places_.end() ? nullptr : &found->second;
}

/// To the place where the mark stands, or the elements right around it.
bool HtmlNotes::links_back(const xml::Node& holder, std::size_t call) const {
    return any_below(holder, [&](const xml::Node& each) {
        const std::string_view target = each.name == "a" ? each.attribute("href") : std::string_view();
        const Place* place = target.size() > 1 && target.front() == '#' ? place_of(target.substr(1)) : nullptr;
        return place != nullptr && place->order + 3 >= call && place->order <= call + 3;
    });
}

/// The block that holds the place to which a call leads and links back to it, as far up as it begins with the mark and holds no other note; nullptr
/// if there is none: then the link leads to a section or another page of the text.
const xml::Node* HtmlNotes::holder_of(const Link& call, const std::unordered_set<const xml::Node*>& targets) const {
    const xml::Node* target = place_of(call.target)->element;
    const xml::Node* best = nullptr;
    std::size_t blocks = 0;
    for (const xml::Node* at = target; at != nullptr && blocks < highest;) {
        if (at->name == "body" || at->name == "table" || at->name == "ol" || at->name == "ul") break;
        if (holds_a_note(at->name)) {
            ++blocks;
            const bool others = any_below(*at, [&](const xml::Node& each) { return &each != target && targets.contains(&each); });
            if (others || (best != nullptr && !begins_with_mark(first_words(*at), call.mark))) break;
            best = at;
            if (at->name == "li" || at->name == "td") break;
        } else if (best != nullptr) {
            break;
        }
        const auto above = parents_.find(at);
        at = above == parents_.end() ? nullptr : above->second;
    }
    return best != nullptr && links_back(*best, call.order) ? best : nullptr;
}

std::string_view HtmlNotes::called_by(const xml::Node& link) const {
    const auto found = calls_.find(&link);
    return found == calls_.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view HtmlNotes::held_by(const xml::Node& element) const {
    const auto found = notes_.find(&element);
    return found == notes_.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace comity::reading
