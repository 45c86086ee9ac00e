#include "record/whole_export.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.hpp"
#include "db/connection.hpp"
#include "record/mirror_rows.hpp"
#include "record/open_form.hpp"
#include "record/placing.hpp"
#include "record/receipts.hpp"
#include "record/signed_moment.hpp"
#include "record/witnesses.hpp"

namespace comity::record {

namespace fs = std::filesystem;

namespace {

using Progress = std::function<void(std::string_view, std::int64_t, std::int64_t)>;

[[noreturn]] void fail(const fs::path& path) {
    throw Error(Fault::unavailable, "{} can't be written: is the disk full or the folder closed to you?", path.string());
}

void write_file(const fs::path& path, std::string_view bytes) {
    std::ofstream file(path, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush()) fail(path);
}

void make_folders(const fs::path& path) {
    std::error_code failed;
    fs::create_directories(path, failed);
    if (failed) throw Error(Fault::unavailable, "the folder {} can't be made: {}", path.string(), failed.message());
}

/// Without a point or a stroke at its end, so that another name can be made of it.
fs::path plain(const fs::path& given) {
    fs::path path = fs::absolute(given).lexically_normal();
    if (!path.has_filename()) path = path.parent_path();
    if (!path.has_filename()) throw Error(Fault::refused, "{} is not empty: give a new folder, so that nothing is overwritten", path.string());
    return path;
}

void check_free(const fs::path& folder) {
    std::error_code failed;
    const fs::file_status status = fs::status(folder, failed);
    if (!fs::exists(status)) return;
    if (!fs::is_directory(status)) throw Error(Fault::bad_request, "{} is a file: give a folder", folder.string());
    const bool empty = fs::is_empty(folder, failed);
    if (failed) throw Error(Fault::unavailable, "{} can't be looked into: {}", folder.string(), failed.message());
    if (!empty) throw Error(Fault::refused, "{} is not empty: give a new folder, so that nothing is overwritten", folder.string());
}

/// A folder under another name until it is whole; it goes with its maker unless it was put in its place.
class FolderInMaking {
public:
    FolderInMaking(const fs::path& place, unsigned mode) : place_(plain(place)), here_(place_.string() + ".unfinished") {
        check_free(place);
        make_folders(place_.parent_path());
        if (is_there(here_)) {
            // Of an export that was cut off before; nothing else is removed.
            if (!is_there(here_ / open_form::unfinished_file) && !is_there(here_ / open_form::about_file)) {
                throw Error(Fault::conflict, "{} stands in the way: move it, or give another folder", here_.string());
            }
            remove();
        }
        if (::mkdir(here_.c_str(), static_cast<mode_t>(mode)) != 0) throw Error(Fault::unavailable, "the folder {} can't be made: {}", here_.string(), std::generic_category().message(errno));
        made_ = true;
        write_file(here_ / open_form::unfinished_file, "This export was cut off before it was whole: nothing in this folder is to be relied on.\n");
    }
    ~FolderInMaking() {
        if (made_) remove();
    }
    FolderInMaking(const FolderInMaking&) = delete;
    FolderInMaking& operator=(const FolderInMaking&) = delete;

    [[nodiscard]] fs::path operator/(std::string_view name) const { return here_ / name; }

    void put_in_place() {
        const int folder = open(here_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        const bool durable = folder >= 0 && syncfs(folder) == 0;  // one wait for thousands of files
        if (folder >= 0) close(folder);
        if (!durable) fail(here_);
        std::error_code ignored;
        fs::remove(here_ / open_form::unfinished_file, ignored);
        sync_folder(here_ / open_form::about_file);
        rename_or_throw(here_, place_);
        made_ = false;
        sync_folder(place_);
    }

private:
    fs::path place_, here_;
    bool made_ = false;

    void remove() const {
        std::error_code ignored;
        fs::remove_all(here_, ignored);
    }
};

class Writer {
public:
    Writer(const Record& record, const WholeRequest& request, const Progress& progress, const FolderInMaking& folder)
        : record_(record), all_(request.confidential == WholeRequest::Confidential::written), progress_(progress), folder_(folder), moment_(signed_moment(record)),
          stored_(moment_.snapshot.tables()), said_(proof::checkpoint_in(moment_.checkpoint)) {}

