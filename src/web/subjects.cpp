#include "web/subjects.hpp"

#include <algorithm>
#include <charconv>

#include "base/error.hpp"
#include "json/json.hpp"
#include "web/acts.hpp"
#include "web/names.hpp"

namespace comity::web::pages {

namespace {

/// A value as a person reads it: a text as it is, nothing as nothing, all else as JSON.
std::string in_words(const json::Value& value) {
    if (value.is_null()) return {};
    if (const auto* text = value.as_string()) return *text;
    return json::write(value);
}

/// Members of the state that are not the same in both, by name; of a further revision everything is in its state, so this is all that changed.
List differences(const record::Entry& before, const record::Entry& after) {
    std::vector<std::string> names;
    for (const record::Entry* entry : {&before, &after}) {
        for (const auto& [name, value] : *entry->state.as_object()) {
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
        }
    }
    std::sort(names.begin(), names.end());
    List rows;
    for (const std::string& name : names) {
        const json::Value &was = before.state[name], &is = after.state[name];
        if (was != is) rows.push_back(View{{"name", untranslated(name)}, {"was", untranslated(in_words(was))}, {"is", untranslated(in_words(is))}});
    }
    return rows;
}

/// A revision's number as asked for; `usual` if none was.
std::size_t asked(const Visit& visit, std::string_view name, std::size_t usual, std::size_t most) {
    const std::string_view typed = visit.query.get(name);
    std::size_t number = usual;
    if (!typed.empty() && std::from_chars(typed.data(), typed.data() + typed.size(), number).ptr != typed.data() + typed.size()) number = 0;
    if (number < 1 || number > most) throw SaidError(Fault::not_found, visit.text("subject.no_revision", {{"most", most}}));
    return number;
}

}  // namespace

http::Response subject(const Visit& visit) {
    const std::vector<record::Entry> revisions = readable(visit, visit.holdings().record().snapshot().history(visit.rest));
    if (revisions.empty()) throw SaidError(Fault::not_found, visit.text("subject.none"));
    const std::size_t to = asked(visit, "to", revisions.size(), revisions.size());
    const std::size_t from = asked(visit, "from", std::max<std::size_t>(to - 1, 1), revisions.size());
    List entries, numbers;
    for (const record::Entry& entry : revisions) {
        View row = entry_view(visit, entry);
        row.put("receipt_address", "/receipt/" + std::to_string(entry.position) + ".html");
        entries.push_back(std::move(row));
        const auto number = static_cast<std::size_t>(entry.revision);
        numbers.push_back(View{{"value", std::to_string(number)}, {"label", visit.words.figures(std::to_string(number))}, {"is_from", number == from}, {"is_to", number == to}});
    }
    View view{{"subject", untranslated(visit.rest)},
              {"action", "/log/subjects/" + http::path_encoded(visit.rest)},
              {"entries", std::move(entries)},
              {"several", revisions.size() > 1},
              {"numbers", std::move(numbers)},
              {"from", visit.words.figures(std::to_string(from))},
              {"to", visit.words.figures(std::to_string(to))},
              {"differences", from == to ? List{} : differences(revisions[from - 1], revisions[to - 1])}};
    return respond(visit, {visit.text("subject.title", {{"subject", visit.rest}}), "", "subject", std::move(view)});
}

}  // namespace comity::web::pages
