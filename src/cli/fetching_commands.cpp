// comity fetch: texts and facts from their source into the record, or into a folder.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <istream>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/fetching.hpp"
#include "cli/interruption.hpp"
#include "cli/reasons.hpp"
#include "document/symbol.hpp"
#include "machinery/fetching/content.hpp"
#include "machinery/fetching/fetching.hpp"
#include "machinery/holdings/sentences.hpp"
#include "machinery/processes/processes.hpp"
#include "system/moment.hpp"

namespace comity::cli {

namespace fs = std::filesystem;

namespace {

using fetching::Got;
using fetching::What;

constexpr std::size_t cited_if_not_said = 20;

/// An option, else a variable of the environment, else "".
std::string setting(const Arguments& arguments, const Console& console, std::string_view option, const char* variable) {
    if (const auto given = arguments.value(option)) return *given;
    return console.environment(variable).value_or("");
}

fs::path cache_folder(const Arguments& arguments, const Console& console) {
    if (const std::string given = setting(arguments, console, "cache", "COMITY_CACHE"); !given.empty()) return given;
    // XDG Base Directory Specification: a path in the variable that is not absolute is to be ignored.
    if (const auto cache = console.environment("XDG_CACHE_HOME"); cache && fs::path(*cache).is_absolute()) return fs::path(*cache) / "comity" / "fetched";
    if (const auto home = console.environment("HOME")) return fs::path(*home) / ".cache" / "comity" / "fetched";
    throw Error(Fault::bad_request, "there is no home folder to keep in it what comes: say where with --cache FOLDER or COMITY_CACHE");
}

std::string user_agent(const Arguments& arguments, const Console& console) {
    const std::string contact = setting(arguments, console, "contact", "COMITY_CONTACT");
    const bool plain = std::all_of(contact.begin(), contact.end(), [](char c) { return c >= ' ' && c <= '~' && c != '(' && c != ')'; });
    if (!plain) throw Error(Fault::bad_request, "a contact is an address in plain letters, such as --contact mailto:library@example.org");
    return contact.empty() ? std::string("Comity/" COMITY_VERSION) : fmt::format("Comity/" COMITY_VERSION " (+{})", contact);
}

std::vector<std::string> values_of(const Arguments& arguments, std::string_view option) {
    std::vector<std::string> values;
    for (const auto& given : arguments.given()) {
        if (given.name == option && std::find(values.begin(), values.end(), given.value) == values.end()) values.push_back(given.value);
    }
    return values;
}

/// The symbols of the operands, "-" meaning those of the standard input, one a line; what stands behind # is a remark.
std::vector<std::string> spellings(const Arguments& arguments, Console& console) {
    std::vector<std::string> all;
    for (const std::string& operand : arguments.operands()) {
        if (operand != "-") {
            all.push_back(operand);
            continue;
        }
        for (std::string line; std::getline(console.in, line);) {
            line = line.substr(0, line.find('#'));
            const std::size_t begin = line.find_first_not_of(" \t\r"), end = line.find_last_not_of(" \t\r");
            if (begin != std::string::npos) all.push_back(line.substr(begin, end - begin + 1));
        }
    }
    return all;
}

/// The record, if there is one to look into; the demonstration takes no real texts.
std::unique_ptr<holdings::Holdings> record_at_hand(const Arguments& arguments, const Console& console) {
    const fs::path path = record_path(arguments, console);
    std::error_code ignored;
    if (!fs::exists(path, ignored)) return nullptr;
    auto holdings = holdings::Holdings::open(processes::place(path), record::Access::read);
    if (holdings->record().purpose() == record::Purpose::demonstration) throw Error(Fault::refused, say(holdings::sentences::this_is_the_demonstration));
    return holdings;
}

std::vector<std::string> symbols_wanted(const Arguments& arguments, const holdings::Holdings* holdings, Console& console) {
    const auto& vocabulary = vocabulary::standard();
    std::vector<std::string> symbols;
    const auto add = [&](const document::Symbol& symbol) {
        const std::string canonical = symbol.without_locator().canonical();
        if (std::find(symbols.begin(), symbols.end(), canonical) == symbols.end()) symbols.push_back(canonical);
    };
    for (const std::string& spelling : spellings(arguments, console)) {
        const auto symbol = document::Symbol::parse(spelling, vocabulary);
        if (!symbol) throw Error(Fault::bad_request, "\"{}\" is no symbol: write it as on the document, like A/RES/78/199", document::harmless(spelling));
        add(*symbol);
    }
    if (arguments.has("cited")) {
        if (holdings == nullptr) throw Error(Fault::not_found, "there is no record yet whose texts could cite others: comity fetch SYMBOL or comity import PATH begins one");
        for (const auto& absent : holdings->cited_but_absent(arguments.number("at-most").value_or(cited_if_not_said))) {
            if (const auto symbol = document::Symbol::parse(absent.symbol, vocabulary)) add(*symbol);
        }
    }
    return symbols;
}

/// What is done with what comes.
class Taking {
public:
    Taking(const Arguments& arguments, Console& console) : arguments_(arguments), console_(console), json_(arguments.value_or("report", "text") == "json") {}

