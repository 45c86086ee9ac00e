// Every real text that stands beside the project, and those of the demonstration, written in the forms that are to be read again, held against the
// rules of the form, and read again. Prints how many came back the same, and which did not.
//
//   round_trip SHARED PROJECT [EVERY]      only each EVERYth text
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include "document/akoma_ntoso_form.hpp"
#include "document/json_form.hpp"
#include "json/json.hpp"
#include "reading/reading.hpp"
#include "vocabulary/vocabulary.hpp"

namespace {

using comity::document::Document;
namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Without what belongs to the file that was read and not to the text.
Document text_alone(Document document) {
    document.sha256.clear();
    document.facts.clear();
    document.furniture.clear();
    document.diagnostics.clear();
    for (auto& paragraph : document.paragraphs) paragraph.lines.clear();
    for (auto& note : document.footnotes) note.lines.clear();
    return document;
}

class Schema {
public:
    explicit Schema(const fs::path& file) {
        xmlSchemaParserCtxtPtr parser = xmlSchemaNewParserCtxt(file.c_str());
        schema_ = xmlSchemaParse(parser);
        xmlSchemaFreeParserCtxt(parser);
    }
    ~Schema() { xmlSchemaFree(schema_); }
    Schema(const Schema&) = delete;
    Schema& operator=(const Schema&) = delete;

    [[nodiscard]] bool stands() const { return schema_ != nullptr; }
    /// What is wrong; "" if it is valid.
    std::string faults(const std::string& xml) {
        std::string faults;
        xmlDocPtr document = xmlReadMemory(xml.data(), static_cast<int>(xml.size()), "text.xml", nullptr, XML_PARSE_NONET);
        if (document == nullptr) return "not well formed";
        xmlSchemaValidCtxtPtr context = xmlSchemaNewValidCtxt(schema_);
        xmlSchemaSetValidStructuredErrors(context, [](void* to, xmlErrorPtr error) { static_cast<std::string*>(to)->append(error->message); }, &faults);
        if (xmlSchemaValidateDoc(context, document) != 0 && faults.empty()) faults = "invalid";
        xmlSchemaFreeValidCtxt(context);
        xmlFreeDoc(document);
        return faults;
    }

private:
    xmlSchemaPtr schema_ = nullptr;
};

/// Where two documents differ first, in words of their JSON.
std::string difference(const Document& before, const Document& after) {
    const std::string a = comity::json::write(to_json(before)), b = comity::json::write(to_json(after));
    const auto at = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
    const std::size_t from = at < 60 ? 0 : at - 60;
    return fmt::format("{} <> {}", a.substr(from, 120), b.substr(std::min(from, b.size()), 120));
}

struct Count {
    int texts = 0, valid = 0, same = 0;
    std::size_t bytes = 0;
    double seconds_out = 0, seconds_in = 0;
};

class Trial {
public:
    explicit Trial(const fs::path& schema) : schema_(schema) {}

    void text(const fs::path& file) {
        const auto& words = comity::vocabulary::with_demonstration();
        const Document document = comity::reading::read(bytes_of(file), words, {file.filename().string()});
        ++akn_.texts;
        const auto begin = std::chrono::steady_clock::now();
        const std::string xml = to_akoma_ntoso(document, words);
        const auto middle = std::chrono::steady_clock::now();
        const Document again = comity::reading::read(xml, words);
        akn_.seconds_in += std::chrono::duration<double>(std::chrono::steady_clock::now() - middle).count();
        akn_.seconds_out += std::chrono::duration<double>(middle - begin).count();
        akn_.bytes += xml.size();
        const std::string faults = schema_.stands() ? schema_.faults(xml) : std::string();
        if (faults.empty()) {
            ++akn_.valid;
        } else {
            fmt::print("{}: Akoma Ntoso is not valid: {}\n", file.filename().string(), faults.substr(0, 300));
        }
        if (text_alone(again) == text_alone(document)) {
            ++akn_.same;
        } else {
            fmt::print("{}: Akoma Ntoso: {}\n", file.filename().string(), difference(text_alone(document), text_alone(again)));
        }
    }

    int report() const {
        fmt::print("Akoma Ntoso: {} texts, {} valid by the schema{}, {} read again the same; {} KB, {:.0f} texts a second out, {:.0f} in\n", akn_.texts, akn_.valid,
                   schema_.stands() ? "" : " (which is not there)", akn_.same, akn_.bytes >> 10U, akn_.texts / akn_.seconds_out, akn_.texts / akn_.seconds_in);
        return akn_.valid == akn_.texts && akn_.same == akn_.texts ? 0 : 1;
    }

private:
    Schema schema_;
    Count akn_;
};

}  // namespace

int main(int count, char** arguments) {
    const std::vector<std::string> given(arguments + 1, arguments + count);
    const fs::path shared = given.at(0), project = given.at(1);
    const std::size_t every = given.size() > 2 ? std::stoul(given[2]) : 1;
    std::vector<fs::path> files;
    if (fs::exists(shared / "corpus")) {
        for (const auto& entry : fs::recursive_directory_iterator(shared / "corpus")) {
            if (entry.path().extension() == ".txt") files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    Trial trial(shared / "standards" / "akomantoso30.xsd");
    for (std::size_t i = 0; i < files.size(); i += every) trial.text(files[i]);
    for (const auto& entry : fs::directory_iterator(project / "demo" / "documents")) trial.text(entry.path());
    return trial.report();
}
