#include "machinery/holdings/precedents.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/error.hpp"
#include "document/symbol.hpp"
#include "machinery/holdings/agreed.hpp"
#include "machinery/holdings/inside.hpp"
#include "machinery/holdings/voting.hpp"
#include "text/text.hpp"

namespace comity::holdings {

namespace {

constexpr std::size_t most_places = 50;
constexpr std::size_t most_sources = 12;  ///< of one mosaic: more would be a carpet

using concordance::PrecedentIndex;
using concordance::PrecedentScratch;

}  // namespace

// --- what is known of the texts -------------------------------------------------------------------------------------------

std::shared_ptr<const AgreedTexts> AgreedTexts::of(const record::Snapshot& snapshot) {
    auto texts = std::make_shared<AgreedTexts>();
    texts->as_of = snapshot.size();
    auto rows = snapshot.tables().query(R"sql(
        SELECT number, sha256, symbol, file_name, kind, body, date, language, title_key, counted, struck FROM document
        WHERE shown = 1 AND in_view = 1 ORDER BY coalesce(date, ''), sort_key, sha256)sql");
    while (rows.next()) {
        Text text;
        text.sha256 = rows.text(1);
        text.symbol = rows.maybe_text(2);
        text.file_name = rows.text(3);
        text.kind = document::kind_named(rows.text(4)).value_or(document::Kind::document);
        text.body = rows.maybe_text(5);
        text.date = Date::from_iso(rows.text(6));
        text.language = rows.text(7);
        text.title_key = rows.text(8);
        text.counted = rows.integer(9) != 0;
        text.struck = rows.integer(10) != 0;
        texts->in_order.push_back(rows.integer(0));
        texts->by_number.emplace(rows.integer(0), std::move(text));
    }
    return texts;
}

const Adoption& AgreedTexts::adoption(std::int64_t number, const std::function<Adoption()>& find) const {
    const std::lock_guard hold(mutex_);
    const auto found = adoptions_.find(number);
    return found != adoptions_.end() ? found->second : adoptions_.emplace(number, find()).first->second;
}

record::PrecedentTexts precedent_texts(const vocabulary::Vocabulary& vocabulary, int reader_version) {
    constexpr int texts_version = 1;
    auto words = searchable(vocabulary, reader_version);
    return {texts_version * 10'000 + reader_version, std::move(words.touched), [&vocabulary](const record::Snapshot& snapshot, std::int64_t number) {
                record::PrecedentText text;
                std::string sha256;
                {
                    auto rows = snapshot.tables().query(R"sql(SELECT sha256, symbol, date, in_view FROM document WHERE number = $1)sql", number);
                    if (!rows.next()) return text;
                    sha256 = rows.text(0);
                    // No two documents have the same name, and it doesn't hang on how they came in.
                    text.symbol = rows.maybe_text(1).value_or("") + '\t' + sha256;
                    text.date = Date::from_iso(rows.text(2));
                    if (rows.integer(3) == 0) return text;
                }
                auto document = corrected(snapshot, snapshot.tables(), sha256, vocabulary).document;
                for (auto& paragraph : document.paragraphs) {
                    if (!paragraph.text.empty()) text.passages.push_back({std::move(paragraph.id), std::move(paragraph.text)});
                }
                return text;
            }};
}

namespace {

void number_as_they_appear(std::vector<AgreedAt>& sources, std::vector<std::optional<std::size_t>>& source_of_words) {
    std::vector<std::optional<std::size_t>> number(sources.size());
    std::vector<AgreedAt> in_order;
    for (auto& source : source_of_words) {
        if (!source) continue;
        if (!number[*source]) {
            number[*source] = in_order.size();
            in_order.push_back(std::move(sources[*source]));
        }
        source = number[*source];
    }
    sources = std::move(in_order);
}

/// One question, or several about one draft.
class Asking {
public:
    Asking(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::shared_ptr<const AgreedTexts> texts, const PrecedentOptions& options)
        : snapshot_(snapshot), tables_(snapshot, vocabulary), roll_calls_(snapshot, vocabulary), texts_(std::move(texts)), options_(options) {
        if (options.body) body_ = tables_.body_name(*options.body);
        for (const auto& spelling : options.except) {
            const auto item = tables_.look_up(spelling, "");
            if (!item) throw Error(Fault::not_found, "\"{}\" is not in the record: comity list shows what is", spelling);
            except_.insert(item->symbol.value_or(item->sha256));
        }
    }

