// Times in words, and the arithmetic of sessions: "at its seventy-ninth session" is a window of days, "by 2030" the last day of that year.
#include <algorithm>
#include <array>
#include <charconv>

#include "directive/parts.hpp"

namespace comity::directive {
namespace {

int last_day_of(int year, int month) {
    for (int day = 31; day > 28; --day)
        if (Date::of(year, month, day)) return day;
    return 28;
}

Date day_before(const Date& date) {
    if (date.day() > 1) return *Date::of(date.year(), date.month(), date.day() - 1);
    if (date.month() > 1) return *Date::of(date.year(), date.month() - 1, last_day_of(date.year(), date.month() - 1));
    return date.year() > 1 ? *Date::of(date.year() - 1, 12, 31) : date;
}

/// "six months" later: of 31 August the last day of February. Units: 'D', 'W', 'M', 'Y'.
std::optional<Date> later(const Date& from, int count, char unit) {
    if (unit == 'Y' || unit == 'M') {
        const long months = (unit == 'Y' ? 12L * count : count) + 12L * from.year() + from.month() - 1;
        const int year = static_cast<int>(months / 12), month = static_cast<int>(months % 12) + 1;
        return year > 9999 ? std::nullopt : Date::of(year, month, std::min(from.day(), last_day_of(year, month)));
    }
    Date date = from;
    for (int days = unit == 'W' ? 7 * count : count; days > 0; --days) {
        const bool last = date.day() == last_day_of(date.year(), date.month());
        const auto next = last ? Date::of(date.month() == 12 ? date.year() + 1 : date.year(), date.month() % 12 + 1, 1) : Date::of(date.year(), date.month(), date.day() + 1);
        if (!next) return std::nullopt;
        date = *next;
    }
    return date;
}

/// What stood in the slots of a phrase.
struct Slots {
    std::vector<int> sessions;
    std::optional<int> year, month, count, day;
    char unit = ' ';
    std::optional<Date> date, from;
};

std::optional<int> number_of(std::string_view word) {
    constexpr std::array<std::string_view, 21> names = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
                                                        "seventeen", "eighteen", "nineteen", "twenty"};
    for (std::size_t i = 1; i < names.size(); ++i)
        if (word == names[i]) return static_cast<int>(i);
    constexpr std::array<std::string_view, 8> tens = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
    for (std::size_t i = 0; i < tens.size(); ++i) {
        if (!word.starts_with(tens[i])) continue;
        const std::string_view rest = word.substr(tens[i].size());
        const int ten = static_cast<int>(i + 2) * 10;
        if (rest.empty()) return ten;
        for (std::size_t one = 1; one < 10; ++one)
            if (rest.size() > 1 && rest.substr(1) == names[one]) return ten + static_cast<int>(one);
    }
    int value = 0;
    const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), value);
    const bool whole = fault == std::errc() && end == word.data() + word.size();
    return whole && value > 0 && value < 1000 ? std::optional(value) : std::nullopt;
}

std::optional<int> year_of(std::string_view word) {
    int value = 0;
    const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (fault != std::errc() || end != word.data() + word.size() || word.size() != 4 || value < 1945 || value > 2200) return std::nullopt;
    return value;
}

char unit_of(std::string_view word) {
    for (const auto& [name, unit] : {std::pair{"day", 'D'}, std::pair{"week", 'W'}, std::pair{"month", 'M'}, std::pair{"year", 'Y'}}) {
        const std::string_view singular = name;
        if (word == singular || (word.starts_with(singular) && word.size() == singular.size() + 1 && word.back() == 's')) return unit;
    }
    return ' ';
}

/// The words of an ordinal at `at`: "seventy-ninth", "one hundredth".
std::size_t take_ordinal(const Scene& scene, std::size_t at, int& number) {
    for (std::size_t many = 3; many > 0; --many) {
        if (at + many > scene.sentence.size()) continue;
        const std::string_view words = scene.sentence.between(at, at + many);
        if (words.empty() || (words.front() >= '0' && words.front() <= '9' && words.back() <= '9')) continue;
        if (const auto found = scene.vocabulary.ordinal(words)) {
            number = *found;
            return many;
        }
    }
    return 0;
}

