// Who can be asked and who can answer: States, groups, bodies, office holders, mechanisms, organizations, from the tables of data/, each fact with
// its source, its dates and how sure it is. And one way to recognize them by any name that texts and tables use for them.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::vocabulary {

/// Where a fact is from. Days may be known to the month or the year alone: "2016-05", "2000"; "" if they are not known.
struct Evidence {
    std::string source;
    bool verified = false;
};

/// A name in one of its forms: "short", "formal", "running", "former", "informal", "acronym", "other". As the tables have it.
struct NameForm {
    std::string words, language, form, first, last;
    Evidence evidence;
};

/// That an actor is (or was) in a group. With neither day it is known that it was at the day of the group's list, and no more.
struct GroupPlace {
    std::string group, actor;     ///< ids of actors: "group:AFR", "state:FRA"
    std::string first, last;
    std::string role, note;       ///< "member", "counted here for elections" ...
    Evidence evidence;
};

struct KnownActor {
    std::string id;               ///< "state:FRA", "body:HRC", "entity:SG", "group:LDC", "together:member_states"
    std::string kind;             ///< one of known_kinds()
    std::string address_type;     ///< how acts address it: "hr_mechanisms"; "" if they don't by a type of its own
    std::string address_id;       ///< its id in acts: "SG"; "" where it has none
    InLanguages names;            ///< by which it is shown
    std::vector<NameForm> forms;  ///< all that it is or was called, `names` among them
    std::vector<GroupPlace> groups, members;  ///< where it is; of a group who is in it, by id and first day
    std::string group_kind;       ///< of a group: "regional", "geographical", "listed", "own"
    std::string as_of;            ///< of a group: the day of the list
    std::string part_of;          ///< id of the actor to which it belongs, "" if none
    std::string since, text;      ///< when it began; the canonical symbol of the text that made it or carries it on
    std::string status;           ///< "member", "observer State", "observer" ...; "" if nothing is to be said
    int seats = 0;                ///< members of a committee, seats of a group in the Human Rights Council; 0: not known
    std::string first, last;      ///< of a former Member: when it was one
    Evidence evidence;
    bool invented = false;
};

/// What an actor can be, in the order of lists.
std::span<const std::string_view> known_kinds() noexcept;

struct Recognized {
    const KnownActor* actor = nullptr;
    std::string reason;  ///< the form by which it was recognized: "short", "former", "inverted", "region name", "code" ...
    std::string words;   ///< the name in that form, as the tables have it
    std::string language;
};

class Directory {
public:
    /// Throws Error(bad_request) with table and line if a table is not of its shape. Tables that are not its own are passed over.
    Directory(std::span<const Table> tables, const Vocabulary& vocabulary);
    Directory(Directory&&) noexcept;
    ~Directory();

    /// By kind, then id. Where there are invented ones (a demonstration), `shown()` has these alone.
    [[nodiscard]] std::span<const KnownActor> actors() const noexcept { return actors_; }
    [[nodiscard]] std::vector<const KnownActor*> shown() const;
    /// nullptr if unknown.
    [[nodiscard]] const KnownActor* actor(std::string_view id) const noexcept;
    /// By an addressee of an act: its id in data/actors.tsv, else its type; nullptr if nobody is meant that has an entry.
    [[nodiscard]] const KnownActor* addressed(std::string_view type, std::string_view id) const noexcept;

    /// By any customary name, in any of the six languages: articles, case, apostrophes and accents folded, "X (Y of)" turned about,
    /// footnote marks passed over. A name that several bore at different times goes by `at`. nullopt if nobody bears it, or several do.
    [[nodiscard]] std::optional<Recognized> recognize(std::string_view name, const std::optional<Date>& at = std::nullopt) const;
    /// Keys (key_of) of all names by which this actor is recognized, in order.
    [[nodiscard]] std::vector<std::string> keys_of(const KnownActor& actor) const;
    /// What names are compared by.
    static std::string key_of(std::string_view name);

private:
    std::vector<KnownActor> actors_;
    struct Index;
    std::unique_ptr<Index> index_;
};

/// The name in that language, else in English, else the id.
std::string shown_name(const KnownActor& actor, std::string_view language);
/// The language in which shown_name() gives it.
std::string_view language_of_name(const KnownActor& actor, std::string_view language);

/// Of the tables in data/; with those of demo/ added.
const Directory& standard_directory();
const Directory& directory_with_demonstration();
/// The one that goes with a vocabulary.
const Directory& directory_of(const Vocabulary& vocabulary);

}  // namespace comity::vocabulary
