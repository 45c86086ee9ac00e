#include "record/word_query.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "text/text.hpp"

namespace comity::record {

namespace {

using Kind = WordExpression::Kind;
using Field = WordExpression::Field;

/// The commonest words of the working languages, folded, sorted by bytes. A longer list would hide words that people look for.
constexpr std::array<std::string_view, 38> common = {"a",   "al",  "an",  "and", "as",  "at",  "au",  "aux", "by", "de", "del", "des", "du",
                                                     "el",  "en",  "et",  "for", "from", "in", "is",  "its", "l",  "la", "las", "le",  "les",
                                                     "los", "of",  "on",  "or",  "que", "s",  "the", "to",  "un", "with", "y",  "и"};
constexpr std::size_t most_terms = 100;
constexpr std::size_t deepest = 40;
constexpr std::size_t farthest = 1000;
constexpr std::size_t most_combined = 16;  ///< forms of words that are near each other: beyond it only as typed

bool is_common(const std::string& word) { return std::find(common.begin(), common.end(), word) != common.end(); }

/// Left out where something else is asked for.
bool is_filler(const WordExpression& expression) {
    if (expression.kind != Kind::term || expression.field != Field::any) return false;
    const Term& term = expression.terms.front();
    return term.words.size() == 1 && !term.prefix && !term.quoted && is_common(term.words.front());
}

struct Piece {
    enum class Is { words, quoted, open, close, and_, or_, not_, near } is = Is::words;
    std::string_view text;
    Field field = Field::any;
    std::size_t distance = 10;
};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// "title:" or "body:" in front.
Field take_field(std::string_view& text) {
    for (const auto& [name, field] : {std::pair<std::string_view, Field>{"title:", Field::title}, {"body:", Field::body}}) {
        if (text.size() >= name.size() && std::equal(name.begin(), name.end(), text.begin(), [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b); })) {
            text.remove_prefix(name.size());
            return field;
        }
    }
    return Field::any;
}

class Cutting {
public:
    explicit Cutting(std::string_view typed) : rest_(typed) {}

    std::vector<Piece> pieces() {
        while (!rest_.empty()) next();
        return std::move(pieces_);
    }
    std::string remark;

private:
    std::string_view rest_;
    std::vector<Piece> pieces_;

    void add(Piece::Is is, std::string_view text = {}, Field field = Field::any, std::size_t distance = 10) { pieces_.push_back({is, text, field, distance}); }

    void next() {
        if (is_blank(rest_.front())) return rest_.remove_prefix(1);
        if (rest_.front() == '(' || rest_.front() == ')') {
            add(rest_.front() == '(' ? Piece::Is::open : Piece::Is::close);
            return rest_.remove_prefix(1);
        }
        if (rest_.size() > 1 && rest_.front() == '-' && !is_blank(rest_[1]) && rest_[1] != '-') {
            add(Piece::Is::not_);
            return rest_.remove_prefix(1);
        }
        const Field field = take_field(rest_);
        if (!rest_.empty() && rest_.front() == '"') return quoted(field);
        if (field != Field::any && !rest_.empty() && rest_.front() == '(') {
            remark = "title: and body: stand before one word or one phrase, not before a bracket: the bracket was searched everywhere";
            return;
        }
        std::size_t end = 0;
        while (end < rest_.size() && !is_blank(rest_[end]) && rest_[end] != '"' && rest_[end] != '(' && rest_[end] != ')') ++end;
        word(rest_.substr(0, end), field);
        rest_.remove_prefix(end);
    }

    void quoted(Field field) {
        const std::size_t end = std::min(rest_.find('"', 1), rest_.size());
        if (end == rest_.size()) remark = "a quotation mark is not closed: the phrase was taken to the end";
        add(Piece::Is::quoted, rest_.substr(1, end - 1), field);
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
    }

    void word(std::string_view text, Field field) {
        if (text == "AND") return add(Piece::Is::and_);
        if (text == "OR") return add(Piece::Is::or_);
        if (text == "NOT") return add(Piece::Is::not_);
        if (text == "NEAR") return add(Piece::Is::near);
        std::size_t distance = 0;
        if (text.starts_with("NEAR/") && std::from_chars(text.data() + 5, text.data() + text.size(), distance).ptr == text.data() + text.size() && text.size() > 5) {
            return add(Piece::Is::near, {}, Field::any, std::min(distance, farthest));
        }
        add(Piece::Is::words, text, field);
    }
};

/// any := all { OR all };  all := one { [AND] one };  one := [NOT] ( "(" any ")" | term { NEAR term } )
class Parsing {
public:
    Parsing(std::vector<Piece> pieces, std::string remark) : pieces_(std::move(pieces)), remark_(std::move(remark)) {}

    WordRequest request() {
        WordRequest request;
        request.expression = any(0);
        while (at_ < pieces_.size()) {
            // A bracket that was never opened.
            say("a bracket is closed that was not opened: it was left out");
            ++at_;
            auto more = any(0);
            if (!more.parts.empty() || more.kind != Kind::all) request.expression = together({std::move(request.expression), std::move(more)}, Kind::all);
        }
        request.remark = std::move(remark_);
        return request;
    }

private:
    std::vector<Piece> pieces_;
    std::string remark_;
    std::size_t at_ = 0, terms_ = 0;

