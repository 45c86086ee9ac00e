#include "document/acts.hpp"

#include <string>

namespace comity::document {
namespace {

using vocabulary::Body;
using vocabulary::Vocabulary;
using Shape = ActNumber::Shape;

/// The body at the top of its family: an invented Council's is the invented Assembly.
const Body* root_of(const Body* body, const Vocabulary& vocabulary) {
    for (int up = 0; body != nullptr && !body->parent.empty() && up < 8; ++up) {
        const Body* parent = vocabulary.body(body->parent);
        if (parent == nullptr) break;
        body = parent;
    }
    return body;
}

/// "the Council" in a text of `own`: that body itself if it is one, else one of its own family, else the first of the table whose
/// numbers have this shape.
const Body* body_with_short_name(std::string_view name, const ActNumber& number, Act act, const Body* own, const Vocabulary& vocabulary) {
    const auto right = [&](const Body& body) { return body.short_name == name && fits(number, act, body, vocabulary); };
    if (own != nullptr && right(*own)) return own;
    const bool invented = own != nullptr && own->invented;
    for (const Body& body : vocabulary.bodies())
        if (right(body) && body.invented && invented && root_of(&body, vocabulary) == root_of(own, vocabulary)) return &body;
    for (const Body& body : vocabulary.bodies())
        if (right(body) && !body.invented) return &body;
    return nullptr;
}

bool within(const std::optional<Date>& date, const Body* body, const ActNumber& number, const Vocabulary& vocabulary) {
    if (!date || body == nullptr) return false;
    const auto span = vocabulary.session_span(body->id, session_of(number));
    return span && span->first <= *date && *date <= span->last;
}

/// What the shape of the number says by itself, for a number without an organ.
const Body* by_shape(const ActNumber& number, Act act, const Vocabulary& vocabulary) {
    for (const std::string_view id : {"SC", "GA", "ECOSOC", "HRC"})
        if (const Body* body = vocabulary.body(id); body != nullptr && fits(number, act, *body, vocabulary)) return body;
    return nullptr;
}

/// The only body that has such a session on that day.
const Body* by_date(const ActNumber& number, Act act, const Vocabulary& vocabulary, const Date& date) {
    const Body* found = nullptr;
    for (const Body& body : vocabulary.bodies()) {
        if (body.invented || !fits(number, act, body, vocabulary) || !within(date, &body, number, vocabulary)) continue;
        if (found != nullptr) return nullptr;
        found = &body;
    }
    return found;
}

/// The session is known, and the day does not lie in it.
bool contradicts(const Date& date, const Body& body, const ActNumber& number, const Vocabulary& vocabulary) {
    return vocabulary.session_span(body.id, session_of(number)) && !within(date, &body, number, vocabulary);
}

const Body* body_named(const ActNumber& number, Act act, const OrganHint& hint, const Body* own, const Vocabulary& vocabulary) {
    const Body* named = nullptr;
    if (!hint.shared.empty()) named = body_with_short_name(hint.shared, number, act, own, vocabulary);
    else if (fits(number, act, *hint.body, vocabulary)) named = hint.body;
    if (named == nullptr && hint.other != nullptr && fits(number, act, *hint.other, vocabulary)) return hint.other;
    return named;
}

}  // namespace

Act act_named(std::string_view name) noexcept {
    return name == "decision" ? Act::decision : name == "statement" ? Act::statement : Act::resolution;
}

const Body* body_of(const ActNumber& number, Act act, const OrganHint& hint, std::string_view own_id, const Vocabulary& vocabulary,
                    const std::optional<Date>& date) {
    const Body* own = vocabulary.body(own_id.empty() ? std::string_view("GA") : own_id);
    // Committees cite as the body to which they belong.
    for (int up = 0; own != nullptr && own->resolution.empty() && !own->parent.empty() && up < 4; ++up) own = vocabulary.body(own->parent);
    if (hint.kind == OrganHint::Kind::named) return body_named(number, act, hint, own, vocabulary);
    const bool is_own = own != nullptr && fits(number, act, *own, vocabulary);
    if (is_own && hint.kind == OrganHint::Kind::own) return own;
    const Body* guess = is_own ? own : by_shape(number, act, vocabulary);
    // "resolution 60/251 of 15 March 2006" in a text of the Council: no organ stands there, and only the Assembly sat on that day. A guess
    // by the number alone is given up if the day speaks against it.
    if (guess == nullptr || !date || guess->invented || within(date, guess, number, vocabulary)) return guess;
    if (const Body* other = by_date(number, act, vocabulary, *date)) return other;
    return is_own || !contradicts(*date, *guess, number, vocabulary) ? guess : nullptr;
}

}  // namespace comity::document
