// What the pages of cooperation share: as whom a visitor looks, what things are about, deeds as rows of lists. Private to web/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "machinery/cooperation/listing.hpp"
#include "web/inside.hpp"
#include "web/items.hpp"

namespace comity::web {

/// As whom a page is looked at: an account on behalf of its actor; the operator at this machine, who speaks for nobody, on behalf of whom the address says (`on_behalf_of`), so that what a
/// page shows is wholly in its address.
struct Looking {
    const Visit& visit;
    record::Snapshot snapshot;
    std::string viewer;      ///< id of an actor; "" for the public
    std::string suffix;      ///< "?on_behalf_of=state%3AXAR" where addresses must say so, else ""
    bool chooses = false;    ///< whether the visitor may say on whose behalf

    explicit Looking(const Visit& of);                            ///< by the address
    Looking(const Visit& of, const http::Form& sent);             ///< by a form
    [[nodiscard]] const vocabulary::Vocabulary& words() const { return visit.holdings().vocabulary(); }
    [[nodiscard]] const std::string& language() const { return visit.words.language(); }
    [[nodiscard]] std::string today() const;
    [[nodiscard]] Html name(const std::string& actor) const;      ///< linked to its page
    [[nodiscard]] std::string plain_name(const std::string& actor) const;
    [[nodiscard]] bool acts() const;                              ///< may do something, on behalf of the viewer
    [[nodiscard]] std::string day(std::string_view iso) const;    ///< in the reader's words; "" for none
    [[nodiscard]] std::string days(std::string_view first, std::string_view last) const;  ///< from the one to the other, one of which may be open
};

/// "/requests/xar.interpreters", with the suffix.
std::string help_address(const Looking& looking, std::string_view kind, std::string_view id);
/// For template "help_matter".
void put_matter(const Looking& looking, const cooperation::Matter& matter, View& view);
/// For template "help_form": what was typed, else what stands.
void put_fields(const Looking& looking, const http::Form& form, const cooperation::Matter& matter, View& view);
/// Steps and reports, and the forms for them.
void put_steps(const Looking& looking, const std::vector<cooperation::Step>& steps, const http::Form& form, View& view);
View outcome_view(const Looking& looking, const std::string& actor, const cooperation::Outcome& outcome);
/// What every page of cooperation has: as whom it is looked at.
void put_looking(const Looking& looking, View& view);
/// For template "deed_row".
List deed_rows(const Looking& looking, const std::vector<cooperation::Deed>& deeds);
/// The part of a longer list that the address asks for, and who looks at it.
cooperation::Range range_of(const Visit& visit);
cooperation::Viewing viewing(const Looking& looking);
/// Deeds under a paragraph, for pages of texts and mandates.
List deeds_under(const Visit& visit, std::string_view document, std::string_view paragraph);
/// Who acts by a form, for whom and why.
cooperation::Request request_of(const Looking& looking, const http::Form& form, std::string act, std::string about);
/// What cannot be done, said on a page; of what is one State's own nothing goes into the entry that it was refused.
Html help_refused(const Looking& looking, const http::Form& form, const Error& error);
List history_of(const Visit& visit, const record::Snapshot& snapshot, const std::vector<std::string>& subjects);
/// Choices by a message with {code}.
List help_choices(const Visit& visit, std::span<const std::string_view> values, std::string_view message, std::string_view chosen);

}  // namespace comity::web

namespace comity::web::pages {

http::Response cooperation(const Visit& visit);      ///< `/cooperation`: all of it, or the deeds under words, of an actor, for a recommendation
http::Response requests_list(const Visit& visit);
http::Response request_opened(const Visit& visit);   ///< POST
http::Response request(const Visit& visit);          ///< with the offers that fit it
http::Response request_sent(const Visit& visit);     ///< POST
http::Response offers_list(const Visit& visit);
http::Response offer_opened(const Visit& visit);     ///< POST
http::Response offer(const Visit& visit);
http::Response offer_sent(const Visit& visit);       ///< POST
http::Response agreements_list(const Visit& visit);
http::Response agreement(const Visit& visit);
http::Response agreement_sent(const Visit& visit);   ///< POST
http::Response measures_list(const Visit& visit);
http::Response measure_recorded(const Visit& visit); ///< POST
http::Response measure(const Visit& visit);
http::Response measure_sent(const Visit& visit);     ///< POST

namespace api {
http::Response deeds(const Visit& visit);
http::Response requests_list(const Visit& visit);
http::Response request(const Visit& visit);
http::Response offers_list(const Visit& visit);
http::Response offer(const Visit& visit);
http::Response agreements_list(const Visit& visit);
http::Response agreement(const Visit& visit);
http::Response measures_list(const Visit& visit);
http::Response measure(const Visit& visit);
}  // namespace api

}  // namespace comity::web::pages
