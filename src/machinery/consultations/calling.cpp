#include "machinery/consultations/calling.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "machinery/consultations/kinds.hpp"
#include "machinery/consultations/sentences.hpp"
#include "machinery/consultations/submission.hpp"
#include "text/text.hpp"
#include "text/time_zone.hpp"

namespace comity::consultations {

namespace {

constexpr std::size_t most_annexes = 20;

bool is_call_id(std::string_view id) {
    constexpr std::size_t shortest = 3, longest = 60;
    const bool letters = std::all_of(id.begin(), id.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
    return letters && id.size() >= shortest && id.size() <= longest && id.front() != '-' && id.back() != '-';
}

/// No clock shows an hour over which it is put forward in spring.
bool is_shown_by_clocks(const Deadline& deadline) {
    const auto moment = text::moment_in_zone(deadline.local, deadline.zone);
    return moment && text::local_in_zone(*moment, deadline.zone) == deadline.local;
}

/// Lays what was asked over a call; says what is wrong, or nothing.
class Laying {
public:
    Laying(const CallState& state, const Request& request, Call& call) : state_(state), fields_(request.fields), call_(call) {}

    Said all() {
        for (const auto& [name, into] : {std::pair{"title", &call_.title}, {"purpose", &call_.purpose}, {"convener", &call_.convener}, {"contact", &call_.contact}}) {
            if (auto given = field(fields_, name)) *into = text::normalized(*given);
        }
        if (call_.title.empty()) return say(sentences::call_untitled);
        for (const auto& [name, into] : {std::pair{"questions", &call_.questions}, {"kinds", &call_.kinds}, {"languages", &call_.languages}, {"choices", &call_.choices}}) {
            if (auto given = several(fields_, name)) *into = std::move(*given);
        }
        for (const auto& [name, into] : {std::pair{"words", &call_.words}, {"pages", &call_.pages}}) {
            if (const auto* number = fields_[name].as_integer()) *into = std::max<std::int64_t>(*number, 0);
        }
        if (Said wrong = annexes(); !wrong.empty()) return wrong;
        if (Said wrong = authority(); !wrong.empty()) return wrong;
        if (Said wrong = lists(); !wrong.empty()) return wrong;
        return deadline();
    }

    Said deadline() {
        const auto hour = field(fields_, "deadline"), zone = field(fields_, "zone");
        if (!hour && !zone) return {};
        const std::string where = zone && !zone->empty() ? *zone : call_.deadline ? call_.deadline->zone : std::string("UTC");
        const std::string when = hour ? *hour : call_.deadline ? call_.deadline->local : std::string();
        if (when.empty()) return {};  // a form left empty
        const auto made = deadline_at(when, where);
        if (!made) return say(sentences::call_no_deadline, when, where);
        if (!is_shown_by_clocks(*made)) return say(sentences::call_no_such_hour, where, when);
        if (made != call_.deadline && made->moment <= state_.now) return say(sentences::call_deadline_passed, in_words(*made));
        call_.deadline = made;
        return {};
    }

private:
    const CallState& state_;
    const json::Value& fields_;
    Call& call_;

    Said authority() {
        const std::string document = field(fields_, "document").value_or(""), commitment = field(fields_, "commitment").value_or("");
        if (!document.empty() && !commitment.empty()) return say(sentences::call_needs_authority);
        if (!document.empty()) {
            if (!state_.authority) return say(sentences::call_authority_missing, document, field(fields_, "paragraph").value_or(""));
            call_.authority = *state_.authority;
        } else if (!commitment.empty()) {
            call_.authority = {"", "", commitment};
        }
        return call_.authority == Authority{} ? say(sentences::call_needs_authority) : Said{};
    }

    Said annexes() {
        const auto out = several(fields_, "leave_out").value_or(std::vector<std::string>());
        std::erase_if(call_.annexes, [&](const Annex& one) {
            const bool again = std::any_of(state_.annexes.begin(), state_.annexes.end(), [&](const Annex& other) { return other.name == one.name; });
            return again || std::find(out.begin(), out.end(), one.name) != out.end();
        });
        call_.annexes.insert(call_.annexes.end(), state_.annexes.begin(), state_.annexes.end());
        return call_.annexes.size() > most_annexes ? say(sentences::call_annexes_too_many, call_.annexes.size(), most_annexes) : Said{};
    }

    Said lists() {
        for (const auto& kind : call_.kinds) {
            if (contributor_kind(kind) == nullptr) return say(sentences::call_kind_unknown, kind);
        }
        for (const auto& language : call_.languages) {
            if (!is_language_code(language)) return say(sentences::call_language_unknown, language);
        }
        for (const auto& choice : call_.choices) {
            if (!confidentiality_named(choice)) return say(sentences::call_choice_unknown, choice);
        }
        return {};
    }
};

class Rule {
public:
    Rule(const CallState& state, const Request& request) : state_(state), request_(request) {}

    Ruling decide() {
        if (!request_.by.keeps) return refuse(say(sentences::call_not_yours), Fault::refused);
        if (request_.act == "prepare") return prepare();
        if (!state_.present) return refuse(say(sentences::call_unknown, request_.about), Fault::not_found);
        if (request_.seen_revision && *request_.seen_revision != state_.revision) return refuse(say(sentences::changed_meanwhile), Fault::conflict);
        call_ = *state_.present;
        if (request_.act == "change") return change();
        if (request_.act == "open") return open();
        if (request_.act == "extend") return extend();
        if (request_.act == "close") return close();
        if (request_.act == "withdraw call") return withdraw();
        return refuse(say(sentences::call_act_unknown, request_.act));
    }

private:
    const CallState& state_;
    const Request& request_;
    Call call_;

    [[nodiscard]] Stage stage() const { return stage_at(*state_.present, state_.now); }
    [[nodiscard]] bool gives_reason() const { return request_.by.why && !request_.by.why->empty(); }
    Ruling not_now() { return refuse(say(sentences::call_stands_otherwise, call_.id, name_of(stage())), Fault::conflict); }

    Ruling keep(std::string sentence) {
        record::Draft draft = draft_for(request_, call_subject(call_.id), call_kind, to_json(call_));
        // Nobody hears of a call before it is opened, and never of one that was not.
        const bool never_open = state_.present ? state_.present->status == CallStatus::prepared && call_.status != CallStatus::open : true;
        draft.confidential = never_open;
        draft.after_revision = state_.revision;
        return Decision{{std::move(draft)}, std::move(sentence)};
    }

    Ruling prepare() {
        if (!is_call_id(request_.about)) return refuse(say(sentences::call_misnamed, request_.about));
        if (state_.present) return refuse(say(sentences::call_there, request_.about), Fault::conflict);
        if (state_.like) call_ = *state_.like;
        call_.id = request_.about;
        if (Said wrong = Laying(state_, request_, call_).all(); !wrong.empty()) return refuse(std::move(wrong));
        return keep(fmt::format("the call {} is prepared: nobody else sees it before it is opened", call_.id));
    }

    Ruling change() {
        if (call_.status == CallStatus::withdrawn) return not_now();
        const auto before = call_.deadline;
        if (Said wrong = Laying(state_, request_, call_).all(); !wrong.empty()) return refuse(std::move(wrong));
        if (call_ == *state_.present) return refuse(say(sentences::nothing_changed));
        if (call_.status == CallStatus::prepared) return keep(fmt::format("the call {} is changed", call_.id));
        if (call_.deadline != before) return refuse(say(sentences::call_deadline_extended_only));
        if (!gives_reason()) return refuse(say(sentences::call_say_why));
        return keep(fmt::format("the call {} is changed", call_.id));
    }

    Ruling open() {
        if (call_.status != CallStatus::prepared) return not_now();
        if (!call_.deadline) return refuse(say(sentences::call_needs_deadline));
        if (call_.deadline->moment <= state_.now) return refuse(say(sentences::call_deadline_passed, in_words(*call_.deadline)));
        call_.status = CallStatus::open;
        return keep(fmt::format("the call {} is open until {}", call_.id, in_words(*call_.deadline)));
    }

    Ruling extend() {
        if (stage() != Stage::open && stage() != Stage::past_deadline) return not_now();
        if (!gives_reason()) return refuse(say(sentences::call_say_why));
        const Deadline before = *call_.deadline;
        if (Said wrong = Laying(state_, request_, call_).deadline(); !wrong.empty()) return refuse(std::move(wrong));
        if (call_.deadline->moment <= before.moment) return refuse(say(sentences::call_deadline_not_later, in_words(*call_.deadline), in_words(before)));
        if (call_.deadline->moment <= state_.now) return refuse(say(sentences::call_deadline_passed, in_words(*call_.deadline)));
        call_.earlier.push_back(before);
        return keep(fmt::format("the deadline of {} is {} now; before it was {}", call_.id, in_words(*call_.deadline), in_words(before)));
    }

    Ruling close() {
        if (stage() != Stage::open && stage() != Stage::past_deadline) return not_now();
        if (stage() == Stage::open && !gives_reason()) return refuse(say(sentences::call_say_why));
        call_.status = CallStatus::closed;
        return keep(fmt::format("the call {} is closed", call_.id));
    }

    Ruling withdraw() {
        if (call_.status == CallStatus::withdrawn) return not_now();
        if (call_.status != CallStatus::prepared && !gives_reason()) return refuse(say(sentences::call_say_why));
        call_.status = CallStatus::withdrawn;
        return keep(fmt::format("the call {} is withdrawn", call_.id));
    }
};

}  // namespace

Ruling decide(const CallState& state, const Request& request) { return Rule(state, request).decide(); }

}  // namespace comity::consultations
