// Getting texts and facts from their source: what is kept already is taken, the rest asked for with good manners, and each answer judged by what it is.
// It knows no record: what came lies in files, and goes into a record as any file does.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fetch/visitor.hpp"
#include "machinery/fetching/cache.hpp"
#include "machinery/fetching/sources.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::fetching {

enum class What { text, facts };

/// One thing to get.
struct Wanted {
    What what = What::text;
    std::string symbol;                ///< canonical
    std::string language = "en";       ///< of a text
    std::vector<std::string> formats;  ///< of a text, the one wanted most first; the next is asked for where one is not there
};

enum class Outcome {
    came,
    kept,           ///< it had come before
    absent,         ///< the source has no such text in that language, or no record of it
    not_ready,      ///< it says so: 202, or an empty answer
    refused,        ///< 401, 403
    busy,           ///< 429, 5xx: it asks to be left alone for longer than we wait
    wrong_content,  ///< something else than was asked for
    too_large,
    out_of_reach,   ///< nobody can be reached: no network, or nobody there
    failed,         ///< all else
    stopped,
};
std::string_view name_of(Outcome outcome) noexcept;  ///< "came", "not ready" ...

struct Got {
    Wanted wanted;
    Outcome outcome = Outcome::failed;
    std::filesystem::path file;  ///< of what came or was kept
    std::string address;         ///< where it came from, else what was asked
    std::string day;             ///< on which it came
    std::string sentence;        ///< what is wrong, and what to do; "" where it is there
};

/// Whether a file is there.
bool is_there(const Got& got) noexcept;

enum class Ask { what_is_missing, everything_anew };

struct Setting {
    Sources sources;
    Cache cache;
    std::string user_agent;
    Ask ask = Ask::what_is_missing;
    std::function<std::string()> today;  ///< "2031-05-03"
};

class Fetcher {
public:
    /// Client, clock and chance are the visitor's.
    Fetcher(fetch::Visitor& visitor, Setting setting, const vocabulary::Vocabulary& vocabulary) : visitor_(visitor), setting_(std::move(setting)), vocabulary_(vocabulary) {}

    /// Throws Error(unavailable) where the cache can't be written, and nothing for what the source does. A source that can't be reached, or that twice in
    /// turn was not ready or refused, is asked no more.
    Got get(const Wanted& wanted, const fetch::OnWait& on_wait = {});

private:
    fetch::Visitor& visitor_;
    Setting setting_;
    const vocabulary::Vocabulary& vocabulary_;

    struct Patience {
        int in_turn = 0;          ///< answers of a source that wants to be left alone
        std::optional<Got> last;  ///< by which it was given up
    };
    Patience of_texts_, of_facts_;

    Got get_text(const Wanted& wanted, const fetch::OnWait& on_wait);
    Got get_facts(const Wanted& wanted, const fetch::OnWait& on_wait);
    [[nodiscard]] std::optional<Got> kept(const Wanted& wanted, const Source& source, std::string_view format) const;
    Got ask(const Wanted& wanted, const Source& source, std::string_view format, const fetch::OnWait& on_wait);
    Got take(const Wanted& wanted, fetch::Answer answer, const std::string& asked, std::string_view format);
    [[nodiscard]] Got take_facts(Got got, const std::string& body, const std::string& asked) const;
    void note(Patience& patience, const Got& got) const;
};

}  // namespace comity::fetching
