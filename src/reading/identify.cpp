#include "reading/identify.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <utility>

#include "reading/scan.hpp"

namespace comity::reading {

using document::ParagraphKind;

namespace {

enum class LabelFamily { roman, letter, number };

/// Of which family each part's label is. "I" behind "H" is a letter, behind a part without number the first of Roman ones.
class LabelReader {
public:
    LabelFamily read(std::string_view label) {
        if (all_digits(label)) return LabelFamily::number;
        const char letter = label.size() == 1 ? label.front() : '\0';
        const auto numeral = roman(label);
        const bool next_letter = letter != '\0' && last_letter_ != '\0' && letter == last_letter_ + 1;
        const bool ninth = label == "I" && last_letter_ == 'H' && last_numeral_ == 0;
        const bool next_numeral = numeral && *numeral == last_numeral_ + 1 && !ninth;
        if (numeral && (next_numeral || letter == '\0') && !(next_letter && !next_numeral)) {
            last_numeral_ = *numeral;
            return LabelFamily::roman;
        }
        if (numeral && !next_letter && letter != 'C' && letter != 'D' && letter != 'L' && letter != 'M') {
            last_numeral_ = *numeral;
            return LabelFamily::roman;
        }
        last_letter_ = letter;
        return LabelFamily::letter;
    }

private:
    char last_letter_ = '\0';
    int last_numeral_ = 0;
};

/// Families of part labels ("I", "A") behind which numbers begin anew: only those prefix ids. Outer ones first.
std::vector<LabelFamily> prefixing_families(const std::vector<Piece>& pieces) {
    std::vector<LabelFamily> families, met;  // met: outer ones stand before those within them
    std::set<LabelFamily> since;
    LabelReader labels;
    int last = 0, unnumbered = 0;
    bool spoken = false, first_lost = false;
    bool annexed = false;  // an annex's numbers are its own; a further part may follow it
    for (const Piece& piece : pieces) {
        annexed = (annexed && !piece.part_mark) || piece.annex_mark;
        if (annexed) continue;
        if (piece.part_mark && piece.mark) {
            const LabelFamily family = labels.read(piece.mark->core);
            since.insert(family);
            if (std::find(met.begin(), met.end(), family) == met.end()) {
                met.push_back(family);
                first_lost = met.size() == 1 && (piece.mark->core == "II" || piece.mark->core == "B");
            }
        }
        const bool own_number = piece.kind == ParagraphKind::operative && piece.level == 1 && piece.mark && all_digits(piece.mark->core);
        int value = 0;
        if (own_number) std::from_chars(piece.mark->core.data(), piece.mark->core.data() + piece.mark->core.size(), value);
        const bool restarts = (own_number && value == 1 && (last > 0 || (first_lost && unnumbered > 0))) || (piece.after_organ && spoken);
        if (restarts) {
            // of several labels that have just come, the outermost is why numbers begin again
            const auto outermost = std::find_if(met.begin(), met.end(), [&](LabelFamily family) { return since.count(family) > 0; });
            if (outermost != met.end() && std::find(families.begin(), families.end(), *outermost) == families.end()) families.push_back(*outermost);
        }
        if (own_number || restarts) since.clear();
        if (restarts) last = 0;  // the numbers of the parts within it begin with it, not anew
        if (own_number) last = value;
        if (piece.kind == ParagraphKind::operative && piece.level == 1 && !piece.mark && piece.role == Piece::Role::own) ++unnumbered;
        if (piece.kind == ParagraphKind::operative) spoken = true;
    }
    std::sort(families.begin(), families.end(), [&](LabelFamily a, LabelFamily b) { return std::find(met.begin(), met.end(), a) < std::find(met.begin(), met.end(), b); });
    return families;
}

class Identifier {
public:
    explicit Identifier(const std::vector<Piece>& pieces) : pieces_(pieces), families_(prefixing_families(pieces)) {
        lost_first_ = lost_first_label(pieces, families_);
        annexes_ = static_cast<int>(std::count_if(pieces.begin(), pieces.end(), [](const Piece& piece) { return piece.annex_mark; }));
    }

