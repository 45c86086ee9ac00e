#include "web/template.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/trimmed.hpp"

namespace comity::web {

struct Templates::Node {
    enum class What { text, value, section, once, inverted, part, message };
    What what = What::text;
    std::string text;  ///< markup, or a name
    std::vector<Node> inside;
};

namespace {

using Node = Templates::Node;
using What = Node::What;

class Reader {
public:
    explicit Reader(const Templates::Source& source) : name_(source.name), text_(source.text) {}

    std::vector<Node> whole() { return nodes(""); }

private:
    std::vector<Node> nodes(std::string_view until) {
        std::vector<Node> found;
        while (true) {
            const std::size_t open = text_.find("{{", at_);
            if (open == std::string_view::npos) {
                if (!until.empty()) throw wrong(fmt::format("the section \"{}\" is not closed", until));
                add_text(found, text_.substr(at_));
                at_ = text_.size();
                return found;
            }
            const std::size_t close = text_.find("}}", open);
            if (close == std::string_view::npos) throw wrong("a tag is not closed");
            const std::string_view tag = trimmed(text_.substr(open + 2, close - open - 2));
            const char sign = tag.empty() ? ' ' : tag.front();
            std::size_t begin = open;
            std::size_t end = close + 2;
            if (sign == '#' || sign == '^' || sign == '?' || sign == '/' || sign == '!' || sign == '>') take_whole_line(begin, end);
            add_text(found, text_.substr(at_, begin - at_));
            at_ = end;
            if (sign == '/') {
                if (trimmed(tag.substr(1)) != until) throw wrong(fmt::format("\"{}\" closes what is not open", tag));
                return found;
            }
            if (sign != '!') found.push_back(node(tag, sign));
        }
    }

    Node node(std::string_view tag, char sign) {
        if (tag.starts_with("t ")) return {What::message, std::string(trimmed(tag.substr(2))), {}};
        if (sign == '>') return {What::part, std::string(trimmed(tag.substr(1))), {}};
        if (sign == '#' || sign == '^' || sign == '?') {
            const std::string_view name = trimmed(tag.substr(1));
            return {sign == '#' ? What::section : sign == '?' ? What::once : What::inverted, std::string(name), nodes(name)};
        }
        if (tag.empty() || tag.find_first_of("{}&= \n") != std::string_view::npos) throw wrong(fmt::format("\"{}\" is no name", tag));
        return {What::value, std::string(tag), {}};
    }

    /// A tag that stands alone in its line takes the line with it, so that pages read well as they are sent.
    void take_whole_line(std::size_t& begin, std::size_t& end) const {
        std::size_t first = begin;
        while (first > at_ && text_[first - 1] == ' ') --first;
        const bool starts = first == 0 || text_[first - 1] == '\n';
        std::size_t last = end;
        while (last < text_.size() && text_[last] == ' ') ++last;
        const bool ends = last == text_.size() || text_[last] == '\n';
        if (!starts || !ends) return;
        begin = first;
        end = std::min(last + 1, text_.size());
    }

    static void add_text(std::vector<Node>& nodes, std::string_view text) {
        if (!text.empty()) nodes.push_back({What::text, std::string(text), {}});
    }

    [[nodiscard]] Error wrong(const std::string& what) const {
        const auto line = 1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(std::min(at_, text_.size())), '\n');
        return {Fault::bad_request, "template \"{}\", near line {}: {}", name_, line, what};
    }

    std::string_view name_, text_;
    std::size_t at_ = 0;
};

class Writer {
public:
    using Known = std::map<std::string, std::vector<Node>, std::less<>>;
    Writer(const Known& templates, const Catalogue& catalogue, std::string_view name) : templates_(templates), catalogue_(catalogue), name_(name) {}

