// `/import`: files from the browser into the record, a line each.
#include <filesystem>

#include <fmt/format.h>

#include "base/error.hpp"
#include "system/passing_folder.hpp"
#include "web/acts.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"
#include "web/visitors.hpp"

namespace comity::web::pages {

namespace {

/// What was uploaded, as files.
class Luggage {
public:
    /// Each in a folder of its own: two may have the same name.
    void add(std::string_view name, std::string_view bytes) {
        const std::string place = std::to_string(paths_.size());
        std::filesystem::create_directory(folder_.path() / place);
        const std::string file = place + "/" + harmless(name);
        folder_.write(file, bytes);
        paths_.push_back(folder_.path() / file);
    }
    [[nodiscard]] const std::vector<std::filesystem::path>& paths() const noexcept { return paths_; }

private:
    /// A name as it came may be anything; the last 200 bytes of it are kept, without what file systems or terminals take amiss.
    static std::string harmless(std::string_view name) {
        std::string kept(name.substr(name.size() > 200 ? name.size() - 200 : 0));
        while (!kept.empty() && (static_cast<unsigned char>(kept.front()) & 0xC0U) == 0x80U) kept.erase(0, 1);
        for (char& c : kept) {
            if (static_cast<unsigned char>(c) < 32 || c == 127 || c == '/') c = '_';
        }
        if (kept.empty() || kept.front() == '.') kept.insert(0, "file");
        return kept;
    }

