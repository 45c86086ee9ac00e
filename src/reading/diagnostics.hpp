// The reader's diagnostics, made in one place from one table (diagnostics.def).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "document/document.hpp"

namespace comity::reading {

enum class Finding {
#define COMITY_DIAGNOSTIC(name, code, severity, meaning) name,
#include "reading/diagnostics.def"
#undef COMITY_DIAGNOSTIC
};

struct FindingKind {
    std::string_view code;
    document::Severity severity;
    std::string_view meaning;
};

/// All kinds, in the table's order.
std::span<const FindingKind> finding_kinds() noexcept;

/// A diagnostic of that kind at a line; `sentence` tells the details to a person, "" takes the table's words.
document::Diagnostic diagnostic(Finding finding, std::uint32_t line, std::string sentence = {});

}  // namespace comity::reading