    /// Into the folder or the record; and a line about it.
    void take(const Got& got) {
        std::string words, outcome(fetching::name_of(got.outcome));
        if (!fetching::is_there(got)) {
            words = got.sentence;
            const bool facts_besides = got.wanted.what == What::facts && !arguments_.has("facts-only");
            if (!facts_besides) not_done_ = true;
        } else if (const auto folder = arguments_.value("into")) {
            words = copied(got, *folder);
        } else {
            words = imported(got);
        }
        ++counts_[outcome];
        tell(got, outcome, words);
    }

    void tell_in_record(const std::string& symbol, const std::string& language) {
        ++counts_["in the record"];
        Got got;
        got.wanted = {What::text, symbol, language, {}};
        tell(got, "in the record", "not asked for again (--again does)");
    }

    ExitCode finish(bool stopped) {
        std::vector<std::string> words;
        for (const auto& [outcome, count] : counts_) words.push_back(fmt::format("{} {}", count, outcome));
        std::string sentence = fmt::format("{}", fmt::join(words, ", "));
        if (stopped) sentence += "; stopped before the end: the same command takes the rest";
        if (json_) {
            console_.put_json(json::Value(std::move(results_)));
            console_.say(sentence);
        } else if (!sentence.empty()) {
            console_.put(sentence + "\n");
        }
        return not_done_ || stopped ? ExitCode::not_done : ExitCode::done;
    }

private:
    const Arguments& arguments_;
    Console& console_;
    bool json_, not_done_ = false;
    std::map<std::string, std::size_t> counts_;
    json::Array results_;

    static std::string name_in_folder(const Got& got) {
        if (got.wanted.what == What::facts) return got.file.filename().string();
        return got.file.stem().string() + "." + std::string(fetching::ending_of(fetching::form_of(read_begin(got.file))));
    }

    static std::string read_begin(const fs::path& path) {
        std::ifstream file(path, std::ios::binary);
        std::string begin(2048, '\0');
        file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
        begin.resize(static_cast<std::size_t>(file.gcount()));
        return begin;
    }

    std::string copied(const Got& got, const std::string& folder) const {
        const fs::path target = fs::path(folder) / name_in_folder(got);
        std::error_code failed;
        fs::create_directories(folder, failed);
        if (!failed) fs::copy_file(got.file, target, fs::copy_options::overwrite_existing, failed);
        if (failed) throw Error(Fault::unavailable, "{} can't be written: {}", target.string(), failed.message());
        return target.string();
    }

    std::string imported(const Got& got) {
        holdings::ImportRequest request;
        take_reasons(arguments_, request);
        request.paths = {got.file};
        const std::string from = fmt::format("fetched from {} on {}", got.address, got.day);
        request.why = request.why ? fmt::format("{} ({})", *request.why, from) : from;
        std::string words;
        const auto on_file = [&](const holdings::FileResult& result, std::size_t, std::size_t) {
            words = std::string(holdings::name_of(result.outcome));
            if (result.outcome == holdings::Outcome::could_not_be_read) words += fmt::format(": {} (it is kept as {})", result.reason, result.path);
            else if (!result.remark.empty()) words += "; " + result.remark;
            else if (result.doubts > 0) words += fmt::format("; doubts: {}", result.doubts);
            if (result.outcome == holdings::Outcome::could_not_be_read) not_done_ = true;
        };
        holdings::submit(processes::place(record_path_to_write(arguments_, console_)), request, {.on_file = on_file, .stop = {}});
        return words;
    }

