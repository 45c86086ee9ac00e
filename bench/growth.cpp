// A record as large as is asked for: invented texts, and acts of every process upon them, by a fixed seed. All goes through the doors that pages and commands use, in this process and
// without waiting for a disk where RECORD is in memory, so that a million entries are made in minutes and `comity verify` finds nothing. bench/growth measures what comes out.
//   bench_growth RECORD ENTRIES     as many paragraphs as entries, and more
// Prints one JSON object: entries, texts, paragraphs, and seconds of the processor for each thousand acts at the beginning and at the end.
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "accounts/keeper.hpp"
#include "machinery/actors/people.hpp"
#include "machinery/consultations/reading_desk.hpp"
#include "machinery/cooperation/cooperation.hpp"
#include "machinery/followup/keeping.hpp"
#include "machinery/mandates/judging.hpp"
#include "machinery/processes/processes.hpp"
#include "machinery/reviews/reviews.hpp"
#include "machinery/reviews/saying.hpp"

using namespace comity;

namespace {

constexpr int first_session = 31, sessions = 49, points = 15, recitals = 10;  // with numbers of three digits, as they are counted since then
/// What a thousand entries are made of; a call brings its invitations besides.
constexpr int texts_a_round = 42, submissions = 186, of_the_great_call = 10, recommendations = 100, positions = 80, pieces = 50, corrections = 90, judgements = 30, needs = 20, offers = 12,
              agreements = 4, measures = 8, persons = 2;

/// Of the processor: what else the machine does counts little.
double seconds_now() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// Words nobody has used, as unevenly as those of a language: few make up most of a text.
class Words {
public:
    Words() {
        constexpr std::array<const char*, 20> syllables = {"ba", "cor", "den", "fal", "gri", "hol", "ket", "lam", "mir", "nor", "pel", "qua", "ran", "sil", "tor", "ul", "ven", "wes", "yar", "zim"};
        for (const char* a : syllables) {
            for (const char* b : syllables) {
                for (const char* c : syllables) words_.push_back(fmt::format("{}{}{}", a, b, c));
            }
        }
        std::shuffle(words_.begin(), words_.end(), std::mt19937_64(3));
    }
    const std::string& one(std::mt19937_64& draw) const {
        const double even = static_cast<double>(draw() >> 11U) * 0x1p-53;
        return words_[static_cast<std::size_t>(static_cast<double>(words_.size()) * even * even * even)];
    }
    std::string some(std::mt19937_64& draw, int count) const {
        std::string made;
        for (int i = 0; i < count; ++i) made += (i == 0 ? "" : " ") + one(draw);
        return made;
    }
    /// A passage of a text that comes again each session: every third time some words of it are others.
    std::string passage(std::uint64_t of, int session, int count) const {
        std::mt19937_64 draw(of);
        std::vector<const std::string*> now;
        for (int i = 0; i < count; ++i) now.push_back(&one(draw));
        for (int later = first_session; later < session; ++later) {
            if (draw() % 3 != 0) continue;
            for (int k = 0; k < 4; ++k) now[draw() % now.size()] = &one(draw);
        }
        std::string made;
        for (const auto* word : now) made += (made.empty() ? "" : " ") + *word;
        return made;
    }

private:
    std::vector<std::string> words_;
};

std::string ordinal(int session) {
    constexpr std::array<const char*, 10> ends = {"", "-first", "-second", "-third", "-fourth", "-fifth", "-sixth", "-seventh", "-eighth", "-ninth"};
    constexpr std::array<const char*, 5> tens = {"Thirt", "Fort", "Fift", "Sixt", "Sevent"};
    const char* ten = tens.at(static_cast<std::size_t>(session / 10 - 3));
    const auto ones = static_cast<std::size_t>(session % 10);
    return ones == 0 ? fmt::format("{}ieth", ten) : fmt::format("{}y{}", ten, ends.at(ones));
}

class Growing {
public:
    Growing(const std::filesystem::path& file, std::int64_t entries)
        : folder_(file.string() + ".texts"), entries_(entries), titles_(static_cast<int>(std::max<std::int64_t>(1, entries * texts_a_round / 1000 / sessions))) {
        record::Setup setup;
        setup.derivations = processes::derivations();
        setup.clock = clock_;
        holdings_ = std::make_unique<holdings::Holdings>(record::Record::open(file, record::Access::write, std::move(setup)), vocabulary::standard());
        keeper_ = accounts::Keeper::open(file, record().identity(), accounts::Keeper::Access::write, clock_);
        for (const auto& state : consultations::whom(record().snapshot(), holdings_->vocabulary(), "all-states")) states_.emplace_back(state.actor, state.name);
    }

