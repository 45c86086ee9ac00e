#include "web/languages.hpp"

#include <algorithm>
#include <charconv>

#include "base/assets.hpp"
#include "base/trimmed.hpp"
#include "http/forms.hpp"

namespace comity::web {

namespace {

constexpr std::string_view mirrored_language = "qps";

/// "0.8" -> 800; 1000 where nothing is said, 0 for what can't be read.
int weight_of(std::string_view parameters) noexcept {
    const std::size_t at = parameters.find("q=");
    if (at == std::string_view::npos) return 1000;
    const std::string_view value = trimmed(parameters.substr(at + 2));
    int weight = value.starts_with('1') ? 1000 : 0;
    int place = 100;
    for (std::size_t i = 2; i < value.size() && place > 0 && value[i] >= '0' && value[i] <= '9' && weight < 1000; ++i, place /= 10) weight += place * (value[i] - '0');
    return weight;
}

}  // namespace

Languages::Languages() {
    const std::string_view english = assets::get("assets/i18n/en.json");
    catalogues_.push_back(std::make_unique<const Catalogue>("en", english));
    for (const assets::Asset& asset : assets::below("assets/i18n/")) {
        std::string_view language = asset.path;
        language.remove_prefix(std::string_view("assets/i18n/").size());
        language = language.substr(0, language.find('.'));
        if (language == "en" || language == "qqq") continue;
        catalogues_.push_back(std::make_unique<const Catalogue>(std::string(language), asset.bytes, catalogues_.front().get()));
    }
    catalogues_.push_back(std::make_unique<const Catalogue>(Catalogue::mirrored(english)));
}

std::vector<const Catalogue*> Languages::offered() const {
    std::vector<const Catalogue*> list;
    for (const auto& catalogue : catalogues_) {
        if (catalogue->language() != mirrored_language) list.push_back(catalogue.get());
    }
    return list;
}

const Catalogue* Languages::find(std::string_view language) const noexcept {
    const auto at = std::find_if(catalogues_.begin(), catalogues_.end(), [&](const auto& catalogue) { return catalogue->language() == language; });
    return at == catalogues_.end() ? nullptr : at->get();
}

const Catalogue& Languages::chosen(const http::Request& request, std::string_view in_address) const {
    if (const Catalogue* found = find(in_address); found != nullptr) return *found;
    if (const Catalogue* found = find(http::cookie(request, "comity-lang")); found != nullptr) return *found;
    const Catalogue* best = &english();
    int best_weight = 0;
    std::string_view wishes = request.header("Accept-Language");
    while (!wishes.empty()) {
        const std::size_t comma = std::min(wishes.find(','), wishes.size());
        const std::string_view wish = trimmed(wishes.substr(0, comma));
        wishes.remove_prefix(std::min(comma + 1, wishes.size()));
        const std::size_t end = std::min(wish.find_first_of(";-"), wish.size());
        const Catalogue* found = wish.substr(0, end) == mirrored_language ? nullptr : find(wish.substr(0, end));
        const int weight = weight_of(wish.substr(std::min(wish.find(';'), wish.size())));
        if (found != nullptr && weight > best_weight) {
            best = found;
            best_weight = weight;
        }
    }
    return *best;
}

}  // namespace comity::web
