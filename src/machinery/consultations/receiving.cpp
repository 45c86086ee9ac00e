#include "machinery/consultations/receiving.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "base/error.hpp"
#include "converting/converting.hpp"
#include "machinery/consultations/mail.hpp"
#include "machinery/consultations/pages.hpp"
#include "text/text.hpp"

namespace comity::consultations {

namespace fs = std::filesystem;

namespace {

std::int64_t words_in(std::string_view text) {
    std::int64_t count = 0;
    text::for_each_word(text, [&](std::string_view, std::uint32_t, std::uint32_t) { ++count; });
    return count;
}

/// All words of a document in their order: what a title, paragraphs and notes say.
std::string words_of(const document::Document& document) {
    std::string text;
    const auto put = [&](std::string_view mark, std::string_view words) {
        if (words.empty()) return;
        if (!text.empty()) text += "\n\n";
        text += mark.empty() ? std::string(words) : fmt::format("{} {}", mark, words);
    };
    if (document.title) put("", *document.title);
    for (const document::Paragraph& paragraph : document.paragraphs) {
        const std::string mark = !paragraph.number ? "" : paragraph.number->starts_with('(') ? *paragraph.number : *paragraph.number + ".";
        put(mark, paragraph.text);
    }
    for (const document::Footnote& note : document.footnotes) put(note.mark, note.text);
    return text;
}

std::string file_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    if (!file) throw Error(Fault::unavailable, "{} can't be read", path.string());
    return std::move(bytes).str();
}

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (!entry.path().filename().string().starts_with('.')) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

void take_file(const fs::path& path, const vocabulary::Vocabulary& vocabulary, std::vector<Arrived>& all) {
    std::string bytes = file_of(path);
    if (is_mailbox(bytes)) {
        int number = 0;
        for (const std::string& message : messages_of(bytes)) all.push_back(arrived_mail(fmt::format("{}, message {}", path.string(), ++number), message, vocabulary));
    } else if (is_mail(bytes)) {
        all.push_back(arrived_mail(path.string(), bytes, vocabulary));
    } else {
        all.push_back({path.string(), "", "", "file", {read_handed(path.filename().string(), std::move(bytes), vocabulary)}});
    }
}

}  // namespace

Handed read_handed(std::string name, std::string bytes, const vocabulary::Vocabulary& vocabulary) {
    Handed handed{std::move(name), std::move(bytes), "", "", "", 0, false};
    try {
        const auto converted = converting::made_readable(handed.bytes);
        const std::string_view readable = converting::readable(handed.bytes, converted);
        const document::Document document = reading::read(readable, vocabulary, {handed.name});
        // Of plain text every line stays, as whoever wrote it set it.
        handed.text = reading::recognize(handed.bytes) == reading::Format::plain_text ? text::normalized(handed.bytes) : words_of(document);
        handed.language = document.language;
        handed.words = words_in(handed.text);
        handed.pages = pages_of(readable, handed.words);
        if (handed.words == 0) handed.text.clear(), handed.trouble = "no words were found in it: it may be a scan";
    } catch (const Error& error) {
        handed.trouble = error.what();
    }
    return handed;
}

Arrived arrived_mail(std::string path, std::string_view bytes, const vocabulary::Vocabulary& vocabulary) {
    Mail mail = read_mail(bytes);
    Arrived arrived{std::move(path), mail.from_name.empty() ? mail.from_address : mail.from_name, mail.received.value_or(""), "e-mail", {}};
    // The message itself is kept as it came; its words are those of its body.
    Handed body{mail.subject.empty() ? "message.eml" : mail.subject.substr(0, 150) + ".eml", std::string(bytes), mail.text, "", "", words_in(mail.text), false, 0};
    body.pages = pages_of("", body.words);
    for (const std::string& trouble : mail.troubles) body.trouble += (body.trouble.empty() ? "" : "; ") + trouble;
    if (body.text.empty() && mail.attachments.empty()) body.trouble = "the message has no words";
    if (body.text.empty()) body.text = mail.subject.empty() ? "-" : mail.subject;
    arrived.parts.push_back(std::move(body));
    for (Attachment& one : mail.attachments) arrived.parts.push_back(read_handed(std::move(one.name), std::move(one.bytes), vocabulary));
    return arrived;
}

Handed typed_words(std::string_view words) {
    Handed handed;
    handed.text = text::normalized(words);
    handed.words = words_in(handed.text);
    handed.pages = pages_of("", handed.words);
    return handed;
}

std::vector<Arrived> arrived(const std::vector<fs::path>& paths, const vocabulary::Vocabulary& vocabulary) {
    std::vector<Arrived> all;
    for (const fs::path& path : paths) {
        std::error_code ignored;
        if (!fs::exists(path, ignored)) throw Error(Fault::not_found, "there is no file {}", path.string());
        if (!fs::is_directory(path, ignored)) {
            take_file(path, vocabulary, all);
            continue;
        }
        for (const fs::path& inside : files_in(path)) {
            if (!fs::is_directory(inside, ignored)) {
                take_file(inside, vocabulary, all);
                continue;
            }
            Arrived whole{inside.string(), inside.filename().string(), "", "file", {}};
            for (const fs::path& file : files_in(inside)) {
                if (!fs::is_directory(file, ignored)) whole.parts.push_back(read_handed(file.filename().string(), file_of(file), vocabulary));
            }
            if (!whole.parts.empty()) all.push_back(std::move(whole));
        }
    }
    return all;
}

}  // namespace comity::consultations