    [[nodiscard]] bool wants(std::int64_t number) const {
        const auto found = texts_->by_number.find(number);
        if (found == texts_->by_number.end()) return false;
        const auto& text = found->second;
        if (text.kind == document::Kind::draft_resolution && options_.among == PrecedentOptions::Among::agreed) return false;
        if (body_ && text.body != body_) return false;
        if (options_.language && text.language != *options_.language) return false;
        if (options_.before && (!text.date || *text.date >= *options_.before)) return false;
        return except_.count(text.symbol.value_or(text.sha256)) == 0;
    }

    void leave_out(const std::string& symbol) { except_.insert(symbol); }

    AgreedAt at(std::int64_t number, std::string_view paragraph) {
        const auto& text = texts_->by_number.at(number);
        AgreedAt at;
        at.document = number;
        at.symbol = text.symbol.value_or(text.file_name);
        at.name = text.symbol ? document::Symbol::from_canonical(*text.symbol).display() : text.file_name;
        at.address = text.symbol && text.counted ? *text.symbol : text.sha256;
        at.paragraph = paragraph;
        at.date = text.date;
        at.body = text.body;
        at.adopted = texts_->adoption(number, [&] { return roll_calls_.adoption_of(text.symbol.value_or(""), &read(number), text.date); });
        return at;
    }
    AgreedAt at(const concordance::PrecedentPlace& place) { return at(place.document, place.place); }

    const document::Document& read(std::int64_t number) {
        auto& document = documents_[number];
        if (!document) document = corrected(snapshot_, tables_.tables(), texts_->by_number.at(number).sha256, tables_.vocabulary()).document;
        return *document;
    }

    std::vector<PrecedentMatch> matches(const PrecedentIndex& index, PrecedentScratch& scratch, std::string_view passage, std::size_t limit) {
        std::vector<PrecedentMatch> matches;
        for (const auto& precedent : index.find({.passage = passage, .wanted = [this](std::int64_t number) { return wants(number); }, .limit = limit}, scratch)) {
            PrecedentMatch match;
            const auto& best = precedent.places.front();
            match.at = at(best);
            if (const auto* paragraph = document::find_paragraph(read(best.document), best.place)) match.text = paragraph->text;
            match.coverage = precedent.coverage;
            match.similarity = precedent.similarity;
            match.covered = precedent.covered;
            match.words = precedent.words;
            match.spans = concordance::spans_between(passage, match.text);
            match.first = at(precedent.first);
            match.last = at(precedent.last);
            match.texts = precedent.texts;
            for (std::size_t i = 0; i < precedent.places.size() && i < most_places; ++i) match.places.push_back(at(precedent.places[i]));
            matches.push_back(std::move(match));
        }
        return matches;
    }

    /// The best precedent first; then, as long as words are left, the one that has most of those.
    Mosaic mosaic(const PrecedentIndex& index, PrecedentScratch& scratch, std::string_view passage) {
        const auto words = text::words(passage);
        std::vector<std::optional<std::size_t>> source(words.size());
        std::vector<bool> left(words.size(), true);
        Mosaic mosaic;
        mosaic.words = words.size();
        while (mosaic.sources.size() < most_sources && std::find(left.begin(), left.end(), true) != left.end()) {
            const auto found = index.find({.passage = passage, .wanted = [this](std::int64_t number) { return wants(number); }, .limit = 1, .only = left}, scratch);
            if (found.empty() || found.front().covered == 0) break;
            for (const auto& [first, behind] : found.front().runs) {
                for (std::size_t i = first; i < behind && i < left.size(); ++i) {
                    if (left[i]) source[i] = mosaic.sources.size();
                    left[i] = false;
                }
            }
            mosaic.sources.push_back(at(found.front().places.front()));
        }
        number_as_they_appear(mosaic.sources, source);
        std::size_t begin = 0;
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (!source[i]) ++mosaic.new_words;
            if (i + 1 < words.size() && source[i] == source[i + 1]) continue;
            const std::size_t end = i + 1 < words.size() ? words[i + 1].begin : passage.size();
            mosaic.pieces.push_back({std::string(passage.substr(begin, end - begin)), source[i]});
            begin = end;
        }
        if (words.empty() && !passage.empty()) mosaic.pieces.push_back({std::string(passage), {}});
        return mosaic;
    }

