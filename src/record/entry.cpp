#include "record/entry.hpp"

#include <pwd.h>
#include <unistd.h>

#include "base/error.hpp"
#include "json/members.hpp"

namespace comity::record {

namespace {

/// Of the envelope around `state`. Raised only with a member that changes the meaning of others; older forms stay readable.
constexpr int form = 1;

json::Value envelope(const Entry& entry) {
    json::Value members = json::Object{
        {"act", entry.act},
        {"authority", json::Value::of(entry.authority)},
        {"form", form},
        {"kind", entry.kind},
        {"on_behalf_of", json::Value::of(entry.on_behalf_of)},
        {"revision", entry.revision},
        {"schema", entry.schema},
        {"state", entry.state},
        {"subject", entry.subject},
        {"when", entry.when},
        {"who", json::Object{{"as", entry.who.as}, {"name", entry.who.name}}},
        {"why", json::Value::of(entry.why)},
    };
    if (entry.confidential) members.put("confidential", true);  // of others there is no such member, as there was none before
    return members;
}

std::string system_user() {
    // Not from the environment: a variable can say anything.
    std::string space(16384, '\0');
    passwd found{};
    passwd* result = nullptr;
    if (getpwuid_r(geteuid(), &found, space.data(), space.size(), &result) == 0 && result != nullptr) return found.pw_name;
    return fmt::format("user {}", geteuid());
}

}  // namespace

Actor operator_at_command_line() { return {"operator at the command line", system_user()}; }
Actor operator_at_this_machine() { return {"operator at this machine", system_user()}; }

std::string canonical_form(const Entry& entry) { return json::canonical(envelope(entry)); }

Entry entry_from(const json::Value& value) {
    if (value.integer("form") != form) {
        throw Error(Fault::bad_request, "an entry of form {}, which this program does not know: a newer one wrote it", value.integer("form"));
    }
    for (const char* name : {"subject", "kind", "act", "when"}) {
        if (value.text(name).empty()) throw Error(Fault::bad_request, "no entry: its \"{}\" is missing", name);
    }
    if (value["state"].as_object() == nullptr) throw Error(Fault::bad_request, "no entry: its state is no object");
    Entry entry;
    entry.revision = value.integer("revision");
    entry.when = value.text("when");
    entry.subject = value.text("subject");
    entry.kind = value.text("kind");
    entry.schema = static_cast<int>(value.integer("schema"));
    entry.act = value.text("act");
    entry.state = value["state"];
    entry.who = {value["who"].text("as"), value["who"].text("name")};
    entry.on_behalf_of = json::maybe_text(value, "on_behalf_of");
    entry.why = json::maybe_text(value, "why");
    entry.authority = json::maybe_text(value, "authority");
    entry.confidential = value["confidential"] == json::Value(true);
    return entry;
}

json::Value to_json(const Entry& entry) {
    json::Value value = envelope(entry);
    value.put("position", entry.position);
    value.put("leaf", hex(entry.leaf));
    return value;
}

}  // namespace comity::record
