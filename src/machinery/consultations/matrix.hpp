// What was said, by kind of passage, theme and kind of actor: each cell with its passages. A passage with two themes stands in two cells, one without a theme under "". Pure.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "json/json.hpp"
#include "machinery/consultations/heard.hpp"

namespace comity::consultations {

struct MatrixPlace {
    PassageKind kind = PassageKind::way_and_means;
    std::string theme;  ///< id; "" for none
    std::string actor;  ///< code of a kind of contributors (kinds.hpp)
    auto operator<=>(const MatrixPlace&) const = default;
};

struct Matrix {
    std::vector<std::string> themes;  ///< by id, "" last
    std::vector<std::string> actors;  ///< those that occur, in the order of their table
    std::map<MatrixPlace, std::vector<std::size_t>> cells;  ///< passages of Heard, rising; no empty ones
    std::size_t passages = 0;         ///< counted once each

    /// None for an empty cell.
    [[nodiscard]] std::vector<std::size_t> at(const MatrixPlace& place) const;
};

Matrix matrix_of(const Heard& heard);
json::Value to_json(const Matrix& matrix, const Heard& heard);
/// A row for each kind and theme, a column for each kind of actor; numbers of passages, and behind them their sources.
std::string to_csv(const Matrix& matrix, const Heard& heard);

}  // namespace comity::consultations
