// The log for those who don't trust its keeper: /checkpoint and /tile/... as c2sp.org/tlog-tiles names them, receipts, entries with their salts,
// and a page that says what all this is good for.
#include <algorithm>

#include <fmt/format.h>

#include "base/assets.hpp"
#include "base/error.hpp"
#include "proof/base64.hpp"
#include "record/erasure.hpp"
#include "record/mirror.hpp"
#include "record/open_form.hpp"
#include "record/receipts.hpp"
#include "record/witnesses.hpp"
#include "system/moment.hpp"
#include "web/acts.hpp"
#include "web/inside.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"
#include "web/receipt_page.hpp"

namespace comity::web {

namespace {

constexpr std::string_view script_file = "assets/receipt/check.js";
constexpr std::string_view style_file = "assets/receipt/receipt.css";
constexpr std::string_view receipt_begins = "<pre id=\"receipt\" translate=\"no\">";

Html asset(std::string_view path) { return {std::string(assets::get(path))}; }

/// Every byte as it is: templates would write a newline as a blank, and these are texts under a hash.
Html exact(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            default: out += c;
        }
    }
    return {out};
}

/// What the entry says, for people; what counts stands below as it was hashed.
View receipt_view(const Catalogue& words, const proof::InclusionProof& receipt, const proof::VerifierKey& key, record::Purpose purpose) {
    const record::ReceiptContents contents = record::contents_of(receipt);
    const record::Entry& entry = contents.entry;
    return {{"language", words.language()},
            {"direction", words.text("direction")},
            {"title", words.text("receipt.title", {{"position", std::to_string(entry.position)}})},
            {"invented", purpose == record::Purpose::demonstration ? Value(words.text("demonstration.notice")) : Value("")},
            {"position", std::to_string(entry.position)},
            {"subject", entry.subject},
            {"act", entry.act},
            {"when", entry.when},
            {"who", fmt::format("{} ({})", entry.who.name, entry.who.as)},
            {"on_behalf_of", or_nothing(entry.on_behalf_of)},
            {"authority", or_nothing(entry.authority)},
            {"why", or_nothing(entry.why)},
            {"canonical", exact(contents.canonical)},
            {"origin", contents.checkpoint.origin},
            {"size", std::to_string(contents.checkpoint.size)},
            {"root", proof::base64(contents.checkpoint.root)},
            {"key", key.text()},
            {"receipt", exact(receipt.bytes())},
            {"style", asset(style_file)},
            {"script", asset(script_file)}};
}

http::Response plain(std::string text, std::string_view caching) {
    http::Response response;
    response.set("Content-Type", "text/plain; charset=utf-8");
    response.set("Cache-Control", std::string(caching));
    response.body = std::move(text);
    return response;
}

std::int64_t position_of(const Visit& visit, std::string_view digits) {
    const auto position = position_in(digits);
    if (!position || *position >= visit.holdings().record().snapshot().size()) throw SaidError(Fault::not_found, visit.text("trouble.no_entry"));
    return *position;
}

/// Why nothing but the leaf of an entry is shown.
enum class Absence { none, erased, withheld };
Absence absence_of(const Visit& visit, std::int64_t position) {
    const auto entry = visit.holdings().record().snapshot().at(position);
    if (!entry || entry->kind == record::erased_kind) return Absence::erased;
    if (entry->kind == record::open_form::withheld_kind) return Absence::withheld;
    return may_read(visit, *entry) ? Absence::none : Absence::withheld;
}

std::string entity_free(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        bool taken = false;
        for (const auto& [entity, letter] : {std::pair<std::string_view, char>{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}}) {
            if (!text.substr(i).starts_with(entity)) continue;
            out += letter;
            i += entity.size();
            taken = true;
            break;
        }
        if (!taken) out += text[i++];
    }
    return out;
}

}  // namespace

std::string receipt_in(std::string_view file) {
    const std::size_t begin = file.find(receipt_begins);
    if (begin == std::string_view::npos) return std::string(file);
    const std::string_view rest = file.substr(begin + receipt_begins.size());
    return entity_free(rest.substr(0, rest.find("</pre>")));
}

std::string receipt_page(const proof::InclusionProof& receipt, const proof::VerifierKey& key, record::Purpose purpose) {
    const Languages languages;
    const Templates page({{"receipt_page", asset("assets/templates/receipt_page.html").markup}}, languages.english());
    return page.render("receipt_page", receipt_view(languages.english(), receipt, key, purpose), languages.english()).markup;
}

