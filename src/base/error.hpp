// Errors as the whole program has them: a bug aborts, a thing that cannot be done is thrown as Error with a Fault
// that the borders (cli, web) turn into an exit code or a status. Imperfect documents are never errors.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/sentence.hpp"

namespace comity {

/// What kind of "cannot": decides the exit code in cli/ and the status in web/, nothing else.
enum class Fault {
    bad_request,  ///< the input or the usage is wrong; the person can mend it
    not_found,    ///< what was named is not there
    refused,      ///< a rule or a permission says no
    conflict,     ///< somebody else changed or holds it
    limit,        ///< too large, too many, too long
    unavailable,  ///< file, disk, database, network or program failed
};

/// A sentence for a person: what is wrong, which thing, what to do. Ends without a point or exclamation mark.
class Error : public std::runtime_error {
public:
    Error(Fault fault, const std::string& sentence) : std::runtime_error(sentence), fault_(fault) {}

    template <typename... Args>
    Error(Fault fault, fmt::format_string<Args...> format, Args&&... args)
        : std::runtime_error(fmt::format(format, std::forward<Args>(args)...)), fault_(fault) {}

    /// One that pages say in the reader's language.
    Error(Fault fault, Said said) : std::runtime_error(said.english), fault_(fault), said_(std::make_shared<const Said>(std::move(said))) {}

    [[nodiscard]] Fault fault() const noexcept { return fault_; }
    /// nullptr if the sentence is English only.
    [[nodiscard]] const Said* said() const noexcept { return said_.get(); }

private:
    Fault fault_;
    std::shared_ptr<const Said> said_;  ///< shared, so that copying an exception can't throw
};

/// Prints the place and aborts: for bugs only, also in release.
[[noreturn]] void bug(const char* file, int line, const char* condition) noexcept;

}  // namespace comity

#define COMITY_ENSURE(condition) ((condition) ? static_cast<void>(0) : ::comity::bug(__FILE__, __LINE__, #condition))
