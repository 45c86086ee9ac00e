#include <algorithm>
#include <map>

#include "concordance/provenance.hpp"

namespace comity::concordance {

namespace {

using document::Document;

// A paragraph that left and came back is the same if so much of it is.
constexpr double least_returned = 0.7;

class TableMaker {
public:
    explicit TableMaker(std::span<const Document* const> documents) : documents_(documents) {}

    ChainTable make() {
        for (std::size_t at = 0; at < documents_.size(); ++at) {
            if (at == 0) {
                for (const auto& paragraph : documents_[0]->paragraphs) put_cell(new_row(rows_.size()), 0, paragraph.id, Change::added);
            } else {
                next(at);
            }
        }
        ChainTable table;
        for (const std::size_t row : order_) table.rows.push_back(std::move(rows_[row]));
        return table;
    }

private:
    using RowsOf = std::map<std::string, std::vector<std::size_t>, std::less<>>;

    std::size_t new_row(std::size_t place) {
        rows_.push_back({std::vector<std::vector<std::string>>(documents_.size()), std::vector<std::optional<Change>>(documents_.size())});
        order_.insert(order_.begin() + static_cast<std::ptrdiff_t>(std::min(place, order_.size())), rows_.size() - 1);
        return rows_.size() - 1;
    }

    void put_cell(std::size_t row, std::size_t document, const std::string& id, Change change) {
        rows_[row].cells[document].push_back(id);
        rows_[row].changes[document] = change;
    }

    [[nodiscard]] RowsOf rows_of(std::size_t document) const {
        RowsOf found;
        for (std::size_t row = 0; row < rows_.size(); ++row) {
            for (const std::string& id : rows_[row].cells[document]) found[id].push_back(row);
        }
        return found;
    }

    void next(std::size_t at) {
        const auto before = rows_of(at - 1);
        const Comparison comparison = compare(*documents_[at - 1], *documents_[at]);
        std::vector<std::string> added;
        for (const Pair& pair : comparison.pairs) {
            if (!pair.b || pair.b->starts_with("fn")) continue;
            if (!pair.a) {
                added.push_back(*pair.b);
                continue;
            }
            if (const auto rows = before.find(*pair.a); rows != before.end()) {
                for (const std::size_t row : rows->second) put_once(row, at, *pair.b, pair.change);
            }
        }
        for (const auto& [id, row] : returned(at, added)) put_cell(row, at, id, Change::added);
        new_rows(at);
    }

    void put_once(std::size_t row, std::size_t at, const std::string& id, Change change) {
        const auto& cell = rows_[row].cells[at];
        if (std::find(cell.begin(), cell.end(), id) == cell.end()) put_cell(row, at, id, change);
    }

    /// Of what came in, what an earlier document had and the one before had not: found by comparing the two sets as documents of their own.
    [[nodiscard]] std::map<std::string, std::size_t> returned(std::size_t at, const std::vector<std::string>& added) const {
        Document gone, come;
        std::map<std::string, std::size_t> rows;
        for (std::size_t row = 0; row < rows_.size() && !added.empty(); ++row) {
            if (!rows_[row].cells[at - 1].empty() || !rows_[row].cells[at].empty()) continue;
            for (std::size_t early = at - 1; early-- > 0;) {
                if (rows_[row].cells[early].empty()) continue;
                auto paragraph = *document::find_paragraph(*documents_[early], rows_[row].cells[early].front());
                paragraph.id = std::to_string(row);
                rows.emplace(paragraph.id, row);
                gone.paragraphs.push_back(std::move(paragraph));
                break;
            }
        }
        for (const std::string& id : added) come.paragraphs.push_back(*document::find_paragraph(*documents_[at], id));
        std::map<std::string, std::size_t> found;
        if (gone.paragraphs.empty() || come.paragraphs.empty()) return found;
        for (const Pair& pair : compare(gone, come).pairs) {
            if (pair.a && pair.b && pair.similarity >= least_returned) found.emplace(*pair.b, rows.at(*pair.a));
        }
        return found;
    }

    /// What has no row yet gets one behind that of the paragraph before it.
    void new_rows(std::size_t at) {
        const auto known = rows_of(at);
        std::size_t place = 0;
        for (const auto& paragraph : documents_[at]->paragraphs) {
            const auto rows = known.find(paragraph.id);
            if (rows == known.end()) {
                put_cell(new_row(place++), at, paragraph.id, Change::added);
                continue;
            }
            const auto stands = std::find(order_.begin(), order_.end(), rows->second.front());
            place = static_cast<std::size_t>(stands - order_.begin()) + 1;
        }
    }

    std::span<const Document* const> documents_;
    std::vector<TableRow> rows_;
    std::vector<std::size_t> order_;  ///< rows as they are shown
};

}  // namespace

ChainTable chain_table(std::span<const Document* const> documents) { return TableMaker(documents).make(); }

}  // namespace comity::concordance
