#include "machinery/consultations/matrix.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "machinery/consultations/kinds.hpp"

namespace comity::consultations {

namespace {

std::vector<std::string> sources_of(const std::vector<std::size_t>& passages, const Heard& heard) {
    std::vector<std::string> sources;
    for (const std::size_t one : passages) sources.push_back(heard.passages[one].source);
    return sources;
}

/// A cell of a table that a spreadsheet opens; nothing in it is taken for a formula.
std::string cell(std::string_view text) {
    std::string quoted = "\"";
    if (!text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos) quoted += '\'';
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

}  // namespace

std::vector<std::size_t> Matrix::at(const MatrixPlace& place) const {
    const auto found = cells.find(place);
    return found == cells.end() ? std::vector<std::size_t>() : found->second;
}

Matrix matrix_of(const Heard& heard) {
    Matrix matrix;
    std::set<std::string> themes, actors;
    static const std::vector<std::string> none = {""};
    const Voice* voice = nullptr;
    for (std::size_t i = 0; i < heard.passages.size(); ++i) {
        const CountedPassage& passage = heard.passages[i];
        if (voice == nullptr || voice->submission != passage.place.submission) voice = heard.voice(passage.place.submission);
        if (voice == nullptr) continue;
        ++matrix.passages;
        for (const std::string& theme : passage.code.themes.empty() ? none : passage.code.themes) matrix.cells[{passage.code.kind, theme, voice->contributor.kind}].push_back(i);
    }
    for (const auto& [place, passages] : matrix.cells) themes.insert(place.theme), actors.insert(place.actor);
    const bool without = themes.erase("") > 0;
    matrix.themes.assign(themes.begin(), themes.end());
    if (without) matrix.themes.emplace_back();
    for (const ContributorKind& kind : contributor_kinds()) {
        if (actors.erase(kind.code) > 0) matrix.actors.push_back(kind.code);
    }
    matrix.actors.insert(matrix.actors.end(), actors.begin(), actors.end());
    return matrix;
}

json::Value to_json(const Matrix& matrix, const Heard& heard) {
    json::Array cells;
    for (const auto& [place, passages] : matrix.cells) {
        const auto sources = sources_of(passages, heard);
        cells.push_back(json::Object{{"kind", name_of(place.kind)}, {"theme", place.theme}, {"actor", place.actor}, {"passages", json::Array(sources.begin(), sources.end())}});
    }
    return json::Object{{"themes", json::Array(matrix.themes.begin(), matrix.themes.end())}, {"actors", json::Array(matrix.actors.begin(), matrix.actors.end())}, {"passages", matrix.passages},
                        {"cells", std::move(cells)}};
}

std::string to_csv(const Matrix& matrix, const Heard& heard) {
    std::string csv = "kind,theme";
    for (const std::string& actor : matrix.actors) csv += "," + cell(actor) + "," + cell(actor + " passages");
    csv += "\r\n";
    for (const PassageKind kind : all_passage_kinds) {
        for (const std::string& theme : matrix.themes) {
            std::string row = cell(name_of(kind)) + "," + cell(theme);
            bool has = false;
            for (const std::string& actor : matrix.actors) {
                const auto passages = matrix.at({kind, theme, actor});
                has = has || !passages.empty();
                row += fmt::format(",{},{}", passages.size(), cell(fmt::format("{}", fmt::join(sources_of(passages, heard), " "))));
            }
            if (has) csv += row + "\r\n";
        }
    }
    return csv;
}

}  // namespace comity::consultations
