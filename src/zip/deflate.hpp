// DEFLATE, alone for members of an archive or as gzip for what is sent over a network.
#pragma once

#include <string>
#include <string_view>

namespace comity::zip {

enum class Wrap { none, gzip };

/// RFC 1951 without a head, or RFC 1952 with one that names no file and no time: the same bytes give the same bytes. Empty if that would not make
/// it smaller. Error(unavailable) where there is no memory left.
std::string deflated(std::string_view bytes, Wrap wrap);

}  // namespace comity::zip
