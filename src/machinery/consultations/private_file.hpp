// A file beside the record, for what is in no log: readable by its owner alone, in no backup of the record, untouched by rebuild. Opened for one piece of work and closed behind it;
// whoever opens it while another thread does waits. Private to consultations/.
#pragma once

#include <mutex>
#include <string_view>

#include "db/connection.hpp"
#include "record/record.hpp"

namespace comity::consultations {

class PrivateFile {
public:
    /// "comity.record.drafts", made with these tables where it is missing; `table`: one of them. Error(unavailable) for a record in memory, which has nothing beside it.
    PrivateFile(const record::Record& record, std::string_view ending, std::string_view table, db::Sql schema);

    [[nodiscard]] db::Connection& tables() { return tables_; }

private:
    std::unique_lock<std::mutex> hold_;
    db::Connection tables_;
};

}  // namespace comity::consultations
