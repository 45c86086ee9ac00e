#include "machinery/consultations/private_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <string>

#include "base/error.hpp"

namespace comity::consultations {

namespace {

/// SQLite wants one writer at a time (db/connection.hpp), and one process holds a record.
std::mutex& one_at_a_time() {
    static std::mutex mutex;
    return mutex;
}

db::Connection opened(const record::Record& record, std::string_view ending, std::string_view table, db::Sql schema) {
    if (record.file().empty()) throw Error(Fault::unavailable, "a record in memory keeps nothing beside it");
    const std::string file = record.file().string() + std::string(ending);
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) throw Error(Fault::unavailable, "{} can't be opened: look at its folder and at who may write there", file);
    ::close(descriptor);
    auto tables = db::Connection::open_single(file);
    // What is deleted is overwritten: a draft that was thrown away leaves no trace.
    tables.script(R"sql(PRAGMA secure_delete = ON)sql");
    if (!tables.has_table(table)) {
        db::Transaction transaction(tables, db::Transaction::Kind::write);
        tables.script(schema);
        transaction.commit();
    }
    return tables;
}

}  // namespace

PrivateFile::PrivateFile(const record::Record& record, std::string_view ending, std::string_view table, db::Sql schema)
    : hold_(one_at_a_time()), tables_(opened(record, ending, table, schema)) {}

}  // namespace comity::consultations