std::size_t take_ordinals(const Scene& scene, std::size_t at, std::vector<int>& numbers) {
    std::size_t taken = 0;
    for (;;) {
        int number = 0;
        const std::size_t words = take_ordinal(scene, at + taken, number);
        if (words == 0) break;
        numbers.push_back(number);
        taken += words;
        const std::string& next = scene.sentence[at + taken].folded;
        if (next == "and" || next == "or" || next == "to") ++taken;
        if (scene.sentence[at + taken].folded == "the") ++taken;
    }
    return numbers.size() > 1 ? taken : 0;
}

std::size_t take_slot(const Scene& scene, std::string_view slot, std::size_t at, Slots& slots) {
    const Sentence& sentence = scene.sentence;
    const std::string& word = sentence[at].folded;
    if (slot == "{session}") {
        int number = 0;
        const std::size_t words = take_ordinal(scene, at, number);
        if (words > 0) slots.sessions.push_back(number);
        return words;
    }
    if (slot == "{sessions}") return take_ordinals(scene, at, slots.sessions);
    if (slot == "{year}") return (slots.year = year_of(word)) ? 1 : 0;
    if (slot == "{month}") return (slots.month = scene.vocabulary.month(word)) ? 1 : 0;
    if (slot == "{unit}") return (slots.unit = unit_of(word)) != ' ' ? 1 : 0;
    if (slot == "{count}") return (slots.count = word == "a" ? 1 : number_of(word)) ? 1 : 0;
    if (slot == "{day}") {  // "22" of "from 22 to 26 May 2023"
        const auto number = !word.empty() && word.front() >= '0' && word.front() <= '9' ? number_of(word) : std::nullopt;
        return number && *number <= 31 && (slots.day = number) ? 1 : 0;
    }
    if (slot == "{interval}") {  // "sixty-day", "90-day"
        const auto hyphen = word.rfind('-');
        if (hyphen == std::string::npos) return 0;
        slots.count = number_of(std::string_view(word).substr(0, hyphen));
        slots.unit = unit_of(std::string_view(word).substr(hyphen + 1));
        return slots.count && slots.unit != ' ' ? 1 : 0;
    }
    if (slot == "{from}" && at + 3 <= sentence.size()) return (slots.from = scene.vocabulary.date(sentence.between(at, at + 3))) ? 3 : 0;
    if (slot == "{date}" && at + 3 <= sentence.size()) return (slots.date = scene.vocabulary.date(sentence.between(at, at + 3))) ? 3 : 0;
    return 0;
}

/// The words taken by a phrase with slots; 0 if it does not stand at `at`.
std::size_t taken_by(const Scene& scene, const Phrases::Phrase& phrase, std::size_t at, std::size_t end, Slots& slots) {
    std::size_t word = at;
    for (std::size_t i = 0; i < phrase.words.size(); ++i) {
        if (word >= end) return 0;
        if (i > 0 && scene.sentence[word].sign != ' ') return 0;
        if (phrase.words[i].front() == '{') {
            const std::size_t many = take_slot(scene, phrase.words[i], word, slots);
            if (many == 0) return 0;
            word += many;
        } else if (scene.sentence[word].folded == phrase.words[i]) {
            ++word;
        } else {
            return 0;
        }
    }
    return word <= end ? word - at : 0;
}

// --- whose session

struct Whose {
    std::string body;
    bool doubtful = false;
};

