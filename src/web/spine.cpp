// The spine of a text: its parts, and in each a tick for every paragraph, as high as the paragraph is long. It is the table of contents,
// the small map and, with the script, the place where one is.
#include <algorithm>

#include <fmt/format.h>

#include "document/pieces.hpp"
#include "web/items.hpp"
#include "web/text_view.hpp"

namespace comity::web {

using document::Document;
using document::Paragraph;
using document::ParagraphKind;

namespace {

/// The whole spine has about this many units of height (comity.css: 1/420 of what the window has); a tick has 2 to 60 of them.
constexpr std::size_t whole_height = 400;
constexpr std::size_t lowest = 2, highest = 60;
/// More ticks than these can't be told apart: then neighbours share one.
constexpr std::size_t most_ticks = 120;
/// Every how many numbered paragraphs the number stands beside its tick.
constexpr std::size_t numbered_every = 4;

std::size_t length_of(const Paragraph& paragraph) noexcept { return std::max<std::size_t>(paragraph.text.size(), 20); }

struct Tick {
    std::string address, label;
    std::size_t length = 0;
};

struct Part {
    std::string name, address, label, language;
    std::vector<Tick> ticks;
    List numbers;
    std::size_t numbered = 0;
};

class Maker {
public:
    Maker(const Visit& visit, const Document& document) : visit_(visit), document_(document) {
        for (const Paragraph& paragraph : document_.paragraphs) all_ += length_of(paragraph);
        least_ = document_.paragraphs.size() > most_ticks ? all_ / most_ticks : 0;
    }

    List make() {
        for (const Paragraph& paragraph : document_.paragraphs) add(paragraph);
        List list;
        for (Part& part : parts_) {
            List ticks;
            for (const Tick& tick : part.ticks) ticks.push_back(View{{"address", tick.address}, {"label", tick.label}, {"height", std::to_string(height_of(tick.length))}});
            list.push_back(View{{"address", part.address}, {"label", part.label}, {"lang", part.language}, {"ticks", std::move(ticks)}, {"numbers", std::move(part.numbers)}});
        }
        return list;
    }

private:
    const Visit& visit_;
    const Document& document_;
    std::vector<Part> parts_;
    std::size_t all_ = 0, least_ = 0;

    /// A short text has no giant ticks: a unit stands for at least 30 letters.
    [[nodiscard]] std::size_t height_of(std::size_t length) const {
        const std::size_t in_proportion = length * whole_height / std::max<std::size_t>(all_, 1);
        return std::clamp(std::min(in_proportion, length / 30), lowest, highest);
    }

    void add(const Paragraph& paragraph) {
        const std::string kind(document::name_of(paragraph.kind));
        const std::string address = "#" + http::path_encoded(paragraph.id);
        const std::string_view open = parts_.empty() ? std::string_view() : std::string_view(parts_.back().name);
        if (paragraph.kind == ParagraphKind::heading) {
            // Below the first level headings are many and the spine is slim.
            if (paragraph.level <= 1) parts_.push_back({"heading", address, paragraph.text, document_.language, {}, {}, 0});
            return;
        }
        if (parts_.empty() || (open != "heading" && kind != open && paragraph.kind != ParagraphKind::other)) {
            parts_.push_back({kind, address, visit_.text(fmt::format("spine.{}", kind)), visit_.words.language(), {}, {}, 0});
        }
        Part& part = parts_.back();
        const bool numbered = paragraph.level == 1 && paragraph.number && paragraph.number->size() <= 4;
        if (numbered) part.numbers.push_back(View{{"address", address}, {"number", *paragraph.number}, {"place", place_in_words(visit_, paragraph.id)}});
        const bool labelled = numbered && part.numbered++ % numbered_every == 0;
        if (!part.ticks.empty() && part.ticks.back().length < least_) {
            part.ticks.back().length += length_of(paragraph);
            return;
        }
        part.ticks.push_back({address, labelled && least_ == 0 ? *paragraph.number : std::string(), length_of(paragraph)});
    }
};

}  // namespace

View spine_view(const Visit& visit, const Document& document) {
    const auto numbered = [](const Paragraph& paragraph) { return paragraph.level == 1 && paragraph.number && paragraph.kind != ParagraphKind::heading; };
    const bool has_numbers = std::any_of(document.paragraphs.begin(), document.paragraphs.end(), numbered);
    return {{"parts", Maker(visit, document).make()}, {"has_numbers", has_numbers}};
}

}  // namespace comity::web
