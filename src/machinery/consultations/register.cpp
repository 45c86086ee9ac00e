#include "machinery/consultations/register.hpp"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "base/error.hpp"
#include "db/connection.hpp"

namespace comity::consultations {

namespace {

/// What came since: the last entries of their subjects, in the order of the log.
struct News {
    std::set<std::int64_t> submissions;                              ///< whose own entry is new, or that were released
    std::vector<std::pair<std::string, std::int64_t>> sent, declined;  ///< subjects and positions
};

News news_since(const record::Snapshot& snapshot, std::string_view call, std::int64_t since) {
    News news;
    auto rows = snapshot.tables().query(R"sql(SELECT kind, number, subject, position FROM consultation WHERE call = $1 AND position >= $2 ORDER BY position)sql", call, since);
    while (rows.next()) {
        const std::string_view kind = rows.text(0);
        if (kind == submission_kind || kind == release_kind) news.submissions.insert(rows.integer(1));
        else if (kind == invitation_kind) news.sent.emplace_back(rows.text(2), rows.integer(3));
        else if (kind == decline_kind) news.declined.emplace_back(rows.text(2), rows.integer(3));
    }
    return news;
}

record::Entry entry_at(const record::Snapshot& snapshot, std::int64_t position) {
    auto entry = snapshot.at(position);
    COMITY_ENSURE(entry);
    return std::move(*entry);
}

const std::string& key_of(const Contributor& who) { return who.actor.empty() ? who.name : who.actor; }

SharedList<Invited> invited_now(const Register& now) {
    std::unordered_set<std::string_view> answered;
    for (const Registered& one : now.submissions) {
        if (one.submission.status != SubmissionStatus::withdrawn) answered.insert(key_of(one.submission.contributor));
    }
    SharedList<Invited> all;
    for (const Register::Sent& each : now.sent) {
        Invited one{each.invitation, Answer::silent, 0};
        const auto said = now.declined.find(key_of(one.invitation.whom));
        if (said != now.declined.end()) {
            one.declined_revision = said->second.second;
            if (said->second.first) one.answer = Answer::declined;
        }
        if (answered.count(key_of(one.invitation.whom)) > 0) one.answer = Answer::answered;
        all.push_back(std::move(one));
    }
    return all;
}

Register brought_up(const record::Snapshot& snapshot, std::string_view call, const Register* before) {
    Register now = before == nullptr ? Register() : *before;
    const News news = news_since(snapshot, call, now.moment.size);
    if (news.submissions.empty() && news.sent.empty() && news.declined.empty()) return now;
    std::map<std::int64_t, SharedList<Registered>::Item> changed;
    for (const std::int64_t number : news.submissions) {
        if (auto one = submission(snapshot, call, number)) changed.emplace(number, std::make_shared<const Registered>(std::move(*one)));
    }
    now.submissions.put(changed, [](const Registered& one) { return one.submission.number; });
    if (!news.sent.empty()) {
        std::set<std::string_view> again;
        for (const auto& [subject, position] : news.sent) again.insert(subject);
        if (!now.sent.empty()) now.sent.erase_if([&](const Register::Sent& one) { return again.count(one.subject) > 0; });
        for (const auto& [subject, position] : news.sent) now.sent.push_back({subject, invitation_from(entry_at(snapshot, position).state)});
    }
    for (const auto& [subject, position] : news.declined) {
        const record::Entry entry = entry_at(snapshot, position);
        now.declined[entry.state.text("actor")] = {entry.state.text("status") == "declined", entry.revision};
    }
    now.invited = invited_now(now);
    return now;
}

}  // namespace

std::shared_ptr<const Register> register_at(const record::Snapshot& snapshot, std::string_view call) {
    static Followed<Register> followed;
    return followed.at(snapshot, call, [&](const Register* before) { return brought_up(snapshot, call, before); });
}

SharedList<Invited> invited(const record::Snapshot& snapshot, std::string_view call) { return register_at(snapshot, call)->invited; }

SharedList<Registered> submissions(const record::Snapshot& snapshot, std::string_view call) { return register_at(snapshot, call)->submissions; }

}  // namespace comity::consultations
