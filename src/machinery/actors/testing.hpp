// For tests: a record in memory with its keeper, a clock that the test turns, and people by short names.
#pragma once

#include <memory>
#include <string>

#include "machinery/actors/people.hpp"
#include "record/testing.hpp"

namespace comity::actors::testing {

struct World {
    accounts::Seconds now = 1769851800;  // 31 January 2026, 09:30
    accounts::Keeper::Clock clock = [this] { return std::chrono::system_clock::time_point(std::chrono::seconds(now)); };
    std::unique_ptr<record::Record> record = record::testing::record_of_its_own({{derivation()}, clock, record::Purpose::demonstration});
    std::unique_ptr<accounts::Keeper> keeper = accounts::Keeper::in_memory(clock);
    People people{*record, *keeper, vocabulary::with_demonstration(), clock};

    static Request request(Act act, std::string account) {
        Request made;
        made.act = act;
        made.account = std::move(account);
        made.who = {"operator at the command line", "keeper"};
        return made;
    }
    /// Somebody with a password; gives the account's id.
    std::string open(const std::string& name, const std::string& role = "", const std::string& actor = "") {
        Request made = request(Act::invite, name);
        made.name = name + " of Tarrow";
        made.role = role;
        made.actor = actor;
        return people.open_by_link(people.perform(made).link, "a ferry in the fog");
    }
    Result grant(const std::string& name, const std::string& role, const std::string& actor = "") {
        Request made = request(Act::grant, name);
        made.role = role;
        made.actor = actor;
        return people.perform(made);
    }
    Standing standing(const std::string& account, accounts::Method method = accounts::Method::password, const std::string& acting = "") {
        return people.standing_of(accounts::Session{account, method, acting, ""});
    }
};

}  // namespace comity::actors::testing
