// The pages of reviews and recommendations. Private to web/.
#pragma once

#include <string>
#include <string_view>

#include "machinery/reviews/reviews.hpp"
#include "machinery/reviews/saying.hpp"
#include "web/inside.hpp"

namespace comity::web {

std::string recommendation_address(std::string_view id);
/// "/reviews/XNI"; of a State that is not known by its name.
std::string reviewed_address(std::string_view state);
/// An actor by its name in the reader's language, with its page; a name that nobody bears as written.
Html actor_or_name(const Visit& visit, std::string_view actor);
/// The same in the order of the reader's language; views with "name".
List actors_in_order(const Visit& visit, const std::vector<std::string>& actors);
/// A document of the record with its page, or its symbol alone.
Html document_in_words(const Visit& visit, const std::string& symbol);
std::string position_in_words(const Visit& visit, std::string_view position);
std::string mechanism_in_words(const Visit& visit, std::string_view code);
std::string review_in_words(const Visit& visit, const std::string& mechanism, int cycle, const std::string& id);
/// For template "recommendation_row".
View recommendation_row(const Visit& visit, const reviews::Recommendation& one);
/// What was said of a review or recommendation, for template "statement_row".
View statement_row(const Visit& visit, const reviews::StatementMade& made);

}  // namespace comity::web

namespace comity::web::pages {

http::Response reviews_list(const Visit& visit);
http::Response review_state(const Visit& visit);          ///< `/reviews/STATE`
http::Response recommendations_list(const Visit& visit);
http::Response recommendation(const Visit& visit);        ///< `/recommendations/ID`
http::Response recommendation_sent(const Visit& visit);   ///< POST

namespace api {
http::Response reviews_list(const Visit& visit);
http::Response review_state(const Visit& visit);
http::Response recommendations_list(const Visit& visit);
http::Response recommendation(const Visit& visit);
}  // namespace api

}  // namespace comity::web::pages
