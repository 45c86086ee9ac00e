#include "machinery/consultations/letters.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/assets.hpp"
#include "text/text.hpp"
#include "vocabulary/tables.hpp"

namespace comity::consultations {

namespace word = document::word;

namespace {

constexpr std::array<std::string_view, 2> letter_kinds = {"invitation", "reminder"};

/// By language, letter and place.
class Letters {
public:
    Letters() {
        constexpr std::string_view path = "data/letters.tsv";
        const vocabulary::TableRows rows({path, assets::get(path)});
        for (std::size_t row = 0; row < rows.size(); ++row) {
            words_[{std::string(rows.needed(row, "language")), std::string(rows.needed(row, "letter")), std::string(rows.needed(row, "place"))}] = rows.needed(row, "words");
        }
    }
    [[nodiscard]] bool has(std::string_view language) const {
        return std::any_of(words_.begin(), words_.end(), [&](const auto& one) { return std::get<0>(one.first) == language; });
    }
    /// "" where such a letter has no such line.
    [[nodiscard]] std::string line(std::string_view language, LetterKind kind, std::string_view place) const {
        const auto found = words_.find({std::string(language), std::string(letter_kinds[static_cast<std::size_t>(kind)]), std::string(place)});
        return found == words_.end() ? std::string() : found->second;
    }

private:
    std::map<std::array<std::string, 3>, std::string> words_;
};

const Letters& letters() {
    static const Letters all;
    return all;
}

std::string filled(std::string words, const std::map<std::string, std::string>& with) {
    std::string out;
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t open = std::min(words.find('{', at), words.size()), close = words.find('}', open);
        out += words.substr(at, open - at);
        if (close == std::string::npos) break;
        const auto found = with.find(words.substr(open + 1, close - open - 1));
        if (found != with.end()) out += found->second;
        at = close + 1;
    }
    return out;
}

std::string hour_of(std::string_view local) { return fmt::format("{} {}", local.substr(0, 10), local.substr(11)); }

/// RFC 5545, 3.3.11 and 3.1: what has a meaning is marked, lines are folded between characters.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') out += "\\n";
        else if (c == '\\' || c == ';' || c == ',') out += std::string("\\") + c;
        else if (c != '\r') out += c;
    }
    return out;
}

void put(std::string& out, std::string_view line) {
    constexpr std::size_t widest = 75;
    std::size_t width = 0;
    for (const char c : line) {
        const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        if (begins && width >= widest - 3) {
            out += "\r\n ";
            width = 1;
        }
        out += c;
        ++width;
    }
    out += "\r\n";
}

/// "20310503T160000Z" of "2031-05-03T16:00:00Z".
std::string stamp_of(std::string_view moment) {
    std::string stamp(moment.substr(0, std::string_view("2031-05-03T16:00:00").size()));
    std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
    return stamp + "Z";
}

}  // namespace

word::File letter(const Call& call, const LetterAsked& asked) {
    const std::string language = letters().has(asked.language) ? asked.language : "en";
    std::map<std::string, std::string> with = {{"addressee", asked.addressee}, {"convener", call.convener},        {"title", call.title},
                                               {"authority", asked.authority}, {"contact", call.contact},          {"words", std::to_string(call.words)},
                                               {"languages", fmt::format("{}", fmt::join(call.languages, ", "))}};
    if (call.deadline) {
        with["deadline"] = in_words(*call.deadline);
        with["moment"] = hour_of(std::string_view(call.deadline->moment).substr(0, 16));
    }
    word::File file;
    file.language = language;
    file.title = call.title;
    file.notice = asked.notice;
    file.running_head = call.id;
    const auto say = [&](std::string_view place, word::Style style = word::Style::other) {
        const std::string words = filled(letters().line(language, asked.kind, place), with);
        if (!words.empty()) file.blocks.emplace_back(word::line(style, words));
    };
    say("greeting", word::Style::fact);
    file.blocks.emplace_back(word::line(word::Style::title, call.title));
    say("opening");
    say(call.authority.document.empty() ? "commitment" : "authority");
    if (asked.kind == LetterKind::invitation) {
        for (std::size_t at = 0; at < call.purpose.size();) {
            const std::size_t end = std::min(call.purpose.find("\n\n", at), call.purpose.size());
            file.blocks.emplace_back(word::line(word::Style::other, call.purpose.substr(at, end - at)));
            at = end + 2;
        }
        if (!call.questions.empty()) {
            say("questions");
            file.lists.push_back({word::Numbers::decimal, 1});
            for (const std::string& question : call.questions) {
                word::Paragraph paragraph = word::line(word::Style::operative, question);
                paragraph.place.list = 0;
                file.blocks.emplace_back(std::move(paragraph));
            }
        }
        if (call.words > 0) say("limit");
        if (!call.languages.empty()) say("languages");
        say("choices");
    }
    if (call.deadline) say("deadline");
    if (!call.contact.empty()) say("contact");
    say("receipt");
    return file;
}

std::string letter_file_name(const Call& call, std::string_view addressee) {
    std::string name;
    for (const auto& one : text::words(addressee)) {
        const bool plain = std::all_of(one.folded.begin(), one.folded.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
        if (plain && name.size() + one.folded.size() < 60) name += (name.empty() ? "" : "-") + one.folded;
    }
    return fmt::format("{}-{}.docx", call.id, name.empty() ? "letter" : name);
}

std::string calendar_of(const Call& call, std::string_view stamp, std::string_view notice) {
    std::string out;
    put(out, "BEGIN:VCALENDAR");
    put(out, "VERSION:2.0");
    put(out, "PRODID:-//Comity//Comity//EN");
    if (call.deadline) {
        put(out, "BEGIN:VEVENT");
        put(out, fmt::format("UID:call-{}@comity", call.id));
        put(out, fmt::format("DTSTAMP:{}", stamp_of(stamp)));
        put(out, fmt::format("SEQUENCE:{}", call.earlier.size()));
        put(out, fmt::format("DTSTART:{}", stamp_of(call.deadline->moment)));
        put(out, fmt::format("DTEND:{}", stamp_of(call.deadline->moment)));
        put(out, fmt::format("SUMMARY:{}", escaped(call.title)));
        put(out, fmt::format("DESCRIPTION:{}", escaped(fmt::format("{}{}{}\n{}", notice, notice.empty() ? "" : "\n", in_words(*call.deadline), call.contact))));
        if (call.status == CallStatus::withdrawn) put(out, "STATUS:CANCELLED");
        put(out, "END:VEVENT");
    }
    put(out, "END:VCALENDAR");
    return out;
}

std::string short_text_of(const Call& call, std::string_view authority, std::string_view notice) {
    std::string out;
    if (!notice.empty()) out += fmt::format("{}\n\n", notice);
    out += fmt::format("{}\n", call.title);
    if (!call.convener.empty()) out += fmt::format("Consultation by {}, under {}.\n", call.convener, authority);
    for (std::size_t i = 0; i < call.questions.size(); ++i) out += fmt::format("{}. {}\n", i + 1, call.questions[i]);
    if (call.deadline) out += fmt::format("Until {}, which is {} UTC.\n", in_words(*call.deadline), hour_of(std::string_view(call.deadline->moment).substr(0, 16)));
    if (!call.contact.empty()) out += fmt::format("Contact: {}\n", call.contact);
    return out;
}

}  // namespace comity::consultations
