#include "http/message.hpp"

#include <algorithm>

#include "base/trimmed.hpp"

namespace comity::http {

namespace {
char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view value_of(const std::vector<Field>& fields, std::string_view name) noexcept {
    for (const Field& field : fields) {
        if (same_name(field.name, name)) return field.value;
    }
    return {};
}
}  // namespace

bool same_name(std::string_view a, std::string_view b) noexcept {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view Request::header(std::string_view name) const noexcept { return value_of(headers, name); }

int Request::count(std::string_view name) const noexcept {
    return static_cast<int>(std::count_if(headers.begin(), headers.end(), [&](const Field& field) { return same_name(field.name, name); }));
}

std::string_view Response::header(std::string_view name) const noexcept { return value_of(headers, name); }

void Response::set(std::string_view name, std::string value) {
    for (Field& field : headers) {
        if (same_name(field.name, name)) {
            field.value = std::move(value);
            return;
        }
    }
    headers.push_back({std::string(name), std::move(value)});
}

bool takes_gzip(const Request& request) noexcept {
    std::string_view accepted = request.header("Accept-Encoding");
    while (!accepted.empty()) {
        const std::string_view one = accepted.substr(0, accepted.find(','));
        accepted.remove_prefix(std::min(one.size() + 1, accepted.size()));
        const std::size_t mark = std::min(one.find(';'), one.size());
        if (!same_name(trimmed(one.substr(0, mark)), "gzip")) continue;
        const std::string_view weight = one.substr(mark);
        const std::size_t is = weight.find('=');
        return is == std::string_view::npos || weight.find_first_of("123456789", is) != std::string_view::npos;
    }
    return false;
}

std::string_view reason_of(int status) noexcept {
    switch (status) {
        case 200: return "OK";
        case 302: return "Found";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 308: return "Permanent Redirect";
        case 400: return "Bad Request";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 410: return "Gone";
        case 413: return "Content Too Large";
        case 415: return "Unsupported Media Type";
        case 421: return "Misdirected Request";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 503: return "Service Unavailable";
        default: return "";
    }
}

}  // namespace comity::http
