#include <filesystem>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "concordance/comparison.hpp"
#include "concordance/comparison_forms.hpp"

namespace comity::cli {

namespace fs = std::filesystem;

namespace {

/// One side of a comparison.
struct Side {
    document::Document document;
    std::string name;  ///< symbol, or the file's name as typed
    bool invented = false;
};

/// Files and symbols of the record; the record is opened only if a symbol was typed.
class Sides {
public:
    Sides(const Arguments& arguments, const Console& console) : arguments_(arguments), console_(console) {}

    Side side(const std::string& typed) {
        std::error_code ignored;
        if (typed == "-" || fs::exists(typed, ignored)) {
            FileRead file = read_file(typed, "compare", console_);
            const std::string name = file.document.symbol.value_or(typed == "-" ? "standard input" : fs::path(typed).filename().string());
            return {std::move(file.document), name, file.invented};
        }
        if (!holdings_) holdings_ = opened(typed);
        holdings::Shown shown = holdings_->show(holdings_->find(typed, arguments_.value_or("language", "")));
        return {std::move(shown.document), shown.item.name, holdings_->record().purpose() == record::Purpose::demonstration};
    }

private:
    /// Without a record what was typed can only have been meant as a file.
    [[nodiscard]] std::unique_ptr<holdings::Holdings> opened(const std::string& typed) const {
        std::error_code ignored;
        if (!fs::exists(record_path(arguments_, console_), ignored)) {
            throw Error(Fault::not_found, "there is no file {}, and no record in which it could be a symbol: look for a slip in the name, or import texts with comity import PATH",
                        document::harmless(typed));
        }
        return open_to_read(arguments_, console_);
    }

    const Arguments& arguments_;
    const Console& console_;
    std::unique_ptr<holdings::Holdings> holdings_;
};

}  // namespace

ExitCode run_compare(const Arguments& arguments, Console& console) {
    const auto& operands = arguments.operands();
    if (operands[0] == "-" && operands[1] == "-") {
        throw Error(Fault::bad_request, "the standard input can be read only once: give a file or a symbol for A or B");
    }
    Sides sides(arguments, console);
    const Side a = sides.side(operands[0]), b = sides.side(operands[1]);
    const concordance::Comparison comparison = concordance::compare(a.document, b.document);
    const std::string format = arguments.value_or("format", "text");
    const bool invented = a.invented || b.invented;
    const std::string notice = invented ? std::string(invented_notice) : std::string();
    if (format == "json") {
        json::Value value = to_json(comparison);
        if (invented) value.put("invented", true);
        console.put_json(value);
    } else if (format == "html") {
        console.put(concordance::to_html(comparison, a.document, b.document, {.notice = notice, .name_a = a.name, .name_b = b.name}));
    } else {
        console.put(concordance::to_text(comparison, a.document, b.document,
                                         {.width = text_width(console), .escapes = console.escapes, .notice = notice, .name_a = a.name, .name_b = b.name}));
    }
    return ExitCode::done;
}

}  // namespace comity::cli
