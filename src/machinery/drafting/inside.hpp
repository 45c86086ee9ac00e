// What the rules of this folder look at, and where they put what they find. Private to drafting/.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "machinery/drafting/drafting.hpp"
#include "machinery/drafting/sentences.hpp"

namespace comity::drafting {

struct Scene {
    const document::Document& draft;
    const Surroundings& around;
    const vocabulary::Vocabulary& vocabulary;
    const directive::Words& words;
    std::string body;             ///< id; "" if not known
    std::optional<int> session;   ///< of the body, where its sessions are numbered
    std::vector<directive::Act> acts, acts_before;  ///< of the draft, of the previous text

    [[nodiscard]] bool english() const { return draft.language.empty() || draft.language == "en"; }
};

class Findings {
public:
    explicit Findings(const Scene& scene) : scene_(scene) {}
    void add(std::string_view rule, Place place, Said why, Said mend, std::optional<Beside> beside = {});
    [[nodiscard]] Place at(const document::Paragraph& paragraph, std::size_t begin, std::size_t end) const;
    [[nodiscard]] Place at(const directive::Passage& passage) const;
    /// A citation's words, in a paragraph or a footnote.
    [[nodiscard]] Place at(const document::Citation& citation) const;
    [[nodiscard]] Place at_note(const document::Footnote& note) const;
    void not_applied(std::string_view rule) { not_applied_.emplace_back(rule); }

    std::vector<Finding> found;
    [[nodiscard]] const std::vector<std::string>& left_out() const { return not_applied_; }

private:
    const Scene& scene_;
    std::vector<std::string> not_applied_;
};

/// Whether the paragraph opens a sentence of the organ: level 1, in the preamble or the operative part.
bool is_clause(const document::Paragraph& paragraph) noexcept;
/// The part in which a paragraph stands: "I" of "I.op3"; "" if the text has no parts.
std::string_view part_of(std::string_view id) noexcept;
/// As people write a symbol; what has none stays without.
std::string display(const std::string& symbol);
/// The number in a text of digits alone.
std::optional<int> number_of(std::string_view digits) noexcept;

// references.cpp
void check_superseded(const Scene& scene, Findings& findings);
void check_dates(const Scene& scene, Findings& findings);
void check_first_mentions(const Scene& scene, Findings& findings);
void check_symbols(const Scene& scene, Findings& findings);
// sessions.cpp
void check_past_sessions(const Scene& scene, Findings& findings);
void check_rhythm(const Scene& scene, Findings& findings);
// notes.cpp
void check_marks(const Scene& scene, Findings& findings);
void check_notes(const Scene& scene, Findings& findings);
// asking.cpp
void check_review(const Scene& scene, Findings& findings);
void check_deliverables(const Scene& scene, Findings& findings);
void check_reports(const Scene& scene, Findings& findings);
void check_addressees(const Scene& scene, Findings& findings);
void check_duplicates(const Scene& scene, Findings& findings);
// wording.cpp
void check_also(const Scene& scene, Findings& findings);
void check_numbers(const Scene& scene, Findings& findings);
void check_letters(const Scene& scene, Findings& findings);
// endings.cpp
void check_endings(const Scene& scene, Findings& findings);

}  // namespace comity::drafting
