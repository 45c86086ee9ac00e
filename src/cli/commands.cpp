#include "cli/actor_commands.hpp"
#include "cli/consulting.hpp"
#include "cli/cooperating.hpp"
#include "cli/fetching.hpp"
#include "cli/reviewing.hpp"
#include "cli/rows.hpp"

#include <array>

namespace comity::cli {

std::span<const Command> commands() {
    static const std::array all = {
        import_command(),
        fetch_command(),
        read_command(),
        formats_command(),
        list_command(),
        show_command(),
        compare_command(),
        series_command(),
        votes_command(),
        mandates_command(),
        register_command(),
        due_command(),
        check_command(),
        actors_command(),
        actor_command(),
        themes_command(),
        provenance_command(),
        search_command(),
        precedents_command(),
        history_command(),
        correct_command(),
        confirm_command(),
        reviews_command(),
        recommendations_command(),
        recommendation_command(),
        review_command(),
        follow_up_command(),
        consultation_command(),
        desk_command(),
        report_command(),
        request_command(),
        offer_command(),
        agreement_command(),
        measure_command(),
        deeds_command(),
        export_command(),
        serve_command(),
        verify_command(),
        receipt_command(),
        verify_receipt_command(),
        checkpoint_command(),
        key_command(),
        witness_command(),
        witnesses_command(),
        backup_command(),
        restore_command(),
        copy_command(),
        mirror_command(),
        erase_command(),
        account_command(),
        rebuild_command(),
        demo_command(),
        help_command(),
    };
    return all;
}

std::span<const Option> common_options() {
    static const std::array options = {
        Option{"record", "PATH", "the record's file, or postgresql://HOST/DATABASE; else COMITY_RECORD, else comity/comity.record in your folder of data"},
        Option{"help", "", "tell about the command"},
        Option{"version", "", "print the version"},
    };
    return options;
}

}  // namespace comity::cli
