// What stands around a text in Akoma Ntoso: its metadata, cover, preface and conclusions.
#pragma once

#include "document/document.hpp"
#include "vocabulary/vocabulary.hpp"
#include "xml/reader.hpp"

namespace comity::reading::akoma_ntoso {

/// Takes the facts out of the blocks of a cover, a preface or conclusions.
class FactReader {
public:
    FactReader(document::Document& document, const vocabulary::Vocabulary& vocabulary) : d_(document), vocabulary_(vocabulary) {}

    /// True if there was a fact in it.
    bool take(const xml::Node& block);
    /// "The General Assembly," or the profile's formula.
    void take_formula(const xml::Node& formula);
    /// Work, author, language, counts of votes.
    void take_meta(const xml::Node& meta);
    /// What follows from the facts that were found: session, number and year of a symbol.
    void complete();

    /// Files of ours say what no slot of the profile holds.
    [[nodiscard]] bool is_ours() const noexcept { return ours_; }
    /// Citations that could not be marked where they stand, with their places among all.
    [[nodiscard]] const std::vector<std::pair<std::size_t, document::Citation>>& unmarked() const noexcept { return unmarked_; }
    /// The body that speaks; nullptr if it is not known.
    [[nodiscard]] const vocabulary::Body* body() const noexcept { return body_; }

private:
    bool element(const xml::Node& node);
    bool date(const xml::Node& node);
    bool named_inline(const xml::Node& node);
    bool reference(const xml::Node& node);
    bool vote(const xml::Node& node);
    void number(const xml::Node& node);
    void work(const xml::Node& identification);
    void counts(const xml::Node& analysis);
    void own(const xml::Node& proprietary);
    void author(const xml::Node& meta, std::string_view address);

    document::Document& d_;
    const vocabulary::Vocabulary& vocabulary_;
    const vocabulary::Body* body_ = nullptr;
    bool ours_ = false, no_year_ = false;
    std::string number_;  ///< as a foreign file shows it
    std::vector<std::pair<std::size_t, document::Citation>> unmarked_;
};

}  // namespace comity::reading::akoma_ntoso
