#include "machinery/mandates/details.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "machinery/mandates/beginnings.hpp"
#include "machinery/mandates/judging.hpp"
#include "record/actor_form.hpp"

namespace comity::mandates {

namespace {

json::Value string_or_null(std::string text) { return text.empty() ? json::Value() : json::Value(std::move(text)); }

json::Array asked_json(const Gathered& gathered, const ShortAct& act) {
    json::Array all;
    for (const Asked& asked : act.asked) all.emplace_back(json::Object{{"type", gathered.names.name(asked.type)}, {"id", string_or_null(gathered.names.name(asked.id))}});
    return all;
}

json::Value due_json(const Gathered& gathered, const Due& due) {
    return json::Object{{"first", string_or_null(iso(due.first))},
                        {"last", string_or_null(iso(due.last))},
                        {"body", string_or_null(gathered.names.name(due.body))},
                        {"session", due.session == 0 ? json::Value() : json::Value(std::int64_t{due.session})}};
}

json::Array deliveries_json(const Gathered& gathered, const std::vector<Delivery>& deliveries, const Details& details) {
    json::Array all;
    for (const Delivery& delivery : deliveries) {
        json::Value value = json::Object{{"report", string_or_null(gathered.names.name(delivery.report))},
                                         {"told_by", delivery.told_by ? json::Value(name_of(gathered.texts[*delivery.told_by])) : json::Value()},
                                         {"paragraph", string_or_null(gathered.names.name(delivery.paragraph))},
                                         {"found", delivery.told_by ? "by rule" : "by a person"}};
        if (const auto entry = details.saying(delivery)) {
            value.put("said", json::Object{{"who", record::to_json(entry->who)}, {"when", entry->when}, {"why", json::Value::of(entry->why)}, {"subject", entry->subject}, {"revision", entry->revision}});
        }
        all.push_back(std::move(value));
    }
    return all;
}

json::Value act_json(const Gathered& gathered, const Step& step, Details& details) {
    const RegisterText& text = gathered.text(step);
    const ShortAct& act = gathered.act(step);
    json::Array deliverables, dues;
    for (const auto kind : act.deliverables) deliverables.emplace_back(gathered.names.name(kind));
    for (const Due& due : act.dues) dues.push_back(due_json(gathered, due));
    return json::Object{{"symbol", name_of(text)},
                        {"paragraph", gathered.names.name(act.paragraph)},
                        {"index", std::int64_t{act.index}},
                        {"date", text.item.date ? json::Value(text.item.date->iso()) : json::Value()},
                        {"body", json::Value::of(text.item.body)},
                        {"title", json::Value::of(text.item.title)},
                        {"words", words_of(details.of(step))},
                        {"verb", gathered.names.name(act.lemma)},
                        {"strength", std::int64_t{act.strength}},
                        {"sense", name_of(act.sense)},
                        {"addressees", asked_json(gathered, act)},
                        {"deliverables", std::move(deliverables)},
                        {"due", std::move(dues)},
                        {"recurrence", string_or_null(gathered.names.name(act.recurrence))},
                        {"expires", string_or_null(iso(act.expires))},
                        {"organization", act.un_mandate},
                        {"states", act.to_states},
                        {"unsure", act.unsure},
                        {"review", act.review}};
}

std::string joined(const Gathered& gathered, const Few<Names::Number>& numbers) {
    std::vector<std::string_view> names;
    for (const auto number : numbers) names.emplace_back(gathered.names.name(number));
    return fmt::format("{}", fmt::join(names, "; "));
}

std::string asked_in_words(const Gathered& gathered, const ShortAct& act) {
    std::vector<std::string> names;
    for (const Asked& asked : act.asked) names.push_back(asked.id == 0 ? gathered.names.name(asked.type) : fmt::format("{} ({})", gathered.names.name(asked.type), gathered.names.name(asked.id)));
    return fmt::format("{}", fmt::join(names, "; "));
}

std::string since_of(const Gathered& gathered, const Line& mandate) {
    const auto& item = gathered.text(mandate.steps.front()).item;
    return item.year ? std::to_string(*item.year) : item.date ? std::to_string(item.date->year()) : std::string();
}

}  // namespace

const std::string& name_of(const RegisterText& text) { return text.item.address; }

std::string address_of(const Gathered& gathered, const Step& step) {
    const ShortAct& act = gathered.act(step);
    return fmt::format("{}/acts/{}{}", name_of(gathered.text(step)), gathered.names.name(act.paragraph), act.index > 1 ? fmt::format("-{}", act.index) : "");
}

std::optional<ActNamed> act_named(std::string_view address) {
    constexpr std::string_view between = "/acts/";
    const auto at = address.rfind(between);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view act = address.substr(at + between.size());
    const auto dash = std::min(act.find('-'), act.size());
    ActNamed named{std::string(address.substr(0, at)), std::string(act.substr(0, dash)), 1};
    if (dash < act.size()) {
        const std::string_view digits = act.substr(dash + 1);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), named.index);
        if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    }
    if (named.text.empty() || named.paragraph.empty()) return std::nullopt;
    return named;
}

