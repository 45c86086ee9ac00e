#include <algorithm>
#include <array>
#include <set>

#include "document/symbol.hpp"
#include "machinery/drafting/inside.hpp"

namespace comity::drafting {

using directive::Act;
using directive::Sense;

namespace {

bool delivers(const Act& act, std::string_view kind) {
    return std::any_of(act.deliverables.begin(), act.deliverables.end(), [&](const auto& each) { return each.kind == kind; });
}

/// Something that goes on until somebody looks at it again: what the organ asks of the Organization, or sets up; that it stays seized is no task.
bool is_task(const Act& act) {
    if (!act.un_mandate || act.sense == Sense::statement || act.review || delivers(act, "agenda item") || act.category == "seize") return false;
    // What the organ does itself ("Adopts the Programme of Action", "Decides to give two countries a longer time") is done with that.
    return act.sense == Sense::request || !act.deliverables.empty() || std::any_of(act.addressees.begin(), act.addressees.end(), [](const auto& each) { return each.type != "self"; });
}

}  // namespace

void check_review(const Scene& scene, Findings& findings) {
    const bool tasks = std::any_of(scene.acts.begin(), scene.acts.end(), is_task);
    const bool reviewed = std::any_of(scene.acts.begin(), scene.acts.end(), [](const Act& act) {
        // What is due at a session, or reported on again and again, is looked at then.
        const bool due = std::any_of(act.deadlines.begin(), act.deadlines.end(), [](const auto& timing) { return timing.kind.starts_with("session"); });
        const bool looked_at = act.sense != Sense::statement && (due || ((delivers(act, "report") || delivers(act, "oral update")) && !(act.deadlines.empty() && act.recurrences.empty())));
        return act.review || !act.expiries.empty() || delivers(act, "agenda item") || looked_at;
    });
    // "and to report thereon at its next session", wherever the rules see it as no task of its own.
    const bool reported = std::any_of(scene.draft.paragraphs.begin(), scene.draft.paragraphs.end(), [](const auto& paragraph) {
        const auto has = [&](std::string_view words) { return paragraph.text.find(words) != std::string::npos; };
        return paragraph.kind == document::ParagraphKind::operative && has("report") && (has(" session") || has("later than") || has("annual") || has("biennial"));
    });
    if (tasks && !reviewed && !reported) findings.add("no-review", {}, say(sentences::check_no_review), say(sentences::mend_no_review));
}

namespace {

/// A time in other words than those of a date: with what comes at its own time, with something that is due, again and again.
bool says_when(std::string_view words) {
    static constexpr std::array said = std::to_array<std::string_view>(
        {"next", "future", "subsequent", "forthcoming", "upcoming", "annual", "regular", "periodic", "biennial", "quarterly", "prior to", "in advance", "before", "during", "session", "in time for", "ahead of", "every", "each",
         "existing", "ongoing", "continu", "transmit", "within", " by ", "later than", "as soon as", "in the context of", "upon", "meeting", "promptly", "immediately", "when ", "as and when", "budget", "informed", "timely", "days", "month", "as necessary", "as appropriate", "report of", "reports of", "after ", "following "});
    return std::any_of(said.begin(), said.end(), [&](std::string_view word) { return words.find(word) != std::string_view::npos; });
}

/// "his report", "the aforementioned report": one that is due anyway.
bool is_known(const document::Paragraph& paragraph, const directive::Passage& words) {
    const std::string_view before = std::string_view(paragraph.text).substr(0, std::min<std::size_t>(words.begin, paragraph.text.size()));
    static constexpr std::array known = std::to_array<std::string_view>({" his ", " her ", " its ", " their ", " the ", " said ", " aforementioned ", " that ", " such ", " those ", " these ", " this ", " above-mentioned ", " present "});
    return std::any_of(known.begin(), known.end(), [&](std::string_view word) { return before.ends_with(word); });
}

/// A report that is asked for; not an "update" or "assessment" that may be a task of its own kind.
bool is_report(const directive::Deliverable& due) { return (due.kind == "report" || due.kind == "oral update") && (due.words.text.find("report") != std::string::npos || due.words.text.find("brief") != std::string::npos); }

}  // namespace

// Only what is handed over at a time of its own: a report or a briefing. A meeting, a study or a fund has its time in other words and other paragraphs.
void check_deliverables(const Scene& scene, Findings& findings) {
    for (const Act& act : scene.acts) {
        if (act.sense != Sense::request || !act.un_mandate || act.strength < 4 || !act.deadlines.empty() || !act.recurrences.empty() || !act.expiries.empty()) continue;
        const auto due = std::find_if(act.deliverables.begin(), act.deliverables.end(), is_report);
        const auto* paragraph = due == act.deliverables.end() ? nullptr : document::find_paragraph(scene.draft, due->words.paragraph);
        if (paragraph == nullptr || is_known(*paragraph, due->words) || says_when(act.words.text) || says_when(std::string_view(paragraph->text).substr(std::min<std::size_t>(act.words.begin, paragraph->text.size())))) continue;
        if (paragraph->text.find(" session") != std::string::npos) continue;  // the paragraph names one before
        findings.add("no-date", findings.at(due->words), say(sentences::check_no_date, due->words.text), say(sentences::mend_no_date));
    }
}

namespace {

/// "to include in his report a section on lamps": a part of one that is asked for elsewhere.
bool is_part_of_report(const Act& act) {
    const std::string_view text = act.words.text;
    const auto due = std::find_if(act.deliverables.begin(), act.deliverables.end(), [](const auto& each) { return each.kind == "report"; });
    const auto at = text.find(due->words.text);
    if (at == std::string_view::npos || text.substr(0, at).find("includ") == std::string_view::npos) return false;
    static constexpr std::array whose = std::to_array<std::string_view>({" his ", " her ", " its ", " their ", " the ", " that ", " next ", " annual ", " forthcoming ", " future "});
    return std::any_of(whose.begin(), whose.end(), [&](std::string_view word) { return text.substr(0, at).ends_with(word); });
}

struct ReportAsked {
    const Act* act = nullptr;
    directive::SessionOf session;
    std::string from;  ///< who is asked, by type
};
std::vector<ReportAsked> reports_of(const std::vector<Act>& acts) {
    std::vector<ReportAsked> all;
    for (const Act& act : acts) {
        if (act.sense != Sense::request || !act.un_mandate || !delivers(act, "report") || act.addressees.empty() || is_part_of_report(act)) continue;
        for (const auto& timing : act.deadlines)
            if (timing.kind == "session" && timing.sessions.size() == 1) all.push_back({&act, timing.sessions.front(), act.addressees.front().id.empty() ? act.addressees.front().type : act.addressees.front().id});
    }
    return all;
}

directive::Passage words_of_report(const Act& act) {
    return std::find_if(act.deliverables.begin(), act.deliverables.end(), [](const auto& each) { return each.kind == "report"; })->words;
}

}  // namespace

void check_reports(const Scene& scene, Findings& findings) {
    const auto reports = reports_of(scene.acts), before = reports_of(scene.acts_before);
    std::set<const Act*> told;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        const auto same = [&](const ReportAsked& other) { return other.act != reports[i].act && other.session == reports[i].session && other.from == reports[i].from; };
        if (!told.insert(reports[i].act).second) continue;
        const auto end = reports.begin() + static_cast<std::ptrdiff_t>(i);
        if (const auto other = std::find_if(reports.begin(), end, same); other != end) {
            findings.add("two-reports", findings.at(words_of_report(*reports[i].act)), say(sentences::check_two_reports, other->act->paragraph), say(sentences::mend_two_reports));
        } else if (const auto earlier = std::find_if(before.begin(), before.end(), same); earlier != before.end() && scene.around.previous) {
            findings.add("two-reports", findings.at(words_of_report(*reports[i].act)), say(sentences::check_report_asked, display(scene.around.previous->symbol), earlier->act->paragraph),
                         say(sentences::mend_two_reports), Beside{scene.around.previous->symbol, earlier->act->paragraph, earlier->act->words.text, scene.around.previous->date});
        }
    }
}

