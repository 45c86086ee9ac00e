// What is read in parts is held against the whole: against each thing asked for by its id, and against the pure rules over all offers.
#include "machinery/cooperation/listing.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "machinery/cooperation/testing.hpp"
#include "record/verification.hpp"
#include "text/text.hpp"

namespace comity::cooperation {
namespace {

using namespace testing;

/// Requests, offers, agreements and measures of five actors in every stage, drawn with that seed.
struct Drawn {
    World c;
    std::mt19937 draw;
    std::vector<std::string> requests, offers, agreements, measures;

    explicit Drawn(unsigned seed) : draw(seed) {
        for (int i = 0; i < 60; ++i) act(i);
    }
    std::size_t below(std::size_t end) { return draw() % end; }
    const std::string& one_of(const std::vector<std::string>& all) {
        static const std::string none = "xar.none";
        return all.empty() ? none : all[below(all.size())];
    }
    const std::string& state() {
        static const std::vector<std::string> states = {ardune, beravoe, nivaal, tarrow, upper_tarrow};
        return one_of(states);
    }
    std::string some(const std::vector<std::string>& all) {
        std::string out;
        for (const std::string& one : all) {
            if (below(2) == 0) out += (out.empty() ? "" : "; ") + one;
        }
        return out;
    }
    json::Value matter(int i) {
        const std::string forms = some({"training", "expert", "equipment"});
        json::Value value = json::Object{{"title", "Thing " + std::to_string(i)}, {"themes", some({"SDG-16", "SDG-4", "SDG-3"})}, {"forms", forms.empty() ? "funds" : forms}, {"languages", some({"en", "fr"})}};
        if (below(2) == 0) value.put("first", "2031-0" + std::to_string(1 + below(9)) + "-01");
        if (below(3) == 0) value.put("last", "2032-0" + std::to_string(1 + below(9)) + "-01");
        if (below(3) == 0) value.put("recommendation", "mr-2-7");
        if (below(2) == 0) {
            value.put("document", "60/1");
            value.put("paragraph", below(2) == 0 ? "op1" : "op2");
        } else if (below(2) == 0) {
            value.put("commitment", "what the Twelve promised each other");
        }
        return value;
    }
    static std::string id_in(const std::string& subject) { return subject.substr(subject.find(':') + 1); }
    static std::string owner(const std::string& id) { return "state:X" + std::string{static_cast<char>(id[1] - 32), static_cast<char>(id[2] - 32)}; }

