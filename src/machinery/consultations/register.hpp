// The register of a consultation and whom it asked, in memory (followed.hpp). Private to consultations/.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "machinery/consultations/consultations.hpp"
#include "machinery/consultations/followed.hpp"
#include "machinery/consultations/shared_list.hpp"

namespace comity::consultations {

struct Register {
    struct Sent {
        std::string subject;
        Invitation invitation;
    };
    Moment moment;
    SharedList<Registered> submissions;  ///< by number
    SharedList<Invited> invited;         ///< in the order in which they were invited
    SharedList<Sent> sent;
    std::map<std::string, std::pair<bool, std::int64_t>> declined;  ///< by actor, or the name of whom no list has: whether it stands, and its revision
};
std::shared_ptr<const Register> register_at(const record::Snapshot& snapshot, std::string_view call);

}  // namespace comity::consultations
