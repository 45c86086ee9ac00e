// Many texts at once: an archive of them in any forms, with a table of their facts. Written as it grows, one text in memory at a time.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "exports/forms.hpp"
#include "zip/stream.hpp"

namespace comity::exports {

struct Selection {
    std::vector<holdings::Item> items;  ///< with them go the readings shown for their other languages
    std::vector<Form> forms;
    std::string notice = {};            ///< "invented for demonstration": in every file
};

/// How far it is: texts done.
using Progress = std::function<void(std::size_t done)>;

/// `documents/A_RES_78_199.html` and so on, then `manifest.csv`; of invented texts INVENTED.txt before all. The same texts give the same bytes.
/// Error(limit) beyond what a ZIP takes; what a form throws.
void write_archive(const holdings::Holdings& holdings, const Selection& selection, const zip::Stream::Sink& sink, const Progress& progress = {});

/// The facts of texts as they were written, a row each.
class Manifest {
public:
    explicit Manifest(std::string notice);
    void add(const holdings::Item& item, const document::Document& document, const std::vector<std::string>& files);
    [[nodiscard]] const std::string& csv() const noexcept { return csv_; }

private:
    std::string notice_, csv_;
};

}  // namespace comity::exports
