// DOCX (ECMA-376) and ODT (OASIS OpenDocument 1.2): their parts one after the other; those that a reader sees are kept, and of their markup what makes the page.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "base/error.hpp"
#include "converting/inside.hpp"
#include "xml/reader.hpp"
#include "xml/writer.hpp"
#include "zip/zip.hpp"

namespace comity::converting {

namespace {

using Names = std::span<const std::string_view>;
bool is_among(Names names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

/// What stands between two signs of markup: a tag with its signs, or text.
struct Token {
    std::string_view all;
    [[nodiscard]] bool is_tag() const { return all.starts_with('<'); }
    [[nodiscard]] bool closes() const { return all.starts_with("</"); }
    [[nodiscard]] bool is_whole() const { return all.ends_with("/>"); }
    /// Comments and instructions; the declaration is written anew.
    [[nodiscard]] bool is_unseen() const { return all.starts_with("<!--") || all.starts_with("<?") || all.starts_with("<!DOCTYPE"); }
    /// Without its prefix.
    [[nodiscard]] std::string_view name() const {
        const std::size_t begin = closes() ? 2 : 1;
        const std::string_view whole = all.substr(begin, all.find_first_of(" \t\r\n/>", begin) - begin);
        return whole.substr(whole.find(':') + 1);  // npos + 1 is 0
    }
};

/// Well formed, or Error(bad_request): a tree is made of it first.
std::vector<Token> tokens_of(std::string_view xml) {
    (void)xml::read(xml);
    // In another encoding its signs would be looked for in vain. Programs write UTF-8.
    const std::string_view declared = xml.substr(0, xml.find("?>"));
    const bool other = declared.find("encoding=") != std::string_view::npos && declared.find("UTF-8") == std::string_view::npos && declared.find("utf-8") == std::string_view::npos;
    if (other || xml.find('\0') != std::string_view::npos) throw Error(Fault::bad_request, "a part of the file is not in UTF-8");
    std::vector<Token> tokens;
    for (std::size_t at = 0; at < xml.size();) {
        std::size_t end = 0;
        if (xml[at] != '<') {
            end = std::min(xml.find('<', at), xml.size());
        } else if (xml.substr(at).starts_with("<!--")) {
            end = xml.find("-->", at) + 3;
        } else if (xml.substr(at).starts_with("<![CDATA[")) {
            end = xml.find("]]>", at) + 3;
        } else {
            char quote = 0;
            for (end = at + 1; end < xml.size() && (quote != 0 || xml[end] != '>'); ++end) {
                if (quote != 0) quote = xml[end] == quote ? '\0' : quote;
                else if (xml[end] == '"' || xml[end] == '\'') quote = xml[end];
            }
            ++end;
        }
        tokens.push_back({xml.substr(at, end - at)});
        at = end;
    }
    return tokens;
}

/// The token behind an element that begins at `at`.
std::size_t behind(const std::vector<Token>& tokens, std::size_t at) {
    if (tokens[at].is_whole()) return at + 1;
    int open = 0;
    for (std::size_t i = at; i < tokens.size(); ++i) {
        if (!tokens[i].is_tag() || tokens[i].is_unseen() || tokens[i].all.starts_with("<![") || tokens[i].is_whole()) continue;
        open += tokens[i].closes() ? -1 : 1;
        if (open == 0) return i + 1;
    }
    return tokens.size();
}

struct Attribute {
    std::string_view all, name, value;  ///< all: with the blank before it
};
std::vector<Attribute> attributes_of(std::string_view tag) {
    std::vector<Attribute> attributes;
    for (std::size_t at = tag.find_first_of(" \t\r\n"); at < tag.size();) {
        const std::size_t begin = tag.find_first_not_of(" \t\r\n", at), equals = tag.find('=', at);
        if (equals == std::string_view::npos || begin >= equals) break;
        const std::size_t open = tag.find_first_of("\"'", equals);
        if (open == std::string_view::npos) break;
        const std::size_t close = tag.find(tag[open], open + 1);
        std::string_view name = tag.substr(begin, equals - begin);
        name = name.substr(0, name.find_last_not_of(" \t\r\n") + 1);
        attributes.push_back({tag.substr(at, close + 1 - at), name, tag.substr(open + 1, close - open - 1)});
        at = close + 1;
    }
    return attributes;
}

/// What is done to the markup of one kind of file; names without prefixes, as each program gives its own.
struct Rules {
    Names dropped;     ///< elements that go with all that is in them
    Names unwrapped;   ///< elements of which the content stays
    Names pictures;    ///< elements that go where they need a part that is not kept
    Names attributes;  ///< those that go
    Names described;   ///< elements whose names and descriptions are emptied: programs put paths of files there
};

class Rewriting {
public:
    Rewriting(std::string_view xml, const Rules& rules, const std::set<std::string, std::less<>>& missing) : tokens_(tokens_of(xml)), rules_(rules), missing_(missing) {}

    std::string run() {
        std::size_t at = 0;
        while (at < tokens_.size() && (!tokens_[at].is_tag() || tokens_[at].is_unseen())) ++at;  // what stands before the root
        while (at < tokens_.size()) at = take(at);
        return std::move(out_);
    }

private:
    std::vector<Token> tokens_;
    const Rules& rules_;
    const std::set<std::string, std::less<>>& missing_;  ///< relations and addresses of parts that are not kept
    std::string out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    std::size_t take(std::size_t at) {
        const Token& token = tokens_[at];
        if (!token.is_tag() || token.all.starts_with("<![CDATA[")) {
            out_ += token.all;
            return at + 1;
        }
        if (token.is_unseen()) return at + 1;
        const std::string_view name = token.name();
        if (is_among(rules_.unwrapped, name)) return at + 1;
        if (token.closes()) {
            out_ += token.all;
            return at + 1;
        }
        if (is_among(rules_.dropped, name) || (name == "r" && is_hidden(at)) || (is_among(rules_.pictures, name) && needs_missing(at))) return behind(tokens_, at);
        put(token, name);
        return at + 1;
    }

    /// A run whose letters are not shown.
    [[nodiscard]] bool is_hidden(std::size_t at) const {
        const std::size_t end = behind(tokens_, at);
        for (std::size_t i = at + 1; i < end; ++i) {
            if (!tokens_[i].is_tag() || tokens_[i].closes()) continue;
            const std::string_view name = tokens_[i].name();
            if (name == "t" || name == "r") return false;
            if (name != "vanish") continue;
            const auto attributes = attributes_of(tokens_[i].all);
            return std::none_of(attributes.begin(), attributes.end(), [](const Attribute& one) { return one.name.ends_with("val") && (one.value == "0" || one.value == "false" || one.value == "off"); });
        }
        return false;
    }

    [[nodiscard]] bool needs_missing(std::size_t at) const {
        const std::size_t end = behind(tokens_, at);
        for (std::size_t i = at; i < end; ++i) {
            if (!tokens_[i].is_tag() || tokens_[i].closes()) continue;
            for (const Attribute& one : attributes_of(tokens_[i].all)) {
                if (missing_.count(one.value) > 0) return true;
            }
        }
        return false;
    }

    void put(const Token& token, std::string_view name) {
        const bool described = is_among(rules_.described, name);
        out_ += token.all.substr(0, token.all.find_first_of(" \t\r\n/>", 1));
        for (const Attribute& one : attributes_of(token.all)) {
            const std::string_view local = one.name.substr(one.name.find(':') + 1);
            if (is_among(rules_.attributes, local) || local.starts_with("rsid")) continue;
            if (described && (local == "name" || local == "descr" || local == "title")) out_ += fmt::format(" {}=\"\"", one.name);
            else out_ += one.all;
        }
        out_ += token.is_whole() ? "/>" : ">";
    }
};

std::string rewritten(std::string_view xml, const Rules& rules, const std::set<std::string, std::less<>>& missing) { return Rewriting(xml, rules, missing).run(); }

// --- DOCX --------------------------------------------------------------------------------------------------------------------

constexpr std::array<std::string_view, 24> word_dropped = {
    "del", "moveFrom", "delText", "delInstrText", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange", "tblPrExChange", "numberingChange", "cellDel",
    "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "dataBinding", "proofErr"};
constexpr std::array<std::string_view, 2> word_unwrapped = {"ins", "moveTo"};
constexpr std::array<std::string_view, 5> word_pictures = {"drawing", "pict", "object", "AlternateContent", "altChunk"};
constexpr std::array<std::string_view, 7> word_attributes = {"author", "initials", "userId", "providerId", "paraId", "textId", "date"};
constexpr std::array<std::string_view, 3> word_described = {"docPr", "cNvPr", "shape"};
const Rules word_rules = {word_dropped, word_unwrapped, word_pictures, word_attributes, word_described};

/// A part of which a reader sees something. Settings, properties, comments, embedded files and data of other programs are none.
bool is_seen_in_word(std::string_view name) {
    if (name.starts_with("word/media/")) return true;
    if (name.starts_with("word/theme/theme")) return name.ends_with(".xml");
    constexpr std::array<std::string_view, 6> parts = {"word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "word/endnotes.xml", "word/fontTable.xml"};
    const bool runs_along = (name.starts_with("word/header") || name.starts_with("word/footer")) && name.ends_with(".xml");
    return runs_along || is_among(parts, name);
}

/// "word/_rels/document.xml.rels" -> "word/document.xml"
std::string owner_of(std::string_view relations) {
    constexpr std::string_view between = "_rels/", ending = ".rels";
    const std::size_t at = relations.find(between);
    std::string owner(relations.substr(0, at));
    owner += relations.substr(at + between.size());
    return owner.substr(0, owner.size() - ending.size());
}

/// The part to which a relation of another leads.
std::string part_at(std::string_view owner, std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    std::string folder(owner.substr(0, owner.rfind('/') + 1));
    while (target.starts_with("../")) {
        target.remove_prefix(3);
        folder = folder.empty() ? folder : folder.substr(0, folder.rfind('/', folder.size() - 2) + 1);
    }
    return folder + std::string(target);
}

/// Relations to parts that are kept, and to addresses outside; ids of the others go into `missing`.
std::string relations_kept(std::string_view xml, std::string_view owner, const std::set<std::string, std::less<>>& kept, std::set<std::string, std::less<>>& missing) {
    const xml::Tree tree = xml::read(xml);
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    for (const xml::Node& one : tree.root.children) {
        if (one.name != "Relationship") continue;
        const std::string_view type = one.attribute("Type"), target = one.attribute("Target"), mode = one.attribute("TargetMode");
        // Of what stands elsewhere only what a reader may follow; a template's address is a path of somebody's machine.
        const bool stays = mode == "External" ? type.ends_with("/hyperlink") && !target.starts_with("file:") : kept.count(part_at(owner, target)) > 0;
        if (!stays) {
            missing.emplace(one.attribute("Id"));
            continue;
        }
        out += fmt::format("<Relationship Id=\"{}\" Type=\"{}\" Target=\"{}\"{}/>", xml::escaped(one.attribute("Id")), xml::escaped(type), xml::escaped(target), mode == "External" ? " TargetMode=\"External\"" : "");
    }
    return out + "</Relationships>";
}

std::string types_kept(std::string_view xml, const std::set<std::string, std::less<>>& kept) {
    const xml::Tree tree = xml::read(xml);
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">";
    for (const xml::Node& one : tree.root.children) {
        const std::string_view type = one.attribute("ContentType"), part = one.attribute("PartName");
        if (one.name == "Default") out += fmt::format("<Default Extension=\"{}\" ContentType=\"{}\"/>", xml::escaped(one.attribute("Extension")), xml::escaped(type));
        else if (one.name == "Override" && part.size() > 1 && kept.count(part.substr(1)) > 0) out += fmt::format("<Override PartName=\"{}\" ContentType=\"{}\"/>", xml::escaped(part), xml::escaped(type));
    }
    return out + "</Types>";
}

// --- ODT ---------------------------------------------------------------------------------------------------------------------

constexpr std::array<std::string_view, 13> open_dropped = {"annotation", "annotation-end", "tracked-changes", "change", "change-start", "change-end", "hidden-text", "hidden-paragraph", "forms",
                                                           "event-listeners", "scripts", "dde-connection-decls", "user-field-decls"};
constexpr std::array<std::string_view, 0> open_unwrapped = {};
constexpr std::array<std::string_view, 2> open_pictures = {"frame", "object"};
constexpr std::array<std::string_view, 1> open_attributes = {"rsid"};
constexpr std::array<std::string_view, 0> open_described = {};
const Rules open_rules = {open_dropped, open_unwrapped, open_pictures, open_attributes, open_described};
constexpr std::string_view open_type = "application/vnd.oasis.opendocument.text";

}  // namespace

std::string cleaned_word(std::string_view archive) {
    std::vector<zip::Entry> entries = zip::unpacked(archive);
    std::vector<zip::Entry> parts;
    std::set<std::string, std::less<>> kept;
    for (zip::Entry& one : entries) {
        if (!is_seen_in_word(one.name)) continue;
        if (one.name.starts_with("word/media/")) {
            auto picture = picture_alone(one.bytes);
            if (!picture) continue;  // drawings of other programs: what they have beside them nobody knows
            one.bytes = std::move(*picture);
        }
        kept.insert(one.name);
        parts.push_back(std::move(one));
    }
    if (kept.count("word/document.xml") == 0) throw Error(Fault::bad_request, "the file has no words: it is no DOCX");
    std::vector<zip::Entry> made;
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> missing;
    for (const zip::Entry& one : entries) {
        if (one.name == "[Content_Types].xml") made.insert(made.begin(), {one.name, types_kept(one.bytes, kept)});
        if (!one.name.ends_with(".rels")) continue;
        const std::string owner = owner_of(one.name);
        if (owner.empty() || kept.count(owner) > 0) made.push_back({one.name, relations_kept(one.bytes, owner, kept, missing[owner])});
    }
    for (zip::Entry& one : parts) {
        if (one.name.ends_with(".xml")) one.bytes = rewritten(one.bytes, word_rules, missing[one.name]);
        made.push_back(std::move(one));
    }
    return zip::packed(made);
}

std::string cleaned_open_text(std::string_view archive) {
    std::vector<zip::Entry> made = {{"mimetype", std::string(open_type)}};
    std::set<std::string, std::less<>> missing;
    std::string manifest = fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.2\">"
                                       "<manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{}\"/>",
                                       open_type);
    std::vector<zip::Entry> words;
    for (zip::Entry& one : zip::unpacked(archive)) {
        if (one.name == "content.xml" || one.name == "styles.xml") {
            manifest += fmt::format("<manifest:file-entry manifest:full-path=\"{}\" manifest:media-type=\"text/xml\"/>", one.name);
            words.push_back(std::move(one));
        } else if (auto picture = one.name.starts_with("Pictures/") ? picture_alone(one.bytes) : std::nullopt) {
            manifest += fmt::format("<manifest:file-entry manifest:full-path=\"{}\" manifest:media-type=\"\"/>", xml::escaped(one.name));
            made.push_back({one.name, std::move(*picture)});
        } else {
            missing.insert(one.name);
            missing.insert("./" + one.name);
            missing.insert("./" + one.name.substr(0, one.name.find('/')));  // a folder that is embedded
        }
    }
    if (words.empty()) throw Error(Fault::bad_request, "the file has no words: it is no ODT");
    for (zip::Entry& one : words) made.push_back({one.name, rewritten(one.bytes, open_rules, missing)});
    made.push_back({"META-INF/manifest.xml", manifest + "</manifest:manifest>"});
    return zip::packed(made);
}

}  // namespace comity::converting