/// The body that is named before "at its sixtieth session" or behind it; else the speaking one.
Whose body_of_session(const Scene& scene, Range phrase) {
    const Sentence& sentence = scene.sentence;
    const auto* own = scene.vocabulary.body(scene.speaking.body);
    const auto named_at = [&](std::size_t at) -> std::optional<Whose> {
        if (at >= sentence.size() || !sentence[at].capital || sentence[at].quoted) return std::nullopt;
        const auto body = scene.vocabulary.body_at_start(sentence.text().substr(sentence[at].begin));
        if (!body || body->body == nullptr) return std::nullopt;
        if (body->shared.empty()) return Whose{body->body->id, false};
        if (own != nullptr && own->short_name == body->shared) return Whose{own->id, false};
        for (std::size_t i = at; i-- > 0;) {  // "the Human Rights Council ... the Council"
            const auto full = sentence[i].capital ? scene.vocabulary.body_at_start(sentence.text().substr(sentence[i].begin)) : std::nullopt;
            if (full && full->body != nullptr && full->shared.empty() && full->body->short_name == body->shared) return Whose{full->body->id, false};
        }
        return Whose{body->shared == "Assembly" ? "GA" : "", body->shared != "Assembly"};
    };
    // "at the Council's sixtieth session"
    if (sentence[phrase.begin + 1].folded == "the" && phrase.begin + 2 < phrase.end && sentence[phrase.begin + 2].folded.ends_with("s"))
        if (auto found = named_at(phrase.begin + 2)) return *found;
    if (sentence[phrase.end].folded == "of") {
        for (const std::size_t at : {phrase.end + 1, phrase.end + 2})
            if (auto found = named_at(at)) return *found;
    }
    for (std::size_t at = phrase.begin; at-- > 0;) {
        if (sentence[at].folded == "the" && at + 1 < phrase.begin) {
            if (auto found = named_at(at + 1)) return *found;
            // "the Committee on Information at its forty-fifth session": a body that is not known has sessions of its own
            const std::string& name = sentence[at + 1].folded;
            const bool body = name == "committee" || name == "commission" || name == "council" || name == "board" || name == "conference" || name == "forum";
            if (body && sentence[at + 1].capital && sentence[phrase.begin + 1].folded == "its") return {"", true};
        }
    }
    return {scene.speaking.body, false};
}

struct Window {
    Date first, last;
    bool by_month = false;
};

/// The days of a session. Where the next one begins on the day on which it ends, it ends a day earlier.
std::optional<Window> window_of(const Scene& scene, const std::string& body, int session) {
    if (const auto months = scene.words.meetings(body, session)) return Window{months->first, months->second, true};
    const auto span = scene.vocabulary.session_span(body, std::to_string(session));
    if (!span) return std::nullopt;
    const auto next = scene.vocabulary.session_span(body, std::to_string(session + 1));
    const bool touches = next && next->first <= span->last && span->first < next->first;
    return Window{span->first, touches ? day_before(next->first) : span->last, false};
}

std::optional<int> session_of_text(const Scene& scene) {
    if (scene.speaking.session) return scene.speaking.session;
    if (!scene.speaking.adopted) return std::nullopt;
    constexpr int most = 120;
    for (int session = 1; session < most; ++session) {
        const auto span = scene.vocabulary.session_span(scene.speaking.body, std::to_string(session));
        if (span && span->first <= *scene.speaking.adopted && *scene.speaking.adopted < span->last) return session;
    }
    return std::nullopt;
}

// --- what a phrase says

void set_sessions(const Scene& scene, Timed& timed, const std::vector<int>& numbers) {
    Whose whose = body_of_session(scene, timed.range);
    const auto past = [&](const std::string& body) {
        const auto window = window_of(scene, body, numbers.back());
        return !window || (scene.speaking.adopted && window->last < *scene.speaking.adopted);
    };
    // "the report of the Council ... at its eightieth session": the body named last has no such session ahead, the speaking one has
    if (whose.body != scene.speaking.body && !whose.body.empty() && past(whose.body) && !past(scene.speaking.body)) whose = {scene.speaking.body, true};
    timed.doubtful = whose.doubtful;
    for (const int number : numbers) timed.timing.sessions.push_back({whose.body, number});
    const auto begin = window_of(scene, whose.body, numbers.front()), end = window_of(scene, whose.body, numbers.back());
    if (begin) timed.timing.first = begin->first;
    if (end) timed.timing.last = end->last;
    timed.timing.by_month = (begin && begin->by_month) || (end && end->by_month);
}

