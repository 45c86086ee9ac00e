// The Universal Human Rights Index as JSON: an array of records, of which one at a time is in memory.
#include <fmt/format.h>

#include "base/error.hpp"
#include "json/json.hpp"
#include "recommendations/inside.hpp"

namespace comity::recommendations {

namespace {

constexpr std::size_t longest_record = std::size_t{4} << 20U;

/// Cuts the bytes of an array into its objects.
class Records {
public:
    using Take = std::function<void(std::int64_t line, std::string_view record, bool too_long)>;
    explicit Records(Take take) : take_(std::move(take)) {}

    void feed(std::string_view bytes) {
        std::size_t begin = 0;  // of what belongs to the record and is not kept yet
        for (std::size_t at = 0; at < bytes.size(); ++at) {
            const char c = bytes[at];
            if (c == '\n') ++line_;
            if (in_string_) {
                if (escaped_) escaped_ = false;
                else if (c == '\\') escaped_ = true;
                else if (c == '"') in_string_ = false;
                continue;
            }
            if (c == '"') {
                in_string_ = true;
            } else if (c == '{' || c == '[') {
                if (c == '{' && depth_ == (array_ ? 1 : 0)) {
                    begin = at;
                    record_line_ = line_;
                    inside_ = true;
                } else if (c == '[' && depth_ == 0) {
                    array_ = true;
                }
                ++depth_;
            } else if (c == '}' || c == ']') {
                if (depth_ > 0) --depth_;
                if (inside_ && depth_ == (array_ ? 1 : 0)) {
                    keep(bytes.substr(begin, at + 1 - begin));
                    take_(record_line_, record_, too_long_);
                    record_.clear();
                    inside_ = too_long_ = false;
                } else if (depth_ == 0) {
                    ended_ = true;
                }
            }
        }
        if (inside_) keep(bytes.substr(begin));
    }
    /// Whether the array was closed.
    [[nodiscard]] bool ended() const noexcept { return ended_ && depth_ == 0 && !in_string_; }
    [[nodiscard]] std::int64_t line() const noexcept { return line_; }

private:
    void keep(std::string_view bytes) {
        too_long_ = too_long_ || record_.size() + bytes.size() > longest_record;
        if (too_long_) record_.clear();
        else record_ += bytes;
    }

    Take take_;
    std::string record_;
    std::int64_t line_ = 1, record_line_ = 1;
    std::size_t depth_ = 0;
    bool in_string_ = false, escaped_ = false, inside_ = false, too_long_ = false, array_ = false, ended_ = false;
};

std::string one(const json::Value& record, std::string_view member) {
    const json::Value& value = record[member];
    if (const auto* text = value.as_string()) {
        auto values = values_of(*text);
        return values.empty() ? std::string() : std::move(values.front());
    }
    if (const auto* number = value.as_integer()) return fmt::format("{}", *number);
    const auto* array = value.as_array();
    if (array == nullptr || array->empty()) return {};
    const auto* text = array->front().as_string();
    auto values = text == nullptr ? std::vector<std::string>() : values_of(*text);
    return values.empty() ? std::string() : std::move(values.front());
}

std::vector<std::string> several(const json::Value& record, std::string_view member) {
    const json::Value& value = record[member];
    if (const auto* text = value.as_string()) return values_of(*text);
    std::string lines;
    const auto* array = value.as_array();
    for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
        if (const auto* text = (*array)[i].as_string()) lines += *text + '\n';
    }
    return values_of(lines);
}

}  // namespace

void read_index(const Pieces& pieces, const Given& given, const Taking& taking) {
    Records records([&](std::int64_t line, std::string_view bytes, bool too_long) {
        if (too_long) {
            taking.refuse({line, "the record is longer than 4 MB"});
            return;
        }
        json::Value record;
        try {
            record = json::parse(bytes);
        } catch (const Error& error) {
            taking.refuse({line, error.what()});
            return;
        }
        Row row;
        row.line = line;
        row.kind = one(record, "AnnotationType");
        row.mechanism = one(record, "Body");
        row.states = several(record, "Countries");
        row.from = several(record, "UprRecommendingCountry");
        row.position = one(record, "UprPositions");
        row.symbol = one(record, "Symbol");
        if (!take_numbers(row, one(record, "UprCycle"), one(record, "UprSession"), taking)) return;
        row.date = date_of(one(record, "PublicationDate"));
        row.themes = several(record, "Themes");
        row.persons = several(record, "AffectedPersons");
        row.goals = several(record, "Sdgs");
        row.exporter_id = one(record, "AnnotationId");
        std::string words = plain(record.text("Text"));
        row.number = take_number(words);
        if (row.from.empty()) {
            row.text = std::move(words);
        } else {
            // The States stand in the words again; where one number has several texts, each has its own.
            auto parts = parts_of(words, *given.actors);
            if (parts.size() > 1) {
                for (Part& part : parts) {
                    Row each = row;
                    each.text = std::move(part.text);
                    if (!part.from.empty()) each.from = std::move(part.from);
                    give(std::move(each), given, taking);
                }
                return;
            }
            row.text = parts.empty() ? std::string() : std::move(parts.front().text);
        }
        give(std::move(row), given, taking);
    });
    pieces([&](std::string_view bytes) { records.feed(bytes); });
    if (!records.ended()) throw Error(Fault::bad_request, "the list ends in the middle, in line {}: fetch it again", records.line());
}

}  // namespace comity::recommendations
