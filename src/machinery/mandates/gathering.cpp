#include <algorithm>
#include <future>
#include <map>
#include <set>
#include <unordered_map>

#include "document/symbol.hpp"
#include "machinery/holdings/standing.hpp"
#include "machinery/mandates/around.hpp"
#include "machinery/mandates/beginnings.hpp"
#include "machinery/mandates/details.hpp"
#include "machinery/mandates/judging.hpp"
#include "machinery/mandates/overlaps.hpp"
#include "machinery/mandates/register.hpp"

namespace comity::mandates {

namespace {

/// What one processor finds while another does the same for other texts; numbers for names are given afterwards, in one order.
struct FoundText {
    document::Document document;
    std::vector<directive::Act> acts;
    std::vector<std::vector<std::string>> words;  ///< by act
    std::vector<std::string> beginnings;          ///< by act, of those that ask
    std::vector<std::pair<std::uint32_t, DeliveryStatus>> said;  ///< with the act's place among those that count
};

bool was_adopted(document::Kind kind) {
    return kind == document::Kind::resolution || kind == document::Kind::decision || kind == document::Kind::presidential_statement;
}

FoundText found_text(const holdings::Holdings& holdings, const holdings::Item& item) {
    FoundText found;
    if (!was_adopted(item.kind)) {
        found.document = holdings.document(item);
        return found;
    }
    JudgedText text = judged_text(holdings, item);
    found.document = std::move(text.document);
    found.acts = text.judged.standing();
    for (auto& status : text.deliveries) {
        if (!status.act) continue;
        const auto first = text.judged.acts.begin();
        const auto none = std::count_if(first, first + static_cast<std::ptrdiff_t>(*status.act), [](const JudgedAct& one) { return one.none; });
        found.said.emplace_back(static_cast<std::uint32_t>(*status.act - static_cast<std::size_t>(none)), std::move(status));
    }
    found.words.resize(found.acts.size());
    found.beginnings.resize(found.acts.size());
    for (std::size_t i = 0; i < found.acts.size(); ++i) {
        if (found.acts[i].sense == directive::Sense::statement) continue;
        found.words[i] = telling_words(found.acts[i], found.document);
        found.beginnings[i] = beginning_of(words_of(found.acts[i], found.document));
    }
    return found;
}

/// `work(i)` for each of so many, on two processors; results in their order.
template <typename Result, typename Work>
std::vector<Result> on_two(std::size_t from, std::size_t to, Work work) {
    std::vector<Result> results(to - from);
    const std::size_t middle = from + (to - from) / 2;
    const auto do_them = [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) results[i - from] = work(i);
    };
    auto other = std::async(std::launch::async, do_them, middle, to);
    do_them(from, middle);
    other.get();
    return results;
}

/// By which a text is named as what was delivered.
const std::string& name_as_report(const RegisterText& text) { return text.item.symbol ? *text.item.symbol : text.item.sha256; }

class Gathering {
public:
    Gathering(const holdings::Holdings& holdings, holdings::Standing standing, const Gathered* before, Gathered* to_use_up)
        : holdings_(holdings), standing_(std::move(standing)), before_(before), to_use_up_(to_use_up), made_(std::make_shared<Gathered>()) {
        made_->as_of = standing_.as_of;
        if (before == nullptr) return;
        made_->names = to_use_up != nullptr ? std::move(to_use_up->names) : Names(before->names);
        made_->words = to_use_up != nullptr ? std::move(to_use_up->words) : Names(before->words);
    }

    GatheringResult run() {
        find_mandates();
        // Numbers of mandates are as they were, if nothing is new.
        const bool same = missing_.empty() && before_ != nullptr && before_->mandates == made_->mandates;
        made_->overlaps = same ? before_->overlaps : find_overlaps(*made_);
        return {std::move(made_), missing_.size()};
    }

