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
  document @TEXT_C@ NOT NULL,     -- by whose authority it is done; '' for none, and for a standing commitment in words
  paragraph @TEXT_C@ NOT NULL,    -- of it; ''
  withdrawn INTEGER NOT NULL,     -- 1: a request or an offer that was withdrawn
  position INTEGER NOT NULL       -- of its last revision
);
CREATE INDEX cooperation_id ON cooperation (kind, id);
CREATE INDEX cooperation_document ON cooperation (document))sql",
        R"sql(DROP TABLE IF EXISTS cooperation)sql", R"sql(SELECT subject, kind, id, document, paragraph, withdrawn, position FROM cooperation ORDER BY subject)sql"},
};

class Cooperation : public record::Derivation {
public:
    [[nodiscard]] std::string_view name() const override { return "cooperation"; }
    [[nodiscard]] int version() const override { return 1; }
    [[nodiscard]] std::span<const record::DerivedTable> tables() const override { return cooperation_tables; }

    void apply(const record::Workspace& workspace, const record::Entry& entry) const override {
        if (!is_of_cooperation(entry.kind)) return;
        const json::Value& authority = entry.state["authority"];
        const std::int64_t withdrawn = entry.state.text("status") == "withdrawn" ? 1 : 0;
        workspace.tables.execute(R"sql(INSERT INTO cooperation (subject, kind, id, document, paragraph, withdrawn, position) VALUES ($1, $2, $3, $4, $5, $6, $7)
                                       ON CONFLICT (subject) DO UPDATE SET document = excluded.document, paragraph = excluded.paragraph, withdrawn = excluded.withdrawn,
                                                                           position = excluded.position)sql",
                                 entry.subject, entry.kind, entry.state.text("id"), authority.text("document"), authority.text("paragraph"), withdrawn, entry.position);
    }
};

}  // namespace

std::shared_ptr<const record::Derivation> derivation() { return std::make_shared<Cooperation>(); }

}  // namespace comity::cooperation
