// Acts by the API: what a program of a State or an organization sends with its token. Private to web/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "json/json.hpp"
#include "web/inside.hpp"

namespace comity::web {

/// {"act": "...", "name": "...", "why": "...", "seen_revision": 1} and the fields of that act. Who acts and for whom is never taken from what was sent.
struct SentAct {
    std::string act;
    std::string name;                   ///< short, of what is begun
    json::Value fields = json::Object{};  ///< numbers as text, as forms send them
    std::optional<std::string> why;
    std::optional<std::int64_t> seen_revision;
};
/// Throws Error(bad_request) for a body that is none.
SentAct act_sent(const Visit& visit);

}  // namespace comity::web

namespace comity::web::pages::api {

http::Response follow_up(const Visit& visit);            ///< of the State for which the token speaks, for it alone
http::Response follow_up_sent(const Visit& visit);       ///< POST
http::Response review_sent(const Visit& visit);          ///< POST: how a review stands, a pledge, a mid-term report
http::Response recommendation_sent(const Visit& visit);  ///< POST: a position, what says the same
http::Response request_opened(const Visit& visit);       ///< POST
http::Response request_sent(const Visit& visit);         ///< POST
http::Response offer_opened(const Visit& visit);         ///< POST
http::Response offer_sent(const Visit& visit);           ///< POST
http::Response agreement_sent(const Visit& visit);       ///< POST
http::Response measure_recorded(const Visit& visit);     ///< POST
http::Response measure_sent(const Visit& visit);         ///< POST

}  // namespace comity::web::pages::api
