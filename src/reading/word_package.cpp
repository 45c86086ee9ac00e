#include "reading/word_package.hpp"

#include <algorithm>
#include <charconv>

#include "base/error.hpp"

namespace comity::reading {

namespace {

// The text of a thousand pages takes some 20 MB of markup.
constexpr zip::Limits archive_limits{.entries = 20'000, .bytes = std::size_t{96} << 20U, .ratio = 300};
constexpr xml::Limits markup_limits{.bytes = std::size_t{80} << 20U, .nodes = 2'000'000, .depth = 200};

/// "word/header1.xml" of "header1.xml", "/word/header1.xml" and "../word/header1.xml" in the folder "word/".
std::string resolved(std::string_view folder, std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    std::string path(folder);
    while (target.starts_with("../") || target.starts_with("./")) {
        const bool up = target.starts_with("../");
        target.remove_prefix(up ? 3 : 2);
        if (!up || path.empty()) continue;
        path.pop_back();
        path.erase(path.find_last_of('/') == std::string::npos ? 0 : path.find_last_of('/') + 1);
    }
    return path.append(target);
}

std::string_view folder_of(std::string_view part) {
    const auto slash = part.find_last_of('/');
    return slash == std::string_view::npos ? std::string_view() : part.substr(0, slash + 1);
}

}  // namespace

WordPackage::WordPackage(std::string_view bytes) {
    // Pictures, macros and embedded things are never unpacked.
    const auto wanted = [](std::string_view name) { return name.ends_with(".xml") || name.ends_with(".rels"); };
    for (auto& entry : zip::unpacked(bytes, archive_limits, wanted)) parts_.emplace(std::move(entry.name), std::move(entry.bytes));
    std::string main = "word/document.xml";
    for (const Relation& relation : relations_of("")) {
        if (relation.kind == "officeDocument") main = relation.part;
    }
    document_ = parsed(main);
    if (document_ == nullptr) throw Error(Fault::bad_request, "it has no text: the part {} is missing", main);
    relations_ = relations_of(main);
}

std::unique_ptr<xml::Tree> WordPackage::parsed(const std::string& name) const {
    const auto bytes = parts_.find(name);
    if (bytes == parts_.end()) return nullptr;
    try {
        return std::make_unique<xml::Tree>(xml::read(bytes->second, markup_limits));
    } catch (const Error& error) {
        throw Error(error.fault(), "{}: {}", name, error.what());
    }
}

const xml::Node* WordPackage::part(const std::string& name) {
    const auto known = trees_.find(name);
    if (known != trees_.end()) return known->second == nullptr ? nullptr : &known->second->root;
    auto tree = parsed(name);
    const xml::Node* root = tree == nullptr ? nullptr : &tree->root;
    trees_.emplace(name, std::move(tree));
    return root;
}

std::vector<WordPackage::Relation> WordPackage::relations_of(const std::string& name) const {
    const std::string_view folder = folder_of(name);
    const auto tree = parsed(std::string(folder) + "_rels/" + name.substr(folder.size()) + ".rels");
    std::vector<Relation> relations;
    if (tree == nullptr) return relations;
    for (const xml::Node& each : tree->root.children) {
        if (each.name != "Relationship" || each.attribute("TargetMode") == "External") continue;
        const std::string_view type = each.attribute("Type");
        relations.push_back({std::string(each.attribute("Id")), std::string(type.substr(type.find_last_of('/') + 1)), resolved(folder, each.attribute("Target"))});
    }
    return relations;
}

const xml::Node* WordPackage::related(std::string_view kind) {
    const auto found = std::find_if(relations_.begin(), relations_.end(), [&](const Relation& relation) { return relation.kind == kind; });
    return found == relations_.end() ? nullptr : part(found->part);
}

const xml::Node* WordPackage::by_id(std::string_view id) {
    const auto found = std::find_if(relations_.begin(), relations_.end(), [&](const Relation& relation) { return relation.id == id; });
    return found == relations_.end() ? nullptr : part(found->part);
}

bool says_yes(const xml::Node& property) noexcept {
    const std::string_view value = property.attribute("val");
    return value != "0" && value != "false" && value != "off";
}

std::optional<int> integer(std::string_view text) noexcept {
    int value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return value;
}

}  // namespace comity::reading
