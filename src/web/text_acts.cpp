// `/documents/SYMBOL/mandates`: what a text asks, act by act beside its words, and what persons say of it.
#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "machinery/mandates/judging.hpp"
#include "web/act_view.hpp"
#include "web/acts.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"
#include "web/register_view.hpp"
#include "web/visitors.hpp"

namespace comity::web::pages {

namespace {

using mandates::Fields;
using mandates::JudgedAct;
using mandates::JudgedText;
using mandates::JudgementRequest;
using mandates::Verdict;

/// A paragraph with its verbs and with whom they ask marked: what begins first, of these the longest; none within another.
Html marked(const document::Paragraph& paragraph, const std::vector<const JudgedAct*>& acts) {
    struct Mark {
        std::uint32_t begin, end;
        std::string_view kind;
    };
    std::vector<Mark> marks;
    const auto add = [&](const directive::Passage& words, std::string_view kind) {
        if (words.paragraph == paragraph.id && words.begin < words.end && words.end <= paragraph.text.size()) marks.push_back({words.begin, words.end, kind});
    };
    for (const JudgedAct* one : acts) {
        if (one->none) continue;
        add(one->act.verb, "verb");
        for (const auto& each : one->act.addressees) add(each.words, "asked");
        for (const auto& each : one->act.deliverables) add(each.words, "delivers");
        for (const auto& each : one->act.deadlines) add(each.words, "when");
    }
    std::sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return std::tuple(a.begin, b.end, a.kind) < std::tuple(b.begin, a.end, b.kind); });
    std::string html;
    std::uint32_t at = 0;
    for (const Mark& mark : marks) {
        if (mark.begin < at) continue;
        html += escaped(paragraph.text.substr(at, mark.begin - at));
        html += fmt::format("<mark class=\"act-{}\">{}</mark>", mark.kind, escaped(paragraph.text.substr(mark.begin, mark.end - mark.begin)));
        at = mark.end;
    }
    return {html + escaped(paragraph.text.substr(at))};
}

List chosen_of(const std::vector<std::pair<std::string, std::string>>& values, std::string_view now) {
    List list;
    for (const auto& [value, label] : values) list.push_back(View{{"value", value}, {"label", label}, {"chosen", value == now}});
    return list;
}

List senses(const Visit& visit, std::string_view now) {
    std::vector<std::pair<std::string, std::string>> all;
    for (const auto sense : {directive::Sense::request, directive::Sense::decision, directive::Sense::statement}) {
        const std::string name(directive::name_of(sense));
        all.emplace_back(name, visit.text("asks.sense", {{"sense", name}}));
    }
    return chosen_of(all, now);
}

List strengths(const Visit& visit, std::string_view now) {
    std::vector<std::pair<std::string, std::string>> all;
    for (int i = 0; i <= 5; ++i) all.emplace_back(std::to_string(i), fmt::format("{}: {}", i, visit.text("mandate.strength", {{"strength", fmt::format("level-{}", i)}})));
    return chosen_of(all, now);
}

/// What was typed in this form, else what stands.
struct Typed {
    const http::Form& form;
    bool this_one;
    [[nodiscard]] std::string operator()(std::string_view name, std::string now) const { return this_one && form.has(name) ? std::string(form.get(name)) : std::move(now); }
    [[nodiscard]] bool checked(std::string_view name, bool now) const { return this_one ? form.has(name) : now; }
};

View fields_view(const Visit& visit, const Fields& fields, const Typed& typed) {
    std::string asked;
    for (const auto& each : *fields.addressees) asked += fmt::format("{} | {} | {}\n", each.type, each.id, each.words);
    const std::string sense(fields.sense ? directive::name_of(*fields.sense) : "");
    return {{"verb", typed("verb", fields.verb.value_or(""))},
            {"strengths", strengths(visit, typed("strength", std::to_string(fields.strength.value_or(0))))},
            {"senses", senses(visit, typed("sense", sense))},
            {"asked", typed("asked", asked)},
            {"delivers", typed("delivers", fmt::format("{}", fmt::join(*fields.deliverables, "\n")))},
            {"from", typed("from", fields.due->first)},
            {"to", typed("to", fields.due->last)},
            {"every", typed("every", fields.interval.value_or(""))},
            {"organization", typed.checked("organization", fields.un_mandate.value_or(false))},
            {"states", typed.checked("states", fields.recommendation_to_states.value_or(false))}};
}

