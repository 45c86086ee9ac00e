#include "machinery/consultations/mail.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include <fmt/format.h>

#include "base/date.hpp"
#include "base/trimmed.hpp"
#include "system/moment.hpp"
#include "text/charset.hpp"
#include "text/text.hpp"
#include "text/time_zone.hpp"

namespace comity::consultations {

namespace {

constexpr int deepest = 20;  // of parts within parts

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }
std::string lowered(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), &lower);
    return out;
}

/// One line from `at` on, without its end; `at` goes behind it.
std::string_view next_line(std::string_view text, std::size_t& at) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = std::min(end + 1, text.size());
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

struct Headers {
    std::multimap<std::string, std::string> all;  ///< names in small letters, folded lines joined
    std::vector<std::string> received;            ///< the topmost first
    std::string_view body;

    [[nodiscard]] std::string get(std::string_view name) const {
        const auto found = all.find(std::string(name));
        return found == all.end() ? std::string() : found->second;
    }
};

Headers headers_of(std::string_view message) {
    Headers headers;
    std::size_t at = 0;
    std::string name, value;
    const auto keep = [&] {
        if (name.empty()) return;
        if (name == "received") headers.received.push_back(value);
        headers.all.emplace(name, value);
        name.clear();
    };
    while (at < message.size()) {
        const std::string_view line = next_line(message, at);
        if (line.empty()) break;
        if (line.front() == ' ' || line.front() == '\t') {
            value.append(" ").append(trimmed(line));
            continue;
        }
        keep();
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        name = lowered(trimmed(line.substr(0, colon)));
        value = trimmed(line.substr(colon + 1));
    }
    keep();
    headers.body = message.substr(at);
    return headers;
}

std::string from_base64(std::string_view text) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : text) {
        const std::size_t value = digits.find(c);
        if (value == std::string_view::npos) continue;
        held = (held << 6U) | static_cast<std::uint32_t>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out += static_cast<char>((held >> static_cast<unsigned>(bits)) & 0xFFU);
        }
    }
    return out;
}

int hexadecimal(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char small = lower(c);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

enum class Blanks { kept, underscores };

std::string from_quoted_printable(std::string_view text, Blanks blanks) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '_' && blanks == Blanks::underscores) {
            out += ' ';
        } else if (text[i] == '=' && i + 2 < text.size() && hexadecimal(text[i + 1]) >= 0 && hexadecimal(text[i + 2]) >= 0) {
            out += static_cast<char>(hexadecimal(text[i + 1]) * 16 + hexadecimal(text[i + 2]));
            i += 2;
        } else if (text[i] == '=' && i + 1 < text.size() && (text[i + 1] == '\n' || text.substr(i + 1, 2) == "\r\n")) {
            i += text[i + 1] == '\n' ? 1 : 2;  // a soft end of line
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string in_utf8(const std::string& bytes, const std::string& charset) {
    const auto made = text::decoded(bytes, charset.empty() ? "UTF-8" : charset);
    return text::normalized(made ? *made : bytes);
}

/// Words of headers in other letters: "=?utf-8?Q?P=C3=A9ravel?=" (RFC 2047).
std::string decoded_words(std::string_view text) {
    std::string out;
    bool after_word = false;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t charset_end = text.substr(i, 2) == "=?" ? text.find('?', i + 2) : std::string_view::npos;
        const std::size_t word_end = charset_end != std::string_view::npos && charset_end + 3 <= text.size() ? text.find("?=", charset_end + 3) : std::string_view::npos;
        if (word_end == std::string_view::npos || text[charset_end + 2] != '?') {
            out += text[i++];
            after_word = after_word && (out.back() == ' ' || out.back() == '\t');
            continue;
        }
        if (after_word) out.erase(out.find_last_not_of(" \t") + 1);  // blanks between two such words are none
        const std::string charset(text.substr(i + 2, charset_end - i - 2));
        const std::string_view held = text.substr(charset_end + 3, word_end - charset_end - 3);
        const bool base64 = lower(text[charset_end + 1]) == 'b';
        out += in_utf8(base64 ? from_base64(held) : from_quoted_printable(held, Blanks::underscores), charset);
        i = word_end + 2;
        after_word = true;
    }
    return out;
}

