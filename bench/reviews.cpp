// Lists of recommendations: how fast they come in, with what memory, and how long questions take then.
//   bench_reviews make FILE MEGABYTES   writes an invented list in the form of the Universal Human Rights Index, of so many megabytes
//   bench_reviews in RECORD FILE...     imports the lists into a new record and prints rows a second of the processor and the most memory that it took
//   bench_reviews more FILE ROWS        writes an invented list in the form of UPR Info, of so many rows, by and to the States of real ones
//   bench_reviews fill RECORD           adds some 700 entries of cooperation and a workspace of 200 pieces; prints whose it is
//   bench_reviews ask RECORD            asks a record that has lists again and again: what pages ask; prints the 95th percentile in milliseconds of the processor
// Prints one JSON object.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

#include <sys/resource.h>

#include "json/json.hpp"
#include "machinery/cooperation/cooperation.hpp"
#include "machinery/followup/keeping.hpp"
#include "machinery/processes/processes.hpp"
#include "machinery/reviews/gathering.hpp"
#include "machinery/reviews/importing.hpp"
#include "machinery/reviews/reviews.hpp"

using namespace comity;

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point begun) { return std::chrono::duration<double, std::milli>(Clock::now() - begun).count(); }

long peak_kilobytes() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss;
}

constexpr const char* countries[] = {"Peru", "Kenya", "Nepal", "Norway", "Albania", "Cuba", "Japan", "Mali", "Fiji", "Oman", "Chad", "Chile"};
constexpr const char* nouns[] = {"harbour", "lock", "ferry", "school", "quay", "lantern", "orchard", "bridge", "archive", "tide", "mill", "lamp", "well", "road", "island", "market", "garden", "tower"};
constexpr const char* verbs[] = {"Dredge", "Open", "Widen", "Repair", "Light", "Teach", "Measure", "Guard", "Rebuild", "Publish"};

record::Setup setup() {
    record::Setup made;
    made.derivations = {reviews::derivation()};
    return made;
}

void make(const std::string& path, std::size_t megabytes) {
    std::mt19937 random(7);
    const auto one = [&](const auto& list) { return list[random() % std::size(list)]; };
    std::ofstream file(path, std::ios::binary);
    file << "[";
    std::size_t written = 1;
    for (std::size_t i = 0; written < megabytes << 20U; ++i) {
        std::string text = one(verbs);
        for (int k = 0; k < 28; ++k) text += fmt::format(" the {} of {}", one(nouns), random() % 900);
        // Fields as long as those of the index: 1.4 KB a record.
        std::string record = fmt::format(
            "{}{{\"AnnotationId\":\"a-{}\",\"AnnotationType\":\"- Recommendations\",\"Body\":\"- UPR\",\"Countries\":[\"- {}\"],\"Regions\":[\"- Shores\"],\"DocumentId\":\"d-{}\",\"Symbol\":\"A/HRC/{}/{}\","
            "\"Text\":\"<p>{}.{} {} ({});</p>\",\"Themes\":[\"- Ports and {}\",\"- Schools and {}\"],\"AffectedPersons\":[\"- Sailors\"],\"Sdgs\":[\"14 - Sea\"],\"PublicationDate\":\"2031-05-03\","
            "\"UprCycle\":\"{}\",\"UprPositions\":[\"- Supported\"],\"UprRecommendingCountry\":[\"- {}\"],\"UprSession\":\"{}\"}}",
            i == 0 ? "" : ",\n", i, one(countries), i / 200, 10 + i % 50, i % 30, 100 + i % 40, i, text, one(countries), one(nouns), one(nouns), 1 + i % 4, one(countries), 1 + i % 40);
        file << record;
        written += record.size();
    }
    file << "]\n";
}

