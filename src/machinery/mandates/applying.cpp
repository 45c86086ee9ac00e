// What persons said, laid over what the rules find today.
#include <algorithm>
#include <map>
#include <tuple>

#include "machinery/holdings/anchors.hpp"
#include "machinery/mandates/judging.hpp"
#include "text/text.hpp"

namespace comity::mandates {

namespace {

using directive::Act;
using directive::Passage;
using document::Document;
using document::Paragraph;

/// Words that were typed, where they stand in the paragraph; the words of the act if they don't.
Passage passage_of(const Paragraph& paragraph, const std::string& words, const Passage& otherwise) {
    const std::size_t at = words.empty() ? std::string::npos : paragraph.text.find(words);
    if (at == std::string::npos) return otherwise;
    return {paragraph.id, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size()), words};
}

class Overlay {
public:
    Overlay(const Paragraph& paragraph, Act& act) : paragraph_(paragraph), act_(act) {}

    void lay(const Fields& fields) {
        if (fields.verb) act_.lemma = *fields.verb;
        if (fields.strength) act_.strength = *fields.strength;
        if (fields.sense) act_.sense = *fields.sense;
        if (fields.addressees) set_addressees(*fields.addressees);
        if (fields.deliverables) set_deliverables(*fields.deliverables);
        if (fields.due) set_due(*fields.due);
        if (fields.interval) set_interval(*fields.interval);
        if (fields.un_mandate) act_.un_mandate = *fields.un_mandate;
        if (fields.recommendation_to_states) act_.recommendation_to_states = *fields.recommendation_to_states;
        act_.unsure.clear();  // a person has looked
    }

private:
    const Paragraph& paragraph_;
    Act& act_;

    void set_addressees(const std::vector<AddresseeSaid>& said) {
        std::vector<directive::Addressee> made;
        for (const auto& each : said) {
            const auto found = std::find_if(act_.addressees.begin(), act_.addressees.end(),
                                            [&](const auto& one) { return one.type == each.type && one.id == each.id && (each.words.empty() || one.words.text == each.words); });
            made.push_back(found != act_.addressees.end() ? *found : directive::Addressee{passage_of(paragraph_, each.words, act_.words), each.type, each.id});
        }
        act_.addressees = std::move(made);
    }

    void set_deliverables(const std::vector<std::string>& said) {
        std::vector<directive::Deliverable> made;
        for (const auto& kind : said) {
            const auto found = std::find_if(act_.deliverables.begin(), act_.deliverables.end(), [&](const auto& one) { return one.kind == kind; });
            made.push_back(found != act_.deliverables.end() ? *found : directive::Deliverable{act_.words, kind});
        }
        act_.deliverables = std::move(made);
    }

    void set_due(const DueSaid& said) {
        if (*fields_of(act_).due == said) return;
        act_.deadlines.clear();
        if (said.first.empty() && said.last.empty()) return;
        directive::Timing timing;
        timing.words = act_.words;
        timing.kind = "latest";
        timing.first = Date::from_iso(said.first);
        timing.last = Date::from_iso(said.last);
        act_.deadlines.push_back(std::move(timing));
    }

    void set_interval(const std::string& said) {
        if (*fields_of(act_).interval == said) return;
        act_.recurrences.clear();
        if (said.empty()) return;
        directive::Timing timing;
        timing.words = act_.words;
        timing.kind = "recurrence";
        timing.interval = said;
        act_.recurrences.push_back(std::move(timing));
    }
};

std::size_t place_of(const Document& document, const std::string& id) {
    const auto* paragraph = document::find_paragraph(document, id);
    return paragraph == nullptr ? document.paragraphs.size() : static_cast<std::size_t>(paragraph - document.paragraphs.data());
}

class Applying {
public:
    Applying(const Document& document, std::vector<Act> found, std::vector<JudgementStatus> said) : document_(document) {
        judged_.said = std::move(said);
        std::map<std::pair<std::string, std::string>, int> counted;
        for (auto& act : found) {
            occurrences_.push_back(++counted[{act.paragraph, text::folded(act.verb.text)}]);
            judged_.acts.push_back({std::move(act), std::nullopt, false});
        }
    }

