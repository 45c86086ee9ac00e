#include "web/catalogue.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "base/error.hpp"
#include "json/json.hpp"

namespace comity::web {

struct Catalogue::Message {
    struct Case {
        std::string name;  ///< "one", "=0", "resolution"
        std::unique_ptr<Message> message;
    };
    enum class What { text, argument, hash, plural, select };
    struct Part {
        What what = What::text;
        std::string text;  ///< words, or the name of the argument
        std::vector<Case> cases;
    };
    std::vector<Part> parts;
};

namespace {

using Message = Catalogue::Message;
using What = Message::What;

constexpr std::array<std::string_view, 8> marks = {"<b>", "</b>", "<i>", "</i>", "<code>", "</code>", "<kbd>", "</kbd>"};

std::string_view mark_at(std::string_view text) noexcept {
    for (const std::string_view mark : marks) {
        if (text.starts_with(mark)) return mark;
    }
    return {};
}

/// Reads one message after the syntax of ICU's MessageFormat, as far as catalogue.hpp promises.
class Reader {
public:
    Reader(std::string_view id, std::string_view pattern) : id_(id), rest_(pattern) {}

    std::unique_ptr<Message> whole() {
        auto message = read(Inside::nothing);
        if (!rest_.empty()) throw wrong("a closing brace too many");
        return message;
    }

private:
    enum class Inside { nothing, select, plural };

    std::unique_ptr<Message> read(Inside inside) {
        auto message = std::make_unique<Message>();
        std::string text;
        const auto flush = [&] {
            if (!text.empty()) message->parts.push_back({What::text, std::exchange(text, {}), {}});
        };
        while (!rest_.empty() && rest_.front() != '}') {
            const char c = rest_.front();
            if (c == '{') {
                flush();
                rest_.remove_prefix(1);
                message->parts.push_back(argument());
            } else if (c == '#' && inside == Inside::plural) {
                flush();
                rest_.remove_prefix(1);
                message->parts.push_back({What::hash, {}, {}});
            } else {
                text += c;
                rest_.remove_prefix(1);
            }
        }
        flush();
        return message;
    }

    Message::Part argument() {
        Message::Part part{What::argument, word(), {}};
        if (part.text.empty()) throw wrong("an argument without a name");
        if (take('}')) return part;
        if (!take(',')) throw wrong("a comma or a closing brace is missing");
        const std::string sort = word();
        if (sort != "plural" && sort != "select") throw wrong("only plural and select are known");
        part.what = sort == "plural" ? What::plural : What::select;
        if (!take(',')) throw wrong("a comma is missing");
        while (!take('}')) part.cases.push_back(one_case(part.what == What::plural ? Inside::plural : Inside::select));
        const bool has_other = std::any_of(part.cases.begin(), part.cases.end(), [](const auto& one) { return one.name == "other"; });
        if (!has_other) throw wrong("the case \"other\" is missing");
        return part;
    }

    Message::Case one_case(Inside inside) {
        std::string name = word();
        if (name.empty() || !take('{')) throw wrong("a case is a name and a text in braces");
        auto message = read(inside);
        if (!take('}')) throw wrong("a closing brace is missing");
        return {std::move(name), std::move(message)};
    }

    std::string word() {
        skip_blanks();
        const std::size_t end = std::min(rest_.find_first_of(" ,{}\n\t"), rest_.size());
        std::string found(rest_.substr(0, end));
        rest_.remove_prefix(end);
        return found;
    }

    bool take(char c) {
        skip_blanks();
        if (rest_.empty() || rest_.front() != c) return false;
        // What follows the brace that opens a case is text, blanks and all.
        rest_.remove_prefix(1);
        return true;
    }

    void skip_blanks() {
        while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\n' || rest_.front() == '\t')) rest_.remove_prefix(1);
    }

    [[nodiscard]] Error wrong(std::string_view what) const { return Error(Fault::bad_request, "message \"{}\" can't be read: {}", id_, what); }

    std::string_view id_, rest_;
};

void collect(const Message& message, std::set<std::string>& names) {
    for (const auto& part : message.parts) {
        if (part.what != What::text && part.what != What::hash) names.insert(part.text);
        for (const auto& one : part.cases) collect(*one.message, names);
    }
}

const Message& chosen(const Message::Part& part, std::string_view name, std::string_view exact) {
    const Message* other = nullptr;
    const Message* named = nullptr;
    for (const auto& one : part.cases) {
        if (one.name == exact) return *one.message;
        if (one.name == name) named = one.message.get();
        if (one.name == "other") other = one.message.get();
    }
    return named != nullptr ? *named : *other;
}

enum class Form { html, text };

}  // namespace

class MessageWriter {
public:
    MessageWriter(const Catalogue& catalogue, Form form, std::string_view id, const Arguments& arguments)
        : catalogue_(catalogue), form_(form), id_(id), arguments_(arguments) {}

