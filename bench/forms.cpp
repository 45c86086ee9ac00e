// How fast texts go out in each form, and come in from each format, on one core.
//   bench_forms out SECONDS FILE...    reads all files, then writes each form of them again and again for so many seconds
//   bench_forms in SECONDS FILE...     reads the files, as they are, again and again; PDF, DOC and RTF with the programs that make them readable
//   bench_forms make FOLDER FILE...    writes each text as DOCX into the folder, for other programs to go on with
// `out` also tells how long libxml2 takes to parse the Akoma Ntoso that was written: to write a file should cost about what it costs to read one. Prints one
// JSON object: of each form documents a second of the processor, other programs' time included, and bytes a document.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>

#include <sys/resource.h>

#include "converting/converting.hpp"
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

/// Of the processor, used by this process and by those that it has run.
double seconds() {
    double all = 0;
    for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
        rusage used{};
        getrusage(who, &used);
        all += static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
    }
    return all;
}

std::string bytes_of(const char* file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

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

void put(const char* name, const Measured& one) { fmt::print("\"{}\":{{\"a_second\":{:.1f},\"bytes\":{:.0f}}}", name, one.a_second, one.bytes); }

void measure_in(double enough, const std::vector<const char*>& files) {
    std::vector<std::string> given;
    for (const char* file : files) given.push_back(bytes_of(file));
    fmt::print("{{");
    put("in", measured<std::string>(given, enough, [](const std::string& bytes) {
        (void)converting::read(bytes, vocabulary::standard());
        return bytes.size();
    }));
    fmt::print("}}\n");
}

void make(const std::filesystem::path& folder, const std::vector<const char*>& files) {
    for (const char* file : files) {
        const auto document = reading::read(bytes_of(file), vocabulary::standard(), {.file_name = std::filesystem::path(file).filename().string()});
        const auto write = [&](const char* ending, const std::string& bytes) {
            std::ofstream(folder / (std::filesystem::path(file).stem().string() + ending), std::ios::binary) << bytes;
        };
        write(".docx", to_docx(document));
        write(".html", to_html(document));
        write(".xml", to_akoma_ntoso(document, vocabulary::standard()));
    }
}

void measure_out(double enough, const std::vector<const char*>& files) {
    const auto& words = vocabulary::standard();
    std::vector<document::Document> documents;
    std::vector<std::string> marked_up;
    for (const char* file : files) {
        documents.push_back(reading::read(bytes_of(file), words));
        marked_up.push_back(to_akoma_ntoso(documents.back(), words));
    }
    using document::Document;
    const std::pair<const char*, std::function<std::size_t(const Document&)>> forms[] = {
        {"text", [](const Document& d) { return to_text(d, {.ending = document::Ending::paragraph_list}).size(); }},
        {"markdown", [](const Document& d) { return to_markdown(d).size(); }},
        {"html", [](const Document& d) { return to_html(d).size(); }},
        {"json", [](const Document& d) { return json::write(to_json(d)).size(); }},
        {"akn", [&](const Document& d) { return to_akoma_ntoso(d, words).size(); }},
        {"docx", [](const Document& d) { return to_docx(d).size(); }},
    };
    fmt::print("{{");
    for (const auto& [name, make_one] : forms) {
        put(name, measured<Document>(documents, enough, make_one));
        fmt::print(",");
    }
    const bool office = [] {
        for (const auto& program : converting::programs_used()) {
            if (program.name == "soffice" && program.path) return true;
        }
        return false;
    }();
    // each takes more than a second: some are enough
    const std::vector<Document> some(documents.begin(), documents.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(documents.size(), 10)));
    for (const auto& [name, form] : {std::pair("odt", converting::OfficeForm::odt), std::pair("pdf", converting::OfficeForm::pdf)}) {
        if (!office) break;
        put(name, measured<Document>(some, 0, [form = form](const Document& d) { return converting::by_office(to_docx(d), converting::OfficeForm::docx, form).size(); }));
        fmt::print(",");
    }
    put("libxml2", measured<std::string>(marked_up, enough, [](const std::string& xml) { return xml::read(xml).root.children.size(); }));
    fmt::print("}}\n");
}

}  // namespace

int main(int argc, char** argv) {
    const std::string what = argc > 3 ? argv[1] : "";
    const std::vector<const char*> files(argv + std::min(argc, 3), argv + argc);
    if (what == "in") return measure_in(std::strtod(argv[2], nullptr), files), 0;
    if (what == "out") return measure_out(std::strtod(argv[2], nullptr), files), 0;
    if (what == "make") return make(argv[2], files), 0;
    std::fputs("usage: bench_forms in|out SECONDS FILE... or make FOLDER FILE...\n", stderr);
    return 2;
}
