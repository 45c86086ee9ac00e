// Names in place of ids in what is said to a person: rules know ids alone.
#pragma once

#include <functional>
#include <string>

#include "base/sentence.hpp"

namespace comity {

/// The sentence with each text argument for which `name_of` gives a name under that name; "" leaves it as it is.
Said with_names(Said said, const std::function<std::string(const std::string& id)>& name_of);

}  // namespace comity
