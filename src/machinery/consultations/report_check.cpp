#include "machinery/consultations/report_check.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "concordance/precedents.hpp"
#include "machinery/consultations/customary.hpp"
#include "machinery/consultations/reading_sentences.hpp"
#include "machinery/consultations/report_document.hpp"
#include "text/text.hpp"

namespace comity::consultations {

namespace {

/// By whom one contributor is known, however many submissions it has.
std::string identity(const Contributor& who) { return who.actor.empty() ? fmt::format("{}:{}", who.kind, text::folded(who.name)) : who.actor; }

/// The folded words of a text with a blank around each: names are found in it as whole words.
std::string spaced(std::string_view words) {
    std::string all = " ";
    text::for_each_word(words, [&](std::string_view folded, std::uint32_t, std::uint32_t) { all.append(folded).push_back(' '); });
    return all;
}

struct Named {
    std::string words;  ///< spaced
    const Voice* voice = nullptr;
};
struct Names {
    std::vector<Named> all;                                       ///< the longest first
    std::unordered_map<std::string, std::vector<std::size_t>> by_first_word;
};

/// Contributors whom a sentence names; of "Upper Tarrow" no "Tarrow".
std::vector<const Voice*> named_in(std::string_view sentence, const Names& names) {
    std::string words = spaced(sentence);
    std::set<std::size_t> likely;  // of several thousand contributors those whose first word stands there
    for (std::size_t at = 1; at < words.size();) {
        const std::size_t end = words.find(' ', at);
        const auto known = names.by_first_word.find(words.substr(at, end - at));
        if (known != names.by_first_word.end()) likely.insert(known->second.begin(), known->second.end());
        at = end + 1;
    }
    std::vector<const Voice*> found;
    for (const std::size_t one : likely) {
        const Named& name = names.all[one];
        for (std::size_t at = words.find(name.words); at != std::string::npos; at = words.find(name.words, at + 1)) {
            found.push_back(name.voice);
            std::fill(words.begin() + static_cast<std::ptrdiff_t>(at) + 1, words.begin() + static_cast<std::ptrdiff_t>(at + name.words.size()) - 1, '#');
        }
    }
    return found;
}

Names names_of(const Heard& heard) {
    Names names;
    for (const Voice& voice : heard.voices) {
        std::string words = spaced(voice.contributor.name);
        if (words.size() > 2) names.all.push_back({std::move(words), &voice});
    }
    std::stable_sort(names.all.begin(), names.all.end(), [](const Named& a, const Named& b) { return a.words.size() > b.words.size(); });
    for (std::size_t at = 0; at < names.all.size(); ++at) {
        const std::string& words = names.all[at].words;
        names.by_first_word[words.substr(1, words.find(' ', 1) - 1)].push_back(at);
    }
    return names;
}

int part_of(std::string_view source) noexcept {
    const std::size_t colon = source.find(':');
    int part = 0;
    for (std::size_t i = colon == std::string_view::npos ? source.size() : colon + 1; i < source.size() && source[i] >= '0' && source[i] <= '9' && part < 1000; ++i) part = part * 10 + (source[i] - '0');
    return part;
}

/// Whether a source may not be told in public, told by its submission and part.
bool source_is_closed(const Voice& voice, std::string_view source) { return is_closed(voice, part_of(source)); }

bool is_whole(std::string_view source) noexcept { return source.find(':') == std::string_view::npos; }

/// Words of the passages that a source stands for.
std::vector<std::string_view> words_of(std::string_view source, const Heard& heard) {
    std::vector<std::string_view> words;
    if (const CountedPassage* passage = heard.passage(source)) return {passage->place.words};
    if (!is_whole(source)) return words;
    const auto number = submission_in_source(source);
    for (const CountedPassage& one : number ? heard.passages_of(*number) : PassagesOfOne()) words.emplace_back(one.place.words);
    return words;
}

Said not_for_public(const ReportSentence& sentence, const Heard& heard, const Names& names) {
    for (const std::string& source : sentence.sources) {
        const auto number = submission_in_source(source);
        const Voice* voice = number ? heard.voice(*number) : nullptr;
        if (voice != nullptr && source_is_closed(*voice, source)) return say(sentences::report_source_confidential, voice->submission);
    }
    for (const Voice* voice : named_in(sentence.text, names)) {
        const auto speaks_openly = [&](const Voice& other) { return other.confidentiality == Confidentiality::open && identity(other.contributor) == identity(voice->contributor); };
        // Whoever also spoke openly may be named; by what is told of the other submission the sources decide.
        if (voice->confidentiality != Confidentiality::open && std::none_of(heard.voices.begin(), heard.voices.end(), speaks_openly)) {
            return say(sentences::report_names_withheld, voice->contributor.name);
        }
    }
    return {};
}

class Checker {
public:
    Checker(const Report& report, const std::vector<ReportParagraph>& paragraphs, const Heard& heard, const std::vector<std::vector<std::string>>& groups)
        : report_(report), paragraphs_(paragraphs), heard_(heard), groups_(groups), names_(names_of(heard)) {
        std::map<std::string, std::set<std::string>> of_kind;
        for (const Voice& voice : heard.voices) of_kind[voice.contributor.kind].insert(identity(voice.contributor));
        for (const auto& [kind, all] : of_kind) in_all_[kind] = static_cast<std::int64_t>(all.size());
    }