    /// Without what overlaps.
    std::shared_ptr<const Gathered> mandates_alone() {
        find_mandates();
        return std::move(made_);
    }

private:
    const holdings::Holdings& holdings_;
    holdings::Standing standing_;
    const Gathered* before_;
    Gathered* to_use_up_;  // the same as before_, or nullptr: then others look at it
    std::shared_ptr<Gathered> made_;
    std::vector<std::size_t> missing_;  // texts that have to be looked at
    std::vector<std::optional<std::uint32_t>> was_;  // by text: where it stood before

    void find_mandates() {
        take_over();
        find_acts();
        follow();
        put_in_order();
    }

    void take_over() {
        const auto judged = judged_states(holdings_.record().snapshot());
        for (auto& text : standing_.texts) {
            if (const auto said = judged.find(text.item.sha256); said != judged.end()) text.state += fmt::format(" judged {}", said->second);
        }
        std::unordered_map<std::string_view, std::uint32_t> known;
        if (before_ != nullptr) {
            for (std::uint32_t i = 0; i < before_->texts.size(); ++i) known.emplace(before_->texts[i].state, i);
        }
        was_.resize(standing_.texts.size());
        made_->texts.resize(standing_.texts.size());
        for (std::size_t i = 0; i < standing_.texts.size(); ++i) {
            RegisterText& text = made_->texts[i];
            const auto at = known.find(standing_.texts[i].state);
            if (at != known.end()) {
                take(text, at->second);
                was_[i] = at->second;
            } else {
                missing_.push_back(i);
            }
            text.item = standing_.texts[i].item;
            text.state = standing_.texts[i].state;
            text.series.reset();
            const std::string body = text.item.body.value_or("");
            const auto* of = holdings_.vocabulary().body_named(body);
            text.body = made_->names.number(of != nullptr ? of->id : body);
        }
    }

    /// What is known of a text; of its series and mandates nothing, which are found anew.
    void take(RegisterText& text, std::uint32_t known) {
        if (to_use_up_ != nullptr) {
            RegisterText& old = to_use_up_->texts[known];
            text.acts = std::move(old.acts);
            text.reports = std::move(old.reports);
            text.reported_on = std::move(old.reported_on);
            text.said = std::move(old.said);
            text.beginnings = std::move(old.beginnings);
        } else {
            const RegisterText& old = before_->texts[known];
            text.acts = old.acts;
            text.reports = old.reports;
            text.reported_on = old.reported_on;
            text.said = old.said;
            text.beginnings = old.beginnings;
        }
    }

    void find_acts() {
        constexpr std::size_t at_once = 256;  // so that not all documents are in memory
        const auto& words = holdings_.record().purpose() == record::Purpose::demonstration ? directive::words_with_demonstration() : directive::standard_words();
        for (std::size_t from = 0; from < missing_.size(); from += at_once) {
            const std::size_t to = std::min(from + at_once, missing_.size());
            const auto found = on_two<FoundText>(from, to, [&](std::size_t i) { return found_text(holdings_, made_->texts[missing_[i]].item); });
            for (std::size_t i = from; i < to; ++i) {
                const FoundText& one = found[i - from];
                RegisterText& text = made_->texts[missing_[i]];
                text.acts.clear();
                text.acts.reserve(one.acts.size());
                for (std::size_t act = 0; act < one.acts.size(); ++act) {
                    text.acts.push_back(shortened(one.acts[act], holdings_.vocabulary(), made_->names));
                    if (text.acts.back().asks()) set_words(text.acts.back(), one.words[act], made_->words);
                }
                text.beginnings = packed_beginnings(one.beginnings);
                text.reports = reports_named(one.document, holdings_.vocabulary(), words, made_->names);
                text.reported_on = texts_reported_on(one.document, holdings_.vocabulary(), made_->names);
                text.said.clear();
                for (const auto& [act, status] : one.said) text.said.push_back({act, made_->names.number(status.said.report), status.said.delivered, status.position});
            }
        }
    }

