#include "document/json_form.hpp"

#include <algorithm>
#include <limits>

#include "base/error.hpp"
#include "document/pieces.hpp"

namespace comity::document {

namespace {

using json::Array;
using json::Object;
using json::Value;

// ---- writing -----------------------------------------------------------------------------------------------------------------

template <typename Items, typename Form>
Value list(const Items& items, Form form) {
    Array values;
    values.reserve(items.size());
    for (const auto& item : items) values.push_back(form(item));
    return values;
}

Value text_of(const std::string& text) { return text; }
Value date_of(const std::optional<Date>& date) { return date ? Value(date->iso()) : Value(); }
Value range_of(const LineRange& range) { return Array{range.first, range.last}; }

Value citation_of(const Citation& citation) {
    return Object{{"text", citation.text},
                  {"target", Value::of(citation.target)},
                  {"date", date_of(citation.date)},
                  {"in", citation.in},
                  {"at", citation.at}};
}

Value paragraph_of(const Paragraph& paragraph, const Pieces& pieces) {
    Array cited;
    for (const Citation* citation : pieces.citations_in(paragraph.id)) cited.push_back(citation_of(*citation));
    Object object{{"id", paragraph.id},
                  {"kind", name_of(paragraph.kind)},
                  {"number", Value::of(paragraph.number)},
                  {"level", paragraph.level},
                  {"opening", Value::of(paragraph.opening)},
                  {"text", paragraph.text},
                  {"lines", list(paragraph.lines, range_of)},
                  {"footnotes", list(paragraph.footnotes, [](const NoteMark& mark) { return Value(mark.mark); })},
                  {"citations", std::move(cited)},
                  {"opening_at", paragraph.opening_at},
                  {"note_marks", list(paragraph.footnotes, [](const NoteMark& mark) {
                       return Value(Object{{"mark", mark.mark}, {"at", mark.at}});
                   })}};
    if (!paragraph.struck.empty()) {
        object.emplace_back("struck", list(paragraph.struck, [](const StruckWords& struck) { return Value(Object{{"text", struck.text}, {"at", struck.at}}); }));
    }
    return object;
}

Value vote_of(const std::optional<Vote>& vote) {
    if (!vote) return {};
    return Object{{"yes", Value::of(vote->yes)},
                  {"no", Value::of(vote->no)},
                  {"abstain", Value::of(vote->abstain)},
                  {"in_favour", list(vote->in_favour, text_of)},
                  {"against", list(vote->against, text_of)},
                  {"abstaining", list(vote->abstaining, text_of)}};
}

Object facts_of(const Document& document) {
    return Object{{"symbol", Value::of(document.symbol)},
                  {"kind", name_of(document.kind)},
                  {"body", Value::of(document.body)},
                  {"session", Value::of(document.session)},
                  {"number", Value::of(document.number)},
                  {"year", Value::of(document.year)},
                  {"title", Value::of(document.title)},
                  {"date_adopted", date_of(document.date_adopted)},
                  {"date_distributed", date_of(document.date_distributed)},
                  {"distribution", Value::of(document.distribution)},
                  {"agenda_items", list(document.agenda_items, text_of)},
                  {"agenda_title", Value::of(document.agenda_title)},
                  {"committee", Value::of(document.committee)},
                  {"reports", list(document.reports, [](const ReportReference& report) {
                       return Value(Object{{"symbol", report.symbol}, {"paragraph", Value::of(report.paragraph)}});
                   })},
                  {"drafts", list(document.drafts, text_of)},
                  {"meeting", Value::of(document.meeting)},
                  {"adoption", Value::of(document.adoption)},
                  {"vote", vote_of(document.vote)},
                  {"sponsors", list(document.sponsors, [](const Sponsor& sponsor) {
                       return Value(Object{{"name", sponsor.name}, {"on_behalf_of", Value::of(sponsor.on_behalf_of)}});
                   })},
                  {"language", document.language},
                  {"sha256", document.sha256}};
}

// ---- reading -----------------------------------------------------------------------------------------------------------------

/// A value with the name of its place, so that a refusal can say which field is wrong.
class Field {
public:
    Field(const Value& value, std::string path) : value_(value), path_(std::move(path)) {}

