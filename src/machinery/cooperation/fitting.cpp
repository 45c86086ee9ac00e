// What fits what, asked of the table of what is offered: theme by theme and form by form.
#include <algorithm>
#include <map>
#include <set>

#include "base/error.hpp"
#include "db/connection.hpp"
#include "machinery/cooperation/by_name.hpp"
#include "machinery/cooperation/listing.hpp"
#include "record/entries_at.hpp"

namespace comity::cooperation {

namespace {

/// An offer that has a piece, as far as the table knows it.
struct Given {
    std::string actor, id, first, last, languages;
    std::int64_t position = 0;
};

std::vector<Given> given(db::Rows rows) {
    std::vector<Given> all;
    while (rows.next()) all.push_back({std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2)), std::string(rows.text(3)), std::string(rows.text(4)), rows.integer(5)});
    return all;
}

/// A language and a day in common, as far as both say any; not the State's own.
bool can_meet(const Need& need, const Given& given) {
    const Matter& asked = need.matter;
    const bool languages = asked.languages.empty() || given.languages.empty() ||
                           std::any_of(asked.languages.begin(), asked.languages.end(), [&](const std::string& one) { return given.languages.find(' ' + one + ' ') != std::string::npos; });
    return given.actor != need.state && languages && overlap(asked.first, asked.last, given.first, given.last);
}

OfferEntry offer_at(const Viewing& viewing, std::int64_t position) {
    const auto entry = viewing.snapshot.at(position);
    COMITY_ENSURE(entry);
    return {offer_from(entry->state), entry->revision, entry->position, entry->subject, entry->when};
}

/// Reads what the tables know of offers, actor by actor in the order of their names, no further than it is asked.
class Giving {
public:
    explicit Giving(const Viewing& viewing) : viewing_(viewing), order_(viewing.snapshot, viewing.vocabulary, viewing.language) {}

    ByName& order() { return order_; }

    /// Who offers that piece. `all`: also those who offer it among what they state otherwise.
    std::vector<std::string> actors(const Piece& piece, std::int64_t least_stated) {
        std::vector<std::string> all;
        {
            auto rows = tables().query(R"sql(SELECT DISTINCT actor FROM cooperation_piece_count WHERE form = $1 AND theme = $2 AND stated >= $3 ORDER BY actor)sql", piece.form, piece.theme, least_stated);
            while (rows.next()) all.emplace_back(rows.text(0));
        }
        by_name(all);
        return all;
    }
    /// Of one actor, by their ids.
    std::vector<Given> of_actor(const Piece& piece, const std::string& actor, std::int64_t least_stated) {
        return given(tables().query(R"sql(SELECT actor, id, first_day, last_day, languages, position FROM cooperation_piece WHERE form = $1 AND theme = $2 AND actor = $3 AND stated >= $4 ORDER BY id)sql",
                                    piece.form, piece.theme, actor, least_stated));
    }
    void by_name(std::vector<std::string>& actors) {
        std::sort(actors.begin(), actors.end(), [&](const std::string& a, const std::string& b) { return order_.compare(a, b) < 0; });
    }

    /// Help that an actor delivered in agreements that the viewer may see; each actor is looked up once.
    const std::vector<Delivered>& delivered(const std::string& actor) {
        const auto known = delivered_.find(actor);
        if (known != delivered_.end()) return known->second;
        auto rows = tables().query(R"sql(
            SELECT c.position FROM cooperation_actor a JOIN cooperation c ON c.subject = a.subject WHERE a.actor = $1 AND a.takes_part = 1 AND c.delivered = 1
                AND CASE WHEN c.everybody = 1 THEN NOT EXISTS (SELECT 1 FROM cooperation_actor s WHERE s.actor = $2 AND s.sees = 1 AND s.deed = c.deed AND s.id = c.id)
                         ELSE EXISTS (SELECT 1 FROM cooperation_actor s WHERE s.actor = $2 AND s.sees = 1 AND s.subject = c.subject) END
            ORDER BY c.id)sql", actor, viewing_.viewer);
        std::vector<Agreement> made;
        for (const record::Entry& entry : entries_at(viewing_.snapshot, std::move(rows))) made.push_back(agreement_from(entry.state));
        std::stable_sort(made.begin(), made.end(), [&](const Agreement& a, const Agreement& b) { return order_.compare(a.parties.front().actor, b.parties.front().actor) < 0; });
        std::vector<Delivered> all;
        for (const Agreement& one : made) {
            if (one.party(actor)->role != "beneficiary") all.push_back({actor, one.id, one.matter.recommendation, one.matter.themes});
        }
        return delivered_.emplace(actor, std::move(all)).first->second;
    }

private:
    const Viewing& viewing_;
    ByName order_;
    std::map<std::string, std::vector<Delivered>> delivered_;

