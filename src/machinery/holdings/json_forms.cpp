#include <array>
#include <cmath>

#include "machinery/holdings/series.hpp"

namespace comity::holdings {

namespace {

constexpr std::array<std::string_view, 3> presences = {"in the record", "cited, not in the record", "no text known"};
constexpr std::array<std::string_view, 5> choices = {"only file", "person", "footnotes", "fewest doubts", "first hash"};

json::Value date(const std::optional<Date>& date) { return date ? json::Value(date->iso()) : json::Value(); }

/// Two figures: more would be a promise that the sketch of a text does not keep.
double rounded(double share) { return std::round(share * 100) / 100; }

template <typename Items, typename Form>
json::Array array(const Items& items, Form form) {
    json::Array out;
    for (const auto& item : items) out.push_back(form(item));
    return out;
}
json::Array texts(const std::vector<std::string>& items) {
    return array(items, [](const std::string& item) { return json::Value(item); });
}

}  // namespace

std::string_view name_of(Presence presence) noexcept { return presences[static_cast<std::size_t>(presence)]; }
std::string_view name_of(ChosenBy chosen_by) noexcept { return choices[static_cast<std::size_t>(chosen_by)]; }

json::Value to_json(const Item& item) {
    return json::Object{{"symbol", json::Value::of(item.symbol)},
                        {"kind", name_of(item.kind)},
                        {"title", json::Value::of(item.title)},
                        {"date", date(item.date)},
                        {"body", json::Value::of(item.body)},
                        {"session", json::Value::of(item.session)},
                        {"number", json::Value::of(item.number_in_session)},
                        {"year", json::Value::of(item.year)},
                        {"language", item.language},
                        {"sha256", item.sha256},
                        {"file_name", item.file_name},
                        {"paragraphs", item.paragraphs},
                        {"footnotes", item.footnotes},
                        {"doubts", item.doubts},
                        {"other_files", item.other_files},
                        {"other_languages", texts(item.other_languages)},
                        {"corrected", item.corrected},
                        {"in_view", item.in_view}};
}

json::Value to_json(const List& list) {
    return array(list.items, [](const Item& item) { return to_json(item); });
}

json::Value to_json(const Series& series) {
    const auto hung = [](const HungDraft& draft) {
        json::Value value = to_json(draft.item);
        value.put("why", draft.why);
        return value;
    };
    const auto member = [&](const Member& m) {
        return json::Object{{"symbol", json::Value::of(m.symbol)},
                            {"date", date(m.date)},
                            {"status", name_of(m.status)},
                            {"previous", json::Value::of(m.previous)},
                            {"session", json::Value::of(m.session)},
                            {"year", json::Value::of(m.year)},
                            {"body", m.item ? json::Value::of(m.item->body) : json::Value()},
                            {"why", array(m.why, [](std::string_view why) { return json::Value(why); })},
                            {"guess", m.guess},
                            {"alike", m.item ? json::Value(rounded(m.words)) : json::Value()},
                            {"new_title", json::Value::of(m.new_title)},
                            {"drafts", array(m.drafts, hung)}};
    };
    const auto sister = [](const Sister& of) {
        return json::Object{{"body", of.body}, {"title", json::Value::of(of.latest.title)}, {"latest", json::Value::of(of.latest.symbol)}, {"texts", of.texts}};
    };
    return json::Object{{"title", json::Value::of(series.title)},
                        {"body", json::Value::of(series.body)},
                        {"members", array(series.members, member)},
                        {"titles", texts(series.titles)},
                        {"sisters", array(series.sisters, sister)},
                        {"loose_drafts", array(series.loose_drafts, hung)},
                        {"drafts", array(series.drafts, [](const Item& item) { return to_json(item); })}};
}

json::Value to_json(const Recurring& recurring) {
    return json::Object{{"title", json::Value::of(recurring.latest.title)},
                        {"body", json::Value::of(recurring.latest.body)},
                        {"texts", recurring.texts},
                        {"first_year", recurring.first_year},
                        {"last_year", recurring.last_year},
                        {"latest", to_json(recurring.latest)}};
}

json::Value to_json(const SearchResult& result) {
    return array(result.hits, [](const Hit& hit) {
        json::Value value = to_json(hit.item);
        value.put("paragraph", hit.paragraph);
        value.put("text", hit.text);
        value.put("marks", array(hit.marks, [](const auto& mark) { return json::Array{mark.first, mark.second}; }));
        return value;
    });
}

json::Value to_json(const Citing& citing) {
    json::Value value = to_json(citing.item);
    value.put("paragraph", citing.paragraph);
    value.put("text", citing.text);
    return value;
}

json::Value to_json(const OtherFile& other) {
    json::Value value = to_json(other.item);
    value.put("same", other.same);
    value.put("differing", texts(other.differing));
    value.put("only_shown", texts(other.only_shown));
    value.put("only_other", texts(other.only_other));
    value.put("footnotes_shown", other.footnotes_shown);
    value.put("footnotes_other", other.footnotes_other);
    return value;
}

}  // namespace comity::holdings
