#include "machinery/holdings/erasing.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/error.hpp"
#include "json/members.hpp"
#include "machinery/holdings/holdings.hpp"
#include "machinery/holdings/tables.hpp"
#include "record/actor_form.hpp"
#include "record/erasure.hpp"

namespace comity::holdings {

namespace {

/// "17", and no prefix of a hash.
std::optional<std::int64_t> entry_number(std::string_view spelling) {
    constexpr std::size_t shorter_than_a_hash = 8;
    std::int64_t number = -1;
    const auto [end, failed] = std::from_chars(spelling.data(), spelling.data() + spelling.size(), number);
    if (spelling.size() >= shorter_than_a_hash || failed != std::errc() || end != spelling.data() + spelling.size() || number < 0) return std::nullopt;
    return number;
}

std::vector<std::string> subjects_of(const Holdings& holdings, const record::Snapshot& snapshot, const std::vector<std::string>& what) {
    std::vector<std::string> subjects;
    for (const std::string& one : what) {
        if (const auto number = entry_number(one)) {
            const auto entry = snapshot.at(*number);
            if (!entry) throw Error(Fault::not_found, "the log has no entry {}: its entries are numbered from 0, and there are {}", *number, snapshot.size());
            subjects.push_back(entry->subject);
        } else {
            for (const std::string& sha256 : holdings.files_of(one)) subjects.push_back(document_subject(sha256));
        }
    }
    if (subjects.empty()) throw Error(Fault::bad_request, "name what is to be erased: a symbol, a file by its SHA-256, or the number of an entry");
    return subjects;
}

std::string about(const Holdings& holdings, const record::Entry& entry) {
    if (entry.kind == "correction") return sentence_of(correction_from(entry.state));
    if (entry.kind != "document") return entry.subject;
    const Item item = holdings.find(entry.state.text("sha256"));
    return item.symbol ? fmt::format("{} ({})", *item.symbol, item.file_name) : item.name;
}

ErasureResult result_of(const Holdings& holdings, const record::Snapshot& before, const record::Reach& reach) {
    ErasureResult result;
    result.entries.reserve(reach.entries.size());
    for (const std::int64_t position : reach.entries) {
        const record::Entry entry = before.at(position).value();
        result.entries.push_back({position, entry.act, about(holdings, entry)});
    }
    result.files = static_cast<std::int64_t>(reach.kept.size());
    return result;
}

}  // namespace

json::Value to_json(const ErasureRequest& request) {
    return json::Object{{"what", json::Array(request.what.begin(), request.what.end())},
                        {"who", record::to_json(request.who)},
                        {"on_behalf_of", json::Value::of(request.on_behalf_of)},
                        {"why", request.why},
                        {"authority", request.authority},
                        {"only_say", request.act == ErasureRequest::Do::only_say}};
}

ErasureRequest erasure_request_from(const json::Value& value) {
    ErasureRequest request;
    request.what = json::texts_in(value["what"]);
    request.who = record::actor_from(value["who"]);
    if (const auto* actor = value["on_behalf_of"].as_string()) request.on_behalf_of = *actor;
    request.why = value.text("why");
    request.authority = value.text("authority");
    if (value["only_say"] == json::Value(true)) request.act = ErasureRequest::Do::only_say;
    return request;
}

json::Value to_json(const ErasureResult& result) {
    json::Array entries;
    entries.reserve(result.entries.size());
    for (const auto& line : result.entries) entries.push_back(json::Object{{"position", line.position}, {"act", line.act}, {"about", line.about}});
    return json::Object{{"entries", std::move(entries)},
                        {"files", result.files},
                        {"position", result.position < 0 ? json::Value() : json::Value(result.position)},
                        {"traces_are_gone", result.traces_are_gone}};
}

ErasureResult erasure_result_from(const json::Value& value) {
    ErasureResult result;
    const auto* entries = value["entries"].as_array();
    for (std::size_t i = 0; entries != nullptr && i < entries->size(); ++i) {
        const json::Value& line = (*entries)[i];
        result.entries.push_back({line.integer("position"), line.text("act"), line.text("about")});
    }
    result.files = value.integer("files");
    result.position = value.integer("position", -1);
    result.traces_are_gone = value["traces_are_gone"] != json::Value(false);
    return result;
}

std::vector<std::int64_t> entries_named(const Holdings& holdings, const std::vector<std::string>& what) {
    const auto snapshot = holdings.record().snapshot();
    std::vector<std::int64_t> positions;
    for (const std::string& subject : subjects_of(holdings, snapshot, what)) positions.push_back(snapshot.last(subject).value().position);
    return positions;
}

ErasureResult erase(Holdings& holdings, const ErasureRequest& request) {
    std::vector<std::string> subjects;
    ErasureResult result;
    {
        const auto before = holdings.record().snapshot();
        subjects = subjects_of(holdings, before, request.what);
        result = result_of(holdings, before, record::reach_of(before, subjects));
    }
    if (request.act == ErasureRequest::Do::only_say) return result;
    const record::Erased done = record::erase(holdings.record(), {subjects, request.who, request.on_behalf_of, request.why, request.authority});
    result.position = done.position;
    const bool indexes_are_new = holdings.renew_indexes();
    result.traces_are_gone = done.traces_are_gone && indexes_are_new;
    return result;
}

ErasureResult submit(const RecordPlace& place, const ErasureRequest& request) {
    if (!std::filesystem::exists(place.file)) throw Error(Fault::not_found, "there is no record at {} yet: comity import FILE... makes one", place.file.string());
    return erasure_result_from(submit(place, erase_act, to_json(request), [&](Holdings& holdings) { return to_json(erase(holdings, request)); }));
}

}  // namespace comity::holdings
