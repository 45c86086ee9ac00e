// What the register of real texts holds, and how long it takes (docs/mandate-quality.md).
//   register_figures RECORD [--today DATE] [--sample N] [--seed N]
// RECORD is a record with the corpus (comity import). Prints mandates by body and by what they are to deliver, how they stand, how far they go on; seconds
// for finding all of it from nothing, and with all acts known. --sample prints continuing mandates drawn by lot, to be judged by eye.
#include <chrono>
#include <ctime>
#include <iostream>
#include <map>
#include <random>

#include <fmt/format.h>

#include "base/error.hpp"
#include "machinery/mandates/details.hpp"
#include "machinery/processes/processes.hpp"

namespace {

using namespace comity;
using Clock = std::chrono::steady_clock;

/// Of all processors, so that what else a machine does counts less.
double of_processor() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }
double seconds_since(Clock::time_point begun) { return std::chrono::duration<double>(Clock::now() - begun).count(); }

void print_counts(std::string_view head, const std::map<std::string, std::size_t>& counts) {
    std::cout << head << ":";
    std::string_view joint = " ";
    for (const auto& [name, count] : counts) {
        std::cout << joint << name << ' ' << count;
        joint = ", ";
    }
    std::cout << '\n';
}

void print_sample(const mandates::Register& reg, const mandates::Gathered& gathered, std::size_t most, unsigned seed) {
    std::vector<std::uint32_t> continuing;
    for (std::uint32_t i = 0; i < gathered.mandates.size(); ++i) {
        const auto& line = gathered.mandates[i];
        if (line.steps.size() > 1 && gathered.act(line.steps.back()).asks()) continuing.push_back(i);
    }
    std::mt19937 lot(seed);
    mandates::Details details(reg, gathered);
    for (std::size_t drawn = 0; drawn < most && !continuing.empty(); ++drawn) {
        const std::size_t at = lot() % continuing.size();
        const auto& line = gathered.mandates[continuing[at]];
        const std::size_t pair = 1 + lot() % (line.steps.size() - 1);
        for (const auto& step : {line.steps[pair - 1], line.steps[pair]}) std::cout << mandates::address_of(gathered, step) << ": " << mandates::words_of(details.of(step)).substr(0, 400) << '\n';
        std::cout << '\n';
        continuing.erase(continuing.begin() + static_cast<std::ptrdiff_t>(at));
    }
}

int run(int argc, char** argv) {
    std::string record;
    std::size_t sample = 0;
    unsigned seed = 1;
    mandates::Day today = 20260101;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const auto value = [&] { return i + 1 < argc ? std::string(argv[++i]) : std::string(); };
        if (word == "--sample") sample = std::stoul(value());
        else if (word == "--seed") seed = static_cast<unsigned>(std::stoul(value()));
        else if (word == "--today") today = mandates::day_of(Date::from_iso(value()));
        else record = word;
    }
    const auto holdings = holdings::Holdings::open(processes::place(record), record::Access::read);
    auto begun = Clock::now();
    const double before = of_processor();
    const auto found = mandates::gather(*holdings, nullptr).gathered;
    const double from_nothing = seconds_since(begun), by_processor = of_processor() - before;
    begun = Clock::now();
    const auto again = mandates::gather(*holdings, found.get());
    const double known = seconds_since(begun);
    begun = Clock::now();
    const std::string bytes = mandates::packed(*found);
    const double packing = seconds_since(begun);
    begun = Clock::now();
    const bool read_back = mandates::unpacked(bytes) != nullptr;
    const double unpacking = seconds_since(begun);

    std::size_t acts = 0, asking = 0, continuing = 0, longest = 0;
    std::map<std::string, std::size_t> bodies, kinds, statuses, lengths;
    for (const auto& text : found->texts) acts += text.acts.size();
    for (const auto& line : found->mandates) {
        const auto& act = found->act(line.steps.back());
        if (!act.asks()) continue;
        ++asking;
        continuing += line.steps.size() > 1 ? 1U : 0U;
        longest = std::max(longest, line.steps.size());
        ++bodies[found->names.name(found->text(line.steps.back()).body)];
        if (act.deliverables.empty()) ++kinds["nothing"];
        for (const auto kind : act.deliverables) ++kinds[found->names.name(kind)];
        if (const auto standing = mandates::standing_of(*found, line, today)) ++statuses[std::string(name_of(standing->status))];
    }
    const mandates::Register reg(*holdings);
    mandates::Asking all;
    all.today = today;
    begun = Clock::now();
    const auto answer = mandates::ask(reg, *found, all);
    const double asked = seconds_since(begun);
    std::cout << fmt::format("texts {}, series {}, acts {}, mandates that ask {} ({} go on through several texts, the longest through {})\n", found->texts.size(), found->series.size(), acts, asking, continuing, longest);
    print_counts("by body", bodies);
    print_counts("to deliver", kinds);
    print_counts("standing", statuses);
    std::cout << fmt::format("found from nothing {:.2f} s ({:.2f} s of the processor), again with nothing new {:.2f} s ({} anew); kept in {} kB, packed {:.2f} s, read {:.2f} s ({}); a question {:.3f} s ({} fit)\n", from_nothing, by_processor, known,
                             again.anew, bytes.size() / 1000, packing, unpacking, read_back ? "whole" : "damaged", asked, answer.mandates.size());
    print_sample(reg, *found, sample, seed);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
