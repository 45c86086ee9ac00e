#include "exports/forms.hpp"

#include <algorithm>
#include <array>
#include <semaphore>

#include <fmt/format.h>

#include "base/error.hpp"
#include "converting/converting.hpp"
#include "document/akoma_ntoso_form.hpp"
#include "document/html_form.hpp"
#include "document/json_form.hpp"
#include "document/markdown_form.hpp"
#include "document/symbol.hpp"
#include "document/text_form.hpp"
#include "document/word_form.hpp"
#include "machinery/holdings/voting.hpp"

namespace comity::exports {

namespace {

using holdings::Shown;

constexpr std::array kinds = {
    FormKind{Form::text, "text", ".txt", "text/plain; charset=utf-8"},
    FormKind{Form::markdown, "markdown", ".md", "text/markdown; charset=utf-8"},
    FormKind{Form::html, "html", ".html", "text/html; charset=utf-8"},
    FormKind{Form::docx, "docx", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", true},
    FormKind{Form::odt, "odt", ".odt", "application/vnd.oasis.opendocument.text", true},
    FormKind{Form::pdf, "pdf", ".pdf", "application/pdf", true},
    FormKind{Form::akn, "akn", ".xml", "application/akn+xml"},
    FormKind{Form::json, "json", ".json", "application/json"},
};

std::string by_office(const std::string& docx, Form form) {
    if (!can_be_made(form)) {
        throw Error(Fault::unavailable, "{} is made by LibreOffice, which is not installed here: install libreoffice-writer-nogui, or take it as docx and save it from a word processor",
                    kind_of(form).name);
    }
    return converting::by_office(docx, converting::OfficeForm::docx, form == Form::pdf ? converting::OfficeForm::pdf : converting::OfficeForm::odt);
}

/// How many may be made by another program at once, in the whole process: converting/ lets two run and has the rest wait.
std::counting_semaphore<2> free_turns(2);

struct Turn {
    Turn() {
        if (!free_turns.try_acquire()) throw Error(Fault::unavailable, "other files are being made just now: ask again in some seconds, or take the text as docx");
    }
    ~Turn() { free_turns.release(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
};

}  // namespace

std::span<const FormKind> forms() noexcept { return kinds; }

const FormKind& kind_of(Form form) noexcept {
    return *std::find_if(kinds.begin(), kinds.end(), [&](const FormKind& kind) { return kind.form == form; });
}

std::optional<Form> form_named(std::string_view name) noexcept {
    const auto at = std::find_if(kinds.begin(), kinds.end(), [&](const FormKind& kind) { return kind.name == name; });
    return at == kinds.end() ? std::nullopt : std::optional(at->form);
}

bool needs_a_program(Form form) noexcept { return form == Form::odt || form == Form::pdf; }

bool can_be_made(Form form) {
    if (!needs_a_program(form)) return true;
    const auto programs = converting::programs_used();
    return std::any_of(programs.begin(), programs.end(), [](const converting::Program& program) { return program.name == "soffice" && program.path; });
}

std::string made(Form form, const holdings::Holdings& holdings, const Shown& shown, const std::string& notice) {
    if (form == Form::json) return json::write(as_json(holdings, shown)) + "\n";
    if (form == Form::akn) return document::to_akoma_ntoso(shown.document, holdings.vocabulary(), {.notice = notice});
    const auto beside = holdings::roll_calls_beside(holdings, shown);
    switch (form) {
        case Form::html: return document::to_html(shown.document, {.notice = notice, .beside = beside});
        case Form::markdown: {
            const auto address = [&](const std::string& target) { return public_address(target, holdings.vocabulary()); };
            return document::to_markdown(shown.document, {.notice = notice, .beside = beside, .address = address});
        }
        case Form::docx: return document::to_docx(shown.document, {.notice = notice, .beside = beside});
        case Form::odt:
        case Form::pdf: return by_office(document::to_docx(shown.document, {.notice = notice, .beside = beside}), form);
        default: return document::to_text(shown.document, {.notice = notice, .beside = beside, .ending = document::Ending::paragraph_list});
    }
}

std::string made(Form form, const document::Document& document, const vocabulary::Vocabulary& vocabulary, const std::string& notice) {
    const auto docx = [&] { return document::to_docx(document, {.notice = notice, .head = document::WordHead::masthead}); };
    switch (form) {
        case Form::json: return json::write(document::to_json(document)) + "\n";
        case Form::akn: return document::to_akoma_ntoso(document, vocabulary, {.notice = notice});
        case Form::html: return document::to_html(document, {.notice = notice});
        case Form::markdown: {
            const auto address = [&](const std::string& target) { return public_address(target, vocabulary); };
            return document::to_markdown(document, {.notice = notice, .address = address});
        }
        case Form::docx: return docx();
        case Form::odt:
        case Form::pdf: return by_office(docx(), form);
        case Form::text: break;
    }
    return document::to_text(document, {.notice = notice});
}

std::string made_unless_busy(Form form, const holdings::Holdings& holdings, const Shown& shown, const std::string& notice) {
    std::optional<Turn> turn;
    if (needs_a_program(form) && can_be_made(form)) turn.emplace();
    return made(form, holdings, shown, notice);
}

std::string made_unless_busy(Form form, const document::Document& document, const vocabulary::Vocabulary& vocabulary, const std::string& notice) {
    std::optional<Turn> turn;
    if (needs_a_program(form) && can_be_made(form)) turn.emplace();
    return made(form, document, vocabulary, notice);
}

json::Value as_json(const holdings::Holdings& holdings, const Shown& shown) {
    json::Value value = document::to_json(shown.document);
    const holdings::RollCalls roll_calls(holdings);
    if (auto all = to_json(roll_calls.on(shown.item.symbol.value_or(""), &shown.document), roll_calls); !all.empty()) value.put("roll_calls", std::move(all));
    if (holdings.record().purpose() == record::Purpose::demonstration) value.put("invented", true);
    return value;
}

std::string public_address(const std::string& target, const vocabulary::Vocabulary& vocabulary) {
    const std::string symbol = target.substr(0, target.find('#'));
    const vocabulary::Body* body = vocabulary.body_of_symbol(symbol);
    if (body == nullptr || body->invented || symbol.find(':') != std::string::npos) return {};
    std::string address = "https://docs.un.org/en/";
    for (const char c : symbol) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '.' || c == '-' || c == '_';
        address += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
    return address;
}

std::string FileNames::of(const holdings::Item& item) {
    std::string name;
    for (const char c : item.symbol.value_or(item.sha256.substr(0, 16))) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
        name += plain ? c : '_';
    }
    if (item.language != "en") name += "." + item.language;
    std::string folded = name;
    std::transform(folded.begin(), folded.end(), folded.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (name.size() > 120 || !taken_.insert(folded).second) name = name.substr(0, 120) + "." + item.sha256.substr(0, 16);
    return name;
}

}  // namespace comity::exports