    Judged run() {
        const std::size_t found = judged_.acts.size();
        for (std::size_t i = 0; i < judged_.said.size(); ++i) apply(i, found);
        std::stable_sort(judged_.acts.begin(), judged_.acts.end(), [&](const JudgedAct& a, const JudgedAct& b) {
            return std::tuple(place_of(document_, a.act.paragraph), a.act.index) < std::tuple(place_of(document_, b.act.paragraph), b.act.index);
        });
        return std::move(judged_);
    }

private:
    const Document& document_;
    Judged judged_;
    std::vector<int> occurrences_;

    void apply(std::size_t said, std::size_t found) {
        JudgementStatus& status = judged_.said[said];
        const Judgement& judgement = status.judgement;
        const auto at = holdings::find_anchor(document_, judgement.paragraph);
        const Paragraph* paragraph = at ? &document_.paragraphs[*at] : nullptr;
        std::size_t act = found;
        for (std::size_t i = 0; paragraph != nullptr && i < found; ++i) {
            const Act& one = judged_.acts[i].act;
            if (one.paragraph == paragraph->id && occurrences_[i] == judgement.occurrence && text::folded(one.verb.text) == text::folded(judgement.verb)) act = i;
        }
        if (act == found) {
            if (judgement.verdict == Verdict::none && paragraph != nullptr) status.fit = holdings::Fit::agrees;
            else if (judgement.verdict == Verdict::missed && paragraph != nullptr && add(*paragraph, judgement, said)) status.fit = holdings::Fit::applied;
            else status.fit = holdings::Fit::no_longer_fits;
            return;
        }
        JudgedAct& judged = judged_.acts[act];
        judged.said = said;
        if (judgement.verdict == Verdict::none) {
            judged.none = true;
            status.fit = holdings::Fit::applied;
            return;
        }
        const Fields before = fields_of(judged.act);
        Overlay(*paragraph, judged.act).lay(judgement.fields);
        status.fit = fields_of(judged.act) == before ? holdings::Fit::agrees : holdings::Fit::applied;
    }

    /// An act that only a person has seen: from its verb to the next act of the paragraph, or to its end.
    bool add(const Paragraph& paragraph, const Judgement& judgement, std::size_t said) {
        const std::size_t at = paragraph.text.find(judgement.verb);
        if (at == std::string::npos) return false;
        const auto begin = static_cast<std::uint32_t>(at);
        auto end = static_cast<std::uint32_t>(paragraph.text.size());
        int last = 0;
        std::string organ;
        for (const auto& one : judged_.acts) {
            if (one.act.paragraph != paragraph.id) continue;
            last = std::max(last, one.act.index);
            organ = one.act.actor;
            if (one.act.words.paragraph == paragraph.id && one.act.words.begin > begin) end = std::min(end, one.act.words.begin);
        }
        while (end > begin && std::string_view(" ;,.").find(paragraph.text[end - 1]) != std::string_view::npos) --end;
        Act act;
        act.paragraph = paragraph.id;
        act.index = last + 1;
        act.actor = organ;
        act.words = {paragraph.id, begin, end, paragraph.text.substr(begin, end - begin)};
        act.verb = {paragraph.id, begin, begin + static_cast<std::uint32_t>(judgement.verb.size()), judgement.verb};
        Overlay(paragraph, act).lay(judgement.fields);
        judged_.acts.push_back({std::move(act), said, false});
        return true;
    }
};

}  // namespace

std::vector<Act> Judged::standing() const {
    std::vector<Act> all;
    for (const auto& each : acts) {
        if (!each.none) all.push_back(each.act);
    }
    return all;
}

Judged apply(const Document& document, std::vector<Act> found, std::vector<JudgementStatus> said) { return Applying(document, std::move(found), std::move(said)).run(); }

}  // namespace comity::mandates
