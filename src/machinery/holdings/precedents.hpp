// Precedents over the record ("agreed language"): where the words of a passage, of a whole draft or of one phrase were agreed before. What
// is asked about is not kept. And their forms: JSON with the names of the contract (docs/architecture.md), text, one HTML file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "concordance/comparison.hpp"
#include "document/document.hpp"
#include "json/json.hpp"
#include "machinery/holdings/adoption.hpp"

namespace comity::holdings {

struct PrecedentOptions {
    std::size_t limit = 10;
    std::optional<Date> before = {};               ///< only texts of an earlier date
    std::optional<std::string> body = {};          ///< id or name
    std::optional<std::string> language = {};
    std::vector<std::string> except = {};          ///< not in these texts: any spellings of symbols. Error(not_found) if one is not there
    enum class Among { agreed, drafts_too } among = Among::agreed;
};

/// A paragraph of the record, and how its text was adopted.
struct AgreedAt {
    std::int64_t document = 0;             ///< Item::number
    std::string symbol = {};               ///< canonical; of a text without one its name
    std::string name = {};                 ///< what to call the text: "78/199"
    std::string address = {};              ///< Item::address
    std::string paragraph = {};            ///< id
    std::optional<Date> date = {};
    std::optional<std::string> body = {};
    Adoption adopted = {};
};

/// "without a vote"; of a counted vote "130 to 8, 44 abstaining", with "(by the roll call)" where the text itself doesn't state it; "" if nothing is known.
std::string adopted_in_words(const AgreedAt& at);
/// "78/199 op12, 2023-12-19, General Assembly, without a vote"
std::string place_in_words(const AgreedAt& at);

/// One wording that shares words with the passage, best first.
struct PrecedentMatch {
    AgreedAt at;                             ///< the latest text that has it
    std::string text;
    double coverage = 0, similarity = 0;     ///< concordance::Precedent
    std::size_t covered = 0, words = 0;      ///< words of the query in common runs; words of the wording
    std::vector<concordance::Span> spans;    ///< the query against the wording
    AgreedAt first, last;                    ///< of the words in common: the earliest and the latest text that has all of them in one paragraph
    std::size_t texts = 0;                   ///< how many have
    std::vector<AgreedAt> places;            ///< all that have this very wording, the latest first, at most 50
};

/// The passage cut into pieces by where their words come from. Together the pieces are the passage.
struct Mosaic {
    struct Piece {
        std::string text;
        std::optional<std::size_t> source;  ///< of sources; none: new, in no text in a run of three words
    };
    std::vector<Piece> pieces;
    std::vector<AgreedAt> sources;
    std::size_t words = 0, new_words = 0;
};

struct PrecedentAnswer {
    std::string query;
    std::vector<PrecedentMatch> matches;
    Mosaic mosaic;
    std::int64_t entries_missing = 0;
};

struct DraftPrecedents {
    struct Paragraph {
        std::string id, text;
        document::ParagraphKind kind = document::ParagraphKind::other;
        std::optional<PrecedentMatch> nearest;
        Mosaic mosaic;
    };
    std::optional<std::string> symbol, title;
    std::vector<Paragraph> paragraphs;
    std::size_t words = 0, new_words = 0;
    std::int64_t entries_missing = 0;
};

/// How one phrase was used: its words one behind the other, whatever their case and the signs between.
struct PhraseUse {
    struct Year {
        std::optional<int> year;
        std::string body;                  ///< "" if the texts state none
        std::size_t texts = 0, passages = 0;
        std::vector<std::string> symbols;  ///< in the order of lists
    };
    /// A text of a recurring title without the phrase after one with it; `again` if a later one has it once more.
    struct Dropped {
        AgreedAt last, without;
        std::optional<AgreedAt> again;
    };
    std::string phrase;
    std::size_t texts = 0, passages = 0;
    std::optional<AgreedAt> first, last;
    std::vector<Year> years;        ///< oldest first, then by body
    std::vector<Dropped> dropped;   ///< oldest first
    std::int64_t entries_missing = 0;
};

/// False for what shares less than a third of what the best does: formulas, for the most part. People are spared it, programs get it.
bool is_worth_showing(const PrecedentMatch& match, const PrecedentAnswer& answer);

json::Value to_json(const PrecedentAnswer& answer);  ///< the contract, with `mosaic` and more besides
json::Value to_json(const DraftPrecedents& draft);
json::Value to_json(const PhraseUse& use);
/// One self-contained file, as document::to_html makes them. `notice` stands first if there is one.
std::string to_html(const PrecedentAnswer& answer, std::string_view notice);
std::string to_html(const DraftPrecedents& draft, std::string_view notice);
/// The bytes of a DOCX with the same.
std::string to_docx(const PrecedentAnswer& answer, std::string_view notice);
std::string to_docx(const DraftPrecedents& draft, std::string_view notice);

}  // namespace comity::holdings
