// `/consultations/ID/agreement`: how far coders agree, and what is to be settled, each with its form.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "machinery/consultations/agreement.hpp"
#include "web/acts.hpp"
#include "web/desk.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/visitors.hpp"

namespace comity::web::pages {

namespace {

namespace c = consultations;

struct Agreed {
    DeskVisit of;
    std::shared_ptr<const c::AtDesk> desk;
    c::PassagesElsewhere passages;  ///< of `desk`
    std::vector<c::Settlement> settled;
    c::Agreement agreement;
};

/// A difference is told only where all coders have read the contribution: nothing is given away of what is still being read.
Agreed agreed(const Visit& visit) {
    Agreed all{desk_visit(visit, visit.rest), nullptr, {}, {}, {}};
    all.desk = c::at_desk(all.of.snapshot, all.of.call.id);
    const std::size_t coders = all.of.desk ? all.of.desk->desk.coders.size() : 0;
    std::vector<c::ReadingDone> done;
    for (const c::Contribution& one : all.desk->contributions) {
        const std::vector<int> readers = one.readers();
        if (!is_seen(all.of, one)) continue;
        for (const auto& [settlement, revision] : one.settled) {
            if (is_seen(all.of, one, settlement.place.part)) all.settled.push_back(settlement);
        }
        if (readers.size() < coders) continue;
        done.insert(done.end(), one.done.begin(), one.done.end());
        for (const c::PlacedPassage& passage : one.placed.passages) {
            if (is_seen(all.of, one, readers, passage.passage)) all.passages.push_back(&passage);
        }
    }
    all.agreement = c::agreement_of(all.passages, coders, done, all.settled);
    return all;
}

View figure(const Visit& visit, std::string_view of, const c::Alpha& alpha) {
    return {{"what", visit.text("desk.agreement_of", {{"of", of}})},
            {"alpha", alpha.value ? visit.words.figures(c::in_words(alpha)) : visit.text("desk.no_figure")},
            {"units", alpha.units},
            {"values", alpha.values},
            {"left_out", alpha.left_out}};
}

std::string differs_in_words(const Visit& visit, const c::Disagreement& one) {
    std::string words;
    for (const c::Aspect aspect : one.differs) words += (words.empty() ? "" : ", ") + visit.text("desk.agreement_of", {{"of", c::name_of(aspect)}});
    if (one.one_passed_over) words += (words.empty() ? "" : ", ") + visit.text("desk.passed_over");
    return words;
}

View disagreement_view(const Visit& visit, const Agreed& all, std::size_t at, const http::Form& sent) {
    const c::Disagreement& one = all.agreement.disagreements[at];
    const c::Unit& unit = all.agreement.units[one.unit];
    const c::PlacedPassage& first = *all.passages[unit.passages.front()];
    const std::string key = c::key_of(first.passage.place), field = std::to_string(at + 1);
    const bool is_sent = sent.get("key") == key && sent.get("submission") == std::to_string(unit.submission);
    List codes;
    for (const std::size_t i : unit.passages) {
        const c::CodedPassage& passage = all.passages[i]->passage;
        const std::string value = std::to_string(passage.coder);
        codes.push_back(View{{"coder", coder_in_words(visit, all.of, passage.coder)},
                             {"value", value},
                             {"field", field},
                             {"chosen", is_sent && sent.get("as") == value},
                             {"words", untranslated(passage.place.words)},
                             {"code", code_view(visit, all.of, passage.code)}});
    }
    const auto registered = c::submission(all.of.snapshot, all.of.call.id, unit.submission);
    return {{"field", field},
            {"contributor", registered ? voice_in_words(visit, all.of, unit.submission, registered->submission.contributor) : Html()},
            {"place", source_address(all.of.call.id, first.passage.place)},
            {"differs", differs_in_words(visit, one)},
            {"codes", std::move(codes)},
            {"key", key},
            {"submission", std::to_string(unit.submission)},
            {"none_chosen", is_sent && sent.get("as") == "none"},
            {"other_chosen", is_sent && sent.get("as") == "other"},
            {"why", is_sent ? sent.get("why") : ""},
            {"fields", code_fields(visit, all.of, "settle-" + field, is_sent ? sent : form_of(first.passage.code), first.passage.place.words, {})}};
}

List settled_view(const Visit& visit, const Agreed& all, const Paging& paging) {
    List list;
    for (std::size_t at = std::min(paging.offset, all.settled.size()); at < std::min(paging.offset + paging.limit, all.settled.size()); ++at) {
        const c::Settlement& one = all.settled[at];
        const auto entry = all.of.snapshot.last(c::subject_of(one));
        list.push_back(View{{"words", untranslated(one.place.words)},
                            {"address", source_address(all.of.call.id, one.place)},
                            {"none", one.none},
                            {"code", one.none ? Value("") : Value(code_view(visit, all.of, one.code))},
                            {"why", entry && entry->why ? untranslated(*entry->why) : Html()},
                            {"when", entry ? moment(visit, entry->when) : Html()},
                            {"history", "/log/subjects/" + http::path_encoded(c::subject_of(one))}});
    }
    return list;
}

http::Response agreement_page(const Visit& visit, const http::Form& sent, Html wrong, int status) {
    const Agreed all = agreed(visit);
    if (visit.query.get("format") == "json") return closed(as_json(to_json(all.agreement, all.passages)));
    const Paging paging = {paging_of(visit.query).offset, 20};
    const std::size_t count = all.agreement.disagreements.size();
    List disagreements;
    for (std::size_t at = std::min(paging.offset, count); at < std::min(paging.offset + paging.limit, count); ++at) disagreements.push_back(disagreement_view(visit, all, at, sent));
    View view{{"figures", List{figure(visit, "kind", all.agreement.kind), figure(visit, "question", all.agreement.question), figure(visit, "themes", all.agreement.themes), figure(visit, "marking", all.agreement.marking)}},
              {"disagreements", std::move(disagreements)},
              {"count", count},
              {"settled", settled_view(visit, all, paging)},
              {"own_address", desk_address(all.of.call.id, "agreement")},
              {"is_set", all.of.desk && all.of.desk->desk.coders.size() > 1},
              {"pager", pager(visit.query, visit.path, paging, std::max(count, all.settled.size()))}};
    put_head(visit, all.of, "agreement", std::move(wrong), view);
    Page page{visit.text("desk.agreement_title", {{"title", all.of.call.title}}), "consultations", "desk_agreement", std::move(view), status};
    page.downloads = {{"json", desk_address(all.of.call.id, "agreement") + "?format=json"}};
    return respond_closed(visit, std::move(page));
}

/// "As coder 2 saw it" is that code; "otherwise" what was chosen in the fields.
DeskAct settling(const Visit& visit, const http::Form& form) {
    const Agreed all = agreed(visit);
    const std::string as(form.get("as"));
    const auto number = c::number_in(form.get("submission")).value_or(-1);
    json::Value fields = json::Object{};
    if (const auto coder = c::number_in(as)) {
        for (const c::Unit& unit : all.agreement.units) {
            const auto marks = [&](std::size_t i) { return c::key_of(all.passages[i]->passage.place) == form.get("key"); };
            if (unit.submission != number || std::none_of(unit.passages.begin(), unit.passages.end(), marks)) continue;
            for (const std::size_t i : unit.passages) {
                if (all.passages[i]->passage.coder == *coder) fields = to_json(all.passages[i]->passage.code);
            }
        }
    } else if (as == "other") {
        fields = fields_of_code(visit, form);
    }
    fields.put("key", trimmed(form.get("key")));
    fields.put("none", as == "none");
    return {desk_request(visit, form, "settle", c::submission_subject(all.of.call.id, number), std::move(fields)), desk_address(all.of.call.id, "agreement"), ""};
}

}  // namespace

http::Response coders_agreement(const Visit& visit) { return agreement_page(visit, {}, {}, 200); }

http::Response coders_agreement_sent(const Visit& visit) {
    const http::Form form = http::Form::parse(visit.request.body);
    return perform_at_desk(visit, form, [&] { return settling(visit, form); }, [&](Html wrong, int status) { return agreement_page(visit, form, std::move(wrong), status); }, actors::code_contributions);
}

}  // namespace comity::web::pages