    [[nodiscard]] db::Connection& tables() const { return viewing_.snapshot.tables(); }
};

/// The first offers of each piece that meet the request, together in the order of offers().
std::vector<Given> covering(Giving& giving, const Need& need) {
    std::vector<Given> all;
    std::set<std::int64_t> known;
    for (const Piece& piece : pieces_of(need.matter)) {
        std::size_t taken = 0;
        for (const std::string& actor : giving.actors(piece, 0)) {
            if (taken >= most_of_a_piece) break;
            for (Given& one : giving.of_actor(piece, actor, 0)) {
                if (taken >= most_of_a_piece) break;
                if (!can_meet(need, one)) continue;
                ++taken;
                if (known.insert(one.position).second) all.push_back(std::move(one));
            }
        }
    }
    std::sort(all.begin(), all.end(), [&](const Given& a, const Given& b) {
        const int by_name = giving.order().compare(a.actor, b.actor);
        return by_name != 0 ? by_name < 0 : a.id < b.id;
    });
    return all;
}

}  // namespace

std::vector<Piece> missing_in(const Viewing& viewing, const Need& need) {
    std::vector<Piece> missing = pieces_of(need.matter);
    std::erase_if(missing, [&](const Piece& piece) {
        auto rows = viewing.snapshot.tables().query(R"sql(SELECT actor, id, first_day, last_day, languages, position FROM cooperation_piece WHERE form = $1 AND theme = $2 ORDER BY actor, id)sql", piece.form, piece.theme);
        while (rows.next()) {
            if (can_meet(need, {std::string(rows.text(0)), "", std::string(rows.text(2)), std::string(rows.text(3)), std::string(rows.text(4)), 0})) return true;
        }
        return false;
    });
    return missing;
}

UnmetPart unmet(const Viewing& viewing, Range requests) {
    UnmetPart part;
    auto looked_at = needs_shown(viewing, requests);
    part.total = looked_at.total;
    for (NeedEntry& one : looked_at.shown) {
        if (one.value.withdrawn) continue;
        auto pieces = missing_in(viewing, one.value);
        if (!pieces.empty()) part.shown.push_back({std::move(one), std::move(pieces)});
    }
    return part;
}

std::vector<Offered> overlapping(const Viewing& viewing, std::size_t most) {
    std::vector<Offered> all;
    {
        auto rows = viewing.snapshot.tables().query(R"sql(SELECT form, theme, CAST(SUM(offers) AS BIGINT) FROM cooperation_piece_count WHERE stated = 1
                                                          GROUP BY form, theme HAVING COUNT(*) > 1 ORDER BY theme, form)sql");
        while (rows.next()) all.push_back({{std::string(rows.text(1)), std::string(rows.text(0))}, static_cast<std::size_t>(rows.integer(2)), {}});
    }
    Giving giving(viewing);
    for (Offered& one : all) {
        for (const std::string& actor : giving.actors(one.piece, 1)) {
            if (one.shown.size() >= most) break;
            for (const Given& offer : giving.of_actor(one.piece, actor, 1)) {
                if (one.shown.size() < most) one.shown.push_back(offer_at(viewing, offer.position));
            }
        }
    }
    return all;
}

Fitting fitting(const Viewing& viewing, const Need& need, const Weights& weights, Range range) {
    Fitting made;
    Giving giving(viewing);
    for (const Given& one : covering(giving, need)) made.offers.push_back(offer_at(viewing, one.position).value);
    made.coverage = coverage(need, made.offers);
    // Every offer has its forms without a theme, too.
    std::set<std::string> known;
    for (const std::string& form : need.matter.forms) {
        for (std::string& actor : giving.actors({"", form}, 0)) {
            if (actor != need.state) known.insert(std::move(actor));
        }
    }
    std::vector<std::string> actors(known.begin(), known.end());
    giving.by_name(actors);
    std::size_t found = 0;
    for (const std::string& actor : actors) {
        std::map<std::string, std::int64_t> offers;
        for (const std::string& form : need.matter.forms) {
            for (const Given& one : giving.of_actor({"", form}, actor, 0)) offers.emplace(one.id, one.position);
        }
        for (const auto& [id, position] : offers) {
            Offer offer = offer_at(viewing, position).value;
            auto fits = suggestions(need, std::span(&offer, 1), giving.delivered(actor), weights);
            if (fits.empty() || ++found <= range.offset) continue;
            if (made.suggestions.size() == range.limit) {
                made.more = true;
                return made;
            }
            fits.front().offer = made.offers.size();
            made.suggestions.push_back(std::move(fits.front()));
            made.offers.push_back(std::move(offer));
        }
    }
    return made;
}

}  // namespace comity::cooperation
