// Acts by their numbers: "its resolution 70/1 of 25 September 2015", lists of them, and numbers that stand without the noun.
#include <algorithm>

#include <fmt/format.h>

#include "document/citation_finder.hpp"

namespace comity::document {
namespace {

using vocabulary::Body;
using Shape = ActNumber::Shape;

bool ends_with_word(std::string_view text, std::string_view word) {
    if (!text.ends_with(word)) return false;
    return text.size() == word.size() || !is_letter_or_digit(text[text.size() - word.size() - 1]);
}

std::string_view without_blanks_behind(std::string_view text) {
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

std::string name_of_act(Act act) { return act == Act::decision ? "decision" : act == Act::statement ? "statement" : "resolution"; }

std::string number_in_words(const ActNumber& number) {
    if (number.shape == Shape::roman_session || number.shape == Shape::year_behind) return fmt::format("{} ({})", number.number, number.session);
    return fmt::format("{}/{}", number.session, number.number);
}

std::string in_words(const Date& date) {
    constexpr std::string_view names[] = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
    return fmt::format("{} {} {}", date.day(), names[date.month() - 1], date.year());
}

}  // namespace

std::size_t CitationFinder::separator_at(std::size_t at) const {
    for (const std::string_view words : {", and ", " and ", ", as well as ", " as well as ", ", ", "; ", " or ", " & ", " et ", " y ", " e ", " и ", "、", "和", " و"})
        if (rest(at).starts_with(words)) return words.size();
    return 0;
}

std::optional<CitationFinder::Item> CitationFinder::read_item(std::size_t at) const {
    auto number = scan_number(text_, at);
    if (!number) return std::nullopt;
    Item item{std::move(*number), at, 0, {}, {}};
    item.end = item.number.end;
    auto locators = scan_locators(text_, item.end, context_.language, vocabulary_);
    if (!locators.key.empty()) item.end = locators.end;
    std::size_t behind = item.end;
    if (const auto date = scan_date_behind(text_, behind, context_.language, vocabulary_)) {
        item.date = date->date;
        behind = date->end;
        if (locators.key.empty()) {
            locators = scan_locators(text_, behind, context_.language, vocabulary_);
            if (!locators.key.empty()) item.end = locators.end;
        }
    }
    item.locators = std::move(locators.key);
    return item;
}

// From one number to the next: over its date, its quoted title, a comma and a conjunction.
std::vector<CitationFinder::Item> CitationFinder::read_list(std::size_t at) const {
    constexpr std::size_t longest_title = 400;
    std::vector<Item> items;
    for (std::size_t next = at; const auto item = read_item(next);) {
        if (item->number.shape == Shape::bare && !items.empty()) break;
        items.push_back(*item);
        std::size_t end = std::max(item->end, item->number.end);
        if (const auto date = scan_date_behind(text_, item->number.end, context_.language, vocabulary_)) end = std::max(end, date->end);
        for (const std::string_view entitled : {", entitled \xE2\x80\x9C", " entitled \xE2\x80\x9C"}) {
            if (!rest(end).starts_with(entitled)) continue;
            const std::size_t close = rest(end).substr(0, longest_title).find("\xE2\x80\x9D");
            if (close != std::string_view::npos) end += close + 3;
            break;
        }
        const std::size_t separator = separator_at(end);
        if (separator == 0) break;
        next = end + separator;
        for (const std::string_view word : {"and ", "to ", "in particular "})
            if (rest(next).starts_with(word)) next += word.size();
        if (!is_digit(at_or_end(next)) && at_or_end(next) != 'S' && at_or_end(next) != 'E') break;
    }
    return items;
}

// "resolutions 5/1, on institution-building, and 5/2, on the Code of Conduct, of 18 June 2007": with a plural noun a second number is
// to be expected in the clause.
void CitationFinder::find_distant_items(std::vector<Item>& items) const {
    constexpr std::size_t most = 50;
    while (items.size() < most) {
        auto item = distant_item(items.back().end, items.front().number.shape);
        if (!item) return;
        items.push_back(std::move(*item));
    }
}

std::optional<CitationFinder::Item> CitationFinder::distant_item(std::size_t from, Shape shape) const {
    constexpr std::size_t reach = 260;
    const auto clause = rest(from).substr(0, reach);
    for (std::size_t at = 0; at < clause.size(); ++at) {
        if (clause[at] == ';' || (clause[at] == '.' && at + 1 < clause.size() && clause[at + 1] == ' ')) return std::nullopt;
        if (begins_word(from + at) && vocabulary_.citing_word(clause.substr(at), context_.language, "act")) return std::nullopt;
        for (const std::string_view joiner : {" and ", ", "}) {
            if (!clause.substr(at).starts_with(joiner) || !is_digit(at_or_end(from + at + joiner.size()))) continue;
            auto item = read_item(from + at + joiner.size());
            if (item && item->number.shape == shape && shape != Shape::bare) return item;
        }
    }
    return std::nullopt;
}

// "its resolutions 43/130 and 43/131 of 8 December 1988": a date behind the last of several is that of all before it which have none, as
// far as it fell into their sessions.
void CitationFinder::spread_dates(std::vector<Item>& items, const ListHead& head) const {
    for (std::size_t i = items.size(); i-- > 1;) {
        if (!items[i].date || items[i - 1].date) continue;
        const Body* body = body_of(items[i - 1].number, head.act, head.hint, context_.organ, vocabulary_, items[i].date);
        if (body == nullptr) continue;
        const auto span = vocabulary_.session_span(body->id, session_of(items[i - 1].number));
        if (!span || (span->first <= *items[i].date && *items[i].date <= span->last)) items[i - 1].date = items[i].date;
    }
}

// "Human Rights Council resolution", "the Assembly's resolution", "its relevant resolutions", "the Assembly, in its resolution"
OrganHint CitationFinder::organ_before(std::size_t noun) const {
    auto before = without_blanks_behind(text_.substr(0, noun));
    for (bool more = true; more;) {
        more = false;
        for (const std::string_view word : {"relevant", "previous", "subsequent", "earlier", "recent", "latest", "annual", "most", "own", "other", "special", "draft", "various"}) {
            if (!ends_with_word(before, word)) continue;
            before = without_blanks_behind(before.substr(0, before.size() - word.size()));
            more = true;
        }
    }
    for (const std::string_view possessive : {"\xE2\x80\x99s", "'s", "\xE2\x80\x99"})
        if (before.ends_with(possessive)) before.remove_suffix(possessive.size());
    if (const auto body = vocabulary_.body_at_end(before)) {
        OrganHint hint{OrganHint::Kind::named, body->body, body->shared, nullptr};
        auto first = before.substr(0, before.size() - std::min<std::size_t>(body->length, before.size()));
        for (const std::string_view joiner : {" and ", " and the "})
            if (first.ends_with(joiner))
                if (const auto other = vocabulary_.body_at_end(first.substr(0, first.size() - joiner.size()))) hint.other = other->body;
        return hint;
    }
    if (!ends_with_word(before, "its") && !ends_with_word(before, "Its")) return {};
    before = without_blanks_behind(before.substr(0, before.size() - 3));
    for (const std::string_view word : {"in", "by", "through", "under", "of"}) {
        if (!ends_with_word(before, word)) continue;
        auto subject = without_blanks_behind(before.substr(0, before.size() - word.size()));
        if (subject.ends_with(',')) subject = without_blanks_behind(subject.substr(0, subject.size() - 1));
        if (const auto body = vocabulary_.body_at_end(subject)) return {OrganHint::Kind::named, body->body, body->shared, nullptr};
    }
    return {OrganHint::Kind::own, nullptr, {}, nullptr};
}

// "resolution 70/1 of the General Assembly", "resolution 2000/22 of 18 August 2000, on ..., by the Subcommission on ..."
OrganHint CitationFinder::organ_behind(const std::vector<Item>& items, Act act, const OrganHint& before) const {
    constexpr std::size_t reach = 220;
    const bool own = before.kind == OrganHint::Kind::own;
    const Item& last = items.back();
    std::size_t at = std::max(last.end, last.number.end);
    if (const auto date = scan_date_behind(text_, last.number.end, context_.language, vocabulary_)) at = std::max(at, date->end);
    const auto named_at = [&](std::size_t place) -> OrganHint {
        for (const std::string_view article : {"the ", "l\xE2\x80\x99", "la ", "le ", "el ", "los ", ""}) {
            if (!rest(place).starts_with(article)) continue;
            const auto body = vocabulary_.body_at_start(rest(place + article.size()));
            if (body && fits(last.number, act, *body->body, vocabulary_)) return {OrganHint::Kind::named, body->body, body->shared, nullptr};
        }
        return {};
    };
    for (const std::string_view word : {" of ", " by ", ", by ", ", of ", ", adopted by ", " adopted by ", " de ", " du ", ", de ", " del ", ", del ", " "}) {
        if (!rest(at).starts_with(word)) continue;
        const OrganHint hint = named_at(at + word.size());
        // A short name ("del Consejo") is too little where the languages are read by table only.
        if (hint.kind == OrganHint::Kind::named && (hint.shared.empty() || word == " of " || word == " by ")) return hint;
    }
    // "in its resolution 98/7 of 18 December 2043, the General Assembly chose": the subject whose resolution it is.
    if (own && rest(at).starts_with(", the "))
        if (const OrganHint hint = named_at(at + 6); hint.kind == OrganHint::Kind::named && hint.shared.empty()) return hint;
    if (!items.back().date || !rest(at).starts_with(", on ")) return {};
    const auto clause = rest(at).substr(0, reach);
    const std::size_t end = std::min(clause.find_first_of(";."), clause.find("resolution"));
    const std::size_t by = clause.substr(0, end).find(", by the ");
    return by == std::string_view::npos ? OrganHint{} : named_at(at + by + 5);
}

bool CitationFinder::read_acts(std::size_t at) {
    const auto noun = vocabulary_.citing_word(rest(at), context_.language.empty() ? "en" : context_.language, "act");
    if (!noun) return false;
    ListHead head{act_named(noun->name), organ_before(at), 0};
    std::size_t next = at + noun->length;
    if (head.act == Act::statement && at_or_end(next) == '/') ++next;
    while (at_or_end(next) == ' ' || at_or_end(next) == '[') ++next;
    if (const auto between = vocabulary_.citing_word(rest(next), context_.language, "between"))
        next += between->length + (at_or_end(next + between->length) == ' ' ? 1 : 0);
    // "قرار الجمعية العامة 70/1", "resolution of the General Assembly 1514 (XV)"
    std::size_t organ_at = next;
    for (const std::string_view word : {"of the ", "de l\xE2\x80\x99", "de la ", "del ", "du "})
        if (organ_at == next && rest(next).starts_with(word)) organ_at += word.size();
    if (const auto body = vocabulary_.body_at_start(rest(organ_at)); body && body->shared.empty()) {
        const std::size_t behind = organ_at + body->length + 1;
        if (is_digit(at_or_end(behind)) && at_or_end(behind - 1) == ' ') {
            head.hint = {OrganHint::Kind::named, body->body, body->shared, nullptr};
            next = behind;
        }
    }
    auto items = read_list(next);
    const bool plural = text_[at + noun->length - 1] == 's';
    const bool numbered_through = head.hint.kind == OrganHint::Kind::named && head.hint.shared.empty() && head.hint.body->id == "SC";
    if (items.empty() || (items.front().number.shape == Shape::bare && !numbered_through)) {
        if (head.act != Act::statement) read_lost_number(at, next, head.act);
        // "its resolutions on ..., in particular 1500 (2003)": the numbers may come later in the clause.
        head.end = next;
        if (plural) last_ = head;
        return behind_ > at;
    }
    if (plural && items.size() == 1) find_distant_items(items);
    if (head.hint.kind != OrganHint::Kind::named) {
        const OrganHint behind = organ_behind(items, head.act, head.hint);
        if (behind.kind == OrganHint::Kind::named) head.hint = behind;
    }
    add_items(at, items, head);
    return true;
}

// "resolution  of 25 September 2015": the number has been lost on the way.
void CitationFinder::read_lost_number(std::size_t noun, std::size_t behind, Act act) {
    // "adopted the resolution on 25 September" has lost nothing.
    if (behind == noun || text_[behind - 1] != ' ' || rest(behind).starts_with("on ") || rest(behind).starts_with("adopted ")) return;
    const auto date = scan_date_behind(text_, behind - 1, context_.language, vocabulary_);
    if (!date) return;
    add(noun, date->end, std::nullopt, date->date);
    // Decisions often had no number, and the early resolutions of the Security Council are cited without theirs.
    if (act == Act::resolution && date->date.year() >= 1976) doubt(fmt::format("the number of the resolution of {} is missing", in_words(date->date)));
}

// "the mandate given by the Assembly in paragraph 5 of its resolution 60/251 of 15 March 2006", said by the Council: "its" is the organ's that
// was named before, if the body that speaks did not sit on that day and that organ did.
OrganHint CitationFinder::antecedent(std::size_t at, const Item& item, const ListHead& head) const {
    constexpr std::size_t reach = 400;
    if (head.hint.kind != OrganHint::Kind::own || !item.date) return head.hint;
    const Body* own = body_of(item.number, head.act, head.hint, context_.organ, vocabulary_, item.date);
    const Body* other = body_of(item.number, head.act, {}, context_.organ, vocabulary_, item.date);
    if (other == nullptr || other == own) return head.hint;
    const auto before = text_.substr(at > reach ? at - reach : 0, std::min(at, reach));
    const bool named = before.find(other->name) != std::string_view::npos || before.find("the " + other->short_name) != std::string_view::npos;
    return named ? OrganHint{OrganHint::Kind::named, other, {}, nullptr} : head.hint;
}

void CitationFinder::add_items(std::size_t begin, const std::vector<Item>& read, const ListHead& head) {
    std::vector<Item> items = read;
    spread_dates(items, head);
    for (std::size_t i = 0; i < items.size(); ++i) {
        const Item& item = items[i];
        const std::size_t from = i == 0 ? begin : item.begin;
        const OrganHint hint = antecedent(from, item, head);
        const Body* body = body_of(item.number, head.act, hint, context_.organ, vocabulary_, item.date);
        const auto keys = body == nullptr ? std::vector<std::string>{} : keys_of(item.number, head.act, *body);
        if (keys.empty()) {
            add(from, item.end, std::nullopt, item.date);
            if (item.number.shape != Shape::bare && head.hint.kind == OrganHint::Kind::named && head.hint.shared.empty())
                doubt(fmt::format("{} {} has not the form of a number of {}", name_of_act(head.act), number_in_words(item.number), head.hint.body->name));
        }
        for (const auto& key : keys) add(from, item.end, item.locators.empty() ? key : key + "#" + item.locators, item.date);
        if (!keys.empty()) check_date(item, *body);
    }
    last_ = head;
    last_->end = behind_;
}

void CitationFinder::check_date(const Item& item, const Body& body) {
    if (!item.date) return;
    const auto span = vocabulary_.session_span(body.id, session_of(item.number));
    if (!span || (span->first <= *item.date && *item.date <= span->last)) return;
    doubt(fmt::format("{} is dated {}, but session {} of {} lasted from {} to {}", number_in_words(item.number), in_words(*item.date),
                      session_of(item.number), body.name, in_words(span->first), in_words(span->last)));
}

// "..., 68/154 of 18 December 2013": without a noun a number is a citation if a date stands with it, as it does in lists with topics
// between the numbers; or if acts were announced before it and it has a year behind it, or "in particular" before.
bool CitationFinder::read_number_alone(std::size_t at) {
    constexpr std::size_t near = 400;
    const auto item = read_item(at);
    if (!item || item->number.shape == Shape::bare || (item->number.shape == Shape::session && item->number.session.size() < 2)) return false;
    ListHead head;
    const bool continues = last_ && at >= last_->end && at - last_->end < near &&
                           text_.substr(last_->end, at - last_->end).find(". ") == std::string_view::npos;
    if (continues) head = *last_;
    bool announced = false;
    // "Organic Act No. 22/003 of 3 May 2022", "general recommendation No. 33 (2015)"
    const auto before = without_blanks_behind(text_.substr(0, at));
    if (ends_with_word(before, "No.") || ends_with_word(before, "Nos.") || ends_with_word(before, "No")) return false;
    if (continues && !item->date) {
        announced = item->number.shape == Shape::year_behind;
        for (const std::string_view word : {"particular", "including", "notably", "namely", "especially"}) announced = announced || ends_with_word(before, word);
    }
    if (!item->date && !announced) return false;
    if (item->date) {
        add_items(at, {*item}, head);
    } else {
        add_items(at, read_list(at), head);
    }
    return true;
}

// A cell of a table that holds numbers only: "27/31; 27/31/Corr.1; 32/31", "59/113 A and B | title".
bool CitationFinder::read_cells() {
    constexpr std::size_t longest = 300;
    const auto cell = without_blanks_behind(text_.substr(0, text_.find(" | ")));
    if (cell.empty() || cell.size() > longest || !is_digit(cell.front()) || cell.find('/') == std::string_view::npos) return false;
    const auto items = read_list(0);
    if (items.empty() || std::max(items.back().end, items.back().number.end) != cell.size()) return false;
    const bool numbers = std::all_of(items.begin(), items.end(), [](const Item& item) {
        return item.number.shape == Shape::session ? item.number.session.size() >= 2 : item.number.shape != Shape::bare;
    });
    if (!numbers || cell == "24/7") return false;
    add_items(0, items, {});
    return true;
}

// "其2015年9月25日第70/1号决议", "第70/1号和第71/2号决议": date and organ stand before the number, the noun behind.
bool CitationFinder::read_chinese_acts(std::size_t at) {
    constexpr std::string_view ordinal = "第", number_sign = "号";
    if (!rest(at).starts_with(ordinal)) return false;
    std::vector<Item> items;
    std::size_t next = at;
    for (;;) {
        std::size_t begin = next;
        if (rest(begin).starts_with(ordinal)) begin += ordinal.size();
        auto number = scan_number(text_, begin);
        if (!number || number->shape == Shape::bare) break;
        Item item{*number, begin, number->end, {}, {}};
        next = number->end;
        if (rest(next).starts_with(number_sign)) next += number_sign.size();
        items.push_back(std::move(item));
        for (const std::string_view joiner : {"、", "和", "及", "以及", "与"})
            if (rest(next).starts_with(joiner)) next += joiner.size();
    }
    const auto noun = items.empty() ? std::nullopt : vocabulary_.citing_word(rest(next), "zh", "act");
    if (!noun) return false;
    const std::size_t end = next + noun->length;
    auto before = text_.substr(0, at);
    if (before.ends_with("日")) {
        std::size_t day = before.size() > 24 ? before.size() - 24 : 0;
        for (; day < before.size(); ++day)
            if (is_digit(before[day]) && (day == 0 || !is_digit(before[day - 1])))
                if (const auto date = scan_date(text_, day, vocabulary_); date && date->end == at) {
                    for (Item& item : items) item.date = date->date;
                    before = before.substr(0, day);
                    break;
                }
    }
    ListHead head{act_named(noun->name), {}, 0};
    if (const auto body = vocabulary_.body_at_end(before)) head.hint = {OrganHint::Kind::named, body->body, body->shared, nullptr};
    items.back().end = std::max(items.back().end, end);
    add_items(at, items, head);
    return true;
}

}  // namespace comity::document