    json::Value grow() {
        take_lists();
        std::vector<double> rounds;
        while (wants_more()) {
            const int together = static_cast<int>(std::clamp<std::int64_t>(entries_ / 1000, 1, 20));  // texts are read in two threads, which a few at a time would not keep busy
            take_texts(texts_a_round * together);
            for (int i = 0; i < together && wants_more(); ++i) {
                const double begun = seconds_now();
                const auto before = record().snapshot().size();
                act();
                rounds.push_back((seconds_now() - begun) * 1000 / static_cast<double>(record().snapshot().size() - before));
            }
            record().rest();
            std::fprintf(stderr, "%ld entries, %ld texts, %.2f s a thousand acts\n", static_cast<long>(record().snapshot().size()), static_cast<long>(texts_), rounds.back());
        }
        holdings_->renew_indexes();
        std::filesystem::remove_all(folder_);
        return json::Object{{"entries", record().snapshot().size()}, {"texts", texts_}, {"paragraphs", texts_ * (points + recitals)}, {"first_thousand", rounds.front()}, {"last_thousand", rounds.back()}};
    }

private:
    std::filesystem::path folder_;
    std::int64_t entries_, texts_ = 0, now_ = 1924992000000;  // 1 January 2031, in milliseconds
    int titles_, round_ = 0;
    Words words_;
    std::mt19937_64 draw_{20310101};
    std::function<std::chrono::system_clock::time_point()> clock_ = [this] { return std::chrono::system_clock::time_point(std::chrono::milliseconds(now_ += 7)); };
    std::unique_ptr<holdings::Holdings> holdings_;
    std::unique_ptr<accounts::Keeper> keeper_;
    std::vector<std::pair<std::string, std::string>> states_;
    std::map<std::string, std::vector<std::string>> recommended_;
    std::vector<std::string> all_recommended_;
    std::size_t position_ = 0, judged_ = 0, pieces_ = 0, deeds_ = 0, persons_ = 0, great_ = 0;

    record::Record& record() { return holdings_->record(); }
    bool wants_more() { return record().snapshot().size() + 500 < entries_; }
    std::size_t drawn(std::size_t below) { return draw_() % below; }
    const std::pair<std::string, std::string>& state() { return states_[drawn(states_.size())]; }
    static record::Actor officer() { return {"secretariat officer", "account 00000000000000aa"}; }
    std::string symbol(std::int64_t text) const { return fmt::format("A/RES/{}/{}", first_session + text / titles_ % sessions, 1 + text % titles_ + text / titles_ / sessions * titles_); }

    std::string some_symbol() { return symbol(static_cast<std::int64_t>(drawn(static_cast<std::size_t>(texts_)))); }