    Written write(const std::string& notice) {
        write_file(folder_ / open_form::readme_file, open_form::readme());
        if (!notice.empty()) write_file(folder_ / open_form::invented_file, notice + ".\n");
        write_file(folder_ / open_form::checkpoint_file, moment_.checkpoint.bytes());
        write_file(folder_ / open_form::key_file, moment_.key.text() + "\n");
        list_.open(folder_ / open_form::list_of_files, std::ios::binary);
        entries();
        if (all_) log::each_kept(stored_, [&](std::string_view hash, std::int64_t, std::string_view) { file(hex(hash)); });
        if (!list_.flush()) fail(folder_ / open_form::list_of_files);
        tiles();
        const open_form::About about{said_.origin, record_.identity(), record_.purpose() == Purpose::own ? "own" : "demonstration", made_.entries, made_.erased, made_.withheld, made_.files,
                                     witnessed()};
        write_file(folder_ / open_form::about_file, about.text());
        return made_;
    }

private:
    const Record& record_;
    bool all_;
    const Progress& progress_;
    const FolderInMaking& folder_;
    SignedMoment moment_;
    db::Connection& stored_;
    proof::Checkpoint said_;
    std::ofstream list_;
    Written made_;

    void entries() {
        const fs::path path = folder_ / open_form::entries_file;
        std::ofstream stream(path, std::ios::binary);
        proof::GrowingTree tree;
        log::each_raw(stored_, [&](const log::Raw& raw) {
            stream << line_of(raw).text();
            if (!stream) fail(path);
            tree.add(proof::leaf_hash(raw.leaf));
            ++made_.entries;
            if (progress_) progress_("entries", made_.entries, static_cast<std::int64_t>(said_.size));
        });
        if (!stream.flush()) fail(path);
        if (tree.size() != said_.size || tree.root() != said_.root) throw Error(Fault::unavailable, "the entries and the log's tree don't fit each other: run comity verify");
    }

    open_form::Line line_of(const log::Raw& raw) {
        open_form::Line line;
        line.position = raw.position;
        if (raw.leaf.size() != line.leaf.size()) throw Error(Fault::unavailable, "entry {} is damaged: run comity verify", raw.position);
        std::copy(raw.leaf.begin(), raw.leaf.end(), reinterpret_cast<char*>(line.leaf.data()));
        if (raw.canonical.empty()) {
            line.absent = raw.kind == open_form::withheld_kind ? open_form::Absence::withheld : open_form::Absence::erased;
        } else if (!all_ && open_form::is_confidential(raw.canonical)) {
            line.absent = open_form::Absence::withheld;
        }
        if (line.absent) {
            ++(*line.absent == open_form::Absence::erased ? made_.erased : made_.withheld);
            return line;
        }
        line.salt = raw.salt;
        line.canonical = raw.canonical;
        open_form::each_named(raw.canonical, [&](std::string_view hash) { file(hash); });
        return line;
    }

    /// Many entries name the same bytes, and some digits name nothing that is kept.
    void file(std::string_view hash) {
        const fs::path path = folder_ / open_form::file_of(hash);
        if (is_there(path) || !log::is_kept(stored_, hash)) return;
        make_folders(path.parent_path());
        const std::string bytes = log::bytes(stored_, hash);
        write_file(path, bytes);
        list_ << open_form::listed(hash);
        ++made_.files;
        made_.bytes += bytes.size();
    }

    void tiles() {
        const auto in_all = static_cast<std::int64_t>((said_.size + proof::tile_width - 1) / proof::tile_width);
        for (unsigned level = 0; proof::width_in(said_.size, level, 0) > 0; ++level) {
            for (std::uint64_t number = 0;; ++number) {
                const unsigned width = proof::width_in(said_.size, level, number);
                if (width == 0) break;
                one_tile({proof::Tile::What::hashes, level, number, width});
                if (level > 0) continue;
                one_tile({proof::Tile::What::entries, 0, number, width});
                if (progress_) progress_("tiles", static_cast<std::int64_t>(number) + 1, in_all);
            }
        }
    }

    std::vector<std::int64_t> witnessed() {
        std::vector<std::int64_t> sizes;
        for (const proof::Note& note : witnessed_up_to(record_, moment_.snapshot, said_, moment_.key)) {
            const auto size = static_cast<std::int64_t>(proof::checkpoint_in(note).size);
            const fs::path path = folder_ / open_form::witnessed_file(size);
            make_folders(path.parent_path());
            write_file(path, note.bytes());
            sizes.push_back(size);
        }
        return sizes;
    }

    void one_tile(const proof::Tile& one) {
        const fs::path path = folder_ / proof::path_of(one);
        make_folders(path.parent_path());
        const auto bytes = tile(moment_.snapshot, one);
        if (!bytes) throw Error(Fault::unavailable, "{} is not in the log's tree: run comity verify", proof::path_of(one));
        write_file(path, *bytes);
    }
};

}  // namespace

Written export_whole(const Record& record, const WholeRequest& request, const Progress& on_progress) {
    FolderInMaking folder(request.folder, request.confidential == WholeRequest::Confidential::written ? 0700 : 0777);
    const Written made = Writer(record, request, on_progress, folder).write(request.notice);
    folder.put_in_place();
    return made;
}

}  // namespace comity::record
