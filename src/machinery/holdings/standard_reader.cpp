#include "machinery/holdings/reader.hpp"
#include "reading/reading.hpp"

namespace comity::holdings {

Reader standard_reader() {
    return {[](std::string_view bytes, const vocabulary::Vocabulary& vocabulary, std::string_view file_name) {
                return reading::read(bytes, vocabulary, {file_name});
            },
            reading::reader_version};
}

}  // namespace comity::holdings
