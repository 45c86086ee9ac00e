// The register: all acts of all texts that were adopted, and the mandates that go on through the texts of a series. It is a function of the texts as
// they are shown and of which of them are one series; found once until the record grows, then only what is new is looked at again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "machinery/holdings/holdings.hpp"
#include "machinery/mandates/delivery.hpp"
#include "machinery/mandates/lineage.hpp"
#include "machinery/mandates/short_act.hpp"

namespace comity::mandates {

/// Mandates of different series that ask the same actor for the same thing in like words (overlaps.hpp).
struct Overlap {
    std::uint32_t a = 0, b = 0;        ///< mandates, a before b
    std::uint32_t common = 0, all = 0; ///< words that both latest texts have, and words of both
    Asked asked;                       ///< whom both ask: the first that they have in common
    Names::Number deliverable = 0;     ///< what both ask for, in the same way
    [[nodiscard]] double likeness() const noexcept { return 2.0 * common / all; }
    bool operator==(const Overlap&) const = default;
};

/// What a person said of a document and an act of a text.
struct SaidDelivery {
    std::uint32_t act = 0;     ///< of that text
    Names::Number report = 0;  ///< its symbol, or the SHA-256 of a file without one
    bool delivered = true;
    std::int64_t position = 0; ///< of the entry
    bool operator==(const SaidDelivery&) const = default;
};

struct RegisterText {
    holdings::Item item;
    std::string state;                    ///< holdings::StandingText::state
    Names::Number body = 0;               ///< its id ("GA"), else its name
    std::vector<ShortAct> acts;           ///< in the order of the text; none of drafts and of documents that no organ adopted
    std::vector<NamedReport> reports;
    std::vector<Names::Number> reported_on;
    std::vector<SaidDelivery> said;       ///< by persons, of its acts
    std::string beginnings;               ///< of the words of its acts that ask (beginnings.hpp), packed
    std::optional<std::uint32_t> series;  ///< index of Gathered::series
    std::vector<std::uint32_t> mandate_of;  ///< by act: index of Gathered::mandates
};

/// A document that delivers what an act asked for, found by rule, said by a person, or both.
struct Delivery {
    Names::Number report = 0;                ///< its symbol, or the SHA-256 of a file without one
    std::optional<std::uint32_t> told_by;    ///< by rule: the text that takes note of it; of a report of the record that names the act's text, the report itself
    Names::Number paragraph = 0;             ///< of that text; 0 where the report as a whole names it
    std::optional<std::int64_t> said;        ///< by a person: the entry
    auto operator<=>(const Delivery&) const = default;
};

struct Gathered {
    std::int64_t as_of = -1;  ///< entries of the record
    Names names, words;
    std::vector<RegisterText> texts;                  ///< in the order of lists
    std::vector<std::vector<std::uint32_t>> series;   ///< texts, oldest first
    std::vector<Line> mandates;                       ///< by their last text in the order of lists, then by its act
    std::vector<Overlap> overlaps;                    ///< the most alike first, then in the order of lists
    std::unordered_map<Names::Number, std::vector<std::uint32_t>> reports_on;  ///< symbol of an act -> texts that are reports and name it

    [[nodiscard]] const ShortAct& act(const Step& step) const { return texts[step.text].acts[step.act]; }
    [[nodiscard]] const RegisterText& text(const Step& step) const { return texts[step.text]; }
    /// What counts as delivering it; those that a person said come first.
    [[nodiscard]] std::vector<Delivery> deliveries(const Step& step) const;
    /// Those of which a person said that they don't.
    [[nodiscard]] std::vector<Delivery> denied(const Step& step) const;
    /// The act of that paragraph and index in a text of that number in the record.
    [[nodiscard]] std::optional<Step> find(std::int64_t number, std::string_view paragraph, int index) const;
    /// The text of that canonical symbol, or of that SHA-256 if it has none; nullptr if it is not in the record.
    [[nodiscard]] const RegisterText* text_named(std::string_view report) const;
    /// The text after this one in its series.
    [[nodiscard]] std::optional<std::uint32_t> next_text(std::uint32_t text) const;
};

/// Thread-safe.
class Register {
public:
    /// `holdings` must outlive it. Touches nothing before the first question.
    explicit Register(const holdings::Holdings& holdings) : holdings_(holdings) {}

    /// As the record is now.
    [[nodiscard]] std::shared_ptr<const Gathered> gathered() const;
    /// Whether gathered() has nothing to find.
    [[nodiscard]] bool is_found() const;
    [[nodiscard]] const holdings::Holdings& holdings() const noexcept { return holdings_; }

private:
    const holdings::Holdings& holdings_;
    mutable std::mutex mutex_;
    mutable std::shared_ptr<const Gathered> gathered_;  // shared: an answer keeps its own while the record grows
    mutable std::string identity_;                      // of the record as it was then: another one after an erasure
};

/// From what was known before (or from nothing), of which only texts of the same state are taken over. `anew`, if given, gets how many were looked at.
struct GatheringResult {
    std::shared_ptr<const Gathered> gathered;
    std::size_t anew = 0;  ///< texts whose acts had to be found
};
GatheringResult gather(const holdings::Holdings& holdings, const Gathered* before);
/// The same, and uses up what was known.
GatheringResult gather_over(const holdings::Holdings& holdings, Gathered before);

/// What was found last, in a file beside the record ("comity.record.mandates"): working state, no part of the record; may be lost at any time.
/// "" for a record in memory.
std::string packed(const Gathered& gathered);
/// Texts without their items; nullptr for bytes that packed() has not made.
std::shared_ptr<Gathered> unpacked(std::string_view bytes);

}  // namespace comity::mandates
