#include "machinery/mandates/judging.hpp"

#include <array>

#include "db/connection.hpp"
#include "document/symbol.hpp"
#include "machinery/mandates/finding.hpp"
#include "machinery/mandates/sentences.hpp"
#include "record/entries_at.hpp"

namespace comity::mandates {

namespace {

constexpr std::string_view judgement_kind = "judgement", delivery_kind = "delivery";

const std::array judgement_tables = {
    record::DerivedTable{
        "judgement",
        R"sql(
CREATE TABLE judgement (
  subject @TEXT_C@ PRIMARY KEY,   -- of its entries
  kind @TEXT_C@ NOT NULL,         -- of them: judgement, delivery
  document @TEXT_C@ NOT NULL,     -- SHA-256 of the file of whose act it speaks
  position INTEGER NOT NULL,      -- of its last revision
  in_force INTEGER NOT NULL       -- 0: taken back
);
CREATE INDEX judgement_document ON judgement (document))sql",
        R"sql(DROP TABLE IF EXISTS judgement)sql", R"sql(SELECT subject, kind, document, position, in_force FROM judgement ORDER BY subject)sql"},
};

class Judgements : public record::Derivation {
public:
    [[nodiscard]] std::string_view name() const override { return "mandates"; }
    [[nodiscard]] int version() const override { return 2; }
    [[nodiscard]] std::span<const record::DerivedTable> tables() const override { return judgement_tables; }

    void apply(const record::Workspace& workspace, const record::Entry& entry) const override {
        if (entry.kind == judgement_kind) {
            const Judgement judgement = judgement_from(entry.state);
            keep(workspace, entry, judgement.document, !judgement.withdrawn);
        } else if (entry.kind == delivery_kind) {
            const DeliverySaid said = delivery_said_from(entry.state);
            keep(workspace, entry, said.act.document, !said.withdrawn);
        }
    }

private:
    static void keep(const record::Workspace& workspace, const record::Entry& entry, const std::string& document, bool in_force) {
        workspace.tables.execute(R"sql(INSERT INTO judgement (subject, kind, document, position, in_force) VALUES ($1, $2, $3, $4, $5)
                                       ON CONFLICT (subject) DO UPDATE SET position = excluded.position, in_force = excluded.in_force)sql",
                                 entry.subject, entry.kind, document, entry.position, in_force);
    }
};

/// The last entries of that kind on acts of that file, as far as they are in force, in the order in which they were made.
std::vector<record::Entry> in_force(const record::Snapshot& snapshot, std::string_view kind, std::string_view sha256) {
    return entries_at(snapshot, snapshot.tables().query(R"sql(SELECT position FROM judgement WHERE document = $1 AND kind = $2 AND in_force = 1 ORDER BY position)sql", sha256, kind));
}

/// What a request names as delivered: the symbol of a text of the record, of another document, or the hash of a file without one; nullopt for neither.
std::optional<std::string> report_named(const holdings::Holdings& holdings, const std::string& spelling) {
    try {
        const holdings::Item item = holdings.find(spelling);
        return item.symbol ? document::Symbol::from_canonical(*item.symbol).without_locator().canonical() : item.sha256;
    } catch (const Error& error) {
        if (error.fault() != Fault::not_found && error.fault() != Fault::bad_request) throw;
    }
    const auto symbol = document::Symbol::parse(spelling, holdings.vocabulary());
    return symbol ? std::optional(symbol->without_locator().canonical()) : std::nullopt;
}

/// Whoever says something of the same words in between is not passed over: the record refuses the second.
JudgementResult append(holdings::Holdings& holdings, record::Draft draft, std::string sentence, const holdings::Item& item) {
    const auto before = holdings.record().snapshot().last(draft.subject);
    if (!draft.after_revision) draft.after_revision = before ? before->revision : 0;
    auto writing = holdings.record().write();
    const auto appended = writing.append(draft);
    writing.commit();
    return {appended.subject, item.address, std::move(sentence), appended.revision, appended.position};
}

JudgementResult result_from(const json::Value& value) {
    return {value.text("subject"), value.text("document"), value.text("sentence"), value.integer("revision"), value.integer("position")};
}

const directive::Words& words_for(record::Purpose purpose) {
    return purpose == record::Purpose::demonstration ? directive::words_with_demonstration() : directive::standard_words();
}

}  // namespace

std::shared_ptr<const record::Derivation> derivation() { return std::make_shared<Judgements>(); }

