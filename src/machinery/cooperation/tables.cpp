#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/sha256.hpp"
#include "db/connection.hpp"
#include "machinery/cooperation/listing.hpp"
#include "record/record.hpp"

namespace comity::cooperation {

namespace {

const std::array cooperation_tables = {
    record::DerivedTable{
        "cooperation",
        R"sql(
CREATE TABLE cooperation (
  subject @TEXT_C@ PRIMARY KEY,    -- of its entries
  kind @TEXT_C@ NOT NULL,          -- of them: request, shared request, published request, offer, agreement, published agreement, measure
  deed @TEXT_C@ NOT NULL,          -- what it is: request, offer, agreement, measure
  id @TEXT_C@ NOT NULL,            -- of that: "xar.interpreters"
  everybody INTEGER NOT NULL,      -- 1: everybody sees it
  actor @TEXT_C@ NOT NULL,         -- that asked, offered or acts first
  place INTEGER NOT NULL,          -- of a request in its State's own order; 2000000000 for none
  level INTEGER NOT NULL,          -- of what is done: its place among the levels, 4 for none
  day @TEXT_C@ NOT NULL,           -- its first, else when it was recorded
  document @TEXT_C@ NOT NULL,      -- by whose authority it is done; '' for none, and for a standing commitment in words
  paragraph @TEXT_C@ NOT NULL,     -- of it; ''
  commitment @TEXT_C@ NOT NULL,    -- SHA-256 of the words of a standing commitment; ''
  recommendation @TEXT_C@ NOT NULL,-- its id; ''
  request @TEXT_C@ NOT NULL,       -- of an agreement: the id of the request behind it; ''
  delivered INTEGER NOT NULL,      -- 1: an agreement of which all parties say so
  withdrawn INTEGER NOT NULL,      -- 1: a request or an offer that was withdrawn
  position INTEGER NOT NULL        -- of its last revision
);
CREATE INDEX cooperation_id ON cooperation (deed, id);
CREATE INDEX cooperation_list ON cooperation (deed, everybody, actor, place, id);
CREATE INDEX cooperation_deeds ON cooperation (actor, everybody, withdrawn, level, day, id, deed);
CREATE INDEX cooperation_recommendation ON cooperation (recommendation);
CREATE INDEX cooperation_commitment ON cooperation (commitment);
CREATE INDEX cooperation_request ON cooperation (request);
CREATE INDEX cooperation_document ON cooperation (document))sql",
        R"sql(DROP TABLE IF EXISTS cooperation)sql",
        R"sql(SELECT subject, kind, deed, id, everybody, actor, place, level, day, document, paragraph, commitment, recommendation, request, delivered, withdrawn, position FROM cooperation ORDER BY subject)sql"},
    record::DerivedTable{
        "cooperation_actor",
        R"sql(
CREATE TABLE cooperation_actor (
  subject @TEXT_C@ NOT NULL,       -- of cooperation
  actor @TEXT_C@ NOT NULL,
  deed @TEXT_C@ NOT NULL,          -- of cooperation, as the id
  id @TEXT_C@ NOT NULL,
  takes_part INTEGER NOT NULL,     -- 1: asks, offers, acts or is a party
  sees INTEGER NOT NULL,           -- 1: is shown it, and not everybody is
  PRIMARY KEY (subject, actor)
) @BY_KEY@;
CREATE INDEX cooperation_actor_sees ON cooperation_actor (actor, sees, deed, id);
CREATE INDEX cooperation_actor_part ON cooperation_actor (actor, takes_part))sql",
        R"sql(DROP TABLE IF EXISTS cooperation_actor)sql", R"sql(SELECT subject, actor, deed, id, takes_part, sees FROM cooperation_actor ORDER BY subject, actor)sql"},
    record::DerivedTable{
        "cooperation_count",
        R"sql(
CREATE TABLE cooperation_count (
  deed @TEXT_C@ NOT NULL,          -- of cooperation that everybody sees, as actor and withdrawn
  actor @TEXT_C@ NOT NULL,
  withdrawn INTEGER NOT NULL,
  deeds INTEGER NOT NULL,          -- how many there are
  PRIMARY KEY (deed, actor, withdrawn)
) @BY_KEY@)sql",
        R"sql(DROP TABLE IF EXISTS cooperation_count)sql", R"sql(SELECT deed, actor, withdrawn, deeds FROM cooperation_count ORDER BY deed, actor, withdrawn)sql"},
    record::DerivedTable{
        "cooperation_piece",
        R"sql(
CREATE TABLE cooperation_piece (
  subject @TEXT_C@ NOT NULL,       -- of an offer that stands
  theme @TEXT_C@ NOT NULL,         -- a theme in a form; '' for the form alone
  form @TEXT_C@ NOT NULL,
  stated INTEGER NOT NULL,         -- 0: the form alone, of an offer that states themes
  actor @TEXT_C@ NOT NULL,         -- who offers it
  id @TEXT_C@ NOT NULL,            -- of the offer
  first_day @TEXT_C@ NOT NULL,     -- its days; '' for open
  last_day @TEXT_C@ NOT NULL,
  languages @TEXT_C@ NOT NULL,     -- " en fr "; '' where it states none
  position INTEGER NOT NULL,       -- of its last revision
  PRIMARY KEY (subject, theme, form)
) @BY_KEY@;
CREATE INDEX cooperation_piece_given ON cooperation_piece (form, theme, actor, id))sql",
        R"sql(DROP TABLE IF EXISTS cooperation_piece)sql",
        R"sql(SELECT subject, theme, form, stated, actor, id, first_day, last_day, languages, position FROM cooperation_piece ORDER BY subject, theme, form)sql"},
    record::DerivedTable{
        "cooperation_piece_count",
        R"sql(
CREATE TABLE cooperation_piece_count (
  form @TEXT_C@ NOT NULL,          -- of cooperation_piece, as theme, stated and actor
  theme @TEXT_C@ NOT NULL,
  stated INTEGER NOT NULL,
  actor @TEXT_C@ NOT NULL,
  offers INTEGER NOT NULL,         -- how many there are
  PRIMARY KEY (form, theme, stated, actor)
) @BY_KEY@)sql",
        R"sql(DROP TABLE IF EXISTS cooperation_piece_count)sql", R"sql(SELECT form, theme, stated, actor, offers FROM cooperation_piece_count ORDER BY form, theme, stated, actor)sql"},
};

