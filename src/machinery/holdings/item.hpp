// What the holdings give out: rows of lists, a text with all that is around it, hits. And their JSON, with the names of the
// contract (docs/architecture.md), for the command line and the API.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "document/document.hpp"
#include "json/json.hpp"
#include "machinery/holdings/correction.hpp"
#include "machinery/holdings/facets.hpp"

namespace comity::holdings {

/// A document of the record in short: facts as corrected.
struct Item {
    std::int64_t number = 0;            ///< in this record: the position of the entry that brought it
    std::string sha256;
    std::optional<std::string> symbol;  ///< canonical
    std::string name;                   ///< what to call it: "78/199", "A/C.3/75/L.40"; without a symbol its file's name and 8 digits
    std::string address;                ///< what find() takes back for exactly this symbol or file: canonical symbol, else the SHA-256
    document::Kind kind = document::Kind::document;
    std::optional<std::string> body, session, number_in_session, title;
    std::optional<int> year;
    std::optional<Date> date;           ///< adopted, else distributed
    std::string language;
    std::string file_name;              ///< as it came, without folders
    int paragraphs = 0, footnotes = 0, doubts = 0;  ///< doubts: diagnostics that are warnings or errors
    int other_files = 0;                ///< further files of this symbol and language, in view
    std::vector<std::string> other_languages;
    bool shown = true;                  ///< false: another file of its symbol and language is shown instead
    bool in_view = true;
    bool corrected = false;
};

enum class Order { symbol, date };  ///< by date: the latest first
struct Filter {
    std::optional<std::string> body = {};  ///< id or name: "GA", "General Assembly"
    std::optional<document::Kind> kind = {};
    std::optional<int> year = {};
    std::optional<std::string> session = {}, language = {};
    std::string title_words = {};           ///< all of them, folded, in any order
    std::optional<std::string> cites = {};  ///< any spelling of a symbol
    Order order = Order::symbol;
    std::size_t offset = 0, limit = 0;  ///< limit 0: all
};
struct List {
    std::vector<Item> items;
    std::size_t total = 0;  ///< without offset and limit
};

/// Counts of symbols by what they can be filtered by; names as in Filter, in the order in which to offer them.
struct Overview {
    using Counts = std::vector<std::pair<std::string, std::size_t>>;
    std::size_t texts = 0, files = 0, out_of_view = 0;
    std::size_t to_review = 0;   ///< corrections that no longer fit
    std::size_t to_reread = 0;   ///< files that another version of the reader has read: comity rebuild
    Counts bodies, kinds, years, sessions, languages;
};

/// How the reading that is shown was chosen among several files, in this order.
enum class ChosenBy { only_file, person, footnotes, fewest_doubts, first_hash };

/// How another file of the same symbol and language reads, against the one that is shown.
struct OtherFile {
    Item item;
    int same = 0;                             ///< paragraphs equal word for word
    std::vector<std::string> differing;       ///< ids, in the shown reading, of paragraphs whose words differ
    std::vector<std::string> only_shown, only_other;  ///< ids of paragraphs that only one of them has
    int footnotes_shown = 0, footnotes_other = 0;
};

struct Shown {
    Item item;
    document::Document document;  ///< as read, with the corrections in force
    ChosenBy chosen_by = ChosenBy::only_file;
    std::vector<OtherFile> other_files;
    std::vector<Item> in_other_languages;
    std::vector<CorrectionStatus> corrections;
    std::int64_t as_of = 0;       ///< entries in the record: CorrectionRequest::seen_at
};

struct Citing {
    Item item;
    std::string paragraph;  ///< id, or "fn3"
    std::string text;       ///< the citation as it stands
};

struct SearchOptions {
    std::size_t offset = 0, limit = 50;
    std::optional<std::string> body = {}, language = {};
    std::optional<document::Kind> kind = {};
    std::optional<int> decade = {};  ///< 1990: of the years from 1990 to 1999
};
struct Hit {
    Item item;
    std::string paragraph;  ///< id, "fn3", or "title"
    std::string text;       ///< the whole passage
    std::vector<std::pair<std::uint32_t, std::uint32_t>> marks;  ///< bytes of `text` that matched, begin and end, in order
};
struct SearchResult {
    std::optional<Item> goes_to;       ///< the text whose symbol was typed
    std::vector<Hit> hits;             ///< best first
    std::size_t passages = 0;          ///< in all, at most 10,000 counted
    std::int64_t entries_missing = 0;  ///< that the index has not reached yet (another process is at it)
    Facets facets;                     ///< of all texts with hits; for words such as "the" alone of the first 10,000 passages
    std::string remark;                ///< a sentence if something typed was taken otherwise than it stands; else ""
    std::optional<std::string> did_you_mean;
};

std::string_view name_of(ChosenBy chosen_by) noexcept;  ///< "only file", "person", "footnotes", "fewest doubts", "first hash"

/// The objects of the contract; further fields may follow the ones named there.
json::Value to_json(const Item& item);
json::Value to_json(const List& list);  ///< an array
json::Value to_json(const SearchResult& result);  ///< an array of hits
json::Value to_json(const Citing& citing);
json::Value to_json(const OtherFile& other);

}  // namespace comity::holdings
