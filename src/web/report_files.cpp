// `/consultations/ID/report/versions`: two states of a report against each other; `/consultations/ID/report/letters`: where each contributor's words went.
#include <algorithm>
#include <semaphore>

#include <fmt/format.h>

#include "concordance/side.hpp"
#include "document/word_form.hpp"
#include "machinery/consultations/letters.hpp"
#include "web/acts.hpp"
#include "web/comparison_view.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/reporting.hpp"
#include "zip/stream.hpp"

namespace comity::web::pages {

namespace {

namespace c = consultations;

/// The latest are offered to choose from; older ones by their number in the address.
constexpr std::size_t most_versions = 200;

List versions_to_choose(const Visit& visit, const std::vector<c::ReportChange>& changes, std::int64_t chosen) {
    List list;
    const std::size_t first = changes.size() > most_versions ? changes.size() - most_versions : 0;
    for (std::size_t i = changes.size(); i > first; --i) {
        const c::ReportChange& one = changes[i - 1];
        list.push_back(View{{"value", std::to_string(one.position)},
                            {"chosen", one.position == chosen},
                            {"label", visit.text("report.version", {{"entry", visit.words.figures(std::to_string(one.position))}, {"when", moment_in_words(visit, one.when)}, {"act", visit.text("desk.act", {{"act", code_of(one.act)}})}})}});
    }
    return list;
}

/// The last change at or before a position, for a list that has only changes.
std::int64_t change_at(const std::vector<c::ReportChange>& changes, std::int64_t position) {
    std::int64_t last = changes.front().position;
    for (const c::ReportChange& one : changes) {
        if (one.position <= position) last = one.position;
    }
    return last;
}

ComparedText text_as_of(const Visit& visit, const ReportVisit& all, std::int64_t position) {
    const auto then = c::report_as_of(all.of.snapshot, all.of.call.id, position);
    document::Document document = then ? c::document_of(then->report, c::paragraphs_in_order(*then), all.heard) : document::Document();
    document.language = "en";
    return {concordance::side_of(std::move(document), visit.text("report.version_name", {{"entry", visit.words.figures(std::to_string(position))}}), visit.holdings().vocabulary()), ""};
}

/// Many letters at once are a piece of work: one such archive at a time.
std::counting_semaphore<1> free_packer(1);
struct Packer {
    explicit Packer(const Visit& visit) {
        if (!free_packer.try_acquire()) throw SaidError(Fault::unavailable, visit.text("take.busy"));
    }
    ~Packer() { free_packer.release(); }
    Packer(const Packer&) = delete;
    Packer& operator=(const Packer&) = delete;
};

std::vector<c::ProposalAnswer> answers_of(const ReportVisit& all) {
    std::vector<c::ProposalAnswer> answers;
    for (const auto& [one, revision] : all.stands->answers) answers.push_back(one);
    return answers;
}

std::string letter_file(const Visit& visit, const ReportVisit& all, const c::Voice& voice, const std::vector<c::ProposalAnswer>& answers) {
    const std::string notice = visit.site.demonstration ? visit.text("demonstration.notice") : std::string();
    return document::to_docx(c::document_of(c::letter_to(voice, all.paragraphs, all.heard, answers), all.stands->report), {.notice = notice});
}
std::string letter_name(const ReportVisit& all, const c::Voice& voice) { return fmt::format("{}-{}.docx", voice.submission, c::letter_file_name(all.of.call, voice.contributor.name)); }

}  // namespace

http::Response report_versions(const Visit& visit) {
    const ReportVisit all = report_visit(visit, visit.rest);
    begun(visit, all);
    const auto changes = c::report_changes(all.of.snapshot, all.of.call.id);
    COMITY_ENSURE(!changes.empty());
    const auto asked = [&](std::string_view name, std::int64_t usual) { return change_at(changes, position_in(visit.query.get(name)).value_or(usual)); };
    const std::int64_t to = asked("to", changes.back().position), from = asked("from", changes.size() > 1 ? changes[changes.size() - 2].position : to);
    const bool whole = visit.query.get("show") == "everything";
    const ComparisonChoice choice{whole ? ComparisonChoice::Show::everything : ComparisonChoice::Show::changes, ComparisonChoice::Layout::side_by_side, ComparisonChoice::Rolls::shown};
    View view{{"from_choices", versions_to_choose(visit, changes, from)},
              {"to_choices", versions_to_choose(visit, changes, to)},
              {"everything", whole},
              {"comparison", comparison_view(visit, text_as_of(visit, all, from), text_as_of(visit, all, to), choice)},
              {"report_address", desk_address(all.of.call.id, "report")},
              {"own_address", desk_address(all.of.call.id, "report/versions")}};
    put_head(visit, all.of, "report", {}, view);
    return closed(respond(visit, {visit.text("report.versions"), "consultations", "report_versions", std::move(view)}));
}

http::Response report_letters(const Visit& visit) {
    const ReportVisit all = report_visit(visit, visit.rest);
    begun(visit, all);
    const auto answers = answers_of(all);
    if (visit.query.has("of")) {
        const c::Voice* voice = all.heard.voice(c::number_in(visit.query.get("of")).value_or(-1));
        if (voice == nullptr) throw SaidError(Fault::not_found, visit.text("sentence.submission_unknown", {{"number", visit.query.get("of")}}));
        return closed(download(word_type, letter_name(all, *voice), letter_file(visit, all, *voice, answers)));
    }
    if (visit.query.get("format") == "zip") {
        const Packer packer(visit);
        std::string bytes;
        zip::Stream archive([&](std::string_view more) { bytes += more; });
        for (const c::Voice& voice : all.heard.voices) archive.add(letter_name(all, voice), letter_file(visit, all, voice, answers));
        archive.finish();
        return closed(download("application/zip", all.of.call.id + "-letters.zip", std::move(bytes)));
    }
    const Paging paging = paging_of(visit.query);
    List rows;
    const std::string own = desk_address(all.of.call.id, "report/letters");
    for (std::size_t i = std::min(paging.offset, all.heard.voices.size()); i < std::min(paging.offset + paging.limit, all.heard.voices.size()); ++i) {
        const c::Voice& voice = all.heard.voices[i];
        const c::ContributorLetter letter = c::letter_to(voice, all.paragraphs, all.heard, answers);
        List used;
        for (const c::WordsUsed& one : letter.used) used.push_back(View{{"number", visit.words.figures(std::to_string(one.paragraph))}, {"sentence", in_language(visit, one.sentence, "en")}});
        rows.push_back(View{{"who", voice_in_words(visit, all.of, voice.submission, voice.contributor)},
                            {"number", std::to_string(voice.submission)},
                            {"used_count", letter.used.size()},
                            {"not_told", letter.not_told.size()},
                            {"answers", letter.answers.size()},
                            {"used", std::move(used)},
                            {"address", fmt::format("{}?of={}", own, voice.submission)}});
    }
    View view{{"rows", std::move(rows)},
              {"count", all.heard.voices.size()},
              {"issued", all.stands->report.issued},
              {"zip_address", own + "?format=zip"},
              {"report_address", desk_address(all.of.call.id, "report")},
              {"pager", pager(visit.query, visit.path, paging, all.heard.voices.size())}};
    put_head(visit, all.of, "report", {}, view);
    return closed(respond(visit, {visit.text("report.letters"), "consultations", "report_letters", std::move(view)}));
}

}  // namespace comity::web::pages
