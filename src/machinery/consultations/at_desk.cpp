#include "machinery/consultations/at_desk.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>

#include "base/error.hpp"
#include "db/connection.hpp"
#include "machinery/consultations/reading_desk.hpp"
#include "machinery/consultations/register.hpp"

namespace comity::consultations {

namespace {

record::Entry entry_at(const record::Snapshot& snapshot, std::int64_t position) {
    auto entry = snapshot.at(position);
    COMITY_ENSURE(entry);
    return std::move(*entry);
}

Contribution contribution_now(const record::Snapshot& snapshot, std::string_view call, std::int64_t number, std::shared_ptr<const Registered> registered) {
    Contribution made;
    made.number = number;
    made.registered = std::move(registered);
    Coding coding = consultations::coding(snapshot, call, number);
    made.coded = std::move(coding.coded);
    made.taken_back = std::move(coding.taken_back);
    made.done = std::move(coding.done);
    made.settled = std::move(coding.settled);
    made.placed = placed(snapshot, made.registered ? &made.registered->submission : nullptr, made.coded);
    return made;
}

/// What came since: numbers of contributions that were coded, read or settled, and kinds of other entries.
struct News {
    std::set<std::int64_t> contributions;
    std::set<std::string, std::less<>> kinds;
};

News news_since(const record::Snapshot& snapshot, std::string_view call, std::int64_t since) {
    News news;
    auto rows = snapshot.tables().query(R"sql(SELECT DISTINCT kind, number FROM reading_desk WHERE call = $1 AND position >= $2 ORDER BY kind, number)sql", call, since);
    while (rows.next()) {
        const std::string_view kind = rows.text(0);
        if (kind == passage_kind || kind == reading_done_kind || kind == settlement_kind) news.contributions.insert(rows.integer(1));
        else news.kinds.emplace(kind);
    }
    return news;
}

void bring_up(const record::Snapshot& snapshot, std::string_view call, const News& news, SharedList<Contribution>& all) {
    std::map<std::int64_t, SharedList<Contribution>::Item> changed;
    std::set<std::int64_t> to_change = news.contributions;
    const auto reg = register_at(snapshot, call);
    std::size_t at = 0;
    for (std::size_t i = 0; i < reg->submissions.size(); ++i) {
        const std::int64_t number = reg->submissions[i].submission.number;
        while (at < all.size() && all[at].number < number) ++at;
        const bool same = at < all.size() && all[at].number == number && all[at].registered == reg->submissions.item(i);
        if (same && to_change.count(number) == 0) continue;
        to_change.erase(number);
        changed.emplace(number, std::make_shared<const Contribution>(contribution_now(snapshot, call, number, reg->submissions.item(i))));
    }
    for (const std::int64_t number : to_change) changed.emplace(number, std::make_shared<const Contribution>(contribution_now(snapshot, call, number, nullptr)));
    all.put(changed, [](const Contribution& one) { return one.number; });
}

/// The entries of that kind as they stand; those that stand where they stood are not read again.
template <typename What>
SharedList<Revised<What>> revised_now(const record::Snapshot& snapshot, std::string_view call, std::string_view kind, const SharedList<Revised<What>>& before, What (*from)(const json::Value&)) {
    std::unordered_map<std::int64_t, typename SharedList<Revised<What>>::Item> known;
    for (std::size_t i = 0; i < before.size(); ++i) known.emplace(before[i].position, before.item(i));
    std::vector<std::int64_t> positions;
    auto rows = snapshot.tables().query(R"sql(SELECT position FROM reading_desk WHERE call = $1 AND kind = $2 ORDER BY number, subject)sql", call, kind);
    while (rows.next()) positions.push_back(rows.integer(0));
    SharedList<Revised<What>> now;
    for (const std::int64_t position : positions) {
        if (const auto found = known.find(position); found != known.end()) {
            now.push_back(found->second);
            continue;
        }
        const record::Entry entry = entry_at(snapshot, position);
        now.push_back(Revised<What>{from(entry.state), entry.revision, position});
    }
    return now;
}

AtDesk brought_up(const record::Snapshot& snapshot, std::string_view call, const AtDesk* before) {
    AtDesk now = before == nullptr ? AtDesk() : *before;
    const News news = news_since(snapshot, call, now.moment.size);
    bring_up(snapshot, call, news, now.contributions);
    const auto is_new = [&](std::string_view kind) { return news.kinds.find(kind) != news.kinds.end(); };
    if (is_new(group_kind)) now.groups = revised_now(snapshot, call, group_kind, now.groups, &passage_group_from);
    if (is_new(report_paragraph_kind)) now.paragraphs = revised_now(snapshot, call, report_paragraph_kind, now.paragraphs, &report_paragraph_from);
    if (is_new(proposal_answer_kind)) now.answers = revised_now(snapshot, call, proposal_answer_kind, now.answers, &proposal_answer_from);
    return now;
}

}  // namespace

std::vector<int> Contribution::readers() const {
    std::vector<int> all;
    for (const ReadingDone& one : done) {
        if (one.done) all.push_back(one.coder);
    }
    std::sort(all.begin(), all.end());
    return all;
}

bool Contribution::is_read_by(int coder) const noexcept {
    return std::any_of(done.begin(), done.end(), [&](const ReadingDone& one) { return one.done && one.coder == coder; });
}

std::int64_t Contribution::coded_by(int coder) const noexcept {
    return std::count_if(coded.begin(), coded.end(), [&](const Coded& one) { return one.passage.coder == coder; });
}

std::shared_ptr<const AtDesk> at_desk(const record::Snapshot& snapshot, std::string_view call) {
    static Followed<AtDesk> followed;
    return followed.at(snapshot, call, [&](const AtDesk* before) { return brought_up(snapshot, call, before); });
}

}  // namespace comity::consultations
