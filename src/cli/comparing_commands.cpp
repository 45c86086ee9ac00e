#include <filesystem>

#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/lists.hpp"
#include "cli/table.hpp"
#include "concordance/comparison.hpp"
#include "concordance/comparison_forms.hpp"
#include "concordance/provenance_forms.hpp"
#include "concordance/table_forms.hpp"
#include "concordance/side.hpp"
#include "machinery/holdings/chain.hpp"

namespace comity::cli {

namespace fs = std::filesystem;

namespace {

/// One side of a comparison, and whether it is of the demonstration.
struct Given {
    concordance::Side side;
    bool invented = false;
};

std::string proposals_text(const concordance::Side& side) {
    if (side.proposals.empty()) return {};
    std::string text = fmt::format("\nProposals in {}\n", side.name);
    for (const document::Proposal& proposal : side.proposals) {
        if (!proposal.struck.empty()) {
            text += document::harmless(fmt::format("    {}  struck: {}", proposal.paragraph, proposal.struck)) + "\n";
            continue;
        }
        text += document::harmless(fmt::format("    {}  {}{}{}", proposal.paragraph, fmt::join(proposal.authors, ", "), proposal.words.empty() ? "" : ": ", proposal.words)) + "\n";
    }
    return text;
}

/// Files and symbols of the record; the record is opened only if a symbol was typed.
class Sides {
public:
    Sides(const Arguments& arguments, const Console& console) : arguments_(arguments), console_(console) {}

    Given given(const std::string& typed) {
        std::error_code ignored;
        if (typed == "-" || fs::exists(typed, ignored)) {
            FileRead file = read_file(typed, "compare", console_);
            const std::string name = file.document.symbol.value_or(typed == "-" ? "standard input" : fs::path(typed).filename().string());
            const auto& vocabulary = file.invented ? vocabulary::with_demonstration() : vocabulary::standard();
            return {concordance::side_of(std::move(file.document), name, vocabulary), file.invented};
        }
        if (!holdings_) holdings_ = opened(typed);
        const holdings::Item item = found(typed);
        return {concordance::side_of(holdings_->document(item), item.name, holdings_->vocabulary()), holdings_->record().purpose() == record::Purpose::demonstration};
    }

private:
    [[nodiscard]] holdings::Item found(const std::string& typed) const {
        try {
            return holdings_->find(typed, arguments_.value_or("language", ""));
        } catch (const Error& error) {
            const bool elsewhere = error.said() == nullptr || error.said()->id != "sentence.not_in_record";
            if (elsewhere) throw;
            throw Error(Fault::not_found, "\"{}\" is neither a file nor a symbol in the record: look for a slip in the name; comity list shows the symbols", typed);
        }
    }

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
    const Given given_a = sides.given(operands[0]), given_b = sides.given(operands[1]);
    const concordance::Side &a = given_a.side, &b = given_b.side;
    const concordance::Comparison comparison = concordance::compare(a, b);
    const std::string format = arguments.value_or("format", "text");
    const bool invented = given_a.invented || given_b.invented;
    const std::string notice = invented ? std::string(invented_notice) : std::string();
    if (format == "json") {
        json::Value value = to_json(comparison, a, b);
        if (invented) value.put("invented", true);
        console.put_json(value);
    } else if (format == "html") {
        console.put(concordance::to_html(comparison, a.document, b.document, {.notice = notice, .name_a = a.name, .name_b = b.name}));
    } else if (format == "docx") {
        console.put(concordance::to_docx(comparison, a.document, b.document, {.notice = notice, .name_a = a.name, .name_b = b.name}));
    } else {
        console.put(concordance::to_text(comparison, a.document, b.document,
                                         {.width = text_width(console), .escapes = console.escapes, .notice = notice, .name_a = a.name, .name_b = b.name}));
        console.put(proposals_text(a) + proposals_text(b));
    }
    return ExitCode::done;
}

namespace {

/// A row for each run of words.
std::string provenance_csv(const concordance::Provenance& provenance, const holdings::Chain& chain, const holdings::Holdings& holdings) {
    Table table{{"Paragraph", "Since", "Year", "Or", "Again", "Text"}, {}};
    for (const concordance::ProvenanceRun& run : provenance.runs) {
        const auto& since = chain.members[run.since];
        std::vector<std::string> gaps;
        for (const std::size_t gap : run.or_since) gaps.push_back(chain.members[gap].name);
        table.rows.push_back({run.paragraph, since.name, since.year ? std::to_string(*since.year) : "", fmt::format("{}", fmt::join(gaps, "; ")), run.again ? chain.members[*run.again].name : "", run.text});
    }
    return marked_csv(std::move(table), holdings);
}

/// Where each paragraph stands in each text.
Table places_of(const concordance::ChainTable& table, const std::vector<concordance::ChainMember>& members) {
    Table shown;
    for (const auto& member : members) shown.heads.push_back(member.name);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        auto& cells = shown.rows.emplace_back();
        for (std::size_t column = 0; column < members.size(); ++column) {
            const auto cell = concordance::shown_cell(table, row, column, members);
            cells.push_back(cell.ids.empty() ? "-" : cell.ids + (cell.change.empty() ? "" : " " + cell.change));
        }
    }
    return shown;
}

/// Three columns for each text: where the paragraph stands, what happened to it since the text before, its words.
std::string table_csv(const concordance::ChainTable& table, const std::vector<concordance::ChainMember>& members, const holdings::Holdings& holdings) {
    std::vector<std::string> heads;
    for (const auto& member : members) heads.insert(heads.end(), {member.name, member.name + " change", member.name + " text"});
    Table rows{{heads.begin(), heads.end()}, {}};
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        auto& cells = rows.rows.emplace_back();
        for (std::size_t column = 0; column < members.size(); ++column) {
            const auto cell = concordance::shown_cell(table, row, column, members);
            cells.insert(cells.end(), {cell.ids, cell.change, cell.text});
        }
    }
    return marked_csv(std::move(rows), holdings);
}

ExitCode show_paragraph(const holdings::Holdings& holdings, const holdings::ParagraphLife& life, std::string_view format, Console& console) {
    const std::string notice = notice_of(holdings);
    if (format == "json") {
        json::Value value = to_json(life);
        if (!notice.empty()) value.put("invented", true);
        console.put_json(value);
    } else if (format == "html") {
        console.put(to_html(life, notice));
    } else {
        console.put(to_text(life, {.width = text_width(console), .escapes = console.escapes, .notice = notice}));
    }
    return ExitCode::done;
}

}  // namespace

