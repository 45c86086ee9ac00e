#include "exports/selection.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "csv/csv.hpp"
#include "document/pieces.hpp"

namespace comity::exports {

namespace {

std::string iso(const std::optional<Date>& date) { return date ? date->iso() : std::string(); }

std::string count(const std::optional<document::Vote>& vote, std::optional<int> document::Vote::*which) {
    return vote && (*vote).*which ? std::to_string(*((*vote).*which)) : std::string();
}

}  // namespace

Manifest::Manifest(std::string notice) : notice_(std::move(notice)) {
    std::vector<std::string> heads = {"symbol",  "kind",   "body",      "session",  "number", "title", "language", "date_adopted", "date_distributed", "adoption",
                                      "yes",     "no",     "abstain",   "agenda",   "sponsors", "paragraphs", "footnotes", "citations", "sha256",    "files"};
    if (!notice_.empty()) heads.emplace_back("invented");
    csv_ = csv::as_row(heads);
}

void Manifest::add(const holdings::Item& item, const document::Document& document, const std::vector<std::string>& files) {
    std::vector<std::string> sponsors;
    for (const document::Sponsor& sponsor : document.sponsors) sponsors.push_back(sponsor.name);
    std::vector<std::string> row = {document.symbol.value_or(""),
                                    std::string(document::name_of(document.kind)),
                                    document.body.value_or(""),
                                    document.session.value_or(""),
                                    document.number.value_or(""),
                                    document.title.value_or(""),
                                    document.language,
                                    iso(document.date_adopted),
                                    iso(document.date_distributed),
                                    document.adoption.value_or(""),
                                    count(document.vote, &document::Vote::yes),
                                    count(document.vote, &document::Vote::no),
                                    count(document.vote, &document::Vote::abstain),
                                    fmt::format("{}", fmt::join(document.agenda_items, "; ")),
                                    fmt::format("{}", fmt::join(sponsors, "; ")),
                                    std::to_string(document.paragraphs.size()),
                                    std::to_string(document.footnotes.size()),
                                    std::to_string(document.citations.size()),
                                    item.sha256,
                                    fmt::format("{}", fmt::join(files, "; "))};
    if (!notice_.empty()) row.emplace_back("yes");
    csv_ += csv::as_row(row);
}

void write_archive(const holdings::Holdings& holdings, const Selection& selection, const zip::Stream::Sink& sink, const Progress& progress) {
    zip::Stream archive(sink);
    if (!selection.notice.empty()) archive.add("INVENTED.txt", selection.notice + ".\n");
    FileNames names;
    Manifest manifest(selection.notice);
    std::size_t done = 0;
    for (const holdings::Item& listed : selection.items) {
        const holdings::Shown shown = holdings.show(listed);
        std::vector<holdings::Item> items = {shown.item};
        items.insert(items.end(), shown.in_other_languages.begin(), shown.in_other_languages.end());
        for (const holdings::Item& item : items) {
            const std::string name = names.of(item);
            const holdings::Shown one = item.sha256 == shown.item.sha256 ? shown : holdings.show(item);
            std::vector<std::string> files;
            for (const Form form : selection.forms) {
                files.push_back(fmt::format("documents/{}{}", name, kind_of(form).ending));
                archive.add(files.back(), made(form, holdings, one, selection.notice));
            }
            manifest.add(item, one.document, files);
        }
        if (progress) progress(++done);
    }
    archive.add("manifest.csv", manifest.csv());
    archive.finish();
}

}  // namespace comity::exports
