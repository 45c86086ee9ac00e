#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/error.hpp"
#include "machinery/votes/voters.hpp"
#include "machinery/votes/votes.hpp"

namespace comity::votes {

namespace {

/// The state of the subject that says of a data set what came in last: an entry of kind "vote table".
json::Value state_of(const DataSet& data) {
    json::Array files;
    for (const auto& table : data.tables) {
        if (table) files.push_back(json::Object{{"name", table->name}, {"sha256", table->sha256}, {"rows", table->rows}});
    }
    json::Object names;
    for (const auto& [code, name] : data.names) names.emplace_back(code, name);
    return json::Object{{"source", data.source},
                        {"roll_calls", data.roll_calls.size()},
                        {"votes", data.votes},
                        {"files", std::move(files)},
                        {"names", std::move(names)}};
}

std::vector<std::string> unknown_in(const DataSet& data, const vocabulary::Vocabulary& vocabulary) {
    const Voters voters(vocabulary);
    std::set<std::string> given, unknown;
    for (const auto& roll_call : data.roll_calls) {
        for (const auto& side : roll_call.voters) given.insert(side.begin(), side.end());
    }
    for (const auto& one : given) {
        const auto name = data.names.find(one);
        const std::string called = name == data.names.end() ? std::string() : name->second;
        if (!voters.code_of(one, called, std::nullopt)) unknown.insert(called.empty() ? one : called);
    }
    return {unknown.begin(), unknown.end()};
}

class Importer {
public:
    Importer(record::Record& record, const ImportRequest& request, const TableProgress& progress) : record_(record), request_(request), progress_(progress) {}

    /// One transaction, so that the table comes in whole or not at all.
    void write(ImportResult& result) {
        auto writing = record_.write();
        std::size_t done = 0;
        for (const auto& roll_call : result.data.roll_calls) {
            if (progress_.stop.stop_requested()) throw Error(Fault::unavailable, "stopped before the end: nothing of the table came in");
            append(writing, result, roll_call);
            if (++done % 500 == 0 && progress_.on_step) progress_.on_step("roll calls", static_cast<std::int64_t>(done), static_cast<std::int64_t>(result.data.roll_calls.size()));
        }
        const std::string subject = fmt::format("vote-table:{}", result.data.source);
        const auto last = writing.now().last(subject);
        json::Value state = state_of(result.data);
        if (!last || json::canonical(last->state) != json::canonical(state)) writing.append(draft(subject, "vote table", std::move(state)));
        writing.commit();
    }

private:
    record::Record& record_;
    const ImportRequest& request_;
    const TableProgress& progress_;

    void append(record::Writing& writing, ImportResult& result, const RollCall& roll_call) {
        const std::string subject = subject_of(roll_call.source, roll_call.id);
        const auto last = writing.now().last(subject);
        if (last && roll_call_from(last->state) == roll_call) {
            ++result.unchanged;
            return;
        }
        writing.append(draft(subject, "roll call", to_state(roll_call)));
        ++(last ? result.changed : result.added);
    }

    [[nodiscard]] record::Draft draft(std::string subject, std::string kind, json::Value state) const {
        record::Draft made;
        made.subject = std::move(subject);
        made.kind = std::move(kind);
        made.act = "import";
        made.state = std::move(state);
        made.who = request_.who;
        made.on_behalf_of = request_.on_behalf_of;
        made.why = request_.why;
        made.authority = request_.authority;
        return made;
    }
};

}  // namespace

ImportResult import_tables(record::Record& record, const vocabulary::Vocabulary& vocabulary, const ImportRequest& request, const TableProgress& progress) {
    ImportResult result;
    result.data = read_tables(request.files, progress);
    result.unknown = unknown_in(result.data, vocabulary);
    if (result.data.is_whole()) {
        Importer(record, request, progress).write(result);
        const auto in_all = static_cast<std::size_t>(figures(record.snapshot()).roll_calls);
        result.elsewhere = in_all - std::min(in_all, result.data.roll_calls.size());
    }
    result.data.roll_calls.clear();
    result.data.roll_calls.shrink_to_fit();
    return result;
}

}  // namespace comity::votes
