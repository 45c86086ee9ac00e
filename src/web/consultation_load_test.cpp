// What a large consultation brings: 3,000 contributions, 20,000 coded passages, 50 who read and 20 who write at once, over a real socket. With COMITY_LOAD=SECONDS.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <map>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "http/testing.hpp"
#include "machinery/actors/actors.hpp"
#include "machinery/consultations/reading_desk.hpp"
#include "record/actor_form.hpp"
#include "vocabulary/themes.hpp"
#include "web/listening.hpp"

namespace comity::web {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::int64_t contributions = 3000, passages = 20'000;
constexpr int readers = 50, writers = 20;
/// Between two pages somebody reads, between two passages or contributions somebody writes.
constexpr auto reads = 3000ms, writes = 6000ms;
constexpr double most = 0.2;  ///< seconds, at the 95th of 100

/// Words of a few hundred, drawn without chance: texts that differ, as people's do.
std::string words_of(std::int64_t seed, int count) {
    static const std::vector<std::string> words = [] {
        std::vector<std::string> all;
        for (const char* a : {"lamp", "harbour", "ferry", "light", "boat", "shore", "notice", "keeper", "wick", "oil", "net", "crew", "dusk", "fog", "pass", "gate", "bench", "field", "count", "bag"}) {
            for (const char* b : {"", "s", "man", "house", "side", "way", "work", "less", "let", "ing"}) all.push_back(std::string(a) + b);
        }
        return all;
    }();
    std::string text;
    auto drawn = static_cast<std::uint64_t>(seed) * 2862933555777941757ULL + 3037000493ULL;
    for (int i = 0; i < count; ++i) {
        drawn = drawn * 2862933555777941757ULL + 3037000493ULL;
        text += (text.empty() ? "" : " ") + words[(drawn >> 33U) % words.size()];
    }
    return text + ".";
}

/// A first coder has marked five passages of each contribution, a second one those of a third of them: there both are done, and of every fifth passage they differ.
struct Filling {
    FiledSite& site;
    record::Writing writing;
    record::Draft draft;
    std::vector<std::string> sources, proposals;
    std::int64_t last_paragraph = 0;  ///< of the report

