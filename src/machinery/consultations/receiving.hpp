// What comes in, made ready to be registered: files of every format with their words, e-mail with its attachments. Slow (it may run other programs), so it is done
// before the record's pen is taken.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::consultations {

/// One part as it came.
struct Handed {
    std::string name;      ///< of the file; "" of typed words
    std::string bytes;     ///< "" of typed words
    std::string text;      ///< "" if it could not be read
    std::string trouble;   ///< why not
    std::string language;  ///< as it was read; "" if that is not known
    std::int64_t words = 0;
    bool closed = false;   ///< confidential, whatever the whole is
    std::int64_t pages = 0;  ///< by the rule of pages.hpp
};
/// Never throws on content: what can't be read is kept, and says so.
Handed read_handed(std::string name, std::string bytes, const vocabulary::Vocabulary& vocabulary);
Handed typed_words(std::string_view words);

/// Of one path: one submission, but of a box of mail one for each message.
struct Arrived {
    std::string path;      ///< as it is named to people: "box.mbox, message 3"
    std::string from;      ///< as an e-mail names its sender; "" of files
    std::string received;  ///< "2031-05-03T16:00:00Z" of an e-mail, if its server says so; else ""
    std::string form;      ///< "file", "e-mail"
    std::vector<Handed> parts;
};
/// One message, as it is kept, with its attachments.
Arrived arrived_mail(std::string path, std::string_view bytes, const vocabulary::Vocabulary& vocabulary);
/// Files, and folders with the files directly in them, by their names; of a folder's folders each is one submission of all its files, from who the folder is
/// named after. Error(not_found) for a path that is not there.
std::vector<Arrived> arrived(const std::vector<std::filesystem::path>& paths, const vocabulary::Vocabulary& vocabulary);

}  // namespace comity::consultations
