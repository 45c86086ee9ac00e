// Places in a file that outlive its readings: what persons say of a paragraph is tied to them.
#pragma once

#include <cstddef>
#include <optional>

#include "document/document.hpp"
#include "machinery/holdings/correction.hpp"

namespace comity::holdings {

/// Where a paragraph begins, as a correction keeps it.
Anchor anchor_of(const document::Paragraph& paragraph);

/// The paragraph that begins there: its first line and, as folded words, its first words; nullopt if none does.
std::optional<std::size_t> find_anchor(const document::Document& document, const Anchor& anchor);

}  // namespace comity::holdings