std::vector<JudgementStatus> judgements_of(const record::Snapshot& snapshot, std::string_view sha256) {
    std::vector<JudgementStatus> all;
    for (const auto& entry : in_force(snapshot, judgement_kind, sha256)) {
        all.push_back({entry.subject, entry.revision, judgement_from(entry.state), holdings::Fit::applied, entry.who, entry.when, entry.why});
    }
    return all;
}

std::vector<DeliveryStatus> deliveries_said(const record::Snapshot& snapshot, std::string_view sha256) {
    std::vector<DeliveryStatus> all;
    for (const auto& entry : in_force(snapshot, delivery_kind, sha256)) {
        all.push_back({entry.subject, entry.revision, entry.position, delivery_said_from(entry.state), std::nullopt, entry.who, entry.when, entry.why});
    }
    return all;
}

std::map<std::string, std::int64_t> judged_states(const record::Snapshot& snapshot) {
    std::map<std::string, std::int64_t> states;
    auto rows = snapshot.tables().query(R"sql(SELECT document, max(position) FROM judgement GROUP BY document ORDER BY document)sql");
    while (rows.next()) states.emplace(rows.text(0), rows.integer(1));
    return states;
}

JudgedText judged_text(const holdings::Holdings& holdings, const holdings::Item& item) {
    JudgedText text{holdings.document(item), {}, {}};
    const auto snapshot = holdings.record().snapshot();
    text.judged = apply(text.document, found_acts(text.document, holdings.record().purpose()), judgements_of(snapshot, item.sha256));
    text.deliveries = deliveries_said(snapshot, item.sha256);
    for (auto& status : text.deliveries) {
        const auto act = find_act(text.document, text.judged.acts, status.said.act);
        if (act && !text.judged.acts[*act].none) status.act = act;
    }
    return text;
}

json::Value to_json(const std::string& name, const JudgedText& text) {
    json::Array all, said, deliveries;
    for (const auto& one : text.judged.acts) {
        if (one.none) continue;
        json::Value made = directive::to_json({&one.act, 1}, text.document).as_array()->front();
        made.put("judged", one.said ? json::Value(name_of(text.judged.said[*one.said].judgement.verdict)) : json::Value());
        all.push_back(std::move(made));
    }
    for (const auto& status : text.judged.said) said.push_back(to_json(status));
    json::Value value = json::Object{{"symbol", name}, {"mandates", std::move(all)}};
    if (!said.empty()) value.put("judgements", std::move(said));
    for (const auto& status : text.deliveries) deliveries.push_back(to_json(status));
    if (!deliveries.empty()) value.put("deliveries", std::move(deliveries));
    return value;
}

json::Value to_json(const JudgementResult& result) {
    return json::Object{{"subject", result.subject}, {"revision", result.revision}, {"position", result.position}, {"document", result.document}, {"sentence", result.sentence}};
}

JudgementResult judge(holdings::Holdings& holdings, const JudgementRequest& request) {
    const holdings::Item item = holdings.find(request.document);
    const JudgedText text = judged_text(holdings, item);
    auto ruling = decide({text.document, item.sha256, text.judged, words_for(holdings.record().purpose())}, request);
    if (const auto* refusal = std::get_if<Refusal>(&ruling)) throw Error(refusal->fault, refusal->said);
    auto& decision = std::get<Decision>(ruling);
    return append(holdings, std::move(decision.draft), std::move(decision.sentence), item);
}

JudgementResult say_delivery(holdings::Holdings& holdings, const DeliveryRequest& request) {
    const holdings::Item item = holdings.find(request.document);
    const JudgedText text = judged_text(holdings, item);
    const std::string own = item.symbol.value_or("");
    auto ruling = decide({text.document, item.sha256, own, text.judged.acts, text.deliveries, report_named(holdings, request.report)}, request);
    if (const auto* refusal = std::get_if<Refusal>(&ruling)) throw Error(refusal->fault, refusal->said);
    auto& decision = std::get<Decision>(ruling);
    return append(holdings, std::move(decision.draft), std::move(decision.sentence), item);
}

JudgementResult submit(const holdings::RecordPlace& place, const DeliveryRequest& request) {
    return result_from(holdings::submit(place, delivery_act, to_json(request), [&](holdings::Holdings& holdings) { return to_json(say_delivery(holdings, request)); }));
}

JudgementResult submit(const holdings::RecordPlace& place, const JudgementRequest& request) {
    return result_from(holdings::submit(place, judge_act, to_json(request), [&](holdings::Holdings& holdings) { return to_json(judge(holdings, request)); }));
}

}  // namespace comity::mandates
