#include "machinery/mandates/finding.hpp"

namespace comity::mandates {

std::vector<directive::Act> found_acts(const document::Document& document, record::Purpose purpose) {
    if (purpose == record::Purpose::demonstration) return directive::find_acts(document, vocabulary::with_demonstration(), directive::words_with_demonstration());
    return directive::find_acts(document, vocabulary::standard(), directive::standard_words());
}

}  // namespace comity::mandates