    PassingFolder folder_;
    std::vector<std::filesystem::path> paths_;
};

/// The script asks for JSON, file by file; a browser without it gets a page.
bool wants_json(const Visit& visit) { return visit.request.header("Accept").find("application/json") != std::string_view::npos; }

http::Response form_page(const Visit& visit, std::string_view wrong, int status) {
    if (wants_json(visit) && status >= 400) return problem(status, wrong);
    View view{{"wrong", wrong}, {"may_hand_in", may(visit, actors::Permission::hand_in)}, {"why_not", why_not(visit, actors::Permission::hand_in)}, {"other_import", visit.site.setup.other_site.empty() ? "" : visit.site.setup.other_site + "import"}};
    put_actor(visit, view);
    return respond_with_form(visit, {visit.text("import.title"), "import", "import", std::move(view), status});
}

/// A table of votes has no page of its own: what came in from it stands there in words.
bool is_table(const holdings::FileResult& result) { return !result.remark.empty(); }

std::string reason_of(const holdings::FileResult& result) {
    std::string reason = result.reason;
    for (const auto& row : result.refused_rows) reason += fmt::format("; line {}: {}", row.line, row.reason);
    return reason;
}

View result_row(const holdings::FileResult& result, const Visit& visit) {
    const std::string name = std::filesystem::path(result.path).filename().string();
    const bool read = result.outcome != holdings::Outcome::could_not_be_read;
    return {{"file", name},
            {"outcome", visit.text("import.outcome", {{"outcome", code_of(holdings::name_of(result.outcome))}})},
            {"read", read},
            {"reason", in_language(visit, reason_of(result), "en")},
            {"remark", in_language(visit, result.remark, "en")},
            {"name", result.symbol ? *result.symbol : result.sha256.substr(0, 8)},
            {"address", read && !is_table(result) ? "/documents/" + http::path_encoded(result.symbol ? *result.symbol : result.sha256) : std::string()},
            {"doubts", result.doubts == 0 ? Value("") : Value(result.doubts)}};
}

json::Value row_as_json(const Visit& visit, const holdings::FileResult& result) {
    json::Value row = holdings::to_json(result);
    const bool read = result.outcome != holdings::Outcome::could_not_be_read;
    row.put("outcome_words", visit.text("import.outcome", {{"outcome", code_of(holdings::name_of(result.outcome))}}));
    row.put("name", !read ? std::string() : is_table(result) ? result.remark : result.symbol ? *result.symbol : result.sha256.substr(0, 8));
    row.put("address", read && !is_table(result) ? "/documents/" + http::path_encoded(result.symbol ? *result.symbol : result.sha256) : std::string());
    row.put("path", std::filesystem::path(result.path).filename().string());
    return row;
}

}  // namespace

http::Response importing(const Visit& visit) { return form_page(visit, "", visit.site.demonstration || may(visit, actors::Permission::hand_in) ? 200 : 403); }

http::Response import_files(const Visit& visit) {
    if (visit.site.demonstration) return form_page(visit, visit.text("import.not_into_demonstration"), 403);
    const auto parts = http::multipart(visit.request.header("Content-Type"), visit.request.body);
    if (!parts) return form_page(visit, visit.text("import.no_files"), 400);
    std::string_view token;
    for (const http::Part& part : *parts) {
        if (part.name == "token") token = part.bytes;
    }
    if (const auto refused = refusal(visit, actors::Permission::hand_in, token)) return form_page(visit, *refused, 403);
    Luggage luggage;
    for (const http::Part& part : *parts) {
        if (part.file_name && !part.file_name->empty()) luggage.add(*part.file_name, part.bytes);
    }
    if (luggage.paths().empty()) return form_page(visit, visit.text("import.no_files"), 400);
    List rows;
    json::Array files;
    holdings::ImportProgress progress;
    progress.on_file = [&](const holdings::FileResult& result, std::size_t, std::size_t) {
        rows.push_back(result_row(result, visit));
        files.push_back(row_as_json(visit, result));
    };
    progress.stop = visit.site.winding_up.get_token();
    holdings::ImportRequest request;
    request.paths = luggage.paths();
    request.who = actor_of(visit);
    request.on_behalf_of = behalf_of(visit);
    const holdings::ImportSummary summary = visit.holdings().import(request, progress);
    if (wants_json(visit)) {
        json::Value value;
        value.put("files", std::move(files));
        value.put("stopped", summary.stopped);
        http::Response response = as_json(value);
        response.set("Cache-Control", "no-store");
        return response;
    }
    View view{{"added", summary.added}, {"already_there", summary.already_there}, {"refused", summary.could_not_be_read}, {"stopped", summary.stopped}, {"rows", std::move(rows)}};
    put_actor(visit, view);
    http::Response response = respond(visit, {visit.text("import.done_title"), "import", "imported", std::move(view)});
    response.set("Cache-Control", "no-store");
    return response;
}

namespace api {

http::Response hand_in(const Visit& visit) {
    if (visit.site.demonstration) return problem(403, visit.text("import.not_into_demonstration"));
    if (visit.request.body.empty() || visit.query.get("name").empty()) throw Error(Fault::bad_request, "the body is the file, and the query has its name: POST /api/v1/documents?name=draft.txt");
    Luggage luggage;
    luggage.add(visit.query.get("name"), visit.request.body);
    std::optional<holdings::FileResult> result;
    holdings::ImportProgress progress;
    progress.on_file = [&](const holdings::FileResult& one, std::size_t, std::size_t) { result = one; };
    progress.stop = visit.site.winding_up.get_token();
    holdings::ImportRequest request;
    request.paths = luggage.paths();
    request.who = actor_of(visit);
    request.on_behalf_of = behalf_of(visit);
    if (!visit.query.get("why").empty()) request.why = std::string(visit.query.get("why"));
    visit.holdings().import(request, progress);
    if (!result) throw Error(Fault::unavailable, "the server is about to stop, and nothing was taken in: send the file again");
    if (result->outcome == holdings::Outcome::could_not_be_read) {
        return turned_away_problem(visit, actors::Permission::hand_in, std::string(visit.query.get("name")), visit.request.body, Error(Fault::bad_request, "{}", reason_of(*result)));
    }
    json::Value value = holdings::to_json(*result);
    value.put("path", std::string(visit.query.get("name")));
    return as_json(value, result->outcome == holdings::Outcome::added ? 201 : 200);
}

}  // namespace api

}  // namespace comity::web::pages
