// Every real text that stands beside the project, and those of the demonstration, written in the forms that are to be read again, held against the
// rules of the form, and read again. Prints how many came back the same, and which did not.
//
//   round_trip SHARED PROJECT [EVERY [FORM]]      only each EVERYth text, only one of akn, text, html
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include "document/akoma_ntoso_form.hpp"
#include "document/html_form.hpp"
#include "document/json_form.hpp"
#include "document/text_form.hpp"
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

/// A form that is to be read again.
struct Form {
    std::string name;
    std::function<std::string(const Document&)> write;
    int texts = 0, valid = 0, same = 0;
    std::size_t bytes = 0;
    double seconds_out = 0, seconds_in = 0;
};

class Trial {
public:
    Trial(const fs::path& schema, std::string only) : schema_(schema) {
        const auto add = [&](std::string name, std::function<std::string(const Document&)> write) {
            if (only.empty() || only == name) forms_.push_back({std::move(name), std::move(write)});
        };
        add("akn", [](const Document& document) { return to_akoma_ntoso(document, comity::vocabulary::with_demonstration()); });
        add("text", [](const Document& document) { return to_text(document, {.ending = comity::document::Ending::paragraph_list}); });
        add("html", [](const Document& document) { return to_html(document); });
    }

    void text(const fs::path& file) {
        const Document document = comity::reading::read(bytes_of(file), comity::vocabulary::with_demonstration(), {file.filename().string()});
        for (Form& form : forms_) trial(form, document, file.filename().string());
    }

    int report() const {
        bool good = true;
        for (const Form& form : forms_) {
            const std::string valid = form.name == "akn" ? fmt::format("{} valid by the schema{}, ", form.valid, schema_.stands() ? "" : " (which is not there)") : "";
            fmt::print("{}: {} texts, {}{} read again the same; {} KB, {:.0f} texts a second out, {:.0f} in\n", form.name, form.texts, valid, form.same, form.bytes >> 10U, form.texts / form.seconds_out,
                       form.texts / form.seconds_in);
            good = good && form.valid == form.texts && form.same == form.texts;
        }
        return good ? 0 : 1;
    }

private:
    void trial(Form& form, const Document& document, const std::string& name) {
        ++form.texts;
        const auto begin = std::chrono::steady_clock::now();
        const std::string written = form.write(document);
        const auto middle = std::chrono::steady_clock::now();
        const Document again = comity::reading::read(written, comity::vocabulary::with_demonstration());
        form.seconds_in += std::chrono::duration<double>(std::chrono::steady_clock::now() - middle).count();
        form.seconds_out += std::chrono::duration<double>(middle - begin).count();
        form.bytes += written.size();
        const std::string faults = form.name == "akn" && schema_.stands() ? schema_.faults(written) : std::string();
        if (faults.empty()) {
            ++form.valid;
        } else {
            fmt::print("{}: {} is not valid: {}\n", name, form.name, faults.substr(0, 300));
        }
        if (text_alone(again) == text_alone(document)) {
            ++form.same;
        } else {
            fmt::print("{}: {}: {}\n", name, form.name, difference(text_alone(document), text_alone(again)));
        }
    }

    Schema schema_;
    std::vector<Form> forms_;
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
    Trial trial(shared / "standards" / "akomantoso30.xsd", given.size() > 3 ? given[3] : std::string());
    for (std::size_t i = 0; i < files.size(); i += every) trial.text(files[i]);
    for (const auto& entry : fs::directory_iterator(project / "demo" / "documents")) trial.text(entry.path());
    return trial.report();
}
