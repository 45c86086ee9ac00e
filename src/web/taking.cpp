#include "web/taking.hpp"

#include <algorithm>
#include <array>
#include <semaphore>

#include <fmt/format.h>

#include "exports/forms.hpp"
#include "exports/selection.hpp"

namespace comity::web {

namespace {

using exports::Form;

/// An archive is put together in memory while somebody waits for it: so many texts, and so many bytes. The command line has no such bounds.
constexpr std::size_t most_texts = 1000;
constexpr std::size_t most_bytes = 64ULL * 1024 * 1024;

/// What is made in some milliseconds. LibreOffice would take more than a second for each text.
constexpr std::array archived = {Form::docx, Form::akn, Form::html, Form::markdown, Form::text, Form::json};

std::string notice_of(const Visit& visit) { return visit.site.demonstration ? visit.text("demonstration.notice") : std::string(); }

/// One archive at a time: others are read for meanwhile.
std::counting_semaphore<1> free_packer(1);

struct Packer {
    explicit Packer(const Visit& visit) {
        if (!free_packer.try_acquire()) throw SaidError(Fault::unavailable, visit.text("take.busy"));
    }
    ~Packer() { free_packer.release(); }
    Packer(const Packer&) = delete;
    Packer& operator=(const Packer&) = delete;
};

std::vector<Form> forms_asked(const Visit& visit) {
    std::vector<Form> forms;
    for (const auto& [name, value] : visit.query.fields()) {
        if (name != "form") continue;
        const auto form = exports::form_named(value);
        if (!form || std::find(archived.begin(), archived.end(), *form) == archived.end()) throw SaidError(Fault::bad_request, visit.text("take.no_form", {{"form", value}}));
        if (std::find(forms.begin(), forms.end(), *form) == forms.end()) forms.push_back(*form);
    }
    return forms.empty() ? std::vector{Form::docx} : forms;
}

}  // namespace

http::Response as_file(const Visit& visit, const holdings::Shown& shown, std::string_view form) {
    const auto asked = exports::form_named(form);
    if (!asked) throw SaidError(Fault::bad_request, visit.text("trouble.no_format", {{"format", form}}));
    if (*asked == Form::json) return as_json(exports::as_json(visit.holdings(), shown));
    if (!exports::can_be_made(*asked)) throw SaidError(Fault::unavailable, visit.text("take.no_office"));
    const exports::FormKind& kind = exports::kind_of(*asked);
    std::string bytes = exports::made_unless_busy(*asked, visit.holdings(), shown, notice_of(visit));
    if (*asked != Form::text) {
        exports::FileNames names;
        return download(kind.media_type, names.of(shown.item) + std::string(kind.ending), std::move(bytes));
    }
    // what a browser shows as it is
    http::Response response;
    response.set("Content-Type", std::string(kind.media_type));
    response.body = std::move(bytes);
    return response;
}

void offer_forms(Page& page, const std::string& address) {
    const bool office = exports::can_be_made(Form::pdf);
    for (const exports::FormKind& kind : exports::forms()) {
        if (exports::needs_a_program(kind.form) && !office) continue;
        page.downloads.push_back({kind.name, fmt::format("{}{}format={}", address, address.find('?') == std::string::npos ? '?' : '&', kind.name)});
    }
    if (!office) page.downloads.push_back({"no_office", ""});  // no link, but why there is none
}

http::Response as_archive(const Visit& visit, const std::vector<holdings::Item>& items) {
    const std::vector<Form> forms = forms_asked(visit);
    if (items.empty()) throw SaidError(Fault::not_found, visit.text("take.nothing"));
    if (items.size() > most_texts) throw SaidError(Fault::bad_request, visit.text("take.too_many", {{"most", std::to_string(most_texts)}, {"count", std::to_string(items.size())}}));
    const Packer packer(visit);
    std::string bytes;
    exports::write_archive(visit.holdings(), {.items = items, .forms = forms, .notice = notice_of(visit)}, [&](std::string_view more) {
        bytes += more;
        if (bytes.size() > most_bytes) throw SaidError(Fault::bad_request, visit.text("take.too_large", {{"most", std::to_string(most_bytes >> 20U)}}));
    });
    return download("application/zip", "documents.zip", std::move(bytes));
}

Value archive_view(const Visit& visit, std::size_t texts) {
    if (texts == 0) return "";
    List filters, forms;
    for (const auto& [name, value] : visit.query.fields()) {
        if (name != "offset" && name != "limit" && name != "format" && name != "form" && name != "lang" && !value.empty()) filters.push_back(View{{"name", name}, {"value", value}});
    }
    for (const Form form : archived) {
        const std::string_view name = exports::kind_of(form).name;
        forms.push_back(View{{"name", name}, {"label", visit.html(fmt::format("downloads.{}", name))}, {"chosen", form == Form::docx}});
    }
    return View{{"filters", std::move(filters)}, {"forms", std::move(forms)}, {"texts", texts}, {"too_many", texts > most_texts}, {"most", most_texts}};
}

}  // namespace comity::web
