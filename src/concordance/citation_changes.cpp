#include "concordance/citation_changes.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string_view>

namespace comity::concordance {

namespace {

using document::Citation;
using ByPlace = std::map<std::string_view, std::vector<const Citation*>>;

ByPlace by_place(const document::Document& document) {
    ByPlace found;
    for (const Citation& citation : document.citations) found[citation.in].push_back(&citation);
    return found;
}

std::string_view target_of(const Citation& citation) { return citation.target ? std::string_view(*citation.target) : std::string_view(citation.text); }

/// What is no digit: texts of one kind and body have the same. A chapter or paragraph of them may be another.
std::string shape_of(std::string_view target) {
    target = target.substr(0, target.find('#'));
    std::string shape;
    std::copy_if(target.begin(), target.end(), std::back_inserter(shape), [](char c) { return c < '0' || c > '9'; });
    return shape;
}

class Changes {
public:
    Changes(const document::Document& a, const document::Document& b) : in_a_(by_place(a)), in_b_(by_place(b)) {}

    std::vector<CitationChange> of(const std::vector<Pair>& pairs) {
        for (const Pair& pair : pairs) {
            // The parts of a split paragraph share its citations; they are told once, at the first pair that has it.
            auto a = take(in_a_, pair.a), b = take(in_b_, pair.b);
            drop_common(a, b);
            tell(pair, a, b);
        }
        return settle();
    }

private:
    using List = std::vector<const Citation*>;

    static List take(ByPlace& from, const std::optional<std::string>& id) {
        const auto at = id ? from.find(*id) : from.end();
        if (at == from.end()) return {};
        List found = std::move(at->second);
        from.erase(at);
        return found;
    }

    static void drop_common(List& a, List& b) {
        for (auto i = a.begin(); i != a.end();) {
            const auto same = std::find_if(b.begin(), b.end(), [&](const Citation* other) { return target_of(*other) == target_of(**i); });
            if (same == b.end()) {
                ++i;
                continue;
            }
            b.erase(same);
            i = a.erase(i);
        }
    }

    void tell(const Pair& pair, List& a, List& b) {
        for (const Citation* old : a) {
            CitationChange change{std::string(target_of(*old)), std::nullopt, pair.a, std::nullopt, false};
            const auto newer = std::find_if(b.begin(), b.end(), [&](const Citation* other) { return shape_of(target_of(*other)) == shape_of(target_of(*old)); });
            if (newer != b.end()) {
                change.b = std::string(target_of(**newer));
                change.in_b = pair.b;
                change.rolls = true;
                b.erase(newer);
            }
            changes_.push_back(std::move(change));
        }
        for (const Citation* added : b) changes_.push_back({std::nullopt, std::string(target_of(*added)), std::nullopt, pair.b, false});
    }

    /// What went from one pair and came in another has only changed its place.
    std::vector<CitationChange> settle() {
        std::multiset<std::string> gone, come;
        for (const CitationChange& change : changes_) {
            if (change.a && !change.b) gone.insert(*change.a);
            if (change.b && !change.a) come.insert(*change.b);
        }
        std::multiset<std::string> both;
        std::set_intersection(gone.begin(), gone.end(), come.begin(), come.end(), std::inserter(both, both.end()));
        auto of_b = both;
        std::vector<CitationChange> kept;
        for (CitationChange& change : changes_) {
            auto& among = change.a ? both : of_b;
            const bool alone = !change.a || !change.b;
            const auto at = alone ? among.find(change.a ? *change.a : *change.b) : among.end();
            if (alone && at != among.end()) {
                among.erase(at);
                continue;
            }
            kept.push_back(std::move(change));
        }
        return kept;
    }

    ByPlace in_a_, in_b_;
    std::vector<CitationChange> changes_;
};

}  // namespace

std::vector<CitationChange> citation_changes(const document::Document& a, const document::Document& b, const std::vector<Pair>& pairs) {
    return Changes(a, b).of(pairs);
}

}  // namespace comity::concordance