    explicit Filling(FiledSite& of) : site(of), writing(of.holdings().record().write()) {
        draft.who = {"secretariat officer", "maud.ferriday"};
        draft.confidential = true;
    }
    void append(std::string subject, std::string_view kind, const char* act, json::Value state) {
        draft.subject = std::move(subject);
        draft.kind = kind;
        draft.act = act;
        draft.state = std::move(state);
        writing.append(draft);
    }
    void code(const consultations::Submission& made, const std::string& text, std::int64_t i, int coder) {
        const auto paragraphs = consultations::paragraphs_of(text);
        for (std::size_t k = 0; k < 5; ++k) {
            consultations::CodedPassage passage{made.call, *consultations::place_of(made.number, 1, text, paragraphs[k]), coder, {}, false};
            const std::size_t kind = coder == 2 && (static_cast<std::size_t>(i) + k) % 5 == 0 ? k + 1 : k;
            passage.code.kind = consultations::all_passage_kinds[kind % consultations::all_passage_kinds.size()];
            passage.code.question = 1;
            const auto themes = vocabulary::standard_themes().themes();
            passage.code.themes = {themes[(static_cast<std::size_t>(i) + k) % std::min<std::size_t>(themes.size(), 30)].id};
            if (coder == 1) sources.push_back(source_of(passage.place));
            if (coder == 1 && passage.code.kind == consultations::PassageKind::proposal) proposals.push_back(sources.back());
            append(subject_of(passage), consultations::passage_kind, "code", to_json(passage));
        }
    }
    void contribution(std::int64_t i) {
        consultations::Submission made;
        made.call = "lamps-2031";
        made.number = writing.now().size();
        made.contributor = {"", fmt::format("Shore Association {}", i), "ngo"};
        made.form = "file";
        made.received = "2031-02-01T10:00:00Z";
        made.language = "en";
        std::string text;
        for (int k = 0; k < 12; ++k) text += words_of(i * 100 + k, 20) + "\n\n";
        const std::string subject = consultations::submission_subject(made.call, made.number);
        made.parts = {{"", "", writing.keep(consultations::enveloped(subject, "words", text)), "en", 240, false}};
        append(subject, consultations::submission_kind, "hand in", to_json(made));
        code(made, text, i, 1);
        if (i % 3 == 0) {
            code(made, text, i, 2);
            for (const int coder : {1, 2}) {
                const consultations::ReadingDone done{made.call, made.number, coder, true};
                append(subject_of(done), consultations::reading_done_kind, "done reading", to_json(done));
            }
            consultations::Release release{made.call, made.number, subject, made.contributor, "en", false, {writing.keep(consultations::enveloped(consultations::release_subject(made.call, made.number), "words", text))}, {}};
            draft.confidential = false;
            append(consultations::release_subject(made.call, made.number), consultations::release_kind, "release", to_json(release));
            draft.confidential = true;
        }
    }
    /// Fifty groups of six proposals; a hundred paragraphs of three sentences, each with a source.
    void report() {
        for (std::int64_t i = 0; i < 50; ++i) {
            consultations::PassageGroup group{"lamps-2031", fmt::format("Group {}", i), writing.now().size(), {}, false};
            for (std::int64_t k = 0; k < 6; ++k) group.sources.push_back(proposals[static_cast<std::size_t>(i * 6 + k)]);
            std::sort(group.sources.begin(), group.sources.end());
            append(subject_of(group), consultations::group_kind, "gather", to_json(group));
        }
        consultations::Report made;
        made.call = "lamps-2031";
        made.title = "Views on lamps";
        made.sections = consultations::customary_sections();
        append(consultations::report_subject(made.call), consultations::report_kind, "begin report", to_json(made));
        for (std::int64_t i = 0; i < 100; ++i) {
            consultations::ReportParagraph paragraph;
            paragraph.call = made.call;
            paragraph.number = last_paragraph = writing.now().size();
            paragraph.section = made.sections[static_cast<std::size_t>(i) % made.sections.size()].id;
            for (std::int64_t k = 0; k < 3; ++k) paragraph.sentences.push_back({"One non-governmental organization said that " + words_of(i * 3 + k, 20), {sources[static_cast<std::size_t>(i * 150 + k * 5)]}, ""});
            append(consultations::report_paragraph_subject(paragraph.call, paragraph.number), consultations::report_paragraph_kind, "write paragraph", to_json(paragraph));
        }
    }
};

/// Straight into the record: by page it would take an hour. Every State and organization that the vocabulary knows is invited, as an officer would.
std::int64_t fill(FiledSite& site) {
    for (const char* list : {"all-states", "all-organizations"}) {
        consultations::perform(site.holdings(), {"invite", "lamps-2031", json::Object{{"who", list}, {"language", "en"}}, {{"secretariat officer", "maud.ferriday"}, "", true, {}, {}}, {}}, {}, site.clock);
    }
    Filling filling(site);
    consultations::Desk desk{"lamps-2031", {{"secretariat officer", "maud.ferriday"}, {"secretariat officer", actors::account_in_entries(site.officer)}}, true};
    filling.append(consultations::desk_subject(desk.call), consultations::desk_kind, "set desk", to_json(desk));
    for (std::int64_t i = 0; i < contributions; ++i) filling.contribution(i);
    filling.report();
    filling.writing.commit();
    return filling.last_paragraph;
}

struct Figures {
    std::mutex mutex;
    std::map<std::string, std::vector<double>> seconds;  ///< by page
    std::atomic<int> wrong{0};