void more(const std::string& path, std::size_t rows) {
    std::mt19937 random(11);
    const auto one = [&](const auto& list) { return list[random() % std::size(list)]; };
    std::ofstream file(path, std::ios::binary);
    file << "To,Text,From,Response,Action,Issue,Session\n";
    for (std::size_t i = 0; i < rows; ++i) {
        std::string text = one(verbs);
        for (int k = 0; k < 7; ++k) text += fmt::format(" the {} of {}", one(nouns), random() % 900);
        file << fmt::format("{},{},{},{},{},\"Ports and {},Schools and {}\",{}\n", one(countries), text, one(countries), random() % 3 == 0 ? "Noted" : "Accepted", 1 + random() % 5, one(nouns), one(nouns), 21 + i % 4);
    }
}

/// As each of so many States would: a request that is published, an offer, an agreement that both publish with a step and a report, a measure.
std::string fill(const std::string& record_path) {
    const auto holdings = holdings::Holdings::open(processes::place(record_path), record::Access::write);
    std::vector<reviews::StateReviewed> states = reviews::states_reviewed(holdings->record().snapshot());
    std::erase_if(states, [](const reviews::StateReviewed& one) { return !one.state.starts_with("state:"); });
    std::mt19937 random(13);
    const auto forms = cooperation::assistance_forms();
    const auto act = [&](const std::string& actor, const std::string& what, const std::string& about, json::Value fields) {
        cooperation::perform(*holdings, {what, about, std::move(fields), {record::operator_at_command_line(), actor, false, {}, {}}, {}});
    };
    const auto matter = [&] {
        return json::Object{{"title", fmt::format("{} the {}", verbs[random() % std::size(verbs)], nouns[random() % std::size(nouns)])}, {"words", std::string(300, 'a' + static_cast<char>(random() % 26))},
                            {"forms", fmt::format("{}; {}", forms[random() % forms.size()].code, forms[random() % forms.size()].code)}, {"themes", fmt::format("SDG-{}; SDG-{}", 1 + random() % 17, 1 + random() % 17)}};
    };
    for (std::size_t i = 0; i < 120; ++i) {
        const std::string &asks = states[i % states.size()].state, &gives = states[(i + 7) % states.size()].state;
        const std::string a = cooperation::owner_code(asks), g = cooperation::owner_code(gives), name = fmt::format("thing-{}", i);
        act(asks, "open request", name, matter());
        act(asks, "publish request", a + "." + name, json::Object{});
        act(gives, "open offer", name, matter());
        if (i % 2 == 0) {
            act(asks, "record measure", name, json::Object{{"title", "A measure"}, {"crisis", "the flood"}, {"review", "2131-06-01"}});
            continue;
        }
        act(asks, "accept", name, json::Object{{"request", a + "." + name}, {"offers", g + "." + name}});
        act(gives, "confirm", a + "." + name, json::Object{});
        act(gives, "add step", a + "." + name, json::Object{{"step", "Twenty are taught."}, {"status", "done"}});
        act(gives, "report", a + "." + name, json::Object{{"result", "delivered"}, {"report", "We taught them."}});
        for (const std::string& party : {asks, gives}) act(party, "publish agreement", a + "." + name, json::Object{});
    }
    const auto most = std::max_element(states.begin(), states.end(), [](const auto& x, const auto& y) { return x.recommendations < y.recommendations; });
    const auto listed = reviews::list(holdings->record().snapshot(), {.state = most->state}, 0, 160);
    for (std::size_t i = 0; i < 200; ++i) {
        const bool cluster = i < 20, evidence = i >= 160;
        json::Value fields = json::Object{{"what", cluster ? "cluster" : evidence ? "evidence" : "action"}, {"title", fmt::format("Piece {} of the {}", i, nouns[random() % std::size(nouns)])}, {"words", std::string(200, 'w')}};
        if (!evidence) fields.put("recommendations", listed.rows.at(i % listed.rows.size()).id);
        if (!cluster && !evidence) fields.put("due", fmt::format("2131-{:02}-{:02}", 1 + i % 12, 1 + i % 28));
        if (!cluster) fields.put("part_of", evidence ? fmt::format("piece-{}", 20 + i % 140) : fmt::format("piece-{}", i % 20));
        followup::perform(holdings->record(), {"put", most->state, fmt::format("piece-{}", i), std::move(fields), {record::operator_at_command_line(), most->state, false, {}, {}}, {}});
    }
    return most->state;
}

