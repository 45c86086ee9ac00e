// Invitations, reminders and words of thanks: who was asked, who was asked again, who will not answer.
//
// That somebody was invited is public. Who was reminded and who declined is confidential: a list of those reminded would tell who has not answered, and
// that is the contributors' own. A reminder goes to all who have not answered, or to nobody.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "json/json.hpp"
#include "machinery/consultations/call.hpp"
#include "machinery/consultations/ruling.hpp"
#include "machinery/consultations/shared_list.hpp"
#include "machinery/consultations/submission.hpp"

namespace comity::consultations {

inline constexpr std::string_view invitation_kind = "invitation", reminder_kind = "reminder", decline_kind = "decline";

struct Invitation {
    std::string call;
    Contributor whom;
    std::string language;  ///< of its letter
    bool operator==(const Invitation&) const = default;
};
json::Value to_json(const Invitation& invitation);
Invitation invitation_from(const json::Value& state);

struct Reminder {
    std::string call;
    std::vector<std::string> actors;  ///< ids of those who had not answered
};
Reminder reminder_from(const json::Value& state);

/// How those who were invited stand.
enum class Answer { silent, answered, declined };
std::string_view name_of(Answer answer) noexcept;

// --- the rule: a pure function -----------------------------------------------------------------------------------------------

struct Invited {
    Invitation invitation;
    Answer answer = Answer::silent;
    std::int64_t declined_revision = 0;  ///< of what was said of declining; 0 for nothing
};
/// All that the rule may know.
struct InvitationState {
    Call call;
    std::vector<Contributor> named;      ///< whom the request names, each once
    std::vector<std::string> unknown;    ///< names that nobody bears
    SharedList<Invited> invited;         ///< so far
    std::string now;
    std::int64_t position = 0;           ///< of the next entry
};
/// "invite": fields who (names, ids and lists), language. "remind". "decline", "answer after all": field who, else the actor for whom the person acts; a reason is welcome.
Ruling decide(const InvitationState& state, const Request& request);

}  // namespace comity::consultations