    std::vector<ReportFinding> of_sentences() {
        for (const ReportParagraph& paragraph : paragraphs_) {
            for (std::size_t i = 0; i < paragraph.sentences.size(); ++i) look(paragraph, i);
        }
        return std::move(findings_);
    }
    std::vector<ReportFinding> all() {
        findings_ = of_sentences();
        look_for_what_is_told_nowhere();
        const std::int64_t words = words_of_report(report_, paragraphs_, heard_);
        if (report_.word_limit > 0 && words > report_.word_limit) add("over-limit", say(sentences::check_over_limit, words, report_.word_limit), 0, 0, "", false);
        return std::move(findings_);
    }

private:
    const Report& report_;
    const std::vector<ReportParagraph>& paragraphs_;
    const Heard& heard_;
    const std::vector<std::vector<std::string>> groups_;
    Names names_;
    std::map<std::string, std::int64_t> in_all_;
    std::set<std::string> told_;                ///< sources
    std::set<std::int64_t> told_submissions_;
    std::vector<ReportFinding> findings_;

    void add(std::string code, Said said, std::int64_t paragraph, std::size_t sentence, std::string about, bool bars) {
        findings_.push_back({std::move(code), std::move(said), bars, paragraph, sentence, std::move(about)});
    }

    void look(const ReportParagraph& paragraph, std::size_t i) {
        const ReportSentence& sentence = paragraph.sentences[i];
        const auto found = [&](std::string code, Said said, std::string about = "") { add(std::move(code), std::move(said), paragraph.number, i + 1, std::move(about), true); };
        if (sentence.sources.empty() && sentence.own.empty()) found("no-source", say(sentences::check_no_source));
        std::map<std::string, std::set<std::string>> behind;  // contributors by kind
        std::set<std::string> all_behind;
        bool is_gone = false;
        for (const std::string& source : sentence.sources) {
            const auto number = submission_in_source(source);
            const Voice* voice = number ? heard_.voice(*number) : nullptr;
            if (voice == nullptr || (!is_whole(source) && heard_.passage(source) == nullptr)) {
                is_gone = true;
                found("source-gone", say(sentences::check_source_gone, source), source);
                continue;
            }
            told_.insert(source);
            told_submissions_.insert(voice->submission);
            behind[voice->contributor.kind].insert(identity(voice->contributor));
            all_behind.insert(identity(voice->contributor));
        }
        if (report_.is_public) {
            if (Said wrong = not_for_public(sentence, heard_, names_); !wrong.empty()) {
                const bool by_name = wrong.id == sentences::report_names_withheld.id;
                found(by_name ? "withheld-name" : "confidential", std::move(wrong));
            }
        }
        // With a source gone a count is wrong for that reason, and it is said once.
        if (is_gone || !sentence.own.empty()) return;
        for (const CountSaid& said : counts_in(sentence.text)) {
            if (Said wrong = wrong_count(said, static_cast<std::int64_t>(behind[said.kind].size()), in_all_[said.kind]); !wrong.empty()) found("wrong-count", std::move(wrong), said.words);
        }
        for (const Voice* voice : named_in(sentence.text, names_)) {
            if (all_behind.count(identity(voice->contributor)) == 0) found("named-without-source", say(sentences::check_named_without_source, voice->contributor.name), voice->contributor.name);
        }
    }

    /// Whoever is gathered with one that is told is told with it.
    [[nodiscard]] std::unordered_set<std::string_view> told_in_all() const {
        std::unordered_set<std::string_view> all(told_.begin(), told_.end());
        for (const std::vector<std::string>& group : groups_) {
            if (std::any_of(group.begin(), group.end(), [&](const std::string& one) { return told_.count(one) > 0; })) all.insert(group.begin(), group.end());
        }
        return all;
    }