    /// The lines of a series that is as it was, all its texts as they were; else none.
    [[nodiscard]] std::optional<std::vector<Line>> lines_of_before(const std::vector<std::uint32_t>& texts) const {
        if (before_ == nullptr || !was_[texts.front()]) return std::nullopt;
        const auto old = before_->texts[*was_[texts.front()]].series;
        if (!old || before_->series[*old].size() != texts.size()) return std::nullopt;
        std::map<std::uint32_t, std::uint32_t> now;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            if (was_[texts[i]] != before_->series[*old][i]) return std::nullopt;
            now.emplace(before_->series[*old][i], texts[i]);
        }
        std::vector<Line> lines;
        std::set<std::uint32_t> taken;
        for (const std::uint32_t text : before_->series[*old]) {
            for (const std::uint32_t mandate : before_->texts[text].mandate_of) {
                if (taken.insert(mandate).second) lines.push_back(before_->mandates[mandate]);
            }
        }
        for (Line& line : lines) {
            for (Step& step : line.steps.to_change()) step.text = now.at(step.text);
            if (line.replaced_by) line.replaced_by->text = now.at(line.replaced_by->text);
        }
        return lines;
    }

    [[nodiscard]] std::vector<Line> lines_anew(const std::vector<std::uint32_t>& texts) const {
        std::vector<document::Document> documents;
        documents.reserve(texts.size());
        std::vector<LineageText> members;
        for (const std::uint32_t text : texts) documents.push_back(holdings_.document(made_->texts[text].item));
        for (std::size_t i = 0; i < texts.size(); ++i) members.push_back({&documents[i], &made_->texts[texts[i]].acts});
        auto lines = lines_of(members, made_->names);
        for (Line& line : lines) {
            for (Step& step : line.steps.to_change()) step.text = texts[step.text];
            if (line.replaced_by) line.replaced_by->text = texts[line.replaced_by->text];
        }
        return lines;
    }

    void follow() {
        for (const auto& series : standing_.series) {
            std::vector<std::uint32_t> texts;
            for (const std::size_t text : series) {
                made_->texts[text].series = static_cast<std::uint32_t>(made_->series.size());
                texts.push_back(static_cast<std::uint32_t>(text));
            }
            made_->series.push_back(std::move(texts));
        }
        const auto found = on_two<std::vector<Line>>(0, made_->series.size(), [&](std::size_t i) {
            auto lines = lines_of_before(made_->series[i]);
            return lines ? std::move(*lines) : lines_anew(made_->series[i]);
        });
        for (const auto& lines : found) made_->mandates.insert(made_->mandates.end(), lines.begin(), lines.end());
        for (std::uint32_t text = 0; text < made_->texts.size(); ++text) {
            if (made_->texts[text].series) continue;
            for (std::uint32_t act = 0; act < made_->texts[text].acts.size(); ++act) made_->mandates.push_back({{{text, act}}, std::nullopt});
        }
    }

    void put_in_order() {
        std::sort(made_->mandates.begin(), made_->mandates.end(), [](const Line& a, const Line& b) { return a.steps.back() < b.steps.back(); });
        for (std::uint32_t text = 0; text < made_->texts.size(); ++text) {
            made_->texts[text].mandate_of.assign(made_->texts[text].acts.size(), 0);
            for (const auto symbol : made_->texts[text].reported_on) made_->reports_on[symbol].push_back(text);
            if (!made_->texts[text].reported_on.empty()) (void)made_->names.number(name_as_report(made_->texts[text]));
        }
        for (std::uint32_t mandate = 0; mandate < made_->mandates.size(); ++mandate) {
            for (const Step& step : made_->mandates[mandate].steps) made_->texts[step.text].mandate_of[step.act] = mandate;
        }
    }
};

bool same_asked(const ShortAct& act, const Asked& by) {
    return std::any_of(act.asked.begin(), act.asked.end(), [&](const Asked& asked) { return asked.type == by.type && (asked.id == by.id || asked.id == 0 || by.id == 0); });
}

}  // namespace