    std::vector<std::string> all() {
        std::vector<std::string> ids;
        ids.reserve(pieces_.size());
        for (const Piece& piece : pieces_) {
            if (piece.after_organ) lost_label();
            ids.push_back(unique(id_of(piece)));
            before_ = &piece;
        }
        return ids;
    }

private:
    const std::vector<Piece>& pieces_;
    std::vector<LabelFamily> families_;
    std::string lost_first_;
    std::map<LabelFamily, std::string> labels_;
    LabelReader label_reader_;
    bool labelled_ = false;  ///< a label stands since the organ spoke last
    bool spoken_ = false;
    const Piece* before_ = nullptr;
    LabelFamily last_family_ = LabelFamily::letter;
    int annexes_ = 0, annex_ = 0;
    std::string annex_name_ = "annex";
    int preambular_ = 0, operative_ = 0, unnumbered_annex_ = 0, other_ = 0, headings_ = 0;
    std::vector<std::string> chain_;   ///< components from the paragraph of the first level down
    std::map<std::string, int> points_;  ///< unmarked points by their parent's id
    std::map<std::string, int> seen_;

    std::string unique(const std::string& id) {
        const int times = ++seen_[id];
        return times == 1 ? id : id + "~" + std::to_string(times);
    }

    std::string prefix() const {
        std::string text;
        for (const LabelFamily family : families_) {
            if (const auto at = labels_.find(family); at != labels_.end()) text += at->second + ".";
        }
        return text;
    }

    /// The organ speaks again and no label stands above it: scans lose the "C" between B and D.
    void lost_label() {
        const bool labelled = std::exchange(labelled_, false);
        const auto letter = labels_.find(LabelFamily::letter);
        const bool prefixes = std::find(families_.begin(), families_.end(), LabelFamily::letter) != families_.end();
        if (labelled || !spoken_ || !prefixes || letter == labels_.end() || letter->second.size() != 1 || letter->second == "Z") {
            spoken_ = true;
            return;
        }
        ++letter->second.front();
        label_reader_.read(letter->second);
        preambular_ = operative_ = 0;
        chain_.clear();
    }

    static std::string component(const Piece& piece) {
        std::string core = piece.mark->core;
        return core;
    }

    /// The mark of the first part is lost where the first that stands is "II" or "B": its operative paragraphs get it, what stands before has none.
    static std::string lost_first_label(const std::vector<Piece>& pieces, const std::vector<LabelFamily>& families) {
        LabelReader labels;
        for (const Piece& piece : pieces) {
            if (piece.annex_mark) break;
            if (!piece.part_mark || !piece.mark) continue;
            const LabelFamily family = labels.read(piece.mark->core);
            if (families.empty() || family != families.front()) continue;
            return piece.mark->core == "II" ? "I" : piece.mark->core == "B" ? "A" : "";
        }
        return {};
    }

    std::string id_of(const Piece& piece) {
        if (!lost_first_.empty() && piece.kind == ParagraphKind::operative && labels_.empty()) labels_[families_.front()] = lost_first_;
        switch (piece.kind) {
            case ParagraphKind::heading: return heading(piece);
            case ParagraphKind::preambular: return listed(piece, "pp", preambular_);
            case ParagraphKind::operative: return listed(piece, "op", operative_);
            case ParagraphKind::annex: return annex(piece);
            case ParagraphKind::other: return other(piece);
        }
        return {};
    }

    std::string heading(const Piece& piece) {
        if (piece.annex_mark) {
            ++annex_;
            unnumbered_annex_ = 0;
            chain_.clear();
            if (annexes_ > 1) annex_name_ = "annex" + (piece.mark ? piece.mark->core : std::to_string(annex_));
        } else if (piece.part_mark && piece.mark) {
            const LabelFamily family = label_reader_.read(piece.mark->core);
            const bool doubled = labelled_ && before_ != nullptr && before_->part_mark && piece.text.empty() && before_->text.empty() && labels_.count(family) > 0 && last_family_ == family;
            labelled_ = true;
            last_family_ = family;
            if (doubled) return "h" + std::to_string(++headings_);  // "F" and "G" printed together: G's text comes later, without its mark
            labels_[family] = piece.mark->core;
            if (const auto at = std::find(families_.begin(), families_.end(), family); at != families_.end()) {
                // An outer part closes the inner ones, and counting begins anew.
                for (auto inner = at + 1; inner != families_.end(); ++inner) labels_.erase(*inner);
                preambular_ = operative_ = 0;
                chain_.clear();
            }
        }
        return "h" + std::to_string(++headings_);
    }

    /// Cuts the chain of ids to the parent of a point at `level`; true if there is one.
    bool parent_of(int level) {
        const auto depth = static_cast<std::size_t>(std::max(level, 2)) - 1;
        if (chain_.empty()) return false;
        if (chain_.size() > depth) chain_.resize(depth);
        return true;
    }

