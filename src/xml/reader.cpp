#include "xml/reader.hpp"

#include <algorithm>
#include <climits>
#include <cstring>
#include <exception>
#include <memory>
#include <optional>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "base/error.hpp"

namespace comity::xml {

namespace {

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));  // NOLINT: libxml2's bytes are UTF-8
}

/// What the parser tells, built into a tree. The parser is C: nothing may be thrown through it, so a failure is kept and the parser stopped.
class Builder {
public:
    explicit Builder(const Limits& limits) : limits_(limits) { path_.push_back(&top_); }

    void watch(xmlParserCtxtPtr parser) { parser_ = parser; }

    void open(std::string_view name, std::string_view space) {
        guarded([&] {
            if (path_.size() > limits_.depth) throw Error(Fault::limit, "line {}: its elements are nested more than {} deep", line(), limits_.depth);
            Node node;
            node.name = interned(name);
            node.space = interned(space);
            node.line = line();
            path_.push_back(&add(std::move(node)));
        });
    }

    void attribute(std::string_view name, std::string_view value) {
        guarded([&] { path_.back()->attributes.emplace_back(interned(name), value); });
    }

    void close() {
        guarded([&] {
            if (path_.size() > 1) path_.pop_back();
        });
    }

    void text(std::string_view words) {
        guarded([&] {
            auto& children = path_.back()->children;
            if (!children.empty() && children.back().is_text()) {
                children.back().text += words;
                return;
            }
            Node node;
            node.text = words;
            node.line = line();
            add(std::move(node));
        });
    }

    void refuse_entity(std::string_view name) {
        guarded([&] { throw Error(Fault::bad_request, "line {}: it uses &{};, which XML itself doesn't know; entities of a file's own are not followed", line(), name); });
    }

    /// The tree; rethrows what stopped the parser.
    Tree finish() {
        if (failed_) std::rethrow_exception(failed_);
        Tree tree;
        const auto root = std::find_if(top_.children.begin(), top_.children.end(), [](const Node& node) { return !node.is_text(); });
        if (root == top_.children.end()) throw Error(Fault::bad_request, "there is no element in it");
        tree.root = std::move(*root);
        tree.names = std::move(names_);
        return tree;
    }

    [[nodiscard]] bool stopped() const { return static_cast<bool>(failed_); }

private:
    const Limits& limits_;
    Node top_;
    std::vector<Node*> path_;  ///< from the top; a parent's children don't grow while one of them is on it
    std::unordered_set<std::string> names_;
    std::size_t nodes_ = 0;
    xmlParserCtxtPtr parser_ = nullptr;
    std::exception_ptr failed_;

    [[nodiscard]] std::uint32_t line() const {
        return parser_ == nullptr || parser_->input == nullptr ? 0 : static_cast<std::uint32_t>(std::max(parser_->input->line, 0));
    }

    std::string_view interned(std::string_view name) { return name.empty() ? std::string_view() : *names_.emplace(name).first; }

    Node& add(Node node) {
        if (++nodes_ > limits_.nodes) throw Error(Fault::limit, "line {}: it has more than {} elements and stretches of text", line(), limits_.nodes);
        return path_.back()->children.emplace_back(std::move(node));
    }

    template <typename Step>
    void guarded(const Step& step) noexcept {
        if (failed_) return;
        try {
            step();
        } catch (...) {
            failed_ = std::current_exception();
            if (parser_ != nullptr) xmlStopParser(parser_);
        }
    }
};

Builder& builder(void* parser) { return *static_cast<Builder*>(static_cast<xmlParserCtxtPtr>(parser)->_private); }

// --- what XML tells ------------------------------------------------------------------------------------------------------------

/// An attribute comes as five pointers: name, prefix, namespace, and where its value begins and ends.
void xml_open(void* parser, const xmlChar* name, const xmlChar*, const xmlChar* space, int, const xmlChar**, int count, int, const xmlChar** attributes) {
    builder(parser).open(view(name), view(space));
    for (int i = 0; i < count; ++i) {
        const xmlChar** const five = attributes + std::ptrdiff_t{5} * i;
        const auto* const begin = reinterpret_cast<const char*>(five[3]);  // NOLINT: as in view()
        builder(parser).attribute(view(five[0]), {begin, static_cast<std::size_t>(five[4] - five[3])});
    }
}
void xml_close(void* parser, const xmlChar*, const xmlChar*, const xmlChar*) { builder(parser).close(); }
void characters(void* parser, const xmlChar* text, int length) {
    builder(parser).text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});  // NOLINT: as in view()
}
/// Left to itself the parser drops the words of an entity that a document type defines. It also asks while it reads such a definition.
xmlEntityPtr entity(void* parser, const xmlChar* name) {
    const xmlEntityPtr known = xmlGetPredefinedEntity(name);
    if (known == nullptr && static_cast<xmlParserCtxtPtr>(parser)->inSubset == 0) builder(parser).refuse_entity(view(name));
    return known;
}

