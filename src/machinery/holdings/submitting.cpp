// The acts of holdings from a process that need not hold the record, and their JSON on the way there and back.
#include <algorithm>
#include <array>
#include <thread>

#include "base/error.hpp"
#include "json/members.hpp"
#include "machinery/holdings/erasing.hpp"
#include "machinery/holdings/holdings.hpp"
#include "machinery/holdings/sentences.hpp"
#include "record/actor_form.hpp"
#include "record/witnesses.hpp"

namespace comity::holdings {

namespace {

constexpr std::array<std::string_view, 3> outcomes = {"added", "already there", "could not be read"};

FileResult file_result_from(const json::Value& value) {
    FileResult result;
    result.path = value.text("path");
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        if (value.text("outcome") == outcomes[i]) result.outcome = static_cast<Outcome>(i);
    }
    result.reason = value.text("reason");
    result.sha256 = value.text("sha256");
    result.symbol = json::maybe_text(value, "symbol");
    result.doubts = static_cast<int>(value.integer("doubts"));
    result.remark = value.text("remark");
    if (const auto* rows = value["refused_rows"].as_array()) {
        for (const auto& row : *rows) result.refused_rows.push_back({row.integer("line"), row.text("reason")});
    }
    return result;
}

ImportSummary import_summary_from(const json::Value& value) {
    ImportSummary summary;
    const auto count = [&](std::string_view name) { return static_cast<std::size_t>(value.integer(name)); };
    summary.added = count("added");
    summary.already_there = count("already_there");
    summary.could_not_be_read = count("could_not_be_read");
    summary.stopped = value["stopped"] == json::Value(true);
    if (const auto* refused = value["refused"].as_array()) {
        for (const auto& item : *refused) summary.refused.push_back(file_result_from(item));
    }
    summary.passed_over = json::texts_in(value["passed_over"]);
    return summary;
}

json::Value to_json(const ImportRequest& request) {
    json::Array paths;
    // The holder has another working folder.
    for (const auto& path : request.paths) paths.emplace_back(std::filesystem::absolute(path).lexically_normal().string());
    return json::Object{{"paths", std::move(paths)},
                        {"who", record::to_json(request.who)},
                        {"on_behalf_of", json::Value::of(request.on_behalf_of)},
                        {"why", json::Value::of(request.why)},
                        {"authority", json::Value::of(request.authority)},
                        {"demonstration", request.into == record::Purpose::demonstration},
                        {"state", request.state}};
}

ImportRequest import_request_from(const json::Value& value) {
    ImportRequest request;
    const auto* paths = value["paths"].as_array();
    if (paths == nullptr) throw Error(Fault::bad_request, "\"paths\" is missing");
    for (const auto& path : *paths) {
        if (const auto* text = path.as_string()) request.paths.emplace_back(*text);
    }
    request.who = record::actor_from(value["who"]);
    request.on_behalf_of = json::maybe_text(value, "on_behalf_of");
    request.why = json::maybe_text(value, "why");
    request.authority = json::maybe_text(value, "authority");
    if (value["demonstration"] == json::Value(true)) request.into = record::Purpose::demonstration;
    request.state = value.text("state");
    return request;
}

json::Value perform_import(Holdings& holdings, const json::Value& request, const record::Report& report, const std::stop_token& stop) {
    const ImportProgress progress{[&](const FileResult& result, std::size_t done, std::size_t in_all) {
                                      json::Value value = to_json(result);
                                      value.put("done", done);
                                      value.put("in_all", in_all);
                                      report(value);
                                  },
                                  stop,
                                  [&](std::string_view step, std::int64_t done, std::int64_t in_all) {
                                      report(json::Object{{"step", step}, {"done", done}, {"in_all", in_all}});
                                  }};
    return to_json(holdings.import(import_request_from(request), progress));
}

/// What is so already is no failure for a command: the answer has position -1 and the sentence.
CorrectionResult corrected_or_so_already(Holdings& holdings, const CorrectionRequest& request) {
    constexpr std::array already = {sentences::fact_is_that.id,    sentences::paragraph_is_that.id, sentences::in_view_already.id,
                                    sentences::chosen_already.id, sentences::rule_chooses.id,      sentences::only_file.id};
    try {
        return holdings.correct(request);
    } catch (const Error& error) {
        if (error.said() == nullptr || std::find(already.begin(), already.end(), error.said()->id) == already.end()) throw;
        return {"", 0, -1, request.document, fmt::format("{} (nothing was recorded)", error.what())};
    }
}

/// Of a series nothing is "so already" but what the rule refuses.
CorrectionResult corrected_or_so_already(Holdings& holdings, const MembershipRequest& request) { return holdings.correct(request); }

json::Value perform_correct(const CorrectionResult& result) {
    return json::Object{{"subject", result.subject},   {"revision", result.revision}, {"position", result.position},
                        {"document", result.document}, {"sentence", result.sentence}};
}

json::Value perform_rebuild(Holdings& holdings, const record::Report& report) {
    const RebuildSummary summary = holdings.rebuild([&](std::string_view step, std::int64_t done, std::int64_t in_all) {
        report(json::Object{{"step", step}, {"done", done}, {"in_all", in_all}});
    });
    return json::Object{{"reread", summary.reread},
                        {"changed", summary.changed},
                        {"no_longer_fit", summary.no_longer_fit},
                        {"could_not_be_read", json::array_of(summary.could_not_be_read)}};
}

constexpr std::array<std::string_view, 3> key_changes = {"rotated", "lost", "stolen"};

KeyResult give_another_key(record::Record& record, const record::KeyChangeRequest& request) {
    record::change_key(record, request);
    const auto entry = record.snapshot().last("log");
    COMITY_ENSURE(entry.has_value());
    return {entry->state.text("key"), entry->position};
}

json::Value perform_key(Holdings& holdings, const json::Value& request) {
    record::KeyChangeRequest change;
    const auto named = std::find(key_changes.begin(), key_changes.end(), request.text("reason"));
    if (named == key_changes.end()) throw Error(Fault::bad_request, "\"{}\" is no reason for another key", request.text("reason"));
    change.reason = static_cast<record::KeyChange>(named - key_changes.begin());
    change.who = record::actor_from(request["who"]);
    change.why = json::maybe_text(request, "why");
    const KeyResult result = give_another_key(holdings.record(), change);
    return json::Object{{"key", result.key}, {"position", result.position}};
}

/// Index files that had words of what went are made anew at once; others catch up.
record::Mirrored take_later(Holdings& holdings, const record::MirrorRequest& request, const StepProgress& progress) {
    record::Mirrored taken = record::take_later(holdings.record(), request, progress);
    holdings.renew_indexes();
    return taken;
}

json::Value perform_mirror(Holdings& holdings, const json::Value& request, const record::Report& report) {
    return to_json(take_later(holdings, record::mirror_request_from(request), [&](std::string_view step, std::int64_t done, std::int64_t in_all) {
        report(json::Object{{"step", step}, {"done", done}, {"in_all", in_all}});
    }));
}

/// Runs `here` on the record if it is free, else hands the command over. Between the two looks the holder may have come or gone.
template <typename Here>
std::optional<json::Value> somewhere(const RecordPlace& place, std::string_view command, const json::Value& request, record::Purpose purpose,
                                     const record::Report& report, const std::stop_token& stop, Here here) {
    for (int attempt = 0;; ++attempt) {
        if (!record::holder_of(place.file)) {
            try {
                const auto holdings = Holdings::open(place, record::Access::write, purpose);
                here(*holdings);
                return std::nullopt;
            } catch (const Error& error) {
                if (error.fault() != Fault::conflict || !record::holder_of(place.file)) throw;
            }
        }
        if (auto result = record::hand_over(place.file, command, request, report, stop)) return result;
        if (attempt == 3) {
            throw Error(Fault::conflict, "the record {} is held by {}: wait until that has ended, or stop it with Ctrl-C in its terminal; what it has reported as done stays done",
                        place.file.string(), record::holder_of(place.file).value_or("a process that has just ended"));
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(150));  // a server that is just starting, or a command that is just ending
    }
}

}  // namespace

