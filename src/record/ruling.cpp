#include "record/ruling.hpp"

#include "base/trimmed.hpp"
#include "json/members.hpp"
#include "record/actor_form.hpp"

namespace comity::record {

json::Value to_json(const Request& request) {
    json::Value value = json::Object{{"act", request.act}, {"about", request.about}, {"fields", request.fields}, {"who", to_json(request.by.who)},
                                     {"actor", request.by.actor}, {"keeps", request.by.keeps}};
    value.put("why", json::Value::of(request.by.why));
    value.put("authority", json::Value::of(request.by.authority));
    if (request.seen_revision) value.put("seen_revision", *request.seen_revision);
    return value;
}

Request request_from(const json::Value& value) {
    Request request;
    request.act = json::needed_text(value, "act");
    request.about = value.text("about");
    request.fields = value["fields"];
    if (!value["who"].is_null()) request.by.who = actor_from(value["who"]);
    request.by.actor = value.text("actor");
    request.by.keeps = json::maybe_truth(value, "keeps").value_or(false);
    request.by.why = json::maybe_text(value, "why");
    request.by.authority = json::maybe_text(value, "authority");
    if (const auto* seen = value["seen_revision"].as_integer()) request.seen_revision = *seen;
    return request;
}

Draft draft_for(const Request& request, std::string subject, std::string_view kind, json::Value state) {
    Draft draft;
    draft.subject = std::move(subject);
    draft.kind = kind;
    draft.act = request.act;
    draft.state = std::move(state);
    draft.who = request.by.who;
    if (!request.by.actor.empty()) draft.on_behalf_of = request.by.actor;
    draft.why = request.by.why;
    draft.authority = request.by.authority;
    return draft;
}

std::optional<std::string> field(const json::Value& fields, std::string_view name) {
    const auto* given = fields[name].as_string();
    return given == nullptr ? std::nullopt : std::optional(std::string(trimmed(*given)));
}

std::optional<std::vector<std::string>> several(const json::Value& fields, std::string_view name) {
    std::vector<std::string> values;
    if (const auto* array = fields[name].as_array()) {
        for (const json::Value& one : *array) {
            if (const auto* text = one.as_string(); text != nullptr && !trimmed(*text).empty()) values.emplace_back(trimmed(*text));
        }
        return values;
    }
    const auto* text = fields[name].as_string();
    if (text == nullptr) return std::nullopt;
    // Questions have semicolons of their own: where there are lines, a line is a value.
    const char between = text->find('\n') == std::string::npos && name != "questions" ? ';' : '\n';
    for (std::size_t begin = 0; begin <= text->size();) {
        const std::size_t end = std::min(text->find(between, begin), text->size());
        if (const auto one = trimmed(std::string_view(*text).substr(begin, end - begin)); !one.empty()) values.emplace_back(one);
        begin = end + 1;
    }
    return values;
}

}  // namespace comity::record
