// What the corpus asks, counted (docs/mandate-quality.md).
//   mandate_quality SHARED-FOLDER [--sample N] [--seed N] [--without]
// Reads the corpus, finds the acts of each text, prints figures and times. --sample prints paragraphs drawn by lot, each with all that was found of
// it, to be checked by hand; --without the numbered paragraphs of the first level without a verb. Exit code 1 if words lie outside their paragraph,
// if the paragraphs without a verb are more than 1 in 100, or finding takes longer than 10 seconds of one processor.
#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "directive/directive.hpp"
#include "json/json.hpp"
#include "reading/reading.hpp"

namespace {

using namespace comity;
using document::Document;
using document::Paragraph;
using document::ParagraphKind;
namespace fs = std::filesystem;

struct Options {
    fs::path shared;
    bool without = false;
    std::size_t sample = 0;
    unsigned seed = 1;
};

Options options_from(int argc, char** argv) {
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const auto value = [&] { return i + 1 < argc ? std::string(argv[++i]) : std::string("0"); };
        if (word == "--without") options.without = true;
        else if (word == "--sample") options.sample = std::stoul(value());
        else if (word == "--seed") options.seed = static_cast<unsigned>(std::stoul(value()));
        else options.shared = word;
    }
    return options;
}

struct Text {
    std::string name;
    Document document;
    std::vector<directive::Act> acts;
};

std::vector<Text> texts_of(const fs::path& shared) {
    std::vector<fs::path> files;
    for (const char* folder : {"documents", "series", "seeds"})
        for (const auto& entry : fs::recursive_directory_iterator(shared / "corpus" / folder))
            if (entry.path().extension() == ".txt") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<Text> texts;
    for (const auto& file : files) {
        std::ifstream in(file, std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(in)), {});
        const std::string name = file.filename().string();
        texts.push_back({file.stem().string(), reading::read(bytes, vocabulary::standard(), {name}), {}});
    }
    return texts;
}

bool all_digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos; }

/// A numbered operative paragraph of the first level.
bool counts(const Paragraph& paragraph) {
    return paragraph.kind == ParagraphKind::operative && paragraph.level == 1 && paragraph.number && all_digits(*paragraph.number) && paragraph.id.find(".end") == std::string::npos;
}

struct Figures {
    std::size_t texts = 0, numbered = 0, without = 0, provisions = 0, several = 0, outside = 0, acts = 0, unsure = 0;
    std::map<std::string, std::size_t> senses, categories, strengths, addressees, deliverables, conditions, times, doubts, bodies, mandates_by_body;
};

void count_passage(const Document& document, const directive::Passage& passage, Figures& figures) {
    const auto* paragraph = document::find_paragraph(document, passage.paragraph);
    const bool inside = paragraph != nullptr && passage.begin <= passage.end && passage.end <= paragraph->text.size() && paragraph->text.compare(passage.begin, passage.end - passage.begin, passage.text) == 0;
    if (!inside) ++figures.outside;
}

void count_act(const Text& text, const directive::Act& act, Figures& figures) {
    ++figures.acts;
    ++figures.senses[std::string(directive::name_of(act.sense))];
    ++figures.categories[act.category];
    ++figures.strengths[std::to_string(act.strength)];
    const std::string body = act.actor.empty() ? "not known" : act.actor;
    ++figures.bodies[body];
    if (act.un_mandate) ++figures.mandates_by_body[body];
    if (!act.unsure.empty()) ++figures.unsure;
    for (const auto& doubt : act.unsure) ++figures.doubts[doubt];
    count_passage(text.document, act.words, figures);
    count_passage(text.document, act.verb, figures);
    for (const auto& each : act.addressees) ++figures.addressees[each.type], count_passage(text.document, each.words, figures);
    for (const auto& each : act.deliverables) ++figures.deliverables[each.kind], count_passage(text.document, each.words, figures);
    for (const auto& each : act.conditions) ++figures.conditions[each.kind], count_passage(text.document, each.words, figures);
    for (const auto& each : act.partners) count_passage(text.document, each.words, figures);
    for (const auto& each : act.actions) count_passage(text.document, each.verb, figures);
    for (const auto* timings : {&act.deadlines, &act.recurrences, &act.expiries})
        for (const auto& each : *timings) ++figures.times[each.kind], count_passage(text.document, each.words, figures);
}

