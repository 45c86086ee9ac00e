#include "machinery/processes/filing.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "document/akoma_ntoso_form.hpp"
#include "machinery/consultations/reading_desk.hpp"
#include "machinery/consultations/reading_sentences.hpp"
#include "machinery/consultations/report_document.hpp"
#include "machinery/mandates/judging.hpp"
#include "reading/reading.hpp"
#include "system/passing_folder.hpp"

namespace comity::processes {

namespace {

namespace c = consultations;

struct Ready {
    c::Call call;
    c::Report report;
    std::string bytes;
};

bool cites(const document::Document& document, const std::string& symbol) {
    return std::any_of(document.citations.begin(), document.citations.end(), [&](const document::Citation& one) {
        return one.target && one.target->substr(0, one.target->find('#')) == symbol;
    });
}

/// The bytes that come in, if all is as it must be.
Ready ready(const holdings::Holdings& holdings, const std::string& id) {
    const record::Snapshot snapshot = holdings.record().snapshot();
    Ready made{c::call(snapshot, id).call, {}, {}};
    const auto stands = c::report(snapshot, id);
    if (!stands) throw Error(Fault::not_found, say(c::sentences::report_unknown, id));
    made.report = stands->report;
    if (Said wrong = c::why_not_filed(made.report); !wrong.empty()) throw Error(Fault::conflict, std::move(wrong));
    const auto document = c::document_of(made.report, c::paragraphs_in_order(*stands), c::heard(snapshot, holdings.vocabulary(), id), holdings.vocabulary());
    made.bytes = document::to_akoma_ntoso(document, holdings.vocabulary());
    // The reader of the record decides what is a citation, so it is asked before anything is written.
    const std::string& authority = made.call.authority.document;
    if (!authority.empty() && !cites(reading::read(made.bytes, holdings.vocabulary()), authority)) throw Error(Fault::refused, say(c::sentences::report_names_no_mandate, authority));
    return made;
}

std::string file_name(const std::string& symbol) {
    std::string name;
    for (const char ch : symbol) name += (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') || ch == '.' || ch == '-' ? ch : '_';
    return name + ".xml";
}

/// In the record, whether it comes in now or was there before (an earlier try was cut off).
void take_in(holdings::Holdings& holdings, const Ready& ready, const c::Request& request) {
    const PassingFolder folder;
    const std::string name = file_name(ready.report.symbol);
    folder.write(name, ready.bytes);
    holdings::ImportRequest import;
    import.paths = {folder.path() / name};
    import.who = request.by.who;
    if (!request.by.actor.empty()) import.on_behalf_of = request.by.actor;
    import.why = request.by.why;
    import.authority = request.by.authority;
    import.into = holdings.record().purpose();
    const holdings::ImportSummary summary = holdings.import(import);
    if (!summary.refused.empty()) throw Error(Fault::bad_request, "{}", summary.refused.front().reason);
}

/// The act of the authority's paragraph that asks for the report: the first with something to deliver, else its first.
int act_of(const mandates::JudgedText& text, const std::string& paragraph) {
    int first = 1;
    bool found = false;
    for (const mandates::JudgedAct& one : text.judged.acts) {
        if (one.none || one.act.paragraph != paragraph) continue;
        if (!one.act.deliverables.empty()) return one.act.index;
        if (!found) first = one.act.index, found = true;
    }
    return first;
}

void say_delivered(holdings::Holdings& holdings, const Ready& ready, const c::Request& request, Filed& filed) {
    const c::Authority& authority = ready.call.authority;
    if (authority.document.empty() || authority.paragraph.empty()) return;
    try {
        mandates::DeliveryRequest said;
        said.document = authority.document;
        said.paragraph = authority.paragraph;
        said.index = act_of(mandates::judged_text(holdings, holdings.find(authority.document)), authority.paragraph);
        said.report = ready.report.symbol;
        said.who = request.by.who;
        if (!request.by.actor.empty()) said.on_behalf_of = request.by.actor;
        said.why = request.by.why ? *request.by.why : fmt::format("the report on the call \"{}\" was issued", ready.call.title);
        said.authority = request.by.authority;
        const auto result = mandates::say_delivery(holdings, said);
        filed.delivers = result.sentence;
        filed.delivery = result.position;
    } catch (const Error& error) {
        if (error.fault() == Fault::unavailable) throw;
        filed.not_delivered = error.what();
    }
}

}  // namespace

json::Value to_json(const Filed& filed) {
    return json::Object{{"symbol", filed.symbol}, {"sha256", filed.sha256}, {"position", filed.position}, {"delivers", filed.delivers}, {"delivery", filed.delivery}, {"not_delivered", filed.not_delivered}};
}

Filed file_report(holdings::Holdings& holdings, const consultations::Request& request) {
    if (!request.by.keeps) throw Error(Fault::refused, say(c::sentences::reading_keepers_only));
    const Ready made = ready(holdings, request.about);
    take_in(holdings, made, request);
    Filed filed{made.report.symbol, hex(sha256(made.bytes)), -1, {}, -1, {}};
    c::Request said = request;
    said.act = file_report_act;
    said.fields = json::Object{{"document", filed.sha256}};
    filed.position = c::perform_reading(holdings, said).position;
    say_delivered(holdings, made, request, filed);
    return filed;
}

json::Value submit_filing(const holdings::RecordPlace& place, const consultations::Request& request) {
    return holdings::submit(place, file_report_act, to_json(request), [&](holdings::Holdings& holdings) { return to_json(file_report(holdings, request)); });
}

}  // namespace comity::processes
