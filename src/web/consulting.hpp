// The pages of consultations: calls, the register of one, a submission. Private to web/.
#pragma once

#include <string>
#include <vector>

#include "machinery/consultations/consultations.hpp"
#include "web/inside.hpp"

namespace comity::web {

std::string call_address(std::string_view id);
std::string submission_address(std::string_view call, std::int64_t number);
/// A call that is not open yet is for those who keep consultations alone.
bool may_see(const Visit& visit, const consultations::CallEntry& one);
/// As consultations::calls() has them, those that the visitor may see.
std::vector<consultations::CallEntry> calls_seen(const Visit& visit);
/// As whom this visitor acts in a consultation; `why` and `authority` of the form.
consultations::By by_of(const Visit& visit, const http::Form& form);
/// The moment by the site's clock.
consultations::Clock clock_of(const Visit& visit);
/// What a form brought: its fields, and its files read. A field that nobody filled in is not there.
struct Sent {
    http::Form form;
    std::vector<consultations::Handed> handed;
};
Sent sent_by(const Visit& visit);
/// The fields of an act from those of a form: all but what the form itself is for.
json::Value fields_of(const http::Form& form);
/// A contributor in the reader's language, with its page if it has one.
Html contributor_in_words(const Visit& visit, const consultations::Contributor& who);
/// "3 May 2031, 18:00 (Europe/Zurich)", with the moment for programs.
Html deadline_in_words(const Visit& visit, const consultations::Deadline& deadline);
std::string moment_in_words(const Visit& visit, std::string_view moment);
/// By what authority: the paragraph as the record has it now, with the way there and to its series; or the commitment. For templates: commitment, document, address, place, words, series_address.
View authority_view(const Visit& visit, const consultations::Authority& authority);
/// What is held by the authority of that paragraph, as far as the visitor may see it: address, title, stage.
List calls_held(const Visit& visit, std::string_view document, std::string_view paragraph);
/// Paragraphs of plain text.
Html paragraphs_of(std::string_view text);
/// For lists of choices in forms: value, label, chosen.
List choices_of(const Visit& visit, const std::vector<std::string>& values, std::string_view message, std::string_view chosen);
/// Drafts of contributions (contributing.cpp): what stands in the form, saved before or typed now; "save draft" and "discard draft"; the files of one that is handed in.
bool is_of_draft(std::string_view act) noexcept;
void put_draft(const Visit& visit, const consultations::Call& call, const http::Form& form, View& view);
void keep_draft(const Visit& visit, const consultations::Call& call, const Sent& sent);
void add_files_of_draft(const Visit& visit, const consultations::Call& call, Sent& sent);
/// For template "register_row".
View submission_row(const Visit& visit, const consultations::Registered& one);

}  // namespace comity::web

namespace comity::web::pages {

http::Response consultations_list(const Visit& visit);
http::Response prepare_call(const Visit& visit);      ///< POST
http::Response consultation(const Visit& visit);      ///< `/consultations/ID`, `/consultations/ID.ics`
http::Response consultation_sent(const Visit& visit);  ///< POST
http::Response consultation_register(const Visit& visit);
http::Response submission(const Visit& visit);
http::Response submission_sent(const Visit& visit);  ///< POST

namespace api {
http::Response consultations_list(const Visit& visit);
http::Response consultation(const Visit& visit);
}  // namespace api

}  // namespace comity::web::pages