std::string_view name_of(Outcome outcome) noexcept { return outcomes[static_cast<std::size_t>(outcome)]; }

json::Value to_json(const FileResult& result) {
    json::Value value = json::Object{{"path", result.path},
                        {"outcome", name_of(result.outcome)},
                        {"reason", result.reason.empty() ? json::Value() : json::Value(result.reason)},
                        {"symbol", json::Value::of(result.symbol)},
                        {"sha256", result.sha256.empty() ? json::Value() : json::Value(result.sha256)},
                        {"doubts", result.doubts}};
    if (!result.remark.empty()) value.put("remark", result.remark);
    if (!result.refused_rows.empty()) {
        json::Array rows;
        for (const auto& row : result.refused_rows) rows.push_back(json::Object{{"line", row.line}, {"reason", row.reason}});
        value.put("refused_rows", std::move(rows));
    }
    return value;
}

json::Value to_json(const ImportSummary& summary) {
    json::Array refused;
    for (const auto& result : summary.refused) refused.push_back(to_json(result));
    return json::Object{{"added", summary.added},     {"already_there", summary.already_there}, {"could_not_be_read", summary.could_not_be_read},
                        {"stopped", summary.stopped}, {"refused", std::move(refused)},          {"passed_over", json::array_of(summary.passed_over)}};
}

