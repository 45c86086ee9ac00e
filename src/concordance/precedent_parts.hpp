// What a segment of the precedent index is put together from. Private to concordance/.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace comity::concordance {

/// Each text once; known by where it begins.
class PrecedentStrings {
public:
    std::uint32_t kept(std::string_view text);
    [[nodiscard]] const std::string& bytes() const { return bytes_; }

private:
    std::string bytes_;
    std::unordered_map<std::string, std::uint32_t> by_text_;
};

struct PrecedentParts {
    struct Document {
        std::int64_t number;
        std::uint32_t date, symbol;
    };
    struct Wording {
        std::uint64_t hash;
        std::uint32_t words;
    };
    struct Place {
        std::uint32_t wording, document, place;
    };
    std::vector<Document> documents;
    std::vector<Wording> wordings;
    std::vector<Place> places;  ///< by wording when it is assembled
    PrecedentStrings strings;
    std::vector<std::uint32_t> upper, values;
    std::vector<std::uint16_t> lower;
    std::string lists;

    /// Keys ascend, and so do the wordings of each.
    void add_list(std::uint64_t key, std::span<const std::uint32_t> wording_list);
    std::string assembled() &&;
};

}  // namespace comity::concordance
