// What the parts of the keeper share. Private to accounts/.
#pragma once

#include <mutex>
#include <semaphore>
#include <string>
#include <string_view>

#include "accounts/keeper.hpp"
#include "db/connection.hpp"

namespace comity::accounts {

struct Keeper::Inside {
    db::Connection tables;
    Clock clock;
    std::mutex mutex = {};
    std::counting_semaphore<2> hashing{2};  ///< each takes 19 MiB and some milliseconds: two at once, so that sign-ins don't starve the pages

    [[nodiscard]] Seconds now() const { return std::chrono::duration_cast<std::chrono::seconds>(clock().time_since_epoch()).count(); }
    /// With one or the other; "" stands for none.
    std::optional<Person> person_with(std::string_view account, std::string_view sign_in_name);
    std::string hashed(std::string_view password);
    bool is_right(std::string_view hash, std::string_view password);
    void end_sessions(std::string_view account);
    /// By what the failures of this attempt are counted; `account` is "" if nobody has that name. An unknown name is counted as a known one is, so that limits
    /// don't tell which exist; under a hash, since what is typed there may be a password.
    std::string browser_of(const Attempt& attempt, std::string_view account);
    /// How long nobody is to be let try who is counted under this name; 0: go on.
    Seconds wait_of(std::string_view bucket, int most);
    void count_failure(std::string_view bucket);
    SignedIn begin_session(std::string_view account, Method method);
};

/// In lower case, of the letters that a sign-in name may have; "" if it is none.
std::string folded_name(std::string_view typed);

}  // namespace comity::accounts
