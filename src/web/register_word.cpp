// A list of the register as a word processor's file: a table across the page.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "document/word_file.hpp"
#include "web/items.hpp"
#include "web/register_view.hpp"

namespace comity::web {

namespace {

namespace word = document::word;

std::string asked_in_words(const RegisterVisit& of, const mandates::ShortAct& act) {
    std::vector<std::string> types;
    for (const auto& asked : act.asked) {
        const std::string type = type_in_words(of.visit, of.gathered->names.name(asked.type));
        if (std::find(types.begin(), types.end(), type) == types.end()) types.push_back(type);
    }
    return fmt::format("{}", fmt::join(types, "; "));
}

std::vector<word::Cell> row_of(RegisterVisit& of, std::uint32_t number) {
    const auto& gathered = *of.gathered;
    const auto& line = gathered.mandates[number];
    const auto& step = line.steps.back();
    const auto& act = gathered.act(step);
    std::vector<std::string> dues;
    for (const auto& due : act.dues) dues.push_back(due_in_words(of.visit, gathered, due));
    const auto standing = mandates::standing_of(gathered, line, of.asking.today);
    return {word::cell(fmt::format("{}, {}", gathered.text(step).item.name, place_in_words(of.visit, gathered.names.name(act.paragraph)))), word::cell(mandates::words_of(of.details.of(step))),
            word::cell(asked_in_words(of, act)), word::cell(fmt::format("{}", fmt::join(dues, "; "))), word::cell(standing ? status_in_words(of.visit, standing->status) : std::string())};
}

}  // namespace

std::string register_docx(RegisterVisit& of, const std::vector<std::uint32_t>& mandates) {
    const Visit& visit = of.visit;
    word::File file{.language = std::string(visit.words.language()), .title = visit.text("mandates.title"), .about = visit.text("mandates.lead"),
                    .notice = visit.site.demonstration ? visit.text("demonstration.notice") : std::string(), .sheet = word::Sheet::across};
    file.blocks.emplace_back(word::line(word::Style::title, visit.text("mandates.title")));
    file.blocks.emplace_back(word::line(word::Style::summary, visit.text("mandates.as_of", {{"today", *mandates::date_of(of.asking.today)}})));
    word::Table table;
    table.widths = {14, 50, 13, 13, 10};
    auto& heads = table.rows.emplace_back();
    for (const std::string_view head : {"text", "what", "asked", "when", "status"}) heads.push_back(word::cell(visit.text("mandate.field", {{"field", head}}), word::Style::cell_head));
    for (const auto mandate : mandates) table.rows.push_back(row_of(of, mandate));
    file.blocks.emplace_back(std::move(table));
    return word::bytes_of(file);
}

}  // namespace comity::web
