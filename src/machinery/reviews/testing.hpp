// For tests of reviews: a record in memory of the demonstration's kind, and lists of its invented States.
#pragma once

#include <fstream>
#include <memory>
#include <string>

#include "machinery/reviews/importing.hpp"
#include "machinery/reviews/reviews.hpp"
#include "machinery/reviews/saying.hpp"
#include "record/testing.hpp"

namespace comity::reviews::testing {

inline const std::string upr_info_head = "To,To-Rgrp,To-Org,Text,From,From-Rgrp,From-Org,Response,Action,Issue,Session\r";
inline const std::string upr_info_list = upr_info_head +
                                         "Nivaal,,,Dredge the harbour before winter,Ardune,,,Accepted,5,\"Ports,Schools\",30\r"
                                         "Nivaal,,,Dredge the harbour before winter,Beravoe,,,Accepted,4,Ports,30\r"
                                         "Nivaal,,,Open the lock at night,Tarrow,,,Noted,5,Ports,30\r"
                                         "Tarrow,,,Open the lock at night,Nivaal,,,Accepted,5,Ports,30\r"
                                         "Nivaal,,,Nivaal will teach sailors,Nivaal,,,Voluntary Pledge,4,Schools,30\r"
                                         "Nivaal,,,,Nivaal,,,Noted,4,Schools,30\r"
                                         "Nivaal,,,Mend the dyke,Farland,,,Noted,4,Dykes,30\r";
inline const std::string index_list =
    R"([{"AnnotationId":"a-1","AnnotationType":"- Recommendations","Body":"- UPR","Countries":["- Nivaal"],"Symbol":"A/HRC/43/15","Text":"101.12 Dredge the harbour before winter (Ardune) (Cassemund);",)"
    R"("Themes":["- Ports"],"UprCycle":"3","UprPositions":["- Supported"],"UprRecommendingCountry":["- Ardune","- Cassemund"],"UprSession":"30"},)"
    R"({"AnnotationId":"a-2","AnnotationType":"- Concerns/Observations","Body":"- CRC","Countries":["- Nivaal"],"Symbol":"CRC/C/XNI/CO/2","Text":"42. (a) Teach sailors","Themes":["- Schools"]}])";

/// Takes such a list in, as a person at the command line does.
inline ImportResult take(record::Record& record, const std::string& bytes, const std::string& name = "list", const std::string& state = "") {
    const record::testing::Folder folder;
    const auto path = folder / name;
    std::ofstream(path, std::ios::binary) << bytes;
    ImportRequest request;
    request.file = path;
    request.format = list_format(path).value();
    request.state = state;
    request.who = {"operator at the command line", "jane"};
    return import_list(record, request);
}

class Lists {
public:
    Lists() {
        record::Setup setup;
        setup.derivations = {derivation()};
        setup.purpose_if_new = record::Purpose::demonstration;
        record_ = record::testing::record_of_its_own(std::move(setup));
    }
    ImportResult import(const std::string& bytes, const std::string& name = "list", const std::string& state = "") const { return take(*record_, bytes, name, state); }
    Done say(const std::string& act, const std::string& about, json::Value fields, const std::string& why = "", const std::string& actor = "") const {
        Request request;
        request.act = act;
        request.about = about;
        request.fields = std::move(fields);
        request.by.who = {"operator at the command line", "jane"};
        request.by.actor = actor;
        request.by.keeps = actor.empty();
        if (!why.empty()) request.by.why = why;
        return perform(*record_, vocabulary::with_demonstration(), request);
    }
    [[nodiscard]] record::Snapshot now() const { return record_->snapshot(); }
    record::Record& operator*() const { return *record_; }

private:
    std::unique_ptr<record::Record> record_;
};

}  // namespace comity::reviews::testing
