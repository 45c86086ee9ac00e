// The readers of lists of recommendations: whatever comes, each row has words and a State or is refused with a reason, and the same bytes in other pieces give the same rows.
#include <string>
#include <vector>

#include "input.hpp"
#include "recommendations/lists.hpp"

using namespace comity;
namespace lists = comity::recommendations;

namespace {

struct Taken {
    std::vector<lists::Row> rows;
    std::vector<lists::Refused> refused;
    std::string fault;
    bool operator==(const Taken&) const = default;
};

Taken read(lists::Format format, std::string_view bytes, std::size_t piece) {
    Taken taken;
    const auto pieces = [&](const std::function<void(std::string_view)>& take) {
        for (std::size_t at = 0; at < bytes.size(); at += piece) take(bytes.substr(at, piece));
    };
    try {
        lists::read(format, pieces, {&vocabulary::standard_directory(), ""},
                    {[&](lists::Row&& row) { taken.rows.push_back(std::move(row)); }, [&](lists::Refused&& refused) { taken.refused.push_back(std::move(refused)); }});
    } catch (const Error& error) {
        taken.fault = error.what();
        COMITY_ENSURE(!taken.fault.empty());
    }
    return taken;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const auto format = static_cast<lists::Format>(data[0] % 5);
    const std::string_view bytes = fuzz::text_of(data + 1, size - 1);
    (void)lists::format_of(bytes);
    const Taken whole = read(format, bytes, size);
    for (const auto& row : whole.rows) COMITY_ENSURE(!row.text.empty() && !row.states.empty());
    for (const auto& refused : whole.refused) COMITY_ENSURE(!refused.reason.empty());
    COMITY_ENSURE(read(format, bytes, 1) == whole);
    COMITY_ENSURE(read(format, bytes, 7) == whole);
    return 0;
}