    std::string text(std::int64_t number) {
        const int session = first_session + static_cast<int>(number / titles_ % sessions), year = 1945 + session;
        const auto title = static_cast<std::uint64_t>(number % titles_), own = 1 + title + static_cast<std::uint64_t>(number / titles_ / sessions * titles_);
        std::mt19937_64 draw(title);
        std::string made = fmt::format("# General Assembly\n\nDistr.: General\n21 December {}\n\n---\n\n## {} session\n\nAgenda item {}\n\n## Resolution adopted by the General Assembly on 18 December {}\n"
                                       "\n[*without reference to a Main Committee (A/{}/L.{})*]\n\n### {}/{}. The {} of {}\n\n*The General Assembly,*\n\n",
                                       year, ordinal(session), 1 + title % 170, year, session, own, session, own, words_.some(draw, 3), words_.some(draw, 3));
        if (session > first_session) made += fmt::format("*Recalling* its resolution {}/{} of 18 December {} on the {},\n\n", session - 1, own, year - 1, words_.some(draw, 2));
        for (int i = session > first_session ? 1 : 0; i < recitals; ++i) made += fmt::format("*Noting* that the {},\n\n", words_.passage(title * 100 + static_cast<std::uint64_t>(i), session, 30));
        for (int i = 1; i <= points; ++i) {
            const std::string said = words_.passage(title * 100 + 50 + static_cast<std::uint64_t>(i), session, 40);
            const char* asks = i % 5 == 1 ? "Requests* the Secretary-General to submit to it at its next session a report on" : i % 5 == 2 ? "Calls upon* States to keep" : i % 5 == 3 ? "Welcomes*" : "Notes*";
            made += fmt::format("{}. *{} the {}{}\n\n", i, asks, said, i == points ? "." : ";");
        }
        return made + fmt::format("*75th plenary meeting*\n*18 December {}*\n", year);
    }

    void take_texts(int count) {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        for (int i = 0; i < count; ++i, ++texts_) std::ofstream(folder_ / fmt::format("{:09}.txt", texts_), std::ios::binary) << text(texts_);
        import();
    }

    void import() {
        holdings::ImportRequest request;
        request.paths = {folder_};
        request.who = {"operator at the command line", "bench"};
        const auto done = holdings_->import(request);
        if (done.could_not_be_read > 0) throw Error(Fault::bad_request, "{}: {}", done.refused.front().path, done.refused.front().reason);
    }

    /// A list of recommendations and two tables of votes, as others export them.
    void take_lists() {
        std::filesystem::create_directories(folder_);
        const std::int64_t rows = entries_ * recommendations / 1000;
        {
            std::ofstream list(folder_ / "list.csv", std::ios::binary);
            list << "To,To-Rgrp,To-Org,Text,From,From-Rgrp,From-Org,Response,Action,Issue,Session\r";
            for (std::int64_t i = 0; i < rows; ++i) {
                list << fmt::format("\"{}\",,,\"Dredge the {}\",\"{}\",,,{},{},\"{}\",{}\r", state().second, words_.some(draw_, 25), state().second, i % 3 == 0 ? "Noted" : "Accepted", 1 + i % 5,
                                    words_.one(draw_), 1 + i % 40);
            }
            std::ofstream calls(folder_ / "un_roll_calls.csv", std::ios::binary), votes(folder_ / "un_votes.csv", std::ios::binary);
            calls << "rcid;session;date;unres\n";
            votes << "rcid;country;country_code;vote\n";
            for (std::int64_t i = 0; i < std::max<std::int64_t>(2, entries_ / 500); ++i) {
                const std::int64_t text = i * 21;
                const std::string named = symbol(text);
                const std::int64_t session = first_session + text / titles_ % sessions;
                calls << fmt::format("{};{};{}-12-18;R{}\n", i + 1, session, 1945 + session, named.substr(named.find('/', 2)));
                for (const auto& [id, name] : states_) votes << fmt::format("{};\"{}\";;{}\n", i + 1, name, i % 7 == 0 ? "no" : i % 5 == 0 ? "abstain" : "yes");
            }
        }
        import();
        for (const auto& one : reviews::list(record().snapshot(), {}, 0, static_cast<std::size_t>(rows)).rows) {
            recommended_[one.state].push_back(one.id);
            all_recommended_.push_back(one.id);
        }
    }

