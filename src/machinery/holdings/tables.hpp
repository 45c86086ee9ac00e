// The derived tables of the holdings and how they are filled. Private to holdings/; other processes ask Holdings.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/connection.hpp"
#include "document/document.hpp"
#include "machinery/holdings/correction.hpp"
#include "machinery/holdings/item.hpp"
#include "machinery/holdings/reader.hpp"
#include "record/derivation.hpp"
#include "record/record.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::holdings {

const vocabulary::Vocabulary& vocabulary_for(record::Purpose purpose);

/// The subject of a document's entries.
std::string document_subject(std::string_view sha256);

/// The schema of a document's entries with `converted`: {"sha256", "by"}, the bytes that a program made of the file and that were read in its place,
/// kept beside it. Files that are read as they are have the first schema, and no such member.
inline constexpr int with_converted_bytes = 2;

/// What the reader takes of a document's entry: what a converter made of the file when it came, or the file itself.
std::string readable_bytes(const record::Snapshot& record, const record::Entry& entry);
/// The document of an entry, read by `reader`.
document::Document read_kept(const Reader& reader, const record::Snapshot& record, const record::Entry& entry, const vocabulary::Vocabulary& vocabulary);

// --- readings: what the reader made of a file ------------------------------------------------------------------------------

struct Reading {
    std::string sha256;
    int reader_version = 0;
    std::string structure;  ///< packed and compressed
    std::string sketch;     ///< concordance::WordSketch
};
Reading make_reading(const document::Document& document, int reader_version);
void put_reading(db::Connection& tables, const Reading& reading);
/// How many readings another version of the reader has made.
std::int64_t read_by_another(db::Connection& tables, int reader_version);
/// Throws Error(not_found) if there is none.
document::Document reading_of(db::Connection& tables, std::string_view sha256);

// --- documents -----------------------------------------------------------------------------------------------------------

/// A reading with the corrections in force, and what became of each.
struct Corrected {
    document::Document document;
    std::vector<CorrectionStatus> corrections;
};
Corrected corrected(const record::Snapshot& record, db::Connection& tables, std::string_view sha256, const vocabulary::Vocabulary& vocabulary);

/// Brings the rows of one document up to its last revision, its reading and its corrections. What apply() does, and a re-reading.
void refresh(const record::Workspace& workspace, std::string_view sha256);

/// Case folded, locators and blanks taken off: what symbols and citations meet by.
std::string symbol_key(std::string_view symbol);

/// What the rule chooses by (the numbers of a reading among the files of its symbol and language).
struct Candidate {
    std::string sha256;
    int footnotes = 0, doubts = 0;
};
struct Choice {
    std::size_t index = 0;
    ChosenBy by = ChosenBy::only_file;
};
/// The file that a person chose, else those with footnotes, of these the fewest doubts, of these the first by hash. Not empty.
Choice choose(const std::vector<Candidate>& candidates, std::string_view chosen_by_person);

}  // namespace comity::holdings
