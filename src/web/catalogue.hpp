// The words of the interface: one catalogue a language (assets/i18n/LANGUAGE.json), messages in ICU's notation. Of it are
// understood: {name}; {name, plural, =0 {..} one {# text} other {# texts}}; {name, select, a {..} other {..}}; and the
// marks <b> <i> <code> <kbd>, which become markup. Everything else in a message is text. Which plural goes with a number is ICU's business.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "document/html_page.hpp"
#include "text/text.hpp"
#include "web/value.hpp"

namespace comity::web {

/// The value of an argument; nullptr if the caller has none of that name.
using Arguments = std::function<const Value*(std::string_view)>;

class Catalogue {
public:
    /// Throws Error(bad_request) naming the message that can't be read. What it does not have is taken from `fallback`, which must outlive it.
    Catalogue(std::string language, std::string_view json, const Catalogue* fallback = nullptr);
    /// The words of another catalogue with every letter changed and the script turned round: on a page in it, plain letters are words that
    /// stand outside the catalogue. Its language is "qps".
    static Catalogue mirrored(std::string_view json);
    ~Catalogue();
    Catalogue(Catalogue&&) noexcept;

    [[nodiscard]] const std::string& language() const noexcept { return language_; }
    [[nodiscard]] bool has(std::string_view id) const noexcept;
    /// What the file says of itself: "language" (its name in itself), "read by a native speaker" ("no", or who and when).
    [[nodiscard]] std::string about(std::string_view what) const;
    [[nodiscard]] std::vector<std::string> ids() const;
    /// Names of the arguments that a message takes.
    [[nodiscard]] std::vector<std::string> arguments_of(std::string_view id) const;

    /// As safe markup. Throws Error(not_found) for an unknown message or an argument that is not given.
    [[nodiscard]] Html html(std::string_view id, const Arguments& arguments) const;
    [[nodiscard]] Html html(std::string_view id, const View& arguments = {}) const;
    /// As plain text, for places that are no HTML.
    [[nodiscard]] std::string text(std::string_view id, const View& arguments = {}) const;

    /// "2,443" as the language has it.
    [[nodiscard]] std::string number(std::int64_t number) const;
    /// Digits of a year or another figure that has no groups, as the language writes them.
    [[nodiscard]] std::string figures(std::string_view plain) const;
    /// "19 December 2023" as the language has it.
    [[nodiscard]] std::string date(const Date& date) const;

    struct Message;

private:
    std::string language_;
    const Catalogue* fallback_;
    text::Plurals plurals_;
    std::vector<std::string> digits_;  ///< from 0 to 9, as the language writes them
    std::string separator_;
    std::map<std::string, std::string, std::less<>> about_;
    std::map<std::string, std::unique_ptr<Message>, std::less<>> messages_;

    friend class MessageWriter;
    const Message& message(std::string_view id) const;
    void keep_figures();
};

/// The one way in which text becomes HTML.
inline std::string escaped(std::string_view text) { return document::html_escaped(text); }

}  // namespace comity::web
