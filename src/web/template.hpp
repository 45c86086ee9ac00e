// Pages as files in assets/templates, in the notation of Mustache: {{name}} {{a.b}} {{#list}}..{{/list}} {{^none}}..{{/none}}
// {{>part}} {{! remark}}. Added: {{t message.id}} for words from the catalogue, whose arguments are looked up as names are, and
// {{?list}}..{{/list}}, written once if there is anything in the list (a heading, the list's own element).
// Two things are stricter than elsewhere: every name must be supplied, and the value's type decides whether it is escaped.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "web/catalogue.hpp"
#include "web/value.hpp"

namespace comity::web {

class Templates {
public:
    struct Source {
        std::string name;  ///< "reading"
        std::string_view text;
    };
    /// Throws Error(bad_request) naming template and place: a section that isn't closed, an unknown part, a message that `catalogue` does not have.
    Templates(const std::vector<Source>& sources, const Catalogue& catalogue);
    ~Templates();

    /// In the words of that catalogue. Throws Error(not_found) naming template and name, where the view has no value for it.
    [[nodiscard]] Html render(std::string_view name, const View& view, const Catalogue& words) const;

    struct Node;

private:
    std::map<std::string, std::vector<Node>, std::less<>> templates_;
};

}  // namespace comity::web
