#include "machinery/consultations/coding.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>

#include "base/error.hpp"
#include "json/members.hpp"
#include "machinery/consultations/reading_sentences.hpp"
#include "record/actor_form.hpp"
#include "text/text.hpp"

namespace comity::consultations {

namespace {

template <typename List, typename One>
bool holds(const List& list, const One& one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

std::vector<std::string> in_order(std::vector<std::string> all) {
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

std::size_t words_in(std::string_view text) {
    std::size_t count = 0;
    text::for_each_word(text, [&](std::string_view, std::uint32_t, std::uint32_t) { ++count; });
    return count;
}

class Rule {
public:
    Rule(const CodingState& state, const Request& request) : state_(state), request_(request) {}

    Ruling decide() {
        if (request_.act == "set desk") return set_desk();
        if (!state_.desk) return refuse(say(sentences::reading_no_desk, state_.call), Fault::not_found);
        const auto number = number_in(request_.about);
        if (!number) return refuse(say(sentences::coding_submission_unknown, request_.about), Fault::not_found);
        number_ = *number;
        coder_ = state_.desk->coder(request_.by.who);
        // Whoever neither reads nor keeps is not told whether there is such a submission.
        if (coder_ == 0 && !request_.by.keeps) return refuse(say(sentences::coder_not), Fault::refused);
        if (!state_.status) return refuse(say(sentences::coding_submission_unknown, fmt::format("{}", number_)), Fault::not_found);
        if (*state_.status != SubmissionStatus::registered) return refuse(say(sentences::coding_submission_stands_otherwise, number_, name_of(*state_.status)), Fault::conflict);
        if (request_.act == "settle") return settle();
        if (coder_ == 0) return refuse(say(sentences::coder_not), Fault::refused);
        if (holds(state_.done, coder_)) return refuse(say(sentences::coding_done_already, number_), Fault::conflict);
        if (request_.act == "code") return code();
        if (request_.act == "take back code") return take_back();
        if (request_.act == "done reading") return done();
        return refuse(say(sentences::reading_act_unknown, request_.act));
    }

private:
    const CodingState& state_;
    const Request& request_;
    std::int64_t number_ = 0;
    int coder_ = 0;

    [[nodiscard]] bool is_seen(std::int64_t revision) const { return !request_.seen_revision || *request_.seen_revision == revision; }

    Ruling keep(std::string subject, std::string_view kind, json::Value state, std::int64_t after, std::string sentence) const {
        record::Draft draft = draft_for(request_, std::move(subject), kind, std::move(state));
        // What was marked tells what a contributor wrote.
        draft.confidential = true;
        draft.after_revision = after;
        return Decision{{std::move(draft)}, std::move(sentence)};
    }

    Ruling set_desk() {
        if (!request_.by.keeps) return refuse(say(sentences::reading_keepers_only), Fault::refused);
        if (!is_seen(state_.desk_revision)) return refuse(say(sentences::reading_changed_meanwhile), Fault::conflict);
        Desk desk{state_.call, {}, json::maybe_truth(request_.fields, "blind").value_or(state_.desk ? state_.desk->blind : true)};
        const auto* coders = request_.fields["coders"].as_array();
        for (std::size_t i = 0; coders != nullptr && i < coders->size(); ++i) {
            const record::Actor coder = record::actor_from((*coders)[i]);
            if (!coder.name.empty() && desk.coder(coder) == 0) desk.coders.push_back(coder);
        }
        if (desk.coders.empty()) return refuse(say(sentences::desk_nobody));
        if (state_.desk) {
            for (const record::Actor& one : state_.desk->coders) {
                if (desk.coder(one) == 0) return refuse(say(sentences::desk_coders_stay, one.name));
            }
            // Those who were there keep their places, by which passages name them.
            std::vector<record::Actor> all = state_.desk->coders;
            for (const record::Actor& one : desk.coders) {
                if (state_.desk->coder(one) == 0) all.push_back(one);
            }
            desk.coders = std::move(all);
            if (state_.begun && desk.blind != state_.desk->blind) return refuse(say(sentences::desk_blind_too_late), Fault::conflict);
            if (to_json(desk) == to_json(*state_.desk)) return refuse(say(sentences::reading_nothing_changed));
        }
        return keep(desk_subject(state_.call), desk_kind, to_json(desk), state_.desk_revision,
                    fmt::format("{} read for {}{}", desk.coders.size() == 1 ? "one coder" : fmt::format("{} coders", desk.coders.size()), state_.call, desk.blind ? ", blind to one another" : ""));
    }

    /// What the request says of the code, laid over what stands.
    Said take_code(Code& code) const {
        const json::Value& fields = request_.fields;
        if (const auto kind = field(fields, "kind")) {
            const auto known = passage_kind_named(*kind);
            if (!known) return say(sentences::coding_no_kind, *kind);
            code.kind = *known;
        }
        if (const auto* question = fields["question"].as_integer()) code.question = *question;
        if (code.question < 0 || code.question > state_.questions) return say(sentences::coding_no_question, code.question);
        if (const auto themes = several(fields, "themes")) code.themes = in_order(*themes);
        for (const std::string& theme : code.themes) {
            if (state_.themes == nullptr || state_.themes->theme(theme) == nullptr) return say(sentences::coding_no_theme, theme);
        }
        if (const auto mechanism = field(fields, "mechanism")) code.mechanism = *mechanism;
        if (!code.mechanism.empty() && (state_.directory == nullptr || state_.directory->actor(code.mechanism) == nullptr)) return say(sentences::coding_no_actor, code.mechanism);
        if (const auto paragraph = field(fields, "paragraph")) code.paragraph = *paragraph;
        if (!code.paragraph.empty() && !holds(state_.paragraphs, code.paragraph)) return say(sentences::coding_no_paragraph, code.paragraph);
        if (const auto addressee = field(fields, "addressee")) code.addressee = *addressee;
        if (!code.addressee.empty() && code.kind != PassageKind::proposal) return say(sentences::coding_addressee_of_proposal, name_of(code.kind));
        if (const auto affected = several(fields, "affected")) code.affected = in_order(*affected);
        if (const auto note = field(fields, "note")) code.note = *note;
        return {};
    }

    Ruling code() {
        const std::int64_t part = request_.fields.integer("part", 1), begin = request_.fields.integer("begin", -1), end = request_.fields.integer("end", -1);
        const bool there = part >= 1 && static_cast<std::size_t>(part) <= state_.texts.size();
        const std::string_view text = there ? std::string_view(state_.texts[static_cast<std::size_t>(part) - 1]) : std::string_view();
        const bool inside = begin >= 0 && begin < end && static_cast<std::size_t>(end) <= text.size();
        const auto place = inside ? place_of(number_, static_cast<int>(part), text, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}) : std::nullopt;
        if (!place) return refuse(say(sentences::coding_no_words, part));
        if (words_in(place->words) > most_words_of_a_passage) return refuse(say(sentences::coding_too_long, most_words_of_a_passage));
        CodedPassage made{state_.call, *place, coder_, {}, false};
        std::int64_t before = 0;
        bool stands = false;
        for (const auto& list : {state_.coded, state_.taken_back}) {
            for (const Coded& one : list) {
                if (subject_of(one.passage) != subject_of(made)) continue;
                before = one.revision;
                stands = !one.passage.withdrawn;
                if (stands) made = one.passage;
            }
        }
        if (!is_seen(stands ? before : 0)) return refuse(say(sentences::reading_changed_meanwhile), Fault::conflict);
        const Code was = made.code;
        if (!stands && !field(request_.fields, "kind")) return refuse(say(sentences::coding_no_kind, ""));
        if (Said wrong = take_code(made.code); !wrong.empty()) return refuse(std::move(wrong));
        if (stands && was == made.code) return refuse(say(sentences::reading_nothing_changed));
        return keep(subject_of(made), passage_kind, to_json(made), before, fmt::format("coded: {}", in_words(made.code)));
    }

    Ruling take_back() {
        const std::string key = field(request_.fields, "key").value_or("");
        for (const Coded& one : state_.coded) {
            if (one.passage.coder != coder_ || key_of(one.passage.place) != key) continue;
            if (!is_seen(one.revision)) return refuse(say(sentences::reading_changed_meanwhile), Fault::conflict);
            CodedPassage next = one.passage;
            next.withdrawn = true;
            return keep(subject_of(next), passage_kind, to_json(next), one.revision, "the code is taken back");
        }
        return refuse(say(sentences::coding_nothing_there), Fault::not_found);
    }

    Ruling done() {
        const ReadingDone done{state_.call, number_, coder_, true};
        return keep(subject_of(done), reading_done_kind, to_json(done), 0, fmt::format("submission {} is read by coder {}", number_, coder_));
    }

    /// The marks that a settlement is about: those in one unit with the words of that key.
    [[nodiscard]] std::vector<PlacedPassage> marks_around(std::string_view key) const {
        std::vector<PlacedPassage> placed;
        for (const Coded& one : state_.coded) {
            const auto part = static_cast<std::size_t>(one.passage.place.part);
            if (part < 1 || part > state_.texts.size()) continue;
            if (const auto marked = find_passage(state_.texts[part - 1], one.passage.place)) placed.push_back({one.passage, *marked});
        }
        for (const Unit& unit : units_of(elsewhere(placed))) {
            std::vector<PlacedPassage> of_unit;
            for (const std::size_t i : unit.passages) of_unit.push_back(placed[i]);
            if (std::any_of(of_unit.begin(), of_unit.end(), [&](const PlacedPassage& one) { return key_of(one.passage.place) == key; })) return of_unit;
        }
        return {};
    }

    Ruling settle() {
        for (std::size_t coder = 1; coder <= state_.desk->coders.size(); ++coder) {
            if (!holds(state_.done, static_cast<int>(coder))) return refuse(say(sentences::settling_not_done, coder, number_), Fault::conflict);
        }
        const auto marks = marks_around(field(request_.fields, "key").value_or(""));
        if (marks.empty()) return refuse(say(sentences::settling_nothing_there), Fault::not_found);
        // A desk of two: what one of them marked and the other passed over is a difference, too.
        const bool all_marked = marks.size() == state_.desk->coders.size();
        const bool alike = all_marked && std::all_of(marks.begin(), marks.end(), [&](const PlacedPassage& one) { return same_code(one.passage.code, marks.front().passage.code); });
        Settlement made{state_.call, marks.front().passage.place, marks.front().passage.code, false, {}};
        std::int64_t before = 0;
        for (const auto& [one, revision] : state_.settled) {
            if (subject_of(one) == subject_of(made)) before = revision;
        }
        if (alike && before == 0) return refuse(say(sentences::settling_no_difference));
        if (!is_seen(before)) return refuse(say(sentences::reading_changed_meanwhile), Fault::conflict);
        if (!request_.by.why || request_.by.why->empty()) return refuse(say(sentences::settling_say_why));
        made.none = json::maybe_truth(request_.fields, "none").value_or(false);
        if (!made.none) {
            if (Said wrong = take_code(made.code); !wrong.empty()) return refuse(std::move(wrong));
        }
        for (const PlacedPassage& one : marks) made.passages.push_back(subject_of(one.passage));
        return keep(subject_of(made), settlement_kind, to_json(made), before, made.none ? "settled: no passage" : fmt::format("settled: {}", in_words(made.code)));
    }
};

std::uint32_t common(const Marked& a, const Marked& b) noexcept {
    const std::uint32_t begin = std::max(a.begin, b.begin), end = std::min(a.end, b.end);
    return end > begin ? end - begin : 0;
}

bool one_unit(const Marked& a, const Marked& b) noexcept { return 2 * common(a, b) >= std::min(a.end - a.begin, b.end - b.begin) && common(a, b) > 0; }

constexpr std::array<std::string_view, 4> standings = {"one coder", "agreed", "settled", "open"};

}  // namespace

Ruling decide(const CodingState& state, const Request& request) { return Rule(state, request).decide(); }

bool may_see(const Desk& desk, const std::vector<int>& done, const Viewer& viewer, int coder) noexcept {
    if (viewer.coder == 0) return viewer.keeps;
    if (viewer.coder == coder || !desk.blind) return true;
    for (std::size_t one = 1; one <= desk.coders.size(); ++one) {
        if (!holds(done, static_cast<int>(one))) return false;
    }
    return true;
}

PassagesElsewhere elsewhere(const std::vector<PlacedPassage>& passages) {
    PassagesElsewhere all;
    for (const PlacedPassage& one : passages) all.push_back(&one);
    return all;
}

std::vector<Unit> units_of(const PassagesElsewhere& passages) {
    std::vector<std::size_t> order(passages.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto place = [&](std::size_t i) {
        const auto& one = *passages[i];
        return std::tuple(one.passage.place.submission, one.passage.place.part, one.marked.begin, one.marked.end, one.passage.coder, i);
    };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return place(a) < place(b); });

