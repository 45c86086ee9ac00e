// How fast texts go out in each form on one core: bench_forms SECONDS FILE... reads all files, then writes each form of them again and again for
// so many seconds. Beside it how long libxml2 takes to parse the Akoma Ntoso that was written: to write a file should cost about what it costs to read one.
// Prints one JSON object: of each form documents a second of the processor and bytes a document.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "document/akoma_ntoso_form.hpp"
#include "document/html_form.hpp"
#include "document/json_form.hpp"
#include "document/markdown_form.hpp"
#include "document/text_form.hpp"
#include "document/word_form.hpp"
#include "json/json.hpp"
#include "reading/reading.hpp"
#include "vocabulary/vocabulary.hpp"
#include "xml/reader.hpp"

using namespace comity;

namespace {

/// Of the processor, used by this process.
double seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

struct Measured {
    double a_second = 0, bytes = 0;
};

template <typename Given>
Measured measured(const std::vector<Given>& given, double enough, const std::function<std::size_t(const Given&)>& make) {
    std::size_t done = 0, bytes = 0;
    const double began = seconds();
    do {
        for (const Given& one : given) bytes += make(one);
        done += given.size();
    } while (seconds() - began < enough);
    return {static_cast<double>(done) / (seconds() - began), static_cast<double>(bytes) / static_cast<double>(done)};
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fputs("usage: bench_forms SECONDS FILE...\n", stderr);
        return 2;
    }
    const auto& words = vocabulary::standard();
    const double enough = std::strtod(argv[1], nullptr);
    std::vector<document::Document> documents;
    std::vector<std::string> marked_up;
    for (int i = 2; i < argc; ++i) {
        std::ifstream in(argv[i], std::ios::binary);
        documents.push_back(reading::read(std::string{std::istreambuf_iterator<char>(in), {}}, words));
        marked_up.push_back(to_akoma_ntoso(documents.back(), words));
    }
    using document::Document;
    const std::pair<const char*, std::function<std::size_t(const Document&)>> forms[] = {
        {"text", [](const Document& d) { return to_text(d).size(); }},
        {"markdown", [](const Document& d) { return to_markdown(d).size(); }},
        {"html", [](const Document& d) { return to_html(d).size(); }},
        {"json", [](const Document& d) { return json::write(to_json(d)).size(); }},
        {"akn", [&](const Document& d) { return to_akoma_ntoso(d, words).size(); }},
        {"docx", [](const Document& d) { return to_docx(d).size(); }},
    };
    const auto put = [](const char* name, const Measured& one) { fmt::print("\"{}\":{{\"a_second\":{:.0f},\"bytes\":{:.0f}}}", name, one.a_second, one.bytes); };
    fmt::print("{{");
    for (const auto& [name, make] : forms) {
        put(name, measured<Document>(documents, enough, make));
        fmt::print(",");
    }
    put("akn_read", measured<std::string>(marked_up, enough, [&](const std::string& xml) { return reading::read(xml, words).paragraphs.size(); }));
    fmt::print(",");
    put("libxml2", measured<std::string>(marked_up, enough, [](const std::string& xml) { return xml::read(xml).root.children.size(); }));
    fmt::print("}}\n");
}
