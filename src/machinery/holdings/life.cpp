#include "machinery/holdings/life.hpp"

#include <algorithm>
#include <deque>
#include <map>

#include "base/error.hpp"
#include "concordance/provenance.hpp"
#include "machinery/holdings/inside.hpp"
#include "machinery/holdings/voting.hpp"

namespace comity::holdings {

namespace {

/// The states of a series with the words of those that are in the record.
class Chain {
public:
    Chain(const Tables& tables, const RollCalls& roll_calls, std::vector<Member> members) {
        for (auto& member : members) {
            LifeYear year;
            year.member = std::move(member);
            const document::Document* text = year.member.item ? &read(tables, year) : nullptr;
            year.adoption = roll_calls.adoption_of(year.member.symbol.value_or(""), text, year.member.date);
            years.push_back(std::move(year));
        }
        Consensus before = Consensus::not_known;
        for (auto& year : years) {
            year.before = before;
            year.turn = is_turn(before, year.adoption.how);
            if (year.adoption.how != Consensus::not_known) before = year.adoption.how;
        }
    }

    std::vector<LifeYear> years;
    std::vector<std::size_t> year_of;  ///< by document
    std::vector<const document::Document*> documents;

private:
    std::deque<document::Document> kept_;

    const document::Document& read(const Tables& tables, LifeYear& year) {
        kept_.push_back(tables.corrected(*year.member.item).document);
        const auto& document = kept_.back();
        year.sponsors = document.sponsors;
        year.paragraphs = document.paragraphs.size();
        for (const auto& paragraph : document.paragraphs) year.words += concordance::words_in(paragraph.text);
        if (!documents.empty()) {
            const auto changed = concordance::words_changed(concordance::compare(*documents.back(), document));
            year.came = changed.came;
            year.went = changed.went;
        }
        documents.push_back(&document);
        year_of.push_back(years.size());
        return document;
    }
};

std::vector<Ribbon> ribbons_of(const Chain& chain) {
    std::vector<Ribbon> ribbons;
    for (auto& row : concordance::chain_table(chain.documents).rows) {
        Ribbon ribbon;
        ribbon.pieces.resize(chain.years.size());
        ribbon.since = chain.years.size();
        for (std::size_t document = 0; document < row.cells.size(); ++document) {
            auto& piece = ribbon.pieces[chain.year_of[document]];
            for (const auto& id : row.cells[document]) {
                const auto* paragraph = document::find_paragraph(*chain.documents[document], id);
                if (paragraph->kind == document::ParagraphKind::annex || paragraph->kind == document::ParagraphKind::heading) continue;
                piece.words += concordance::words_in(paragraph->text);
                piece.ids.push_back(id);
            }
            if (!piece.ids.empty()) ribbon.since = std::min(ribbon.since, chain.year_of[document]);
        }
        if (ribbon.since < chain.years.size()) ribbons.push_back(std::move(ribbon));
    }
    return ribbons;
}

}  // namespace

Life Holdings::life(const Item& item) const {
    const auto snapshot = inside_->record->snapshot();
    const Tables tables(snapshot, inside_->vocabulary);
    Life life;
    life.series = series_of(tables, *inside_->gathered_at(snapshot), item);
    Chain chain(tables, RollCalls(snapshot, inside_->vocabulary), life.series.members);
    life.ribbons = ribbons_of(chain);
    life.years = std::move(chain.years);
    return life;
}

ParagraphLife Holdings::paragraph_life(const Item& item, std::string_view paragraph) const {
    const auto snapshot = inside_->record->snapshot();
    const Tables tables(snapshot, inside_->vocabulary);
    const std::int64_t counted = counted_number(tables, item);
    Chain chain(tables, RollCalls(snapshot, inside_->vocabulary), series_of(tables, *inside_->gathered_at(snapshot), item).members);
    ParagraphLife life;
    life.paragraph = paragraph;
    life.symbol = item.symbol;
    for (std::size_t document = 0; document < chain.documents.size(); ++document) {
        if (chain.years[chain.year_of[document]].member.item->number != counted) continue;
        auto states = concordance::paragraph_history(chain.documents, document, paragraph);
        life.states.resize(chain.years.size());
        for (std::size_t i = 0; i < states.size(); ++i) life.states[chain.year_of[i]] = std::move(states[i]);
        life.years = std::move(chain.years);
        return life;
    }
    throw Error(Fault::bad_request, "{} is a draft: look at the paragraph in the text that it became, or before which it stands", item.name);
}

namespace {

json::Value vote_json(const std::optional<document::Vote>& vote) {
    if (!vote) return {};
    return json::Object{{"yes", json::Value::of(vote->yes)}, {"no", json::Value::of(vote->no)}, {"abstain", json::Value::of(vote->abstain)}};
}

json::Value year_json(const LifeYear& year) {
    const auto& date = year.member.date;
    const Adoption& adoption = year.adoption;
    json::Array drafts, sponsors;
    for (const auto& draft : year.member.drafts) drafts.push_back(json::Value(draft.item.symbol ? *draft.item.symbol : draft.item.sha256));
    for (const auto& sponsor : year.sponsors) sponsors.push_back(json::Object{{"name", sponsor.name}, {"on_behalf_of", json::Value::of(sponsor.on_behalf_of)}});
    const bool held = year.member.item.has_value();
    const auto count = [](const std::optional<std::size_t>& words) { return words ? json::Value(*words) : json::Value(); };
    return json::Object{{"symbol", json::Value::of(year.member.symbol)},
                        {"year", json::Value::of(year.member.year)},
                        {"date", date ? json::Value(date->iso()) : json::Value()},
                        {"status", name_of(year.member.status)},
                        {"gap", !held},
                        {"adoption", name_of(adoption.how)},
                        {"adoption_from", adoption.from == votes::CastSource::none ? json::Value() : json::Value(name_of(adoption.from))},
                        {"turn", year.turn},
                        {"vote", vote_json(adoption.vote)},
                        {"roll_call", json::Value::of(adoption.roll_call)},
                        {"conflicts", to_json(adoption.conflicts)},
                        {"sponsors", std::move(sponsors)},
                        {"paragraphs", held ? json::Value(year.paragraphs) : json::Value()},
                        {"words", held ? json::Value(year.words) : json::Value()},
                        {"came", count(year.came)},
                        {"went", count(year.went)},
                        {"new_title", json::Value::of(year.member.new_title)},
                        {"drafts", std::move(drafts)}};
}

}  // namespace

json::Value to_json(const Life& life) {
    json::Array years, paragraphs;
    for (const auto& year : life.years) years.push_back(year_json(year));
    for (const auto& ribbon : life.ribbons) {
        json::Array pieces;
        for (std::size_t i = 0; i < ribbon.pieces.size(); ++i) {
            const auto& piece = ribbon.pieces[i];
            if (piece.ids.empty()) continue;
            pieces.push_back(json::Object{{"member", i}, {"ids", json::Array(piece.ids.begin(), piece.ids.end())}, {"words", piece.words}});
        }
        paragraphs.push_back(json::Object{{"since", ribbon.since}, {"states", std::move(pieces)}});
    }
    return json::Object{{"title", json::Value::of(life.series.title)},
                        {"body", json::Value::of(life.series.body)},
                        {"members", std::move(years)},
                        {"paragraphs", std::move(paragraphs)}};
}

json::Value to_json(const ParagraphLife& life) {
    json::Array years;
    for (std::size_t i = 0; i < life.years.size(); ++i) {
        json::Value value = year_json(life.years[i]);
        const auto& state = life.states[i];
        value.put("present", state.present);
        value.put("change", state.change ? json::Value(concordance::name_of(*state.change)) : json::Value());
        value.put("words", state.words);
        value.put("came", state.came);
        value.put("went", state.went);
        json::Array passages;
        for (const auto& passage : state.passages) {
            json::Array spans;
            for (const auto& span : passage.spans) {
                json::Value one = json::Object{{"op", concordance::name_of(span.op)}, {"text", span.text}};
                if (span.editorial) one.put("editorial", true);
                if (span.rolls) one.put("rolls", true);
                spans.push_back(std::move(one));
            }
            passages.push_back(json::Object{{"id", passage.id.empty() ? json::Value() : json::Value(passage.id)}, {"spans", std::move(spans)}});
        }
        value.put("passages", std::move(passages));
        years.push_back(std::move(value));
    }
    return json::Object{{"symbol", json::Value::of(life.symbol)}, {"paragraph", life.paragraph}, {"years", std::move(years)}};
}

}  // namespace comity::holdings
