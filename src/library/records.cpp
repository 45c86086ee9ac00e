#include "library/records.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/date.hpp"
#include "base/error.hpp"
#include "document/symbol.hpp"
#include "library/fields.hpp"
#include "text/text.hpp"
#include "xml/reader.hpp"
#include "xml/writer.hpp"

namespace comity::library {

namespace {

/// A page of answers has at most some hundred records of a few kilobytes each.
constexpr xml::Limits limits{.bytes = std::size_t{64} << 20U, .nodes = 3'000'000, .depth = 24};
/// A cell of a catalogue; what is longer is cut, as nothing of this length is a fact.
constexpr std::size_t longest_value = 4000;

bool is_blank(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string tidy(const std::string& words) {
    std::string tidied;
    for (const char c : words) {
        if (!is_blank(c)) tidied += c;
        else if (!tidied.empty() && tidied.back() != ' ') tidied += ' ';
    }
    while (!tidied.empty() && tidied.back() == ' ') tidied.pop_back();
    if (tidied.size() > longest_value) {
        tidied.resize(longest_value);
        while (!tidied.empty() && (static_cast<unsigned char>(tidied.back()) & 0xC0U) == 0x80U) tidied.pop_back();
        if (!tidied.empty() && (static_cast<unsigned char>(tidied.back()) & 0x80U) != 0) tidied.pop_back();
    }
    return text::normalized(tidied);
}

/// The signs that a catalogue puts between its parts: "A title :" (ISBD).
std::string without_last_sign(std::string words) {
    while (!words.empty() && (words.back() == ' ' || words.back() == ':' || words.back() == '/' || words.back() == ';' || words.back() == ',')) words.pop_back();
    return words;
}

std::optional<int> number_in(std::string_view words) {
    int number = 0;
    const auto [end, failed] = std::from_chars(words.data(), words.data() + words.size(), number);
    constexpr int most = 1000;  // no body has so many members
    if (words.empty() || failed != std::errc() || end != words.data() + words.size() || number < 0 || number > most) return std::nullopt;
    return number;
}

/// "20231219" and "2023-12-19" -> "2023-12-19"; all else as it is.
std::string day_in(const std::string& words) {
    constexpr std::size_t digits_of_day = 8;
    if (words.size() == digits_of_day && words.find_first_not_of("0123456789") == std::string::npos) {
        std::string iso = words.substr(0, 4) + "-" + words.substr(4, 2) + "-" + words.substr(6, 2);
        if (Date::from_iso(iso)) return iso;
    }
    return words;
}

std::string canonical(const std::string& spelling, const vocabulary::Vocabulary& vocabulary) {
    const auto symbol = document::Symbol::parse(spelling, vocabulary);
    return symbol ? symbol->canonical() : spelling;
}

bool is_code(std::string_view words) {
    return words.size() == 3 && std::all_of(words.begin(), words.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

void add_once(std::vector<std::string>& list, std::string value) {
    if (!value.empty() && std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
}

/// One datafield's parts that belong together.
struct Parts {
    AgendaItem agenda;
    std::string voter, voter_name, ballot, file, file_language;
};

class Reader {
public:
    explicit Reader(const vocabulary::Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

    Catalogue catalogue;
    std::vector<const xml::Node*> nodes;  ///< of the records of the catalogue
    bool any = false;  ///< whether there was an element of that name at all

    /// Records stand under a collection, or deeper in a page of answers.
    void look_into(const xml::Node& node) {
        if (node.name == "record") {
            any = true;
            return take(node);
        }
        for (const xml::Node& child : node.children) {
            if (!child.is_text()) look_into(child);
        }
    }

private:
    const vocabulary::Vocabulary& vocabulary_;
    const Fields& fields_ = Fields::standard();

    void take(const xml::Node& node) {
        const auto has_symbol = [&](Kind kind) {
            return std::any_of(node.children.begin(), node.children.end(), [&](const xml::Node& field) { return fields_.tells_symbol(field.attribute("tag"), kind) && has_a(field); });
        };
        Record record;
        if (has_symbol(Kind::document)) record.kind = Kind::document;
        else if (has_symbol(Kind::vote)) record.kind = Kind::vote;
        else return leave_out(node, "it has no symbol of a document");
        for (const xml::Node& field : node.children) {
            if (field.name == "controlfield") take_part(record, field.attribute("tag"), '\0', tidy(field.words()), unused_);
            if (field.name == "datafield") take_field(record, field);
        }
        // Index records of speeches have the symbol of a meeting in the same place (its editors' table of checks).
        const bool vote = !record.adoption.empty() || record.yes || std::any_of(record.voters.begin(), record.voters.end(), [](const auto& side) { return !side.empty(); });
        if (record.kind == Kind::vote && !vote) return leave_out(node, "it is of neither a document nor a vote");
        for (auto& side : record.voters) {
            std::sort(side.begin(), side.end());
            side.erase(std::unique(side.begin(), side.end()), side.end());
        }
        catalogue.records.push_back(std::move(record));
        nodes.push_back(&node);
    }

    static bool has_a(const xml::Node& field) {
        return std::any_of(field.children.begin(), field.children.end(), [](const xml::Node& part) { return part.attribute("code") == "a" && !tidy(part.words()).empty(); });
    }

    void leave_out(const xml::Node& node, std::string why) { catalogue.left_out.push_back({node.line, std::move(why)}); }

    Parts unused_;

    void take_field(Record& record, const xml::Node& field) {
        Parts parts;
        for (const xml::Node& part : field.children) {
            const std::string_view code = part.attribute("code");
            if (part.name == "subfield" && code.size() == 1) take_part(record, field.attribute("tag"), code[0], tidy(part.words()), parts);
        }
        if (parts.agenda != AgendaItem{}) record.agenda.push_back(std::move(parts.agenda));
        if (!parts.file.empty()) record.files.emplace_back(std::move(parts.file_language), std::move(parts.file));
        const std::string& voter = parts.voter.empty() ? parts.voter_name : parts.voter;
        if (!voter.empty()) take_ballot(record, voter, parts.ballot);
    }

    void take_ballot(Record& record, const std::string& voter, const std::string& letter) const {
        const std::string_view word = letter.empty() ? name_of(Ballot::not_voting) : fields_.word("ballot", letter);
        for (const Ballot ballot : all_ballots) {
            if (word == name_of(ballot)) record.voters[static_cast<std::size_t>(ballot)].push_back(voter);
        }
    }

    void take_part(Record& record, std::string_view tag, char code, std::string words, Parts& parts) const {
        const Means* means = fields_.meaning(tag, code, record.kind);
        if (means == nullptr || words.empty()) return;
        const auto set_once = [&](std::string& value, std::string given) {
            if (value.empty()) value = std::move(given);
        };
        switch (*means) {
            case Means::number: return set_once(record.number, std::move(words));
            case Means::agency: return set_once(record.agency, std::move(words));
            case Means::symbol: return add_once(record.symbols, canonical(words, vocabulary_));
            case Means::title: return set_once(record.title, without_last_sign(std::move(words)));
            case Means::statement:
                if (!record.statement.empty()) record.statement += " ";
                record.statement += words;
                return;
            case Means::published: return set_once(record.published, day_in(words));
            case Means::acted: return set_once(record.acted, day_in(words));
            case Means::note: return add_once(record.notes, std::move(words));
            case Means::adoption: {
                const std::string_view word = fields_.word("adoption", words);
                return set_once(record.adoption, word.empty() ? words : std::string(word));
            }
            case Means::subject: return add_once(record.subjects, std::move(words));
            case Means::meeting: return add_once(record.meetings, canonical(words, vocabulary_));
            case Means::related: return add_once(record.related, canonical(words, vocabulary_));
            default: return take_grouped(record, *means, std::move(words), parts);
        }
    }

    void take_grouped(Record& record, Means means, std::string words, Parts& parts) const {
        const auto count = [&](std::optional<int>& place) {
            if (!place) place = number_in(words);
        };
        switch (means) {
            case Means::voter:
                if (is_code(words)) parts.voter = std::move(words);
                return;
            case Means::voter_name: parts.voter_name = std::move(words); return;
            case Means::ballot: parts.ballot = std::move(words); return;
            case Means::agenda_document: parts.agenda.document = canonical(words, vocabulary_); return;
            case Means::agenda_item: parts.agenda.item = agenda_item_as_printed(words); return;
            case Means::agenda_title: parts.agenda.title = std::move(words); return;
            case Means::agenda_subject: parts.agenda.subject = std::move(words); return;
            case Means::yes: return count(record.yes);
            case Means::no: return count(record.no);
            case Means::abstain: return count(record.abstain);
            case Means::not_voting: return count(record.not_voting);
            case Means::members: return count(record.members);
            case Means::file: parts.file = std::move(words); return;
            case Means::file_language: parts.file_language = std::move(words); return;
            default: return;
        }
    }
};

void write_record(xml::Writer& writer, const xml::Node& record) {
    writer.open("record");
    for (const xml::Node& field : record.children) {
        if (field.name == "controlfield") writer.leaf("controlfield", field.words(), {{"tag", field.attribute("tag")}});
        if (field.name != "datafield") continue;
        writer.open("datafield", {{"tag", field.attribute("tag")}, {"ind1", field.attribute("ind1")}, {"ind2", field.attribute("ind2")}});
        for (const xml::Node& part : field.children) {
            if (part.name == "subfield") writer.leaf("subfield", part.words(), {{"code", part.attribute("code")}});
        }
        writer.close();
    }
    writer.close();
}

}  // namespace

std::string_view name_of(Kind kind) noexcept { return kind == Kind::document ? "document" : "vote"; }

std::string_view name_of(Ballot ballot) noexcept {
    constexpr std::array<std::string_view, 4> names = {"yes", "no", "abstain", "not voting"};
    return names[static_cast<std::size_t>(ballot)];
}

bool looks_like_records(std::string_view bytes) noexcept {
    constexpr std::size_t enough = 2000;
    const std::string_view begin = bytes.substr(0, enough);
    return begin.find("MARC21/slim") != std::string_view::npos ||
           ((begin.find("<collection") != std::string_view::npos || begin.find("<record") != std::string_view::npos) &&
            (begin.find("<controlfield") != std::string_view::npos || begin.find("<datafield") != std::string_view::npos));
}

Catalogue read(std::string_view bytes, const vocabulary::Vocabulary& vocabulary) {
    const xml::Tree tree = xml::read(bytes, limits);
    Reader reader(vocabulary);
    reader.look_into(tree.root);
    const bool empty_collection = tree.root.name == "collection";  // nothing was found: an answer, too
    if (!reader.any && !empty_collection) throw Error(Fault::bad_request, "it holds no record of a library (MARCXML)");
    return std::move(reader.catalogue);
}

std::string only_about(std::string_view bytes, std::string_view symbol, const vocabulary::Vocabulary& vocabulary) {
    const xml::Tree tree = xml::read(bytes, limits);
    Reader reader(vocabulary);
    reader.look_into(tree.root);
    xml::Writer writer;
    writer.open("collection", {{"xmlns", "http://www.loc.gov/MARC21/slim"}});
    bool any = false;
    for (std::size_t i = 0; i < reader.nodes.size(); ++i) {
        const auto& symbols = reader.catalogue.records[i].symbols;
        if (std::find(symbols.begin(), symbols.end(), symbol) == symbols.end()) continue;
        any = true;
        write_record(writer, *reader.nodes[i]);
    }
    writer.close();
    return any ? writer.finish() : std::string();
}

std::string agenda_item_as_printed(std::string_view item) {
    const std::size_t digits = item.find_first_not_of("0123456789");
    const bool one_letter = digits != std::string_view::npos && digits > 0 && digits + 1 == item.size() && item[digits] >= 'a' && item[digits] <= 'z';
    return one_letter ? std::string(item.substr(0, digits)) + " (" + std::string(item.substr(digits)) + ")" : std::string(item);
}

}  // namespace comity::library
