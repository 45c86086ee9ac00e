#include <functional>
#include <map>

#include "base/error.hpp"
#include "machinery/holdings/inside.hpp"

namespace comity::holdings {

namespace {

/// Raised when other passages are made of the same documents.
constexpr int passages_version = 1;

std::optional<std::int64_t> number_of(const record::Snapshot& snapshot, std::string_view sha256) {
    auto rows = snapshot.tables().query(R"sql(SELECT number FROM document WHERE sha256 = $1)sql", sha256);
    if (!rows.next()) return std::nullopt;
    return rows.integer(0);
}

std::vector<record::Passage> passages_of(const record::Snapshot& snapshot, std::int64_t number, const vocabulary::Vocabulary& vocabulary) {
    std::string sha256;
    {
        auto rows = snapshot.tables().query(R"sql(SELECT sha256 FROM document WHERE number = $1 AND in_view = 1)sql", number);
        if (!rows.next()) return {};
        sha256 = rows.text(0);
    }
    auto document = corrected(snapshot, snapshot.tables(), sha256, vocabulary).document;
    std::vector<record::Passage> passages;
    passages.reserve(document.paragraphs.size() + document.footnotes.size() + 1);
    if (document.title) passages.push_back({"title", *document.title});
    for (auto& paragraph : document.paragraphs) {
        // A draft is found by the words that it shows struck, too.
        std::string words = document::with_struck(paragraph);
        if (!words.empty()) passages.push_back({std::move(paragraph.id), std::move(words)});
    }
    for (auto& footnote : document.footnotes) passages.push_back({"fn" + footnote.mark, std::move(footnote.text)});
    return passages;
}

Facets facets_of(const std::vector<const AgreedTexts::Text*>& texts) {
    std::map<std::string, std::size_t> bodies, kinds;
    std::map<std::string, std::size_t, std::greater<>> decades;
    for (const auto* text : texts) {
        ++bodies[text->body.value_or("")];
        ++kinds[std::string(name_of(text->kind))];
        ++decades[text->date ? std::to_string(text->date->year() / 10 * 10) : ""];
    }
    return {{bodies.begin(), bodies.end()}, {decades.begin(), decades.end()}, {kinds.begin(), kinds.end()}};
}

}  // namespace

record::Searchable searchable(const vocabulary::Vocabulary& vocabulary, int reader_version) {
    // A better reader gives other passages: then the index is made anew.
    return {passages_version * 10'000 + reader_version,
            [](const record::Snapshot& snapshot, const record::Entry& entry) {
                std::vector<std::int64_t> touched;
                const std::string sha256 = entry.kind == "document" ? entry.state.text("sha256") : entry.kind == "correction" ? entry.state.text("document") : "";
                if (const auto number = number_of(snapshot, sha256)) touched.push_back(*number);
                return touched;
            },
            [&vocabulary](const record::Snapshot& snapshot, std::int64_t number) { return passages_of(snapshot, number, vocabulary); }};
}

SearchResult Holdings::search(std::string_view words, const SearchOptions& options) const {
    const auto snapshot = inside_->record->snapshot();
    const Tables tables(snapshot, inside_->vocabulary);
    SearchResult result;
    try {
        result.goes_to = tables.look_up(words, "");
        if (result.goes_to && !result.goes_to->in_view) result.goes_to.reset();
    } catch (const Error&) {
        // It can be several texts: none of them is the one to go to.
    }
    const auto body = options.body ? std::optional(tables.body_name(*options.body)) : std::nullopt;
    const auto texts = inside_->texts_at(snapshot);
    std::vector<const AgreedTexts::Text*> found;
    // Each text is asked for once: its passages stand one behind the other in the index.
    const auto wanted = [&](std::int64_t number) {
        const auto text = texts->by_number.find(number);
        if (text == texts->by_number.end()) return false;
        const auto& one = text->second;
        if ((body && one.body != body) || (options.language && one.language != *options.language) || (options.kind && one.kind != *options.kind)) return false;
        if (options.decade && (!one.date || one.date->year() / 10 * 10 != *options.decade)) return false;
        found.push_back(&one);
        return true;
    };
    auto answer = inside_->words.search(snapshot, {words, wanted, options.offset, options.limit});
    result.facets = facets_of(found);
    result.remark = std::move(answer.remark);
    if (!answer.did_you_mean.empty()) result.did_you_mean = std::move(answer.did_you_mean);
    result.passages = answer.total;
    result.entries_missing = answer.missing;
    for (auto& hit : answer.hits) {
        result.hits.push_back({tables.item(hit.document), std::move(hit.place), std::move(hit.text), std::move(hit.marks)});
    }
    return result;
}

}  // namespace comity::holdings
