// The grammar of symbols: what it takes has a canonical form that it takes again, as the same symbol.
#include "document/symbol.hpp"
#include "input.hpp"

using namespace comity;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto& words = vocabulary::standard();
    const auto symbol = document::Symbol::parse(fuzz::text_of(data, size), words);
    if (!symbol) return 0;
    COMITY_ENSURE(!symbol->canonical().empty());
    const auto whole = symbol->without_locator();
    const auto again = document::Symbol::parse(whole.canonical(), words);
    COMITY_ENSURE(again && *again == whole && again->canonical() == whole.canonical());
    (void)symbol->display();
    (void)document::facts_of(*symbol, words);
    return 0;
}
