#include "json/json.hpp"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "json/inside.hpp"

namespace comity::json {

const Value& Value::operator[](std::string_view name) const {
    static const Value none;
    if (const auto* members = as_object()) {
        for (const auto& [key, value] : *members) {
            if (key == name) return value;
        }
    }
    return none;
}

std::string Value::text(std::string_view name) const {
    const auto* string = (*this)[name].as_string();
    return string ? *string : std::string();
}

std::int64_t Value::integer(std::string_view name, std::int64_t otherwise) const {
    const auto* number = (*this)[name].as_integer();
    return number ? *number : otherwise;
}

void Value::put(std::string_view name, Value value) {
    if (is_null()) held_ = Object{};
    auto* members = std::get_if<Object>(&held_);
    COMITY_ENSURE(members != nullptr);
    const auto at = std::find_if(members->begin(), members->end(), [&](const auto& member) { return member.first == name; });
    if (at != members->end()) {
        at->second = std::move(value);
    } else {
        members->emplace_back(std::string(name), std::move(value));
    }
}

std::size_t well_formed(std::string_view text, std::size_t at) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(at + i < text.size() ? text[at + i] : 0); };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
    const unsigned char first = byte(0);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        if (!follows(1) || !follows(2)) return 0;
        if (first == 0xE0 && byte(1) < 0xA0) return 0;
        if (first == 0xED && byte(1) > 0x9F) return 0;
        return 3;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        if (!follows(1) || !follows(2) || !follows(3)) return 0;
        if (first == 0xF0 && byte(1) < 0x90) return 0;
        if (first == 0xF4 && byte(1) > 0x8F) return 0;
        return 4;
    }
    return 0;
}

bool canonical_before(std::string_view a, std::string_view b) noexcept {
    const std::size_t shared = std::min(a.size(), b.size());
    for (std::size_t i = 0; i < shared; ++i) {
        const auto x = static_cast<unsigned char>(a[i]);
        const auto y = static_cast<unsigned char>(b[i]);
        if (x == y) continue;
        // Lead bytes F0-F4 stand for surrogates (D800-DBFF), which come before U+E000 and above (lead bytes EE, EF).
        if (x >= 0xF0 && y < 0xF0) return y >= 0xEE;
        if (y >= 0xF0 && x < 0xF0) return x < 0xEE;
        return x < y;
    }
    return a.size() < b.size();
}

namespace {

/// Builds our tree from nlohmann's events, so that no second tree is made and the depth is bounded.
class Builder : public nlohmann::json_sax<nlohmann::json> {
public:
    Value result;
    std::string complaint;

    bool null() override { return add(Value()); }
    bool boolean(bool truth) override { return add(truth); }
    bool number_integer(number_integer_t number) override { return add(static_cast<std::int64_t>(number)); }
    bool number_unsigned(number_unsigned_t number) override {
        if (number > static_cast<number_unsigned_t>(INT64_MAX)) return fail("a number is too large");
        return add(static_cast<std::int64_t>(number));
    }
    bool number_float(number_float_t number, const string_t&) override { return add(number); }
    bool string(string_t& text) override { return add(std::move(text)); }
    bool binary(binary_t&) override { return fail("binary data"); }
    bool start_object(std::size_t) override { return open(Value(Object{})); }
    bool start_array(std::size_t) override { return open(Value(Array{})); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        if (!names_.insert({stack_.size(), name}).second) return fail(fmt::format("the name \"{}\" stands twice in one object", name));
        stack_.back().key = std::move(name);
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        complaint = fmt::format("not JSON at byte {}", position);
        return false;
    }

private:
    struct Level {
        Value value;
        std::string key;
    };
    std::vector<Level> stack_;
    std::set<std::pair<std::size_t, std::string>> names_;

