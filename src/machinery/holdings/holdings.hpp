// The holdings: the documents of a record. Lists, one text, what cites it, its series, search, its history; and the acts: import,
// correct, rebuild. Web and command line call the same functions. Everything that comes out counts a symbol once, by the reading
// that is shown for it (holdings/item.hpp).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "machinery/holdings/acts.hpp"
#include "machinery/holdings/correction.hpp"
#include "machinery/holdings/item.hpp"
#include "machinery/holdings/life.hpp"
#include "machinery/holdings/outlook.hpp"
#include "machinery/holdings/precedents.hpp"
#include "machinery/holdings/reader.hpp"
#include "machinery/holdings/series.hpp"
#include "record/record.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::holdings {

/// Thread-safe; each call sees the record as of one moment.
class Holdings {
public:
    /// Throws as Record::open. The vocabulary goes by the record's purpose.
    static std::unique_ptr<Holdings> open(const RecordPlace& place, record::Access access, record::Purpose purpose_if_new = record::Purpose::own);
    /// Over a record that was opened elsewhere with derivations() among its own (tests, and modules to come).
    Holdings(std::unique_ptr<record::Record> record, const vocabulary::Vocabulary& vocabulary, Reader reader = standard_reader());
    ~Holdings();

    // --- reading -----------------------------------------------------------------------------------------------------
    [[nodiscard]] List list(const Filter& filter) const;
    /// What there is to filter by, with counts.
    [[nodiscard]] Overview overview() const;

    /// Any spelling of a symbol ("78/199", "217 A (III)") or at least 8 digits of a SHA-256. `language` "" takes English if there is
    /// one. Error(not_found) says what to do; Error(bad_request) lists the candidates if several fit.
    [[nodiscard]] Item find(std::string_view spelling, std::string_view language = "") const;
    /// The document as shown: as read, with the corrections in force. Error(refused) with the reason for a file taken out of view, here and
    /// wherever a text is asked for.
    [[nodiscard]] document::Document document(const Item& item) const;
    /// The same with all that stands beside it: its corrections, its other files and how they differ.
    [[nodiscard]] Shown show(const Item& item) const;
    /// The same as it stood when the entry of that position was the last: its reading of today with the corrections of then.
    [[nodiscard]] Shown show_as_of(const Item& item, std::int64_t position) const;
    /// The texts of its series that were adopted next before this one and next after it; drafts are passed over.
    [[nodiscard]] Neighbours neighbours(const Item& item) const;
    /// The SHA-256 of every file of a symbol, in all languages, in view or not; of one file if that was named by its hash. Throws as find().
    [[nodiscard]] std::vector<std::string> files_of(std::string_view spelling) const;
    /// The bytes that came in.
    [[nodiscard]] std::string source(const Item& item) const;

    /// Paragraphs of other texts that cite this one, in the order of lists.
    [[nodiscard]] std::vector<Citing> cited_by(const Item& item) const;
    /// Which of these targets (document::Citation::target, locators allowed) are in the record: target -> the item to open.
    [[nodiscard]] std::map<std::string, Item> in_record(std::span<const std::string> targets) const;
    [[nodiscard]] Series series(const Item& item) const;
    /// The series with how each state was adopted and what of it changed; and one paragraph of this text through all of them, by its id:
    /// Error(not_found) if the text has none of that id, Error(bad_request) for a draft.
    [[nodiscard]] Life life(const Item& item) const;
    [[nodiscard]] ParagraphLife paragraph_life(const Item& item, std::string_view paragraph) const;
    /// What persons have said of the texts of its series, and still stands: by who is spoken of.
    [[nodiscard]] std::vector<MembershipStatus> memberships(const Item& item) const;
    /// What comes again and again, those with the most texts first; at most so many, 0: all.
    [[nodiscard]] std::vector<Recurring> recurring(std::size_t most = 0) const;

    /// Plain words (all must stand in a passage), "phrases in quotes", prefix*; a symbol also names its text in `goes_to`.
    /// Never throws on what was typed.
    [[nodiscard]] SearchResult search(std::string_view words, const SearchOptions& options = {}) const;

    /// Where the words of a passage were agreed before: of a passage, of each paragraph of a draft; and how a phrase was used.
    [[nodiscard]] PrecedentAnswer precedents(std::string_view passage, const PrecedentOptions& options = {}) const;
    [[nodiscard]] DraftPrecedents precedents_of(const document::Document& draft, const PrecedentOptions& options = {}) const;
    [[nodiscard]] PhraseUse use_of(std::string_view phrase, const PrecedentOptions& options = {}) const;
    /// What is wrong with index files, in sentences, each with the file's name in front; none if all are sound.
    [[nodiscard]] std::vector<std::string> check_indexes() const;

    /// The last entry about each of the texts that came in or were corrected last, the latest first; at most so many.
    [[nodiscard]] std::vector<record::Entry> touched_lately(std::size_t most) const;
    /// Symbols that texts of the record cite and that are not in it: those that the most texts cite first.
    [[nodiscard]] std::vector<Absent> cited_but_absent(std::size_t most) const;
    /// Texts whose reading wants a person: with doubts, or without a title, a date or (but for drafts) a symbol; in the order of lists.
    [[nodiscard]] List to_look_at(std::size_t offset, std::size_t limit) const;

    /// All entries about this item, its corrections and the choices among its files, oldest first.
    [[nodiscard]] std::vector<record::Entry> history(const Item& item) const;
    /// Corrections in force that no longer fit the reading at hand, and documents out of view.
    [[nodiscard]] std::vector<CorrectionStatus> corrections_to_review() const;
    [[nodiscard]] List out_of_view() const;

    // --- acting (needs Access::write; from elsewhere: submit in acts.hpp) ------------------------------------------------
    ImportSummary import(const ImportRequest& request, const ImportProgress& progress = {});
    /// Applies the rule (correction.hpp) and appends what it decides. Throws what the rule refuses.
    CorrectionResult correct(const CorrectionRequest& request);
    /// To which series a text belongs (membership.hpp), in the same way.
    CorrectionResult correct(const MembershipRequest& request);
    RebuildSummary rebuild(const StepProgress& progress = {});
    /// Makes what stands beside the record (word search, precedents, series) fit it as it is now; false where another process holds one of these.
    bool renew_indexes();

    [[nodiscard]] record::Record& record() const;
    [[nodiscard]] const vocabulary::Vocabulary& vocabulary() const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// What this module derives; the order matters.
record::Derivations derivations(Reader reader = standard_reader());

}  // namespace comity::holdings
