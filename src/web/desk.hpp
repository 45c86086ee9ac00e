// The pages on which contributions are read, coded and counted (`/consultations/ID/desk` and beside it). Private to web/.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "machinery/actors/process_permissions.hpp"
#include "machinery/consultations/reading_desk.hpp"
#include "web/consulting.hpp"
#include "web/inside.hpp"

namespace comity::web {

/// What every page of the desk starts from. All of them are for those who keep consultations, reading and settling for those as well whom they named as coders;
/// whoever codes sees what a coder may see.
struct DeskVisit {
    record::Snapshot snapshot;
    consultations::Call call;
    std::optional<consultations::DeskStands> desk;
    consultations::Viewer viewer;
};
/// Error(not_found) for a call that there is not, or not for this visitor.
DeskVisit desk_visit(const Visit& visit, std::string_view call);

/// The page beside that of a call: "desk", "agreement", "report" ...
std::string desk_address(std::string_view call, std::string_view page);
/// "/consultations/ID/desk/1734", and with a source its passage: "/consultations/ID/desk/1734#1-0a1b2c3d-1".
std::string reading_address(std::string_view call, std::int64_t submission);
std::string source_address(std::string_view call, const consultations::PassagePlace& place);
/// What an address names behind its call: of "views-2031/desk/1734" "views-2031" and 1734 (-1 where there is no number).
struct NamedBehind {
    std::string call;
    std::int64_t number = -1;
};
NamedBehind named_behind(const Visit& visit, std::string_view between);

/// What this visitor may see of the coding of one submission.
consultations::Coding coding_seen(const DeskVisit& of, std::int64_t submission);
/// The same of a contribution among all: whether it is shown at all, a part of it, a passage.
bool is_seen(const DeskVisit& of, const consultations::Contribution& contribution);
bool is_seen(const DeskVisit& of, const consultations::Contribution& contribution, int part);
bool is_seen(const DeskVisit& of, const consultations::Contribution& contribution, const std::vector<int>& readers, const consultations::CodedPassage& passage);
consultations::Heard heard_by(const Visit& visit, const DeskVisit& of);

/// The ways between the pages of a consultation, for those who keep it: label, address, here.
List ways_of(const Visit& visit, std::string_view call, std::string_view here);
/// The report on a call as a document of the record, for everybody who may read it; empty if there is none.
Html report_in_record(const Visit& visit, std::string_view call);
/// For partial "desk_head": the call, the ways between its pages, the receipt of an act. `here`: the page that is shown.
void put_head(const Visit& visit, const DeskVisit& of, std::string_view here, Html wrong, View& view);

/// "Coder 1", with the name where the visitor may see names.
std::string coder_in_words(const Visit& visit, const DeskVisit& of, int coder);
/// The contributor of a submission with a link to its reading page; "Name withheld" is told beside the name, which those who keep the consultation know.
Html voice_in_words(const Visit& visit, const DeskVisit& of, std::int64_t submission, const consultations::Contributor& who);
std::string kind_of_passage(const Visit& visit, consultations::PassageKind kind);
std::string kinds_of_passages(const Visit& visit, consultations::PassageKind kind);

/// For partial "code_line".
View code_view(const Visit& visit, const DeskVisit& of, const consultations::Code& code);
/// For partial "code_fields": what is chosen or typed in `form`. `id` makes the ids of its fields; `words`: of the passage, in which themes are looked for; `used`: themes
/// to be offered besides.
View code_fields(const Visit& visit, const DeskVisit& of, std::string_view id, const http::Form& form, std::string_view words, const std::vector<std::string>& used);
/// A code as that form has it, and back: the fields of an act. Themes and mechanisms are taken by id or name.
http::Form form_of(const consultations::Code& code);
json::Value fields_of_code(const Visit& visit, const http::Form& form);

/// Does an act that a form asks for: checks its token, performs, and leads to `back` (with `recorded`); what is refused is shown by `again`.
struct DeskAct {
    consultations::Request request;
    std::string back, anchor;
    std::function<std::string(const consultations::Done&)> to = {};  ///< instead of `back`, where that is known only then
};
using Again = std::function<http::Response(Html wrong, int status)>;
http::Response perform_at_desk(const Visit& visit, const http::Form& form, const std::function<DeskAct()>& act, const Again& again, actors::Permission permission = actors::consult);
consultations::Request desk_request(const Visit& visit, const http::Form& form, std::string act, std::string about, json::Value fields);

/// A page of the desk is kept nowhere: it shows what is confidential.
http::Response respond_closed(const Visit& visit, Page page);
/// The same as a file.
http::Response closed(http::Response response);

}  // namespace comity::web

namespace comity::web::pages {

http::Response desk(const Visit& visit);           ///< `/consultations/ID/desk`
http::Response desk_sent(const Visit& visit);      ///< POST: who reads
http::Response desk_reading(const Visit& visit);   ///< `/consultations/ID/desk/1734`
http::Response desk_coded(const Visit& visit);     ///< POST: codes, translations, done
http::Response coders_agreement(const Visit& visit);      ///< `/consultations/ID/agreement`
http::Response coders_agreement_sent(const Visit& visit);  ///< POST: settles
http::Response groups(const Visit& visit);         ///< `/consultations/ID/groups`
http::Response groups_sent(const Visit& visit);    ///< POST: gathers, answers
http::Response balance(const Visit& visit);        ///< `/consultations/ID/balance`
http::Response matrix(const Visit& visit);         ///< `/consultations/ID/matrix`

}  // namespace comity::web::pages
