// What the rules find, held against tests/mandates/gold.tsv, which a person made by reading alone (tests/mandates/README.md): precision and recall of
// each field, with counts.
//   mandate_gold SHARED-FOLDER GOLD.TSV... [--differences] [--floors]
// --differences prints each one, without the words of the texts. --floors: exit code 1 where a figure lies below its floor.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "directive/directive.hpp"
#include "reading/reading.hpp"
#include "vocabulary/tables.hpp"
#include "vocabulary/vocabulary.hpp"

namespace {

using namespace comity;
namespace fs = std::filesystem;
using Items = std::set<std::string>;

/// Sets of words, by field; an item with "~" may be there or not, of "a|b" one is meant.
constexpr std::array fields = {"addressees", "ids", "conditions", "partners", "partner_types", "deliverables", "deadlines", "recurrences", "expiries", "review", "un_mandate", "to_states"};

struct Row {
    std::string paragraph, lemma, strength, sense;
    std::map<std::string, Items> items;
    bool debatable = false;
};

/// "calls on" and "calls upon" are one verb, "calls for" another; of the others the first word is the verb.
std::string verb_of(std::string_view lemma) {
    const auto blank = lemma.find(' ');
    if (blank == std::string_view::npos) return std::string(lemma);
    if (lemma == "call upon" || lemma == "call on") return "call upon";
    if (lemma == "call for") return "call for";
    return std::string(lemma.substr(0, blank));
}

std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Items items_of(std::string_view cell) {
    Items items;
    if (cell == "yes") return {"yes"};
    if (cell == "~") return {"yes~"};
    if (cell == "no" || cell == "-") return {};
    for (const auto item : vocabulary::split(cell, ';')) items.emplace(item.substr(std::min(item.find_first_not_of(' '), item.size())));
    items.erase("");
    return items;
}

struct Drawn {
    std::string text, paragraph;
    std::vector<Row> acts;
};

std::vector<Drawn> gold_of(const fs::path& file) {
    const std::string bytes = bytes_of(file);
    const vocabulary::TableRows rows({file.filename().string(), bytes});
    std::vector<Drawn> all;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string text(rows.cell(i, "text")), drawn(rows.cell(i, "drawn"));
        if (all.empty() || all.back().text != text || all.back().paragraph != drawn) all.push_back({text, drawn, {}});
        if (rows.number(i, "act") == 0) continue;
        Row row{std::string(rows.cell(i, "paragraph")), verb_of(rows.cell(i, "lemma")), std::string(rows.cell(i, "strength")), std::string(rows.cell(i, "sense")), {}, rows.cell(i, "debatable") == "act"};
        for (const auto* field : fields) row.items[field] = items_of(rows.cell(i, field));
        all.back().acts.push_back(std::move(row));
    }
    return all;
}

std::string iso(const std::optional<Date>& date) { return date ? date->iso() : std::string(); }

Row found_of(const directive::Act& act) {
    Row row{act.paragraph, verb_of(act.lemma), std::to_string(act.strength), std::string(directive::name_of(act.sense)), {}};
    for (const auto& each : act.addressees) {
        if (each.type == "self") continue;
        row.items["addressees"].insert(each.type);
        if (!each.id.empty()) row.items["ids"].insert(each.id);
    }
    for (const auto& each : act.conditions) row.items["conditions"].insert(each.kind);
    for (const auto& each : act.partners) {
        row.items["partners"].insert(each.relation);
        for (const auto& with : each.with) row.items["partner_types"].insert(with.type);
    }
    for (const auto& each : act.deliverables) row.items["deliverables"].insert(each.kind);
    for (const auto& each : act.deadlines) {
        for (const auto& session : each.sessions) row.items["deadlines"].insert(session.body + ":" + std::to_string(session.number));
        if (each.sessions.empty() && (each.first || each.last)) row.items["deadlines"].insert(iso(each.first) + ".." + iso(each.last));
    }
    for (const auto& each : act.recurrences) row.items["recurrences"].insert(each.interval);
    for (const auto& each : act.expiries)
        if (each.last) row.items["expiries"].insert(".." + iso(each.last));
    if (act.review) row.items["review"].insert("yes");
    if (act.un_mandate) row.items["un_mandate"].insert("yes");
    if (act.recommendation_to_states) row.items["to_states"].insert("yes");
    return row;
}

