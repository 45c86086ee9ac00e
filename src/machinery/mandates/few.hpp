// A list of a few small values that is made once and kept by the ten thousand: as large as one pointer, with no room to spare.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace comity::mandates {

template <typename Value>
class Few {
    static_assert(std::is_trivially_copyable_v<Value> && alignof(Value) <= alignof(std::uint64_t));

public:
    Few() noexcept = default;
    Few(std::initializer_list<Value> values) { assign({values.begin(), values.size()}); }
    explicit Few(const std::vector<Value>& values) { assign(values); }
    Few(const Few& other) { assign(other.values()); }
    Few(Few&&) noexcept = default;
    Few& operator=(const Few& other) {
        if (this != &other) assign(other.values());
        return *this;
    }
    Few& operator=(Few&&) noexcept = default;
    ~Few() = default;

    [[nodiscard]] std::size_t size() const noexcept { return block_ ? static_cast<std::size_t>(block_[0]) : 0; }
    [[nodiscard]] bool empty() const noexcept { return !block_; }
    [[nodiscard]] const Value* begin() const noexcept { return block_ ? reinterpret_cast<const Value*>(&block_[1]) : nullptr; }
    [[nodiscard]] const Value* end() const noexcept { return begin() + size(); }
    [[nodiscard]] const Value& front() const noexcept { return *begin(); }
    [[nodiscard]] const Value& back() const noexcept { return *(end() - 1); }
    [[nodiscard]] const Value& operator[](std::size_t at) const noexcept { return begin()[at]; }
    [[nodiscard]] std::span<const Value> values() const noexcept { return {begin(), size()}; }
    [[nodiscard]] std::span<Value> to_change() noexcept { return {const_cast<Value*>(begin()), size()}; }
    bool operator==(const Few& other) const noexcept { return std::equal(begin(), end(), other.begin(), other.end()); }

    /// Each makes the list anew: for lists that are made once.
    void assign(std::span<const Value> values) {
        std::unique_ptr<std::uint64_t[]> made;
        if (!values.empty()) {
            made = std::make_unique<std::uint64_t[]>(1 + (values.size_bytes() + sizeof(std::uint64_t) - 1) / sizeof(std::uint64_t));
            made[0] = values.size();
            std::memcpy(&made[1], values.data(), values.size_bytes());
        }
        block_ = std::move(made);
    }
    void push_back(const Value& value) {
        std::vector<Value> all(begin(), end());
        all.push_back(value);
        assign(all);
    }
    void clear() noexcept { block_.reset(); }

private:
    std::unique_ptr<std::uint64_t[]> block_;  // how many, then they; none if there are none
};

}  // namespace comity::mandates
