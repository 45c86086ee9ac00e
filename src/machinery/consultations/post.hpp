// Letters that go out by mail: to whom an address is known, they are laid into an outbox, and whoever serves the record gives them to a mail server one by one. None is laid in twice and
// none is sent twice: a letter is marked before it leaves, and one of which the end is not known waits for a person. Addresses and letters stand in a file beside the record
// ("comity.record.post", private_file.hpp); that a letter was sent is a confidential entry, without the address.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "fetch/mail_server.hpp"
#include "machinery/consultations/consultations.hpp"

namespace comity::consultations {

/// The acts with which whoever holds the record is asked (perform_command). "keep addresses": field addresses, a line each, an actor and a tab and its address ("" takes it out).
/// "send letters": about the call; field what: invitations, reminders, receipts, final-letters.
inline constexpr std::string_view keep_addresses_act = "keep addresses", send_letters_act = "send letters";

/// Of the entry that says so. Who gets a reminder has not answered: it is for who keeps the consultation.
inline constexpr std::string_view letter_kind = "letter";

/// Gives how many are known now. Error(not_found) for a name that nobody bears; then none is kept.
std::size_t keep_addresses(holdings::Holdings& holdings, const Request& request);

struct Laid {
    std::size_t letters = 0;    ///< laid into the outbox
    std::size_t before = 0;     ///< laid there before
    std::vector<std::string> without;  ///< names of whom no address is known
};
/// Invitations to all who were invited; reminders to all whom the last reminder names; receipts to all who handed in, for the last revision of what they did; final letters, which tell
/// where their words went, to all whose contribution counts: Error(conflict) before the report is issued.
Laid lay_letters(holdings::Holdings& holdings, const Request& request, const Clock& clock = &std::chrono::system_clock::now);

/// A letter as a file.
struct LetterFile {
    std::string name, bytes;
};
/// The invitation to whoever handed in that contribution, as it was or would be sent; nullopt if it was not invited.
std::optional<LetterFile> invitation_to(const holdings::Holdings& holdings, std::string_view call, std::int64_t submission);
/// Where its words went; nullopt before the report is issued, and of what doesn't count.
std::optional<LetterFile> final_letter_to(const holdings::Holdings& holdings, std::string_view call, std::int64_t submission);

/// How a letter stands.
struct LetterStands {
    std::string key;      ///< "invitation:two-shores-2031:state:XAR"
    std::string to;       ///< the contributor's name
    std::string state;    ///< "waiting", "leaving", "sent", "refused", "unknown", "given up"
    std::int64_t tries = 0;
    std::string said;     ///< what the mail server said last
    std::string when;     ///< of the last try, or of being laid in
};
/// In the order in which they were laid in.
std::vector<LetterStands> outbox(const record::Record& record, std::string_view call);

/// For the process that serves: tries what is due; gives how many were tried. What was leaving when a process ended is unknown from then on. Stops between two letters when asked.
class Postman {
public:
    Postman(holdings::Holdings& holdings, fetch::MailServer server, Clock clock = &std::chrono::system_clock::now);
    std::size_t walk(const std::stop_token& stop = {});

private:
    holdings::Holdings& holdings_;
    fetch::MailServer server_;
    Clock clock_;
};

json::Value to_json(const Laid& laid);

}  // namespace comity::consultations