    std::string point(const Piece& piece, const std::string& fallback) {
        if (!parent_of(piece.level)) chain_ = {fallback};
        const std::string parent = chain_.back();
        std::string id;
        if (!piece.mark || piece.mark->style == MarkStyle::bullet) {
            id = parent + "." + std::to_string(++points_[parent]);
            chain_.push_back(id);
            return id;
        }
        // "(a) (i)" on one line opens both levels
        const std::string core = component(piece);
        if (const auto inner = core.find('.'); inner != std::string::npos && piece.mark->style != MarkStyle::dotted) {
            if (chain_.size() > 1) chain_.pop_back();
            chain_.push_back(chain_.back() + "." + core.substr(0, inner));
            chain_.push_back(chain_.back() + core.substr(inner));
            return chain_.back();
        }
        chain_.push_back(parent + "." + core);
        return chain_.back();
    }

    /// "5. (a)": the number stands for a paragraph without words of its own, and its first point opens both.
    static bool is_double(const Piece& piece) {
        return piece.role == Piece::Role::own && piece.mark && piece.mark->style == MarkStyle::arabic && piece.mark->core.find('.') != std::string::npos;
    }

    std::string open_both(const Piece& piece, const std::string& before) {
        const std::string& core = piece.mark->core;
        const auto point = core.find('.');
        chain_ = {before + core.substr(0, point), before + core};
        return chain_.back();
    }

    std::string listed(const Piece& piece, const char* kind, int& count) {
        const bool another_kind = !chain_.empty() && chain_.front().find(kind) == std::string::npos;
        if (another_kind && (piece.level > 1 || piece.role != Piece::Role::own)) chain_.clear();
        if (piece.role == Piece::Role::list_end && !chain_.empty()) {
            chain_.resize(std::min(chain_.size(), static_cast<std::size_t>(std::max(piece.level, 1))));  // of "(b)", where its own list ends
            return chain_.back() + ".end";
        }
        if (piece.role == Piece::Role::further && !chain_.empty()) {
            parent_of(piece.level);
            std::string id = chain_.back() + "." + std::to_string(++points_[chain_.back()]);
            chain_.push_back(id);  // a list may stand below it
            return id;
        }
        if (is_double(piece)) {
            std::from_chars(piece.mark->core.data(), piece.mark->core.data() + piece.mark->core.size(), count);
            return open_both(piece, prefix() + kind);
        }
        if (piece.level > 1 && !(chain_.empty() && count == 0)) return point(piece, prefix() + kind + std::to_string(count));
        if (piece.mark && all_digits(piece.mark->core)) {
            std::from_chars(piece.mark->core.data(), piece.mark->core.data() + piece.mark->core.size(), count);
        } else {
            ++count;
        }
        std::string id = prefix() + kind + std::to_string(count);
        if (piece.mark && piece.mark->core.find('.') != std::string::npos) {
            // "5.1": a number of several parts
            std::from_chars(piece.mark->core.data(), piece.mark->core.data() + piece.mark->core.size(), count);
            const std::string own = prefix() + kind + std::to_string(count);
            id = own + piece.mark->core.substr(piece.mark->core.find('.'));
            chain_ = {own, id};
            return id;
        }
        chain_ = {id};
        points_.erase(chain_.front());
        if (piece.role == Piece::Role::further) chain_.push_back(id);  // nothing stands above it: what is below it is its own
        return id;
    }

    std::string annex(const Piece& piece) {
        if (piece.role == Piece::Role::list_end && !chain_.empty()) {
            chain_.resize(1);
            return chain_.front() + ".end";
        }
        if (is_double(piece)) return open_both(piece, annex_name_ + ".");
        if (piece.level > 1 && chain_.empty() && piece.mark && piece.role == Piece::Role::own) chain_ = {annex_name_};  // a list directly below the title
        if (piece.level > 1 && !chain_.empty()) return point(piece, annex_name_);
        std::string id;
        if (piece.mark && piece.mark->style != MarkStyle::bullet) {
            id = annex_name_ + "." + component(piece);
        } else {
            id = annex_name_ + ".p" + std::to_string(++unnumbered_annex_);
        }
        chain_ = {id};
        return id;
    }

    std::string other(const Piece& piece) {
        if (piece.role == Piece::Role::list_end && !chain_.empty()) {
            chain_.resize(1);
            return chain_.front() + ".end";
        }
        if (piece.level > 1 && !chain_.empty()) return point(piece, "x");
        chain_ = {"x" + std::to_string(++other_)};
        return chain_.front();
    }
};

}  // namespace

std::vector<std::string> identify(const std::vector<Piece>& pieces) { return Identifier(pieces).all(); }

}  // namespace comity::reading
