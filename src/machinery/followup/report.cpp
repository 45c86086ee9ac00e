// A draft of the State's own report, from what it keeps: nothing stands in it that has no source.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "document/composition.hpp"
#include "machinery/followup/followup.hpp"
#include "machinery/reviews/reviews.hpp"

namespace comity::followup {

namespace {

class Maker {
public:
    Maker(const record::Snapshot& snapshot, std::string_view state, std::string_view name) : snapshot_(snapshot), all_(workspace(snapshot, state)) {
        made_.document.title = fmt::format("Follow-up of {}: draft", name);
        made_.document.language = "en";
    }

    document::Document made() {
        std::vector<std::string> told;
        for (const Kept& cluster : all_) {
            if (cluster.piece.what != What::cluster) continue;
            made_.heading(cluster.piece.title);
            if (!cluster.piece.words.empty()) paragraph({{cluster.piece.words, source_of(cluster)}});
            for (const std::string& id : cluster.piece.recommendations) recommendation(id, told);
            for (const Kept& one : all_) {
                if (one.piece.what == What::action && one.piece.part_of == cluster.piece.id) action(one, told);
            }
        }
        const bool others = std::any_of(all_.begin(), all_.end(), [](const Kept& one) { return one.piece.what == What::action && one.piece.part_of.empty(); });
        if (others) made_.heading("Other actions");
        for (const Kept& one : all_) {
            if (one.piece.what == What::action && one.piece.part_of.empty()) action(one, told);
        }
        return std::move(made_.document);
    }

private:
    const record::Snapshot& snapshot_;
    std::vector<Kept> all_;
    document::Composition made_;

    using Sentence = document::Composition::Sentence;

    void paragraph(std::vector<Sentence> sentences) {
        for (Sentence& one : sentences) {
            if (one.text.find_last_of(".!?") != one.text.size() - 1) one.text += '.';
        }
        made_.paragraph(sentences);
    }

    static std::string source_of(const Kept& one) {
        return fmt::format("{}, revision {} of {}.", piece_subject(one.piece.state, one.piece.id), one.revision, std::string_view(one.when).substr(0, 10));
    }

    void recommendation(const std::string& id, std::vector<std::string>& told) {
        if (std::find(told.begin(), told.end(), id) != told.end()) return;
        told.push_back(id);
        const auto one = reviews::find(snapshot_, id);
        if (!one) return;
        const std::string where = one->symbol.empty() ? one->id : fmt::format("{}, {}", one->symbol, one->id);
        std::vector<Sentence> sentences = {{fmt::format("Recommendation {}: {}", one->number.empty() ? one->id : one->number, one->text), where + "."}};
        if (!one->position.empty()) {
            std::string source = where + ".";
            for (const auto& each : reviews::told_of(snapshot_, id)) {
                if (!each.position_source.empty()) source = fmt::format("{}{}.", each.position_source, each.position_paragraph.empty() ? "" : ", para. " + each.position_paragraph);
            }
            for (const auto& made : reviews::statements(snapshot_, id)) {
                const auto& said = made.statement;
                if (said.said == reviews::StatementKind::position && said.word != "withdrawn") source = fmt::format("{}{}.", said.document, said.paragraph.empty() ? "" : ", para. " + said.paragraph);
            }
            sentences.push_back({fmt::format("Position: {}", one->position), source});
        }
        paragraph(sentences);
    }

    void action(const Kept& one, std::vector<std::string>& told) {
        for (const std::string& id : one.piece.recommendations) recommendation(id, told);
        std::vector<Sentence> sentences = {{fmt::format("{} ({})", one.piece.title, one.piece.status), source_of(one)}};
        if (!one.piece.words.empty()) sentences.push_back({one.piece.words, source_of(one)});
        if (!one.piece.office.empty()) sentences.push_back({fmt::format("Responsible: {}", one.piece.office), source_of(one)});
        paragraph(sentences);
        evidence_for(one.piece.id);
        for (const Kept& indicator : all_) {
            if (indicator.piece.what != What::indicator || indicator.piece.part_of != one.piece.id) continue;
            std::string text = fmt::format("Indicator ({}): {}", indicator.piece.kind, indicator.piece.title);
            if (!indicator.piece.baseline.empty()) text += fmt::format("; baseline {} {}", indicator.piece.baseline, indicator.piece.unit);
            if (!indicator.piece.target.empty()) text += fmt::format("; target {} {}", indicator.piece.target, indicator.piece.unit);
            paragraph({{text, source_of(indicator)}});
            evidence_for(indicator.piece.id);
        }
    }

    /// What stands, not what was superseded.
    void evidence_for(const std::string& id) {
        for (const Kept& one : all_) {
            if (one.piece.what != What::evidence || one.piece.part_of != id || !one.superseded_by.empty()) continue;
            std::string text = fmt::format("{} ({}{})", one.piece.title, one.piece.rung, one.piece.status == "validated" ? ", validated" : "");
            if (!one.piece.value.empty()) text += fmt::format(": {} on {}", one.piece.value, one.piece.day);
            paragraph({{text, one.piece.document.empty() ? source_of(one) : fmt::format("{}; {}", one.piece.document, source_of(one))}});
        }
    }
};

}  // namespace

document::Document report(const record::Snapshot& snapshot, std::string_view state, std::string_view name) { return Maker(snapshot, state, name).made(); }

}  // namespace comity::followup
