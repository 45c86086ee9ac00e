// A list that shares its items with the lists from which it was made: copied it costs nothing, and made anew with one item changed it costs pointers, not words.
#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace comity::consultations {

template <typename One>
class SharedList {
public:
    using Item = std::shared_ptr<const One>;

    class const_iterator {
    public:
        using iterator_category = std::random_access_iterator_tag;
        using value_type = One;
        using difference_type = std::ptrdiff_t;
        using pointer = const One*;
        using reference = const One&;

        const_iterator() = default;
        explicit const_iterator(const Item* at) noexcept : at_(at) {}
        reference operator*() const noexcept { return **at_; }
        pointer operator->() const noexcept { return at_->get(); }
        reference operator[](difference_type n) const noexcept { return *at_[n]; }
        const_iterator& operator++() noexcept { return ++at_, *this; }
        const_iterator operator++(int) noexcept { return const_iterator(at_++); }
        const_iterator& operator--() noexcept { return --at_, *this; }
        const_iterator& operator+=(difference_type n) noexcept { return at_ += n, *this; }
        friend const_iterator operator+(const_iterator one, difference_type n) noexcept { return const_iterator(one.at_ + n); }
        friend difference_type operator-(const const_iterator& a, const const_iterator& b) noexcept { return a.at_ - b.at_; }
        auto operator<=>(const const_iterator&) const = default;

    private:
        const Item* at_ = nullptr;
    };

    SharedList() = default;
    SharedList(std::initializer_list<One> all) {
        for (const One& one : all) push_back(one);
    }

    [[nodiscard]] std::size_t size() const noexcept { return items_ ? items_->size() : 0; }
    [[nodiscard]] bool empty() const noexcept { return size() == 0; }
    [[nodiscard]] const One& operator[](std::size_t at) const noexcept { return *(*items_)[at]; }
    [[nodiscard]] const One& at(std::size_t at) const { return *items_->at(at); }
    [[nodiscard]] const One& front() const noexcept { return (*this)[0]; }
    [[nodiscard]] const One& back() const noexcept { return (*this)[size() - 1]; }
    [[nodiscard]] const Item& item(std::size_t at) const noexcept { return (*items_)[at]; }
    [[nodiscard]] const_iterator begin() const noexcept { return const_iterator(items_ ? items_->data() : nullptr); }
    [[nodiscard]] const_iterator end() const noexcept { return begin() + static_cast<std::ptrdiff_t>(size()); }

    void push_back(One one) { push_back(std::make_shared<const One>(std::move(one))); }
    void push_back(Item item) { own().push_back(std::move(item)); }
    /// Puts a changed copy of an item in its place; other lists keep theirs.
    template <typename Change>
    void change(std::size_t at, const Change& change) {
        auto copy = std::make_shared<One>(*item(at));
        change(*copy);
        own()[at] = std::move(copy);
    }
    /// Of a list in the order of `key`: puts these in the places of those with their key, or between the others.
    template <typename KeyOf, typename Key>
    void put(const std::map<Key, Item>& changed, const KeyOf& key) {
        if (changed.empty()) return;
        auto merged = std::make_shared<std::vector<Item>>();
        merged->reserve(size() + changed.size());
        auto next = changed.begin();
        for (std::size_t at = 0; at < size(); ++at) {
            const Key here = key((*this)[at]);
            for (; next != changed.end() && next->first < here; ++next) merged->push_back(next->second);
            const bool again = next != changed.end() && next->first == here;
            merged->push_back(again ? (next++)->second : item(at));
        }
        for (; next != changed.end(); ++next) merged->push_back(next->second);
        items_ = std::move(merged);
    }
    template <typename Is>
    void erase_if(const Is& is) {
        auto& all = own();
        all.erase(std::remove_if(all.begin(), all.end(), [&](const Item& one) { return is(*one); }), all.end());
    }

private:
    std::shared_ptr<std::vector<Item>> items_;

    std::vector<Item>& own() {
        if (!items_) items_ = std::make_shared<std::vector<Item>>();
        else if (items_.use_count() > 1) items_ = std::make_shared<std::vector<Item>>(*items_);
        return *items_;
    }
};

}  // namespace comity::consultations
