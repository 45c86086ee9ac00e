// `/documents/SYMBOL/correct`: what was read wrongly is put right, a form for each thing. The way of every act by page: form ->
// request -> rule (holdings) -> entry -> page with its receipt. A refused form comes back with what was typed.
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "base/error.hpp"
#include "document/pieces.hpp"
#include "web/acts.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"
#include "web/visitors.hpp"

namespace comity::web::pages {

namespace {

using document::Document;
using document::Paragraph;
using holdings::Shown;

constexpr std::array<std::string_view, 15> facts = {"symbol", "kind", "body", "session", "number", "year", "title", "date_adopted",
                                                    "date_distributed", "distribution", "agenda_items", "committee", "meeting", "adoption", "language"};

std::optional<std::string> fact_of(const Document& document, std::string_view field) {
    const auto iso = [](const std::optional<Date>& date) { return date ? std::optional(date->iso()) : std::nullopt; };
    if (field == "symbol") return document.symbol;
    if (field == "kind") return std::string(document::name_of(document.kind));
    if (field == "body") return document.body;
    if (field == "session") return document.session;
    if (field == "number") return document.number;
    if (field == "year") return document.year ? std::optional(std::to_string(*document.year)) : std::nullopt;
    if (field == "title") return document.title;
    if (field == "date_adopted") return iso(document.date_adopted);
    if (field == "date_distributed") return iso(document.date_distributed);
    if (field == "distribution") return document.distribution;
    if (field == "agenda_items") return document.agenda_items.empty() ? std::nullopt : std::optional(fmt::format("{}", fmt::join(document.agenda_items, "\n")));
    if (field == "committee") return document.committee;
    if (field == "meeting") return document.meeting;
    if (field == "adoption") return document.adoption;
    return document.language;
}

template <typename Names>
List choices(const Visit& visit, const Names& names, std::string_view message, std::string_view chosen) {
    List list;
    for (const std::string_view name : names) list.push_back(View{{"value", name}, {"label", visit.text(message, {{"kind", code_of(name)}})}, {"chosen", name == chosen}});
    return list;
}

constexpr std::array<std::string_view, 5> document_kinds = {"resolution", "draft resolution", "decision", "presidential statement", "document"};
constexpr std::array<std::string_view, 5> paragraph_kinds = {"preambular", "operative", "heading", "annex", "other"};
constexpr std::array<std::string_view, 6> levels = {"1", "2", "3", "4", "5", "6"};

std::string beginning(std::string_view text) {
    constexpr std::size_t enough = 90;
    if (text.size() <= enough) return std::string(text);
    const std::size_t blank = text.rfind(' ', enough);
    return std::string(text.substr(0, blank == std::string_view::npos ? enough : blank)) + " …";
}

/// What was typed, or what stands in the text now.
std::string typed_or(const http::Form& form, std::string_view name, std::string_view now) { return std::string(form.has(name) ? form.get(name) : now); }

View fact_form(const Visit& visit, const Document& document, const http::Form& form) {
    const std::string_view field = form.get("fact");
    if (std::find(facts.begin(), facts.end(), field) == facts.end()) throw Error(Fault::bad_request, "there is no fact \"{}\" to correct", field);
    const auto now = fact_of(document, field);
    const bool of_kinds = field == "kind";
    const bool long_text = field == "title" || field == "agenda_items";
    const std::string value = typed_or(form, "value", now.value_or(""));
    return {{"field", field},
            {"label", visit.html(fmt::format("fact.{}", field))},
            {"hint", visit.html(fmt::format("correct.hint.{}", field))},
            {"now", now.value_or("")},
            {"lang", document.language},
            {"value", value},
            {"choose", of_kinds},
            {"options", of_kinds ? choices(visit, document_kinds, "kind", value) : List{}},
            {"long", long_text},
            {"short", !of_kinds && !long_text},
            {"none", form.has("none")}};
}

const Paragraph& paragraph_named(const Document& document, std::string_view id) {
    const Paragraph* paragraph = document::find_paragraph(document, id);
    if (paragraph == nullptr) throw Error(Fault::not_found, "the text has no paragraph \"{}\"; it may have been corrected since", id);
    return *paragraph;
}

View paragraph_form(const Visit& visit, const Document& document, const http::Form& form) {
    const Paragraph& paragraph = paragraph_named(document, form.get("paragraph"));
    const auto next = static_cast<std::size_t>(&paragraph - document.paragraphs.data()) + 1;
    View view{{"id", paragraph.id}, {"place", place_in_words(visit, paragraph.id)}, {"printed_number", document::printed_number(paragraph)}, {"text", paragraph.text}};
    view.put("lang", document.language);
    view.put("kinds", choices(visit, paragraph_kinds, "paragraph_kind", typed_or(form, "kind", document::name_of(paragraph.kind))));
    List level_options;
    const std::string level = typed_or(form, "level", std::to_string(paragraph.level));
    for (const std::string_view one : levels) level_options.push_back(View{{"value", one}, {"label", visit.text("correct.level", {{"level", one}})}, {"chosen", one == level}});
    view.put("levels", std::move(level_options));
    view.put("number", typed_or(form, "number", paragraph.number.value_or("")));
    view.put("opening", typed_or(form, "opening", paragraph.opening.value_or("")));
    view.put("words", form.get("words"));
    view.put("new_number", form.get("new_number"));
    view.put("next", next < document.paragraphs.size() ? beginning(document::with_struck(document.paragraphs[next])) : std::string());
    return view;
}

View overview(const Visit& visit, const Shown& shown) {
    List fact_rows;
    for (const std::string_view field : facts) {
        fact_rows.push_back(View{{"field", field}, {"label", visit.html(fmt::format("fact.{}", field))}, {"value", fact_of(shown.document, field).value_or("")}});
    }
    List paragraphs;
    for (const Paragraph& paragraph : shown.document.paragraphs) {
        paragraphs.push_back(View{{"id", paragraph.id},
                                  {"id_in_address", http::query_encoded(paragraph.id)},
                                  {"kind", visit.text("paragraph_kind", {{"kind", document::name_of(paragraph.kind)}})},
                                  {"number", document::printed_number(paragraph)},
                                  {"beginning", beginning(document::with_struck(paragraph))}});
    }
    List corrections;
    for (const holdings::CorrectionStatus& status : shown.corrections) {
        View row = correction_view(visit, status);
        row.put("in_address", http::query_encoded(status.subject));
        corrections.push_back(std::move(row));
    }
    const bool several = !shown.other_files.empty() || !shown.item.shown;
    return {{"fact_rows", std::move(fact_rows)},
            {"lang", shown.document.language},
            {"paragraphs", std::move(paragraphs)},
            {"corrections", std::move(corrections)},
            {"in_view", shown.item.in_view},
            {"can_choose", several && shown.chosen_by != holdings::ChosenBy::person},
            {"can_let_choose", shown.chosen_by == holdings::ChosenBy::person}};
}

View withdraw_form(const Visit& visit, const Shown& shown, std::string_view subject) {
    for (const holdings::CorrectionStatus& status : shown.corrections) {
        if (status.subject == subject) return correction_view(visit, status);
    }
    throw Error(Fault::not_found, "this text has no such correction in force; it may have been taken back already");
}

/// What is out of view can't be shown, only put back; so its page is made of the file alone.
Shown shown_or_file(const Visit& visit, const holdings::Item& item) {
    if (item.in_view) return visit.holdings().show(item);
    Shown file;
    file.item = item;
    file.as_of = visit.holdings().record().snapshot().size();
    return file;
}

constexpr std::array<std::string_view, 4> file_acts = {"out-of-view", "put-back", "choose", "let-rule-choose"};

/// One page for both methods: the form that `form` names, with its fields as typed, and what was wrong with them.
http::Response form_page(const Visit& visit, const Shown& shown, const http::Form& form, Html wrong, int status) {
    const auto section = [&](std::string_view name, auto&& make) { return form.has(name) ? Value(make()) : Value(""); };
    const std::string_view file = form.get("file");
    if (form.has("file") && std::find(file_acts.begin(), file_acts.end(), file) == file_acts.end()) throw Error(Fault::bad_request, "there is no act \"{}\" on a file", file);
    const bool whole = !form.has("fact") && !form.has("paragraph") && !form.has("withdraw") && !form.has("file");
    const std::string address = address_of(shown.item);
    const std::size_t mark = std::min(address.find('?'), address.size());
    View view{{"item", row_of(visit, shown.item)},
              {"wrong", std::move(wrong)},
              {"action", std::string(address).insert(mark, "/correct")},
              {"seen_at", typed_or(form, "seen_at", std::to_string(shown.as_of))},
              {"why", form.get("why")},
              {"fact", section("fact", [&] { return fact_form(visit, shown.document, form); })},
              {"paragraph", section("paragraph", [&] { return paragraph_form(visit, shown.document, form); })},
              {"withdraw", section("withdraw", [&] { return withdraw_form(visit, shown, form.get("withdraw")); })},
              {"file", section("file", [&] { return View{{"act", file}, {"heading", visit.text("correct.file", {{"act", file}})}, {"explained", visit.text("correct.file_explained", {{"act", file}})}, {"needs_why", file == "out-of-view"}}; })},
              {"overview", whole ? Value(overview(visit, shown)) : Value("")}};
    put_actor(visit, view);
    const std::string title = visit.text("correct.title", {{"name", shown.item.name}});
    return respond_with_form(visit, {title, "documents", "correct", std::move(view), status});
}

holdings::Change fact_change(const Visit& visit, const Document& document, const http::Form& form) {
    const std::string field(form.get("fact"));
    std::string value = trimmed(form.get("value"));
    std::erase(value, '\r');  // forms send lines with CR LF
    const std::optional<std::string> wanted = form.has("none") ? std::nullopt : std::optional(value);
    if (wanted && wanted->empty()) throw SaidError(Fault::bad_request, visit.text("correct.empty_fact"));
    if (wanted == fact_of(document, field)) throw SaidError(Fault::bad_request, visit.text("correct.nothing_changed"));
    return holdings::SetFact{field, wanted};
}

holdings::Change paragraph_change(const Visit& visit, const Document& document, const http::Form& form) {
    const Paragraph& now = paragraph_named(document, form.get("paragraph"));
    holdings::SetParagraph change;
    change.paragraph = now.id;
    const std::string kind(form.get("kind"));
    const std::string number = trimmed(form.get("number"));
    const std::string opening = trimmed(form.get("opening"));
    int level = now.level;
    const std::string_view level_text = form.get("level");
    std::from_chars(level_text.data(), level_text.data() + level_text.size(), level);
    if (kind != document::name_of(now.kind)) change.kind = kind;
    if (number != now.number.value_or("")) change.number = number;
    if (opening != now.opening.value_or("")) change.opening = opening;
    if (level != now.level) change.level = level;
    if (!change.kind && !change.number && !change.opening && !change.level) throw SaidError(Fault::bad_request, visit.text("correct.nothing_changed"));
    return change;
}

holdings::Change change_from(const Visit& visit, const Document& document, const http::Form& form) {
    const std::string_view act = form.get("act");
    const std::string paragraph(form.get("paragraph"));
    if (act == "fact") return fact_change(visit, document, form);
    if (act == "paragraph") return paragraph_change(visit, document, form);
    if (act == "join") return holdings::JoinWithNext{paragraph};
    if (act == "split") {
        const std::string number = trimmed(form.get("new_number"));
        return holdings::SplitAt{paragraph, trimmed(form.get("words")), number.empty() ? std::nullopt : std::optional(number)};
    }
    if (act == "out-of-view") return holdings::TakeOutOfView{};
    if (act == "put-back") return holdings::PutBack{};
    if (act == "choose") return holdings::ChooseReading{};
    if (act == "let-rule-choose") return holdings::LetRuleChoose{};
    if (act == "withdraw") return holdings::Withdraw{std::string(form.get("withdraw"))};
    throw Error(Fault::bad_request, "the form does not say what is to be corrected");
}

}  // namespace

http::Response correcting(const Visit& visit) {
    const holdings::Item item = visit.holdings().find(visit.rest, visit.query.get("language"));
    if (auto elsewhere = to_its_own_address(visit, item, "/correct")) return *elsewhere;
    require(visit, actors::Permission::correct);
    return form_page(visit, shown_or_file(visit, item), visit.query, {}, 200);
}

http::Response correct(const Visit& visit) {
    const http::Form form = http::Form::parse(visit.request.body);
    const Shown shown = shown_or_file(visit, visit.holdings().find(visit.rest, visit.query.get("language")));
    if (const auto refused = refusal(visit, actors::Permission::correct, form.get("token"))) return form_page(visit, shown, form, {escaped(*refused)}, 403);
    holdings::CorrectionResult result;
    try {
        holdings::CorrectionRequest request{shown.item.sha256, change_from(visit, shown.document, form), actor_of(visit), behalf_of(visit), {}, {}, {}};
        if (const std::string why = trimmed(form.get("why")); !why.empty()) request.why = why;
        const std::string_view seen = form.get("seen_at");
        std::int64_t seen_at = 0;
        if (std::from_chars(seen.data(), seen.data() + seen.size(), seen_at).ec == std::errc()) request.seen_at = seen_at;
        result = visit.holdings().correct(request);
    } catch (const Error& error) {
        // Only what the person can mend comes back as a form.
        if (error.fault() == Fault::unavailable || error.fault() == Fault::not_found) throw;
        return form_page(visit, shown, form, turned_away(visit, actors::Permission::correct, shown.item.name, as_handed_in(form), error), status_of(error.fault()));
    }
    if (form.get("back") == "queue") return redirect(303, fmt::format("/queue?recorded={}", result.position));
    const std::string address = address_of(visit.holdings().find(shown.item.sha256));
    return redirect(303, fmt::format("{}{}recorded={}", address, address.find('?') == std::string::npos ? '?' : '&', result.position));
}

}  // namespace comity::web::pages