void count(db::Connection& tables, std::string_view deed, std::string_view actor, std::int64_t withdrawn, std::int64_t more) {
    tables.execute(R"sql(INSERT INTO cooperation_count (deed, actor, withdrawn, deeds) VALUES ($1, $2, $3, $4)
                         ON CONFLICT (deed, actor, withdrawn) DO UPDATE SET deeds = cooperation_count.deeds + excluded.deeds)sql", deed, actor, withdrawn, more);
    if (more < 0) tables.execute(R"sql(DELETE FROM cooperation_count WHERE deed = $1 AND actor = $2 AND withdrawn = $3 AND deeds = 0)sql", deed, actor, withdrawn);
}

struct PieceRow {
    std::string form, theme;
    std::int64_t stated;
    std::string actor;
};

void count(db::Connection& tables, const PieceRow& piece, std::int64_t more) {
    tables.execute(R"sql(INSERT INTO cooperation_piece_count (form, theme, stated, actor, offers) VALUES ($1, $2, $3, $4, $5)
                         ON CONFLICT (form, theme, stated, actor) DO UPDATE SET offers = cooperation_piece_count.offers + excluded.offers)sql", piece.form, piece.theme, piece.stated, piece.actor, more);
    if (more < 0) {
        tables.execute(R"sql(DELETE FROM cooperation_piece_count WHERE form = $1 AND theme = $2 AND stated = $3 AND actor = $4 AND offers = 0)sql", piece.form, piece.theme, piece.stated, piece.actor);
    }
}

/// What the revision before had brought.
void take_back(db::Connection& tables, const std::string& subject) {
    std::string deed, actor;
    std::int64_t withdrawn = 0, everybody = 0;
    {
        auto rows = tables.query(R"sql(SELECT deed, actor, withdrawn, everybody FROM cooperation WHERE subject = $1)sql", subject);
        if (!rows.next()) return;
        deed = rows.text(0);
        actor = rows.text(1);
        withdrawn = rows.integer(2);
        everybody = rows.integer(3);
    }
    if (everybody == 1) count(tables, deed, actor, withdrawn, -1);
    tables.execute(R"sql(DELETE FROM cooperation_actor WHERE subject = $1)sql", subject);
    if (deed != "offer") return;
    std::vector<PieceRow> pieces;
    {
        auto rows = tables.query(R"sql(SELECT form, theme, stated, actor FROM cooperation_piece WHERE subject = $1 ORDER BY theme, form)sql", subject);
        while (rows.next()) pieces.push_back({std::string(rows.text(0)), std::string(rows.text(1)), rows.integer(2), std::string(rows.text(3))});
    }
    for (const PieceRow& piece : pieces) count(tables, piece, -1);
    tables.execute(R"sql(DELETE FROM cooperation_piece WHERE subject = $1)sql", subject);
}

