// The life of a text on pages: the drawing of its paragraphs through the years with its table, and how a year's text was adopted.
#pragma once

#include "machinery/holdings/life.hpp"
#include "web/inside.hpp"

namespace comity::web {

/// For template "life"; "" where there are fewer than two texts to draw.
Value life_view(const Visit& visit, const holdings::Life& life);

/// "32 in favour, 3 against, 12 abstaining", "without a vote"; "" where it is not known.
Html adoption_view(const Visit& visit, const holdings::Adoption& adoption);
/// Where text and roll call contradict each other on it.
List conflicts_view(const Visit& visit, const holdings::LifeYear& year);
/// "by-vote", "by-vote-after-no-roll-call", "without-a-vote", "no-roll-call": for the sentences on a turn.
std::string_view turn_code(const holdings::LifeYear& year) noexcept;

/// What "SYMBOL/paragraphs/ID" of a visit names. Throws Error(not_found).
struct NamedParagraph {
    holdings::Item item;
    std::string paragraph;
};
namespace pages {
NamedParagraph named_paragraph(const Visit& visit);
}

/// "/documents/A/RES/78/199/paragraphs/op12/history"
std::string paragraph_address(const holdings::Item& item, std::string_view paragraph);

}  // namespace comity::web