    void act() {
        consult();
        respond();
        follow_up();
        for (int i = 0; i < corrections; ++i) correct();
        for (int i = 0; i < judgements; ++i, ++judged_) {
            mandates::judge(*holdings_, {symbol(static_cast<std::int64_t>(judged_)), "op1", 1, mandates::JudgementRequest::Say{mandates::Verdict::right, {}, {}}, officer(), {}, {}, {}, {}});
        }
        cooperate();
        actors::People people(record(), *keeper_, holdings_->vocabulary(), clock_);
        for (int i = 0; i < persons; ++i, ++persons_) {
            actors::Request request;
            request.act = actors::Act::invite;
            request.account = fmt::format("person.{}", persons_);
            request.name = fmt::format("Person {}", persons_);
            request.role = "contributor";
            request.actor = state().first;
            request.who = officer();
            people.perform(request);
        }
        ++round_;
    }

    // --- consultations --------------------------------------------------------------------------------------------------------

    consultations::Done call_act(record::Writing& writing, std::string act, std::string about, json::Value fields, const std::vector<consultations::Handed>& handed = {}) {
        return consultations::perform(writing, holdings_->vocabulary(), {std::move(act), std::move(about), std::move(fields), {officer(), "", true, "all have answered", {}}, {}}, handed, clock_);
    }
    void prepare(const std::string& id) {
        const json::Value fields = json::Object{{"title", "Views on the " + words_.some(draw_, 4)}, {"convener", "the Registrar"}, {"document", some_symbol()}, {"paragraph", "op1"},
                                                {"questions", "What lights the way?\nWhat stands in the dark?"}, {"deadline", "2039-05-03T18:00"}, {"zone", "UTC"}, {"contact", "registry@example.org"}};
        consultations::perform(*holdings_, {"prepare", id, fields, {officer(), "", true, {}, {}}, {}}, {}, clock_);
    }
    void hand_in(record::Writing& writing, const std::string& call, std::string from, bool released) {
        const auto done = call_act(writing, "hand in", call, json::Object{{"form", "page"}, {"language", "en"}, {"confidentiality", "public"}, {"from", std::move(from)}, {"kind", "ngo"}},
                                   {consultations::typed_words("What " + words_.some(draw_, 120) + ".")});
        if (released) call_act(writing, "release", done.subject, json::Object{});
    }
    void consult() {
        const std::string id = fmt::format("views-{}", round_), great = "great-call";
        if (round_ == 0) prepare(great);
        prepare(id);
        auto writing = record().write();
        if (round_ == 0) call_act(writing, "open", great, json::Object{});
        call_act(writing, "open", id, json::Object{});
        call_act(writing, "invite", id, json::Object{{"who", "all-states"}});
        for (int i = 0; i < submissions; ++i) hand_in(writing, id, fmt::format("Lamp Society of Pier {}", drawn(4000)), true);
        for (int i = 0; i < of_the_great_call; ++i, ++great_) hand_in(writing, great, fmt::format("Society of Quay {}", great_), great_ % 2 == 0);
        call_act(writing, "close", id, json::Object{});
        writing.commit();
    }

    // --- reviews and what follows ------------------------------------------------------------------------------------------------

    void respond() {
        for (int i = 0; i < positions && position_ < all_recommended_.size(); ++i, ++position_) {
            const json::Value fields = json::Object{{"word", position_ % 4 == 0 ? "noted" : "supported"}, {"document", fmt::format("A/HRC/{}/{}/Add.1", 30 + round_ % 30, 1 + position_ % 40)}};
            reviews::perform(record(), holdings_->vocabulary(), {"position", all_recommended_[position_], fields, {officer(), "", true, {}, {}}, {}});
        }
    }
    void follow_up() {
        for (int i = 0; i < pieces; ++i, ++pieces_) {
            const auto& [id, name] = state();
            followup::Request request;
            request.act = "put";
            request.state = id;
            request.id = fmt::format("action-{}", pieces_);
            request.fields = json::Object{{"what", "action"}, {"title", "Open the " + words_.some(draw_, 3)}, {"office", "Ministry of Ports"}, {"due", fmt::format("203{}-05-03", 2 + pieces_ % 7)}};
            if (const auto& known = recommended_[id]; !known.empty()) request.fields.put("recommendations", known[drawn(known.size())]);
            request.by = {{"contributor", "account 00000000000000bb"}, id, false, {}, {}};
            followup::perform(record(), request);
            if (pieces_ % 4 != 0) continue;
            request.act = "release";
            request.fields = json::Object{};
            followup::perform(record(), request);
        }
    }

