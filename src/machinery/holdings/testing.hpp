// For the tests of holdings/: a notation for invented texts of five lines, a reader of it, and a record to put them into.
#pragma once

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "document/citations.hpp"
#include "document/symbol.hpp"
#include "machinery/holdings/holdings.hpp"
#include "record/testing.hpp"

namespace comity::holdings::testing {

using record::testing::Folder;
/// A line each: "symbol A/RES/60/1", "title Orchards", "date 2005-12-16", "language fr", "sponsor Kenya for the African States", "yes Kenya", "no Chad", "draft", "doubt", "adoption without a vote", "pp Recalling ...",
/// "op 1 Requests ...", "x Words", "struck words" at the end of the last, "fn 1 See ...". Version 1 parts an "op" at " | "; version 2 has learnt not to.
inline document::Document read_notation(std::string_view bytes, const vocabulary::Vocabulary& vocabulary, int version) {
    if (bytes.starts_with("noise")) throw Error(Fault::bad_request, "it is no text");
    document::Document document;
    document.sha256 = hex(sha256(bytes));
    document.kind = document::Kind::resolution;
    std::istringstream lines{std::string(bytes)};
    std::string line;
    int pp = 0, op = 0, x = 0;
    const auto paragraph = [&](document::ParagraphKind kind, std::string id, std::optional<std::string> number, std::string text, std::uint32_t at) {
        document::Paragraph made;
        made.kind = kind;
        made.id = std::move(id);
        made.number = std::move(number);
        made.text = std::move(text);
        made.lines = {{at, at}};
        if (const auto match = vocabulary.match_opening(made.text)) made.opening = made.text.substr(0, match->length);
        auto cited = document::find_citations(made.text, {"GA", "en", made.id}, vocabulary);
        document.citations.insert(document.citations.end(), cited.found.begin(), cited.found.end());
        document.paragraphs.push_back(std::move(made));
    };
    for (std::uint32_t at = 1; std::getline(lines, line); ++at) {
        const std::string word = line.substr(0, line.find(' '));
        const std::string rest = word.size() < line.size() ? line.substr(word.size() + 1) : "";
        if (word == "symbol") {
            document.symbol = document::Symbol::parse(rest, vocabulary)->canonical();
            const auto facts = document::facts_of(document::Symbol::from_canonical(*document.symbol), vocabulary);
            document.session = facts.session;
            document.number = facts.number;
            if (facts.body) document.body = vocabulary.body(*facts.body)->name;
        } else if (word == "title") {
            document.title = rest;
        } else if (word == "date") {
            document.date_adopted = Date::from_iso(rest);
            document.year = document.date_adopted->year();
        } else if (word == "adoption") {
            document.adoption = rest;
        } else if (word == "sponsor") {
            const auto behalf = rest.find(" for ");
            document.sponsors.push_back({rest.substr(0, behalf), behalf == std::string::npos ? std::nullopt : std::optional(rest.substr(behalf + 5))});
        } else if (word == "yes" || word == "no") {
            auto& vote = document.vote ? *document.vote : document.vote.emplace();
            (word == "yes" ? vote.in_favour : vote.against).push_back(rest);
        } else if (word == "language") {
            document.language = rest;
        } else if (word == "draft") {
            document.kind = document::Kind::draft_resolution;
            document.body = "General Assembly";
        } else if (word == "doubt") {
            document.diagnostics.push_back({document::Severity::warning, at, "doubt", "a doubt"});
        } else if (word == "pp") {
            paragraph(document::ParagraphKind::preambular, "pp" + std::to_string(++pp), {}, rest, at);
        } else if (word == "op") {
            op = std::stoi(rest);
            const std::string text = rest.substr(rest.find(' ') + 1);
            const std::size_t bar = version < 2 ? text.find(" | ") : std::string::npos;
            paragraph(document::ParagraphKind::operative, "op" + std::to_string(op), std::to_string(op), text.substr(0, bar), at);
            if (bar != std::string::npos) paragraph(document::ParagraphKind::other, "x" + std::to_string(++x), {}, text.substr(bar + 3), at);
        } else if (word == "x") {
            paragraph(document::ParagraphKind::other, "x" + std::to_string(++x), {}, rest, at);
        } else if (word == "struck" && !document.paragraphs.empty()) {
            auto& last = document.paragraphs.back();
            last.struck.push_back({" " + rest, static_cast<std::uint32_t>(last.text.size())});
        } else if (word == "fn") {
            document.footnotes.push_back({rest.substr(0, rest.find(' ')), rest.substr(rest.find(' ') + 1), {{at, at}}});
        }
    }
    return document;
}
inline Reader notation(int version = 1) {
    return {[version](std::string_view bytes, const vocabulary::Vocabulary& vocabulary, std::string_view) { return read_notation(bytes, vocabulary, version); }, version};
}
inline record::Setup setup(int version = 1, record::Purpose purpose = record::Purpose::own) {
    record::Setup made;
    made.derivations = derivations(notation(version));
    made.purpose_if_new = purpose;
    return made;
}
inline record::Actor jane() { return {"operator at the command line", "jane"}; }

/// A record in a folder of its own, with texts beside it; `further` is what processes that build on holdings derive.
class Collection {
public:
    explicit Collection(int version = 1, record::Derivations further = {}) : further_(std::move(further)) { open(version); }
    void open(int version, record::Access access = record::Access::write) {
        holdings_.reset();
        record::Setup made = setup(version);
        made.derivations.insert(made.derivations.end(), further_.begin(), further_.end());
        holdings_ = std::make_unique<Holdings>(record::Record::open(file(), access, made), vocabulary::standard(), notation(version));
    }
    void close() { holdings_.reset(); }
    [[nodiscard]] std::filesystem::path file() const { return folder_ / "comity.record"; }
    [[nodiscard]] std::filesystem::path texts() const { return folder_ / "texts"; }
    std::filesystem::path write(const std::string& name, const std::string& text) const {
        auto path = texts() / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }
    ImportSummary import(const std::filesystem::path& path, const ImportProgress& progress = {}) const {
        ImportRequest request;
        request.paths = {path};
        request.who = jane();
        return holdings_->import(request, progress);
    }
    /// Writes and imports; gives the hash.
    std::string add(const std::string& text) const {
        std::string hash = hex(sha256(text));
        import(write(hash.substr(0, 8) + ".txt", text));
        return hash;
    }
    CorrectionResult correct(const std::string& document, Change change, std::optional<std::string> why = {}) const {
        CorrectionRequest request;
        request.document = document;
        request.change = std::move(change);
        request.who = jane();
        request.why = std::move(why);
        return holdings_->correct(request);
    }
    Holdings* operator->() const { return holdings_.get(); }
    Holdings& operator*() const { return *holdings_; }
    [[nodiscard]] Shown show(const std::string& spelling) const { return holdings_->show(holdings_->find(spelling)); }

private:
    Folder folder_;
    record::Derivations further_;
    std::unique_ptr<Holdings> holdings_;
};

}  // namespace comity::holdings::testing
