// What a question about precedents needs to know of every text of the record: kept in memory until the record grows. Private to holdings/.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/date.hpp"
#include "document/document.hpp"
#include "machinery/holdings/adoption.hpp"
#include "record/record.hpp"

namespace comity::holdings {

class AgreedTexts {
public:
    struct Text {
        std::string sha256, file_name, language, title_key;
        std::optional<std::string> symbol, body;
        std::optional<Date> date;
        document::Kind kind = document::Kind::document;
        bool counted = false, struck = false;
    };

    static std::shared_ptr<const AgreedTexts> of(const record::Snapshot& snapshot);

    std::int64_t as_of = -1;                           ///< entries of the record
    std::unordered_map<std::int64_t, Text> by_number;  ///< those that are shown
    std::vector<std::int64_t> in_order;                ///< by date, those without one first; then in the order of lists

    /// Looked for once for each text. Thread-safe.
    const Adoption& adoption(std::int64_t number, const std::function<Adoption()>& find) const;

private:
    mutable std::mutex mutex_;
    mutable std::map<std::int64_t, Adoption> adoptions_;  // a map: what was found stays where it is
};

}  // namespace comity::holdings