    void say(std::string sentence) {
        if (remark_.empty()) remark_ = std::move(sentence);
    }
    [[nodiscard]] bool is(Piece::Is what) const { return at_ < pieces_.size() && pieces_[at_].is == what; }

    static WordExpression nothing() { return {Kind::all, Field::any, 10, {}, {}}; }
    static bool is_nothing(const WordExpression& expression) { return expression.kind == Kind::all && expression.parts.empty(); }
    static WordExpression together(std::vector<WordExpression> parts, Kind kind) {
        std::erase_if(parts, is_nothing);
        if (parts.empty()) return nothing();
        if (parts.size() == 1) return std::move(parts.front());
        return {kind, Field::any, 10, {}, std::move(parts)};
    }

    WordExpression any(std::size_t depth) {
        std::vector<WordExpression> parts = {all(depth)};
        while (is(Piece::Is::or_)) {
            ++at_;
            auto next = all(depth);
            if (is_nothing(next) || is_nothing(parts.back())) say("OR stands between two words or brackets, as in lamp OR candle: here it was left out");
            parts.push_back(std::move(next));
        }
        return together(std::move(parts), Kind::any);
    }

    WordExpression all(std::size_t depth) {
        std::vector<WordExpression> wanted, unwanted;
        while (at_ < pieces_.size() && !is(Piece::Is::or_) && !is(Piece::Is::close)) {
            if (is(Piece::Is::and_)) {
                ++at_;
                continue;
            }
            if (is(Piece::Is::near)) {
                say("NEAR stands between two words or phrases, as in lamp NEAR oil: here it was left out");
                ++at_;
                continue;
            }
            bool negative = false;
            for (; is(Piece::Is::not_); ++at_) negative = true;
            if (at_ >= pieces_.size() || is(Piece::Is::or_) || is(Piece::Is::close)) {
                if (negative) say("NOT stands before a word or a bracket, as in lamp NOT oil: here it was left out");
                break;
            }
            if (is(Piece::Is::and_) || is(Piece::Is::near)) continue;
            auto part = one(depth);
            if (!is_nothing(part)) (negative ? unwanted : wanted).push_back(std::move(part));
        }
        if (wanted.empty()) {
            if (!unwanted.empty()) say("a search needs a word that is to be found: NOT only takes away");
            return nothing();
        }
        // Fillers go, unless nothing else is asked for.
        if (!std::all_of(wanted.begin(), wanted.end(), is_filler)) std::erase_if(wanted, is_filler);
        auto found = together(std::move(wanted), Kind::all);
        if (unwanted.empty()) return found;
        unwanted.insert(unwanted.begin(), std::move(found));
        return {Kind::without, Field::any, 10, {}, std::move(unwanted)};
    }

    WordExpression one(std::size_t depth) {
        if (is(Piece::Is::open)) {
            ++at_;
            if (depth >= deepest) {
                say("brackets are nested too deeply: the innermost were left out");
                return nothing();
            }
            auto inner = any(depth + 1);
            if (is(Piece::Is::close)) {
                ++at_;
            } else {
                say("a bracket is not closed: it was taken to the end");
            }
            return inner;
        }
        WordExpression found{Kind::term, pieces_[at_].field, 10, {}, {}};
        add_term(found);
        while (is(Piece::Is::near) && at_ + 1 < pieces_.size() && (pieces_[at_ + 1].is == Piece::Is::words || pieces_[at_ + 1].is == Piece::Is::quoted)) {
            found.distance = pieces_[at_++].distance;
            add_term(found);
        }
        if (found.terms.empty()) return nothing();
        if (found.terms.size() > 1) found.kind = Kind::near;
        return found;
    }

    void add_term(WordExpression& to) {
        const Piece& piece = pieces_[at_++];
        Term term;
        for (auto& word : text::words(piece.text)) term.words.push_back(std::move(word.folded));
        term.quoted = piece.is == Piece::Is::quoted;
        term.prefix = piece.text.ends_with('*');
        if (term.words.empty()) return;
        if (++terms_ > most_terms) return say(fmt::format("a search takes {} words: the others were left out", most_terms));
        to.terms.push_back(std::move(term));
    }
};

std::string phrase_of(const std::vector<std::string>& words, bool prefix) {
    std::string phrase = "\"";
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) phrase += ' ';
        phrase += words[i];  // letters, digits and marks only
    }
    return phrase + (prefix ? "\" *" : "\"");
}

class Matching {
public:
    explicit Matching(const std::function<std::vector<std::string>(const std::string&)>& forms) : forms_(forms) {}

    std::string text_of(const WordExpression& expression, bool speaks) {
        switch (expression.kind) {
            case Kind::term: return term_text(expression, speaks);
            case Kind::near: return near_text(expression, speaks);
            case Kind::all: return joined(expression.parts, " AND ", speaks);
            case Kind::any: return joined(expression.parts, " OR ", speaks);
            case Kind::without: {
                std::string text = "(" + text_of(expression.parts.front(), speaks) + ") NOT (";
                for (std::size_t i = 1; i < expression.parts.size(); ++i) text += (i > 1 ? " OR (" : "(") + text_of(expression.parts[i], false) + ")";
                return text + ")";
            }
        }
        return "";
    }
    WordMatch match;

private:
    const std::function<std::vector<std::string>(const std::string&)>& forms_;

