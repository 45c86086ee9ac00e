#include "reading/akoma_ntoso_facts.hpp"

#include <algorithm>
#include <charconv>

#include "document/akoma_ntoso_names.hpp"
#include "document/symbol.hpp"
#include "reading/akoma_ntoso_words.hpp"
#include "reading/scan.hpp"

namespace comity::reading::akoma_ntoso {

namespace names = document::akoma_ntoso;

namespace {

std::string plain(const xml::Node& node) {
    Notes unused;
    return words_of(node, unused).text;
}

std::optional<int> integer(std::string_view digits) {
    int value = 0;
    const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (end.ec != std::errc() || end.ptr != digits.data() + digits.size()) return std::nullopt;
    return value;
}

std::optional<Date> day(std::string_view iso) { return Date::from_iso(std::string(iso.substr(0, 10))); }

std::size_t place(std::string_view digits) { return static_cast<std::size_t>(std::max(0, integer(digits).value_or(0))); }

}  // namespace

bool FactReader::take(const xml::Node& block) {
    if (block.is_text()) return false;
    if (block.name == "container" && block.attribute("name") == "notice") return true;
    bool found = element(block);
    if (block.name == "container" && block.attribute("name") == "title" && !d_.title && !ours_) {
        d_.title = plain(block);
        found = true;
    }
    if (block.name == "container" && block.attribute("name") == "vote") {
        if (!d_.vote) d_.vote.emplace();
        found = true;
    }
    for (const xml::Node& child : block.children) found = take(child) || found;
    return found;
}

bool FactReader::element(const xml::Node& node) {
    const auto first = [&](std::optional<std::string>& fact) {
        if (!fact) fact = plain(node);
        return true;
    };
    if (node.name == "docAuthority") {
        if (!body_) body_ = vocabulary_.body_named(plain(node));
        return first(d_.body);
    }
    if (node.name == "docNumber") return number(node), true;
    if (node.name == "docTitle") return first(d_.title);
    if (node.name == "docDate") return date(node);
    if (node.name == "docType") return true;
    if (node.name == "docCommittee") return first(d_.committee);
    if (node.name == "docProponent") return d_.sponsors.push_back({plain(node), std::nullopt}), true;
    if (node.name == "session") {
        if (!d_.session && node.has("value")) d_.session = std::string(node.attribute("value"));
        if (const auto session = vocabulary_.ordinal(plain(node).substr(0, plain(node).find(' '))); !d_.session && session) d_.session = std::to_string(*session);
        return true;
    }
    if (node.name == "event") return first(d_.meeting);
    if (node.name == "outcome") return first(d_.adoption);
    if (node.name == "inline") return named_inline(node);
    if (node.name == "ref") return reference(node);
    if (node.name == "vote") return vote(node);
    return false;
}

void FactReader::number(const xml::Node& node) {
    if (node.attribute("refersTo") == "#symbol" && !d_.symbol) {
        if (ours_) {
            d_.symbol = plain(node);
        } else if (const auto symbol = document::Symbol::parse(plain(node), vocabulary_)) {
            d_.symbol = symbol->canonical();
        }
    }
    if (number_.empty()) number_ = plain(node);
}

bool FactReader::date(const xml::Node& node) {
    const auto date = day(node.attribute("date"));
    const std::string event = lowered(node.attribute("refersTo"));
    auto& fact = event.find("publi") != std::string::npos ? d_.date_distributed : d_.date_adopted;
    if (!fact) fact = date;
    return true;
}

bool FactReader::named_inline(const xml::Node& node) {
    const std::string_view name = node.attribute("name");
    std::string words = plain(node);
    if (name == "distribution") {
        if (words.starts_with("Distr.: ")) words.erase(0, 8);
        if (!d_.distribution) d_.distribution = std::move(words);
    } else if (name == "agendaItemNumber") {
        d_.agenda_items.push_back(std::move(words));
    } else if (name == "agendaItemTitle") {
        if (!d_.agenda_title) d_.agenda_title = std::move(words);
    } else if (name == "onBehalfOf" && !d_.sponsors.empty()) {
        d_.sponsors.back().on_behalf_of = std::move(words);
    } else {
        return false;
    }
    return true;
}

bool FactReader::reference(const xml::Node& node) {
    if (node.has("report")) {
        d_.reports.push_back({std::string(node.attribute("report")), node.has("paragraph") ? std::optional(std::string(node.attribute("paragraph"))) : std::nullopt});
    } else if (node.has("draft")) {
        d_.drafts.emplace_back(node.attribute("draft"));
    } else if (ours_) {
        return false;
    } else {
        // "A/85/400/Add.2, para. 90" in the line about the report
        const std::string words = plain(node);
        const auto symbol = document::Symbol::parse(words.substr(0, words.find(", ")), vocabulary_);
        if (!symbol) return false;
        const std::size_t paragraph = words.find("para. ");
        d_.reports.push_back({symbol->without_locator().canonical(), paragraph == std::string::npos ? std::nullopt : std::optional(words.substr(paragraph + 6))});
    }
    return true;
}

bool FactReader::vote(const xml::Node& node) {
    if (!d_.vote) d_.vote.emplace();
    const std::string choice = lowered(node.attribute("choice"));
    const auto says = [&](std::string_view word) { return choice.find(word) != std::string::npos; };
    auto& names = says("yes") || says("favour") || says("for") ? d_.vote->in_favour : says("abst") ? d_.vote->abstaining : d_.vote->against;
    names.push_back(plain(node));
    return true;
}

void FactReader::take_formula(const xml::Node& formula) {
    std::string words = plain(formula);
    while (!words.empty() && words.back() == ',') words.pop_back();
    if (words.starts_with("The ")) words.erase(0, 4);
    if (body_ == nullptr) body_ = vocabulary_.body_named(words);
    if (!d_.body && body_ != nullptr) d_.body = body_->name;
    if (!d_.body && !ours_ && !words.empty() && words.size() < 200) d_.body = words;
}

void FactReader::take_meta(const xml::Node& meta) {
    for (const xml::Node& child : meta.children) {
        if (child.name == "proprietary") own(child);
    }
    for (const xml::Node& child : meta.children) {
        if (child.name == "identification") work(child);
        if (child.name == "analysis") counts(child);
    }
    const xml::Node* identification = meta.child("identification");
    const xml::Node* work = identification == nullptr ? nullptr : identification->child("FRBRWork");
    if (work == nullptr || ours_) return;
    for (const xml::Node& child : work->children) {
        if (child.name == "FRBRauthor") author(meta, child.attribute("href"));
    }
}

void FactReader::work(const xml::Node& identification) {
    if (const xml::Node* expression = identification.child("FRBRExpression")) {
        if (const xml::Node* language = expression->child("FRBRlanguage")) d_.language = names::two_letters(language->attribute("language"));
    }
    const xml::Node* work = identification.child("FRBRWork");
    if (work == nullptr || ours_) return;
    for (const xml::Node& child : work->children) {
        if (child.name == "FRBRnumber" && number_.empty()) number_ = child.has("showAs") ? child.attribute("showAs") : child.attribute("value");
        if (child.name != "FRBRdate") continue;
        if (child.attribute("name") == "adoption" && !d_.date_adopted) d_.date_adopted = day(child.attribute("date"));
        if (child.attribute("name") == "publication" && !d_.date_distributed) d_.date_distributed = day(child.attribute("date"));
    }
}

/// The body behind "#un-ga", by the reference's address or the name that it is shown by.
void FactReader::author(const xml::Node& meta, std::string_view address) {
    if (body_ != nullptr) return;
    body_ = names::body_of_actor(address.substr(address.starts_with('#') ? 1 : 0), vocabulary_);
    const xml::Node* references = meta.child("references");
    if (references == nullptr) return;
    for (const xml::Node& each : references->children) {
        if (!address.ends_with(each.attribute("eId")) || each.attribute("eId").empty()) continue;
        if (body_ == nullptr) body_ = names::body_of_actor(each.attribute("href"), vocabulary_);
        if (body_ == nullptr) body_ = vocabulary_.body_named(each.attribute("showAs"));
        if (!d_.body) d_.body = body_ != nullptr ? body_->name : std::string(each.attribute("showAs"));
    }
}

void FactReader::counts(const xml::Node& analysis) {
    for (const xml::Node& child : analysis.children) {
        if (child.name == "count") {
            if (!d_.vote) d_.vote.emplace();
            const std::string choice = lowered(child.attribute("refersTo"));
            const auto says = [&](std::string_view word) { return choice.find(word) != std::string::npos; };
            auto& count = says("yes") || says("favour") || says("for") ? d_.vote->yes : says("abst") ? d_.vote->abstain : d_.vote->no;
            count = integer(child.attribute("value"));
        } else {
            counts(child);
        }
    }
}

void FactReader::own(const xml::Node& proprietary) {
    for (const xml::Node& child : proprietary.children) {
        if (child.space != names::own_space) continue;
        if (child.name == "document") ours_ = true;
        if (child.name == "number") d_.number = child.words();
        if (child.name == "year") d_.year = integer(child.words());
        if (child.name == "noYear") no_year_ = true;
        if (child.name != "citation") continue;
        document::Citation citation;
        if (const xml::Node* text = child.child("text")) citation.text = text->words();
        if (const xml::Node* target = child.child("target")) citation.target = target->words();
        if (const xml::Node* dated = child.child("dated")) citation.date = day(dated->words());
        citation.in = child.attribute("in");
        citation.at = static_cast<std::uint32_t>(place(child.attribute("at")));
        unmarked_.emplace_back(place(child.attribute("place")), std::move(citation));
    }
}

void FactReader::complete() {
    if (!d_.year && d_.date_adopted && !no_year_) d_.year = d_.date_adopted->year();
    if (ours_) return;
    // a number alone is a symbol only where the body is known whose it is
    if (!d_.symbol && body_ != nullptr && !number_.empty()) {
        if (const auto symbol = document::Symbol::parse(number_, vocabulary_, body_->id)) d_.symbol = symbol->canonical();
    }
    if (!d_.symbol) return;
    const auto facts = document::facts_of(document::Symbol::from_canonical(*d_.symbol), vocabulary_);
    if (!d_.session) d_.session = facts.session;
    if (!d_.number) d_.number = facts.number;
    if (!d_.year) d_.year = facts.year;
    if (const auto* body = facts.body && !d_.body ? vocabulary_.body(*facts.body) : nullptr) d_.body = body->name;
}

}  // namespace comity::reading::akoma_ntoso
