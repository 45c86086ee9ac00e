#include "document/citations.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/trimmed.hpp"
#include "document/citation_finder.hpp"

namespace comity::document {
namespace {

std::size_t digits_at(std::string_view text, std::size_t at) {
    std::size_t count = 0;
    while (at + count < text.size() && is_digit(text[at + count])) ++count;
    return count;
}

}  // namespace

std::optional<ScannedDate> scan_date(std::string_view text, std::size_t at, const vocabulary::Vocabulary& vocabulary) {
    // A day and a year with a month between them: nothing longer is a date ("1 de septiembre de 2015", Arabic double months).
    constexpr std::size_t longest = 60;
    const std::size_t day = digits_at(text, at);
    if (day == 0 || day > 4) return std::nullopt;
    const auto window = text.substr(0, std::min(text.size(), at + longest));
    if (day == 4) {
        const std::size_t end = window.find("日", at);
        if (end == std::string_view::npos || window.find("年", at) != at + 4) return std::nullopt;
        const auto date = vocabulary.date(window.substr(at, end + 3 - at));
        return date ? std::optional<ScannedDate>({*date, end + 3}) : std::nullopt;
    }
    for (std::size_t year = at + day; year < window.size(); ++year) {
        const std::size_t digits = digits_at(window, year);
        if (digits == 0) continue;
        if (digits < 4 || digits > 6) return std::nullopt;
        const auto date = vocabulary.date(window.substr(at, year + 4 - at));
        if (!date) return std::nullopt;
        std::size_t end = year + digits;
        if (text.substr(end).starts_with(" года")) end += std::string_view(" года").size();
        return ScannedDate{*date, end};
    }
    return std::nullopt;
}

std::optional<ScannedDate> scan_date_behind(std::string_view text, std::size_t at, std::string_view language,
                                            const vocabulary::Vocabulary& vocabulary) {
    if (at < text.size() && text[at] == ',') ++at;
    if (at >= text.size() || text[at] != ' ') return std::nullopt;
    const auto word = vocabulary.citing_word(text.substr(at + 1), language, "date");
    if (!word) return std::nullopt;
    at += 1 + word->length;
    return at < text.size() && text[at] == ' ' ? scan_date(text, at + 1, vocabulary) : std::nullopt;
}

CitationFinder::CitationFinder(std::string_view source, const CitationContext& context, const vocabulary::Vocabulary& vocabulary)
    : clean_(cleaned(source)), source_(source), text_(clean_.text), context_(context), vocabulary_(vocabulary) {}

bool CitationFinder::begins_word(std::size_t at) const noexcept {
    if (at == 0) return true;
    const char before = text_[at - 1];
    if (is_letter_or_digit(before) || before == '/' || before == '.' || before == '_' || before == '\'') return false;
    if (before == '-' && at > 1 && is_letter_or_digit(text_[at - 2])) return false;
    // A letter beyond ASCII; the marks of E2 (dashes, quotation marks) and Chinese signs do not belong to a word.
    std::size_t lead = at - 1;
    while (lead > 0 && (static_cast<unsigned char>(text_[lead]) & 0xC0U) == 0x80U) --lead;
    const auto byte = static_cast<unsigned char>(text_[lead]);
    return byte < 0x80U || byte == 0xC2U || byte >= 0xE2U || text_.substr(lead, 2) == "\xD8\x8C";
}

Citations CitationFinder::find() {
    if (read_cells()) return std::move(citations_);
    const bool english = context_.language.empty() || context_.language == "en";
    for (std::size_t at = 0; at < text_.size();) {
        const char c = text_[at];
        const auto byte = static_cast<unsigned char>(c);
        const bool starts = byte < 0x80U ? is_letter_or_digit(c) : (byte & 0xC0U) != 0x80U;
        bool read = false;
        if (starts && (begins_word(at) || byte >= 0xE3U)) {
            if (is_upper(c)) read = read_symbol(at);
            if (!read && (!english || c == 'r' || c == 'R' || c == 'd' || c == 'D' || c == 'P' || c == 'p')) read = read_acts(at);
            if (!read && (c == 'A' || c == 'a' || c == 'C')) read = read_charter(at);
            if (!read && c == 'T') read = read_treaty(at);
            if (!read && (is_digit(c) || c == 'S' || c == 'E')) read = read_number_alone(at);
            if (!read && byte == 0xE7U) read = read_chinese_acts(at);
        }
        at = read ? std::max(behind_, at + 1) : at + 1;
        // Within a word nothing begins.
        if (!read && byte < 0x80U && is_letter_or_digit(c))
            while (at < text_.size() && is_letter_or_digit(text_[at])) ++at;
    }
    return std::move(citations_);
}

void CitationFinder::add(std::size_t begin, std::size_t end, std::optional<std::string> target, std::optional<Date> date) {
    const std::uint32_t from = clean_.place(begin);
    // The last byte of the citation, not what was left out behind it (a note mark, the end of a link).
    const std::uint32_t to = end > begin ? clean_.place(end - 1) + 1 : from;
    std::uint32_t whole = to;
    while (whole < source_.size() && (static_cast<unsigned char>(source_[whole]) & 0xC0U) == 0x80U) ++whole;
    citations_.found.push_back({std::string(source_.substr(from, whole - from)), std::move(target), date, std::string(context_.in), from});
    behind_ = std::max(behind_, end);
}

void CitationFinder::doubt(std::string message) { citations_.doubts.push_back({citations_.found.size() - 1, std::move(message)}); }

bool CitationFinder::read_symbol(std::size_t at) {
    const auto symbol = scan_symbol(text_, at);
    if (!symbol) return false;
    const auto elided = scan_elided(text_, *symbol);
    const std::size_t end = elided.empty() ? symbol->end : elided.back().end;
    const auto locators = scan_locators(text_, end, context_.language, vocabulary_);
    std::optional<Date> date;
    if (symbol->canonical.find("/RES/") != std::string::npos || symbol->canonical.find("/DEC/") != std::string::npos)
        if (const auto behind = scan_date_behind(text_, end, context_.language, vocabulary_)) date = behind->date;
    // Behind "(A/CONF.189/12 and Corr.1), chap. I" the locator is the document's, whose text stands in the first.
    const std::size_t first_end = elided.empty() ? std::max(locators.end, symbol->end) : symbol->end;
    add(at, first_end, locators.key.empty() ? symbol->canonical : symbol->canonical + "#" + locators.key, date);
    check_supplement(at, symbol->canonical);
    for (const auto& next : elided) {
        const std::size_t stroke = next.canonical.rfind('/');
        const std::string_view suffix = std::string_view(next.canonical).substr(stroke + 1);
        const std::size_t begin = text_.rfind(suffix, next.end);
        add(begin != std::string_view::npos && begin + suffix.size() == next.end ? begin : behind_, next.end, next.canonical, std::nullopt);
    }
    behind_ = std::max(locators.end, end);
    return true;
}

// "Official Records of the General Assembly, Seventy-third Session, Supplement No. 53 (A/73/53)": session and number stand there twice.
void CitationFinder::check_supplement(std::size_t symbol_at, std::string_view key) {
    constexpr std::string_view supplement = "Supplement No. ", session = " Session";
    constexpr std::size_t reach = 200;
    if (!key.starts_with("A/") || symbol_at == 0 || text_[symbol_at - 1] != '(') return;
    const std::size_t from = symbol_at > reach ? symbol_at - reach : 0;
    const auto before = text_.substr(from, symbol_at - 1 - from);
    const std::size_t at = before.rfind(supplement);
    if (at == std::string_view::npos || before.size() - at > supplement.size() + 8) return;
    const auto printed = before.substr(at + supplement.size(), digits_at(before, at + supplement.size()));
    const std::size_t stroke = key.find('/', 2);
    if (stroke == std::string_view::npos || !all_digits(key.substr(2, stroke - 2))) return;
    const auto symbol_session = key.substr(2, stroke - 2);
    const auto number = key.substr(stroke + 1, digits_at(key, stroke + 1));
    if (number.empty()) return;  // "A/3585/Rev.1": before 1976 symbols had no session
    if (!printed.empty() && printed != number)
        doubt(fmt::format("Supplement No. {} is cited as {}, which is No. {}", printed, key, number));
    const std::size_t session_at = before.rfind(session, at);
    const std::size_t comma = session_at == std::string_view::npos ? session_at : before.rfind(',', session_at);
    if (comma == std::string_view::npos) return;
    const auto ordinal = vocabulary_.ordinal(trimmed(before.substr(comma + 1, session_at - comma - 1)));
    if (ordinal && std::to_string(*ordinal) != symbol_session)
        doubt(fmt::format("the supplement is said to be of session {}, but {} is of session {}", *ordinal, key, symbol_session));
}

// "the Charter, in particular Article 1, paragraph 3": named before its article
static bool charter_before(std::string_view before) {
    for (const std::string_view joiner : {", in particular in ", ", in particular ", ", particularly in ", ", particularly ", ", notably in ", ", notably ", ", especially ", ", inter alia, in "}) {
        if (!before.ends_with(joiner)) continue;
        before.remove_suffix(joiner.size());
        return before.ends_with("the Charter of the United Nations") || before.ends_with("the United Nations Charter") || before.ends_with("the Charter");
    }
    return false;
}

// "Article 1, paragraph 3, of the Charter", "Articles 55 and 56 of the Charter", "Chapter VII of the Charter"
bool CitationFinder::read_charter(std::size_t at) {
    struct Part {
        std::size_t begin, end;
        std::string key;
    };
    std::vector<Part> parts;
    std::size_t next = at;
    const bool chapter = rest(at).starts_with("Chapter ");
    if (chapter) {
        next += 8;
        std::size_t end = next;
        while (is_upper(at_or_end(end))) ++end;
        if (roman_value(text_.substr(next, end - next)) == 0) return false;
        parts.push_back({at, end, "chap=" + std::string(text_.substr(next, end - next))});
        next = end;
    } else {
        for (const std::string_view word : {"Articles ", "Article ", "articles ", "article "})
            if (next == at && rest(at).starts_with(word)) next += word.size();
        while (next != at) {
            const std::size_t digits = digits_at(text_, next);
            if (digits == 0 || digits > 3) break;
            Part part{parts.empty() ? at : next, next + digits, "art=" + std::string(text_.substr(next, digits))};
            if (rest(part.end).starts_with(" (") && digits_at(text_, part.end + 2) == 1 && at_or_end(part.end + 3) == ')') {
                part.key += fmt::format(";para={}", text_[part.end + 2]);
                part.end += 4;
            } else if (rest(part.end).starts_with(", paragraph")) {
                const auto locators = scan_locators(text_, part.end, "en", vocabulary_);
                if (!locators.key.empty()) part.key += ";" + locators.key;
                part.end = locators.end;
            }
            next = part.end;
            parts.push_back(std::move(part));
            for (const std::string_view joiner : {", and ", " and ", ", ", " or "})
                if (next == parts.back().end && rest(next).starts_with(joiner) && is_digit(at_or_end(next + joiner.size()))) next += joiner.size();
            if (next == parts.back().end) break;
        }
    }
    if (parts.empty()) return false;
    if (at_or_end(next) == ',') ++next;
    const auto behind = rest(next);
    if (!behind.starts_with(" of the Charter") && !behind.starts_with(" of the United Nations Charter") && !charter_before(text_.substr(0, at))) return false;
    if (behind.starts_with(" of the Charter of ") && !behind.starts_with(" of the Charter of the United Nations")) return false;
    for (const Part& part : parts) add(part.begin, part.end, "charter#" + part.key, std::nullopt);
    behind_ = next;
    return true;
}

// "United Nations, Treaty Series, vol. 999, No. 14668"; "Nos. 970-973" are four treaties.
bool CitationFinder::read_treaty(std::size_t at) {
    constexpr std::string_view series = "Treaty Series";
    if (!rest(at).starts_with(series)) return false;
    std::size_t next = at + series.size();
    if (at_or_end(next) == ',') ++next;
    if (!rest(next).starts_with(" vol. ") && !rest(next).starts_with(" vols. ")) return false;
    next = text_.find('.', next) + 2;
    const std::size_t volume = digits_at(text_, next);
    const auto volume_digits = text_.substr(std::min(next, text_.size()), volume);
    next += volume;
    if (volume == 0 || (!rest(next).starts_with(", No. ") && !rest(next).starts_with(", Nos. "))) return false;
    next = text_.find('.', next) + 2;
    const bool league = text_.substr(at > 24 ? at - 24 : 0, std::min<std::size_t>(at, 24)).find("League of Nations") != std::string_view::npos;
    const auto number_of = [&](std::size_t begin) {
        long value = 0;
        std::from_chars(text_.data() + begin, text_.data() + begin + digits_at(text_, begin), value);
        return value;
    };
    const std::size_t digits = digits_at(text_, next);
    if (digits == 0 || digits > 7) return false;
    const long first = number_of(next);
    long last = first;
    std::size_t end = next + digits;
    const std::size_t dash = at_or_end(end) == '-' ? 1 : rest(end).starts_with("\xE2\x80\x93") ? 3 : rest(end).starts_with(" and ") ? 5 : 0;
    constexpr long most = 10;
    if (const std::size_t more = dash == 0 ? 0 : digits_at(text_, end + dash); more != 0 && more < 8)
        if (const long until = number_of(end + dash); until > first && until - first <= most) last = until, end += dash + more;
    for (long number = first; number <= last; ++number)
        add(at, end, fmt::format("{}:{}:{}", league ? "LNTS" : "UNTS", volume_digits, number), std::nullopt);
    return true;
}

Citations find_citations(std::string_view text, const CitationContext& context, const vocabulary::Vocabulary& vocabulary) {
    return CitationFinder(text, context, vocabulary).find();
}

}  // namespace comity::document