    std::string write(const Message& message) {
        add(message, std::nullopt);
        return std::move(out_);
    }

private:
    void add(const Message& message, std::optional<std::int64_t> number) {
        for (const auto& part : message.parts) {
            switch (part.what) {
                case What::text: add_words(part.text); break;
                case What::hash: out_ += catalogue_.number(number.value_or(0)); break;
                case What::argument: add_value(argument(part.text)); break;
                case What::plural: {
                    const auto* count = std::get_if<std::int64_t>(&argument(part.text).held());
                    if (count == nullptr) throw Error(Fault::not_found, "message \"{}\" wants a number for \"{}\"", id_, part.text);
                    add(chosen(part, catalogue_.plurals_.form(*count), fmt::format("={}", *count)), *count);
                    break;
                }
                case What::select: {
                    const auto* name = std::get_if<std::string>(&argument(part.text).held());
                    if (name == nullptr) throw Error(Fault::not_found, "message \"{}\" wants a word for \"{}\"", id_, part.text);
                    add(chosen(part, *name, *name), number);
                    break;
                }
            }
        }
    }

    const Value& argument(const std::string& name) const {
        const Value* value = arguments_(name);
        if (value == nullptr) throw Error(Fault::not_found, "message \"{}\" has no value for \"{}\"", id_, name);
        return *value;
    }

    void add_text(std::string_view text) { out_ += form_ == Form::html ? escaped(text) : std::string(text); }

    void add_words(std::string_view text) {
        while (!text.empty()) {
            const std::size_t sign = std::min(text.find('<'), text.size());
            add_text(text.substr(0, sign));
            text.remove_prefix(sign);
            if (text.empty()) return;
            const std::string_view mark = mark_at(text);
            if (mark.empty()) {
                add_text("<");
            } else if (form_ == Form::html) {
                out_ += mark;
            }
            text.remove_prefix(std::max<std::size_t>(mark.size(), 1));
        }
    }

    void add_value(const Value& value) {
        const Value::Held& held = value.held();
        if (const auto* text = std::get_if<std::string>(&held)) return add_text(*text);
        if (const auto* number = std::get_if<std::int64_t>(&held)) return add_text(catalogue_.number(*number));
        if (const auto* date = std::get_if<Date>(&held)) return add_text(catalogue_.date(*date));
        const auto* html = std::get_if<Html>(&held);
        if (html == nullptr || form_ == Form::text) throw Error(Fault::not_found, "message \"{}\" can't write an argument of this sort", id_);
        out_ += html->markup;
    }

    const Catalogue& catalogue_;
    Form form_;
    std::string_view id_;
    const Arguments& arguments_;
    std::string out_;
};

namespace {

Arguments from(const View& view) {
    return [&view](std::string_view name) { return view.find(name); };
}

}  // namespace

Catalogue::Catalogue(std::string language, std::string_view text, const Catalogue* fallback)
    : language_(std::move(language)), fallback_(fallback), plurals_(language_ == "qps" ? "en" : language_) {
    const json::Value parsed = json::parse(text);
    if (parsed.as_object() == nullptr) throw Error(Fault::bad_request, "the catalogue of \"{}\" is no JSON object", language_);
    for (const auto& [id, pattern] : *parsed.as_object()) {
        if (pattern.as_string() == nullptr) throw Error(Fault::bad_request, "message \"{}\" is no text", id);
        if (id.starts_with('@')) {
            about_.emplace(id.substr(1), *pattern.as_string());
        } else {
            messages_.emplace(id, Reader(id, *pattern.as_string()).whole());
        }
    }
    keep_figures();
}

void Catalogue::keep_figures() {
    separator_ = has("number.separator") || fallback_ != nullptr ? text("number.separator") : ",";
    const std::string digits = has("number.digits") || fallback_ != nullptr ? text("number.digits") : "0123456789";
    for (const char c : digits) {
        if ((static_cast<unsigned char>(c) & 0xC0U) == 0x80U) {
            digits_.back() += c;
        } else {
            digits_.emplace_back(1, c);
        }
    }
    if (digits_.size() != 10) throw Error(Fault::bad_request, "message \"number.digits\" of \"{}\" has not ten digits", language_);
}

namespace {

/// Each letter as one of another look, that no text of a document or of the interface has in its place.
std::string_view changed(char letter) noexcept {
    constexpr std::array<std::string_view, 26> small = {"á", "ƀ", "ç", "đ", "é", "ƒ", "ğ", "ħ", "í", "ĵ", "ķ", "ł", "ɱ", "ñ", "ó", "þ", "ɋ", "ř", "š", "ŧ", "ú", "ṽ", "ŵ", "ẋ", "ý", "ž"};
    constexpr std::array<std::string_view, 26> large = {"Á", "Ɓ", "Ç", "Đ", "É", "Ƒ", "Ğ", "Ħ", "Í", "Ĵ", "Ķ", "Ł", "Ṁ", "Ñ", "Ó", "Þ", "Ɋ", "Ř", "Š", "Ŧ", "Ú", "Ṽ", "Ŵ", "Ẋ", "Ý", "Ž"};
    if (letter >= 'a' && letter <= 'z') return small[static_cast<std::size_t>(letter - 'a')];
    if (letter >= 'A' && letter <= 'Z') return large[static_cast<std::size_t>(letter - 'A')];
    return {};
}

std::string changed_words(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::string_view mark = mark_at(text);
        if (!mark.empty()) {
            out += mark;
            text.remove_prefix(mark.size());
            continue;
        }
        const std::string_view other = changed(text.front());
        out += other.empty() ? text.substr(0, 1) : other;
        text.remove_prefix(1);
    }
    return out;
}

void change_words(Message& message) {
    for (auto& part : message.parts) {
        if (part.what == What::text) part.text = changed_words(part.text);
        for (auto& one : part.cases) change_words(*one.message);
    }
}

}  // namespace

