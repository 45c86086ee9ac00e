// `/health` and `/metrics`: for whoever keeps the machine, and for the programs that watch it.
#include <fstream>

#include <unistd.h>

#include "web/meters.hpp"
#include "web/pages.hpp"
#include "web/visitors.hpp"

namespace comity::web::pages {

namespace {

/// Bytes of memory that this process holds; 0 where the system doesn't tell.
std::uint64_t resident_bytes() {
    std::ifstream file("/proc/self/statm");
    std::uint64_t whole = 0, resident = 0;
    file >> whole >> resident;
    return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace

http::Response health(const Visit& visit) {
    try {
        http::Response response = as_json(json::Object{{"status", "pass"}, {"version", COMITY_VERSION}, {"entries", visit.holdings().record().snapshot().size()}});
        response.set("Cache-Control", "no-store");
        return response;
    } catch (const Error& error) {
        visit.site.setup.log(error.what());
        return as_json(json::Object{{"status", "fail"}, {"version", COMITY_VERSION}}, 503);
    }
}

http::Response metrics(const Visit& visit) {
    if (!visit.request.from_this_machine || forwarded(visit.request)) throw SaidError(Fault::refused, visit.text("metrics.elsewhere"));
    const holdings::Overview overview = visit.holdings().overview();
    http::Response response;
    response.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    response.set("Cache-Control", "no-store");
    response.body = visit.site.meters.text({{"comity_entries", "Entries of the record.", static_cast<std::uint64_t>(visit.holdings().record().snapshot().size())},
                                            {"comity_documents", "Documents in view.", static_cast<std::uint64_t>(overview.files)},
                                            {"comity_resident_bytes", "Memory that the process holds.", resident_bytes()}});
    return response;
}

}  // namespace comity::web::pages
