#include "machinery/followup/piece.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/error.hpp"
#include "json/members.hpp"
#include "machinery/reviews/naming.hpp"

namespace comity::followup {

namespace {

constexpr std::array<std::string_view, 4> whats = {"cluster", "action", "indicator", "evidence"};
constexpr std::array<std::string_view, 4> of_actions = {"planned", "under way", "done", "dropped"};
constexpr std::array<std::string_view, 4> of_evidence = {"claimed", "documented", "independently reported", "measured"};
constexpr std::array<std::string_view, 3> of_indicators = {"structure", "process", "outcome"};

struct Field {
    std::string_view name;
    std::string Piece::*member;
};
constexpr std::array fields = {Field{"title", &Piece::title}, Field{"words", &Piece::words}, Field{"part_of", &Piece::part_of}, Field{"status", &Piece::status}, Field{"office", &Piece::office},
                               Field{"focal_point", &Piece::focal_point}, Field{"validator", &Piece::validator}, Field{"begins", &Piece::begins}, Field{"due", &Piece::due},
                               Field{"kind", &Piece::kind}, Field{"unit", &Piece::unit}, Field{"baseline", &Piece::baseline}, Field{"target", &Piece::target}, Field{"rung", &Piece::rung},
                               Field{"document", &Piece::document}, Field{"value", &Piece::value}, Field{"day", &Piece::day}, Field{"supersedes", &Piece::supersedes}};

}  // namespace

std::string_view name_of(What what) noexcept { return whats[static_cast<std::size_t>(what)]; }

std::optional<What> what_named(std::string_view name) noexcept {
    const auto found = std::find(whats.begin(), whats.end(), name);
    return found == whats.end() ? std::nullopt : std::optional(static_cast<What>(found - whats.begin()));
}

json::Value to_json(const Piece& piece) {
    json::Value value = json::Object{{"what", name_of(piece.what)}, {"state", piece.state}, {"id", piece.id}};
    for (const Field& field : fields) {
        if (!(piece.*field.member).empty()) value.put(field.name, piece.*field.member);
    }
    if (!piece.recommendations.empty()) value.put("recommendations", json::Array(piece.recommendations.begin(), piece.recommendations.end()));
    return value;
}

Piece piece_from(const json::Value& value) {
    Piece piece;
    const auto what = what_named(value.text("what"));
    if (!what) throw Error(Fault::bad_request, "\"{}\" is nothing that a follow-up has", value.text("what"));
    piece.what = *what;
    piece.state = json::needed_text(value, "state");
    piece.id = json::needed_text(value, "id");
    for (const Field& field : fields) piece.*field.member = value.text(field.name);
    piece.recommendations = json::texts_in(value["recommendations"]);
    return piece;
}

std::span<const std::string_view> action_statuses() noexcept { return of_actions; }
std::span<const std::string_view> rungs() noexcept { return of_evidence; }
std::span<const std::string_view> indicator_kinds() noexcept { return of_indicators; }

std::string piece_subject(std::string_view state, std::string_view id) { return fmt::format("follow-up:{}:{}", reviews::state_in_id(state), id); }
std::string release_subject(std::string_view state, std::string_view id) { return fmt::format("follow-up-release:{}:{}", reviews::state_in_id(state), id); }
bool is_closed_kind(std::string_view kind) noexcept { return kind == piece_kind; }

}  // namespace comity::followup