Catalogue Catalogue::mirrored(std::string_view json) {
    Catalogue made("qps", json);
    for (auto& [id, message] : made.messages_) {
        // The name of the program, and what is no text but a sign for the program itself.
        if (id == "brand" || id.starts_with("number.")) continue;
        if (id == "direction") {
            message->parts.clear();
            message->parts.push_back({What::text, "rtl", {}});
        } else {
            change_words(*message);
        }
    }
    return made;
}

std::string Catalogue::about(std::string_view what) const {
    const auto at = about_.find(what);
    return at == about_.end() ? std::string() : at->second;
}

Catalogue::~Catalogue() = default;
Catalogue::Catalogue(Catalogue&&) noexcept = default;

bool Catalogue::has(std::string_view id) const noexcept { return messages_.find(id) != messages_.end(); }

std::vector<std::string> Catalogue::ids() const {
    std::vector<std::string> found;
    for (const auto& [id, message] : messages_) found.push_back(id);
    return found;
}

std::vector<std::string> Catalogue::arguments_of(std::string_view id) const {
    std::set<std::string> names;
    collect(message(id), names);
    return {names.begin(), names.end()};
}

const Catalogue::Message& Catalogue::message(std::string_view id) const {
    const auto at = messages_.find(id);
    if (at == messages_.end() && fallback_ != nullptr) return fallback_->message(id);
    if (at == messages_.end()) throw Error(Fault::not_found, "there is no message \"{}\" in the catalogue of \"{}\"", id, language_);
    return *at->second;
}

Html Catalogue::html(std::string_view id, const Arguments& arguments) const {
    return {MessageWriter(*this, Form::html, id, arguments).write(message(id))};
}

Html Catalogue::html(std::string_view id, const View& arguments) const { return html(id, from(arguments)); }

std::string Catalogue::text(std::string_view id, const View& arguments) const {
    const Arguments given = from(arguments);
    return MessageWriter(*this, Form::text, id, given).write(message(id));
}

std::string Catalogue::number(std::int64_t number) const {
    const std::string plain = std::to_string(number);
    std::string out;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        if (plain[i] == '-') {
            out += '-';
            continue;
        }
        out += digits_[static_cast<std::size_t>(plain[i] - '0')];
        const std::size_t left = plain.size() - i - 1;
        if (left != 0 && left % 3 == 0) out += separator_;
    }
    return out;
}

std::string Catalogue::figures(std::string_view plain) const {
    std::string out;
    for (const char c : plain) {
        if (c >= '0' && c <= '9') {
            out += digits_[static_cast<std::size_t>(c - '0')];
        } else {
            out += c;
        }
    }
    return out;
}

std::string Catalogue::date(const Date& date) const {
    return text("date.long", {{"day", figures(std::to_string(date.day()))}, {"month", text(fmt::format("month.{}", date.month()))}, {"year", figures(std::to_string(date.year()))}});
}

}  // namespace comity::web
