#include <array>

#include "db/connection.hpp"
#include "machinery/consultations/consultations.hpp"
#include "machinery/consultations/likeness.hpp"

namespace comity::consultations {

namespace {

const std::array consultation_tables = {
    record::DerivedTable{
        "consultation",
        R"sql(
CREATE TABLE consultation (
  subject @TEXT_C@ PRIMARY KEY,   -- of its entries
  kind @TEXT_C@ NOT NULL,         -- of them: call, invitation, reminder, decline, submission, release
  call @TEXT_C@ NOT NULL,         -- id of the call that it is or belongs to
  actor @TEXT_C@ NOT NULL,        -- of invitations, refusals to answer and submissions who it is: an id, or the name of whom no list has; else ''
  document @TEXT_C@ NOT NULL,     -- of a call the document by whose authority it is made; else ''
  sketch @TEXT_C@ NOT NULL,       -- of a submission that is not withdrawn its sketch (likeness.hpp); else ''
  status @TEXT_C@ NOT NULL,       -- of a submission how it stands: registered, waiting, refused, withdrawn; else ''
  moment @TEXT_C@ NOT NULL,       -- of a call its deadline, '9999' for none; else ''
  closed INTEGER NOT NULL,        -- 1: confidential
  number INTEGER NOT NULL,        -- of a submission and of its release; else the position of the last revision
  position INTEGER NOT NULL       -- of its last revision
);
CREATE INDEX consultation_call ON consultation (call, kind, number);
CREATE INDEX consultation_news ON consultation (call, position);
CREATE INDEX consultation_actor ON consultation (call, kind, actor, number);
CREATE INDEX consultation_calls ON consultation (moment DESC, call, closed) WHERE kind = 'call';
CREATE INDEX consultation_document ON consultation (document))sql",
        R"sql(DROP TABLE IF EXISTS consultation)sql", R"sql(SELECT subject, kind, call, actor, document, sketch, status, moment, closed, number, position FROM consultation ORDER BY subject)sql"},
};

/// The words of a submission as one sketch. No time stands in the table: open and closed are told from the deadline when somebody asks.
std::string sketch_of_submission(const record::Snapshot& record, const Submission& submission) {
    if (submission.status == SubmissionStatus::withdrawn) return "";
    return written(sketch_of(words_of(record, submission)));
}

class Consultations : public record::Derivation {
public:
    [[nodiscard]] std::string_view name() const override { return "consultations"; }
    [[nodiscard]] int version() const override { return 4; }
    [[nodiscard]] std::span<const record::DerivedTable> tables() const override { return consultation_tables; }

    void apply(const record::Workspace& workspace, const record::Entry& entry) const override {
        Row row{std::string(call_in(entry.subject)), "", "", "", "", "", entry.position};
        if (entry.kind == call_kind) {
            row.document = entry.state["authority"].text("document");
            const Call call = call_from(entry.state);
            row.moment = call.deadline ? call.deadline->moment : "9999";
        } else if (entry.kind == invitation_kind || entry.kind == decline_kind) {
            row.actor = entry.state.text("actor");
            if (row.actor.empty()) row.actor = entry.state.text("name");
        } else if (entry.kind == submission_kind) {
            const Submission submission = submission_from(entry.state);
            const std::string& who = submission.contributor.actor.empty() ? submission.contributor.name : submission.contributor.actor;
            row = {row.call, who, "", sketch_of_submission(workspace.record, submission), std::string(name_of(submission.status)), "", submission.number};
        } else if (entry.kind == release_kind) {
            row.number = entry.state.integer("number");
        } else if (entry.kind != reminder_kind) {
            return;
        }
        keep(workspace, entry, row);
    }

private:
    struct Row {
        std::string call, actor, document, sketch, status, moment;
        std::int64_t number;
    };
    static void keep(const record::Workspace& workspace, const record::Entry& entry, const Row& row) {
        workspace.tables.execute(R"sql(INSERT INTO consultation (subject, kind, call, actor, document, sketch, status, moment, closed, number, position) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                                       ON CONFLICT (subject) DO UPDATE SET actor = excluded.actor, document = excluded.document, sketch = excluded.sketch, status = excluded.status,
                                                                           moment = excluded.moment, closed = excluded.closed, number = excluded.number, position = excluded.position)sql",
                                 entry.subject, entry.kind, row.call, row.actor, row.document, row.sketch, row.status, row.moment, std::int64_t{entry.confidential}, row.number, entry.position);
    }
};

}  // namespace

std::shared_ptr<const record::Derivation> derivation() { return std::make_shared<Consultations>(); }

}  // namespace comity::consultations
