#include "machinery/holdings/identifying.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

namespace comity::holdings {

using document::Paragraph;
using document::ParagraphKind;

namespace {

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "(a)" -> "a", "12" -> "12", "5 (a)" -> "5.a", "-" -> "": the id's component of a number as printed.
std::string core_of(std::string_view number) {
    std::string core;
    bool apart = false;
    for (const char c : number) {
        const bool part = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) >= 0x80);
        if (part) {
            if (apart && !core.empty()) core += '.';
            core += c;
            apart = false;
        } else {
            apart = true;
        }
    }
    return core;
}

/// "I.A.op3.a" -> "I.A."; nullopt if no such part stands in the id.
std::optional<std::string> prefix_of(std::string_view id, std::string_view kind) {
    for (std::size_t at = 0; at != std::string_view::npos;) {
        const std::string_view rest = id.substr(at);
        if (rest.starts_with(kind) && rest.size() > kind.size() && all_digits(rest.substr(kind.size(), 1))) return std::string(id.substr(0, at));
        const std::size_t point = id.find('.', at);
        at = point == std::string_view::npos ? point : point + 1;
    }
    return std::nullopt;
}

class Identifier {
public:
    std::vector<std::string> all(const std::vector<Paragraph>& paragraphs) {
        std::vector<std::string> ids;
        ids.reserve(paragraphs.size());
        for (const auto& paragraph : paragraphs) ids.push_back(unique(id_of(paragraph)));
        return ids;
    }

private:
    std::string part_, annex_ = "annex";
    std::map<std::string, int> counts_;  ///< by what is counted, with its part
    std::vector<std::string> chain_;     ///< ids from the paragraph of the first level down
    std::map<std::string, int> points_;  ///< unnumbered points by their parent
    std::map<std::string, int> seen_;

    std::string unique(const std::string& id) {
        const int times = ++seen_[id];
        return times == 1 ? id : id + "~" + std::to_string(times);
    }

    std::string id_of(const Paragraph& paragraph) {
        switch (paragraph.kind) {
            case ParagraphKind::heading: return "h" + std::to_string(++counts_["h"]);
            case ParagraphKind::preambular: return listed(paragraph, "pp");
            case ParagraphKind::operative: return listed(paragraph, "op");
            case ParagraphKind::annex: return annexed(paragraph);
            case ParagraphKind::other: break;
        }
        if (auto below = under(paragraph)) return *below;
        chain_ = {"x" + std::to_string(++counts_["x"])};
        return chain_.front();
    }

    /// What stands under the paragraph before it: words after its list, a further unmarked paragraph, a point.
    std::optional<std::string> under(const Paragraph& paragraph) {
        if (chain_.empty()) return std::nullopt;
        if (paragraph.id.ends_with(".end") || paragraph.id.find(".end~") != std::string::npos) {
            chain_.resize(1);
            return chain_.front() + ".end";
        }
        const std::string_view id = std::string_view(paragraph.id).substr(0, paragraph.id.find('~'));
        const std::size_t point = id.rfind('.');
        const bool counted = !paragraph.number && point != std::string_view::npos && all_digits(id.substr(point + 1));
        if (paragraph.level <= 1 && !(counted && id.substr(0, point).find_first_of("0123456789") != std::string_view::npos)) return std::nullopt;
        const auto depth = static_cast<std::size_t>(std::max(paragraph.level, 2)) - 1;
        if (paragraph.level <= 1) {
            chain_.resize(1);
        } else if (chain_.size() > depth) {
            chain_.resize(depth);
        }
        const std::string parent = chain_.back();
        const std::string core = paragraph.number ? core_of(*paragraph.number) : std::string();
        const std::string made = parent + "." + (core.empty() ? std::to_string(++points_[parent]) : core);
        if (paragraph.level > 1) chain_.push_back(made);
        return made;
    }

    std::string listed(const Paragraph& paragraph, const std::string& kind) {
        if (auto prefix = prefix_of(paragraph.id, kind); prefix && *prefix != part_) {
            part_ = *prefix;
            chain_.clear();
        }
        if (!chain_.empty() && chain_.front().find(kind) == std::string::npos) chain_.clear();
        if (auto below = under(paragraph)) return *below;
        int& count = counts_[part_ + kind];
        const std::string core = paragraph.number ? core_of(*paragraph.number) : std::string();
        if (all_digits(core) && core.size() < 7) {
            count = std::stoi(core);
        } else {
            ++count;
        }
        begin(part_ + kind + std::to_string(count));
        return part_ + kind + std::to_string(count);
    }

    std::string annexed(const Paragraph& paragraph) {
        if (paragraph.id.starts_with("annex")) {
            const std::string name = paragraph.id.substr(0, paragraph.id.find('.'));
            if (name != annex_) chain_.clear();
            annex_ = name;
        }
        if (!chain_.empty() && !chain_.front().starts_with("annex")) chain_.clear();
        if (auto below = under(paragraph)) return *below;
        const std::string core = paragraph.number ? core_of(*paragraph.number) : std::string();
        std::string id = annex_ + (core.empty() ? ".p" + std::to_string(++counts_[annex_]) : "." + core);
        begin(id);
        return id;
    }

    void begin(const std::string& id) {
        const auto seen = seen_.find(id);
        chain_ = {seen == seen_.end() ? id : id + "~" + std::to_string(seen->second + 1)};
        points_.erase(chain_.front());
    }
};

}  // namespace

std::vector<std::string> identify(const std::vector<Paragraph>& paragraphs) { return Identifier().all(paragraphs); }

void identify_again(document::Document& document) {
    const auto ids = identify(document.paragraphs);
    std::map<std::string, std::string> now;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        now[document.paragraphs[i].id] = ids[i];
        document.paragraphs[i].id = ids[i];
    }
    for (auto& citation : document.citations) {
        if (const auto at = now.find(citation.in); at != now.end()) citation.in = at->second;
    }
}

}  // namespace comity::holdings