namespace {

/// Words that name nobody at all ("Urges restraint", "calls upon timely action"): no name, nothing that was named before, no group of persons or bodies. What
/// the rules cut too short or took for an addressee is none: an adverb, the first word of a name.
bool names_nobody(const directive::Passage& words, std::string_view paragraph) {
    const std::string_view text = words.text;
    if (std::any_of(text.begin(), text.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == ','; }) || text.find(' ') == std::string_view::npos) return false;
    static const std::set<std::string_view> no_beginning = {"the", "these", "those", "this", "that", "its", "their", "his", "her", "all", "other", "once", "in", "on", "for", "with", "to", "at", "by", "from", "as", "of", "any", "each", "every", "both", "and", "also"};
    if (no_beginning.contains(text.substr(0, text.find(' ')))) return false;
    const std::string_view head = text.substr(0, text.find(" of "));
    if (head.ends_with('s') || head.ends_with("people") || head.ends_with("men") || head.ends_with("community") || head.ends_with("society")) return false;
    const std::string_view behind = paragraph.substr(std::min<std::size_t>(words.end, paragraph.size()));
    return behind.size() < 2 || !(behind[1] >= 'A' && behind[1] <= 'Z');
}

}  // namespace

void check_addressees(const Scene& scene, Findings& findings) {
    for (const Act& act : scene.acts) {
        if (act.sense == Sense::statement || std::find(act.unsure.begin(), act.unsure.end(), "addressee not known") == act.unsure.end()) continue;
        for (const auto& addressee : act.addressees) {
            const auto* paragraph = document::find_paragraph(scene.draft, addressee.words.paragraph);
            if (addressee.type != "other" || paragraph == nullptr || !names_nobody(addressee.words, paragraph->text)) continue;
            findings.add("addressee", findings.at(addressee.words), say(sentences::check_addressee, addressee.words.text), say(sentences::mend_addressee));
        }
    }
}

void check_duplicates(const Scene& scene, Findings& findings) {
    for (const auto& alike : scene.around.alike) {
        const auto* paragraph = document::find_paragraph(scene.draft, alike.paragraph);
        if (paragraph == nullptr) continue;
        findings.add("duplicate", findings.at(*paragraph, alike.begin, alike.end), say(sentences::check_duplicate, display(alike.there.symbol), alike.there.paragraph, alike.share), say(sentences::mend_duplicate), alike.there);
    }
}

}  // namespace comity::drafting
