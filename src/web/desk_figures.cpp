// `/consultations/ID/balance`: who is heard; `/consultations/ID/matrix`: what was said, by kind, theme and kind of contributor. Every figure opens its list; nothing is ranked.
#include <algorithm>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "base/date.hpp"
#include "machinery/consultations/balance.hpp"
#include "machinery/consultations/kinds.hpp"
#include "machinery/consultations/matrix.hpp"
#include "machinery/consultations/report_check.hpp"
#include "vocabulary/themes.hpp"
#include "web/actor_view.hpp"
#include "web/desk.hpp"
#include "web/items.hpp"
#include "web/names.hpp"

namespace comity::web::pages {

namespace {

namespace c = consultations;

std::string_view code_of_size(std::string_view size) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> begins = {{{"up to", "short"}, {"501", "middle"}, {"1,501", "long"}}};
    const auto* at = std::find_if(begins.begin(), begins.end(), [&](const auto& one) { return size.starts_with(one.first); });
    return at == begins.end() ? "longest" : at->second;
}

std::string kinds_of_contributors(const Visit& visit, const std::string& code) { return visit.text("desk.contributors", {{"code", code_of(code)}}); }

/// What a row of the balance is about, in the reader's language.
Html value_in_words(const Visit& visit, const DeskVisit& of, c::Dimension dimension, const std::string& value) {
    switch (dimension) {
        case c::Dimension::kind: return {escaped(kinds_of_contributors(visit, value))};
        case c::Dimension::size: return {escaped(visit.text("desk.size", {{"code", code_of_size(value)}}))};
        case c::Dimension::language: return {escaped(value == "not known" ? visit.text("desk.language_not_known") : visit.text("language", {{"language", value}}))};
        case c::Dimension::question: {
            const auto number = c::number_in(value).value_or(0);
            const bool there = number >= 1 && static_cast<std::size_t>(number) <= of.call.questions.size();
            return {fmt::format("{} <span class=\"soft\" dir=\"auto\">{}</span>", escaped(visit.text("desk.question_number", {{"number", visit.words.figures(value)}})), there ? escaped(of.call.questions[static_cast<std::size_t>(number) - 1]) : "")};
        }
        case c::Dimension::group: break;
    }
    if (value == "in no regional group") return {escaped(visit.text("desk.no_group"))};
    return linked_actor(visit, value, "en");
}

/// "7 of 30 (23 %)": both numbers, never the quotient alone.
std::string share_in_words(const Visit& visit, const c::Share& share) {
    const auto percent = share.percent();
    return visit.text("desk.share", {{"of", share.of}, {"in_all", share.in_all}, {"percent", percent ? std::lround(*percent) : 0}, {"some", percent ? "yes" : "no"}});
}

List asked_view(const Visit& visit, const std::map<c::Response, std::vector<std::string>>& asked) {
    List list;
    for (const auto& [response, names] : asked) {
        List people;
        for (const std::string& name : names) people.push_back(View{{"who", linked_actor(visit, name, "en")}});
        list.push_back(View{{"label", visit.text("desk.response", {{"code", c::name_of(response)}, {"count", names.size()}})}, {"people", std::move(people)}});
    }
    return list;
}

/// A dot for each contribution, which leads to it.
List dots_of(const Visit& visit, const DeskVisit& of, const c::Heard& heard, const std::vector<std::int64_t>& submissions) {
    List dots;
    for (const std::int64_t number : submissions) {
        const c::Voice* voice = heard.voice(number);
        if (voice == nullptr) continue;
        const bool named = voice->confidentiality == c::Confidentiality::open;
        const std::string label = named ? voice->contributor.name : visit.text("desk.dot_withheld", {{"number", std::to_string(number)}});
        dots.push_back(View{{"address", reading_address(of.call.id, number)}, {"label", label}, {"hollow", !named}});
    }
    return dots;
}

std::optional<std::int64_t> days_left(const Visit& visit, const c::Call& call) {
    const std::string now = c::moment_now(clock_of(visit));
    if (!call.deadline || call.status != c::CallStatus::open || now > call.deadline->moment) return std::nullopt;
    const auto from = Date::from_iso(now.substr(0, 10)), to = Date::from_iso(call.deadline->moment.substr(0, 10));
    const auto day = [](const Date& date) { return std::chrono::sys_days(std::chrono::year(date.year()) / date.month() / date.day()); };
    return from && to ? std::optional<std::int64_t>((day(*to) - day(*from)).count()) : std::nullopt;
}

c::Balance balance_now(const DeskVisit& of, const c::Heard& heard) {
    const auto report = c::report(of.snapshot, of.call.id);
    return c::balance_of(heard, report ? c::quoted_words(c::paragraphs_in_order(*report), heard) : std::map<std::int64_t, std::int64_t>());
}

/// A page gets unwieldy with more dots than this; the figure and its list stay.
constexpr std::size_t most_dots = 120;

View dimension_view(const Visit& visit, const DeskVisit& of, const c::Heard& heard, c::Dimension dimension, const std::vector<c::BalanceRow>& rows) {
    List list;
    const bool of_asked = dimension == c::Dimension::group || dimension == c::Dimension::kind;
    for (const c::BalanceRow& row : rows) {
        const bool few = row.submissions.size() <= most_dots;
        list.push_back(View{{"value", value_in_words(visit, of, dimension, row.value)},
                            {"asked", asked_view(visit, row.asked)},
                            {"submissions", share_in_words(visit, row.of_submissions)},
                            {"dots", few ? dots_of(visit, of, heard, row.submissions) : List()},
                            {"words", share_in_words(visit, row.of_words)},
                            {"quoted", share_in_words(visit, row.of_quoted)},
                            {"passages", row.passages.size()}});
    }
    const std::string code = code_of(c::name_of(dimension));
    return {{"code", code}, {"heading", visit.text("desk.by", {{"code", code}})}, {"of_asked", of_asked}, {"rows", std::move(list)}};
}

struct MatrixCell {
    std::optional<c::PassageKind> kind;
    std::string theme, actor;
    bool asked = false;
};
MatrixCell cell_asked(const Visit& visit) {
    MatrixCell cell;
    cell.kind = c::passage_kind_named(visit.query.get("cell"));
    cell.theme = visit.query.get("theme");
    cell.actor = visit.query.get("actor");
    cell.asked = cell.kind.has_value();
    return cell;
}

std::string cell_address(const DeskVisit& of, c::PassageKind kind, const std::string& theme, const std::string& actor) {
    return fmt::format("{}?cell={}&theme={}&actor={}#passages", desk_address(of.call.id, "matrix"), http::query_encoded(c::name_of(kind)), http::query_encoded(theme), http::query_encoded(actor));
}

Html theme_name(const Visit& visit, const std::string& id) {
    if (id.empty()) return visit.html("desk.no_theme");
    const auto* theme = vocabulary::standard_themes().theme(id);
    if (theme == nullptr) return untranslated(id);
    return in_language(visit, vocabulary::shown_name(*theme, language_of(visit)), vocabulary::language_of_name(*theme, language_of(visit)));
}

List matrix_rows(const Visit& visit, const DeskVisit& of, const c::Matrix& matrix, const MatrixCell& asked) {
    List rows;
    for (const c::PassageKind kind : c::all_passage_kinds) {
        bool first = true;
        for (const std::string& theme : matrix.themes) {
            List cells;
            std::size_t count = 0;
            for (const std::string& actor : matrix.actors) {
                const std::size_t passages = matrix.at({kind, theme, actor}).size();
                count += passages;
                const bool here = asked.asked && asked.kind == kind && asked.theme == theme && asked.actor == actor;
                cells.push_back(View{{"count", passages}, {"some", passages > 0}, {"here", here}, {"address", cell_address(of, kind, theme, actor)}, {"what", fmt::format("{}, {}", kinds_of_passages(visit, kind), kinds_of_contributors(visit, actor))}});
            }
            if (count == 0) continue;
            rows.push_back(View{{"kind", kinds_of_passages(visit, kind)}, {"first", first}, {"theme", theme_name(visit, theme)}, {"cells", std::move(cells)}});
            first = false;
        }
    }
    return rows;
}

List cell_passages(const Visit& visit, const DeskVisit& of, const c::Heard& heard, const std::vector<std::size_t>& passages) {
    List list;
    for (const std::size_t i : passages) {
        const c::CountedPassage& one = heard.passages[i];
        const c::Voice* voice = heard.voice(one.place.submission);
        if (voice == nullptr) continue;
        list.push_back(View{{"who", voice_in_words(visit, of, voice->submission, voice->contributor)},
                            {"withheld", voice->confidentiality == c::Confidentiality::open ? std::string() : visit.text("consultation.choice", {{"code", code_of(c::name_of(voice->confidentiality))}})},
                            {"words", in_language(visit, one.place.words, voice->language)},
                            {"address", source_address(of.call.id, one.place)},
                            {"source", one.source},
                            {"open", one.standing == c::Standing::open},
                            {"code", code_view(visit, of, one.code)}});
    }
    return list;
}

}  // namespace

