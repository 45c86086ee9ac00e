// For the tests of consultations: a record in memory with an invented text, a clock that the test turns, persons who act.
#pragma once

#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>

#include "base/refusal_testing.hpp"
#include "machinery/actors/actors.hpp"
#include "machinery/consultations/consultations.hpp"
#include "machinery/consultations/reading_desk.hpp"
#include "machinery/holdings/testing.hpp"

namespace comity::consultations::testing {

using comity::testing::refusal_of;

inline By officer() { return {{"secretariat officer", "account 00000000000000aa"}, "", true, {}, {}}; }
inline By because(std::string why) {
    By by = officer();
    by.why = std::move(why);
    return by;
}
/// A contributor's account, on behalf of its State.
inline By delegate(std::string actor, std::string account = "00000000000000bb") { return {{"contributor", "account " + account}, std::move(actor), false, {}, {}}; }

inline const std::string ardune = "state:XAR", tarrow = "state:XTA";

class World {
public:
    std::int64_t now = 1924992000;  ///< 1 January 2031, 00:00
    Clock clock = [this] { return std::chrono::system_clock::time_point(std::chrono::seconds(now)); };

    World() {
        record::Setup setup;
        setup.derivations = holdings::derivations(holdings::testing::notation());
        setup.derivations.push_back(derivation());
        setup.derivations.push_back(reading_derivation());
        setup.clock = clock;
        holdings_ = std::make_unique<holdings::Holdings>(record::testing::record_of_its_own(std::move(setup)), vocabulary::with_demonstration(), holdings::testing::notation());
        add("symbol A/RES/60/1\ntitle Lamps\ndate 2005-12-16\nop 1 Reaffirms that lamps are lit for all;\nop 2 Requests the Secretary-General to consult States on lamps and to report at its sixty-first session;\n");
    }
    void add(const std::string& text) {
        static int number = 0;
        const auto path = folder_ / ("text" + std::to_string(++number) + ".txt");
        std::ofstream(path, std::ios::binary) << text;
        holdings::ImportRequest request;
        request.paths = {path};
        request.who = holdings::testing::jane();
        holdings_->import(request);
    }
    std::filesystem::path file(const std::string& name, const std::string& bytes) {
        const auto path = folder_ / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << bytes;
        return path;
    }

    Done act(const std::string& what, const std::string& about, json::Value fields, By by = officer(), const std::vector<Handed>& handed = {}, std::optional<std::int64_t> seen = {}) {
        return perform(*holdings_, {what, about, std::move(fields), std::move(by), seen}, handed, clock);
    }
    static json::Value fields() {
        return json::Object{{"title", "Views on lamps in 2031"}, {"convener", "the Registrar"}, {"document", "60/1"}, {"paragraph", "op2"}, {"questions", "What lights the way?\nWhat stands in the dark; and why?"},
                            {"deadline", "2031-05-03T18:00"}, {"zone", "Europe/Zurich"}, {"contact", "registry@halfway.example"}};
    }
    /// A call "lamps-2031" that is open until 3 May 2031, 16:00 UTC.
    void open_call(const json::Value& further = json::Object{}) {
        json::Value all = fields();
        for (const auto& [name, value] : *further.as_object()) all.put(name, value);
        act("prepare", "lamps-2031", all);
        act("open", "lamps-2031", json::Object{});
    }
    /// Gives its number.
    std::int64_t hand_in(const std::string& words, By by, json::Value more = json::Object{}) {
        return *number_in(act("hand in", "lamps-2031", std::move(more), std::move(by), {typed_words(words)}).subject);
    }
    [[nodiscard]] Submission stands(std::int64_t number) const { return submission(snapshot(), "lamps-2031", number)->submission; }
    static std::string about(std::int64_t number) { return submission_subject("lamps-2031", number); }
    void after_the_deadline() { now = 1935597601; }  // 3 May 2031, 18:00:01 UTC

    [[nodiscard]] record::Snapshot snapshot() const { return holdings_->record().snapshot(); }
    holdings::Holdings& operator*() { return *holdings_; }
    holdings::Holdings* operator->() { return holdings_.get(); }

private:
    holdings::testing::Folder folder_;
    std::unique_ptr<holdings::Holdings> holdings_;
};

}  // namespace comity::consultations::testing