namespace pages {

http::Response checkpoint(const Visit& visit) { return plain(record::checkpoint(visit.holdings().record()).bytes(), "no-cache"); }

http::Response log_key(const Visit& visit) { return plain(record::key_of(visit.holdings().record()).text() + "\n", "no-cache"); }

http::Response log_growth(const Visit& visit) {
    const auto since = position_in(visit.rest);
    if (!since) throw SaidError(Fault::not_found, visit.text("trouble.no_page"));
    return plain(record::growth(visit.holdings().record(), static_cast<std::uint64_t>(*since)).bytes(), "no-cache");
}

// Whoever sends it: what is taken is a signature of a witness that the record names, and proves itself.
http::Response log_witnessed(const Visit& visit) {
    json::Array by;
    for (const proof::Signed& one : record::take_witnessed(visit.holdings().record(), proof::Note::parse(visit.request.body))) by.emplace_back(one.key.name);
    return as_json(json::Object{{"witnessed_by", std::move(by)}});
}

http::Response tile(const Visit& visit) {
    const auto asked = proof::tile_from("tile/" + visit.rest);
    // Only what stands still: as many entries as a checkpoint was signed for.
    const auto bytes = asked ? record::tile(visit.holdings().record().snapshot(), *asked) : std::nullopt;
    if (!bytes) return trouble(visit, 404, visit.html("trouble.no_page"));
    http::Response response;
    response.set("Content-Type", "application/octet-stream");
    response.set("Cache-Control", "public, max-age=31536000, immutable");
    response.body = *bytes;
    return response;
}

http::Response receipt(const Visit& visit) {
    constexpr std::string_view as_page = ".html";
    constexpr std::string_view as_file = ".tlog-proof";
    std::string_view name = visit.rest;
    const bool page = name.ends_with(as_page);
    if (!page && !name.ends_with(as_file)) throw SaidError(Fault::not_found, visit.text("trouble.no_page"));
    name.remove_suffix(page ? as_page.size() : as_file.size());
    const record::Record& record = visit.holdings().record();
    const std::int64_t position = position_of(visit, name);
    if (const Absence absence = absence_of(visit, position); absence != Absence::none) {
        return trouble(visit, absence == Absence::erased ? 410 : 403, visit.html(absence == Absence::erased ? "trouble.entry_erased" : "trouble.entry_withheld"));
    }
    const proof::InclusionProof receipt = record::receipt(record, position);
    http::Response response;
    if (page) {
        const View view = receipt_view(visit.words, receipt, record::key_of(record), record.purpose());
        response = download("text/html; charset=utf-8", fmt::format("receipt-{}.html", name), visit.site.templates.render("receipt_page", view, visit.words).markup);
    } else {
        response = download("application/octet-stream", fmt::format("receipt-{}.tlog-proof", name), receipt.bytes());
    }
    response.set("Cache-Control", "no-cache");
    return response;
}

http::Response log_entry(const Visit& visit) {
    const std::int64_t position = position_of(visit, visit.rest);
    const record::Snapshot snapshot = visit.holdings().record().snapshot();
    const record::LeafContents leaf = record::leaf_contents(snapshot, position);
    if (const Absence absence = absence_of(visit, position); absence != Absence::none) {
        json::Value shown = json::Object{{"position", position}, {"leaf", hex(leaf.leaf)}, {"absent", absence == Absence::erased ? "erased" : "withheld"}};
        if (const auto erasure = record::erasure_of(snapshot, position)) shown.put("erased_by", erasure->position);
        return as_json(shown);
    }
    return as_json(json::Object{{"position", position}, {"salt", hex(leaf.salt)}, {"canonical", leaf.canonical}, {"leaf", hex(leaf.leaf)}});
}

http::Response log(const Visit& visit) {
    const record::Record& record = visit.holdings().record();
    const proof::Note note = record::checkpoint(record);
    const proof::Checkpoint now = proof::checkpoint_in(note);
    List witnesses;
    for (const record::Seen& one : record::seen_by_witnesses(record, record.snapshot())) {
        const bool has_seen = one.size > 0;
        witnesses.push_back(View{{"name", untranslated(one.witness.name)},
                                 {"size", visit.words.figures(std::to_string(one.size))},
                                 {"seen", has_seen},
                                 {"when", has_seen ? Value(moment(visit, written_second(moment_counted(one.seconds)))) : Value("")}});
    }
    List erasures;
    for (const record::Entry& entry : record::erasures(record.snapshot())) {
        View row = entry_view(visit, entry);
        row.put("count", static_cast<std::int64_t>(record::erased_by(entry).size()));
        erasures.push_back(std::move(row));
    }
    const View view{{"origin", now.origin},
                    {"erasures", std::move(erasures)},
                    {"witnesses", std::move(witnesses)},
                    {"mirror", record::is_mirror(record)},
                    {"size", visit.words.figures(std::to_string(now.size))},
                    {"root", proof::base64(now.root)},
                    {"key", record::key_of(record).text()},
                    {"checkpoint", exact(note.bytes())}};
    return respond(visit, {.title = visit.text("log.title"), .section = "", .contents = "log", .view = view});
}

}  // namespace pages

}  // namespace comity::web
