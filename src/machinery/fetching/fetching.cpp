#include "machinery/fetching/fetching.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/error.hpp"
#include "library/records.hpp"
#include "machinery/fetching/content.hpp"

namespace comity::fetching {

namespace {

constexpr std::string_view facts_format = "marcxml";
constexpr int given_up_after = 2;  // answers in turn

/// The name in the cache. The ending is that of the form asked for; another one that came stays under it, and is told by its bytes.
std::string cache_name(const Wanted& wanted, std::string_view format) {
    return wanted.what == What::facts ? file_name_of(wanted.symbol, "facts", "xml") : file_name_of(wanted.symbol, wanted.language, format);
}

std::string what_in_words(const Wanted& wanted, std::string_view format) {
    return wanted.what == What::facts ? fmt::format("records about {}", wanted.symbol) : fmt::format("{} in \"{}\" as {}", wanted.symbol, wanted.language, asked_in_words(format));
}

struct Verdict {
    Outcome outcome;
    std::string sentence;
};

constexpr std::string_view own_files = "comity import FILE takes a file that you have";

/// What an answer that is no document means, and what to do.
Verdict verdict_on_status(const fetch::Answer& answer, const std::string& host, const std::string& what) {
    const int status = answer.status;
    if (status == 404 || status == 410) return {Outcome::absent, fmt::format("{} has no {}", host, what)};
    if (status == 401 || status == 403) {
        return {Outcome::refused, fmt::format("refused by {} ({}): it lets no programs in from here just now; open {} in a browser, save the file, and {}", host, status, answer.address, own_files)};
    }
    if (status == 202 || (status >= 200 && status < 300 && answer.body.empty())) {
        return {Outcome::not_ready, fmt::format("not ready: {} took the question and gave no answer ({}); ask again later, or save {} from a browser", host, status, answer.address)};
    }
    if (status == 429 || status == 503) {
        const std::string when = answer.retry_after.empty() ? std::string() : fmt::format(", it says when: {}", answer.retry_after);
        return {Outcome::busy, fmt::format("{} asks to be left alone for a while ({}{}): ask again later", host, status, when)};
    }
    if (status >= 500) return {Outcome::busy, fmt::format("{} has a fault of its own ({}): ask again later", host, status)};
    return {Outcome::failed, fmt::format("{} answered {} to the question for {}: is the address right? {}", host, status, what, answer.address)};
}

Verdict verdict_on_ending(const fetch::Answer& answer, const std::string& host) {
    using fetch::Ended;
    switch (answer.ended) {
        case Ended::no_name:
            return {Outcome::out_of_reach, fmt::format("{} can't be found: is there a network here? Behind a proxy, set https_proxy; {}", host, own_files)};
        case Ended::no_connection:
            return {Outcome::out_of_reach, fmt::format("{} takes no connection: is there a network here? Behind a proxy, set https_proxy; {}", host, own_files)};
        case Ended::not_trusted: return {Outcome::out_of_reach, fmt::format("{} can't prove that it is {}, so nothing was taken from it ({})", host, host, answer.detail)};
        case Ended::no_library: return {Outcome::out_of_reach, fmt::format("nothing can be fetched, as {}: install the package libcurl4; {}", answer.detail, own_files)};
        case Ended::broke_off: return {Outcome::failed, fmt::format("the answer of {} broke off again and again: the same command goes on with what came", host)};
        case Ended::too_slow: return {Outcome::failed, fmt::format("{} is too slow just now: the same command goes on with what came", host)};
        case Ended::too_large: return {Outcome::too_large, fmt::format("{} is larger than what is taken of one file", answer.address)};
        case Ended::too_many_redirects: return {Outcome::failed, fmt::format("{} sends in a circle: is the address right? {}", host, answer.address)};
        case Ended::other_scheme: return {Outcome::failed, fmt::format("{} leads to another kind of address, which is not followed ({})", host, answer.detail)};
        case Ended::bad_address: return {Outcome::failed, fmt::format("{} is no address", answer.address)};
        case Ended::stopped: return {Outcome::stopped, "stopped before it came"};
        case Ended::answered:
        case Ended::otherwise: break;
    }
    return {Outcome::failed, fmt::format("{} could not be asked: {}", host, answer.detail)};
}

bool wants_to_be_left_alone(Outcome outcome) noexcept {
    return outcome == Outcome::not_ready || outcome == Outcome::refused || outcome == Outcome::busy;
}

}  // namespace

std::string_view name_of(Outcome outcome) noexcept {
    constexpr std::array<std::string_view, 11> names = {"came", "kept", "absent", "not ready", "refused", "busy", "wrong content", "too large", "out of reach", "failed", "stopped"};
    return names[static_cast<std::size_t>(outcome)];
}

bool is_there(const Got& got) noexcept { return got.outcome == Outcome::came || got.outcome == Outcome::kept; }

Got Fetcher::get(const Wanted& wanted, const fetch::OnWait& on_wait) {
    COMITY_ENSURE(wanted.what == What::text ? !wanted.formats.empty() : setting_.sources.facts.has_value());
    Patience& patience = wanted.what == What::text ? of_texts_ : of_facts_;
    if (patience.last) {
        Got left = *patience.last;
        left.wanted = wanted;
        if (const auto had = kept(wanted, wanted.what == What::text ? setting_.sources.texts : *setting_.sources.facts, facts_format)) return *had;
        return left;
    }
    Got got = wanted.what == What::text ? get_text(wanted, on_wait) : get_facts(wanted, on_wait);
    note(patience, got);
    return got;
}

void Fetcher::note(Patience& patience, const Got& got) const {
    if (got.outcome == Outcome::kept) return;
    patience.in_turn = wants_to_be_left_alone(got.outcome) ? patience.in_turn + 1 : 0;
    if (got.outcome != Outcome::out_of_reach && patience.in_turn < given_up_after) return;
    patience.last = got;
    if (got.outcome != Outcome::out_of_reach) patience.last->sentence = fmt::format("not asked: {} wants to be left alone; ask again later", host_of(got.address));
}

/// Of a text, in any of the formats wanted.
std::optional<Got> Fetcher::kept(const Wanted& wanted, const Source& source, std::string_view format) const {
    if (setting_.ask == Ask::everything_anew) return std::nullopt;
    const std::vector<std::string> formats = wanted.what == What::facts ? std::vector{std::string(format)} : wanted.formats;
    for (const std::string& one : formats) {
        const auto found = setting_.cache.find(cache_name(wanted, one), address_of(source, wanted.symbol, wanted.language, one));
        if (found) return Got{wanted, Outcome::kept, found->file, found->address, found->day, ""};
    }
    return std::nullopt;
}

Got Fetcher::get_text(const Wanted& wanted, const fetch::OnWait& on_wait) {
    const Source& source = setting_.sources.texts;
    if (auto had = kept(wanted, source, {})) return *had;
    Got got;
    for (const std::string& format : wanted.formats) {
        got = ask(wanted, source, format, on_wait);
        // Many older texts are there as a PDF only.
        if (got.outcome != Outcome::absent && got.outcome != Outcome::wrong_content) return got;
    }
    return got;
}

Got Fetcher::get_facts(const Wanted& wanted, const fetch::OnWait& on_wait) {
    const Source& source = *setting_.sources.facts;
    if (auto had = kept(wanted, source, facts_format)) return *had;
    return ask(wanted, source, facts_format, on_wait);
}

Got Fetcher::ask(const Wanted& wanted, const Source& source, std::string_view format, const fetch::OnWait& on_wait) {
    const std::string address = address_of(source, wanted.symbol, wanted.language, format);
    const std::string name = cache_name(wanted, format);
    const auto part = setting_.cache.part_of(name, address);
    visitor_.set_pause(source.pause);
    return take(wanted, visitor_.get({address, setting_.user_agent, part.bytes, part.mark}, on_wait), address, format);
}

Got Fetcher::take(const Wanted& wanted, fetch::Answer answer, const std::string& asked, std::string_view format) {
    Got got;
    got.wanted = wanted;
    got.address = answer.address;
    const std::string name = cache_name(wanted, format), host = host_of(answer.address);
    if (answer.ended != fetch::Ended::answered) {
        if (!answer.mark.empty() && !answer.body.empty()) setting_.cache.keep_part(name, asked, {answer.body, answer.mark});
        const Verdict verdict = verdict_on_ending(answer, host);
        got.outcome = verdict.outcome;
        got.sentence = verdict.sentence;
        return got;
    }
    setting_.cache.forget_part(name);
    const bool whole = answer.status == 200 || answer.status == 206;
    if (!whole || answer.body.empty()) {
        const Verdict verdict = verdict_on_status(answer, host, what_in_words(wanted, format));
        got.outcome = verdict.outcome;
        got.sentence = verdict.sentence;
        return got;
    }
    if (wanted.what == What::facts) return take_facts(std::move(got), answer.body, asked);
    const Form form = form_of(answer.body);
    if (!answers(form, format)) {
        got.outcome = Outcome::wrong_content;
        got.sentence = fmt::format("{} came from {} where {} was asked for: mostly the source has it not in this language or form; look at {} in a browser", in_words(form), host,
                                   asked_in_words(format), answer.address);
        return got;
    }
    const auto kept = setting_.cache.keep(name, answer.body, asked, answer.address, setting_.today());
    got.outcome = Outcome::came;
    got.file = kept.file;
    got.day = kept.day;
    return got;
}

Got Fetcher::take_facts(Got got, const std::string& body, const std::string& asked) const {
    std::string records;
    const std::string host = host_of(got.address);
    try {
        records = library::only_about(body, got.wanted.symbol, vocabulary_);
    } catch (const Error& error) {
        got.outcome = Outcome::wrong_content;
        const Form form = form_of(body);
        got.sentence = fmt::format("{} came from {} where records were asked for ({}): ask again later, or save {} from a browser", in_words(form), host, error.what(), got.address);
        return got;
    }
    if (records.empty()) {
        got.outcome = Outcome::absent;
        got.sentence = fmt::format("{} has no record of {}", host, got.wanted.symbol);
        return got;
    }
    const auto kept = setting_.cache.keep(cache_name(got.wanted, facts_format), records, asked, got.address, setting_.today());
    got.outcome = Outcome::came;
    got.file = kept.file;
    got.day = kept.day;
    return got;
}

}  // namespace comity::fetching