/// "text/plain; charset=utf-8; name=\"a.txt\"".
struct Value {
    std::string type;
    std::map<std::string, std::string> parameters;
    [[nodiscard]] std::string get(const std::string& name) const {
        const auto found = parameters.find(name);
        return found == parameters.end() ? std::string() : found->second;
    }
};

Value value_of(std::string_view header) {
    Value value;
    std::size_t at = std::min(header.find(';'), header.size());
    value.type = lowered(trimmed(header.substr(0, at)));
    while (at < header.size()) {
        ++at;
        const std::size_t equals = header.find('=', at);
        if (equals == std::string_view::npos) break;
        const std::string name = lowered(trimmed(header.substr(at, equals - at)));
        at = equals + 1;
        std::string held;
        if (at < header.size() && header[at] == '"') {
            for (++at; at < header.size() && header[at] != '"'; ++at) {
                if (header[at] == '\\' && at + 1 < header.size()) ++at;
                held += header[at];
            }
            at = std::min(header.find(';', at), header.size());
        } else {
            const std::size_t end = std::min(header.find(';', at), header.size());
            held = trimmed(header.substr(at, end - at));
            at = end;
        }
        value.parameters.emplace(name, held);
    }
    return value;
}

/// A file's name may come in pieces and in percent signs (RFC 2231).
std::string file_name_of(const Value& disposition, const Value& type) {
    std::string name = disposition.get("filename");
    if (const std::string extended = disposition.get("filename*"); name.empty() && !extended.empty()) {
        const std::size_t first = extended.find('\''), second = first == std::string::npos ? first : extended.find('\'', first + 1);
        std::string bytes;
        const std::string_view held = second == std::string::npos ? std::string_view(extended) : std::string_view(extended).substr(second + 1);
        for (std::size_t i = 0; i < held.size(); ++i) {
            if (held[i] == '%' && i + 2 < held.size() && hexadecimal(held[i + 1]) >= 0 && hexadecimal(held[i + 2]) >= 0) {
                bytes += static_cast<char>(hexadecimal(held[i + 1]) * 16 + hexadecimal(held[i + 2]));
                i += 2;
            } else {
                bytes += held[i];
            }
        }
        name = in_utf8(bytes, first == std::string::npos ? "UTF-8" : extended.substr(0, first));
    }
    if (name.empty()) name = type.get("name");
    name = decoded_words(name);
    const std::size_t slash = name.find_last_of("/\\");
    return slash == std::string::npos ? name : name.substr(slash + 1);
}

/// Words of HTML for who reads a message: markup out, ends of blocks as lines. The file itself is kept, so nothing is lost.
std::string without_markup(std::string_view html) {
    static const std::map<std::string, std::string, std::less<>> named = {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"nbsp", " "}, {"apos", "'"}};
    std::string out;
    const std::string small = lowered(html);
    for (std::size_t i = 0; i < html.size();) {
        if (html[i] == '<') {
            const std::size_t end = std::min(html.find('>', i), html.size() - 1);
            const std::string_view tag = std::string_view(small).substr(i + 1, std::min<std::size_t>(7, end - i));
            for (const std::string_view hidden : {"style", "script", "head"}) {
                if (!tag.starts_with(hidden)) continue;
                const std::size_t over = small.find("</" + std::string(hidden), end);
                i = over == std::string::npos ? html.size() : over;
                break;
            }
            if (i >= html.size()) break;
            if (tag.starts_with("p") || tag.starts_with("/p") || tag.starts_with("br") || tag.starts_with("/div") || tag.starts_with("/h") || tag.starts_with("/li") || tag.starts_with("/tr")) out += '\n';
            i = std::min(html.find('>', i), html.size() - 1) + 1;
        } else if (html[i] == '&') {
            const std::size_t end = html.find(';', i);
            const std::string_view name = end == std::string_view::npos || end - i > 9 ? std::string_view() : html.substr(i + 1, end - i - 1);
            const auto found = named.find(name);
            if (found != named.end()) out += found->second, i = end + 1;
            else out += html[i++];
        } else {
            out += html[i] == '\n' || html[i] == '\r' ? ' ' : html[i];
            ++i;
        }
    }
    return std::string(trimmed(out));
}