    std::string joined(const std::vector<WordExpression>& parts, std::string_view with, bool speaks) {
        std::string text;
        for (const auto& part : parts) {
            if (!text.empty()) text += with;
            text += part.kind == Kind::term || part.kind == Kind::near ? text_of(part, speaks) : "(" + text_of(part, speaks) + ")";
        }
        return text;
    }

    static std::string in_field(Field field, std::string text) {
        if (field == Field::any) return text;
        return (field == Field::title ? "title : (" : "body : (") + text + ")";
    }

    Term full(Term term) const {
        if (term.words.size() == 1 && !term.quoted && !term.prefix) term.forms = forms_(term.words.front());
        std::erase(term.forms, term.words.front());
        return term;
    }

    void speak(const Term& term, Field field) {
        std::string alone = phrase_of(term.words, term.prefix);
        for (const auto& form : term.forms) alone += " OR " + phrase_of({form}, false);
        match.terms.push_back(term);
        match.alone.push_back(in_field(field, "(" + alone + ")"));
    }

    std::string term_text(const WordExpression& expression, bool speaks) {
        const Term term = full(expression.terms.front());
        const int index = speaks ? static_cast<int>(match.terms.size()) : -1;
        if (speaks) speak(term, expression.field);
        std::string text = phrase_of(term.words, term.prefix);
        match.term_of_phrase.push_back(index);
        for (const auto& form : term.forms) {
            text += " OR " + phrase_of({form}, false);
            match.term_of_phrase.push_back(index);
        }
        return in_field(expression.field, "(" + text + ")");
    }

    /// NEAR takes phrases alone: the forms of its words are combined one by one.
    std::string near_text(const WordExpression& expression, bool speaks) {
        std::vector<Term> terms;
        std::size_t combined = 1;
        for (const auto& term : expression.terms) {
            terms.push_back(full(term));
            combined *= terms.back().forms.size() + 1;
        }
        if (combined > most_combined) {
            for (auto& term : terms) term.forms.clear();
            combined = 1;
        }
        const int first = static_cast<int>(match.terms.size());
        if (speaks) {
            for (const auto& term : terms) speak(term, expression.field);
        }
        std::string text;
        for (std::size_t number = 0; number < combined; ++number) {
            text += text.empty() ? "NEAR(" : " OR NEAR(";
            std::size_t left = number;
            for (std::size_t i = 0; i < terms.size(); ++i) {
                const std::size_t which = left % (terms[i].forms.size() + 1);
                left /= terms[i].forms.size() + 1;
                text += (i > 0 ? " " : "") + (which == 0 ? phrase_of(terms[i].words, terms[i].prefix) : phrase_of({terms[i].forms[which - 1]}, false));
                match.term_of_phrase.push_back(speaks ? first + static_cast<int>(i) : -1);
            }
            text += fmt::format(", {})", expression.distance);
        }
        return in_field(expression.field, "(" + text + ")");
    }
};

}  // namespace

WordRequest request_of(std::string_view typed) {
    Cutting cutting(typed);
    auto pieces = cutting.pieces();
    return Parsing(std::move(pieces), cutting.remark).request();
}

WordMatch match_of(const WordRequest& request, const std::function<std::vector<std::string>(const std::string&)>& forms) {
    Matching matching(forms);
    if (!request.empty()) matching.match.text = matching.text_of(request.expression, true);
    return std::move(matching.match);
}

bool all_common(const std::vector<Term>& terms) {
    return std::all_of(terms.begin(), terms.end(), [](const Term& term) { return term.words.size() == 1 && is_common(term.words.front()); });
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> marks_of(const std::vector<Term>& terms, std::string_view text) {
    const auto words = text::words(text);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> marks;
    const auto matches = [](const Term& term, std::size_t at, const std::string& word) {
        if (term.prefix && at + 1 == term.words.size()) return word.starts_with(term.words[at]);
        return word == term.words[at] || std::find(term.forms.begin(), term.forms.end(), word) != term.forms.end();
    };
    for (const auto& term : terms) {
        for (std::size_t i = 0; i + term.words.size() <= words.size(); ++i) {
            std::size_t length = 0;
            while (length < term.words.size() && matches(term, length, words[i + length].folded)) ++length;
            if (length == term.words.size()) marks.emplace_back(words[i].begin, words[i + length - 1].end);
        }
    }
    std::sort(marks.begin(), marks.end());
    std::vector<std::pair<std::uint32_t, std::uint32_t>> merged;
    for (const auto& mark : marks) {
        if (!merged.empty() && mark.first <= merged.back().second) {
            merged.back().second = std::max(merged.back().second, mark.second);
        } else {
            merged.push_back(mark);
        }
    }
    return merged;
}

}  // namespace comity::record