    struct Meeting {
        std::uint32_t bytes = 0;
        std::size_t a = 0, b = 0;  ///< in `order`
    };
    std::vector<Meeting> meetings;
    for (std::size_t a = 0; a < order.size(); ++a) {
        const auto& one = *passages[order[a]];
        for (std::size_t b = a + 1; b < order.size(); ++b) {
            const auto& other = *passages[order[b]];
            const bool together = other.passage.place.submission == one.passage.place.submission && other.passage.place.part == one.passage.place.part;
            if (!together || other.marked.begin >= one.marked.end) break;
            if (other.passage.coder != one.passage.coder && one_unit(one.marked, other.marked)) meetings.push_back({common(one.marked, other.marked), a, b});
        }
    }
    std::stable_sort(meetings.begin(), meetings.end(), [](const Meeting& a, const Meeting& b) { return a.bytes > b.bytes; });
    // Whoever has most in common comes together first; then further coders come to them.
    std::vector<std::vector<std::size_t>> members(order.size());
    std::vector<std::size_t> unit(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) members[i] = {i}, unit[i] = i;
    for (const Meeting& meeting : meetings) {
        const std::size_t a = unit[meeting.a], b = unit[meeting.b];
        if (a == b) continue;
        const bool once = std::none_of(members[a].begin(), members[a].end(), [&](std::size_t one) {
            return std::any_of(members[b].begin(), members[b].end(), [&](std::size_t other) { return passages[order[one]]->passage.coder == passages[order[other]]->passage.coder; });
        });
        if (!once) continue;
        const std::size_t to = std::min(a, b), from = std::max(a, b);
        for (const std::size_t one : members[from]) unit[one] = to, members[to].push_back(one);
        members[from].clear();
    }
    std::vector<Unit> units;
    for (auto& group : members) {
        if (group.empty()) continue;
        std::sort(group.begin(), group.end(), [&](std::size_t a, std::size_t b) { return passages[order[a]]->passage.coder < passages[order[b]]->passage.coder; });
        const auto& first = *passages[order[group.front()]];
        Unit made{first.passage.place.submission, first.passage.place.part, first.marked, {}};
        for (const std::size_t one : group) {
            const auto& passage = *passages[order[one]];
            made.marked = {std::min(made.marked.begin, passage.marked.begin), std::max(made.marked.end, passage.marked.end)};
            made.passages.push_back(order[one]);
        }
        units.push_back(std::move(made));
    }
    return units;
}

std::string_view name_of(Standing standing) noexcept { return standings[static_cast<std::size_t>(standing)]; }

bool same_code(const Code& a, const Code& b) noexcept { return a.question == b.question && a.kind == b.kind && a.themes == b.themes; }

std::vector<CountedPassage> counted(const std::vector<PlacedPassage>& passages, const std::vector<Settlement>& settled) {
    std::vector<CountedPassage> all;
    for (const Unit& unit : units_of(elsewhere(passages))) {
        const PlacedPassage& first = passages[unit.passages.front()];
        CountedPassage made{first.passage.place, first.marked, first.passage.code, Standing::one_coder, {}, source_of(first.passage.place)};
        for (const std::size_t i : unit.passages) made.passages.push_back(subject_of(passages[i].passage));
        const auto said = std::find_if(settled.begin(), settled.end(), [&](const Settlement& one) {
            return std::any_of(one.passages.begin(), one.passages.end(), [&](const std::string& subject) { return holds(made.passages, subject); });
        });
        if (said != settled.end()) {
            if (said->none) continue;
            made.code = said->code;
            made.standing = Standing::settled;
        } else if (unit.passages.size() > 1) {
            const bool alike = std::all_of(unit.passages.begin(), unit.passages.end(), [&](std::size_t i) { return same_code(passages[i].passage.code, made.code); });
            made.standing = alike ? Standing::agreed : Standing::open;
        }
        all.push_back(std::move(made));
    }
    return all;
}

}  // namespace comity::consultations
