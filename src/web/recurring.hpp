// Which texts of a record come again and again under one title.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "machinery/holdings/holdings.hpp"

namespace comity::web {

/// Texts that come again and again under one title, those with the most first; of each the latest text, the years, and how many.
struct Recurring {
    holdings::Item latest;
    std::size_t texts = 0;
    int first_year = 0, last_year = 0;
};
/// Made of the whole list, so kept until the record grows. shared_ptr: pages go on reading one that has been replaced.
class RecurringTexts {
public:
    std::shared_ptr<const std::vector<Recurring>> of(const holdings::Holdings& holdings);

private:
    std::mutex mutex_;
    std::int64_t record_size_ = -1;
    std::shared_ptr<const std::vector<Recurring>> found_;
};

}  // namespace comity::web
