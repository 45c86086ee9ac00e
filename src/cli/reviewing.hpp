// comity reviews, recommendations, recommendation, review: what their files share.
#pragma once

#include "cli/commands.hpp"
#include "machinery/reviews/reviews.hpp"

namespace comity::cli {

Command reviews_command();
Command recommendations_command();
Command recommendation_command();
Command review_command();
Command follow_up_command();

ExitCode run_reviews(const Arguments& arguments, Console& console);
ExitCode run_recommendations(const Arguments& arguments, Console& console);
ExitCode run_recommendation(const Arguments& arguments, Console& console);
ExitCode run_follow_up(const Arguments& arguments, Console& console);
ExitCode run_review(const Arguments& arguments, Console& console);

/// The id of the State that is meant ("state:XNI"), or the name as typed where no State is known by it.
std::string state_meant(const holdings::Holdings& holdings, std::string_view named);
/// What to call an actor in English; a name that is no id as it is.
std::string called(const holdings::Holdings& holdings, std::string_view actor);

}  // namespace comity::cli
