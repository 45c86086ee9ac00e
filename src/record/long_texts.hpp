// Texts over 4 KB don't stand in an entry: they are kept as bytes, and the entry names their hash. So an entry stays small whatever
// a person hands in, and one text in many revisions is kept once. Private to record/.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "json/json.hpp"

namespace comity::record {

inline constexpr std::size_t longest_text_in_entry = 4096;

/// Replaces each long string by {"$text": sha256}. Error(bad_request) if the state uses the name "$text" itself.
json::Value without_long_texts(const json::Value& state, const std::function<std::string(std::string_view)>& keep);

/// Puts them back.
json::Value with_long_texts(json::Value state, const std::function<std::string(std::string_view)>& bytes);

}  // namespace comity::record
