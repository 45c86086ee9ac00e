#include "fetch/visitor.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <random>
#include <thread>

namespace comity::fetch {

namespace {

using std::chrono::milliseconds;

constexpr int ok = 200, accepted = 202, no_such_range = 416;

std::optional<int> number_in(std::string_view text) {
    int number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// RFC 9110, 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT", the one form that is written today.
std::optional<std::chrono::system_clock::time_point> moment_in(std::string_view text) {
    constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    constexpr std::size_t length = std::string_view("Sun, 06 Nov 1994 08:49:37 GMT").size();
    if (text.size() != length || !text.ends_with(" GMT") || text[3] != ',') return std::nullopt;
    const auto month = std::find(months.begin(), months.end(), text.substr(8, 3));
    const auto day = number_in(text.substr(5, 2)), year = number_in(text.substr(12, 4));
    const auto hour = number_in(text.substr(17, 2)), minute = number_in(text.substr(20, 2)), second = number_in(text.substr(23, 2));
    if (month == months.end() || !day || !year || !hour || !minute || !second) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(month - months.begin() + 1)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    constexpr int last_year = 2200;  // what the clock reaches
    if (!date.ok() || *year > last_year || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
    return std::chrono::sys_days(date) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) + std::chrono::seconds(*second);
}

}  // namespace

World this_world(std::function<bool()> stopped) {
    World world;
    world.now = &std::chrono::system_clock::now;
    world.sleep = [stopped](milliseconds length) {
        constexpr milliseconds piece{100};
        for (auto left = length; left.count() > 0 && !stopped(); left -= piece) std::this_thread::sleep_for(std::min(left, piece));
    };
    world.chance = [] {
        static thread_local std::minstd_rand drawn(std::random_device{}());
        return std::uniform_real_distribution<double>(0.0, 1.0)(drawn);
    };
    world.stopped = std::move(stopped);
    return world;
}

bool is_worth_another_try(const Answer& answer) noexcept {
    if (answer.ended == Ended::broke_off || answer.ended == Ended::too_slow) return true;
    if (answer.ended != Ended::answered) return false;
    constexpr std::array again = {accepted, 408, 425, 429, 500, 502, 503, 504};
    return std::find(again.begin(), again.end(), answer.status) != again.end() || (answer.status == ok && answer.body.empty());
}

std::optional<milliseconds> wait_asked(std::string_view retry_after, std::chrono::system_clock::time_point now) {
    const bool digits = !retry_after.empty() && retry_after.find_first_not_of("0123456789") == std::string_view::npos;
    if (digits) {
        constexpr std::int64_t for_ever = std::int64_t{1} << 40;
        std::int64_t seconds = 0;
        const auto [end, failed] = std::from_chars(retry_after.data(), retry_after.data() + retry_after.size(), seconds);
        return milliseconds((failed != std::errc() ? for_ever : std::min(seconds, for_ever)) * 1000);
    }
    const auto moment = moment_in(retry_after);
    if (!moment) return std::nullopt;
    return std::max(milliseconds(0), std::chrono::duration_cast<milliseconds>(*moment - now));
}

milliseconds Visitor::back_off(int tried) const {
    milliseconds wait = manners_.first_wait;
    for (int i = 1; i < tried && wait < manners_.longest_wait; ++i) wait *= 2;
    wait = std::min(wait, manners_.longest_wait);
    const double part = 0.5 + 0.5 * std::clamp(world_.chance(), 0.0, 1.0);
    return milliseconds(static_cast<std::int64_t>(static_cast<double>(wait.count()) * part));
}

void Visitor::pause() {
    if (!last_) return;
    const auto since = std::chrono::duration_cast<milliseconds>(world_.now() - *last_);
    // A clock that was set back must not make it wait for ever.
    if (since < manners_.pause) world_.sleep(std::min(manners_.pause, manners_.pause - since));
}

Answer Visitor::get(Ask ask, const OnWait& on_wait) {
    for (int tried = 1;; ++tried) {
        pause();
        Answer answer;
        answer.address = ask.address;
        answer.ended = Ended::stopped;
        if (world_.stopped()) return answer;
        answer = client_.get(ask);
        last_ = world_.now();
        if (answer.status == no_such_range && !ask.held.empty() && tried < manners_.tries) {
            ask.held.clear();  // it is shorter now than what is held of it
            ask.mark.clear();
            continue;
        }
        if (!is_worth_another_try(answer) || tried >= manners_.tries || world_.stopped()) return answer;
        const auto asked = wait_asked(answer.retry_after, world_.now());
        if (asked && *asked > manners_.longest_wait) return answer;
        const milliseconds wait = asked ? std::max(*asked, manners_.pause) : back_off(tried);
        if (on_wait) on_wait(wait, tried + 1, answer);
        world_.sleep(wait);
        if (answer.status == 0) continue;  // nothing came at all: what is held stays so
        const bool goes_on = answer.ended != Ended::answered && !answer.body.empty() && !answer.mark.empty();
        ask.held = goes_on ? answer.body : std::string();
        ask.mark = goes_on ? answer.mark : std::string();
    }
}

}  // namespace comity::fetch