    [[nodiscard]] const AgreedTexts& texts() const { return *texts_; }

private:
    const record::Snapshot& snapshot_;
    Tables tables_;
    RollCalls roll_calls_;
    std::shared_ptr<const AgreedTexts> texts_;
    const PrecedentOptions& options_;
    std::optional<std::string> body_;
    std::set<std::string> except_;
    std::map<std::int64_t, std::optional<document::Document>> documents_;
};

/// The words of the phrase one behind the other.
bool has_phrase(std::string_view passage, const std::vector<text::Word>& phrase) {
    const auto words = text::words(passage);
    const auto same = [](const text::Word& a, const text::Word& b) { return a.folded == b.folded; };
    return std::search(words.begin(), words.end(), phrase.begin(), phrase.end(), same) != words.end();
}

std::string paragraph_with(const document::Document& document, const std::vector<text::Word>& phrase) {
    for (const auto& paragraph : document.paragraphs) {
        if (has_phrase(paragraph.text, phrase)) return paragraph.id;
    }
    if (document.title && has_phrase(*document.title, phrase)) return "title";
    for (const auto& note : document.footnotes) {
        if (has_phrase(note.text, phrase)) return "fn" + note.mark;
    }
    return "";
}

/// In how many passages it stands. The index for words has struck ones, too, which nobody agreed on.
std::size_t passages_with(const document::Document& document, const std::vector<text::Word>& phrase) {
    const auto has = [&](const auto& passage) { return has_phrase(passage.text, phrase); };
    const auto in_text = std::count_if(document.paragraphs.begin(), document.paragraphs.end(), has) + std::count_if(document.footnotes.begin(), document.footnotes.end(), has);
    return static_cast<std::size_t>(in_text) + (document.title && has_phrase(*document.title, phrase) ? 1 : 0);
}

/// Texts of one title and body, in their order: where the phrase went out, and whether it came back.
std::vector<PhraseUse::Dropped> dropped_in(Asking& asking, const std::map<std::int64_t, std::size_t>& uses, const std::vector<text::Word>& phrase) {
    std::map<std::pair<std::string, std::string>, std::vector<std::int64_t>> series;
    for (const auto number : asking.texts().in_order) {
        const auto& text = asking.texts().by_number.at(number);
        if (text.date && !text.title_key.empty() && asking.wants(number)) series[{text.title_key + '\t' + text.language, text.body.value_or("")}].push_back(number);
    }
    std::vector<PhraseUse::Dropped> dropped;
    for (const auto& [title, members] : series) {
        for (std::size_t i = 0; i + 1 < members.size(); ++i) {
            if (uses.count(members[i]) == 0 || uses.count(members[i + 1]) > 0) continue;
            PhraseUse::Dropped one{asking.at(members[i], paragraph_with(asking.read(members[i]), phrase)), asking.at(members[i + 1], ""), {}};
            const auto again = std::find_if(members.begin() + static_cast<std::ptrdiff_t>(i) + 1, members.end(), [&](std::int64_t number) { return uses.count(number) > 0; });
            if (again != members.end()) one.again = asking.at(*again, paragraph_with(asking.read(*again), phrase));
            dropped.push_back(std::move(one));
        }
    }
    std::sort(dropped.begin(), dropped.end(), [](const auto& a, const auto& b) {
        return std::pair(a.without.date, a.without.symbol) < std::pair(b.without.date, b.without.symbol);
    });
    return dropped;
}

}  // namespace

