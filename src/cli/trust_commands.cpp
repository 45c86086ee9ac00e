// What parties do who don't trust the keeper: take receipts and checkpoints home, and check them there. And the key that signs for the log.
#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/mirroring.hpp"
#include "machinery/holdings/acts.hpp"
#include "machinery/processes/processes.hpp"
#include "proof/base64.hpp"
#include "record/receipts.hpp"
#include "system/moment.hpp"
#include "web/receipt_page.hpp"

namespace comity::cli {

namespace fs = std::filesystem;

namespace {

/// "17" or "#17"; what has eight digits or more without a # is the beginning of a SHA-256.
std::optional<std::int64_t> position_from(std::string_view typed) {
    const bool marked = typed.starts_with('#');
    if (marked) typed.remove_prefix(1);
    if (typed.empty() || typed.size() > (marked ? 15U : 7U) || !std::all_of(typed.begin(), typed.end(), [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
    return std::stoll(std::string(typed));
}

}  // namespace

std::vector<proof::VerifierKey> keys_from(const Arguments& arguments, std::string_view command, const Console& console) {
    std::vector<proof::VerifierKey> keys;
    for (const Arguments::Given& given : arguments.given()) {
        if (given.name != "key") continue;
        std::error_code ignored;
        if (!fs::exists(given.value, ignored) && given.value.find('+') != std::string::npos) {
            keys.push_back(proof::VerifierKey::parse(given.value));
            continue;
        }
        std::string_view rest = given.value;
        const std::string bytes = read_bytes(std::string(rest), command, console);
        rest = bytes;
        while (!rest.empty()) {
            const std::string_view line = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(rest.size(), line.size() + 1));
            if (!line.empty() && line.front() != '#') keys.push_back(proof::VerifierKey::parse(line));
        }
    }
    return keys;
}

namespace {

std::string in_file(const Error& error, std::string_view path) { return fmt::format("{}: {}", path, error.what()); }

json::Value to_json(const record::ReceiptContents& contents, const proof::InclusionProof& receipt) {
    json::Array path;
    for (const Sha256& hash : receipt.path) path.emplace_back(hex(hash));
    return json::Object{{"entry", record::to_json(contents.entry)},  {"canonical", contents.canonical}, {"salt", hex(contents.salt)},
                        {"log", contents.checkpoint.origin},         {"size", contents.checkpoint.size}, {"root", hex(contents.checkpoint.root)},
                        {"path", std::move(path)},                   {"checkpoint", receipt.checkpoint.bytes()}};
}

std::string who_and_what(const record::Entry& entry) {
    std::string line = fmt::format("  entry {}: {} {}, revision {}\n  {} by {} ({})\n", entry.position, entry.act, entry.subject, entry.revision, entry.when, entry.who.name, entry.who.as);
    if (entry.on_behalf_of) line += fmt::format("  on behalf of {}\n", *entry.on_behalf_of);
    if (entry.why) line += fmt::format("  reason: {}\n", *entry.why);
    return line;
}

std::string moment(std::uint64_t seconds) { return written_second(moment_counted(seconds)); }

struct Verdict {
    record::Checked checked;
    std::size_t logs = 0, witnesses = 0;  ///< keys that have signed
    std::size_t wanted = 0;               ///< witnesses
    [[nodiscard]] bool proved() const { return checked.included && checked.known.value_or(true) && (logs > 0 || checked.known.has_value()) && witnesses >= wanted; }
};

std::string in_words(const Verdict& verdict, const record::ReceiptContents& contents) {
    std::string out = who_and_what(contents.entry);
    const auto& checked = verdict.checked;
    out += checked.included ? fmt::format("  in the log: the entry, its salt and its path give the root of {} at {} entries\n", contents.checkpoint.origin, contents.checkpoint.size)
                            : "  NOT in the log: entry, salt and path don't give the root of the checkpoint: something was changed\n";
    for (const proof::Signed& one : checked.signed_by) {
        out += one.seen ? fmt::format("  seen by {} at {}\n", one.key.name, moment(*one.seen)) : fmt::format("  signed by {} (key {:08x})\n", one.key.name, one.key.id());
    }
    if (checked.known) {
        out += *checked.known ? "  its checkpoint is the one that you have\n"
                              : "  its checkpoint CONTRADICTS the one that you have: two histories were shown; keep both, they prove it\n";
    }
    if (verdict.logs == 0 && !checked.known) {
        out += "  signature NOT checked: none of the keys given has signed it; give the log's public key with --key, or a checkpoint of the same size with --checkpoint\n";
    }
    if (verdict.witnesses < verdict.wanted) out += fmt::format("  {} of the {} witnesses wanted have seen it\n", verdict.witnesses, verdict.wanted);
    return out;
}

}  // namespace

proof::Checkpoint checkpoint_from(const std::string& path, std::string_view command, const Console& console) {
    try {
        return proof::checkpoint_in(proof::Note::parse(read_bytes(path, command, console)));
    } catch (const Error& error) {
        if (error.fault() != Fault::bad_request) throw;
        throw Error(Fault::bad_request, in_file(error, path));
    }
}

ExitCode run_receipt(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    const std::string& named = arguments.operands().front();
    const auto position = position_from(named);
    const proof::InclusionProof receipt = record::receipt(holdings->record(), position ? *position : holdings->find(named, arguments.value_or("language", "")).number);
    const std::string format = arguments.value_or("format", "proof");
    if (format == "json") {
        console.put_json(to_json(record::contents_of(receipt), receipt));
    } else if (format == "html") {
        console.put(web::receipt_page(receipt, record::key_of(holdings->record()), holdings->record().purpose()));
    } else {
        console.put(receipt.bytes());
    }
    return ExitCode::done;
}

ExitCode run_verify_receipt(const Arguments& arguments, Console& console) {
    const std::string& path = arguments.operands().front();
    const std::vector<proof::VerifierKey> keys = keys_from(arguments, "verify-receipt", console);
    std::optional<proof::Checkpoint> known;
    if (const auto file = arguments.value("checkpoint")) known = checkpoint_from(*file, "verify-receipt", console);
    proof::InclusionProof receipt;
    record::ReceiptContents contents;
    Verdict verdict;
    verdict.wanted = arguments.number("witnesses").value_or(0);
    try {
        receipt = proof::InclusionProof::parse(web::receipt_in(read_bytes(path, "verify-receipt", console)));
        contents = record::contents_of(receipt);
        verdict.checked = record::checked(receipt, keys, known);
    } catch (const Error& error) {
        if (error.fault() != Fault::bad_request && error.fault() != Fault::refused) throw;
        throw Error(error.fault(), in_file(error, path));
    }
    for (const proof::Signed& one : verdict.checked.signed_by) ++(one.seen ? verdict.witnesses : verdict.logs);
    if (arguments.value_or("format", "text") == "json") {
        json::Array by;
        for (const proof::Signed& one : verdict.checked.signed_by) by.push_back(json::Object{{"key", one.key.text()}, {"seen", one.seen ? json::Value(moment(*one.seen)) : json::Value()}});
        json::Value value = to_json(contents, receipt);
        value.put("holds", verdict.proved());
        value.put("included", verdict.checked.included);
        value.put("signed_by", std::move(by));
        value.put("known", json::Value::of(verdict.checked.known));
        console.put_json(value);
    } else {
        console.put(document::harmless(fmt::format("{}: {}\n", path, verdict.proved() ? "holds" : "NOT proved") + in_words(verdict, contents)));
    }
    return verdict.proved() ? ExitCode::done : ExitCode::not_done;
}

ExitCode run_checkpoint(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    const auto since = arguments.value("since");
    if (!since) {
        console.put(record::checkpoint(holdings->record()).bytes());
        return ExitCode::done;
    }
    const proof::Checkpoint old = checkpoint_from(*since, "checkpoint", console);
    const proof::GrowthProof growth = record::growth(holdings->record(), old.size);
    if (!growth.holds_for(old.root)) {
        throw Error(Fault::refused, "{}: the entries that this checkpoint signs for are not the first {} of this log: keep it, it proves that", *since, old.size);
    }
    console.put(growth.bytes());
    return ExitCode::done;
}

ExitCode run_key(const Arguments& arguments, Console& console) {
    if (arguments.operands().empty()) {
        console.put(record::key_of(open_to_read(arguments, console)->record()).text() + "\n");
        return ExitCode::done;
    }
    const std::string& how = arguments.operands().front();
    holdings::KeyRequest request;
    request.change.reason = how == "lost" ? record::KeyChange::lost : how == "stolen" ? record::KeyChange::stolen : record::KeyChange::rotated;
    request.change.who = record::operator_at_command_line();
    request.change.why = arguments.value("why");
    if (request.change.reason != record::KeyChange::rotated && !request.change.why) {
        throw Error(Fault::bad_request, "comity key {} needs --why: every party will ask what happened to the old key", how);
    }
    const holdings::KeyResult result = holdings::submit(processes::place(record_path(arguments, console)), request);
    console.put(result.key + "\n");
    console.say(fmt::format("the log's new key, named in entry {}; {}", result.position,
                            request.change.reason == record::KeyChange::rotated
                                ? fmt::format("comity receipt {} is signed by both keys until the next act: whoever knows the old key learns the new one from it", result.position)
                                : "make it known to the parties in the way in which they got the first one"));
    return ExitCode::done;
}

}  // namespace comity::cli
