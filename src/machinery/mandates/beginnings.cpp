#include "machinery/mandates/beginnings.hpp"

#include "base/error.hpp"
#include "record/compression.hpp"

namespace comity::mandates {

std::string beginning_of(const std::string& words) {
    constexpr std::size_t most = 420;
    if (words.size() <= most) return words;
    const std::size_t end = words.rfind(' ', most);
    return words.substr(0, end == std::string::npos ? most : end) + " …";
}

std::string packed_beginnings(const std::vector<std::string>& by_act) {
    std::string all;
    bool any = false;
    for (const std::string& one : by_act) {
        any = any || !one.empty();
        all += one;
        all += '\0';  // in no text: the reader takes it out
    }
    return any ? record::compressed(all) : std::string();
}

std::vector<std::string> unpacked_beginnings(std::string_view bytes) try {
    std::vector<std::string> by_act;
    if (bytes.empty()) return by_act;
    const std::string all = record::decompressed(bytes);
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t end = std::min(all.find('\0', at), all.size());
        by_act.push_back(all.substr(at, end - at));
        at = end + 1;
    }
    return by_act;
} catch (const Error&) {
    return {};
}

}  // namespace comity::mandates
