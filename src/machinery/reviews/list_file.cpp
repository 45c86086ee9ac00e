#include "machinery/reviews/list_file.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "json/members.hpp"

namespace comity::reviews {

json::Value to_json(const ListFile& file) {
    json::Value value = json::Object{{"format", recommendations::name_of(file.format)}, {"exporter", recommendations::exporter_of(file.format)}, {"name", file.name}, {"sha256", file.sha256},
                                     {"bytes", file.bytes}, {"pieces", json::Array(file.pieces.begin(), file.pieces.end())}};
    if (!file.readable.empty()) value.put("readable", json::Object{{"pieces", json::Array(file.readable.begin(), file.readable.end())}, {"by", file.readable_by}});
    if (!file.state.empty()) value.put("state", file.state);
    if (file.withdrawn) value.put("withdrawn", true);
    return value;
}

ListFile list_file_from(const json::Value& state) {
    ListFile file;
    const auto format = recommendations::format_named(state.text("format"));
    if (!format) throw Error(Fault::bad_request, "\"{}\" is no form of a list of recommendations", state.text("format"));
    file.format = *format;
    file.name = state.text("name");
    file.sha256 = json::needed_text(state, "sha256");
    file.bytes = state.integer("bytes");
    file.pieces = json::texts_in(state["pieces"]);
    file.readable = json::texts_in(state["readable"]["pieces"]);
    file.readable_by = state["readable"].text("by");
    file.state = state.text("state");
    file.withdrawn = json::maybe_truth(state, "withdrawn").value_or(false);
    return file;
}

std::string list_subject(std::string_view sha256) { return fmt::format("review-file:{}", sha256); }

}  // namespace comity::reviews