GatheringResult gather(const holdings::Holdings& holdings, const Gathered* before) { return Gathering(holdings, holdings::standing(holdings), before, nullptr).run(); }
GatheringResult gather_over(const holdings::Holdings& holdings, Gathered before) { return Gathering(holdings, holdings::standing(holdings), &before, &before).run(); }
std::shared_ptr<const Gathered> gathered_around(const holdings::Holdings& holdings, const holdings::Item& item) {
    return Gathering(holdings, holdings::standing_around(holdings, item), nullptr, nullptr).mandates_alone();
}

std::optional<std::uint32_t> Gathered::next_text(std::uint32_t text) const {
    if (!texts[text].series) return std::nullopt;
    const auto& members = series[*texts[text].series];
    const auto at = std::find(members.begin(), members.end(), text);
    return at == members.end() || at + 1 == members.end() ? std::nullopt : std::optional(*(at + 1));
}

const RegisterText* Gathered::text_named(std::string_view report) const {
    const auto at = std::find_if(texts.begin(), texts.end(), [&](const RegisterText& text) { return name_as_report(text) == report; });
    return at == texts.end() ? nullptr : &*at;
}

std::optional<Step> Gathered::find(std::int64_t number, std::string_view paragraph, int index) const {
    const auto name = names.find(paragraph);
    const auto text = std::find_if(texts.begin(), texts.end(), [&](const RegisterText& one) { return one.item.number == number; });
    if (!name || text == texts.end()) return std::nullopt;
    const auto act = std::find_if(text->acts.begin(), text->acts.end(), [&](const ShortAct& one) { return one.paragraph == *name && one.index == index; });
    if (act == text->acts.end()) return std::nullopt;
    return Step{static_cast<std::uint32_t>(text - texts.begin()), static_cast<std::uint32_t>(act - text->acts.begin())};
}

std::vector<Delivery> Gathered::deliveries(const Step& step) const {
    std::vector<Delivery> found, not_it;
    const ShortAct& asking = act(step);
    if (!asking.asks()) return found;
    for (const SaidDelivery& said : texts[step.text].said) {
        if (said.act == step.act) (said.delivered ? found : not_it).push_back({said.report, std::nullopt, 0, said.position});
    }
    if (!is_report(asking, names)) return found;
    const auto add = [&](const Delivery& delivery) {
        const auto same = [&](const Delivery& one) { return one.report == delivery.report; };
        if (std::any_of(not_it.begin(), not_it.end(), same)) return false;
        const auto known = std::find_if(found.begin(), found.end(), same);
        if (known == found.end()) found.push_back(delivery);
        else if (!known->told_by) *known = {known->report, delivery.told_by, delivery.paragraph, known->said};
        return true;
    };
    // The first text after it that takes note of a report by whom it asked.
    bool told = false;
    for (auto next = next_text(step.text); next && !told; next = next_text(*next)) {
        for (const NamedReport& report : texts[*next].reports) {
            if (same_asked(asking, report.by)) told = add({report.symbol, *next, report.paragraph, {}}) || told;
        }
    }
    const auto symbol = texts[step.text].item.symbol ? names.find(*texts[step.text].item.symbol) : std::nullopt;
    const auto naming = symbol ? reports_on.find(*symbol) : reports_on.end();
    if (naming == reports_on.end()) return found;
    for (const std::uint32_t text : naming->second) (void)add({names.find(name_as_report(texts[text])).value_or(0), text, 0, {}});
    return found;
}

std::vector<Delivery> Gathered::denied(const Step& step) const {
    std::vector<Delivery> found;
    for (const SaidDelivery& said : texts[step.text].said) {
        if (said.act == step.act && !said.delivered) found.push_back({said.report, std::nullopt, 0, said.position});
    }
    return found;
}

}  // namespace comity::mandates