std::string act_id(const directive::Act& act) { return fmt::format("{}-{}", act.paragraph, act.index); }

View said_view(const Visit& visit, const mandates::JudgementStatus& status) {
    return {{"verdict", visit.text("asks.verdict", {{"verdict", name_of(status.judgement.verdict)}})},
            {"when", moment(visit, status.when)},
            {"who", untranslated(status.who.name)},
            {"why", status.why ? Value(untranslated(*status.why)) : Value("")},
            {"subject_address", "/log/subjects/" + http::path_encoded(status.subject)},
            {"words", status.judgement.verb},
            {"line", static_cast<std::int64_t>(status.judgement.paragraph.line)}};
}

View said_view(const Visit& visit, const mandates::DeliveryStatus& status) {
    return {{"verdict", visit.text("asks.delivery", {{"delivered", status.said.delivered ? "yes" : "no"}, {"report", status.said.report}})},
            {"when", moment(visit, status.when)},
            {"who", untranslated(status.who.name)},
            {"why", status.why ? Value(untranslated(*status.why)) : Value("")},
            {"subject_address", "/log/subjects/" + http::path_encoded(status.subject)},
            {"words", status.said.act.verb}};
}

struct PageOf {
    const Visit& visit;
    const holdings::Item& item;
    const JudgedText& text;
    const http::Form& form;
    bool may = false;

    [[nodiscard]] List deliveries_of(const JudgedAct& one) const {
        List all;
        for (const auto& status : text.deliveries) {
            if (status.act && &text.judged.acts[*status.act] == &one) all.push_back(said_view(visit, status));
        }
        return all;
    }

    [[nodiscard]] View act_view(const JudgedAct& one) const {
        const directive::Act& act = one.act;
        const auto* said = one.said ? &text.judged.said[*one.said] : nullptr;
        const Typed typed{form, form.get("act") == act_id(act)};
        List doubts;
        for (const auto& doubt : act.unsure) doubts.push_back(View{{"doubt", visit.text("mandate.doubt", {{"doubt", code_of(doubt)}})}});
        View view{{"id", act_id(act)},
                  {"verb_words", in_language(visit, act.verb.text, item.language)},
                  {"sense", visit.text("asks.sense", {{"sense", directive::name_of(act.sense)}})},
                  {"none", one.none},
                  {"facts", one.none ? List{} : act_facts(visit, item, act)},
                  {"organization", act.un_mandate && !one.none},
                  {"states", act.recommendation_to_states && !one.none},
                  {"doubts", std::move(doubts)},
                  {"said", said != nullptr ? Value(said_view(visit, *said)) : Value("")},
                  {"seen", said != nullptr ? std::to_string(said->revision) : "0"},
                  {"open", typed.this_one},
                  {"why", typed("why", "")},
                  {"deliveries", deliveries_of(one)},
                  {"fields", fields_view(visit, mandates::fields_of(act), typed)}};
        view.put("may", may);
        return view;
    }