void read_part(const Headers& headers, Mail& mail, int depth);

void read_parts(std::string_view body, const std::string& boundary, bool alternatives, Mail& mail, int depth) {
    const std::string mark = "--" + boundary;
    std::vector<std::string_view> parts;
    std::size_t at = 0, begin = std::string_view::npos;
    while (at < body.size()) {
        const std::size_t line_begin = at;
        const std::string_view line = next_line(body, at);
        if (!line.starts_with(mark)) continue;
        if (begin != std::string_view::npos) parts.push_back(body.substr(begin, line_begin - begin));
        begin = at;
        if (line.substr(mark.size()).starts_with("--")) {
            begin = std::string_view::npos;
            break;
        }
    }
    if (begin != std::string_view::npos && begin < body.size()) {
        parts.push_back(body.substr(begin));
        mail.troubles.emplace_back("the message breaks off");
    }
    if (!alternatives) {
        for (const std::string_view part : parts) read_part(headers_of(part), mail, depth + 1);
        return;
    }
    // Of several forms of the same words the plain ones; the richest is the last.
    for (const std::string_view part : parts) {
        const Headers held = headers_of(part);
        const std::string type = value_of(held.get("content-type")).type;
        if (type.empty() || type == "text/plain") return read_part(held, mail, depth + 1);
    }
    if (!parts.empty()) read_part(headers_of(parts.back()), mail, depth + 1);
}

void read_part(const Headers& headers, Mail& mail, int depth) {
    if (depth > deepest) {
        mail.troubles.emplace_back("the message has parts within parts beyond all measure: the rest was left out");
        return;
    }
    const Value type = value_of(headers.get("content-type")), disposition = value_of(headers.get("content-disposition"));
    if (type.type.starts_with("multipart/") && !type.get("boundary").empty()) {
        return read_parts(headers.body, type.get("boundary"), type.type == "multipart/alternative", mail, depth);
    }
    const std::string encoding = lowered(trimmed(headers.get("content-transfer-encoding")));
    std::string bytes = encoding == "base64" ? from_base64(headers.body) : encoding == "quoted-printable" ? from_quoted_printable(headers.body, Blanks::kept) : std::string(headers.body);
    const std::string name = file_name_of(disposition, type);
    const bool text = type.type.empty() || type.type == "text/plain" || type.type == "text/html";
    if (disposition.type == "attachment" || !name.empty() || !text) {
        if (!bytes.empty()) mail.attachments.push_back({name.empty() ? fmt::format("part {}", mail.attachments.size() + 1) : name, std::move(bytes)});
        return;
    }
    std::string words = in_utf8(bytes, type.get("charset"));
    if (type.type == "text/html") words = without_markup(words);
    mail.text.append(mail.text.empty() ? "" : "\n\n").append(trimmed(words));
}

