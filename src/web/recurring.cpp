#include "web/recurring.hpp"

#include <algorithm>
#include <map>

#include "text/text.hpp"

namespace comity::web {

namespace {

std::vector<Recurring> recurring_among(const holdings::List& list) {
    std::map<std::pair<std::string, std::string>, Recurring> by_title;
    for (const holdings::Item& item : list.items) {
        if (item.kind != document::Kind::resolution || !item.title || !item.body || !item.year) continue;
        Recurring& found = by_title[{*item.body, text::key(*item.title)}];
        if (found.texts == 0) found.first_year = *item.year;
        if (found.texts == 0 || *item.year >= found.last_year) {
            found.latest = item;
            found.last_year = *item.year;
        }
        found.first_year = std::min(found.first_year, *item.year);
        ++found.texts;
    }
    std::vector<Recurring> several;
    for (auto& [title, recurring] : by_title) {
        if (recurring.texts > 1) several.push_back(std::move(recurring));
    }
    std::stable_sort(several.begin(), several.end(), [](const Recurring& a, const Recurring& b) { return a.texts > b.texts; });
    return several;
}

}  // namespace

std::shared_ptr<const std::vector<Recurring>> RecurringTexts::of(const holdings::Holdings& holdings) {
    const std::lock_guard lock(mutex_);
    const std::int64_t size = holdings.record().snapshot().size();
    if (size != record_size_) {
        found_ = std::make_shared<const std::vector<Recurring>>(recurring_among(holdings.list({})));
        record_size_ = size;
    }
    return found_;
}

}  // namespace comity::web