    [[nodiscard]] List paragraphs() const {
        List all;
        for (const auto& paragraph : text.document.paragraphs) {
            std::vector<const JudgedAct*> acts, marking;
            for (const auto& one : text.judged.acts) {
                if (one.act.paragraph == paragraph.id) acts.push_back(&one);
                if (one.act.paragraph == paragraph.id || std::find(one.act.parts.begin(), one.act.parts.end(), paragraph.id) != one.act.parts.end()) marking.push_back(&one);
            }
            if (paragraph.kind != document::ParagraphKind::operative && acts.empty()) continue;
            List acts_view;
            for (const auto* one : acts) acts_view.push_back(act_view(*one));
            const Typed typed{form, form.get("act") == paragraph.id + "-missed"};
            View view{{"id", paragraph.id},
                      {"place", place_in_words(visit, paragraph.id)},
                      {"address", address_of(item, paragraph.id)},
                      {"words", marked(paragraph, marking)},
                      {"acts", std::move(acts_view)},
                      {"open", typed.this_one},
                      {"missed_words", typed("words", "")},
                      {"why", typed("why", "")},
                      {"fields", fields_view(visit, mandates::fields_of({}), typed)}};
            view.put("may", may && paragraph.kind == document::ParagraphKind::operative);
            all.push_back(std::move(view));
        }
        return all;
    }

    [[nodiscard]] List left_over() const {
        List all;
        for (const auto& status : text.deliveries) {
            if (!status.act) all.push_back(said_view(visit, status));
        }
        for (const auto& status : text.judged.said) {
            if (status.fit == holdings::Fit::no_longer_fits) all.push_back(said_view(visit, status));
        }
        return all;
    }
};

std::string page_of(const holdings::Item& item) { return page_address(item, "/mandates"); }

/// One page for both methods: the acts, and a form as it was typed with what was wrong with it.
http::Response acts_page(const Visit& visit, const holdings::Item& item, const http::Form& form, Html wrong, int status) {
    const JudgedText text = mandates::judged_text(visit.holdings(), item);
    const PageOf page{visit, item, text, form, may_act(visit)};
    const auto& words = visit.site.demonstration ? directive::words_with_demonstration() : directive::standard_words();
    std::vector<std::string> deliverables;
    for (const auto& row : words.deliverable_rows) deliverables.push_back(row.kind);
    std::sort(deliverables.begin(), deliverables.end());
    deliverables.erase(std::unique(deliverables.begin(), deliverables.end()), deliverables.end());
    const auto standing = text.judged.standing();
    const auto recorded = entry_recorded(visit);
    const bool about_it = recorded && recorded->kind == "judgement" && recorded->state.text("document") == item.sha256;
    View view{{"receipt", about_it ? Value(entry_view(visit, *recorded)) : Value("")},
              {"item", row_of(visit, item)},
              {"lang", item.language},
              {"action", page_of(item)},
              {"wrong", std::move(wrong)},
              {"count", standing.size()},
              {"paragraphs", page.paragraphs()},
              {"left_over", page.left_over()},
              {"types", fmt::format("{}", fmt::join(words.addressee_types(), ", "))},
              {"kinds", fmt::format("{}", fmt::join(deliverables, ", "))},
              {"register_address", "/mandates?text=" + http::query_encoded(item.address)}};
    put_actor(visit, view);
    Page made{visit.text("asks.title", {{"name", item.name}}), "mandates", "text_acts", std::move(view), status};
    made.print_head = item.name;
    made.downloads.push_back({"json", "/api/v1/documents/" + http::path_encoded(item.address) + "/mandates"});
    return page.may || status != 200 ? respond_with_form(visit, std::move(made)) : respond(visit, std::move(made));
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        if (auto line = trimmed(text.substr(at, end - at)); !line.empty()) lines.push_back(std::move(line));
        at = end + 1;
    }
    return lines;
}