ExitCode put_series_table(const holdings::Holdings& holdings, const holdings::Item& item, const Arguments& arguments, Console& console) {
    holdings::Chain chain;
    std::vector<const holdings::Member*> members;
    const holdings::Series series = holdings.series(item);
    for (const holdings::Member& member : series.members) {
        if (member.item) members.push_back(&member);
    }
    const std::size_t limit = arguments.number("limit").value_or(members.size());
    if (limit == 0) throw Error(Fault::bad_request, "--limit takes at least one text for a table");
    const std::size_t left_out = members.size() > limit ? members.size() - limit : 0;
    for (std::size_t i = left_out; i < members.size(); ++i) chain.add(holdings, *members[i]->item, members[i]->year);
    std::vector<const document::Document*> documents;
    for (const auto& member : chain.members) documents.push_back(member.document);
    const concordance::ChainTable table = concordance::chain_table(documents);
    const std::string format = arguments.value_or("format", "text"), notice = notice_of(holdings);
    if (format == "json") {
        console.put_json(marked(to_json(table, chain.members), holdings));
    } else if (format == "csv") {
        console.put(table_csv(table, chain.members, holdings));
    } else if (format == "html") {
        console.put(to_html(table, chain.members, notice));
    } else if (format == "docx") {
        console.put(to_docx(table, chain.members, notice));
    } else {
        if (!notice.empty()) console.say(notice);
        console.put(aligned(places_of(table, chain.members), console));
    }
    if (left_out > 0) console.say(fmt::format("{} left out: --limit {} shows all", left_out == 1 ? "an earlier text is" : fmt::format("{} earlier texts are", left_out), members.size()));
    return ExitCode::done;
}

ExitCode run_provenance(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    const holdings::Item item = holdings->find(arguments.operands()[0], arguments.value_or("language", ""));
    if (const auto paragraph = arguments.value("paragraph")) {
        return show_paragraph(*holdings, holdings->paragraph_life(item, *paragraph), arguments.value_or("format", "text"), console);
    }
    const holdings::Chain chain = holdings::chain_up_to(*holdings, item);
    const concordance::Provenance provenance = concordance::provenance(chain.members);
    const std::string format = arguments.value_or("format", "text");
    const std::string notice = notice_of(*holdings);
    if (format == "json") {
        json::Value value = to_json(provenance, chain.members);
        if (!notice.empty()) value.put("invented", true);
        console.put_json(value);
    } else if (format == "html") {
        console.put(concordance::to_html(provenance, chain.members, notice));
    } else if (format == "csv") {
        console.put(provenance_csv(provenance, chain, *holdings));
    } else if (format == "docx") {
        console.put(concordance::to_docx(provenance, chain.members, notice));
    } else {
        console.put(concordance::to_text(provenance, chain.members, {.width = text_width(console), .escapes = console.escapes, .notice = notice}));
    }
    return ExitCode::done;
}

}  // namespace comity::cli
