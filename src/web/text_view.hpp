// The text of a document as the reading page shows it: paragraphs set like a book, and beside each what belongs to its words.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "machinery/holdings/item.hpp"
#include "web/inside.hpp"

namespace comity::web {

/// Where the citations of a document lead: target -> the item in the record.
using Leads = std::map<std::string, holdings::Item>;
Leads leads_of(const Visit& visit, const document::Document& document);

/// Since when stretches of a paragraph's text stand: where each ends, the year as it is printed, and how young it is, from 1 (as old as the
/// series) to 5 (new in this text). By the id of the paragraph or note; empty where the page does not show it.
struct AgeRun {
    std::size_t end = 0;
    std::string year;
    int youth = 1;
};
using Ages = std::map<std::string, std::vector<AgeRun>, std::less<>>;

Ages ages_of(const Visit& visit, const holdings::Item& item);

/// How many deeds stand under a paragraph, by its id, and the page that lists them, but for the id.
struct DeedsUnder {
    std::map<std::string, std::int64_t> counts;
    std::string address;
};

/// For template "text": its blocks, and the footnotes that no paragraph refers to. `address` is the page's own.
View text_view(const Visit& visit, const document::Document& document, const Leads& leads, std::string_view address, const Ages& ages = {}, const DeedsUnder& deeds = {});

/// For template "spine": the parts of the text, a tick for each paragraph, and links to its numbered paragraphs.
View spine_view(const Visit& visit, const document::Document& document);

/// For template "facts": all facts in their order, and the few that stand above the title.
List facts_view(const Visit& visit, const holdings::Item& item, const document::Document& document, const Leads& leads);
List first_facts_view(const Visit& visit, const holdings::Item& item, const document::Document& document);

/// For the margin beside the title: the vote in words, the lengths of its bar, the States by side; "" if there was none.
Value vote_view(const Visit& visit, const document::Document& document);

}  // namespace comity::web