    [[nodiscard]] Field member(std::string_view name) const {
        const auto* members = value_.as_object();
        if (members == nullptr) throw wrong("an object");
        for (const auto& [key, value] : *members) {
            if (key == name) return {value, path_.empty() ? key : path_ + "." + key};
        }
        throw Error(Fault::bad_request, "the document's JSON has no field {}{}{}", path_, path_.empty() ? "" : ".", name);
    }

    /// A field that stands only where there is something to say; nullopt if it doesn't.
    [[nodiscard]] std::optional<Field> member_if_any(std::string_view name) const {
        const auto* members = value_.as_object();
        if (members == nullptr || std::none_of(members->begin(), members->end(), [&](const auto& one) { return one.first == name; })) return std::nullopt;
        return member(name);
    }

    [[nodiscard]] bool is_null() const { return value_.is_null(); }

    [[nodiscard]] std::string text() const {
        if (const auto* text = value_.as_string()) return *text;
        throw wrong("a string");
    }
    [[nodiscard]] int integer() const { return static_cast<int>(number(std::numeric_limits<int>::min(), std::numeric_limits<int>::max())); }
    [[nodiscard]] std::uint32_t place() const { return static_cast<std::uint32_t>(number(0, std::numeric_limits<std::uint32_t>::max())); }
    [[nodiscard]] Date date() const {
        if (const auto date = Date::from_iso(text())) return *date;
        throw wrong("a date such as 2023-12-19");
    }

    /// A fact that may be null.
    [[nodiscard]] std::optional<std::string> text_or_none() const { return is_null() ? std::nullopt : std::optional(text()); }
    [[nodiscard]] std::optional<int> integer_or_none() const { return is_null() ? std::nullopt : std::optional(integer()); }
    [[nodiscard]] std::optional<Date> date_or_none() const { return is_null() ? std::nullopt : std::optional(date()); }

    template <typename Form>
    [[nodiscard]] auto items(Form form) const {
        const auto* values = value_.as_array();
        if (values == nullptr) throw wrong("a list");
        std::vector<decltype(form(*this))> items;
        items.reserve(values->size());
        for (std::size_t i = 0; i < values->size(); ++i) items.push_back(form(Field((*values)[i], fmt::format("{}[{}]", path_, i))));
        return items;
    }
    [[nodiscard]] std::vector<std::string> texts() const {
        return items([](const Field& item) { return item.text(); });
    }
    [[nodiscard]] LineRange range() const {
        const auto ends = items([](const Field& end) { return end.place(); });
        if (ends.size() != 2) throw wrong("a pair of line numbers");
        return {ends[0], ends[1]};
    }
    [[nodiscard]] std::vector<LineRange> ranges() const {
        return items([](const Field& item) { return item.range(); });
    }

    template <typename Named>
    [[nodiscard]] auto named(Named by_name) const {
        const auto found = by_name(text());
        if (!found) throw Error(Fault::bad_request, "the document's JSON has \"{}\" in {}, a word that is not known there", text(), path_);
        return *found;
    }

private:
    [[nodiscard]] Error wrong(std::string_view expected) const {
        return {Fault::bad_request, "the document's JSON should have {} in {}", expected, path_.empty() ? "its whole" : path_};
    }
    [[nodiscard]] std::int64_t number(std::int64_t least, std::int64_t most) const {
        const auto* number = value_.as_integer();
        if (number == nullptr || *number < least || *number > most) throw wrong("a whole number");
        return *number;
    }