Fields fields_from(const http::Form& form) {
    Fields fields;
    fields.verb = trimmed(form.get("verb"));
    fields.strength = form.get("strength").size() == 1 ? form.get("strength").front() - '0' : -1;
    for (const auto sense : {directive::Sense::statement, directive::Sense::request, directive::Sense::decision}) {
        if (form.get("sense") == directive::name_of(sense)) fields.sense = sense;
    }
    fields.addressees.emplace();
    for (const auto& line : lines_of(form.get("asked"))) {
        const std::size_t first = std::min(line.find('|'), line.size()), second = std::min(line.find('|', first + 1), line.size());
        mandates::AddresseeSaid said{trimmed(std::string_view(line).substr(0, first)), {}, {}};
        if (first < line.size()) said.id = trimmed(std::string_view(line).substr(first + 1, second - first - 1));
        if (second < line.size()) said.words = trimmed(std::string_view(line).substr(second + 1));
        fields.addressees->push_back(std::move(said));
    }
    fields.deliverables = lines_of(form.get("delivers"));
    fields.due = mandates::DueSaid{trimmed(form.get("from")), trimmed(form.get("to"))};
    fields.interval = trimmed(form.get("every"));
    fields.un_mandate = form.has("organization");
    fields.recommendation_to_states = form.has("states");
    return fields;
}

JudgementRequest request_from(const Visit& visit, const holdings::Item& item, const http::Form& form) {
    JudgementRequest request;
    request.document = item.sha256;
    const std::string_view act = form.get("act");
    const std::size_t dash = std::min(act.rfind('-'), act.size());
    request.paragraph = std::string(act.substr(0, dash));
    const std::string_view index = act.substr(std::min(dash + 1, act.size()));
    std::from_chars(index.data(), index.data() + index.size(), request.index);
    const std::string_view says = form.get("says");
    if (says == "right") request.says = JudgementRequest::Say{Verdict::right, {}, {}};
    else if (says == "otherwise") request.says = JudgementRequest::Say{Verdict::otherwise, fields_from(form), {}};
    else if (says == "none") request.says = JudgementRequest::Say{Verdict::none, {}, {}};
    else if (says == "missed") request.says = JudgementRequest::Say{Verdict::missed, fields_from(form), trimmed(form.get("words"))};
    else if (says == "take-back") request.says = JudgementRequest::TakeBack{};
    else throw Error(Fault::bad_request, "the form does not say what is to be said of the act");
    request.who = actor_of(visit);
    request.on_behalf_of = behalf_of(visit);
    if (const std::string why = trimmed(form.get("why")); !why.empty()) request.why = why;
    const std::string_view seen = form.get("seen");
    std::int64_t revision = 0;
    if (!seen.empty() && std::from_chars(seen.data(), seen.data() + seen.size(), revision).ec == std::errc()) request.seen_revision = revision;
    return request;
}

}  // namespace

http::Response text_acts(const Visit& visit) {
    const holdings::Item item = visit.holdings().find(visit.rest, visit.query.get("language"));
    if (auto elsewhere = to_its_own_address(visit, item, "/mandates")) return *elsewhere;
    return acts_page(visit, item, {}, {}, 200);
}

http::Response judge_act(const Visit& visit) {
    const http::Form form = http::Form::parse(visit.request.body);
    const holdings::Item item = visit.holdings().find(visit.rest, visit.query.get("language"));
    if (const auto refused = refusal(visit, actors::Permission::correct, form.get("token"))) return acts_page(visit, item, form, {escaped(*refused)}, 403);
    try {
        const auto result = mandates::judge(visit.holdings(), request_from(visit, item, form));
        const std::string address = page_of(item);
        return redirect(303, fmt::format("{}{}recorded={}#{}", address, address.find('?') == std::string::npos ? '?' : '&', result.position, http::path_encoded(std::string(form.get("act")))));
    } catch (const Error& error) {
        if (error.fault() == Fault::unavailable || error.fault() == Fault::not_found) throw;
        return acts_page(visit, item, form, turned_away(visit, actors::Permission::correct, item.name, as_handed_in(form), error), status_of(error.fault()));
    }
}

namespace api {

http::Response text_acts(const Visit& visit) {
    const holdings::Item item = visit.holdings().find(visit.rest, visit.query.get("language"));
    json::Value value = mandates::to_json(item.name, mandates::judged_text(visit.holdings(), item));
    if (visit.site.demonstration) value.put("invented", true);
    return as_json(value);
}

}  // namespace api

}  // namespace comity::web::pages