    void correct() {
        holdings::CorrectionRequest request;
        request.document = some_symbol();
        request.change = holdings::SetFact{"title", "The " + words_.some(draw_, 4)};
        request.who = officer();
        request.why = "as it is printed";
        holdings_->correct(request);
    }

    // --- cooperation -------------------------------------------------------------------------------------------------------------

    consultations::Done cooperate(const std::string& actor, std::string act, std::string about, json::Value fields) {
        return cooperation::perform(*holdings_, {std::move(act), std::move(about), std::move(fields), {{"contributor", "account 00000000000000bb"}, actor, false, {}, {}}, {}}, clock_);
    }
    json::Value matter(const char* themes) {
        return json::Object{{"title", "The " + words_.some(draw_, 5)}, {"words", words_.some(draw_, 30)}, {"document", some_symbol()}, {"paragraph", "op2"},
                            {"themes", themes}, {"forms", "training; expert"}, {"languages", "en; fr"}, {"first", "2031-03-01"}, {"last", "2039-02-28"}};
    }
    static std::string id_in(const std::string& subject) { return subject.substr(subject.find(':') + 1); }
    void cooperate() {
        constexpr std::array<const char*, 4> themes = {"SDG-16", "SDG-4", "SDG-3; SDG-10", "SDG-5"};
        std::vector<std::string> given;
        std::vector<std::pair<std::string, std::string>> asked;
        for (int i = 0; i < offers; ++i, ++deeds_) given.push_back(id_in(cooperate(state().first, "open offer", fmt::format("offer-{}", deeds_), matter(themes[deeds_ % 4])).subject));
        for (int i = 0; i < needs; ++i, ++deeds_) {
            const std::string actor = state().first;
            json::Value fields = matter(themes[deeds_ % 4]);
            fields.put("contact", "harbour@example.org");
            asked.emplace_back(actor, id_in(cooperate(actor, "open request", fmt::format("request-{}", deeds_), fields).subject));
            cooperate(actor, "publish request", asked.back().second, json::Object{});
        }
        for (int i = 0; i < agreements; ++i, ++deeds_) {
            const auto& [actor, need] = asked[static_cast<std::size_t>(i)];
            const std::string offer = given[static_cast<std::size_t>(i)];
            const auto offered = cooperation::offer(record().snapshot(), offer);
            if (offered->value.actor == actor) continue;
            const std::string id = id_in(cooperate(actor, "accept", fmt::format("agreement-{}", deeds_), json::Object{{"request", need}, {"offers", offer}}).subject);
            cooperate(offered->value.actor, "confirm", id, json::Object{});
            cooperate(actor, "publish agreement", id, json::Object{});
            cooperate(offered->value.actor, "publish agreement", id, json::Object{});
        }
        for (int i = 0; i < measures; ++i, ++deeds_) {
            json::Value fields = matter(themes[deeds_ % 4]);
            fields.put("crisis", "the flood of April");
            fields.put("review", "2032-06-01");
            cooperate(state().first, "record measure", fmt::format("measure-{}", deeds_), fields);
        }
    }
};

}  // namespace

int main(int count, char** words) {
    std::int64_t entries = 0;
    if (count != 3 || std::from_chars(words[2], words[2] + std::strlen(words[2]), entries).ec != std::errc{} || entries < 1) {
        std::fputs("bench_growth RECORD ENTRIES\n", stderr);
        return 2;
    }
    try {
        std::printf("%s\n", json::write(Growing(words[1], entries).grow()).c_str());
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
