#include "base/sentence_names.hpp"

namespace comity {

Said with_names(Said said, const std::function<std::string(const std::string& id)>& name_of) {
    for (auto& [argument, value] : said.arguments) {
        auto* id = std::get_if<std::string>(&value);
        if (id == nullptr || id->empty()) continue;
        std::string name = name_of(*id);
        if (name.empty()) continue;
        for (std::size_t at = said.english.find(*id); at != std::string::npos; at = said.english.find(*id, at + name.size())) said.english.replace(at, id->size(), name);
        *id = std::move(name);
    }
    return said;
}

}  // namespace comity