// --- what HTML tells -----------------------------------------------------------------------------------------------------------

void html_open(void* parser, const xmlChar* name, const xmlChar** attributes) {
    builder(parser).open(view(name), {});
    for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2) builder(parser).attribute(view(attributes[0]), view(attributes[1]));
}
void html_close(void* parser, const xmlChar*) { builder(parser).close(); }

void refuse_large(std::string_view bytes, const Limits& limits) {
    if (bytes.size() > limits.bytes || bytes.size() > INT_MAX) {
        throw Error(Fault::limit, "it has {} MB of markup; up to {} MB are read", bytes.size() >> 20U, limits.bytes >> 20U);
    }
}

struct FreeXml {
    void operator()(xmlParserCtxtPtr parser) const {
        // For entities that a document type defines the parser keeps a document of its own, and forgets it where it ends early.
        if (parser->myDoc != nullptr) xmlFreeDoc(parser->myDoc);
        parser->myDoc = nullptr;
        xmlFreeParserCtxt(parser);
    }
};
struct FreeHtml {
    void operator()(htmlParserCtxtPtr parser) const { htmlFreeParserCtxt(parser); }
};

/// libxml2's message in one line: it quotes the file.
std::string message_of(const xmlError* error) {
    std::string message = error == nullptr || error->message == nullptr ? "it is not well formed" : error->message;
    for (char& c : message) {
        if (static_cast<unsigned char>(c) < ' ') c = ' ';
    }
    while (!message.empty() && (message.back() == ' ' || message.back() == '.')) message.pop_back();
    return message;
}

}  // namespace

std::string_view Node::attribute(std::string_view attribute_name) const noexcept {
    const auto found = std::find_if(attributes.begin(), attributes.end(), [&](const auto& each) { return each.first == attribute_name; });
    return found == attributes.end() ? std::string_view() : std::string_view(found->second);
}

bool Node::has(std::string_view attribute_name) const noexcept {
    return std::any_of(attributes.begin(), attributes.end(), [&](const auto& each) { return each.first == attribute_name; });
}

const Node* Node::child(std::string_view child_name) const noexcept {
    const auto found = std::find_if(children.begin(), children.end(), [&](const Node& each) { return each.name == child_name; });
    return found == children.end() ? nullptr : &*found;
}

std::string Node::words() const {
    std::string all = text;
    for (const Node& each : children) all += each.words();
    return all;
}

Tree read(std::string_view bytes, const Limits& limits) {
    refuse_large(bytes, limits);
    const std::unique_ptr<xmlParserCtxt, FreeXml> parser(xmlCreateMemoryParserCtxt(bytes.data(), static_cast<int>(bytes.size())));
    if (!parser) throw Error(Fault::bad_request, "there is nothing in it");
    Builder built(limits);
    built.watch(parser.get());
    // All handlers are ours: nothing of a document type is kept, so no entity of it can be used.
    *parser->sax = xmlSAXHandler{};
    parser->sax->initialized = XML_SAX2_MAGIC;
    parser->sax->startElementNs = xml_open;
    parser->sax->endElementNs = xml_close;
    parser->sax->characters = characters;
    parser->sax->ignorableWhitespace = characters;
    parser->sax->cdataBlock = characters;
    parser->sax->getEntity = entity;
    parser->_private = &built;
    // NOENT: without it "&amp;" of an attribute stays as it is written. There are no others than those five to be put in.
    xmlCtxtUseOptions(parser.get(), XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    xmlParseDocument(parser.get());
    if (!built.stopped() && parser->wellFormed == 0) {
        throw Error(Fault::bad_request, "line {}: {}", std::max(parser->lastError.line, 1), message_of(&parser->lastError));
    }
    return built.finish();
}

Tree read_html(std::string_view utf8, const Limits& limits) {
    refuse_large(utf8, limits);
    const std::string_view page = utf8.empty() ? std::string_view(" ") : utf8;  // the parser takes no empty ones
    const std::unique_ptr<htmlParserCtxt, FreeHtml> parser(htmlCreateMemoryParserCtxt(page.data(), static_cast<int>(page.size())));
    if (!parser) throw std::bad_alloc();
    Builder built(limits);
    built.watch(parser.get());
    *parser->sax = xmlSAXHandler{};
    parser->sax->startElement = html_open;
    parser->sax->endElement = html_close;
    parser->sax->characters = characters;
    parser->sax->ignorableWhitespace = characters;
    parser->sax->cdataBlock = characters;
    parser->_private = &built;
    htmlCtxtUseOptions(parser.get(), HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC);
    xmlSwitchEncoding(parser.get(), XML_CHAR_ENCODING_UTF8);
    htmlParseDocument(parser.get());
    built.open("html", {});  // for pages of blanks and comments alone; else it stands behind the true one, and is passed over
    return built.finish();
}

}  // namespace comity::xml
