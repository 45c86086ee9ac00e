// What a page shows, as a small tree that templates read. The type decides how it is written: text is escaped, Html is not.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.hpp"

namespace comity::web {

/// Markup that is known to be safe. Made only from templates, from the program's own documents, and by html.cpp.
struct Html {
    std::string markup;
};

class Value;
using List = std::vector<Value>;

/// Named values. Names are literals: they outlive every view.
class View {
public:
    struct Member;
    View() = default;
    View(std::initializer_list<Member> members);
    View& put(std::string_view name, Value value);
    /// nullptr if there is none of that name.
    [[nodiscard]] const Value* find(std::string_view name) const noexcept;

private:
    std::vector<Member> members_;
};

class Value {
public:
    Value(bool truth) : held_(truth) {}
    Value(int number) : held_(std::int64_t{number}) {}
    Value(std::int64_t number) : held_(number) {}
    Value(std::size_t number) : held_(static_cast<std::int64_t>(number)) {}
    Value(const char* text) : held_(std::string(text)) {}
    Value(std::string_view text) : held_(std::string(text)) {}
    Value(std::string text) : held_(std::move(text)) {}
    Value(Html html) : held_(std::move(html)) {}
    Value(Date date) : held_(date) {}
    Value(List list) : held_(std::make_shared<const List>(std::move(list))) {}
    Value(View view) : held_(std::make_shared<const View>(std::move(view))) {}

    /// Lists and views are shared and never change, so that a value is cheap to copy however much hangs on it.
    using Held = std::variant<bool, std::int64_t, std::string, Html, Date, std::shared_ptr<const List>, std::shared_ptr<const View>>;
    [[nodiscard]] const Held& held() const noexcept { return held_; }
    /// nullptr if it is none.
    [[nodiscard]] const List* list() const noexcept;
    [[nodiscard]] const View* view() const noexcept;

    /// Whether a section over it is shown: not for false, "", an empty list. A number is always shown: 0 is a figure.
    [[nodiscard]] bool shown() const noexcept;

private:
    Held held_;
};

/// `value` may be moved from where it stands in a list of initializers.
struct View::Member {
    std::string_view name;
    mutable Value value;
};

/// The text, or "" / false where there is none: templates want every name supplied.
template <typename Optional>
Value or_nothing(const Optional& maybe) {
    return maybe ? Value(*maybe) : Value("");
}

}  // namespace comity::web