    void look_for_what_is_told_nowhere() {
        const auto told = told_in_all();
        for (const CountedPassage& passage : heard_.passages) {
            const Voice* voice = heard_.voice(passage.place.submission);
            if (voice == nullptr || passage.code.kind != PassageKind::proposal) continue;
            if (report_.is_public && is_closed(*voice, passage.place.part)) continue;
            // A sentence that rests on the whole submission doesn't tell this proposal of it.
            if (told.count(passage.source) == 0) add("proposal-nowhere", say(sentences::check_proposal_nowhere, passage.source), 0, 0, passage.source, false);
        }
        std::set<std::string> heard_of, silent;
        for (const Voice& voice : heard_.voices) {
            if (told_submissions_.count(voice.submission) > 0) heard_of.insert(identity(voice.contributor));
        }
        for (const Voice& voice : heard_.voices) {
            if (report_.is_public && voice.confidentiality == Confidentiality::confidential) continue;
            const std::string who = identity(voice.contributor);
            if (heard_of.count(who) > 0 || !silent.insert(who).second) continue;
            add("never-quoted", say(sentences::check_never_quoted, voice.contributor.name, voice.submission), 0, 0, voice.contributor.name, false);
        }
    }
};

}  // namespace

json::Value to_json(const ReportFinding& finding) {
    return json::Object{{"code", finding.code}, {"message", finding.said.english}, {"bars", finding.bars}, {"paragraph", finding.paragraph}, {"sentence", finding.sentence}, {"about", finding.about}};
}

std::vector<std::pair<std::string_view, std::string_view>> report_findings() {
    return {
        {"confidential", "a sentence of a public report rests on what is confidential"},
        {"withheld-name", "a sentence names a contributor whose name is withheld"},
        {"source-gone", "a source was withdrawn or erased, or its words stand there no more"},
        {"no-source", "a sentence rests on nothing, and does not say that it is the writers' own"},
        {"wrong-count", "a number of contributors is not that of the sources"},
        {"named-without-source", "a contributor is named on whose words the sentence does not rest"},
        {"proposal-nowhere", "a proposal is told in no paragraph"},
        {"never-quoted", "no sentence rests on any words of a contributor"},
        {"over-limit", "the report has more words than it may have"},
    };
}

std::vector<ReportFinding> check(const Report& report, const std::vector<ReportParagraph>& paragraphs, const Heard& heard, const std::vector<std::vector<std::string>>& groups) {
    return Checker(report, paragraphs, heard, groups).all();
}

std::vector<ReportFinding> check_sentences(const Report& report, const std::vector<ReportParagraph>& paragraphs, const Heard& heard) { return Checker(report, paragraphs, heard, {}).of_sentences(); }

Said not_for_public(const ReportSentence& sentence, const Heard& heard) { return not_for_public(sentence, heard, names_of(heard)); }

std::map<std::int64_t, std::int64_t> quoted_words(const std::vector<ReportParagraph>& paragraphs, const Heard& heard) {
    std::map<std::int64_t, std::int64_t> all;
    for (const ReportParagraph& paragraph : paragraphs) {
        for (const ReportSentence& sentence : paragraph.sentences) {
            for (const std::string& source : sentence.sources) {
                const auto number = submission_in_source(source);
                if (!number) continue;
                for (const std::string_view words : words_of(source, heard)) {
                    for (const auto& [first, behind] : concordance::common_runs(sentence.text, words)) all[*number] += behind - first;
                }
            }
        }
    }
    return all;
}

std::vector<std::string> quoted_submissions(std::string_view call, const std::vector<ReportSentence>& sentences, const Heard& heard) {
    constexpr std::uint32_t a_quotation = 8;
    std::set<std::string> subjects;
    for (const ReportSentence& sentence : sentences) {
        for (const std::string& source : sentence.sources) {
            for (const std::string_view words : words_of(source, heard)) {
                for (const auto& [first, behind] : concordance::common_runs(sentence.text, words)) {
                    if (behind - first >= a_quotation) subjects.insert(submission_subject(call, *submission_in_source(source)));
                }
            }
        }
    }
    return {subjects.begin(), subjects.end()};
}

std::int64_t counted_words(std::string_view text) noexcept {
    std::int64_t count = 0;
    bool inside = false;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        count += !blank && !inside ? 1 : 0;
        inside = !blank;
    }
    return count;
}

}  // namespace comity::consultations