http::Response balance(const Visit& visit) {
    const DeskVisit of = desk_visit(visit, visit.rest);
    const c::Heard heard = heard_by(visit, of);
    const c::Balance all = balance_now(of, heard);
    const auto left = days_left(visit, of.call);
    const auto lacks = c::missing(all, of.call.languages, left);
    if (visit.query.get("format") == "json") {
        json::Value value = to_json(all, heard);
        json::Array missing;
        for (const Said& one : lacks) missing.emplace_back(one.english);
        value.put("missing", std::move(missing));
        if (visit.site.demonstration) value.put("invented", true);
        return closed(as_json(value));
    }
    List dimensions, missing, formulas;
    for (const auto& [dimension, rows] : all.rows) dimensions.push_back(dimension_view(visit, of, heard, dimension, rows));
    for (const Said& one : lacks) missing.push_back(View{{"sentence", in_words(visit, one)}});
    for (const std::string_view figure : {"asked", "submissions", "words", "quoted", "answers"}) formulas.push_back(View{{"figure", visit.text("desk.figure", {{"code", figure}})}, {"formula", visit.text("desk.formula", {{"code", figure}})}});
    View view{{"asked", asked_view(visit, all.asked)},
              {"submissions", all.submissions},
              {"words", all.words},
              {"quoted", all.quoted},
              {"dimensions", std::move(dimensions)},
              {"missing", std::move(missing)},
              {"in_time", left.has_value()},
              {"formulas", std::move(formulas)}};
    put_head(visit, of, "balance", {}, view);
    Page page{visit.text("desk.balance_title", {{"title", of.call.title}}), "consultations", "balance", std::move(view)};
    page.downloads = {{"json", desk_address(of.call.id, "balance") + "?format=json"}};
    return closed(respond(visit, std::move(page)));
}

