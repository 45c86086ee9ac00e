#include "converting/cleaning.hpp"

#include <chrono>

#include "base/error.hpp"
#include "converting/inside.hpp"
#include "reading/reading.hpp"

namespace comity::converting {

namespace {

using namespace std::chrono_literals;

/// Its pages drawn again: who made it, what it says of itself, files within and forms stay behind. Pictures go over as they are, with what stands beside them.
std::optional<std::string> drawn_again(std::string_view bytes) {
    if (bytes.size() > largest || !programs::find("pdftocairo")) return std::nullopt;
    const PassingFolder folder;
    folder.write("in.pdf", bytes);
    programs::Command command{"pdftocairo", std::string(pdf_package), {"-pdf", "in.pdf", "out.pdf"}, {}, {}};
    command.limits = {.processor = 60s, .wall = 120s, .memory = std::size_t{1} << 30U, .output = largest};
    if (!run_in_turn(command, folder).well()) return std::nullopt;
    auto made = folder.read("out.pdf", largest);
    if (made) blank_beside_pictures(*made);
    return made;
}

}  // namespace

std::optional<Cleaned> cleaned_copy(std::string_view bytes) {
    try {
        switch (reading::recognize(bytes)) {
            case reading::Format::word: return Cleaned{cleaned_word(bytes), "docx"};
            case reading::Format::open_text: return Cleaned{cleaned_open_text(bytes), "odt"};
            case reading::Format::pdf: {
                auto made = drawn_again(bytes);
                return made ? std::optional(Cleaned{std::move(*made), "pdf"}) : std::nullopt;
            }
            default: break;
        }
    } catch (const Error& error) {
        if (error.fault() == Fault::unavailable) throw;
        return std::nullopt;  // damaged, or larger than is read
    }
    auto picture = picture_alone(bytes);
    if (!picture) return std::nullopt;
    return Cleaned{std::move(*picture), bytes.starts_with("\x89PNG") ? "png" : "jpeg"};
}

}  // namespace comity::converting