/// "Sat, 3 May 2031 18:00:00 +0200" (RFC 5322, 3.3).
std::optional<std::string> moment_of_date(std::string_view date) {
    static constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    if (const std::size_t comma = date.find(','); comma != std::string_view::npos) date.remove_prefix(comma + 1);
    std::vector<std::string> words;
    for (std::size_t i = 0; i < date.size();) {
        const std::size_t end = std::min(date.find_first_of(" \t", i), date.size());
        if (end > i) words.push_back(lowered(date.substr(i, end - i)));
        i = end + 1;
    }
    const auto number = [](std::string_view text) {
        int value = -1;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    };
    if (words.size() < 4 || words[3].size() < 5 || words[1].size() < 3) return std::nullopt;
    const auto* month = std::find(months.begin(), months.end(), words[1].substr(0, 3));
    const auto day = Date::of(number(words[2]), static_cast<int>(month - months.begin()) + 1, number(words[0]));
    if (month == months.end() || !day) return std::nullopt;
    const auto local = text::moment_in_zone(fmt::format("{}T{}", day->iso(), words[3].substr(0, 5)), "UTC");
    if (!local) return std::nullopt;
    std::int64_t offset = 0;
    if (words.size() > 4 && words[4].size() == 5 && (words[4][0] == '+' || words[4][0] == '-')) {
        offset = number(std::string_view(words[4]).substr(1, 2)) * 3600 + number(std::string_view(words[4]).substr(3, 2)) * 60;
        if (words[4][0] == '-') offset = -offset;
    }
    return written_second(moment_of(*local - offset));
}

}  // namespace

bool is_mailbox(std::string_view bytes) noexcept { return bytes.starts_with("From "); }

bool is_mail(std::string_view bytes) noexcept {
    bool from = false;
    std::size_t at = 0;
    for (int line_number = 0; at < bytes.size() && line_number < 200; ++line_number) {
        const std::string_view line = next_line(bytes, at);
        if (line.empty()) return from;
        if (line.front() == ' ' || line.front() == '\t') {
            if (line_number == 0) return false;
            continue;
        }
        const std::size_t colon = line.find(':');
        const std::string_view name = line.substr(0, std::min(colon, line.size()));
        if (colon == std::string_view::npos || colon == 0 || name.find(' ') != std::string_view::npos) return false;
        from = from || (name.size() == 4 && lower(name[0]) == 'f' && lower(name[1]) == 'r' && lower(name[2]) == 'o' && lower(name[3]) == 'm');
    }
    return false;
}

Mail read_mail(std::string_view bytes) {
    Mail mail;
    const Headers headers = headers_of(bytes);
    const std::string from = decoded_words(headers.get("from"));
    const std::size_t open = from.rfind('<'), close = from.rfind('>');
    if (open != std::string::npos && close != std::string::npos && close > open) {
        mail.from_address = trimmed(from.substr(open + 1, close - open - 1));
        mail.from_name = trimmed(from.substr(0, open));
        if (mail.from_name.size() > 1 && mail.from_name.front() == '"' && mail.from_name.back() == '"') mail.from_name = mail.from_name.substr(1, mail.from_name.size() - 2);
    } else {
        mail.from_address = trimmed(from);
    }
    mail.subject = decoded_words(headers.get("subject"));
    // What the server that took it wrote. The sender's own date says nothing: a deadline is not kept by a clock that is slow.
    if (!headers.received.empty()) {
        const std::string& first = headers.received.front();
        if (const std::size_t semicolon = first.rfind(';'); semicolon != std::string::npos) mail.received = moment_of_date(std::string_view(first).substr(semicolon + 1));
    }
    read_part(headers, mail, 0);
    mail.text = text::normalized(mail.text);  // marks that stood behind markup
    return mail;
}

std::vector<std::string> messages_of(std::string_view box) {
    std::vector<std::string> messages;
    bool after_blank = true;
    std::size_t at = 0;
    while (at < box.size()) {
        std::string_view line = next_line(box, at);
        if (after_blank && line.starts_with("From ")) {
            messages.emplace_back();
        } else if (!messages.empty()) {
            // Lines of a message that begin so have a mark in front.
            const std::size_t marks = line.find_first_not_of('>');
            if (marks != 0 && marks != std::string_view::npos && line.substr(marks).starts_with("From ")) line.remove_prefix(1);
            messages.back() += std::string(line) + "\n";
        }
        after_blank = line.empty();
    }
    return messages;
}

}  // namespace comity::consultations
