// `/components`: what the pages are made of, each with its rule and a sample. The samples are invented.
#include <fmt/format.h>

#include "web/acts.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"

namespace comity::web::pages {

http::Response components(const Visit& visit) {
    const auto year = [&](std::string_view figures) { return visit.words.figures(figures); };
    std::string states;
    for (const Value& state : states_in_words(visit, {"Péravel", "Ardune", "Cassemund"}, "en")) states += (states.empty() ? "" : ", ") + std::get<Html>(state.held()).markup;
    View view{{"sample_organ", "The Concord Assembly,"},
              {"sample_opening", "Recognizing"},
              {"sample_words", "that the line of the water moves,"},
              {"sample_operative", "Requests"},
              {"sample_request", "the Registrar to keep the book of crossings;"},
              {"sample_note", "CA/34/INF/3"},
              {"sample_symbol", "CA/RES/35/27"},
              {"sample_title", "Rights of persons of two shores"},
              {"sample_inserted", "at all hours"},
              {"sample_removed", "by day"},
              {"sample_states", Html{states}},
              {"sample_moment", moment(visit, "2026-01-31T09:30:00.000Z")},
              {"sample_vote", visit.html("fact.vote", {{"yes", 7}, {"no", 2}, {"abstain", 2}})},
              {"mirror", visit.text("direction") == "rtl" ? Value("matrix(-1 0 0 1 220 0)") : Value("")},
              {"year_1", year("2015")},
              {"year_2", year("2016")},
              {"year_3", year("2017")},
              {"gap_words", visit.text("presence", {{"presence", "unknown"}})}};
    return respond(visit, {visit.text("components.title"), "", "components", std::move(view)});
}

}  // namespace comity::web::pages