void say_session(const Scene& scene, Timed& timed, const Slots& slots, std::string_view value) {
    Timing& timing = timed.timing;
    if (value == "year") {
        timing.first = Date::of(*slots.year, 1, 1);
        timing.last = Date::of(*slots.year, 12, 31);
        return;
    }
    std::vector<int> numbers = slots.sessions;
    if (value == "next" || value == "current") {
        const auto own = session_of_text(scene);
        if (!own) return;
        numbers = {*own + (value == "next" ? 1 : 0)};
        timing.sessions.push_back({scene.speaking.body, numbers[0]});
        if (const auto window = window_of(scene, scene.speaking.body, numbers[0])) {
            timing.first = window->first;
            timing.last = window->last;
            timing.by_month = window->by_month;
        }
        return;
    }
    set_sessions(scene, timed, numbers);
    if (timing.kind == "session part" && timing.first) {
        const auto december = Date::of(timing.first->year(), 12, 31);
        if (value == "main") timing.last = december;
        if (value == "resumed") timing.first = Date::of(timing.first->year() + 1, 1, 1);
    }
    if (timing.kind == "start") timing.last.reset();
}

void say_latest(const Scene& scene, Timed& timed, const Slots& slots, std::string_view value) {
    Timing& timing = timed.timing;
    if (value == "session end" || value == "session begin") {
        set_sessions(scene, timed, slots.sessions);
        if (value == "session begin" && timing.first) timing.last = day_before(*timing.first);
        timing.first.reset();
    } else if (value == "year") {
        timing.last = Date::of(*slots.year, 12, 31);
    } else if (value == "year before") {
        timing.last = Date::of(*slots.year - 1, 12, 31);
    } else if (value == "month") {
        timing.last = Date::of(*slots.year, *slots.month, last_day_of(*slots.year, *slots.month));
    } else if (value == "date") {
        timing.last = slots.date;
    } else if (value == "date before") {
        timing.last = day_before(*slots.date);
    }
}

void say_window(const Scene& scene, Timed& timed, const Slots& slots, std::string_view value) {
    Timing& timing = timed.timing;
    if (value == "sessions") {  // between two: from the end of the first to the beginning of the second
        set_sessions(scene, timed, slots.sessions);
        if (timing.sessions.empty()) return;
        const auto before = window_of(scene, timing.sessions.front().body, slots.sessions.front()), after = window_of(scene, timing.sessions.front().body, slots.sessions.back());
        timing.first = before ? std::optional(before->last) : std::nullopt;
        timing.last = after ? std::optional(after->first) : std::nullopt;
    } else if (value == "date") {
        timing.first = timing.last = slots.date;
    } else if (value == "days") {  // "from 22 to 26 May 2023", "from 30 May to 2 June 2023"
        timing.last = slots.date;
        timing.first = slots.from;
        if (!slots.from && slots.day) timing.first = Date::of(slots.date->year(), slots.month.value_or(slots.date->month()), *slots.day);
    } else if (value.starts_with("half") || value.starts_with("quarter")) {
        const int months = value.starts_with("half") ? 6 : 3, part = value.back() - '0';
        timing.first = Date::of(*slots.year, months * (part - 1) + 1, 1);
        timing.last = Date::of(*slots.year, months * part, last_day_of(*slots.year, months * part));
        timing.by_month = true;
    } else if (value == "month") {
        timing.first = Date::of(*slots.year, *slots.month, 1);
        timing.last = Date::of(*slots.year, *slots.month, last_day_of(*slots.year, *slots.month));
    } else if (value == "year") {
        timing.first = Date::of(*slots.year, 1, 1);
        timing.last = Date::of(*slots.year, 12, 31);
    }
}

void say_period(const Scene& scene, Timed& timed, const Slots& slots) {
    if (!scene.speaking.adopted || !slots.count) return;
    timed.timing.first = scene.speaking.adopted;
    timed.timing.last = later(*scene.speaking.adopted, *slots.count, slots.unit);
}

