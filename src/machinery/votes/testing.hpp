// For the tests of votes/: small tables of invented States (those of the demonstration), and a record to put them into.
#pragma once

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "machinery/votes/votes.hpp"
#include "record/testing.hpp"

namespace comity::votes::testing {

using record::testing::Folder;

inline const std::string roll_calls_csv =
    "\"rcid\",\"session\",\"importantvote\",\"date\",\"unres\",\"amend\",\"para\",\"short\",\"descr\"\n"
    "11,60,0,2005-12-06,\"R/60/1\",0,0,\"ORCHARDS\",\"On orchards, and \"\"pears\"\"\"\n"
    "12,60,0,2005-12-06,\"R/60/1\",0,1,\"ORCHARDS\",\"The third paragraph\"\n"
    "13,61,,2006-12-05,\"A/RES/61/4\",,,,\n"
    "14,9,0,1954-12-02,\"R/9/1061A\",0,0,,\n"
    "15,20,0,1965-11-03,\"\",0,0,,\n";
inline const std::string votes_csv =
    "\"rcid\",\"country\",\"country_code\",\"vote\"\n"
    "11,\"Ardune\",\"XAR\",\"yes\"\n"
    "11,\"Beravoe\",\"XBE\",\"no\"\n"
    "11,\"Drevane\",\"XDR\",\"abstain\"\n"
    "11,\"Nowhere Isles\",,\"yes\"\n"
    "12,\"Ardune\",\"XAR\",\"no\"\n"
    "13,\"Ardune\",\"XAR\",\"yes\"\n"
    "13,\"Beravoe\",\"XBE\",\"yes\"\n"
    "14,\"Ardune\",\"XAR\",\"yes\"\n";
inline const std::string issues_csv = "rcid,short_name,issue\n11,ec,Orchards\n11,co,Pears\n13,ec,Orchards\n";

class Tables {
public:
    Tables() {
        record::Setup setup;
        setup.derivations = {derivation()};
        setup.purpose_if_new = record::Purpose::demonstration;
        record_ = record::testing::record_of_its_own(std::move(setup));
    }
    std::filesystem::path write(const std::string& name, const std::string& text) const {
        auto path = folder_ / name;
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }
    [[nodiscard]] TableFiles files(const std::string& roll_calls = roll_calls_csv, const std::string& votes = votes_csv, const std::string& issues = issues_csv) const {
        return {{write("un_roll_calls.csv", roll_calls), write("un_votes.csv", votes), write("un_roll_call_issues.csv", issues)}};
    }
    ImportResult import(const TableFiles& given) const {
        ImportRequest request;
        request.files = given;
        request.who = {"operator at the command line", "jane"};
        return import_tables(*record_, vocabulary::with_demonstration(), request);
    }
    record::Record& operator*() const { return *record_; }
    record::Record* operator->() const { return record_.get(); }

private:
    Folder folder_;
    std::unique_ptr<record::Record> record_;
};

}  // namespace comity::votes::testing
