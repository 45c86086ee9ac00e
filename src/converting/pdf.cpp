#include <algorithm>

#include "converting/inside.hpp"

namespace comity::converting {

namespace {

using namespace std::chrono_literals;

programs::Outcome pages(const PassingFolder& folder, const char* further) {
    programs::Command command{std::string(pdf_program), std::string(pdf_package), {}, {}, {}};
    // Places with their fractions, as lines of small print stand closer than whole points can tell. The threshold was measured on PDFs of the
    // United Nations: at poppler's own 10 per cent words fall apart where Word has kerned them ("framew ork"), from 15 on none does.
    command.arguments = {"-xml", "-i", "-q", "-noroundcoord", "-wbt", "20", "-enc", "UTF-8", "-stdout", "in.pdf"};
    if (further != nullptr) command.arguments.insert(command.arguments.begin(), further);
    command.limits = {.processor = 60s, .wall = 120s, .memory = std::size_t{1} << 30U, .output = largest};
    return run_in_turn(command, folder);
}

/// The text of an element that isn't blank: outside of all tags.
bool has_words(std::string_view xml) {
    bool tag = false;
    for (const char c : xml.substr(std::min(xml.find("<page "), xml.size()))) {
        if (c == '<') tag = true;
        else if (c == '>') tag = false;
        else if (!tag && static_cast<unsigned char>(c) > ' ') return true;
    }
    return false;
}

bool said(const programs::Outcome& outcome, std::string_view words) { return outcome.talk.find(words) != std::string::npos || outcome.output.find(words) < 400; }

void demand_pages(const programs::Outcome& outcome) {
    demand_its_end(outcome, pdf_program);
    if (said(outcome, "ncorrect password")) throw Error(Fault::bad_request, "the file is a PDF that a password locks: open it with its password, save it without one, and give that");
    if (said(outcome, "not allowed")) throw Error(Fault::bad_request, "the file is a PDF whose maker has closed it to copying: ask for a file that is open, or take the text from elsewhere");
    if (outcome.output.find("<page ") == std::string::npos) throw Error(Fault::bad_request, "the file is a PDF that is damaged or empty: no page of it can be read");
}

/// Behind `version="` of the root.
std::string version_in(std::string_view xml) {
    const std::string_view head = xml.substr(0, 600);
    const auto root = head.find("<pdf2xml");
    const auto begin = root == std::string_view::npos ? root : head.find("version=\"", root);
    if (begin == std::string_view::npos) return {};
    const std::string_view version = head.substr(begin + 9, 40);
    return " " + std::string(version.substr(0, version.find('"')));
}

/// XML as every reader takes it: no document type, no control characters (poppler passes on what fonts map to them).
std::string plain(std::string_view xml, std::string_view sha256, std::string_view by) {
    const auto root = xml.find("<pdf2xml");
    std::string out = fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- made by {} from the PDF with the SHA-256 {} -->\n", by, sha256);
    for (const char c : xml.substr(root == std::string_view::npos ? 0 : root)) {
        if (static_cast<unsigned char>(c) >= ' ' || c == '\n' || c == '\t') out += c;
    }
    return out;
}

}  // namespace

Converted pages_of_pdf(std::string_view bytes, std::string_view sha256) {
    if (bytes.size() > largest) throw Error(Fault::limit, "the file has {} MB; PDFs of up to {} MB are read", bytes.size() >> 20U, largest >> 20U);
    const PassingFolder folder;
    folder.write("in.pdf", bytes);
    programs::Outcome outcome = pages(folder, nullptr);
    demand_pages(outcome);
    std::string_view hidden;
    if (!has_words(outcome.output)) {
        // A scan over whose picture a program has laid the words that it recognized, unseen.
        outcome = pages(folder, "-hidden");
        demand_pages(outcome);
        if (!has_words(outcome.output)) {
            throw Error(Fault::bad_request, "the file is a PDF of pictures without words, a scan: have its words recognized first (by a program that does so, into a new PDF), or take the text from elsewhere");
        }
        hidden = ", words recognized from a scan";
    }
    const std::string by = fmt::format("{}{}{}", pdf_program, version_in(outcome.output), hidden);
    return {plain(outcome.output, sha256, by), by};
}

}  // namespace comity::converting