std::string iso(Day day) {
    const auto date = date_of(day);
    return date ? date->iso() : std::string();
}

Detail Details::of(const Step& step) {
    if (text_ != step.text) {
        JudgedText text = judged_text(register_.holdings(), gathered_.text(step).item);
        document_ = std::make_shared<const document::Document>(std::move(text.document));
        acts_ = text.judged.standing();
        text_ = step.text;
    }
    // The record may have grown since: then the text is as it was, or the answer is begun anew.
    if (step.act >= acts_.size()) throw Error(Fault::conflict, "{} was corrected just now: ask again", gathered_.text(step).item.name);
    return {step, document_, acts_[step.act]};
}

std::optional<record::Entry> Details::saying(const Delivery& delivery) const {
    return delivery.said ? register_.holdings().record().snapshot().at(*delivery.said) : std::nullopt;
}

std::string Details::beginning(const Step& step) {
    if (of_beginnings_ != step.text) {
        beginnings_ = unpacked_beginnings(gathered_.text(step).beginnings);
        of_beginnings_ = step.text;
    }
    if (step.act < beginnings_.size() && !beginnings_[step.act].empty()) return beginnings_[step.act];
    return beginning_of(words_of(of(step)));
}

std::string words_of(const Detail& detail) { return words_of(detail.act, *detail.document); }

std::string words_of(const directive::Act& act, const document::Document& document) {
    std::string words = act.words.text;
    if (act.verb.paragraph != act.words.paragraph) words = act.verb.text + " ... " + words;
    for (const auto& part : act.parts) {
        if (const auto* paragraph = document::find_paragraph(document, part)) words += " " + paragraph->number.value_or("") + " " + paragraph->text;
    }
    return words;
}

json::Value to_json(const Gathered& gathered, std::uint32_t mandate, Details& details, Day today) {
    const Line& line = gathered.mandates[mandate];
    json::Value value = act_json(gathered, line.steps.back(), details);
    const auto standing = standing_of(gathered, line, today);
    value.put("status", standing ? json::Value(name_of(standing->status)) : json::Value());
    value.put("because", standing ? json::Value(name_of(standing->because)) : json::Value());
    value.put("delivered_by", standing ? deliveries_json(gathered, standing->deliveries, details) : json::Array());
    if (auto denied = gathered.denied(line.steps.back()); !denied.empty()) value.put("not_delivered_by", deliveries_json(gathered, denied, details));
    value.put("replaced_by", line.replaced_by ? json::Value(address_of(gathered, *line.replaced_by)) : json::Value());
    value.put("texts", line.steps.size());
    value.put("since", string_or_null(since_of(gathered, line)));
    json::Value implied;
    if (const auto found = implied_recurrence(gathered, line)) {
        json::Array texts;
        for (const auto text : found->texts) texts.emplace_back(name_of(gathered.texts[text]));
        implied = json::Object{{"years", found->years}, {"since", found->since}, {"texts", std::move(texts)}, {"inferred", true}};
    }
    value.put("implied", std::move(implied));
    return value;
}

json::Value history_json(const Gathered& gathered, std::uint32_t mandate, Details& details, Day today) {
    json::Value value = to_json(gathered, mandate, details, today);
    const Line& line = gathered.mandates[mandate];
    const auto turns = turns_of(gathered, line);
    json::Array history;
    for (std::size_t i = 0; i < line.steps.size(); ++i) {
        json::Value step = act_json(gathered, line.steps[i], details);
        step.put("delivered_by", deliveries_json(gathered, gathered.deliveries(line.steps[i]), details));
        if (auto denied = gathered.denied(line.steps[i]); !denied.empty()) step.put("not_delivered_by", deliveries_json(gathered, denied, details));
        json::Array changes, without;
        if (turns[i]) {
            const Turn& turn = *turns[i];
            for (const auto& [name, is] : {std::pair("strength", turn.strength != turn.strength_before), {"verb", turn.verb}, {"addressees", turn.asked}, {"deliverable", turn.deliverable},
                                           {"date", turn.due}, {"end", turn.expiry}, {"words", turn.words}, {"came back", turn.missing_before}}) {
                if (is) changes.emplace_back(name);
            }
            for (const auto text : turn.without) without.emplace_back(name_of(gathered.texts[text]));
        }
        step.put("changes", std::move(changes));
        step.put("not_in", std::move(without));
        history.push_back(std::move(step));
    }
    value.put("history", std::move(history));
    return value;
}

