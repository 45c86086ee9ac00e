#include "web/pasted.hpp"

#include <fmt/format.h>

#include "converting/converting.hpp"

namespace comity::web {

Sent::Sent(const Visit& visit) {
    const auto parts = http::multipart(visit.request.header("Content-Type"), visit.request.body);
    if (!parts) {
        form_ = http::Form::parse(visit.request.body);
        return;
    }
    for (const http::Part& part : *parts) {
        if (!part.file_name) {
            form_.add(part.name, std::string(part.bytes));
        } else if (!part.file_name->empty()) {
            files_.add(part.name, std::string(part.bytes));
            names_.add(part.name, *part.file_name);
        }
    }
}

std::optional<Sent::Text> Sent::text(std::string_view field) const {
    const std::string file = fmt::format("{}_file", field);
    if (files_.has(file)) return Text{std::string(files_.get(file)), std::string(names_.get(file))};
    const std::string_view pasted = form_.get(field);
    if (pasted.find_first_not_of(" \t\r\n") == std::string_view::npos) return std::nullopt;
    return Text{std::string(pasted), ""};
}

document::Document read_pasted(const Visit& visit, const Sent::Text& text) {
    try {
        return converting::read(text.bytes, visit.holdings().vocabulary(), {text.file_name});
    } catch (const Error& error) {
        if (converting::needs_program(text.bytes)) throw;  // what a program has against a file is said in its own words
        throw SaidError(error.fault(), visit.text("pasted.no_text"));
    }
}

}  // namespace comity::web