void put_in(const std::string& record_path, const std::vector<std::string>& files) {
    const auto record = record::Record::open(record_path, record::Access::write, setup());
    std::int64_t rows = 0, refused = 0;
    const auto begun = Clock::now();
    const std::clock_t begun_on_processor = std::clock();
    for (const std::string& file : files) {
        reviews::ImportRequest request;
        request.file = file;
        request.format = reviews::list_format(file).value();
        request.who = {"operator at the command line", "bench"};
        const auto result = reviews::import_list(*record, request);
        rows += result.rows;
        refused += result.refused;
    }
    const double milliseconds = milliseconds_since(begun), processor = 1000.0 * static_cast<double>(std::clock() - begun_on_processor) / CLOCKS_PER_SEC;
    std::printf("%s\n", json::write(json::Object{{"rows", rows}, {"refused", refused}, {"milliseconds", milliseconds}, {"milliseconds_of_processor", processor},
                                                  {"rows_a_second", static_cast<double>(rows) * 1000 / processor},
                                                  {"peak_mib", static_cast<double>(peak_kilobytes()) / 1024}}).c_str());
}

double p95_of(const std::function<void(std::size_t)>& ask, std::size_t times) {
    std::vector<double> all;
    for (std::size_t i = 0; i < times; ++i) {
        // Of the processor: what else the machine does is no figure of ours.
        const std::clock_t begun = std::clock();
        ask(i);
        all.push_back(1000.0 * static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC);
    }
    std::sort(all.begin(), all.end());
    return all[all.size() * 95 / 100];
}

void ask(const std::string& record_path) {
    const auto record = record::Record::open(record_path, record::Access::read, setup());
    const record::Snapshot snapshot = record->snapshot();
    const auto states = reviews::states_reviewed(snapshot);
    const auto total = reviews::list(snapshot, {}, 0, 1).total;
    const auto state = [&](std::size_t i) { return states[i * 7 % states.size()].state; };
    json::Object figures = {{"recommendations", total}};
    const auto put = [&](const char* name, const std::function<void(std::size_t)>& what) { figures.emplace_back(name, p95_of(what, 200)); };
    put("states", [&](std::size_t) { (void)reviews::states_reviewed(snapshot); });
    put("list", [&](std::size_t i) { (void)reviews::list(snapshot, {}, i * 131 % total, 50); });
    put("list_of_state", [&](std::size_t i) { (void)reviews::list(snapshot, {.state = state(i)}, 0, 50); });
    put("list_from_state", [&](std::size_t i) { (void)reviews::list(snapshot, {.from = state(i), .position = "noted"}, 0, 50); });
    put("list_by_theme", [&](std::size_t) { (void)reviews::list(snapshot, {.theme = "Justice"}, 0, 50); });
    put("list_by_words", [&](std::size_t) { (void)reviews::list(snapshot, {.words = "death penalty"}, 0, 50); });
    put("reviews_of_state", [&](std::size_t i) { (void)reviews::reviews(snapshot, state(i)); });
    put("gatherings_of_state", [&](std::size_t i) { (void)reviews::gatherings(snapshot, state(i)); });
    put("alike", [&](std::size_t i) {
        const auto one = reviews::list(snapshot, {.state = state(i)}, 0, 1);
        (void)reviews::alike(snapshot, one.rows.at(0));
    });
    std::printf("%s\n", json::write(json::Value(std::move(figures))).c_str());
}

}  // namespace

int main(int count, char** arguments) {
    const std::vector<std::string> words(arguments + 1, arguments + count);
    if (words.size() == 3 && words[0] == "make") make(words[1], std::strtoul(words[2].c_str(), nullptr, 10));
    else if (words.size() == 3 && words[0] == "more") more(words[1], std::strtoul(words[2].c_str(), nullptr, 10));
    else if (words.size() == 2 && words[0] == "fill") std::printf("%s\n", fill(words[1]).c_str());
    else if (words.size() > 2 && words[0] == "in") put_in(words[1], {words.begin() + 2, words.end()});
    else if (words.size() == 2 && words[0] == "ask") ask(words[1]);
    else return 2;
    return 0;
}
