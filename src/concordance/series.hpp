// Which texts are states of one recurring text: by their titles, by what they recall, by their words. Values in, values out; the answer
// hangs on the texts and not on their order. What the rule can't know, a person says (SeriesRuling).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "document/document.hpp"

namespace comity::concordance {

/// The words of a text in small: the least hash of its runs of three words in each of 128 classes (one-permutation MinHash: Li, Owen and
/// Zhang, 2012). By it two texts are compared in a hundred nanoseconds; how alike they are comes out within some 0.04.
struct WordSketch {
    static constexpr std::uint32_t empty = 0xFFFFFFFF;
    std::array<std::uint32_t, 128> least = {};
    std::uint32_t words = 0, annexed = 0;  ///< words of the text, and of these in annexes

    [[nodiscard]] std::string bytes() const;            ///< little-endian, 520 bytes
    static WordSketch from_bytes(std::string_view bytes);  ///< of other than 520 bytes: of a text without words
};
WordSketch sketch_of(const document::Document& document);
/// Common runs / all runs of both, from 0 to 1.
double likeness(const WordSketch& a, const WordSketch& b);

/// An act of the same body that a text names, where it says what it goes on from.
struct SeriesRecall {
    enum class How : std::uint8_t {
        elsewhere,   ///< in its preamble
        on_subject,  ///< in a paragraph of its preamble that has the title, or speaks of earlier texts on the matter
        as_draft     ///< as the draft that was adopted
    };
    std::string symbol;  ///< canonical, without locators
    std::string key;     ///< equal for spellings of one symbol
    std::optional<std::string> session;
    std::optional<Date> date;
    How how = How::elsewhere;
};

struct SeriesText {
    enum class Kind : std::uint8_t { act, draft, other };
    std::string id;                 ///< unique and lasting: the SHA-256
    Kind kind = Kind::act;
    std::string line;               ///< of bodies: one that took over another's work is of its line; "" if unknown
    std::vector<std::string> keys;  ///< by which SeriesRecall::key meets it
    std::string title;              ///< as text::key makes it; "" if it has none of its own
    std::vector<std::string> agenda_items;  ///< under which it was adopted, as printed: "71 (b)"
    std::string agenda_title;       ///< as text::key makes it; "" if none is printed
    std::string order;              ///< date, then the order of lists: total together with the id
    std::optional<Date> date;
    std::optional<std::string> session;
    WordSketch sketch;
    std::vector<SeriesRecall> recalls;
};

/// What a person said of two texts, by their ids: that they are, or are not, states of one text; of a draft, what it became.
struct SeriesRuling {
    std::string text, other;
    enum class Says : std::uint8_t { together, apart } says = Says::together;
};

/// Why a text is in a series.
struct SeriesReason {
    bool same_title = false;        ///< as another member has
    bool recalls = false;           ///< it recalls an earlier member, or a later one recalls it
    /// Adopted under the same item of the agenda as another member, where no other series has a text under it: supports, and joins nothing.
    bool same_item = false;
    bool person = false;
    double words = 0;               ///< how alike it is with the most alike other member
    /// Only one thing speaks for it.
    [[nodiscard]] bool is_guess() const;
    bool operator==(const SeriesReason&) const = default;
};
/// Whether both state an item of the agenda, and the same one: by its title where both print it, else by its number in one session or
/// the next, as items are numbered anew from time to time.
bool same_agenda_item(const SeriesText& a, const SeriesText& b);
/// From how alike on words count as a reason.
constexpr double same_words = 0.15;

struct SeriesMember {
    std::size_t text = 0;  ///< index
    SeriesReason reason;
    bool operator==(const SeriesMember&) const = default;
};
/// Cited as a text of the series, and not among the texts.
struct SeriesGap {
    std::string symbol;
    std::optional<std::string> session;
    std::optional<Date> date;
    std::size_t times = 0;  ///< members that cite it so
    bool operator==(const SeriesGap&) const = default;
};
struct SeriesDraft {
    std::size_t text = 0;
    std::optional<std::size_t> became;     ///< index of a member's text
    std::optional<std::string> session;    ///< that it was made for, where known
    enum class Why : std::uint8_t { named, person, title, words } why = Why::title;
    bool operator==(const SeriesDraft&) const = default;
};
struct SeriesGroup {
    std::vector<SeriesMember> members;  ///< in their order
    std::vector<SeriesGap> gaps;        ///< by symbol
    std::vector<SeriesDraft> drafts;    ///< in their order
    bool operator==(const SeriesGroup&) const = default;
};

/// Every act and other document is a member of exactly one group, alone if nothing belongs to it. Groups by the order of their first texts.
std::vector<SeriesGroup> series_of(std::span<const SeriesText> texts, std::span<const SeriesRuling> rulings = {});

}  // namespace comity::concordance
