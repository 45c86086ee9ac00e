#include "http/forms.hpp"

#include <algorithm>

#include "base/trimmed.hpp"

namespace comity::http {

namespace {

std::optional<int> digit(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return std::nullopt;
}

bool unreserved(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

std::string encoded(std::string_view text, std::string_view also_plain) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (unreserved(c) || also_plain.find(c) != std::string_view::npos) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += '%';
            out += digits[byte >> 4U];
            out += digits[byte & 15U];
        }
    }
    return out;
}

/// A parameter of a header value: `name=token` or `name="quoted"`, the latter with \" undone; nullopt if it is not there.
std::optional<std::string> parameter(std::string_view value, std::string_view name) {
    std::size_t at = value.find(';');
    while (at != std::string_view::npos && at < value.size()) {
        ++at;
        const std::size_t equals = value.find('=', at);
        if (equals == std::string_view::npos) return std::nullopt;
        const std::string_view found = trimmed(value.substr(at, equals - at));
        std::string text;
        at = equals + 1;
        if (at < value.size() && value[at] == '"') {
            for (++at; at < value.size() && value[at] != '"'; ++at) {
                if (value[at] == '\\' && at + 1 < value.size() && (value[at + 1] == '"' || value[at + 1] == '\\')) ++at;
                text += value[at];
            }
            at = value.find(';', at);
        } else {
            const std::size_t end = value.find(';', at);
            text = trimmed(value.substr(at, end == std::string_view::npos ? end : end - at));
            at = end;
        }
        if (same_name(found, name)) return text;
    }
    return std::nullopt;
}

/// A browser may send a path of its own machine; only the last part is the file's name.
std::string base_name(const std::string& path) {
    const std::size_t slash = path.find_last_of("/\\");
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

std::optional<Part> part_of(std::string_view text) {
    const std::size_t blank = text.find("\r\n\r\n");
    if (blank == std::string_view::npos) return std::nullopt;
    Part part;
    part.bytes = text.substr(blank + 4);
    std::string_view head = text.substr(0, blank);
    while (!head.empty()) {
        const std::size_t end = std::min(head.find("\r\n"), head.size());
        const std::string_view line = head.substr(0, end);
        head.remove_prefix(std::min(end + 2, head.size()));
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || !same_name(line.substr(0, colon), "Content-Disposition")) continue;
        const std::string_view value = trimmed(line.substr(colon + 1));
        const auto name = parameter(value, "name");
        if (!name) return std::nullopt;
        part.name = *name;
        if (const auto file = parameter(value, "filename")) part.file_name = base_name(*file);
        return part;
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\0') return std::nullopt;
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        if (i + 2 >= text.size()) return std::nullopt;
        const auto high = digit(text[i + 1]);
        const auto low = digit(text[i + 2]);
        if (!high || !low || (*high == 0 && *low == 0)) return std::nullopt;
        out += static_cast<char>(*high * 16 + *low);
        i += 2;
    }
    return out;
}

std::string path_encoded(std::string_view path) { return encoded(path, "/()=,:;@!$*'"); }

std::string query_encoded(std::string_view value) { return encoded(value, ""); }

Form Form::parse(std::string_view text) {
    Form form;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('&'), text.size());
        std::string pair(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (pair.empty()) continue;
        std::replace(pair.begin(), pair.end(), '+', ' ');
        const std::size_t equals = std::min(pair.find('='), pair.size());
        auto name = percent_decoded(std::string_view(pair).substr(0, equals));
        auto value = percent_decoded(std::string_view(pair).substr(std::min(equals + 1, pair.size())));
        if (name && value) form.add(std::move(*name), std::move(*value));
    }
    return form;
}

bool Form::has(std::string_view name) const noexcept {
    return std::any_of(fields_.begin(), fields_.end(), [&](const auto& field) { return field.first == name; });
}

std::string_view Form::get(std::string_view name) const noexcept {
    for (const auto& field : fields_) {
        if (field.first == name) return field.second;
    }
    return {};
}

void Form::add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }

std::optional<Target> split_target(std::string_view target) {
    const std::size_t mark = std::min(target.find('?'), target.size());
    auto path = percent_decoded(target.substr(0, mark));
    if (!path || path->empty() || path->front() != '/') return std::nullopt;
    return Target{std::move(*path), target.substr(std::min(mark + 1, target.size()))};
}

std::string_view cookie(const Request& request, std::string_view name) noexcept {
    std::string_view rest = request.header("Cookie");
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        const std::string_view pair = trimmed(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::size_t equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
    }
    return {};
}

std::optional<std::vector<Part>> multipart(std::string_view content_type, std::string_view body) {
    if (!same_name(trimmed(content_type.substr(0, content_type.find(';'))), "multipart/form-data")) return std::nullopt;
    const auto boundary = parameter(content_type, "boundary");
    if (!boundary || boundary->empty() || boundary->size() > 70) return std::nullopt;  // RFC 2046, 5.1.1: at most 70
    const std::string first = "--" + *boundary;
    const std::string next = "\r\n" + first;
    if (!body.starts_with(first)) return std::nullopt;
    std::vector<Part> parts;
    std::size_t at = first.size();
    while (!body.substr(at).starts_with("--")) {
        if (!body.substr(at).starts_with("\r\n")) return std::nullopt;
        at += 2;
        const std::size_t end = body.find(next, at);
        if (end == std::string_view::npos) return std::nullopt;
        auto part = part_of(body.substr(at, end - at));
        if (!part) return std::nullopt;
        parts.push_back(std::move(*part));
        at = end + next.size();
    }
    return parts;
}

}  // namespace comity::http
