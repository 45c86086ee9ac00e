// Persons who may act: invited, given roles and closed from this machine.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "accounts/keeper.hpp"
#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/table.hpp"
#include "machinery/actors/people.hpp"
#include "machinery/holdings/acts.hpp"
#include "machinery/processes/processes.hpp"

namespace comity::cli {

namespace {

using actors::Act;

struct Word {
    std::string_view typed;
    Act act;
};
constexpr Word words[] = {{"invite", Act::invite}, {"add", Act::invite}, {"grant", Act::grant}, {"withdraw", Act::withdraw}, {"reset", Act::reset},
                          {"close", Act::close},   {"erase", Act::erase}, {"add-actor", Act::add_actor}};

actors::Result submitted(const std::filesystem::path& record, const actors::Request& request) {
    const json::Value result = holdings::submit(processes::place(record), account_act, to_json(request), [&](holdings::Holdings& opened) {
        const auto keeper = accounts::Keeper::open(opened.record().file(), opened.record().identity(), accounts::Keeper::Access::write);
        return to_json(actors::People(opened.record(), *keeper, opened.vocabulary()).perform(request));
    });
    return actors::result_from(result);
}

/// "editor for Tarrow (holdings only, until 2031-12-31)"
std::string in_words(const actors::Grant& grant, const actors::People& people) {
    std::string text(actors::name_of(grant.role));
    if (!grant.actor.empty()) text += " for " + actors::actor_name(people.record().snapshot(), people.vocabulary(), grant.actor);
    std::vector<std::string> limits;
    if (!grant.process.empty()) limits.push_back(grant.process + " only");
    if (!grant.from.empty()) limits.push_back("from " + grant.from);
    if (!grant.until.empty()) limits.push_back("until " + grant.until);
    if (grant.withdrawn) limits.emplace_back("withdrawn");
    return limits.empty() ? text : fmt::format("{} ({})", text, fmt::join(limits, ", "));
}

json::Value as_json(const actors::Listed& listed) {
    json::Array grants;
    for (const actors::Grant& grant : listed.account.grants) {
        json::Value one = actors::to_json(grant);
        one.put("grant", grant.subject);
        grants.push_back(std::move(one));
    }
    const auto& person = listed.person;
    return json::Object{{"account", listed.account.id},
                        {"sign_in_name", person ? json::Value(person->sign_in_name) : json::Value()},
                        {"name", person ? json::Value(person->name) : json::Value()},
                        {"status", actors::name_of(listed.account.status)},
                        {"one_time_codes", person && person->has_codes},
                        {"roles", std::move(grants)}};
}

ExitCode list_accounts(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    record::Record& record = holdings->record();
    const auto keeper = accounts::Keeper::open(record.file(), record.identity(), accounts::Keeper::Access::read);
    const actors::People people(record, *keeper, holdings->vocabulary());
    const auto listed = people.list();
    if (arguments.value_or("format", "text") == "json") {
        json::Array all;
        for (const actors::Listed& one : listed) all.push_back(as_json(one));
        console.put_json(json::Value(std::move(all)));
        return ExitCode::done;
    }
    Table table{{"Account", "Signs in as", "Name", "Status", "Number", "Role"}, {}};
    for (const actors::Listed& one : listed) {
        std::vector<std::string> row = {one.account.id.substr(0, 8), one.person ? one.person->sign_in_name : "", one.person ? one.person->name : "",
                                        std::string(actors::name_of(one.account.status)), "", ""};
        if (one.account.grants.empty()) table.rows.push_back(row);
        for (const actors::Grant& grant : one.account.grants) {
            row[4] = grant.subject.substr(grant.subject.find(':') + 1);
            row[5] = in_words(grant, people);
            table.rows.push_back(row);
            row = {"", "", "", "", "", ""};
        }
    }
    if (table.rows.empty()) {
        console.say("there are no accounts yet: comity account invite NAME --role administrator makes the first one");
        return ExitCode::done;
    }
    console.put(aligned(table, console));
    return ExitCode::done;
}

actors::Request request_of(Act act, const Arguments& arguments) {
    if (arguments.operands().size() < 2) throw Error(Fault::bad_request, "comity account {} needs a name: comity account {} NAME", arguments.operands()[0], arguments.operands()[0]);
    const std::string& named = arguments.operands()[1];
    actors::Request request;
    request.act = act;
    request.account = act == Act::add_actor ? "" : named;
    request.name = act == Act::add_actor ? named : arguments.value_or("name", "");
    request.role = arguments.value_or("role", "");
    request.process = arguments.value_or("process", "");
    request.actor = act == Act::add_actor ? arguments.value_or("kind", "organization") : arguments.value_or("for", "");
    request.from = arguments.value_or("from", "");
    request.until = arguments.value_or("until", "");
    request.grant = arguments.value_or("grant", "");
    request.who = record::operator_at_command_line();
    request.why = arguments.value("why");
    if (act == Act::grant && request.role.empty()) throw Error(Fault::bad_request, "comity account grant needs --role, such as --role editor");
    if (act == Act::withdraw && request.grant.empty()) throw Error(Fault::bad_request, "comity account withdraw needs --grant with the number that comity account lists");
    return request;
}

std::string sentence_of(Act act, const actors::Request& request) {
    switch (act) {
        case Act::invite: return fmt::format("{} is invited", request.account);
        case Act::grant: return fmt::format("{} has the role now", request.account);
        case Act::withdraw: return fmt::format("the role {} is withdrawn", request.grant);
        case Act::reset: return fmt::format("whatever let {} in has ended", request.account);
        case Act::close: return fmt::format("{} is closed", request.account);
        case Act::erase: return fmt::format("the name of {} is erased; what was done stays, by its number", request.account);
        case Act::add_actor: return fmt::format("{} is among the actors now", request.name);
        case Act::open: break;
    }
    return "";
}

}  // namespace

ExitCode run_account(const Arguments& arguments, Console& console) {
    if (arguments.operands().empty() || arguments.operands()[0] == "list") return list_accounts(arguments, console);
    const std::string& typed = arguments.operands()[0];
    const auto* word = std::find_if(std::begin(words), std::end(words), [&](const Word& one) { return one.typed == typed; });
    if (word == std::end(words)) throw Error(Fault::bad_request, "comity account has no \"{}\": list, invite, grant, withdraw, reset, close, erase or add-actor", typed);
    const actors::Request request = request_of(word->act, arguments);
    const auto record = word->act == Act::invite ? record_path_to_write(arguments, console) : record_path(arguments, console);
    std::error_code ignored;
    if (word->act != Act::invite && !std::filesystem::exists(record, ignored)) {
        throw Error(Fault::not_found, "there is no record at {} yet: comity account invite NAME --role administrator makes one with its first account", record.string());
    }
    const actors::Result result = submitted(record, request);
    const std::string link = result.link.empty() ? std::string() : fmt::format("{}/welcome?link={}", arguments.value_or("address", "http://127.0.0.1:8460"), result.link);
    if (arguments.value_or("format", "text") == "json") {
        json::Value value = to_json(result);
        value.put("link", link.empty() ? json::Value() : json::Value(link));
        console.put_json(value);
        return ExitCode::done;
    }
    console.put(document::harmless(fmt::format("{} (entry {})\n", sentence_of(word->act, request), result.position)));
    if (!link.empty()) {
        console.put(link + "\n");
        console.say("the link is good once and for a week: give it to the person in a way that nobody else sees");
    }
    return ExitCode::done;
}

}  // namespace comity::cli
