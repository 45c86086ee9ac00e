// What the vocabulary holds, as plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"

namespace comity::vocabulary {

/// A named table of tab-separated values with a header line: the bytes of "data/bodies.tsv".
struct Table {
    std::string_view name;
    std::string_view bytes;
};

using InLanguages = std::vector<std::pair<std::string, std::string>>;  ///< language, words

struct Body {
    std::string id;          ///< "GA", "HRC", "SC", "ECOSOC", "CHR", "SUBCOM", "UNEA", ...
    std::string name;        ///< "General Assembly"
    std::string short_name;  ///< "Assembly", "Council"
    std::string organ_line;  ///< the subject of its texts: "The General Assembly"
    std::string resolution_head;  ///< what stands before session/number of its resolutions: "A/RES/", "A/HRC/RES/", "S/RES/"
    bool invented = false;   ///< of the demonstration
    std::string parent;      ///< id of the body to which it belongs, "" if none
    std::string symbol_head; ///< how the symbols of its documents begin: "A/HRC/"; "" if it has none
    std::string resolution, decision, statement;  ///< patterns: "UNEP/EA.{session}/Res.{number}"; "" if it adopts none
    std::string session_rule;                     ///< "calendar", "year", "1981+N" ...; "" if unknown
    std::vector<std::string> also;                ///< other names it is cited by
    std::string line;                             ///< id of the body that goes on with its work: "HRC" of the Commission and the Council
    InLanguages names, organ_lines;               ///< where known; English included
    InLanguages shown_names;                      ///< all of `names`, and those by which nothing is looked for in texts
};

struct State {
    std::string iso3;                       ///< "FRA"; invented States begin with X
    InLanguages short_names, formal_names;
    std::vector<std::string> aliases;       ///< older and informal names
    std::string region;                     ///< regional group
    bool invented = false;
};

/// A time in which a State was a Member of the United Nations, and what tables of votes call it then. A State has several if it left
/// and came back, or if its seat was called otherwise.
struct Membership {
    std::string code;                 ///< State::iso3; of a former Member the code that it had
    Date first;
    std::optional<Date> last;         ///< the day on which it ended
    std::vector<std::string> iso2;    ///< two-letter codes, "FR"
    std::vector<std::string> aliases; ///< further names
    InLanguages names;                ///< of a former Member; empty where State has them
};

enum class Use { preambular, operative, both };
/// One way in which a paragraph opens, e.g. "Recalling" / "Recalls".
struct OpeningPhrase {
    std::string lemma;        ///< "recall", "call upon"
    std::string language;
    std::string preambular;   ///< form in the preamble, "" if none
    std::string operative;    ///< finite form, "" if none
    int strength = 0;         ///< 0 to 5
    std::string category;     ///< "recall", "affirm", "call", "decide" ...
    char creates_mandate = 'n';  ///< 'y' yes, 'n' no, 'c' it depends on the addressee
    bool verified = false;    ///< seen in United Nations texts of that language
};

/// An opening phrase found at the start of a text.
struct OpeningMatch {
    std::uint32_t length = 0;  ///< bytes of the whole phrase: "Also takes note with appreciation of", "Deeply concerned", "Calls once again upon"
    std::size_t phrase = 0;    ///< index into openings()
    Use use = Use::both;
    std::uint32_t without_preposition = 0;  ///< bytes up to a preposition that only joins the object: "Also takes note with appreciation"
};
enum class Letters { capital_first, any };

/// {"plenary_meeting", "fr", "séance plénière"}
struct MastheadWord {
    std::string what, language, words;
};

/// A word of a citation that stands in a text: {"resolution", 11}, {"chap", 5}.
struct CitingWord {
    std::string_view name;
    std::uint32_t length = 0;  ///< bytes
};
/// A body called by a name in a text, or by a short name that several share ("Council"): then `shared` is that.
struct BodyMention {
    const Body* body = nullptr;
    std::string_view shared;
    std::uint32_t length = 0;
};

/// How two words that meet are written: as two, either way, or always with a hyphen.
enum class Hyphen { never, sometimes, always };

}  // namespace comity::vocabulary