json::Value to_json(const Facets& facets) {
    const auto counts = [](const Counts& all) {
        json::Object object;
        for (const auto& [name, count] : all) object.emplace_back(name, count);
        return object;
    };
    return json::Object{{"to", counts(facets.to)},       {"body", counts(facets.bodies)},      {"deliverable", counts(facets.deliverables)}, {"status", counts(facets.statuses)},
                        {"strength", counts(facets.strengths)}, {"sense", counts(facets.senses)}, {"flag", counts(facets.flags)},              {"year", counts(facets.years)}};
}

json::Value to_json(const Gathered& gathered, const DueItem& item, Details& details) {
    json::Value value = act_json(gathered, item.step, details);
    value.put("falls_due", due_json(gathered, item.due));
    return value;
}

std::vector<Event> events_of(const Gathered& gathered, const std::vector<DueGroup>& groups, Details& details, const std::string& notice) {
    std::vector<Event> events;
    for (const DueGroup& group : groups) {
        for (const DueItem& item : group.items) {
            const RegisterText& text = gathered.text(item.step);
            const ShortAct& act = gathered.act(item.step);
            Event event;
            const Day first = item.due.first != 0 ? item.due.first : item.due.last, last = item.due.last != 0 ? item.due.last : item.due.first;
            event.first = first;
            event.last = last;
            event.uid = fmt::format("{}-{}-{}-{}@comity", text.item.sha256.substr(0, 16), gathered.names.name(act.paragraph), act.index, item.due.session != 0 ? fmt::format("{}{}", group.body, group.session) : iso(last));
            const std::string what = act.deliverables.empty() ? gathered.names.name(act.lemma) : joined(gathered, act.deliverables);
            const std::string when = item.due.session != 0 ? fmt::format(" ({}-{})", group.body, group.session) : "";
            event.summary = fmt::format("{} {}: {}{}", text.item.name, gathered.names.name(act.paragraph), what, when);
            event.description = words_of(details.of(item.step));
            if (!notice.empty()) event.description += "\n" + notice;
            events.push_back(std::move(event));
        }
    }
    return events;
}

std::vector<std::vector<std::string>> table_of(const Gathered& gathered, const std::vector<std::uint32_t>& mandates, Details& details, Day today) {
    std::vector<std::vector<std::string>> table = {{"symbol", "paragraph", "act", "date", "body", "title", "verb", "strength", "sense", "asked", "words", "deliverables", "due_first", "due_last",
                                                    "due_session", "recurrence", "expires", "organization", "states", "unsure", "status", "because", "texts", "since"}};
    for (const std::uint32_t mandate : mandates) {
        const Line& line = gathered.mandates[mandate];
        const Step& step = line.steps.back();
        const RegisterText& text = gathered.text(step);
        const ShortAct& act = gathered.act(step);
        const Due due = act.dues.empty() ? Due{} : act.dues.front();
        const auto standing = standing_of(gathered, line, today);
        const auto yes = [](bool is) { return std::string(is ? "yes" : ""); };
        table.push_back({name_of(text), gathered.names.name(act.paragraph), std::to_string(act.index), text.item.date ? text.item.date->iso() : "", text.item.body.value_or(""),
                         text.item.title.value_or(""), gathered.names.name(act.lemma), std::to_string(act.strength), std::string(name_of(act.sense)), asked_in_words(gathered, act),
                         words_of(details.of(step)), joined(gathered, act.deliverables), iso(due.first), iso(due.last),
                         due.session == 0 ? "" : fmt::format("{}-{}", gathered.names.name(due.body), due.session), gathered.names.name(act.recurrence), iso(act.expires), yes(act.un_mandate),
                         yes(act.to_states), yes(act.unsure), standing ? std::string(name_of(standing->status)) : "", standing ? std::string(name_of(standing->because)) : "",
                         std::to_string(line.steps.size()), since_of(gathered, line)});
    }
    return table;
}

}  // namespace comity::mandates
