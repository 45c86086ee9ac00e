// A whole export as it may come from anybody: its lines, what it says of itself, its list of files. Each is refused, or gives what is written and read back as
// the same; an entry under its right leaf is taken exactly as it stands.
#include <string>

#include "base/sha256.hpp"
#include "input.hpp"
#include "record/open_form.hpp"

using namespace comity;
namespace form = comity::record::open_form;

namespace {

template <typename Work>
void refused_or_good(Work work) {
    try {
        work();
    } catch (const Error& error) {
        COMITY_ENSURE(error.fault() == Fault::bad_request || error.fault() == Fault::limit || error.fault() == Fault::refused);
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    refused_or_good([&] {
        const auto read = form::checked_line(text);
        COMITY_ENSURE(form::checked_line(read.line.text()).line == read.line);
    });
    refused_or_good([&] {
        const auto read = form::About::parse(text);
        COMITY_ENSURE(form::About::parse(read.text()) == read);
    });
    refused_or_good([&] { COMITY_ENSURE(form::listed(form::hash_listed(text)) == std::string(text) + "\n"); });
    refused_or_good([&] {
        form::Line line;
        line.salt = std::string(32, 's');
        line.canonical = text;
        line.leaf = sha256(line.salt + line.canonical);
        const auto read = form::checked_line(line.text());
        COMITY_ENSURE(read.line == line);
        (void)form::is_confidential(text);
    });
    form::each_named(text, [](std::string_view hash) { COMITY_ENSURE(hash.size() == 64); });
    return 0;
}
