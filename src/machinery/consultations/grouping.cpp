#include "machinery/consultations/grouping.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "json/members.hpp"
#include "machinery/consultations/reading_sentences.hpp"

namespace comity::consultations {

namespace {

class Rule {
public:
    Rule(const GroupingState& state, const Request& request) : state_(state), request_(request) {}

    Ruling decide() {
        if (!request_.by.keeps) return refuse(say(sentences::reading_keepers_only), Fault::refused);
        if (request_.act == "gather") {
            group_.call = state_.call;
            group_.number = state_.number;
            return keep(0, false);
        }
        const auto number = number_in(request_.about);
        const auto found = std::find_if(state_.groups.begin(), state_.groups.end(), [&](const auto& one) { return number && one.first.number == *number; });
        if (found == state_.groups.end()) return refuse(say(sentences::group_unknown, request_.about), Fault::not_found);
        if (request_.seen_revision && *request_.seen_revision != found->second) return refuse(say(sentences::reading_changed_meanwhile), Fault::conflict);
        group_ = found->first;
        if (request_.act == "change group") return keep(found->second, true);
        if (request_.act != "part group") return refuse(say(sentences::reading_act_unknown, request_.act));
        group_.withdrawn = true;
        return draft(found->second, fmt::format("the group \"{}\" is parted; its passages stand as they were", group_.name));
    }

private:
    const GroupingState& state_;
    const Request& request_;
    PassageGroup group_;

    Ruling draft(std::int64_t after, std::string sentence) const {
        record::Draft made = draft_for(request_, subject_of(group_), group_kind, to_json(group_));
        made.confidential = true;
        made.after_revision = after;
        return Decision{{std::move(made)}, std::move(sentence)};
    }

    Ruling keep(std::int64_t after, bool is_there) {
        const PassageGroup before = group_;
        if (const auto name = field(request_.fields, "name")) group_.name = *name;
        if (group_.name.empty()) return refuse(say(sentences::group_unnamed));
        if (auto passages = several(request_.fields, "passages")) {
            std::sort(passages->begin(), passages->end());
            passages->erase(std::unique(passages->begin(), passages->end()), passages->end());
            group_.sources = std::move(*passages);
        }
        for (const std::string& source : group_.sources) {
            // One that left meanwhile may stay in a group: it is shown as gone.
            const bool was_there = std::find(before.sources.begin(), before.sources.end(), source) != before.sources.end();
            if (!was_there && state_.heard->passage(source) == nullptr) return refuse(say(sentences::group_member_unknown, source));
            for (const auto& [other, revision] : state_.groups) {
                const bool elsewhere = other.number != group_.number && std::find(other.sources.begin(), other.sources.end(), source) != other.sources.end();
                if (elsewhere) return refuse(say(sentences::group_member_elsewhere, source, other.name), Fault::conflict);
            }
        }
        if (is_there && group_ == before) return refuse(say(sentences::reading_nothing_changed));
        return draft(after, fmt::format("\"{}\": {} passages", group_.name, group_.sources.size()));
    }
};

}  // namespace

json::Value to_json(const PassageGroup& group) {
    json::Value value = json::Object{{"call", group.call}, {"number", group.number}, {"name", group.name}, {"sources", json::Array(group.sources.begin(), group.sources.end())}};
    if (group.withdrawn) value.put("withdrawn", true);
    return value;
}

PassageGroup passage_group_from(const json::Value& state) {
    PassageGroup group{json::needed_text(state, "call"), state.text("name"), state.integer("number"), {}, json::maybe_truth(state, "withdrawn").value_or(false)};
    group.sources = several(state, "sources").value_or(std::vector<std::string>());
    return group;
}

std::string subject_of(const PassageGroup& group) { return fmt::format("group:{}:{}", group.call, group.number); }

Ruling decide(const GroupingState& state, const Request& request) { return Rule(state, request).decide(); }

}  // namespace comity::consultations