std::shared_ptr<const AgreedTexts> Holdings::Inside::texts_at(const record::Snapshot& snapshot) {
    const std::lock_guard hold(agreed_mutex);
    if (!agreed_texts || agreed_texts->as_of != snapshot.size()) agreed_texts = AgreedTexts::of(snapshot);
    return agreed_texts;
}

PrecedentAnswer Holdings::precedents(std::string_view passage, const PrecedentOptions& options) const {
    const auto snapshot = inside_->record->snapshot();
    Asking asking(snapshot, inside_->vocabulary, inside_->texts_at(snapshot), options);
    PrecedentAnswer answer;
    const auto missing = inside_->precedents.ask(snapshot, [&](const PrecedentIndex& index, PrecedentScratch& scratch) {
        answer.query = passage;
        answer.matches = asking.matches(index, scratch, passage, options.limit);
        answer.mosaic = asking.mosaic(index, scratch, passage);
    });
    answer.entries_missing = missing;
    return answer;
}

DraftPrecedents Holdings::precedents_of(const document::Document& draft, const PrecedentOptions& options) const {
    const auto snapshot = inside_->record->snapshot();
    Asking asking(snapshot, inside_->vocabulary, inside_->texts_at(snapshot), options);
    if (draft.symbol) asking.leave_out(*draft.symbol);  // it would be its own precedent
    DraftPrecedents found;
    const auto missing = inside_->precedents.ask(snapshot, [&](const PrecedentIndex& index, PrecedentScratch& scratch) {
        found = {draft.symbol, draft.title, {}, 0, 0, 0};
        for (const auto& paragraph : draft.paragraphs) {
            if (paragraph.text.empty()) continue;
            auto matches = asking.matches(index, scratch, paragraph.text, 1);
            DraftPrecedents::Paragraph one{paragraph.id, paragraph.text, paragraph.kind, {}, asking.mosaic(index, scratch, paragraph.text)};
            if (!matches.empty()) one.nearest = std::move(matches.front());
            found.words += one.mosaic.words;
            found.new_words += one.mosaic.new_words;
            found.paragraphs.push_back(std::move(one));
        }
    });
    found.entries_missing = missing;
    return found;
}

PhraseUse Holdings::use_of(std::string_view phrase, const PrecedentOptions& options) const {
    const auto snapshot = inside_->record->snapshot();
    Asking asking(snapshot, inside_->vocabulary, inside_->texts_at(snapshot), options);
    const auto words = text::words(phrase);
    PhraseUse use;
    use.phrase = phrase;
    if (words.empty()) return use;
    const auto answer = inside_->words.places(snapshot, phrase);
    use.entries_missing = answer.missing;
    std::map<std::int64_t, std::size_t> uses;
    for (const auto number : answer.documents) {
        if (asking.wants(number)) ++uses[number];
    }
    for (auto use_in = uses.begin(); use_in != uses.end();) {
        if (asking.texts().by_number.at(use_in->first).struck) use_in->second = passages_with(asking.read(use_in->first), words);
        use_in = use_in->second == 0 ? uses.erase(use_in) : std::next(use_in);
    }
    std::map<std::pair<std::optional<int>, std::string>, PhraseUse::Year> years;
    for (const auto number : asking.texts().in_order) {
        const auto found = uses.find(number);
        if (found == uses.end()) continue;
        const auto& text = asking.texts().by_number.at(number);
        const auto year_of_it = text.date ? std::optional(text.date->year()) : std::nullopt;
        auto& year = years[{year_of_it, text.body.value_or("")}];
        year.year = year_of_it;
        year.body = text.body.value_or("");
        ++year.texts;
        year.passages += found->second;
        year.symbols.push_back(text.symbol.value_or(text.file_name));
        ++use.texts;
        use.passages += found->second;
        if (!text.date) continue;
        if (!use.first) use.first = asking.at(number, paragraph_with(asking.read(number), words));
        use.last = AgreedAt{.document = number};
    }
    if (use.last) use.last = asking.at(use.last->document, paragraph_with(asking.read(use.last->document), words));
    for (auto& [key, year] : years) use.years.push_back(std::move(year));
    use.dropped = dropped_in(asking, uses, words);
    return use;
}

}  // namespace comity::holdings
