// `/documents/SYMBOL?quote=op3`: one paragraph with its citation in the customary form, to be copied. Every field can be selected, so it
// works without a script; the script adds buttons.
#include <fmt/format.h>

#include "base/error.hpp"
#include "document/pieces.hpp"
#include "machinery/actors/process_permissions.hpp"
#include "web/items.hpp"
#include "web/life.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"
#include "web/visitors.hpp"

namespace comity::web::pages {

namespace {

using document::Document;
using document::Paragraph;
using holdings::Item;

/// "General Assembly resolution 78/199 of 19 December 2023", as the Editorial Manual of the United Nations has it; without a body or
/// date the title and the symbol.
std::string citation_of_text(const Visit& visit, const Item& item, const Document& document) {
    using document::Kind;
    const bool customary = document.body && document.date_adopted && (document.kind == Kind::resolution || document.kind == Kind::decision);
    if (!customary) return item.title ? fmt::format("{} ({})", *item.title, item.symbol.value_or(item.name)) : item.symbol.value_or(item.name);
    return visit.text("quote.customary", {{"kind", code_of(document::name_of(document.kind))},
                                          {"body", body_name(visit, *document.body)},
                                          {"name", item.name},
                                          {"date", *document.date_adopted}});
}

/// "para. 16 (a)", "preambular para. 3".
std::string place_cited(const Visit& visit, std::string_view id) {
    const auto place = place_parts(id);
    return visit.text("quote.where", {{"sort", place.sort}, {"number", place.number}, {"below", place.below}, {"id", id}});
}

std::string origin_of(const Visit& visit) {
    const bool secure = visit.request.header("X-Forwarded-Proto") == "https";
    return fmt::format("{}://{}", secure ? "https" : "http", visit.request.header("Host"));
}

}  // namespace

http::Response quote(const Visit& visit, const holdings::Shown& shown) {
    const std::string id(visit.query.get("quote"));
    const Paragraph* paragraph = document::find_paragraph(shown.document, id);
    if (paragraph == nullptr) throw SaidError(Fault::not_found, visit.text("quote.no_paragraph", {{"id", id}}));
    const Item& item = shown.item;
    const std::string address = address_of(item);
    const std::string citation = fmt::format("{}, {}", citation_of_text(visit, item, shown.document), place_cited(visit, id));
    const std::string number = document::printed_number(*paragraph);
    const std::string text = number.empty() ? paragraph->text : fmt::format("{} {}", number, paragraph->text);
    const std::uint32_t line = paragraph->lines.empty() ? 0 : paragraph->lines.front().first;
    const std::string standing = fmt::format("{}{}as_of={}&line={}#{}", address, address.find('?') == std::string::npos ? '?' : '&', shown.as_of - 1, line, http::path_encoded(id));
    View view{{"name", item.name},
              {"address", address},
              {"place", place_in_words(visit, id)},
              {"lang", shown.document.language},
              {"text_direction", document::direction_of(shown.document.language)},
              {"number", number},
              {"text", paragraph->text},
              {"with_text", fmt::format("“{}” ({})", text, citation)},
              {"citation", citation},
              {"short", fmt::format("{}, {}", item.symbol.value_or(item.name), place_cited(visit, id))},
              {"link", origin_of(visit) + address_of(item, id)},
              {"standing", origin_of(visit) + standing},
              {"back", address_of(item, id)},
              {"years_address", item.kind == document::Kind::draft_resolution ? Value("") : Value(paragraph_address(item, id))},
              {"correct_address", fmt::format("/documents/{}/correct?paragraph={}", http::path_encoded(item.address), http::query_encoded(id))}};
    // From the words that ask for it an officer calls for a consultation.
    view.put("prepare_address", may(visit, actors::consult) ? fmt::format("/consultations?document={}&paragraph={}#prepare", http::query_encoded(item.address), http::query_encoded(id)) : std::string());
    return respond(visit, {visit.text("quote.title", {{"name", item.name}}), "documents", "quote", std::move(view)});
}

}  // namespace comity::web::pages