    /// Of the first seconds nothing is counted: all begin at once then.
    Clock::time_point counted_from;
    void note(const std::string& page, double took) {
        if (Clock::now() < counted_from) return;
        const std::lock_guard hold(mutex);
        seconds[page].push_back(took);
    }
};

/// One question of a browser; its status.
int ask(std::uint16_t port, const std::string& method, const std::string& target, const std::string& cookie) {
    http::testing::Client client(port);
    std::string sent = method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n";
    if (!cookie.empty()) sent += "Cookie: " + cookie + "\r\n";
    if (!client.connected() || !client.offer(sent + "\r\n")) return 0;
    const std::string answer = client.read_all();
    return answer.size() < 12 ? 0 : std::atoi(answer.substr(9, 3).c_str());
}

struct Asked {
    std::string page, target, cookie;
};

/// Every page of the consultation, as those see it who come to it. The officer keeps the consultation; the second coder reads blind to the first.
std::vector<Asked> pages_of(FiledSite& site, std::int64_t report_paragraph) {
    const std::string officer = site.cookie_of(site.admit("olga", "secretariat officer")), coder = site.cookie_of(site.officer), contributor = site.cookie_of(site.ardune), call = site.call;
    const auto all = site.registered();
    const auto number = [&](std::size_t at) { return std::to_string(all[at].submission.number); };
    const std::string paragraph = std::to_string(report_paragraph);
    return {{"list of calls", "/consultations", ""},
            {"call, for everybody", call, ""},
            {"call, its contributions further on", call + "?offset=500", ""},
            {"call, for a contributor", call, contributor},
            {"call, for an officer", call, officer},
            {"register", call + "/register", officer},
            {"register, further on", call + "/register?offset=1500", officer},
            {"contribution", call + "/submissions/" + number(1500), officer},
            {"desk", call + "/desk", officer},
            {"desk, for a coder", call + "/desk", coder},
            {"desk, what a coder has not read", call + "/desk?which=unread&offset=500", coder},
            {"contribution at the desk", call + "/desk/" + number(1500), officer},
            {"contribution at the desk, for a coder", call + "/desk/" + number(1501), coder},
            {"passages like one", call + "/desk/" + number(1501) + "?similar=1-7", coder},
            {"agreement", call + "/agreement", officer},
            {"agreement, further on", call + "/agreement?offset=200", officer},
            {"groups", call + "/groups", officer},
            {"groups of obstacles", call + "/groups?passages=obstacle", officer},
            {"balance", call + "/balance", officer},
            {"balance, for a coder", call + "/balance", coder},
            {"matrix", call + "/matrix", officer},
            {"matrix, a cell", call + "/matrix?cell=obstacle&theme=" + vocabulary::standard_themes().themes()[2].id + "&actor=ngo", officer},
            {"report", call + "/report", officer},
            {"report, a paragraph", call + "/report/" + paragraph, officer},
            {"report, sources looked for", call + "/report/" + paragraph + "?find=harbour+lamp&passages=proposal", officer},
            {"report, versions", call + "/report/versions", officer},
            {"report, letters", call + "/report/letters", officer}};
}

constexpr const char* coding_officer = "maud.ferriday";
consultations::Request handing_in() {
    return {"hand in", "lamps-2031", json::Object{{"form", "page"}}, {{"contributor", "account 00000000000000bb"}, "state:XAR", false, {}, {}}, {}};
}
consultations::Request coding(std::int64_t number, int turn) {
    return {"code", consultations::submission_subject("lamps-2031", number), json::Object{{"part", 1}, {"begin", 1300 + turn % 3}, {"end", 1400}, {"kind", "proposal"}, {"question", 1}}, {{"secretariat officer", coding_officer}, "", true, {}, {}}, {}};
}

/// What each takes of the processor, asked alone, each time after somebody has written: on a machine with other work seconds stretch and these don't.
std::map<std::string, double> alone(FiledSite& site, std::uint16_t port, const std::vector<Asked>& pages, const consultations::SharedList<consultations::Registered>& all) {
    constexpr int times = 6;
    std::map<std::string, double> took;
    std::int64_t seed = 0;
    for (const Asked& one : pages) {
        double used = 0;
        for (int turn = 0; turn < times; ++turn, --seed) {
            if (turn % 2 == 0) consultations::perform(site.holdings(), handing_in(), {consultations::typed_words(words_of(seed - 1, 240))}, site.clock);
            else consultations::perform_reading(site.holdings(), coding(all[static_cast<std::size_t>(-seed * 3 + 1)].submission.number, 0));
            const std::clock_t before = std::clock();
            EXPECT_EQ(ask(port, "GET", one.target, one.cookie), 200) << one.page;
            used += static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
        }
        took[one.page] = used / times;
    }
    return took;
}

TEST(ConsultationLoad, EveryPageOfALargeConsultationIsThereWithinAFifthOfASecond) {
    const char* asked = std::getenv("COMITY_LOAD");
    if (asked == nullptr) GTEST_SKIP() << "set COMITY_LOAD=SECONDS to measure";
    const auto lasting = std::chrono::seconds(std::max(5, std::atoi(asked)));
    FiledSite site;
    site.open_call();
    const std::int64_t paragraph = fill(site);
    const auto all = site.registered();
    Figures figures;
    const Listening server(site.site());
    const std::vector<Asked> pages = pages_of(site, paragraph);
    std::map<std::string, double> first;
    for (const Asked& page : pages) {  // the first look at each, by one person alone
        const auto since = Clock::now();
        ASSERT_EQ(ask(server.port(), "GET", page.target, page.cookie), 200) << page.page;
        first[page.page] = std::chrono::duration<double>(Clock::now() - since).count();
    }
    const auto processor = alone(site, server.port(), pages, all);
    const auto end = Clock::now() + lasting;
    figures.counted_from = Clock::now() + 3s;
    std::vector<std::thread> people;
    for (int i = 0; i < readers; ++i) {
        people.emplace_back([&, i] {
            std::this_thread::sleep_for(reads * i / readers);
            for (std::size_t turn = static_cast<std::size_t>(i); Clock::now() < end; ++turn) {
                const Asked& one = pages[turn % pages.size()];
                const auto since = Clock::now();
                const int status = ask(server.port(), "GET", one.target, one.cookie);
                figures.note(one.page, std::chrono::duration<double>(Clock::now() - since).count());
                if (status != 200) ++figures.wrong;
                std::this_thread::sleep_for(reads);
            }
        });
    }
    for (int i = 0; i < writers; ++i) {
        people.emplace_back([&, i] {
            std::this_thread::sleep_for(writes * i / writers);
            for (int turn = 0; Clock::now() < end; ++turn) {
                const bool codes = i % 2 == 1;
                const auto since = Clock::now();
                try {
                    if (codes) consultations::perform_reading(site.holdings(), coding(all[static_cast<std::size_t>(i * 100 + turn * 3) / 3 * 3 + 2].submission.number, turn));
                    else consultations::perform(site.holdings(), handing_in(), {consultations::typed_words(words_of(turn * 1000 + i, 240))}, site.clock);
                } catch (const std::exception& error) {
                    std::cout << "  not taken: " << error.what() << "\n";
                    ++figures.wrong;
                }
                figures.note(codes ? "(a passage is coded)" : "(a contribution is handed in)", std::chrono::duration<double>(Clock::now() - since).count());
                std::this_thread::sleep_for(writes);
            }
        });
    }
    const std::clock_t used_before = std::clock();
    for (std::thread& one : people) one.join();
    const double used = static_cast<double>(std::clock() - used_before) / CLOCKS_PER_SEC;
    EXPECT_EQ(figures.wrong, 0);
    // The browsers' own work is in what the processor did.
    std::cout << fmt::format("{} contributions, {} passages, {} readers, {} writers, {} s, of the processor {:.1f} s\n| page | first look, ms | of the processor, ms | asked | middle, ms | 95th of 100, ms |\n", contributions, passages, readers,
                             writers, lasting.count(), used);
    std::vector<double> together;
    const auto row = [&](const std::string& page, std::vector<double>& seconds) {
        std::sort(seconds.begin(), seconds.end());
        const auto ms = [](const std::map<std::string, double>& figure, const std::string& name) { return figure.count(name) > 0 ? fmt::format("{:.0f}", figure.at(name) * 1000) : std::string("-"); };
        const double middle = seconds[seconds.size() / 2], late = seconds[std::min(seconds.size() - 1, seconds.size() * 95 / 100)];
        std::cout << fmt::format("| {} | {} | {} | {} | {:.0f} | {:.0f} |\n", page, ms(first, page), ms(processor, page), seconds.size(), middle * 1000, late * 1000);
        EXPECT_LT(late, most) << page;
    };
    for (const Asked& page : pages) {
        together.insert(together.end(), figures.seconds[page.page].begin(), figures.seconds[page.page].end());
        ASSERT_FALSE(figures.seconds[page.page].empty()) << page.page << ": measure longer";
        row(page.page, figures.seconds[page.page]);
    }
    for (const char* act : {"(a contribution is handed in)", "(a passage is coded)"}) row(act, figures.seconds[act]);
    row("all pages", together);
}

}  // namespace
}  // namespace comity::web
