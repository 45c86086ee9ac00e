#include "machinery/holdings/chain.hpp"

namespace comity::holdings {

void Chain::add(const Holdings& holdings, const Item& item, std::optional<int> year) {
    documents.push_back(holdings.document(item));
    members.push_back({item.symbol.value_or(item.name), year, &documents.back()});
}

namespace {

std::optional<int> year_of(const Item& item) { return item.year ? item.year : item.date ? std::optional(item.date->year()) : std::nullopt; }

}  // namespace

Chain chain_up_to(const Holdings& holdings, const Item& item) {
    Chain chain;
    for (const Member& member : holdings.series(item).members) {
        if (member.item && member.item->number == item.number) break;
        // What a draft became, or what was adopted later, is not before it.
        if (member.date && item.date && *member.date > *item.date) break;
        if (member.item) {
            chain.add(holdings, *member.item, member.year);
        } else {
            chain.members.push_back({member.symbol.value_or(member.year ? std::to_string(*member.year) : "a text without symbol"), member.year, nullptr});
        }
    }
    chain.add(holdings, item, year_of(item));
    return chain;
}

}  // namespace comity::holdings