struct Count {
    std::size_t right = 0, missed = 0, invented = 0, open = 0;
};
struct Figures {
    std::size_t paragraphs = 0;
    std::map<std::string, Count> of;
    bool print = false;
};

bool is_open(std::string_view item) { return item.ends_with('~'); }
bool means(std::string_view item, std::string_view found) {
    if (is_open(item)) item.remove_suffix(1);
    for (const auto each : vocabulary::split(item, '|'))
        if (each == found) return true;
    return false;
}

void count_items(const Drawn& drawn, const std::string& field, const Items& gold, const Items& found, std::string_view verb, Figures& figures) {
    Count& count = figures.of[field];
    const auto say = [&](std::string_view what, const std::string& item) {
        if (figures.print) fmt::print("{}\t{}\t{}\t{}\t{} {}\n", drawn.text, drawn.paragraph, verb, field, what, item);
    };
    for (const auto& item : gold) {
        const bool there = std::any_of(found.begin(), found.end(), [&](const auto& each) { return means(item, each); });
        if (is_open(item)) ++count.open;
        else if (there) ++count.right;
        else ++count.missed, say("missed", item);
    }
    for (const auto& item : found)
        if (std::none_of(gold.begin(), gold.end(), [&](const auto& each) { return means(each, item); })) ++count.invented, say("invented", item);
}

void count_one(const Drawn& drawn, const std::string& field, const std::string& gold, const std::string& found, Figures& figures) {
    count_items(drawn, field, {gold}, {is_open(gold) ? gold.substr(0, gold.size() - 1) : found}, found, figures);
}

void count_act(const Drawn& drawn, const Row* gold, const Row* found, Figures& figures) {
    static const Row none;
    const std::string verb = gold != nullptr ? gold->paragraph + " " + gold->lemma : found->paragraph + " " + found->lemma;
    if (gold != nullptr && gold->debatable) {
        ++figures.of["acts"].open;
        return;
    }
    count_items(drawn, "acts", gold != nullptr ? Items{"act"} : Items{}, found != nullptr ? Items{"act"} : Items{}, verb, figures);
    if (gold != nullptr && found != nullptr) {
        count_one(drawn, "lemma", gold->lemma, found->lemma, figures);
        count_one(drawn, "strength", gold->strength, found->strength, figures);
        count_one(drawn, "sense", gold->sense, found->sense, figures);
    }
    for (const std::string field : fields) {
        // Conditions of statements were not judged: nothing is asked that they could limit.
        if (field == "conditions" && gold != nullptr && gold->sense.starts_with("statement")) continue;
        const auto of = [&](const Row* row) { return row != nullptr && row->items.count(field) != 0 ? row->items.at(field) : Items{}; };
        count_items(drawn, field, of(gold != nullptr ? gold : &none), of(found != nullptr ? found : &none), verb, figures);
    }
}

/// The acts of one paragraph id beside each other, so that least is missing; another lemma is half as bad as one act missing and another too many.
void align(const Drawn& drawn, const std::vector<Row>& gold, const std::vector<Row>& found, Figures& figures) {
    const std::size_t rows = gold.size(), columns = found.size();
    std::vector<std::vector<int>> cost(rows + 1, std::vector<int>(columns + 1, 0));
    for (std::size_t i = rows + 1; i-- > 0;)
        for (std::size_t k = columns + 1; k-- > 0;) {
            if (i == rows && k == columns) continue;
            int least = 1000000;
            if (i < rows) least = std::min(least, cost[i + 1][k] + 2);
            if (k < columns) least = std::min(least, cost[i][k + 1] + 2);
            if (i < rows && k < columns) least = std::min(least, cost[i + 1][k + 1] + (gold[i].lemma == found[k].lemma ? 0 : 3));
            cost[i][k] = least;
        }
    for (std::size_t i = 0, k = 0; i < rows || k < columns;) {
        if (i < rows && k < columns && cost[i][k] == cost[i + 1][k + 1] + (gold[i].lemma == found[k].lemma ? 0 : 3)) count_act(drawn, &gold[i++], &found[k++], figures);
        else if (i < rows && cost[i][k] == cost[i + 1][k] + 2) count_act(drawn, &gold[i++], nullptr, figures);
        else count_act(drawn, nullptr, &found[k++], figures);
    }
}