    bool fail(std::string why) {
        complaint = std::move(why);
        return false;
    }
    bool open(Value container) {
        if (stack_.size() >= deepest) return fail(fmt::format("JSON nested deeper than {} levels", deepest));
        stack_.push_back({std::move(container), {}});
        return true;
    }
    bool close() {
        const std::size_t depth = stack_.size();
        names_.erase(names_.lower_bound({depth, std::string()}), names_.lower_bound({depth + 1, std::string()}));
        Value value = std::move(stack_.back().value);
        stack_.pop_back();
        return add(std::move(value));
    }
    bool add(Value value) {
        if (stack_.empty()) {
            result = std::move(value);
            return true;
        }
        auto& level = stack_.back();
        if (level.value.as_object()) {
            // Uniqueness was checked at key(): append without the search of put().
            const_cast<Object*>(level.value.as_object())->emplace_back(std::move(level.key), std::move(value));
        } else {
            const_cast<Array*>(level.value.as_array())->push_back(std::move(value));
        }
        return true;
    }
};

void write_string(std::string& out, std::string_view text) {
    out += '"';
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
            ++i;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            switch (c) {
                case '\b': out += "\\b"; break;
                case '\f': out += "\\f"; break;
                case '\n': out += "\\n"; break;
                case '\r': out += "\\r"; break;
                case '\t': out += "\\t"; break;
                default: out += fmt::format("\\u{:04x}", static_cast<unsigned>(c)); break;
            }
            ++i;
        } else if (const std::size_t length = well_formed(text, i)) {
            out.append(text, i, length);
            i += length;
        } else {
            out += "\xEF\xBF\xBD";
            ++i;
        }
    }
    out += '"';
}

struct Writer {
    std::string out;
    Style style;

    void line(std::size_t depth) {
        if (style == Style::pretty) {
            out += '\n';
            out.append(depth * 2, ' ');
        }
    }

    void value(const Value& v, std::size_t depth) {
        if (v.is_null()) {
            out += "null";
        } else if (const auto* truth = v.as_bool()) {
            out += *truth ? "true" : "false";
        } else if (const auto* number = v.as_integer()) {
            out += std::to_string(*number);
        } else if (const auto* fraction = v.as_fraction()) {
            out += fmt::format("{}", *fraction + 0.0);  // a minus before zero would not come back: "-0" reads as the integer 0
        } else if (const auto* text = v.as_string()) {
            write_string(out, *text);
        } else if (const auto* items = v.as_array()) {
            container('[', ']', *items, depth, [&](const Value& item) { value(item, depth + 1); });
        } else {
            container('{', '}', *v.as_object(), depth, [&](const auto& member) {
                write_string(out, member.first);
                out += style == Style::pretty ? ": " : ":";
                value(member.second, depth + 1);
            });
        }
    }

    template <typename Items, typename Each>
    void container(char open, char close, const Items& items, std::size_t depth, Each each) {
        out += open;
        bool first = true;
        for (const auto& item : items) {
            if (!first) out += ',';
            first = false;
            line(depth + 1);
            each(item);
        }
        if (!first) line(depth);
        out += close;
    }
};

Value sorted(const Value& v) {
    if (v.as_fraction()) throw Error(Fault::bad_request, "an entry holds integers and strings only, not {}", *v.as_fraction());
    if (const auto* number = v.as_integer(); number && (*number > largest_exact || *number < -largest_exact)) {
        throw Error(Fault::bad_request, "the integer {} is beyond what every reader of JSON keeps exactly (2^53)", *number);
    }
    if (const auto* items = v.as_array()) {
        Array out;
        out.reserve(items->size());
        for (const auto& item : *items) out.push_back(sorted(item));
        return out;
    }
    if (const auto* members = v.as_object()) {
        Object out;
        out.reserve(members->size());
        for (const auto& [name, value] : *members) out.emplace_back(name, sorted(value));
        std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return canonical_before(a.first, b.first); });
        return out;
    }
    return v;
}

}  // namespace

Value parse(std::string_view text) {
    Builder builder;
    if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) throw Error(Fault::bad_request, builder.complaint);
    return std::move(builder.result);
}

std::string write(const Value& value, Style style) {
    Writer writer{{}, style};
    writer.value(value, 0);
    return std::move(writer.out);
}

std::string canonical(const Value& value) { return write(sorted(value)); }

}  // namespace comity::json
