// A receipt as one page that a person keeps: it needs no server and no network, and checks itself with a script of its own.
#pragma once

#include <string>
#include <string_view>

#include "proof/checkpoint.hpp"
#include "record/record.hpp"

namespace comity::web {

/// In English, for the command line; by page it is in the visitor's language (`/receipt/17.html`). `key` is shown and used for the check of the
/// signature, and the page says that a key must come another way to prove anything.
std::string receipt_page(const proof::InclusionProof& receipt, const proof::VerifierKey& key, record::Purpose purpose);

/// The receipt in a file: the file itself, or what stands in such a page.
std::string receipt_in(std::string_view file);

}  // namespace comity::web
