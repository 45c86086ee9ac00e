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

struct RegisterText {
    holdings::Item item;
    std::string state;                    ///< holdings::StandingText::state
    Names::Number body = 0;               ///< its id ("GA"), else its name
    std::vector<ShortAct> acts;           ///< in the order of the text; none of drafts and of documents that no organ adopted
    std::vector<NamedReport> reports;
    std::vector<Names::Number> reported_on;
    std::optional<std::uint32_t> series;  ///< index of Gathered::series
    std::vector<std::uint32_t> mandate_of;  ///< by act: index of Gathered::mandates
};

/// A report that delivers what an act asked for, found by rule.
struct Delivery {
    Names::Number report = 0;        ///< its symbol; 0 if it has none
    std::uint32_t told_by = 0;     ///< the text that takes note of it; of a report of the record that names the act's text, the report itself
    Names::Number paragraph = 0;   ///< of that text; 0 where the report as a whole names it
    auto operator<=>(const Delivery&) const = default;
};

struct Gathered {
    std::int64_t as_of = -1;  ///< entries of the record
    Names names, words;
    std::vector<RegisterText> texts;                  ///< in the order of lists
    std::vector<std::vector<std::uint32_t>> series;   ///< texts, oldest first
    std::vector<Line> mandates;                       ///< by their last text in the order of lists, then by its act
    std::unordered_map<Names::Number, std::vector<std::uint32_t>> reports_on;  ///< symbol of an act -> texts that are reports and name it

    [[nodiscard]] const ShortAct& act(const Step& step) const { return texts[step.text].acts[step.act]; }
    [[nodiscard]] const RegisterText& text(const Step& step) const { return texts[step.text]; }
    [[nodiscard]] std::vector<Delivery> deliveries(const Step& step) const;
    /// The act of that paragraph and index in a text of that number in the record.
    [[nodiscard]] std::optional<Step> find(std::int64_t number, std::string_view paragraph, int index) const;
    [[nodiscard]] std::optional<std::uint32_t> text_of_symbol(std::string_view canonical) const;
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

/// What was found last, in a file beside the record ("comity.record.mandates"): working state, no part of the record; may be lost at any time.
/// "" for a record in memory.
std::string packed(const Gathered& gathered);
/// Texts without their items; nullptr for bytes that packed() has not made.
std::shared_ptr<Gathered> unpacked(std::string_view bytes);

}  // namespace comity::mandates
