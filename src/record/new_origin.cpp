#include "record/new_origin.hpp"

#include "base/sha256.hpp"
#include "record/mirror_rows.hpp"
#include "record/receipts.hpp"
#include "record/seal.hpp"
#include "system/chance.hpp"

namespace comity::record {

std::string drawn_origin() { return "comity/" + hex(drawn_bytes(16)); }

void begin_new_origin(const std::filesystem::path& record_file, const Beginning& beginning, const Setup& setup) {
    Setup opening = setup;
    opening.opening = Setup::Opening::backup_being_restored;
    const auto record = Record::open(record_file, Access::write, opening);
    record->seal().begin_anew();
    const auto key = record->seal().prepare_next(beginning.origin, Seal::Old::is_not_believed);
    Draft draft;
    draft.subject = "log";
    draft.kind = "log";
    draft.act = "begin anew";
    draft.state = json::Object{{"origin", beginning.origin},
                               {"key", key.text()},
                               {"previous_origin", beginning.previous_origin},
                               {"previous_key", beginning.previous_key.empty() ? json::Value() : json::Value(beginning.previous_key)},
                               {"reason", beginning.reason},
                               {"previous_believed_up_to", beginning.believed_up_to},
                               {"last_known", beginning.last_known ? json::Value(beginning.last_known->bytes()) : json::Value()}};
    draft.who = beginning.who;
    draft.why = beginning.why;
    auto writing = record->write();
    log::forget_backup_checkpoint(writing.now().tables());
    log::forget_mirror(writing.now().tables());
    writing.append(draft);
    writing.commit();
    (void)checkpoint(*record);
}

}  // namespace comity::record
