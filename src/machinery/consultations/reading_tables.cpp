#include <algorithm>
#include <array>

#include "db/connection.hpp"
#include "machinery/consultations/reading_desk.hpp"

namespace comity::consultations {

namespace {

const std::array reading_tables = {
    record::DerivedTable{
        "reading_desk",
        R"sql(
CREATE TABLE reading_desk (
  subject @TEXT_C@ PRIMARY KEY,  -- of its entries
  kind @TEXT_C@ NOT NULL,        -- of them: coded passage, reading done, settlement, translation, passage group, report paragraph, proposal answer
  call @TEXT_C@ NOT NULL,        -- id of the call to which it belongs
  number INTEGER NOT NULL,       -- of passages, readings, settlements, translations and answers the submission's; of groups and paragraphs their own
  position INTEGER NOT NULL      -- of its last revision
);
CREATE INDEX reading_desk_call ON reading_desk (call, kind, number);
CREATE INDEX reading_desk_news ON reading_desk (call, position))sql",
        R"sql(DROP TABLE IF EXISTS reading_desk)sql", R"sql(SELECT subject, kind, call, number, position FROM reading_desk ORDER BY subject)sql"},
};

/// Desk and report are found by their subjects.
constexpr std::array kinds_of_desk = {desk_kind, report_kind, passage_kind, reading_done_kind, settlement_kind, translation_kind, group_kind, report_paragraph_kind, proposal_answer_kind};

class ReadingDesk : public record::Derivation {
public:
    [[nodiscard]] std::string_view name() const override { return "reading desk"; }
    [[nodiscard]] int version() const override { return 3; }
    [[nodiscard]] std::span<const record::DerivedTable> tables() const override { return reading_tables; }

    void apply(const record::Workspace& workspace, const record::Entry& entry) const override {
        if (!is_desk_kind(entry.kind) || entry.kind == desk_kind || entry.kind == report_kind) return;
        std::int64_t number = entry.state.integer("number");
        if (entry.kind == passage_kind || entry.kind == settlement_kind || entry.kind == translation_kind) number = entry.state["place"].integer("submission");
        if (entry.kind == proposal_answer_kind) number = submission_in_source(entry.state.text("source")).value_or(0);
        workspace.tables.execute(R"sql(INSERT INTO reading_desk (subject, kind, call, number, position) VALUES ($1, $2, $3, $4, $5)
                                       ON CONFLICT (subject) DO UPDATE SET number = excluded.number, position = excluded.position)sql",
                                 entry.subject, entry.kind, std::string(call_in(entry.subject)), number, entry.position);
    }
};

}  // namespace

bool is_desk_kind(std::string_view kind) noexcept { return std::find(kinds_of_desk.begin(), kinds_of_desk.end(), kind) != kinds_of_desk.end(); }

std::shared_ptr<const record::Derivation> reading_derivation() { return std::make_shared<ReadingDesk>(); }

}  // namespace comity::consultations
