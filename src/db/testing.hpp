// For tests: the database in which they make their records. COMITY_TEST_DATABASE has the address of one in PostgreSQL (tests/postgresql/cluster.py makes it
// and runs a test program with it); without it they are files.
#pragma once

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include <unistd.h>

#include "db/connection.hpp"
#include "db/signpost.hpp"

namespace comity::db::testing {

inline std::optional<std::string> database() {
    const char* address = std::getenv("COMITY_TEST_DATABASE");  // NOLINT(concurrency-mt-unsafe): nothing here sets it
    return address == nullptr || *address == '\0' ? std::nullopt : std::optional<std::string>(address);
}

/// Where the place of a record is asked for: a signpost to a schema that nobody else has, if tests are to be made in PostgreSQL.
inline void prepare(const std::filesystem::path& place) {
    static std::atomic<int> made{0};
    const auto address = database();
    if (!address || std::filesystem::exists(place)) return;
    const std::string schema = "t" + std::to_string(getpid()) + "_" + std::to_string(++made);
    put_signpost(place.string(), *address);
    {
        auto connection = Connection::open(place.string(), Mode::write);
        connection.query(R"sql(SELECT set_config('comity.schema', $1, false))sql", schema);
        connection.script(R"sql(DO $$ BEGIN EXECUTE format('CREATE SCHEMA %I', current_setting('comity.schema')); END $$)sql");
    }
    std::filesystem::remove(place);
    put_signpost(place.string(), *address + "&options=-csearch_path%3D" + schema);
}

}  // namespace comity::db::testing
