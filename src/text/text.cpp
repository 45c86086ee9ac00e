#include "text/text.hpp"

#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/plurrule.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "base/error.hpp"

namespace comity::text {

namespace {

const icu::Normalizer2& form(const icu::Normalizer2* (*instance)(UErrorCode&)) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* found = instance(status);
    COMITY_ENSURE(U_SUCCESS(status));  // the tables are part of ICU
    return *found;
}

icu::UnicodeString wide(std::string_view utf8) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
}

constexpr bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
constexpr char ascii_folded(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr bool ascii_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// Decomposed for compatibility, marks dropped, case folded. Dropping after folding the case would miss marks that folding brings (U+0130).
void append_folded(std::string& out, const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    static const icu::Normalizer2& decomposition = form(&icu::Normalizer2::getNFKDInstance);
    icu::UnicodeString apart = decomposition.normalize(icu::UnicodeString(text).foldCase(), status);
    COMITY_ENSURE(U_SUCCESS(status));
    icu::UnicodeString kept;
    for (std::int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
        const UChar32 c = apart.char32At(i);
        if (u_charType(c) != U_NON_SPACING_MARK) kept.append(c);
    }
    kept.toUTF8String(out);
}

/// The character at `at`, which moves behind it; negative for bytes that are no UTF-8.
UChar32 next_character(std::string_view utf8, std::int32_t& at) {
    UChar32 c = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"  // inside ICU's macro
#pragma GCC diagnostic ignored "-Wold-style-cast"
    U8_NEXT(utf8.data(), at, static_cast<std::int32_t>(utf8.size()), c);
#pragma GCC diagnostic pop
    return c;
}

enum class Part { none, letter, alone };
/// What a character is to words.
Part part_of(UChar32 c) {
    if (c < 0) return Part::none;
    if (u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC)) return Part::alone;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    if ((script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA) && u_isalpha(c)) return Part::alone;
    const auto mask = U_GET_GC_MASK(c);
    return (mask & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0 ? Part::letter : Part::none;
}

}  // namespace

std::string normalized(std::string_view utf8) {
    UErrorCode status = U_ZERO_ERROR;
    std::string out;
    const icu::UnicodeString composed = form(&icu::Normalizer2::getNFCInstance).normalize(wide(utf8), status);
    COMITY_ENSURE(U_SUCCESS(status));
    composed.toUTF8String(out);
    return out;
}

std::string folded(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    for (std::size_t i = 0; i < utf8.size();) {
        std::size_t end = i;
        while (end < utf8.size() && is_ascii(utf8[end])) out += ascii_folded(utf8[end++]);
        if (end == utf8.size()) break;
        // Folding drops marks, so a mark behind an ASCII letter needs no look back at it.
        i = end;
        while (end < utf8.size() && !is_ascii(utf8[end])) ++end;
        append_folded(out, wide(utf8.substr(i, end - i)));
        i = end;
    }
    return out;
}

namespace detail {

void scan_words(std::string_view utf8, TakeWord take, void* context) {
    std::string word;
    const auto size = static_cast<std::int32_t>(utf8.size());
    const char* bytes = utf8.data();
    for (std::int32_t at = 0; at < size;) {
        const std::int32_t begin = at;
        word.clear();
        while (at < size && ascii_word(bytes[at])) word += ascii_folded(bytes[at++]);
        if (at < size && !is_ascii(bytes[at])) {
            // The slow way, for a word that holds more than ASCII: find its end, then fold it whole.
            bool alone = false;
            bool plain = true;
            for (std::int32_t next = at; next < size;) {
                const UChar32 c = next_character(utf8, next);
                const Part part = part_of(c);
                if (part == Part::none || (part == Part::alone && at > begin)) break;
                plain = plain && c >= 0 && c < 0x80;
                at = next;
                alone = part == Part::alone;
                if (alone) break;
            }
            if (!plain) {
                word.clear();
                append_folded(word, wide(utf8.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin))));
            }
        }
        if (at > begin) {
            if (!word.empty()) take(context, word, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at));
        } else {
            next_character(utf8, at);
        }
    }
}

}  // namespace detail

std::vector<Word> words(std::string_view utf8) {
    std::vector<Word> found;
    for_each_word(utf8, [&](std::string_view word, std::uint32_t begin, std::uint32_t end) { found.push_back({std::string(word), begin, end}); });
    return found;
}

std::string key(std::string_view utf8) {
    std::string out;
    std::uint32_t last = 0;
    for_each_word(utf8, [&](std::string_view word, std::uint32_t begin, std::uint32_t end) {
        // Hyphens came and went in the spelling of titles over the decades ("co-operation", "cooperation").
        const std::string_view between = utf8.substr(last, begin - last);
        const bool hyphen = between == "-" || between == "\u2010" || between == "\u2011" || between == "\u00AD";
        if (!out.empty() && !hyphen) out += ' ';
        out += word;
        last = end;
    });
    return out;
}

struct Collation::Inside {
    std::unique_ptr<icu::Collator> collator;
};

Collation::Collation(std::string_view language) : inside_(std::make_unique<Inside>()) {
    UErrorCode status = U_ZERO_ERROR;
    inside_->collator.reset(icu::Collator::createInstance(icu::Locale(std::string(language).c_str()), status));
    COMITY_ENSURE(U_SUCCESS(status));  // an unknown language gets the root order
}
Collation::~Collation() = default;
Collation::Collation(Collation&&) noexcept = default;
Collation& Collation::operator=(Collation&&) noexcept = default;

std::strong_ordering Collation::compare(std::string_view a, std::string_view b) const {
    UErrorCode status = U_ZERO_ERROR;
    const auto piece = [](std::string_view text) { return icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())); };
    const UCollationResult order = inside_->collator->compareUTF8(piece(a), piece(b), status);
    if (U_FAILURE(status) || order == UCOL_EQUAL) return a <=> b;
    return order == UCOL_LESS ? std::strong_ordering::less : std::strong_ordering::greater;
}

struct Plurals::Inside {
    std::unique_ptr<icu::PluralRules> rules;
};

Plurals::Plurals(std::string_view language) : inside_(std::make_unique<Inside>()) {
    UErrorCode status = U_ZERO_ERROR;
    // An unknown language has the rules of none: every number is "other".
    inside_->rules.reset(icu::PluralRules::forLocale(icu::Locale(std::string(language).c_str()), status));
    COMITY_ENSURE(U_SUCCESS(status));
}

Plurals::~Plurals() = default;
Plurals::Plurals(Plurals&&) noexcept = default;

std::string_view Plurals::form(std::int64_t number) const {
    constexpr std::string_view forms[] = {"zero", "one", "two", "few", "many"};
    const icu::UnicodeString chosen = inside_->rules->select(static_cast<double>(number));
    for (const std::string_view name : forms) {
        if (chosen == icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())))) return name;
    }
    return "other";
}

}  // namespace comity::text
