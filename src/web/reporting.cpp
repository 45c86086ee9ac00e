// What the pages of reports share.
#include "web/reporting.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "machinery/consultations/customary.hpp"
#include "machinery/consultations/kinds.hpp"
#include "web/items.hpp"
#include "web/names.hpp"

namespace comity::web {

namespace c = consultations;

namespace {

/// Who stands behind a sentence, in the customary forms of reports; English, as the report is.
std::string behind(const ReportVisit& report, const c::ReportSentence& sentence) {
    std::map<std::string, std::set<std::string>> by_kind;
    for (const std::string& source : sentence.sources) {
        const auto number = c::submission_in_source(source);
        const c::Voice* voice = number ? report.heard.voice(*number) : nullptr;
        if (voice == nullptr) continue;
        const std::string who = voice->contributor.actor.empty() ? voice->contributor.name : voice->contributor.actor;
        by_kind[voice->contributor.kind].insert(who);
    }
    std::string words;
    for (const c::ContributorKind& kind : c::contributor_kinds()) {
        const auto found = by_kind.find(kind.code);
        if (found != by_kind.end()) words += (words.empty() ? "" : "; ") + c::customary_name(static_cast<std::int64_t>(found->second.size()), kind.code);
    }
    return words;
}

}  // namespace

ReportVisit report_visit(const Visit& visit, std::string_view call) {
    ReportVisit all{desk_visit(visit, call), {}, {}, {}, {}, {}};
    all.heard = c::heard(all.of.snapshot, visit.holdings().vocabulary(), all.of.call.id);
    all.stands = c::report(all.of.snapshot, all.of.call.id);
    if (!all.stands) return all;
    all.paragraphs = c::paragraphs_in_order(*all.stands);
    all.printed = c::printed_numbers(all.paragraphs);
    return all;
}

std::vector<c::ReportFinding> findings_of(const Visit& visit, const ReportVisit& all) {
    auto findings = c::check(all.stands->report, all.paragraphs, all.heard, c::gathered(all.of.snapshot, all.of.call.id));
    if (all.of.viewer.coder > 0 && all.of.desk && all.of.desk->desk.blind) {
        const c::Heard seen = heard_by(visit, all.of);
        std::erase_if(findings, [&](const c::ReportFinding& one) { return one.code == "proposal-nowhere" && seen.passage(one.about) == nullptr; });
    }
    return findings;
}

const c::ReportStands& begun(const Visit& visit, const ReportVisit& report) {
    if (!report.stands) throw SaidError(Fault::not_found, visit.text("sentence.report_unknown", {{"call", report.of.call.id}}));
    return *report.stands;
}

std::string report_paragraph_address(std::string_view call, std::int64_t paragraph) { return fmt::format("{}/report/{}", call_address(call), paragraph); }

View source_view(const Visit& visit, const ReportVisit& report, const std::string& source) {
    const auto number = c::submission_in_source(source);
    const c::Voice* voice = number ? report.heard.voice(*number) : nullptr;
    const c::CountedPassage* passage = report.heard.passage(source);
    const bool whole = source.find(':') == std::string::npos, gone = voice == nullptr || (!whole && passage == nullptr);
    return {{"source", source},
            {"gone", gone},
            {"whole", whole},
            {"who", voice == nullptr ? Html() : voice_in_words(visit, report.of, voice->submission, voice->contributor)},
            {"withheld", voice != nullptr && voice->confidentiality != c::Confidentiality::open ? visit.text("consultation.choice", {{"code", code_of(c::name_of(voice->confidentiality))}}) : std::string()},
            {"words", passage == nullptr || voice == nullptr ? Html() : in_language(visit, passage->place.words, voice->language)},
            {"address", passage == nullptr ? std::string() : source_address(report.of.call.id, passage->place)}};
}

View finding_view(const Visit& visit, const ReportVisit& report, const c::ReportFinding& finding) {
    std::string address;
    if (finding.paragraph > 0) address = report_paragraph_address(report.of.call.id, finding.paragraph);
    else if (const auto* passage = report.heard.passage(finding.about)) address = source_address(report.of.call.id, passage->place);
    return {{"title", visit.text("report.finding", {{"code", finding.code}})}, {"bars", finding.bars}, {"said", in_words(visit, finding.said)}, {"sentence", finding.sentence > 0 ? Value(finding.sentence) : Value("")}, {"address", address}};
}

List sentences_view(const Visit& visit, const ReportVisit& report, const c::ReportParagraph& paragraph) {
    List list;
    for (std::size_t i = 0; i < paragraph.sentences.size(); ++i) {
        const c::ReportSentence& sentence = paragraph.sentences[i];
        List sources, findings;
        for (const std::string& source : sentence.sources) {
            View one = source_view(visit, report, source);
            one.put("field", fmt::format("{}-{}", i + 1, sources.size() + 1));
            sources.push_back(std::move(one));
        }
        for (const c::ReportFinding& one : report.findings) {
            if (one.paragraph == paragraph.number && one.sentence == i + 1) findings.push_back(finding_view(visit, report, one));
        }
        const std::string counted = behind(report, sentence);
        list.push_back(View{{"number", visit.words.figures(std::to_string(i + 1))},
                            {"value", std::to_string(i + 1)},
                            {"text", sentence.text},
                            {"own", sentence.own},
                            {"sources", std::move(sources)},
                            {"behind", counted.empty() ? Html() : in_language(visit, counted, "en")},
                            {"sentence_findings", std::move(findings)}});
    }
    return list;
}

List sections_to_choose(const c::Report& report, std::string_view chosen) {
    List list;
    for (const c::ReportSection& one : report.sections) list.push_back(View{{"value", one.id}, {"label", one.title}, {"chosen", one.id == chosen}});
    return list;
}

json::Array sentences_written(std::string_view lines, const std::vector<c::ReportSentence>& before) {
    std::vector<c::ReportSentence> now;
    std::vector<bool> taken(before.size(), false);
    std::vector<std::size_t> changed;
    for (std::size_t at = 0; at <= lines.size();) {
        const std::size_t end = std::min(lines.find('\n', at), lines.size());
        const std::string line = c::single_blanks(lines.substr(at, end - at));
        at = end + 1;
        if (line.empty()) continue;
        const auto same = std::find_if(before.begin(), before.end(), [&](const c::ReportSentence& one) { return one.text == line && !taken[static_cast<std::size_t>(&one - before.data())]; });
        if (same != before.end()) {
            taken[static_cast<std::size_t>(same - before.begin())] = true;
            now.push_back(*same);
            continue;
        }
        for (std::string& sentence : c::sentences_of(line)) {
            changed.push_back(now.size());
            now.push_back({std::move(sentence), {}, ""});
        }
    }
    std::vector<std::size_t> left;
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (!taken[i]) left.push_back(i);
    }
    if (left.size() == changed.size()) {
        for (std::size_t i = 0; i < left.size(); ++i) now[changed[i]].sources = before[left[i]].sources, now[changed[i]].own = before[left[i]].own;
    }
    json::Array made;
    for (const c::ReportSentence& one : now) made.push_back(json::Object{{"text", one.text}, {"sources", json::Array(one.sources.begin(), one.sources.end())}, {"own", one.own}});
    return made;
}

std::string in_lines(const std::vector<c::ReportSentence>& sentences) {
    std::string lines;
    for (const c::ReportSentence& one : sentences) lines += one.text + "\n";
    return lines;
}

}  // namespace comity::web
