// Actors in the order of their names in a language; each name is looked up once. Private to the folder.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "machinery/cooperation/cooperation.hpp"
#include "text/text.hpp"

namespace comity::cooperation {

class ByName {
public:
    ByName(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view language) : snapshot_(snapshot), vocabulary_(vocabulary), language_(language), order_(language) {}

    int compare(const std::string& a, const std::string& b) {
        if (a == b) return 0;
        const auto compared = order_.compare(name(a), name(b));
        return compared == 0 ? (a < b ? -1 : 1) : compared < 0 ? -1 : 1;
    }

private:
    const record::Snapshot& snapshot_;
    const vocabulary::Vocabulary& vocabulary_;
    std::string language_;
    text::Collation order_;
    std::map<std::string, std::string> names_;

    const std::string& name(const std::string& id) {
        const auto found = names_.find(id);
        if (found != names_.end()) return found->second;
        return names_.emplace(id, name_of_actor(snapshot_, vocabulary_, id, language_)).first->second;
    }
};

}  // namespace comity::cooperation