std::map<std::string, fs::path> files_of(const fs::path& shared) {
    std::map<std::string, fs::path> files;
    for (const char* folder : {"documents", "series", "seeds"})
        for (const auto& entry : fs::recursive_directory_iterator(shared / "corpus" / folder))
            if (entry.path().extension() == ".txt") files.emplace(entry.path().stem().string(), entry.path());
    return files;
}

void compare(const Drawn& drawn, const std::vector<directive::Act>& acts, Figures& figures) {
    std::map<std::string, std::pair<std::vector<Row>, std::vector<Row>>> by_paragraph;
    for (const Row& act : drawn.acts) by_paragraph[act.paragraph].first.push_back(act);
    for (const auto& act : acts)
        if (act.paragraph == drawn.paragraph || act.paragraph.starts_with(drawn.paragraph + ".")) by_paragraph[act.paragraph].second.push_back(found_of(act));
    for (const auto& [paragraph, both] : by_paragraph) align(drawn, both.first, both.second, figures);
    ++figures.paragraphs;
}

/// Parts in 100; what has no case is whole.
double share(std::size_t part, std::size_t rest) { return part + rest == 0 ? 100 : 100.0 * static_cast<double>(part) / static_cast<double>(part + rest); }

struct Floor {
    std::string_view field;
    double precision, recall;
};
/// A little below what docs/mandate-quality.md tells, so that a step back is seen.
constexpr Floor floors[] = {{"acts", 98.5, 99}, {"lemma", 99.5, 99.5}, {"strength", 99, 99}, {"sense", 99, 99}, {"addressees", 97, 97}, {"ids", 97, 86}, {"conditions", 95, 96},
                            {"partners", 88, 95}, {"partner_types", 75, 75}, {"deliverables", 92, 92}, {"deadlines", 88, 92}, {"recurrences", 90, 90}, {"expiries", 90, 90}, {"review", 92, 92},
                            {"un_mandate", 98, 97}, {"to_states", 98, 98}};

int print(const Figures& figures, bool floors_count) {
    fmt::print("paragraphs {}\n{:<14} {:>6} {:>6} {:>8} {:>6} {:>10} {:>7}\n", figures.paragraphs, "field", "right", "missed", "invented", "open", "precision", "recall");
    int fault = 0;
    std::vector<std::string> order = {"acts", "lemma", "strength", "sense"};
    order.insert(order.end(), fields.begin(), fields.end());
    for (const auto& field : order) {
        const auto counted = figures.of.find(field);
        const Count count = counted == figures.of.end() ? Count{} : counted->second;
        const double precision = share(count.right, count.invented), recall = share(count.right, count.missed);
        fmt::print("{:<14} {:>6} {:>6} {:>8} {:>6} {:>10.1f} {:>7.1f}\n", field, count.right, count.missed, count.invented, count.open, precision, recall);
        for (const Floor& floor : floors)
            if (floors_count && floor.field == field && (precision < floor.precision || recall < floor.recall)) {
                fmt::print("{}: below {} and {}\n", field, floor.precision, floor.recall);
                fault = 1;
            }
    }
    return fault;
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::string> words(argv + 1, argv + argc);
    const auto take = [&](std::string_view option) {
        const auto at = std::find(words.begin(), words.end(), option);
        const bool there = at != words.end();
        if (there) words.erase(at);
        return there;
    };
    Figures figures;
    figures.print = take("--differences");
    const bool floors_count = take("--floors");
    if (words.size() < 2) {
        std::cerr << "usage: mandate_gold SHARED-FOLDER GOLD.TSV... [--differences] [--floors]\n";
        return 2;
    }
    if (!fs::is_directory(fs::path(words[0]) / "corpus")) {
        std::cout << "skipped: there is no corpus in " << words[0] << '\n';
        return 0;
    }
    const auto files = files_of(words[0]);
    std::vector<Drawn> gold;
    for (std::size_t i = 1; i < words.size(); ++i)
        for (Drawn& drawn : gold_of(words[i])) gold.push_back(std::move(drawn));
    for (const Drawn& drawn : gold) {
        const auto file = files.find(drawn.text);
        if (file == files.end()) {
            std::cout << "missing: " << drawn.text << '\n';
            return 1;
        }
        const auto document = reading::read(bytes_of(file->second), vocabulary::standard(), {file->second.filename().string()});
        compare(drawn, directive::find_acts(document, vocabulary::standard()), figures);
    }
    return print(figures, floors_count);
}
