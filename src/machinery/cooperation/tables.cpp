#include <array>

#include "db/connection.hpp"
#include "machinery/cooperation/cooperation.hpp"

namespace comity::cooperation {

namespace {

const std::array cooperation_tables = {
    record::DerivedTable{
        "cooperation",
        R"sql(
CREATE TABLE cooperation (
  subject @TEXT_C@ PRIMARY KEY,   -- of its entries
  kind @TEXT_C@ NOT NULL,         -- of them: request, shared request, published request, offer, agreement, published agreement, measure
  id @TEXT_C@ NOT NULL,           -- of what it is: "xar.interpreters"
  position INTEGER NOT NULL       -- of its last revision
);
CREATE INDEX cooperation_id ON cooperation (kind, id))sql",
        R"sql(DROP TABLE IF EXISTS cooperation)sql", R"sql(SELECT subject, kind, id, position FROM cooperation ORDER BY subject)sql"},
};

class Cooperation : public record::Derivation {
public:
    [[nodiscard]] std::string_view name() const override { return "cooperation"; }
    [[nodiscard]] int version() const override { return 1; }
    [[nodiscard]] std::span<const record::DerivedTable> tables() const override { return cooperation_tables; }

    void apply(const record::Workspace& workspace, const record::Entry& entry) const override {
        if (!is_of_cooperation(entry.kind)) return;
        workspace.tables.execute(R"sql(INSERT INTO cooperation (subject, kind, id, position) VALUES ($1, $2, $3, $4)
                                       ON CONFLICT (subject) DO UPDATE SET position = excluded.position)sql",
                                 entry.subject, entry.kind, entry.state.text("id"), entry.position);
    }
};

}  // namespace

std::shared_ptr<const record::Derivation> derivation() { return std::make_shared<Cooperation>(); }

}  // namespace comity::cooperation
