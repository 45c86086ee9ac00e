#include "web/acts.hpp"

#include <fmt/format.h>

#include "machinery/holdings/correction.hpp"
#include "web/items.hpp"

namespace comity::web {

using record::Entry;

namespace {

/// What an entry did, as a sentence. A file that came in is told by its name; corrections tell themselves.
std::string sentence_of(const Visit& visit, const Entry& entry) {
    if (entry.kind == "correction") return holdings::sentence_of(holdings::correction_from(entry.state));
    const std::string file = entry.state.text("file_name");
    if (entry.kind == "choice") return entry.state.text("document");
    return file.empty() ? entry.subject : visit.text("entry.file", {{"file", file}});
}

}  // namespace

Html moment(const Visit& visit, std::string_view when) {
    const auto date = Date::from_iso(when.substr(0, 10));
    if (!date || when.size() < 16) return {escaped(when)};
    const std::string words = visit.text("moment", {{"date", visit.site.catalogue.date(*date)}, {"time", when.substr(11, 5)}});
    return {fmt::format("<time datetime=\"{}\">{}</time>", escaped(when), escaped(words))};
}

View entry_view(const Visit& visit, const Entry& entry) {
    return {{"position", std::to_string(entry.position)},
            {"revision", std::to_string(entry.revision)},
            {"act", visit.text("entry.act", {{"act", code_of(entry.act)}})},
            {"sentence", sentence_of(visit, entry)},
            {"as", entry.who.as},
            {"name", entry.who.name},
            {"when", moment(visit, entry.when)},
            {"on_behalf_of", or_nothing(entry.on_behalf_of)},
            {"authority", or_nothing(entry.authority)},
            {"why", or_nothing(entry.why)},
            {"leaf", hex(entry.leaf)}};
}

View correction_view(const Visit& visit, const holdings::CorrectionStatus& status) {
    return {{"subject", status.subject},
            {"sentence", holdings::sentence_of(status.correction)},
            {"fit", visit.text("fit", {{"fit", code_of(holdings::name_of(status.fit))}})},
            {"no_longer_fits", status.fit == holdings::Fit::no_longer_fits},
            {"because", in_words(visit, status.because)},
            {"as", status.who.as},
            {"name", status.who.name},
            {"when", moment(visit, status.when)},
            {"why", or_nothing(status.why)},
            {"revision", std::to_string(status.revision)}};
}

List corrections_view(const Visit& visit, const holdings::Shown& shown) {
    List list;
    for (const holdings::CorrectionStatus& status : shown.corrections) list.push_back(correction_view(visit, status));
    return list;
}

std::optional<http::Response> to_its_own_address(const Visit& visit, const holdings::Item& item, std::string_view ending) {
    const std::string address = address_of(item);
    const std::size_t mark = std::min(address.find('?'), address.size());
    const std::string asked = http::path_encoded("/documents/" + visit.rest);
    // The same hash in full stays: that is how one file of several is named.
    if (asked == address.substr(0, mark) || visit.rest == item.sha256) return std::nullopt;
    std::string target = std::string(address).insert(mark, ending);
    char joint = mark == address.size() ? '?' : '&';
    for (const auto& [name, value] : visit.query.fields()) {
        if (name == "language") continue;
        target += fmt::format("{}{}={}", joint, http::query_encoded(name), http::query_encoded(value));
        joint = '&';
    }
    return redirect(302, target);
}

}  // namespace comity::web