void count_paragraphs(const Text& text, Figures& figures, const Options& options) {
    std::map<std::string, std::size_t> verbs;  // acts whose verb stands in the paragraph
    std::map<std::string, bool> provision;
    for (const auto& act : text.acts) {
        ++verbs[act.verb.paragraph];
        if (act.category == "provision") provision[act.verb.paragraph] = true;
    }
    for (const auto& paragraph : text.document.paragraphs) {
        if (!counts(paragraph) || text.document.language != "en") continue;
        ++figures.numbered;
        std::size_t own = verbs[paragraph.id];
        for (const auto& act : text.acts)
            if (own == 0 && act.paragraph.starts_with(paragraph.id + ".")) own = 1;  // a chapeau whose points have verbs of their own
        if (own == 0) {
            ++figures.without;
            if (options.without) std::cout << text.name << ' ' << paragraph.id << ": " << paragraph.text.substr(0, 160) << '\n';
        }
        if (own > 1) ++figures.several;
        if (provision[paragraph.id]) ++figures.provisions;
    }
}

void print(std::string_view what, const std::map<std::string, std::size_t>& many) {
    std::vector<std::pair<std::string, std::size_t>> ordered(many.begin(), many.end());
    std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    std::string line;
    for (const auto& [name, count] : ordered) line += fmt::format("{}{} {}", line.empty() ? "" : ", ", name, count);
    std::cout << what << ": " << line << '\n';
}

double share(std::size_t part, std::size_t whole) { return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole); }

void print_sample(const std::vector<Text>& texts, const Options& options) {
    std::vector<std::pair<const Text*, const Paragraph*>> all;
    for (const auto& text : texts)
        for (const auto& paragraph : text.document.paragraphs)
            if (paragraph.kind == ParagraphKind::operative && text.document.language == "en") all.emplace_back(&text, &paragraph);
    std::mt19937 random(options.seed);
    std::shuffle(all.begin(), all.end(), random);
    for (std::size_t i = 0; i < std::min(options.sample, all.size()); ++i) {
        std::vector<directive::Act> acts;
        for (const auto& act : all[i].first->acts)
            if (act.paragraph == all[i].second->id) acts.push_back(act);
        std::cout << "--- " << all[i].first->name << ' ' << all[i].second->id << ": " << all[i].second->text << '\n' << json::write(directive::to_json(acts, all[i].first->document), json::Style::compact) << '\n';
    }
}

}  // namespace

int main(int argc, char** argv) {
    const Options options = options_from(argc, argv);
    if (!fs::is_directory(options.shared / "corpus")) {
        std::cout << "skipped: there is no corpus in " << options.shared.string() << '\n';
        return 0;
    }
    std::vector<Text> texts = texts_of(options.shared);
    directive::standard_words();
    const std::clock_t begun = std::clock();  // the processor's time: other work on the machine does not count
    for (auto& text : texts) text.acts = directive::find_acts(text.document, vocabulary::standard());
    const double seconds = static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
    Figures figures;
    figures.texts = texts.size();
    for (const auto& text : texts) {
        for (const auto& act : text.acts) count_act(text, act, figures);
        count_paragraphs(text, figures, options);
    }
    if (options.sample > 0) print_sample(texts, options);
    fmt::print("texts {}, acts {}, seconds of one processor {:.2f}\n", figures.texts, figures.acts, seconds);
    fmt::print("numbered paragraphs of the first level {}, without a verb {} ({:.2f} in 100), of these not counted provisions {}\n", figures.numbered, figures.without, share(figures.without, figures.numbered), figures.provisions);
    fmt::print("with several acts {} ({:.1f} in 100)\n", figures.several, share(figures.several, figures.numbered));
    fmt::print("unsure {} ({:.1f} in 100), words outside their paragraph {}\n", figures.unsure, share(figures.unsure, figures.acts), figures.outside);
    print("sense", figures.senses);
    print("class", figures.categories);
    print("strength", figures.strengths);
    print("body", figures.bodies);
    print("mandates of the Organization by body", figures.mandates_by_body);
    print("addressees", figures.addressees);
    print("deliverables", figures.deliverables);
    print("conditions", figures.conditions);
    print("times", figures.times);
    print("unsure", figures.doubts);
    constexpr double most_seconds = 10;
    return figures.outside > 0 || share(figures.without, figures.numbered) >= 1 || seconds > most_seconds ? 1 : 0;
}