    const Value& value_;
    std::string path_;
};

Paragraph read_paragraph(const Field& field) {
    Paragraph paragraph;
    paragraph.id = field.member("id").text();
    paragraph.kind = field.member("kind").named(paragraph_kind_named);
    paragraph.number = field.member("number").text_or_none();
    paragraph.level = field.member("level").integer();
    paragraph.opening = field.member("opening").text_or_none();
    paragraph.opening_at = field.member("opening_at").place();
    paragraph.text = field.member("text").text();
    paragraph.lines = field.member("lines").ranges();
    paragraph.footnotes = field.member("note_marks").items([](const Field& mark) {
        return NoteMark{mark.member("mark").text(), mark.member("at").place()};
    });
    if (const auto struck = field.member_if_any("struck")) {
        paragraph.struck = struck->items([](const Field& words) { return StruckWords{words.member("text").text(), words.member("at").place()}; });
    }
    return paragraph;
}

Citation read_citation(const Field& field) {
    return {field.member("text").text(), field.member("target").text_or_none(), field.member("date").date_or_none(),
            field.member("in").text(), field.member("at").place()};
}

std::optional<Vote> read_vote(const Field& field) {
    if (field.is_null()) return std::nullopt;
    return Vote{field.member("yes").integer_or_none(), field.member("no").integer_or_none(), field.member("abstain").integer_or_none(),
                field.member("in_favour").texts(),     field.member("against").texts(),      field.member("abstaining").texts()};
}

std::optional<Severity> severity_named(std::string_view name) noexcept {
    for (const Severity severity : {Severity::note, Severity::warning, Severity::error}) {
        if (name_of(severity) == name) return severity;
    }
    return std::nullopt;
}

void read_facts(const Field& field, Document& document) {
    document.symbol = field.member("symbol").text_or_none();
    document.kind = field.member("kind").named(kind_named);
    document.body = field.member("body").text_or_none();
    document.session = field.member("session").text_or_none();
    document.number = field.member("number").text_or_none();
    document.year = field.member("year").integer_or_none();
    document.title = field.member("title").text_or_none();
    document.date_adopted = field.member("date_adopted").date_or_none();
    document.date_distributed = field.member("date_distributed").date_or_none();
    document.distribution = field.member("distribution").text_or_none();
    document.agenda_items = field.member("agenda_items").texts();
    document.agenda_title = field.member("agenda_title").text_or_none();
    document.committee = field.member("committee").text_or_none();
    document.reports = field.member("reports").items([](const Field& report) {
        return ReportReference{report.member("symbol").text(), report.member("paragraph").text_or_none()};
    });
    document.drafts = field.member("drafts").texts();
    document.meeting = field.member("meeting").text_or_none();
    document.adoption = field.member("adoption").text_or_none();
    document.vote = read_vote(field.member("vote"));
    document.sponsors = field.member("sponsors").items([](const Field& sponsor) {
        return Sponsor{sponsor.member("name").text(), sponsor.member("on_behalf_of").text_or_none()};
    });
    document.language = field.member("language").text();
    document.sha256 = field.member("sha256").text();
    document.facts = field.member("facts").ranges();
}

}  // namespace

Value to_json(const Document& document) {
    Object object = facts_of(document);
    const Pieces pieces(document);
    object.emplace_back("paragraphs", list(document.paragraphs, [&](const Paragraph& paragraph) { return paragraph_of(paragraph, pieces); }));
    object.emplace_back("citations", list(document.citations, citation_of));
    object.emplace_back("footnotes", list(document.footnotes, [](const Footnote& note) {
                            return Value(Object{{"mark", note.mark}, {"text", note.text}, {"lines", list(note.lines, range_of)}});
                        }));
    object.emplace_back("furniture", list(document.furniture, [](const Furniture& furniture) {
                            return Value(Object{{"lines", range_of(furniture.lines)}, {"what", furniture.what}});
                        }));
    object.emplace_back("diagnostics", list(document.diagnostics, [](const Diagnostic& diagnostic) {
                            return Value(Object{{"severity", name_of(diagnostic.severity)},
                                                {"line", diagnostic.line},
                                                {"message", diagnostic.message},
                                                {"code", diagnostic.code}});
                        }));
    object.emplace_back("facts", list(document.facts, range_of));
    return object;
}

Document from_json(const Value& value) {
    const Field field(value, "");
    Document document;
    read_facts(field, document);
    document.paragraphs = field.member("paragraphs").items(read_paragraph);
    document.citations = field.member("citations").items(read_citation);
    document.footnotes = field.member("footnotes").items([](const Field& note) {
        return Footnote{note.member("mark").text(), note.member("text").text(), note.member("lines").ranges()};
    });
    document.furniture = field.member("furniture").items([](const Field& furniture) {
        return Furniture{furniture.member("lines").range(), furniture.member("what").text()};
    });
    document.diagnostics = field.member("diagnostics").items([](const Field& diagnostic) {
        return Diagnostic{diagnostic.member("severity").named([](std::string_view name) { return severity_named(name); }),
                          diagnostic.member("line").place(), diagnostic.member("code").text(), diagnostic.member("message").text()};
    });
    return document;
}

}  // namespace comity::document