ImportSummary submit(const RecordPlace& place, const ImportRequest& request, const ImportProgress& progress) {
    ImportSummary summary;
    const auto report = [&](const json::Value& value) {
        if (!value["step"].is_null()) {
            if (progress.on_step) progress.on_step(value.text("step"), value.integer("done"), value.integer("in_all"));
            return;
        }
        if (!progress.on_file) return;
        progress.on_file(file_result_from(value), static_cast<std::size_t>(value.integer("done")), static_cast<std::size_t>(value.integer("in_all")));
    };
    const auto result = somewhere(place, "import", to_json(request), request.into, report, progress.stop,
                                  [&](Holdings& holdings) { summary = holdings.import(request, progress); });
    return result ? import_summary_from(*result) : summary;
}

namespace {

template <typename Request>
CorrectionResult submit_correction(const RecordPlace& place, std::string_view command, const Request& request) {
    if (!std::filesystem::exists(place.file)) throw Error(Fault::not_found, "there is no record at {} yet: comity import FILE... makes one", place.file.string());
    CorrectionResult done;
    const auto result = somewhere(place, command, to_json(request), record::Purpose::own, {}, {},
                                  [&](Holdings& holdings) { done = corrected_or_so_already(holdings, request); });
    if (!result) return done;
    return {result->text("subject"), result->integer("revision"), result->integer("position"), result->text("document"), result->text("sentence")};
}

}  // namespace

CorrectionResult submit(const RecordPlace& place, const CorrectionRequest& request) { return submit_correction(place, "correct", request); }

CorrectionResult submit(const RecordPlace& place, const MembershipRequest& request) { return submit_correction(place, "correct series", request); }

KeyResult submit(const RecordPlace& place, const KeyRequest& request) {
    if (!std::filesystem::exists(place.file)) throw Error(Fault::not_found, "there is no record at {} yet: comity import FILE... makes one", place.file.string());
    const auto& change = request.change;
    const json::Value sent = json::Object{{"reason", key_changes[static_cast<std::size_t>(change.reason)]},
                                          {"who", record::to_json(change.who)},
                                          {"why", json::Value::of(change.why)}};
    KeyResult done;
    const auto result = somewhere(place, "key", sent, record::Purpose::own, {}, {}, [&](Holdings& holdings) { done = give_another_key(holdings.record(), change); });
    return result ? KeyResult{result->text("key"), result->integer("position")} : done;
}

RebuildSummary submit_rebuild(const RecordPlace& place, const StepProgress& progress) {
    if (!std::filesystem::exists(place.file)) throw Error(Fault::not_found, "there is no record at {} yet: comity import FILE... makes one", place.file.string());
    RebuildSummary summary;
    const auto report = [&](const json::Value& value) {
        if (progress) progress(value.text("step"), value.integer("done"), value.integer("in_all"));
    };
    const auto result = somewhere(place, "rebuild", json::Object{}, record::Purpose::own, report, {},
                                  [&](Holdings& holdings) { summary = holdings.rebuild(progress); });
    if (!result) return summary;
    const auto count = [&](std::string_view name) { return static_cast<std::size_t>(result->integer(name)); };
    return {count("reread"), count("changed"), count("no_longer_fit"), json::texts_in((*result)["could_not_be_read"])};
}

record::Mirrored submit(const RecordPlace& mirror, const record::MirrorRequest& request, const StepProgress& progress) {
    record::Mirrored taken;
    const auto report = [&](const json::Value& value) {
        if (progress) progress(value.text("step"), value.integer("done"), value.integer("in_all"));
    };
    const auto result = somewhere(mirror, "mirror", to_json(request), record::Purpose::own, report, {},
                                  [&](Holdings& holdings) { taken = take_later(holdings, request, progress); });
    return result ? record::mirrored_from(*result) : taken;
}

json::Value submit(const RecordPlace& place, std::string_view command, const json::Value& request,
                   const std::function<json::Value(Holdings&)>& here) {
    json::Value done;
    const auto result = somewhere(place, command, request, record::Purpose::own, {}, {}, [&](Holdings& holdings) { done = here(holdings); });
    return result ? *result : done;
}

record::Performer performer_for(Holdings& holdings) {
    return [&holdings](std::string_view command, const json::Value& request, const record::Report& report, const std::stop_token& stop) {
        if (command == "import") return perform_import(holdings, request, report, stop);
        if (command == "correct") return perform_correct(corrected_or_so_already(holdings, correction_request_from(request)));
        if (command == "correct series") return perform_correct(corrected_or_so_already(holdings, membership_request_from(request)));
        if (command == "key") return perform_key(holdings, request);
        if (command == witness_act) return json::Value(json::Object{{"position", record::change_witnesses(holdings.record(), record::witness_request_from(request))}});
        if (command == erase_act) return to_json(erase(holdings, erasure_request_from(request)));
        if (command == "mirror") return perform_mirror(holdings, request, report);
        if (command == "rebuild") return perform_rebuild(holdings, report);
        throw Error(Fault::bad_request, "the process that holds the record does not know \"{}\": it is of another version", command);
    };
}

}  // namespace comity::holdings
