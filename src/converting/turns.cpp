#include <semaphore>

#include "converting/inside.hpp"

namespace comity::converting {

namespace {

constexpr int at_once = 2;

/// Of the whole process, whoever asks: what is scarce is the machine.
std::counting_semaphore<at_once> free_places(at_once);

struct Place {
    Place() { free_places.acquire(); }
    ~Place() { free_places.release(); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
};

}  // namespace

programs::Outcome run_in_turn(const programs::Command& command, const PassingFolder& folder) {
    if (!programs::find(command.program)) {
        throw Error(Fault::unavailable, "the file needs the program {}, which is not installed: install the package {} (on Debian: apt-get install {}); comity formats tells what is read here", command.program,
                    command.package, command.package);
    }
    const Place place;
    return programs::run(command, folder);
}

void demand_its_end(const programs::Outcome& outcome, std::string_view program) {
    switch (outcome.end) {
        case programs::End::by_itself: return;
        case programs::End::crashed: throw Error(Fault::bad_request, "the file can't be read: {} broke down over it; it is damaged or made to do harm", program);
        case programs::End::too_long: throw Error(Fault::limit, "the file takes {} too long to read: it is damaged, made to do harm, or should be given in parts", program);
        case programs::End::too_much_output: throw Error(Fault::limit, "the file becomes more than {} MB when {} reads it: it is made to do harm, or should be given in parts", largest >> 20U, program);
    }
}

}  // namespace comity::converting
