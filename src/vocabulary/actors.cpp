#include "vocabulary/actors.hpp"

#include <algorithm>
#include <array>

#include "base/assets.hpp"
#include "vocabulary/tables.hpp"

namespace comity::vocabulary {

namespace {

Directory directory_from(std::span<const std::string_view> folders, const Vocabulary& vocabulary) {
    std::vector<Table> tables;
    for (const auto folder : folders) {
        for (const auto& asset : assets::below(folder)) {
            if (asset.path.ends_with(".tsv")) tables.push_back({asset.path, asset.bytes});
        }
    }
    return Directory(tables, vocabulary);
}

const std::pair<std::string, std::string>* name_for(const KnownActor& actor, std::string_view language) {
    for (const std::string_view wanted : {language, std::string_view("en")}) {
        const auto found = std::find_if(actor.names.begin(), actor.names.end(), [&](const auto& name) { return name.first == wanted; });
        if (found != actor.names.end()) return &*found;
    }
    return actor.names.empty() ? nullptr : &actor.names.front();
}

}  // namespace

std::string shown_name(const KnownActor& actor, std::string_view language) {
    const auto* name = name_for(actor, language);
    return name == nullptr ? actor.id : name->second;
}

std::string_view language_of_name(const KnownActor& actor, std::string_view language) {
    const auto* name = name_for(actor, language);
    return name == nullptr ? std::string_view("en") : std::string_view(name->first);
}

const Directory& standard_directory() {
    static constexpr std::array<std::string_view, 1> folders = {"data/"};
    static const Directory directory = directory_from(folders, standard());
    return directory;
}

const Directory& directory_with_demonstration() {
    static constexpr std::array<std::string_view, 2> folders = {"data/", "demo/"};
    static const Directory directory = directory_from(folders, with_demonstration());
    return directory;
}

const Directory& directory_of(const Vocabulary& vocabulary) {
    const auto states = vocabulary.states();
    const bool invented = std::any_of(states.begin(), states.end(), [](const State& state) { return state.invented; });
    return invented ? directory_with_demonstration() : standard_directory();
}

}  // namespace comity::vocabulary
