#include "text/charset.hpp"

#include <algorithm>
#include <array>
#include <climits>
#include <memory>

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>

namespace comity::text {

namespace {

struct CloseConverter {
    void operator()(UConverter* converter) const noexcept { ucnv_close(converter); }
};
struct CloseDetector {
    void operator()(UCharsetDetector* detector) const noexcept { ucsdet_close(detector); }
};

/// What pages say and what they mean (WHATWG Encoding, 4.2).
std::string meant(std::string_view encoding) {
    std::string name;
    for (const char c : encoding.substr(0, 64)) {
        if (c > ' ' && c != '"' && c != '\'') name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    static constexpr std::array<std::string_view, 8> western = {"iso-8859-1", "iso8859-1", "latin1", "l1", "us-ascii", "ascii", "cp1252", "iso-8859-15"};
    if (std::find(western.begin(), western.end(), name) != western.end()) return "windows-1252";
    if (name == "gb2312" || name == "gbk" || name == "gb_2312-80" || name == "x-gbk") return "gb18030";
    return name;
}

}  // namespace

std::optional<std::string> decoded(std::string_view bytes, std::string_view encoding) {
    const std::string name = meant(encoding);
    if (name.empty() || bytes.size() > INT_MAX / 4) return std::nullopt;
    UErrorCode failed = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(name.c_str(), &failed));
    if (U_FAILURE(failed) != 0) return std::nullopt;
    const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.get(), failed);
    if (U_FAILURE(failed) != 0) return std::nullopt;
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

std::string likely_encoding(std::string_view bytes) {
    // what the letters of a page are is plain from its beginning
    const std::string_view head = bytes.substr(0, std::size_t{64} << 10U);
    UErrorCode failed = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&failed));
    if (U_FAILURE(failed) != 0) return {};
    ucsdet_setText(detector.get(), head.data(), static_cast<std::int32_t>(head.size()), &failed);
    const UCharsetMatch* match = ucsdet_detect(detector.get(), &failed);
    if (U_FAILURE(failed) != 0 || match == nullptr) return {};
    const char* name = ucsdet_getName(match, &failed);
    return U_FAILURE(failed) != 0 || name == nullptr ? std::string() : std::string(name);
}

}  // namespace comity::text
