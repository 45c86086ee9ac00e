#include "machinery/processes/processes.hpp"

#include <utility>

#include "machinery/consultations/consultations.hpp"
#include "machinery/consultations/reading_desk.hpp"
#include "machinery/cooperation/cooperation.hpp"
#include "machinery/cooperation/demonstration.hpp"
#include "machinery/followup/demonstration.hpp"
#include "machinery/followup/followup.hpp"
#include "machinery/followup/keeping.hpp"
#include "machinery/holdings/holdings.hpp"
#include "machinery/mandates/judging.hpp"
#include "machinery/processes/filing.hpp"
#include "machinery/reviews/saying.hpp"

namespace comity::processes {

record::Derivations derivations() {
    record::Derivations all = holdings::derivations();
    all.push_back(mandates::derivation());
    all.push_back(consultations::derivation());
    all.push_back(consultations::reading_derivation());
    all.push_back(cooperation::derivation());
    all.push_back(followup::derivation());
    return all;
}

holdings::RecordPlace place(std::filesystem::path file) { return {std::move(file), derivations()}; }

record::Performer performer_for(holdings::Holdings& holdings) {
    return [&holdings, others = holdings::performer_for(holdings)](std::string_view command, const json::Value& request, const record::Report& report, const std::stop_token& stop) {
        if (command == mandates::judge_act) return to_json(mandates::judge(holdings, mandates::judgement_request_from(request)));
        if (command == mandates::delivery_act) return to_json(mandates::say_delivery(holdings, mandates::delivery_request_from(request)));
        if (command == consultations::consult_act) return consultations::perform_command(holdings, request);
        if (command == consultations::reading_act) return to_json(consultations::perform_reading(holdings, record::request_from(request)));
        if (command == file_report_act) return to_json(file_report(holdings, record::request_from(request)));
        if (command == cooperation::cooperate_act) return to_json(cooperation::perform(holdings, record::request_from(request)));
        if (command == cooperation::demonstrate_act) return to_json(cooperation::hold_demonstration(holdings));
        if (command == followup::demonstrate_act) return to_json(followup::hold_demonstration(holdings.record(), holdings.vocabulary()));
        if (command == followup::follow_up_act) return followup::perform_command(holdings.record(), request);
        if (command == reviews::review_act) return reviews::perform_command(holdings.record(), holdings.vocabulary(), request);
        return others(command, request, report, stop);
    };
}

}  // namespace comity::processes