void put_pieces(db::Connection& tables, const record::Entry& entry) {
    const Offer offer = offer_from(entry.state);
    if (offer.withdrawn) return;
    const Matter& matter = offer.matter;
    const std::string languages = matter.languages.empty() ? std::string() : fmt::format(" {} ", fmt::join(matter.languages, " "));
    const std::set<std::string> forms(matter.forms.begin(), matter.forms.end());
    std::set<std::string> themes(matter.themes.begin(), matter.themes.end());
    const bool states_themes = !themes.empty();
    themes.insert("");
    for (const std::string& form : forms) {
        for (const std::string& theme : themes) {
            const PieceRow piece{form, theme, theme.empty() && states_themes ? 0 : 1, offer.actor};
            tables.execute(R"sql(INSERT INTO cooperation_piece (subject, theme, form, stated, actor, id, first_day, last_day, languages, position) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))sql", entry.subject,
                           theme, form, piece.stated, offer.actor, offer.id, matter.first, matter.last, languages, entry.position);
            count(tables, piece, 1);
        }
    }
}

class Cooperation : public record::Derivation {
public:
    [[nodiscard]] std::string_view name() const override { return "cooperation"; }
    [[nodiscard]] int version() const override { return 2; }
    [[nodiscard]] std::span<const record::DerivedTable> tables() const override { return cooperation_tables; }

    void apply(const record::Workspace& workspace, const record::Entry& entry) const override {
        if (!is_of_cooperation(entry.kind)) return;
        const auto& vocabulary = workspace.purpose == record::Purpose::demonstration ? vocabulary::with_demonstration() : vocabulary::standard();
        db::Connection& tables = workspace.tables;
        take_back(tables, entry.subject);
        const Listed listed = listed_of(entry, vocabulary);
        const std::int64_t everybody = is_closed_kind(entry.kind) ? 0 : 1, withdrawn = listed.withdrawn ? 1 : 0;
        const Authority& authority = listed.deed.authority;
        tables.execute(R"sql(INSERT INTO cooperation (subject, kind, deed, id, everybody, actor, place, level, day, document, paragraph, commitment, recommendation, request, delivered, withdrawn, position)
                             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
                             ON CONFLICT (subject) DO UPDATE SET actor = excluded.actor, place = excluded.place, level = excluded.level, day = excluded.day, document = excluded.document,
                                 paragraph = excluded.paragraph, commitment = excluded.commitment, recommendation = excluded.recommendation, request = excluded.request,
                                 delivered = excluded.delivered, withdrawn = excluded.withdrawn, position = excluded.position)sql",
                       entry.subject, entry.kind, listed.deed.kind, listed.deed.id, everybody, listed.deed.actors.front(), listed.place, level_place(listed.deed.level), listed.deed.day, authority.document,
                       authority.paragraph, commitment_key(authority.commitment), listed.deed.recommendation, listed.request, std::int64_t{listed.deed.kind == "agreement" && listed.deed.stage == "delivered"},
                       withdrawn, entry.position);
        if (everybody == 1) count(tables, listed.deed.kind, listed.deed.actors.front(), withdrawn, 1);
        std::set<std::string> actors(listed.deed.actors.begin(), listed.deed.actors.end());
        const std::set<std::string> part = actors, sees(listed.seen_by.begin(), listed.seen_by.end());
        actors.insert(sees.begin(), sees.end());
        for (const std::string& actor : actors) {
            tables.execute(R"sql(INSERT INTO cooperation_actor (subject, actor, deed, id, takes_part, sees) VALUES ($1, $2, $3, $4, $5, $6))sql", entry.subject, actor, listed.deed.kind, listed.deed.id,
                           std::int64_t{part.count(actor) > 0}, std::int64_t{sees.count(actor) > 0});
        }
        if (entry.kind == offer_kind) put_pieces(tables, entry);
    }
};

}  // namespace

std::string commitment_key(std::string_view commitment) { return commitment.empty() ? std::string() : hex(sha256(commitment)); }

std::shared_ptr<const record::Derivation> derivation() { return std::make_shared<Cooperation>(); }

}  // namespace comity::cooperation
