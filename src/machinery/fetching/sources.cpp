#include "machinery/fetching/sources.hpp"

#include "base/assets.hpp"
#include "base/error.hpp"
#include "vocabulary/tables.hpp"

namespace comity::fetching {

namespace {

constexpr std::string_view table_name = "data/sources.tsv";

std::vector<std::string> texts_of(const std::vector<std::string_view>& cells) { return {cells.begin(), cells.end()}; }

/// RFC 3986: what has no meaning of its own stays, and slashes, which have none in a query.
std::string encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~' || c == '/';
        const auto byte = static_cast<unsigned char>(c);
        if (plain) out += c;
        else out += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
    return out;
}

void replace(std::string& text, std::string_view slot, std::string_view with) {
    for (std::size_t at = text.find(slot); at != std::string::npos; at = text.find(slot, at + with.size())) text.replace(at, slot.size(), with);
}

void refuse_other_schemes(std::string_view address) {
    if (!address.starts_with("https://") && !address.starts_with("http://")) {
        throw Error(Fault::bad_request, "\"{}\" is no address of a source: it begins with https:// or http://", address);
    }
    if (host_of(address).empty()) throw Error(Fault::bad_request, "\"{}\" names no host", address);
}

/// The path and query of a public address behind another base.
std::string moved_to(std::string_view base, std::string_view address) {
    while (base.ends_with('/')) base.remove_suffix(1);
    const std::size_t path = address.find('/', address.find("://") + 3);
    return std::string(base) + std::string(address.substr(path));
}

constexpr std::string_view symbol_slot = "{symbol}";

/// Nobody knows what another source offers.
Source own_source(std::string address, std::chrono::milliseconds pause) { return {std::move(address), {}, {}, pause}; }

}  // namespace

Sources standard_sources() {
    const vocabulary::TableRows rows({table_name, assets::get(table_name)});
    Sources sources;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const Source source{std::string(rows.needed(row, "address")), texts_of(rows.cells(row, "formats")), texts_of(rows.cells(row, "languages")),
                            std::chrono::seconds(rows.number(row, "pause_seconds"))};
        if (rows.needed(row, "gives") == "texts") sources.texts = source;
        else sources.facts = source;
    }
    return sources;
}

Sources sources_at(std::string_view from, std::string_view facts_from) {
    Sources sources = standard_sources();
    const Sources publics = sources;
    if (!from.empty()) {
        refuse_other_schemes(from);
        const bool whole = from.find(symbol_slot) != std::string_view::npos;
        // A source of one's own that is no mirror of the whole says nothing of facts, and nothing is asked elsewhere behind its back.
        sources.facts.reset();
        if (!whole) sources.facts = own_source(moved_to(from, publics.facts->address), publics.facts->pause);
        sources.texts = own_source(whole ? std::string(from) : moved_to(from, publics.texts.address), publics.texts.pause);
    }
    if (!facts_from.empty()) {
        refuse_other_schemes(facts_from);
        const bool whole = facts_from.find(symbol_slot) != std::string_view::npos;
        sources.facts = own_source(whole ? std::string(facts_from) : moved_to(facts_from, publics.facts->address), publics.facts->pause);
    }
    return sources;
}

std::string address_of(const Source& source, std::string_view symbol, std::string_view language, std::string_view format) {
    std::string address = source.address;
    replace(address, symbol_slot, encoded(symbol));
    replace(address, "{language}", encoded(language));
    replace(address, "{format}", encoded(format));
    return address;
}

std::string host_of(std::string_view address) {
    const std::size_t scheme = address.find("://");
    if (scheme == std::string_view::npos) return std::string(address);
    const std::string_view behind = address.substr(scheme + 3);
    const std::string_view authority = behind.substr(0, behind.find_first_of("/?#"));
    return std::string(authority.substr(authority.find('@') + 1));  // npos + 1 is 0
}

}  // namespace comity::fetching