    std::string write(const std::vector<Node>& nodes, const View& view) {
        out_.reserve(16 * 1024);
        const Value root(view);
        stack_.push_back(&root);
        add(nodes);
        return std::move(out_);
    }

private:
    void add(const std::vector<Node>& nodes) {
        for (const Node& node : nodes) {
            switch (node.what) {
                case What::text: out_ += node.text; break;
                case What::value: add_value(node.text, needed(node.text)); break;
                case What::section: add_section(node); break;
                case What::once:
                    if (needed(node.text).shown()) add(node.inside);
                    break;
                case What::inverted:
                    if (!needed(node.text).shown()) add(node.inside);
                    break;
                case What::part: add(templates_.find(node.text)->second); break;
                case What::message:
                    out_ += catalogue_.html(node.text, [this](std::string_view name) { return find(name); }).markup;
                    break;
            }
        }
    }

    void add_section(const Node& node) {
        const Value& value = needed(node.text);
        if (!value.shown()) return;
        if (const List* list = value.list(); list != nullptr) {
            for (const Value& item : *list) add_with(item, node.inside);
        } else {
            add_with(value, node.inside);
        }
    }

    void add_with(const Value& value, const std::vector<Node>& nodes) {
        stack_.push_back(&value);
        add(nodes);
        stack_.pop_back();
    }

    void add_value(const std::string& name, const Value& value) {
        const Value::Held& held = value.held();
        if (const auto* text = std::get_if<std::string>(&held)) {
            out_ += escaped(*text);
        } else if (const auto* html = std::get_if<Html>(&held)) {
            out_ += html->markup;
        } else if (const auto* number = std::get_if<std::int64_t>(&held)) {
            out_ += escaped(catalogue_.number(*number));
        } else if (const auto* date = std::get_if<Date>(&held)) {
            out_ += fmt::format("<time datetime=\"{}\">{}</time>", date->iso(), escaped(catalogue_.date(*date)));
        } else {
            throw Error(Fault::not_found, "template \"{}\": \"{}\" is nothing that can be written", name_, name);
        }
    }

    const Value& needed(const std::string& name) const {
        const Value* value = find(name);
        if (value == nullptr) throw Error(Fault::not_found, "template \"{}\" has no value for \"{}\"", name_, name);
        return *value;
    }

    /// The first part of a dotted name is looked for from the innermost value outwards, the rest within what is found.
    const Value* find(std::string_view name) const {
        if (name == ".") return stack_.back();
        const std::size_t dot = std::min(name.find('.'), name.size());
        const Value* found = nullptr;
        for (auto at = stack_.rbegin(); at != stack_.rend() && found == nullptr; ++at) {
            if (const View* view = (*at)->view(); view != nullptr) found = view->find(name.substr(0, dot));
        }
        if (found == nullptr || dot == name.size()) return found;
        for (std::string_view rest = name.substr(dot + 1); found != nullptr && !rest.empty();) {
            const std::size_t end = std::min(rest.find('.'), rest.size());
            const View* view = found->view();
            found = view == nullptr ? nullptr : view->find(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        return found;
    }

    const Known& templates_;
    const Catalogue& catalogue_;
    std::string_view name_;
    std::vector<const Value*> stack_;
    std::string out_;
};

void check(std::string_view name, const std::vector<Node>& nodes, const std::map<std::string, std::vector<Node>, std::less<>>& all, const Catalogue& catalogue) {
    for (const Node& node : nodes) {
        if (node.what == What::message && !catalogue.has(node.text)) {
            throw Error(Fault::bad_request, "template \"{}\" uses the message \"{}\", which is in no catalogue", name, node.text);
        }
        if (node.what == What::part && all.find(node.text) == all.end()) {
            throw Error(Fault::bad_request, "template \"{}\" uses the part \"{}\", which is not there", name, node.text);
        }
        check(name, node.inside, all, catalogue);
    }
}

}  // namespace

Templates::Templates(const std::vector<Source>& sources, const Catalogue& catalogue) {
    for (const Source& source : sources) templates_.emplace(source.name, Reader(source).whole());
    for (const auto& [name, nodes] : templates_) check(name, nodes, templates_, catalogue);
}

Templates::~Templates() = default;

Html Templates::render(std::string_view name, const View& view, const Catalogue& words) const {
    const auto at = templates_.find(name);
    if (at == templates_.end()) throw Error(Fault::not_found, "there is no template \"{}\"", name);
    return {Writer(templates_, words, name).write(at->second, view)};
}

}  // namespace comity::web
