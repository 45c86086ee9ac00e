// What a list shows of an act: the beginning of its words. Kept with the register for all acts that ask, so that a list of many texts reads none of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace comity::mandates {

/// The beginning of long words, cut behind a word.
std::string beginning_of(const std::string& words);

/// Beginnings of the acts of one text made small, "" for those that are not kept.
std::string packed_beginnings(const std::vector<std::string>& by_act);
/// By act; empty for what packed_beginnings() has not made.
std::vector<std::string> unpacked_beginnings(std::string_view bytes);

}  // namespace comity::mandates