    void tell(const Got& got, std::string_view outcome, const std::string& words) {
        const bool facts = got.wanted.what == What::facts;
        if (json_) {
            results_.push_back(json::Object{{"symbol", got.wanted.symbol},
                                            {"what", facts ? "facts" : "text"},
                                            {"language", facts ? json::Value() : json::Value(got.wanted.language)},
                                            {"outcome", outcome},
                                            {"file", got.file.empty() ? json::Value() : json::Value(got.file.string())},
                                            {"address", got.address.empty() ? json::Value() : json::Value(got.address)},
                                            {"day", got.day.empty() ? json::Value() : json::Value(got.day)},
                                            {"sentence", words}});
            return;
        }
        console_.put(document::harmless(fmt::format("{:<13}  {} ({}): {}", outcome, got.wanted.symbol, facts ? std::string("facts") : got.wanted.language, words)) + "\n");
    }
};

fetching::Sources sources_of(const Arguments& arguments, const Console& console) {
    auto sources = fetching::sources_at(setting(arguments, console, "from", "COMITY_SOURCE"), setting(arguments, console, "facts-from", "COMITY_FACTS_SOURCE"));
    const auto publics = fetching::standard_sources();
    if (const auto pause = arguments.number("pause")) {
        const auto asked = std::chrono::seconds(std::min<std::size_t>(*pause, 3600));
        const auto set = [&](fetching::Source& source, const fetching::Source& shared) {
            // A public service is left the pause of the table at least.
            source.pause = source.address == shared.address ? std::max<std::chrono::milliseconds>(asked, shared.pause) : asked;
        };
        set(sources.texts, publics.texts);
        if (sources.facts) set(*sources.facts, *publics.facts);
    }
    return sources;
}

/// Those that the source is known to offer; the best first, and where that is not there the next.
std::vector<std::string> formats_of(const Arguments& arguments, const fetching::Source& source) {
    if (const auto given = arguments.value("format")) {
        const bool offered = source.formats.empty() || std::find(source.formats.begin(), source.formats.end(), *given) != source.formats.end();
        if (!offered) throw Error(Fault::bad_request, "{} has no texts as \"{}\": it has {}", fetching::host_of(source.address), *given, fmt::join(source.formats, ", "));
        return {*given};
    }
    return {"docx", "pdf"};
}

bool in_record(const holdings::Holdings* holdings, const std::string& symbol, const std::string& language) {
    if (holdings == nullptr) return false;
    try {
        return holdings->find(symbol, language).language == language;
    } catch (const Error&) {
        return false;
    }
}

}  // namespace

ExitCode run_fetch(const Arguments& arguments, Console& console) {
    if (arguments.operands().empty() && !arguments.has("cited")) throw Error(Fault::bad_request, "say what to fetch: comity fetch SYMBOL..., - for a list on the standard input, or --cited");
    if (arguments.has("facts-only") && arguments.has("no-facts")) throw Error(Fault::bad_request, "--facts-only and --no-facts together leave nothing to fetch: leave one of them out");
    const bool into_folder = arguments.has("into");
    const auto holdings = into_folder && !arguments.has("cited") ? nullptr : record_at_hand(arguments, console);
    const auto symbols = symbols_wanted(arguments, holdings.get(), console);
    const auto sources = sources_of(arguments, console);
    const auto formats = formats_of(arguments, sources.texts);
    auto languages = values_of(arguments, "language");
    if (languages.empty()) languages = {"en"};
    if (arguments.has("facts-only") && !sources.facts) throw Error(Fault::bad_request, "that source is one of texts only: say where facts are asked for with --facts-from ADDRESS");
    if (!into_folder) (void)record_path_to_write(arguments, console);  // before anybody is asked

    Interruption interruption;
    const auto stopped = [&] { return interruption.stopped(); };
    fetch::Limits limits;
    limits.stopped = stopped;
    const auto client = fetch::client(limits);
    fetch::Visitor visitor(*client, {}, fetch::this_world(stopped));
    const auto today = [] { return written_day(moment_of(std::chrono::system_clock::now())); };
    const auto ask = arguments.has("again") ? fetching::Ask::everything_anew : fetching::Ask::what_is_missing;
    fetching::Fetcher fetcher(visitor, {sources, fetching::Cache(cache_folder(arguments, console)), user_agent(arguments, console), ask, today}, vocabulary::standard());
    const auto on_wait = [&](std::chrono::milliseconds wait, int next, const fetch::Answer& because) {
        console.say(fmt::format("{}: waiting {} s, then try {}", fetching::host_of(because.address), (wait.count() + 999) / 1000, next));
    };
    Taking taking(arguments, console);
    bool anything = false;
    const auto get = [&](const fetching::Wanted& wanted) {
        const Got got = fetcher.get(wanted, on_wait);
        // Without a network one line is enough.
        if (got.outcome == fetching::Outcome::out_of_reach && !anything) throw Error(Fault::unavailable, "{}", got.sentence);
        anything = anything || got.outcome != fetching::Outcome::out_of_reach;
        taking.take(got);
    };
    for (const std::string& symbol : symbols) {
        for (const std::string& language : languages) {
            if (arguments.has("facts-only") || stopped()) break;
            if (!into_folder && ask == fetching::Ask::what_is_missing && in_record(holdings.get(), symbol, language)) taking.tell_in_record(symbol, language);
            else get({What::text, symbol, language, formats});
        }
        if (sources.facts && !arguments.has("no-facts") && !stopped()) get({What::facts, symbol, "", {}});
        if (stopped()) break;
    }
    if (symbols.empty()) console.say("there is nothing to fetch");
    return taking.finish(stopped());
}

}  // namespace comity::cli
