// For the tests of cooperation: a record in memory with an invented text, a clock that the test turns, States and a fund that act.
#pragma once

#include <fstream>
#include <functional>
#include <memory>
#include <string>

#include "base/refusal_testing.hpp"
#include "machinery/actors/actors.hpp"
#include "machinery/cooperation/cooperation.hpp"
#include "machinery/holdings/testing.hpp"
#include "machinery/reviews/testing.hpp"

namespace comity::cooperation::testing {

using comity::testing::refusal_of;

inline const std::string ardune = "state:XAR", beravoe = "state:XBE", nivaal = "state:XNI", tarrow = "state:XTA", upper_tarrow = "state:XUT", fund = "entity:Crossings Fund";

/// A person who acts on behalf of that actor.
inline By of(std::string actor, std::string why = "") {
    By by{{"contributor", "account 00000000000000bb"}, std::move(actor), false, {}, {}};
    if (!why.empty()) by.why = std::move(why);
    return by;
}

class World {
public:
    std::int64_t now = 1924992000;  ///< 1 January 2031, 00:00
    Clock clock = [this] { return std::chrono::system_clock::time_point(std::chrono::seconds(now)); };

    World() {
        record::Setup setup;
        setup.derivations = holdings::derivations(holdings::testing::notation());
        setup.derivations.push_back(derivation());
        setup.clock = clock;
        holdings_ = std::make_unique<holdings::Holdings>(record::testing::record_of_its_own(std::move(setup)), vocabulary::with_demonstration(), holdings::testing::notation());
        const auto path = folder_ / "text.txt";
        std::ofstream(path, std::ios::binary) << "symbol A/RES/60/1\ntitle Lamps\ndate 2005-12-16\nop 1 Reaffirms that lamps are lit for all;\nop 2 Urges States to help each other with lamps upon request;\n";
        holdings::ImportRequest request;
        request.paths = {path};
        request.who = holdings::testing::jane();
        holdings_->import(request);
        // Of a record of its own: its invented States are known to no list, and stand in ids by their names.
        const auto list = folder_ / "list.json";
        std::ofstream(list, std::ios::binary) << reviews::testing::index_list;
        request.paths = {list};
        holdings_->import(request);
    }

    Done act(const std::string& what, const std::string& about, json::Value fields, By by, std::optional<std::int64_t> seen = {}) {
        return cooperation::perform(*holdings_, {what, about, std::move(fields), std::move(by), seen}, clock);
    }
    static json::Value asked() {
        return json::Object{{"title", "Interpreters for the courts of the delta"}, {"words", "Forty interpreters, who know what a witness is."}, {"document", "60/1"}, {"paragraph", "op2"}, {"recommendation", "upr-3-nivaal-101.12"},
                            {"themes", "SDG-16"}, {"forms", "training; expert"}, {"languages", "en; fr"}, {"first", "2031-03-01"}, {"last", "2032-02-28"}, {"priority", "1"}, {"contact", "courts@tarrow.example"}};
    }
    static json::Value given() {
        return json::Object{{"title", "A school for interpreters"}, {"themes", "SDG-16; SDG-4"}, {"forms", "training"}, {"languages", "fr"}, {"first", "2031-01-01"}, {"last", "2031-12-31"},
                            {"experience", "Interpreters for the harbour courts | upr-3-nivaal-101.12 | report of the school, 2029"}, {"capacity", "twenty places a year"}};
    }
    /// A request of Tarrow, an offer of Nivaal.
    void open_both() {
        act("open request", "interpreters", asked(), of(tarrow));
        act("open offer", "school", given(), of(nivaal));
    }
    /// And the agreement "xta.courts" between them, confirmed.
    void agree() {
        open_both();
        act("publish request", "interpreters", json::Object{}, of(tarrow));
        act("accept", "courts", json::Object{{"request", "interpreters"}, {"offers", "xni.school"}}, of(tarrow));
        act("confirm", "xta.courts", json::Object{}, of(nivaal));
    }

    [[nodiscard]] record::Snapshot snapshot() const { return holdings_->record().snapshot(); }
    [[nodiscard]] const vocabulary::Vocabulary& words() const { return holdings_->vocabulary(); }
    holdings::Holdings& operator*() { return *holdings_; }
    holdings::Holdings* operator->() { return holdings_.get(); }

private:
    holdings::testing::Folder folder_;
    std::unique_ptr<holdings::Holdings> holdings_;
};

}  // namespace comity::cooperation::testing
