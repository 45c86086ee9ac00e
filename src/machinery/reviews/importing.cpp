#include "machinery/reviews/importing.hpp"

#include <algorithm>
#include <fstream>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "db/connection.hpp"
#include "text/text.hpp"

namespace comity::reviews {

namespace {

constexpr std::size_t piece_bytes = std::size_t{4} << 20U;

/// The list's pieces, one after the other.
void each_piece(const ImportRequest& request, const std::function<void(std::string_view)>& take) {
    if (request.bytes) {
        for (std::size_t at = 0; at < request.bytes->size(); at += piece_bytes) take(request.bytes->substr(at, piece_bytes));
        return;
    }
    const std::filesystem::path& path = request.file;
    std::ifstream file(path, std::ios::binary);
    if (!file) throw Error(Fault::unavailable, "{} can't be opened", path.filename().string());
    std::string piece(piece_bytes, '\0');
    while (file) {
        file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        const auto got = static_cast<std::size_t>(file.gcount());
        if (file.bad()) throw Error(Fault::unavailable, "{} can't be read to its end", path.filename().string());
        if (got > 0) take(std::string_view(piece).substr(0, got));
    }
}

std::int64_t count_of(const record::Snapshot& snapshot) {
    auto rows = snapshot.tables().query(R"sql(SELECT count(*) FROM recommendation)sql");
    return rows.next() ? rows.integer(0) : 0;
}

void put_figures(const record::Snapshot& snapshot, const std::string& subject, ImportResult& result, std::string& fault) {
    std::int64_t file = -1;
    {
        auto rows = snapshot.tables().query(R"sql(SELECT file, rows, refused, fault FROM review_file WHERE subject = $1)sql", subject);
        if (!rows.next()) return;
        file = rows.integer(0);
        result.rows = rows.integer(1);
        result.refused = rows.integer(2);
        fault = rows.text(3);
    }
    {
        auto rows = snapshot.tables().query(R"sql(SELECT line, reason FROM review_refused WHERE file = $1 ORDER BY ordinal LIMIT $2)sql", file, most_refused_rows);
        while (rows.next()) result.refused_rows.push_back({rows.integer(0), std::string(rows.text(1))});
    }
    // Names that are no ids of States stand before or behind these in the order of bytes, and are few.
    auto rows = snapshot.tables().query(R"sql(SELECT name FROM (
                                                SELECT e.actor AS name FROM endorsement e WHERE (e.actor < 'state:' OR e.actor >= 'state;')
                                                  AND EXISTS (SELECT 1 FROM recommendation_row w WHERE w.recommendation = e.recommendation AND w.file = $1)
                                                UNION SELECT v.state AS name FROM review v WHERE (v.state < 'state:' OR v.state >= 'state;')
                                                  AND EXISTS (SELECT 1 FROM review_row t WHERE t.review = v.id AND t.file = $1)) AS named ORDER BY name)sql", file);
    while (rows.next()) result.unknown.emplace_back(rows.text(0));
}

}  // namespace

namespace {

/// What its kind is told by; nullopt of an archive that is too large.
std::optional<std::string> beginning_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::string beginning(recommendations::beginning_bytes, '\0');
    file.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
    beginning.resize(static_cast<std::size_t>(file.gcount()));
    if (beginning.starts_with("PK") && file) {
        std::string rest(piece_bytes, '\0');
        while (file && beginning.size() <= recommendations::largest_archive) {
            file.read(rest.data(), static_cast<std::streamsize>(rest.size()));
            beginning.append(rest, 0, static_cast<std::size_t>(file.gcount()));
        }
        if (beginning.size() > recommendations::largest_archive) return std::nullopt;
    }
    return beginning;
}

}  // namespace

std::optional<recommendations::Format> list_format(const std::filesystem::path& path) {
    const auto beginning = beginning_of(path);
    return beginning ? recommendations::format_of(*beginning) : std::nullopt;
}

std::optional<std::string> nearly_list(const std::filesystem::path& path) {
    const auto beginning = beginning_of(path);
    return beginning ? recommendations::what_is_missing(*beginning) : std::nullopt;
}

ImportResult import_list(record::Record& record, const ImportRequest& request, const ImportProgress& progress) {
    ImportResult result;
    ListFile list;
    list.format = request.format;
    list.name = text::normalized(request.file.filename().string());
    list.state = request.state;
    Sha256Sum sum;
    each_piece(request, [&](std::string_view piece) {
        sum.add(piece);
        list.bytes += static_cast<std::int64_t>(piece.size());
    });
    list.sha256 = result.sha256 = hex(sum.finish());
    const std::string subject = list_subject(list.sha256);
    auto writing = record.write();
    std::string fault;
    if (const auto last = writing.now().last(subject)) {
        const ListFile before = list_file_from(last->state);
        if (!before.withdrawn && before.state == list.state) {
            result.there_already = true;
            put_figures(writing.now(), subject, result, fault);
            return result;
        }
    }
    const std::int64_t had = count_of(writing.now());
    std::int64_t kept = 0;
    each_piece(request, [&](std::string_view piece) {
        if (progress.stop.stop_requested()) throw Error(Fault::unavailable, "stopped before the end: nothing of the list came in");
        list.pieces.push_back(writing.keep(piece));
        kept += static_cast<std::int64_t>(piece.size());
        if (progress.on_step) progress.on_step("bytes kept", kept, list.bytes);
    });
    if (request.readable) {
        for (std::string_view rest = request.readable->bytes; !rest.empty(); rest.remove_prefix(std::min(piece_bytes, rest.size()))) list.readable.push_back(writing.keep(rest.substr(0, piece_bytes)));
        list.readable_by = request.readable->by;
    }
    record::Draft draft;
    draft.subject = subject;
    draft.kind = list_kind;
    draft.act = "import";
    draft.state = to_json(list);
    draft.who = request.who;
    draft.on_behalf_of = request.on_behalf_of;
    draft.why = request.why;
    draft.authority = request.authority;
    writing.append(draft);
    put_figures(writing.now(), subject, result, fault);
    if (!fault.empty()) throw Error(Fault::bad_request, "{}", fault);
    if (result.rows == 0) throw Error(Fault::bad_request, "no recommendation is in it; {} refused{}", result.refused == 1 ? "1 row is" : fmt::format("{} rows are", result.refused),
                                      result.refused_rows.empty() ? std::string() : fmt::format(": line {}: {}", result.refused_rows.front().line, result.refused_rows.front().reason));
    result.recommendations = count_of(writing.now()) - had;
    writing.commit();
    return result;
}

}  // namespace comity::reviews
