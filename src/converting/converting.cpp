#include "converting/converting.hpp"

#include "base/sha256.hpp"
#include "converting/inside.hpp"
#include "programs/programs.hpp"

namespace comity::converting {

std::optional<Converted> made_readable(std::string_view bytes) {
    switch (reading::recognize(bytes)) {
        case reading::Format::pdf: return pages_of_pdf(bytes, hex(sha256(bytes)));
        case reading::Format::old_word: return word_of_old_word(bytes, hex(sha256(bytes)));
        case reading::Format::rich_text: return word_of_rich_text(bytes, hex(sha256(bytes)));
        default: return std::nullopt;
    }
}

bool needs_program(std::string_view bytes) noexcept {
    const reading::Format format = reading::recognize(bytes);
    return format == reading::Format::pdf || format == reading::Format::old_word || format == reading::Format::rich_text;
}

document::Document read(std::string_view bytes, const vocabulary::Vocabulary& vocabulary, const reading::Options& options) {
    const auto made = made_readable(bytes);
    document::Document document = reading::read(readable(bytes, made), vocabulary, options);
    if (made) document.sha256 = hex(sha256(bytes));
    return document;
}

std::vector<Program> programs_used() {
    std::vector<Program> programs = {{pdf_program, pdf_package, "reads PDF", {}}, {office_program, office_package, "reads DOC and RTF", {}}};
    for (Program& program : programs) {
        if (const auto path = programs::find(program.name)) program.path = path->string();
    }
    return programs;
}

}  // namespace comity::converting
