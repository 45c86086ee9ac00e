#include "machinery/holdings/packed.hpp"

#include <cstdint>
#include <optional>
#include <type_traits>
#include <vector>

#include "base/error.hpp"

namespace comity::holdings {

namespace {

using namespace document;

/// Writes numbers in base 128, lengths before texts and lists.
class Packer {
public:
    std::string out;

    template <typename... Fields>
    void operator()(const Fields&... fields) {
        (put(fields), ...);
    }

private:
    void number(std::uint64_t value) {
        while (value >= 128) {
            out += static_cast<char>(value | 128);
            value >>= 7;
        }
        out += static_cast<char>(value);
    }
    void put(const std::string& text) {
        number(text.size());
        out += text;
    }
    void put(std::uint32_t value) { number(value); }
    void put(int value) { number(static_cast<std::uint32_t>(value)); }
    void put(const Date& date) { put(date.year() * 512 + date.month() * 32 + date.day()); }
    template <typename Value>
    void put(const std::optional<Value>& maybe) {
        out += maybe ? '\1' : '\0';
        if (maybe) put(*maybe);
    }
    template <typename Value>
    void put(const std::vector<Value>& list) {
        number(list.size());
        for (const auto& value : list) put(value);
    }
    template <typename Value>
    void put(const Value& value) {
        if constexpr (std::is_enum_v<Value>) {
            out += static_cast<char>(value);
        } else {
            fields(*this, value);
        }
    }
};

class Unpacker {
public:
    explicit Unpacker(std::string_view bytes) : left_(bytes) {}
    [[nodiscard]] bool at_end() const { return left_.empty(); }

    template <typename... Fields>
    void operator()(Fields&... fields) {
        (get(fields), ...);
    }

private:
    std::string_view left_;

    [[noreturn]] static void damaged() { throw Error(Fault::unavailable, "the reading of a document is damaged: run comity rebuild"); }
    std::string_view take(std::size_t size) {
        if (size > left_.size()) damaged();
        const std::string_view taken = left_.substr(0, size);
        left_.remove_prefix(size);
        return taken;
    }
    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const auto byte = static_cast<unsigned char>(take(1).front());
            value |= std::uint64_t{byte & 127U} << shift;
            if (byte < 128) return value;
        }
        damaged();
    }
    void get(std::string& text) { text = take(static_cast<std::size_t>(number())); }
    void get(std::uint32_t& value) { value = static_cast<std::uint32_t>(number()); }
    void get(int& value) { value = static_cast<int>(static_cast<std::uint32_t>(number())); }
    template <typename Value>
    void get(std::optional<Value>& maybe) {
        maybe.reset();
        if (take(1).front() == '\0') return;
        if constexpr (std::is_same_v<Value, Date>) {
            const auto day = static_cast<int>(number());
            maybe = Date::of(day / 512, day / 32 % 16, day % 32);
            if (!maybe) damaged();
        } else {
            get(maybe.emplace());
        }
    }
    template <typename Value>
    void get(std::vector<Value>& list) {
        const std::uint64_t size = number();
        if (size > left_.size()) damaged();  // each has a byte at least
        list.resize(static_cast<std::size_t>(size));
        for (auto& value : list) get(value);
    }
    template <typename Value>
    void get(Value& value) {
        if constexpr (std::is_enum_v<Value>) {
            value = static_cast<Value>(take(1).front());
        } else {
            fields(*this, value);
        }
    }
};

// The fields of each type, once for both directions. The bindings don't compile when a type gets another field: then it belongs here.
template <typename Archive, typename Value>
void fields(Archive& archive, Value& value) {
    using Type = std::remove_const_t<Value>;
    if constexpr (std::is_same_v<Type, LineRange>) {
        auto& [first, last] = value;
        archive(first, last);
    } else if constexpr (std::is_same_v<Type, NoteMark>) {
        auto& [mark, at] = value;
        archive(mark, at);
    } else if constexpr (std::is_same_v<Type, StruckWords>) {
        auto& [text, at] = value;
        archive(text, at);
    } else if constexpr (std::is_same_v<Type, Paragraph>) {
        auto& [id, kind, number, level, opening, opening_at, text, lines, footnotes, struck] = value;
        archive(id, kind, number, level, opening, opening_at, text, lines, footnotes, struck);
    } else if constexpr (std::is_same_v<Type, Citation>) {
        auto& [text, target, date, in, at] = value;
        archive(text, target, date, in, at);
    } else if constexpr (std::is_same_v<Type, Footnote>) {
        auto& [mark, text, lines] = value;
        archive(mark, text, lines);
    } else if constexpr (std::is_same_v<Type, Furniture>) {
        auto& [lines, what] = value;
        archive(lines, what);
    } else if constexpr (std::is_same_v<Type, Diagnostic>) {
        auto& [severity, line, code, message] = value;
        archive(severity, line, code, message);
    } else if constexpr (std::is_same_v<Type, ReportReference>) {
        auto& [symbol, paragraph] = value;
        archive(symbol, paragraph);
    } else if constexpr (std::is_same_v<Type, Sponsor>) {
        auto& [name, on_behalf_of] = value;
        archive(name, on_behalf_of);
    } else if constexpr (std::is_same_v<Type, Vote>) {
        auto& [yes, no, abstain, in_favour, against, abstaining] = value;
        archive(yes, no, abstain, in_favour, against, abstaining);
    } else {
        static_assert(std::is_same_v<Type, Document>);
        auto& [symbol, kind, body, session, number, year, title, date_adopted, date_distributed, distribution, agenda_items, agenda_title, committee,
               reports, drafts, meeting, adoption, vote, sponsors, language, sha256, facts, paragraphs, citations, footnotes, furniture,
               diagnostics] = value;
        archive(symbol, kind, body, session, number, year, title, date_adopted, date_distributed, distribution, agenda_items, agenda_title, committee,
                reports, drafts, meeting, adoption, vote, sponsors, language, sha256, facts, paragraphs, citations, footnotes, furniture, diagnostics);
    }
}

}  // namespace

std::string packed(const Document& document) {
    Packer packer;
    fields(packer, document);
    return std::move(packer.out);
}

Document unpacked(std::string_view bytes) {
    Document document;
    Unpacker unpacker(bytes);
    fields(unpacker, document);
    if (!unpacker.at_end()) throw Error(Fault::unavailable, "the reading of a document is damaged: run comity rebuild");
    return document;
}

}  // namespace comity::holdings
