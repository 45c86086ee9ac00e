// Which State, mechanism and review a row of a list is about. Pure.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "recommendations/lists.hpp"
#include "record/record.hpp"
#include "vocabulary/actors.hpp"

namespace comity::reviews {

/// Names of States, remembered: a list has each of them thousands of times.
class Naming {
public:
    Naming(const vocabulary::Directory& actors, record::Purpose purpose) : actors_(actors), purpose_(purpose) {}
    /// "state:XNI"; the name as written where no State is known by it; "" for what says that nobody is known.
    const std::string& state(std::string_view name);
    /// "upr", or the exporter's word in small letters.
    const std::string& mechanism(std::string_view name);

private:
    const vocabulary::Directory& actors_;
    record::Purpose purpose_;
    std::unordered_map<std::string, std::string> states_, mechanisms_;
};

struct ReviewName {
    std::string id;  ///< "upr-3-xni"; of other mechanisms with the document: "crc-xni-co-3-4"
    int cycle = 0;
};
/// `mechanism` and `state` as Naming gives them.
ReviewName review_of(const std::string& mechanism, const std::string& state, const recommendations::Row& row);

/// "xni" of "state:XNI", else a slug of the name.
std::string state_in_id(std::string_view state);

}  // namespace comity::reviews
