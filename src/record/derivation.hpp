// A derivation: tables that a module makes from entries and bytes, and nothing else. They are filled in the transaction that
// appends, can be dropped at any time, and come out the same from the last revision of each subject: `verify` proves it.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/sql.hpp"
#include "record/entry.hpp"

namespace comity::db {
class Connection;
class Rows;
}  // namespace comity::db

namespace comity::record {

class Snapshot;
enum class Purpose;

struct DerivedTable {
    std::string_view name;
    db::Sql create;  ///< with its indexes, a comment on every column
    db::Sql drop;
    db::Sql rows;    ///< all rows in a total order that doesn't hang on how they came in: for comparison
    std::string (*comparable)(const db::Rows&) = nullptr;  ///< a row of these as it is compared; by itself the whole row
};

/// Where a derivation works: during a rebuild into a copy, `tables` is not the record's own connection.
struct Workspace {
    const Snapshot& record;  ///< entries and bytes
    db::Connection& tables;  ///< where this derivation's tables stand
    Purpose purpose;
};

class Derivation {
public:
    virtual ~Derivation() = default;
    [[nodiscard]] virtual std::string_view name() const = 0;
    /// Raised with every change of the tables or of what is put into them.
    [[nodiscard]] virtual int version() const = 0;
    [[nodiscard]] virtual std::span<const DerivedTable> tables() const = 0;
    /// Brings the tables up to this entry, the last revision of its subject. The result must be a function of the set of last
    /// revisions, in whatever order they come. Kinds that it doesn't know are none of its business.
    virtual void apply(const Workspace& workspace, const Entry& entry) const = 0;
    /// True: rows that this very version has made stay through a rebuild, because they are costly; apply() sees which are good.
    [[nodiscard]] virtual bool outlives_rebuild() const { return false; }
    /// Of rows that outlive a rebuild: takes out those made of bytes (by their SHA-256) that were erased.
    virtual void forget(db::Connection&, std::span<const std::string>) const {}
    /// A sentence if rows that outlived were made by an older version of what makes them: no rebuild can prove those. "" if none were.
    [[nodiscard]] virtual std::string older_rows(db::Connection&) const { return {}; }
};

using Derivations = std::vector<std::shared_ptr<const Derivation>>;  // shared: each record of a process has the same, stateless ones

}  // namespace comity::record
