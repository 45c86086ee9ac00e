// `/compare?a=&b=`: two texts of the record side by side; and by POST any two texts, pasted or uploaded, of which nothing is kept.
#include <fmt/format.h>

#include "base/error.hpp"
#include "concordance/comparison_forms.hpp"
#include "document/symbol.hpp"
#include "web/comparison_view.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"
#include "web/pasted.hpp"

namespace comity::web::pages {

namespace {

ComparisonChoice choice_of(const http::Form& asked) {
    ComparisonChoice choice;
    if (asked.get("show") == "everything") choice.show = ComparisonChoice::Show::everything;
    if (asked.get("layout") == "column") choice.layout = ComparisonChoice::Layout::one_column;
    if (asked.get("rolls") == "shown") choice.rolls = ComparisonChoice::Rolls::shown;
    return choice;
}

/// A text of the record.
ComparedText text_of_record(const Visit& visit, std::string_view spelling, std::string_view language) {
    const holdings::Item item = visit.holdings().find(spelling, language);
    return {concordance::side_of(visit.holdings().document(item), item.name, visit.holdings().vocabulary()), address_of(item)};
}

/// A text that was pasted or uploaded, else one of the record.
ComparedText text_sent(const Visit& visit, const Sent& sent, std::string_view letter) {
    if (const auto text = sent.text(fmt::format("{}_text", letter))) {
        document::Document document = read_pasted(visit, *text);
        const std::string name = document.symbol ? document::Symbol::from_canonical(*document.symbol).display()
                                 : !text->file_name.empty() ? text->file_name
                                                            : visit.text("compare.pasted", {{"letter", letter == "a" ? "first" : "second"}});
        return {concordance::side_of(std::move(document), name, visit.holdings().vocabulary()), ""};
    }
    if (sent.get(letter).empty()) throw SaidError(Fault::bad_request, visit.text("compare.two_needed"));
    return text_of_record(visit, sent.get(letter), "");
}

/// What the form shows when it comes back: as it was filled in.
View form_view(const http::Form& asked, const Html& wrong) {
    const ComparisonChoice choice = choice_of(asked);
    return {{"wrong", wrong},
            {"typed_a", asked.get("a")},
            {"typed_b", asked.get("b")},
            {"a_text", asked.get("a_text")},
            {"b_text", asked.get("b_text")},
            {"pasting", asked.has("a_text") || asked.has("b_text")},
            {"everything", choice.show == ComparisonChoice::Show::everything},
            {"in_column", choice.layout == ComparisonChoice::Layout::one_column},
            {"rolls_shown", choice.rolls == ComparisonChoice::Rolls::shown},
            {"by_symbol", View{{"prefix", ""}}},
            {"by_file", View{{"prefix", "sent-"}}}};
}

http::Response form_page(const Visit& visit, const http::Form& asked, const Html& wrong, int status) {
    View view = form_view(asked, wrong);
    view.put("comparison", "");
    http::Response response = respond(visit, {visit.text("compare.title"), "compare", "compare", std::move(view), status});
    if (status != 200) response.set("Cache-Control", "no-store");
    return response;
}

Page compared_page(const Visit& visit, const http::Form& asked, const ComparedText& a, const ComparedText& b) {
    View view = form_view(asked, {});
    view.put("comparison", comparison_view(visit, a, b, choice_of(asked)));
    Page page{visit.text("compare.title_of", {{"a", a.side.name}, {"b", b.side.name}}), "compare", "compare", std::move(view)};
    page.print_head = fmt::format("{} – {}", a.side.name, b.side.name);
    return page;
}

http::Response as_file(const Visit& visit, const ComparedText& text_a, const ComparedText& text_b, std::string_view format) {
    const concordance::Side &a = text_a.side, &b = text_b.side;
    const concordance::Comparison comparison = concordance::compare(a, b);
    if (format == "json") {
        json::Value value = to_json(comparison, a, b);
        if (visit.site.demonstration) value.put("invented", true);
        return as_json(value);
    }
    if (format == "html") {
        const std::string notice = visit.site.demonstration ? visit.text("demonstration.notice") : std::string();
        return download("text/html; charset=utf-8", fmt::format("{}-{}.html", a.name, b.name),
                        concordance::to_html(comparison, a.document, b.document, {.notice = notice, .name_a = a.name, .name_b = b.name}));
    }
    if (format == "docx") {
        const std::string notice = visit.site.demonstration ? visit.text("demonstration.notice") : std::string();
        return download(word_type, fmt::format("{}-{}.docx", a.name, b.name), concordance::to_docx(comparison, a.document, b.document, {.notice = notice, .name_a = a.name, .name_b = b.name}));
    }
    throw SaidError(Fault::bad_request, visit.text("trouble.no_format", {{"format", format}}));
}

}  // namespace

http::Response compare(const Visit& visit) {
    const http::Form& asked = visit.query;
    if (asked.get("a").empty() || asked.get("b").empty()) return form_page(visit, asked, {}, 200);
    try {
        const ComparedText a = text_of_record(visit, asked.get("a"), asked.get("language_a")), b = text_of_record(visit, asked.get("b"), asked.get("language_b"));
        if (asked.has("format")) return as_file(visit, a, b, asked.get("format"));
        Page page = compared_page(visit, asked, a, b);
        const std::string pair = fmt::format("a={}&b={}", http::query_encoded(asked.get("a")), http::query_encoded(asked.get("b")));
        page.view.put("turned", fmt::format("/compare?a={}&b={}", http::query_encoded(asked.get("b")), http::query_encoded(asked.get("a"))));
        page.downloads = {{"docx", fmt::format("/compare?{}&format=docx", pair)}, {"html", fmt::format("/compare?{}&format=html", pair)}, {"json", fmt::format("/api/v1/compare?{}", pair)}};
        return respond(visit, std::move(page));
    } catch (const Error& error) {
        if (error.fault() == Fault::unavailable || asked.has("format")) throw;
        return form_page(visit, asked, sentence_of(visit, error), status_of(error.fault()));
    }
}

http::Response compare_sent(const Visit& visit) {
    const Sent sent(visit);
    try {
        const ComparedText a = text_sent(visit, sent, "a"), b = text_sent(visit, sent, "b");
        if (const std::string_view as = sent.get("as"); !as.empty()) return as_file(visit, a, b, as);
        Page page = compared_page(visit, sent.form(), a, b);
        page.view.put("turned", "");
        http::Response response = respond(visit, std::move(page));
        response.set("Cache-Control", "no-store");
        return response;
    } catch (const Error& error) {
        if (error.fault() == Fault::unavailable) throw;
        return form_page(visit, sent.form(), sentence_of(visit, error), status_of(error.fault()));
    }
}

namespace api {

http::Response compare(const Visit& visit) {
    const std::string_view a = visit.query.get("a"), b = visit.query.get("b");
    if (a.empty() || b.empty()) throw SaidError(Fault::bad_request, visit.text("compare.two_needed"));
    return as_file(visit, text_of_record(visit, a, visit.query.get("language_a")), text_of_record(visit, b, visit.query.get("language_b")), "json");
}

}  // namespace api

}  // namespace comity::web::pages
