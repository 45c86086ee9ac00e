#include "reading/diagnostics.hpp"

namespace comity::reading {

namespace {
constexpr FindingKind kinds[] = {
#define COMITY_DIAGNOSTIC(name, code, severity, meaning) {code, document::Severity::severity, meaning},
#include "reading/diagnostics.def"
#undef COMITY_DIAGNOSTIC
};
}  // namespace

std::span<const FindingKind> finding_kinds() noexcept { return kinds; }

document::Diagnostic diagnostic(Finding finding, std::uint32_t line, std::string sentence) {
    const FindingKind& kind = kinds[static_cast<std::size_t>(finding)];
    if (sentence.empty()) sentence = kind.meaning;
    return {kind.severity, line, std::string(kind.code), std::move(sentence)};
}

}  // namespace comity::reading
