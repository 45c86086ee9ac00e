// The sentences of cooperation (sentences.def), each as sentences::NAME.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "base/sentence.hpp"

namespace comity::cooperation {

namespace sentences {
// NOLINTNEXTLINE(bugprone-macro-parentheses): a name that is declared can't stand in them
#define COMITY_SENTENCE(name, words) inline constexpr Sentence<arguments_in(words)> name{"sentence." #name, words};
#include "machinery/cooperation/sentences.def"
#undef COMITY_SENTENCE
}  // namespace sentences

/// Id and pattern of all of them: what the catalogues must have.
inline constexpr auto all_sentences = std::to_array<std::pair<std::string_view, std::string_view>>({
#define COMITY_SENTENCE(name, words) {sentences::name.id, sentences::name.pattern},
#include "machinery/cooperation/sentences.def"
#undef COMITY_SENTENCE
});

}  // namespace comity::cooperation
