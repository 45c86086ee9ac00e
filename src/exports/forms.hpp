// Every form in which a text of a record goes out, with its name in commands and addresses, its ending and its media type. Commands,
// archives and folders make their files here.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "machinery/holdings/holdings.hpp"

namespace comity::exports {

enum class Form { text, markdown, html, akn, docx, odt, pdf, json };

struct FormKind {
    Form form = Form::text;
    std::string_view name;        ///< "akn": in commands and addresses
    std::string_view ending;      ///< ".xml", behind a file's name
    std::string_view media_type;
    bool bytes = false;           ///< nothing for a terminal
};
/// In the order in which they are offered.
std::span<const FormKind> forms() noexcept;
const FormKind& kind_of(Form form) noexcept;
std::optional<Form> form_named(std::string_view name) noexcept;

/// Forms that another program has to make: ODT and PDF by LibreOffice.
bool needs_a_program(Form form) noexcept;
/// Whether that program is installed here.
bool can_be_made(Form form);

/// A text as a file, marked with the notice if there is one; behind it the roll calls on it. Error(unavailable) if the program that a form needs is
/// missing, with what to install.
std::string made(Form form, const holdings::Holdings& holdings, const holdings::Shown& shown, const std::string& notice);

/// The same of a document that is in no record, such as a report that is being written: with the masthead of the United Nations where it has body and symbol.
std::string made(Form form, const document::Document& document, const vocabulary::Vocabulary& vocabulary, const std::string& notice);

/// The same for a server: Error(unavailable) where as many as may run at once are already at work, so that nobody who asks for PDFs keeps others waiting.
std::string made_unless_busy(Form form, const holdings::Holdings& holdings, const holdings::Shown& shown, const std::string& notice);
std::string made_unless_busy(Form form, const document::Document& document, const vocabulary::Vocabulary& vocabulary, const std::string& notice);

/// The text as JSON with all that stands beside it, and `invented` where it is.
json::Value as_json(const holdings::Holdings& holdings, const holdings::Shown& shown);

/// Where a citation leads outside of any record: the United Nations' own address of a document; "" for what has none.
std::string public_address(const std::string& target, const vocabulary::Vocabulary& vocabulary);

/// Names of files that every file system takes, each once whatever it makes of capitals.
class FileNames {
public:
    /// "A_RES_78_199", "A_RES_78_199.fr"; without an ending.
    std::string of(const holdings::Item& item);

private:
    std::set<std::string> taken_;
};

}  // namespace comity::exports
