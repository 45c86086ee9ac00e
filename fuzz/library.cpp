// The reader of a library's records: whatever comes is refused in a sentence or gives records that have a symbol, keep within the limits, and say the
// same when they are read again.
#include <algorithm>
#include <string>

#include "input.hpp"
#include "library/records.hpp"

using namespace comity;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = fuzz::text_of(data, size);
    (void)library::looks_like_records(bytes);
    library::Catalogue catalogue;
    try {
        catalogue = library::read(bytes, vocabulary::standard());
    } catch (const Error& refused) {
        COMITY_ENSURE(!std::string_view(refused.what()).empty());
        return 0;
    }
    constexpr std::size_t longest = 8200;  // a value of 4000 bytes can grow a little when its characters are composed
    for (const auto& record : catalogue.records) {
        COMITY_ENSURE(!record.symbols.empty());
        COMITY_ENSURE(record.title.size() <= longest);
        for (const auto ballot : library::all_ballots) COMITY_ENSURE(std::is_sorted(record.who(ballot).begin(), record.who(ballot).end()));
        for (const auto& item : record.agenda) COMITY_ENSURE(library::agenda_item_as_printed(item.item) == item.item);
    }
    if (!catalogue.records.empty()) {
        const std::string& symbol = catalogue.records[0].symbols[0];
        const auto picked = library::read(library::only_about(bytes, symbol, vocabulary::standard()), vocabulary::standard());
        COMITY_ENSURE(!picked.records.empty() && picked.records[0] == catalogue.records[0]);
    }
    const auto again = library::read(bytes, vocabulary::standard());
    COMITY_ENSURE(again.records == catalogue.records);
    return 0;
}
