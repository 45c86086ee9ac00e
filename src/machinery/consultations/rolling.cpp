#include "machinery/consultations/rolling.hpp"

#include <algorithm>

#include "machinery/consultations/consultations.hpp"

namespace comity::consultations {

namespace {

/// The text of the record after which nothing of the series comes, and what the paragraph became in it.
std::optional<Authority> in_last_text(const holdings::Holdings& holdings, const Authority& old) {
    try {
        const holdings::Item item = holdings.find(old.document);
        if (item.kind == document::Kind::draft_resolution) return std::nullopt;
        const holdings::ParagraphLife life = holdings.paragraph_life(item, old.paragraph);
        for (std::size_t year = life.years.size(); year-- > 0;) {
            if (!life.years[year].member.item || !life.states[year].present) continue;
            const auto& passages = life.states[year].passages;
            const auto passage = std::find_if(passages.begin(), passages.end(), [](const auto& one) { return !one.id.empty(); });
            if (passage == passages.end()) return std::nullopt;
            const holdings::Item& latest = *life.years[year].member.item;
            return Authority{latest.symbol ? *latest.symbol : latest.sha256, passage->id, ""};
        }
    } catch (const Error& error) {
        if (error.fault() != Fault::not_found && error.fault() != Fault::bad_request) throw;
    }
    return std::nullopt;
}

/// "36/30", as texts name it; "" if it is not in the record.
std::string name_of_text(const holdings::Holdings& holdings, const std::string& document, std::optional<int>& year) {
    if (document.empty()) return "";
    try {
        const holdings::Item item = holdings.find(document);
        year = item.year;
        return item.name;
    } catch (const Error& error) {
        if (error.fault() != Fault::not_found && error.fault() != Fault::bad_request) throw;
        return "";
    }
}

}  // namespace

Rolled rolled_from(const holdings::Holdings& holdings, const json::Value& fields) {
    const Call last = call(holdings.record().snapshot(), field(fields, "like").value_or("")).call;
    Rolling how;
    const auto document = field(fields, "document"), paragraph = field(fields, "paragraph");
    if (document && !document->empty()) {
        const holdings::Item item = holdings.find(*document);
        how.authority = {item.symbol ? *item.symbol : item.sha256, paragraph.value_or(last.authority.paragraph), ""};
    } else if (!last.authority.document.empty()) {
        how.authority = in_last_text(holdings, last.authority).value_or(last.authority);
    }
    std::optional<int> old_year, new_year;
    how.old_name = name_of_text(holdings, last.authority.document, old_year);
    how.new_name = name_of_text(holdings, how.authority.document, new_year);
    if (how.new_name.empty()) how.old_name.clear();
    // A text that comes every second year rolls its call on by two.
    if (old_year && new_year && *new_year > *old_year) how.years = *new_year - *old_year;
    return next_of(last, how, holdings.vocabulary());
}

}  // namespace comity::consultations