    /// One of what may be done; what is refused changes nothing, and that is as good.
    void act(int i) {
        try {
            const std::string name = "n" + std::to_string(i);
            switch (below(9)) {
                case 0:
                case 1: {
                    json::Value fields = matter(i);
                    if (below(2) == 0) fields.put("priority", std::to_string(1 + below(4)));
                    requests.push_back(id_in(c.act("open request", name, fields, of(state())).subject));
                    break;
                }
                case 2:
                case 3: offers.push_back(id_in(c.act("open offer", name, matter(i), of(state())).subject)); break;
                case 4: measures.push_back(id_in(c.act("record measure", name, [&] { auto fields = matter(i); fields.put("crisis", "the flood"); fields.put("review", "2032-01-01"); return fields; }(), of(state())).subject)); break;
                case 5: {
                    const std::string id = one_of(requests);
                    const char* acts[] = {"publish request", "withdraw request", "share request", "publish request"};
                    c.act(acts[below(4)], id, json::Object{{"with", below(2) == 0 ? "Nivaal" : "Ardune"}}, of(owner(id)));
                    break;
                }
                case 6: {
                    const std::string id = one_of(offers);
                    if (below(2) == 0) c.act("withdraw offer", id, json::Object{}, of(owner(id)));
                    else c.act("change offer", id, matter(i), of(owner(id)));
                    break;
                }
                case 7: {
                    const std::string need = one_of(requests), offer = one_of(offers);
                    agreements.push_back(id_in(c.act("accept", name, json::Object{{"request", need}, {"offers", offer}}, of(owner(need))).subject));
                    c.act("confirm", agreements.back(), json::Object{{"role", "provider"}}, of(owner(offer)));
                    for (const std::string& party : {owner(need), owner(offer)}) c.act("report", agreements.back(), json::Object{{"result", "delivered"}, {"report", "as agreed"}}, of(party));
                    if (below(2) == 0) {
                        for (const std::string& party : {owner(need), owner(offer)}) c.act("publish agreement", agreements.back(), json::Object{}, of(party));
                    }
                    break;
                }
                default: c.act("change request", one_of(requests), matter(i), of(state())); break;
            }
        } catch (const Error&) {
        }
    }
};

const std::vector<std::string> viewers = {"", ardune, nivaal, tarrow};

template <typename Value, typename Ids, typename Ask, typename Shown>
void expect_the_same(const Viewing& viewing, const Ids& ids, const Ask& ask, const Shown& shown) {
    std::map<std::string, std::int64_t> one_by_one, together;
    for (const std::string& id : ids) {
        if (const auto one = ask(id)) one_by_one.emplace(id, one->position);
    }
    const auto whole = shown(viewing, Range{});
    EXPECT_EQ(whole.total, whole.shown.size());
    std::vector<std::string> in_order, in_parts;
    for (const auto& one : whole.shown) {
        together.emplace(one.value.id, one.position);
        in_order.push_back(one.value.id);
    }
    EXPECT_EQ(one_by_one, together);
    EXPECT_EQ(in_order.size(), together.size()) << "each once";
    for (std::size_t at = 0; at < whole.total; at += 3) {
        const auto part = shown(viewing, Range{at, 3});
        EXPECT_EQ(part.total, whole.total);
        for (const auto& one : part.shown) in_parts.push_back(one.value.id);
    }
    EXPECT_EQ(in_order, in_parts);
}

TEST(PartsOfLists, AreTogetherTheWholeAndThatIsWhatEachIdGives) {
    for (unsigned seed = 1; seed <= 6; ++seed) {
        Drawn drawn(seed);
        ASSERT_FALSE(drawn.requests.empty() || drawn.offers.empty() || drawn.measures.empty());
        const record::Snapshot snapshot = drawn.c.snapshot();
        for (const std::string& viewer : viewers) {
            SCOPED_TRACE(std::to_string(seed) + " " + viewer);
            const Viewing viewing{snapshot, drawn.c.words(), viewer};
            expect_the_same<Need>(viewing, drawn.requests, [&](const std::string& id) { return need(snapshot, id, viewer); }, &needs_shown);
            expect_the_same<Offer>(viewing, drawn.offers, [&](const std::string& id) { return offer(snapshot, id); }, &offers_shown);
            expect_the_same<Agreement>(viewing, drawn.agreements, [&](const std::string& id) { return agreement(snapshot, id, viewer); }, &agreements_shown);
            expect_the_same<Measure>(viewing, drawn.measures, [&](const std::string& id) { return measure(snapshot, id); }, &measures_shown);
        }
        EXPECT_TRUE(record::verify(drawn.c->record()).findings.empty()) << "made anew the tables are the same";
    }
}

TEST(PartsOfLists, StandByTheNameOfTheActorThenByItsOwnOrder) {
    Drawn drawn(7);
    const record::Snapshot snapshot = drawn.c.snapshot();
    const text::Collation order("en");
    std::string name, id;
    std::int64_t place = 0;
    for (const NeedEntry& one : needs(snapshot, drawn.c.words(), tarrow)) {
        const std::string now = name_of_actor(snapshot, drawn.c.words(), one.value.state);
        const std::int64_t its = one.value.priority == 0 ? INT64_MAX : one.value.priority;
        EXPECT_FALSE(order(now, name)) << now << " after " << name;
        if (now == name) {
            EXPECT_LT(std::tie(place, id), std::tie(its, one.value.id));
        }
        name = now;
        place = its;
        id = one.value.id;
    }
}

TEST(DeedsInParts, AreAllThatTheViewerMaySeeAndEachFilterTakesItsOwn) {
    for (unsigned seed = 1; seed <= 4; ++seed) {
        Drawn drawn(seed);
        const record::Snapshot snapshot = drawn.c.snapshot();
        for (const std::string& viewer : viewers) {
            SCOPED_TRACE(std::to_string(seed) + " " + viewer);
            std::set<std::string> expected;
            for (const auto& one : needs(snapshot, drawn.c.words(), viewer)) {
                if (!one.value.withdrawn) expected.insert("request " + one.value.id);
            }
            for (const auto& one : offers(snapshot, drawn.c.words())) {
                if (!one.value.withdrawn) expected.insert("offer " + one.value.id);
            }
            for (const auto& one : agreements(snapshot, drawn.c.words(), viewer)) expected.insert("agreement " + one.value.id);
            for (const auto& one : measures(snapshot, drawn.c.words())) expected.insert("measure " + one.value.id);
            DeedsAsked asked;
            asked.viewer = viewer;
            asked.today = "2031-06-01";
            const std::vector<Deed> all = deeds(snapshot, drawn.c.words(), asked);
            std::set<std::string> found;
            for (const Deed& deed : all) found.insert(deed.kind + " " + deed.id);
            EXPECT_EQ(found, expected);
            EXPECT_EQ(all.size(), expected.size());
            std::vector<std::string> in_order, in_parts;
            for (const Deed& deed : all) in_order.push_back(deed.kind + " " + deed.id);
            for (std::size_t at = 0; at < all.size(); at += 4) {
                for (const Deed& deed : deeds_shown(snapshot, drawn.c.words(), asked, {at, 4}).shown) in_parts.push_back(deed.kind + " " + deed.id);
            }
            EXPECT_EQ(in_order, in_parts);
            const auto narrowed_to = [&](const char* what, const auto& narrow, const auto& holds) {
                DeedsAsked narrower = asked;
                narrow(narrower);
                std::vector<std::string> kept, told;
                for (const Deed& deed : all) {
                    if (holds(deed)) kept.push_back(deed.kind + " " + deed.id);
                }
                for (const Deed& deed : deeds(snapshot, drawn.c.words(), narrower)) told.push_back(deed.kind + " " + deed.id);
                EXPECT_EQ(told, kept) << what;
            };
            const auto of_tarrow = [](const Deed& deed) { return std::find(deed.actors.begin(), deed.actors.end(), tarrow) != deed.actors.end(); };
            narrowed_to("document", [](DeedsAsked& one) { one.document = "A/RES/60/1"; }, [](const Deed& deed) { return deed.authority.document == "A/RES/60/1"; });
            narrowed_to("paragraph", [](DeedsAsked& one) { one.document = "A/RES/60/1"; one.paragraph = "op2"; }, [](const Deed& deed) { return deed.authority.paragraph == "op2"; });
            narrowed_to("recommendation", [](DeedsAsked& one) { one.recommendation = "mr-2-7"; }, [](const Deed& deed) { return deed.recommendation == "mr-2-7"; });
            narrowed_to("commitment", [](DeedsAsked& one) { one.commitment = "what the Twelve promised each other"; }, [](const Deed& deed) { return !deed.authority.commitment.empty(); });
            narrowed_to("actor", [](DeedsAsked& one) { one.actor = tarrow; }, of_tarrow);
            narrowed_to("actor and document", [](DeedsAsked& one) { one.actor = tarrow; one.document = "A/RES/60/1"; }, [&](const Deed& deed) { return of_tarrow(deed) && !deed.authority.document.empty(); });
        }
    }
}

TEST(Fitting, IsWhatThePureRulesSayOverAllOffers) {
    std::size_t suggested = 0, missing = 0, overlapped = 0;
    for (unsigned seed = 1; seed <= 6; ++seed) {
        Drawn drawn(seed);
        const record::Snapshot snapshot = drawn.c.snapshot();
        std::vector<Offer> all;
        for (const auto& one : offers(snapshot, drawn.c.words())) all.push_back(one.value);
        const auto given = delivered(snapshot, drawn.c.words(), tarrow);
        const Viewing viewing{snapshot, drawn.c.words(), tarrow};
        for (const auto& one : needs(snapshot, drawn.c.words(), tarrow)) {
            SCOPED_TRACE(std::to_string(seed) + " " + one.value.id);
            EXPECT_EQ(missing_in(viewing, one.value), missing_in(one.value, all));
            missing += missing_in(one.value, all).size();
            std::vector<std::string> expected, found;
            for (const Suggestion& each : suggestions(one.value, all, given, standard_weights())) {
                expected.push_back(all[each.offer].id);
                for (const Reason& reason : each.reasons) expected.push_back(reason.code + std::to_string(reason.what.size()));
            }
            for (std::size_t at = 0;; at += 2) {
                const Fitting part = fitting(viewing, one.value, standard_weights(), {at, 2});
                for (const Suggestion& each : part.suggestions) {
                    found.push_back(part.offers[each.offer].id);
                    for (const Reason& reason : each.reasons) found.push_back(reason.code + std::to_string(reason.what.size()));
                }
                if (!part.more) break;
            }
            EXPECT_EQ(found, expected);
            suggested += expected.size();
            const Coverage whole = coverage(one.value, all);
            const Fitting part = fitting(viewing, one.value, standard_weights(), {});
            EXPECT_EQ(part.coverage.missing, whole.missing);
            ASSERT_EQ(part.coverage.smallest.size(), whole.smallest.size());
            for (std::size_t i = 0; i < whole.smallest.size(); ++i) {
                std::vector<std::string> ids, of_whole;
                for (const std::size_t which : part.coverage.smallest[i]) ids.push_back(part.offers[which].id);
                for (const std::size_t which : whole.smallest[i]) of_whole.push_back(all[which].id);
                EXPECT_EQ(ids, of_whole);
            }
        }
        const auto whole = overlaps(all);
        const auto part = overlapping(viewing, 100);
        ASSERT_EQ(part.size(), whole.size());
        overlapped += whole.size();
        for (std::size_t i = 0; i < whole.size(); ++i) {
            EXPECT_EQ(part[i].piece, whole[i].first);
            EXPECT_EQ(part[i].total, whole[i].second.size());
            std::vector<std::string> ids, of_whole;
            for (const OfferEntry& one : part[i].shown) ids.push_back(one.value.id);
            for (const std::size_t which : whole[i].second) of_whole.push_back(all[which].id);
            EXPECT_EQ(ids, of_whole);
        }
    }
    EXPECT_GT(suggested, 20U);
    EXPECT_GT(missing, 5U);
    EXPECT_GT(overlapped, 5U);
}

TEST(Unmet, LooksOnlyAtTheRequestsOfThatPart) {
    Drawn drawn(3);
    const record::Snapshot snapshot = drawn.c.snapshot();
    const Viewing viewing{snapshot, drawn.c.words(), tarrow};
    const auto whole = unmet(viewing, {});
    std::vector<std::string> in_order, in_parts;
    for (const Unmet& one : whole.shown) {
        EXPECT_FALSE(one.need.value.withdrawn);
        in_order.push_back(one.need.value.id);
    }
    EXPECT_FALSE(in_order.empty());
    for (std::size_t at = 0; at < whole.total; at += 2) {
        for (const Unmet& one : unmet(viewing, {at, 2}).shown) in_parts.push_back(one.need.value.id);
    }
    EXPECT_EQ(in_order, in_parts);
}

}  // namespace
}  // namespace comity::cooperation