http::Response matrix(const Visit& visit) {
    const DeskVisit of = desk_visit(visit, visit.rest);
    const c::Heard heard = heard_by(visit, of);
    const c::Matrix made = c::matrix_of(heard);
    const std::string own = desk_address(of.call.id, "matrix");
    if (visit.query.get("format") == "json") return closed(as_json(to_json(made, heard)));
    if (visit.query.get("format") == "csv") {
        http::Response response = download("text/csv; charset=utf-8", of.call.id + "-matrix.csv", (visit.site.demonstration ? visit.text("demonstration.notice") + "\r\n" : std::string()) + c::to_csv(made, heard));
        return closed(std::move(response));
    }
    const MatrixCell asked = cell_asked(visit);
    List heads, passages;
    for (const std::string& actor : made.actors) heads.push_back(View{{"label", kinds_of_contributors(visit, actor)}});
    if (asked.asked) passages = cell_passages(visit, of, heard, made.at({*asked.kind, asked.theme, asked.actor}));
    const std::size_t in_cell = passages.size();
    View view{{"heads", std::move(heads)},
              {"rows", matrix_rows(visit, of, made, asked)},
              {"passages_in_all", made.passages},
              {"cell_asked", asked.asked},
              {"cell_kind", asked.asked ? kinds_of_passages(visit, *asked.kind) : std::string()},
              {"cell_theme", theme_name(visit, asked.theme)},
              {"cell_actor", asked.asked ? kinds_of_contributors(visit, asked.actor) : std::string()},
              {"cell_count", in_cell},
              {"passages", std::move(passages)}};
    put_head(visit, of, "matrix", {}, view);
    Page page{visit.text("desk.matrix_title", {{"title", of.call.title}}), "consultations", "matrix", std::move(view)};
    page.downloads = {{"csv", own + "?format=csv"}, {"json", own + "?format=json"}};
    return closed(respond(visit, std::move(page)));
}

}  // namespace comity::web::pages
