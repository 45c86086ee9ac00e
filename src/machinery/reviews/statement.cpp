#include "machinery/reviews/statement.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/error.hpp"
#include "json/members.hpp"

namespace comity::reviews {

namespace {

constexpr std::array<std::string_view, 5> kinds = {"review", "position", "pledge", "mid-term report", "gathering"};
constexpr std::array<std::string_view, 7> of_reviews = {"scheduled", "held", "postponed", "not attended", "adopted", "adopted without the State", "withdrawn"};
constexpr std::array<std::string_view, 6> of_positions = {"supported", "supported in part", "noted", "pending", "no clear position", "withdrawn"};
constexpr std::array<std::string_view, 2> of_texts = {"stands", "withdrawn"};
constexpr std::array<std::string_view, 3> of_gatherings = {"the same", "not the same", "withdrawn"};

}  // namespace

std::string_view name_of(StatementKind said) noexcept { return kinds[static_cast<std::size_t>(said)]; }

std::optional<StatementKind> said_named(std::string_view kind) noexcept {
    const auto found = std::find(kinds.begin(), kinds.end(), kind);
    return found == kinds.end() ? std::nullopt : std::optional(static_cast<StatementKind>(found - kinds.begin()));
}

std::span<const std::string_view> words_of(StatementKind said) noexcept {
    switch (said) {
        case StatementKind::review: return of_reviews;
        case StatementKind::position: return of_positions;
        case StatementKind::gathering: return of_gatherings;
        case StatementKind::pledge:
        case StatementKind::mid_term_report: break;
    }
    return of_texts;
}

json::Value to_json(const Statement& statement) {
    json::Value value = json::Object{{"said", name_of(statement.said)}, {"about", statement.about}, {"state", statement.state}, {"word", statement.word}};
    const auto put = [&](std::string_view name, const std::string& text) {
        if (!text.empty()) value.put(name, text);
    };
    put("document", statement.document);
    put("paragraph", statement.paragraph);
    put("day", statement.day);
    put("words", statement.words);
    if (!statement.recommendations.empty()) value.put("recommendations", json::Array(statement.recommendations.begin(), statement.recommendations.end()));
    return value;
}

Statement statement_from(const json::Value& state) {
    Statement statement;
    const auto said = said_named(state.text("said"));
    if (!said) throw Error(Fault::bad_request, "\"{}\" is nothing that is said of a review", state.text("said"));
    statement.said = *said;
    statement.about = json::needed_text(state, "about");
    statement.state = state.text("state");
    statement.word = json::needed_text(state, "word");
    statement.document = state.text("document");
    statement.paragraph = state.text("paragraph");
    statement.day = state.text("day");
    statement.words = state.text("words");
    statement.recommendations = json::texts_in(state["recommendations"]);
    return statement;
}

std::string subject_of(const Statement& statement) {
    std::string about = statement.about;
    std::replace(about.begin(), about.end(), ' ', '+');
    std::string kind(name_of(statement.said));
    std::replace(kind.begin(), kind.end(), ' ', '-');
    return fmt::format("{}:{}", kind, about);
}

}  // namespace comity::reviews