void say_recurrence(Timing& timing, const Slots& slots, std::string_view value) {
    if (value == "count") {
        timing.interval = "P" + std::to_string(slots.count.value_or(1)) + slots.unit;
    } else if (value == "sessions") {
        timing.interval = "S" + std::to_string(slots.sessions.front());
    } else if (value == "years") {
        timing.interval = "P" + std::to_string(slots.sessions.front()) + "Y";
    } else {
        timing.interval = std::string(value.substr(0, value.find(' ')));
    }
}

Timed said(const Scene& scene, const TimeRow& row, Range range, const Slots& slots) {
    Timed timed{range, {.words = scene.passage(range), .kind = row.kind, .first = {}, .last = {}, .by_month = false, .sessions = {}, .interval = {}}};
    const std::string_view value = row.value;
    if (row.kind.starts_with("session") || (row.kind == "start" && value == "session")) {
        say_session(scene, timed, slots, value);
    } else if (row.kind == "latest") {
        say_latest(scene, timed, slots, value);
    } else if (row.kind == "window") {
        say_window(scene, timed, slots, value);
    } else if (value == "from adoption" || value == "period") {  // "within ten days of the meeting" counts from a day that is not known
        say_period(scene, timed, slots);
    } else if (row.kind == "expiry" && value == "session") {
        say_latest(scene, timed, slots, "session end");
    } else if (row.kind == "expiry") {
        say_latest(scene, timed, slots, value);
    } else if (row.kind == "start") {
        timed.timing.first = value == "date" ? slots.date : Date::of(*slots.year, 1, 1);
    } else if (row.kind == "recurrence") {
        say_recurrence(timed.timing, slots, value);
    }
    return timed;
}

/// "on 10 December 2023", "in 2013": a time to come only if it is not past when the text was adopted, and no anniversary's day.
bool is_to_come(const Scene& scene, const Timed& timed) {
    // "Lamps for All by 2030" is a title
    const std::size_t begin = timed.range.begin;
    if (timed.timing.kind == "latest" && begin > 1 && scene.sentence[begin - 1].capital && scene.sentence[begin - 2].capital && scene.sentence[timed.range.end].folded == "of" && timed.timing.sessions.empty()) return false;
    if (timed.timing.kind != "window" || !timed.timing.sessions.empty()) return true;
    if (!scene.speaking.adopted || !timed.timing.last || *timed.timing.last < *scene.speaking.adopted) return false;
    if (timed.range.begin > 0) {  // "for the financial period from ... to ...": what money is for, no time by which something is done
        const std::string& before = scene.sentence[timed.range.begin - 1].folded;
        if (before == "period" || before == "periods" || before == "biennium" || before == "year") return false;
    }
    constexpr std::size_t near = 6;
    for (std::size_t at = timed.range.begin - std::min(near, timed.range.begin); at < timed.range.begin; ++at)
        if (scene.sentence[at].folded.starts_with("anniversar")) return false;
    return true;
}

}  // namespace

std::vector<Timed> timings_in(const Scene& scene, Range range) {
    std::vector<Timed> found;
    for (std::size_t at = range.begin; at < range.end; ++at) {
        if (scene.sentence[at].quoted) continue;
        const auto* candidates = scene.words.times.beginning_with(scene.sentence[at]);
        if (candidates == nullptr) continue;
        std::size_t most = 0, row = 0;
        Slots best;
        for (const auto& phrase : *candidates) {
            Slots slots;
            const std::size_t taken = taken_by(scene, phrase, at, range.end, slots);
            if (taken <= most) continue;
            most = taken;
            row = phrase.row;
            best = slots;
        }
        if (most == 0) continue;
        Timed timed = said(scene, scene.words.time_rows[row], {at, at + most}, best);
        if (is_to_come(scene, timed)) found.push_back(std::move(timed));
        at += most - 1;
    }
    return found;
}

}  // namespace comity::directive
