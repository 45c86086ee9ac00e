// `/consultations/ID/desk`: who reads, what is read, what comes next.
#include <algorithm>

#include <fmt/format.h>

#include "machinery/actors/process_permissions.hpp"
#include "record/actor_form.hpp"
#include "web/acts.hpp"
#include "web/desk.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/visitors.hpp"

namespace comity::web::pages {

namespace {

namespace c = consultations;

bool holds(const std::vector<int>& all, int one) { return std::find(all.begin(), all.end(), one) != all.end(); }

/// Accounts that may code today, by their names; those that read already are not offered again.
List coders_to_choose(const Visit& visit, const DeskVisit& of) {
    std::vector<std::pair<std::string, std::string>> named;
    const auto* people = visit.site.setup.people;
    const auto reads = [&](const std::string& name) { return of.desk && of.desk->desk.coder({"", name}) > 0; };
    if (people != nullptr) {
        for (const actors::Listed& one : people->who_may(actors::code_contributions)) {
            const std::string name = actors::account_in_entries(one.account.id);
            if (!reads(name)) named.emplace_back(one.person ? one.person->name : name, name);
        }
    }
    const record::Actor self = actor_of(visit);
    const bool listed = std::any_of(named.begin(), named.end(), [&](const auto& one) { return one.second == self.name; });
    if (!listed && !reads(self.name)) named.emplace_back(visit.visitor.name.empty() ? self.name : visit.visitor.name, self.name);
    std::sort(named.begin(), named.end());
    List list;
    for (const auto& [shown, name] : named) list.push_back(View{{"value", name}, {"field", std::to_string(list.size() + 1)}, {"label", untranslated(shown)}});
    return list;
}

enum class Which { all, unread, read };
Which which_asked(const Visit& visit) {
    const std::string_view asked = visit.query.get("which");
    return asked == "unread" ? Which::unread : asked == "read" ? Which::read : Which::all;
}

struct Row {
    std::shared_ptr<const c::Contribution> contribution;
    std::vector<int> readers;
    bool mine_read = false;
};

View row_view(const Visit& visit, const DeskVisit& of, const Row& row) {
    const c::Submission& made = row.contribution->registered->submission;
    const int coders = of.desk ? static_cast<int>(of.desk->desk.coders.size()) : 0;
    List read;
    for (const int coder : row.readers) read.push_back(View{{"coder", coder_in_words(visit, of, coder)}});
    // How many passages others marked would tell something, too, while coders are blind to one another.
    return {{"contributor", voice_in_words(visit, of, made.number, made.contributor)},
            {"number", std::to_string(made.number)},
            {"kind", visit.text("consultation.kind", {{"code", code_of(made.contributor.kind)}})},
            {"language", made.language.empty() ? std::string() : visit.text("language", {{"language", made.language}})},
            {"words", made.words()},
            {"closed", made.confidentiality == c::Confidentiality::open ? std::string() : visit.text("consultation.choice", {{"code", code_of(c::name_of(made.confidentiality))}})},
            {"coded", of.viewer.coder > 0 ? Value(row.contribution->coded_by(of.viewer.coder)) : Value("")},
            {"mine_read", row.mine_read},
            {"all_read", coders > 0 && static_cast<int>(row.readers.size()) >= coders},
            {"read", std::move(read)}};
}

List filters(const Visit& visit, const DeskVisit& of, Which which) {
    List list;
    for (const auto& [name, value] : {std::pair{"all", Which::all}, {"unread", Which::unread}, {"read", Which::read}}) {
        const std::string address = value == Which::all ? desk_address(of.call.id, "desk") : fmt::format("{}?which={}", desk_address(of.call.id, "desk"), name);
        list.push_back(View{{"label", visit.text("desk.which", {{"which", name}})}, {"address", address}, {"here", value == which}});
    }
    return list;
}

http::Response desk_page(const Visit& visit, const http::Form& form, Html wrong, int status) {
    const DeskVisit of = desk_visit(visit, visit.rest);
    const auto at_desk = c::at_desk(of.snapshot, of.call.id);
    const Which which = which_asked(visit);
    std::vector<Row> rows;
    std::int64_t in_all = 0, read = 0, by_all = 0;
    std::string next;
    const std::size_t coders = of.desk ? of.desk->desk.coders.size() : 0;
    std::vector<std::int64_t> done_by(coders, 0);
    for (std::size_t i = 0; i < at_desk->contributions.size(); ++i) {
        Row row{at_desk->contributions.item(i), at_desk->contributions[i].readers(), false};
        for (const int coder : row.readers) {
            if (coder >= 1 && static_cast<std::size_t>(coder) <= coders) ++done_by[static_cast<std::size_t>(coder) - 1];
        }
        if (!is_seen(of, *row.contribution)) continue;
        row.mine_read = of.viewer.coder > 0 && holds(row.readers, of.viewer.coder);
        ++in_all;
        read += row.mine_read ? 1 : 0;
        by_all += coders > 0 && row.readers.size() >= coders ? 1 : 0;
        if (next.empty() && of.viewer.coder > 0 && !row.mine_read) next = reading_address(of.call.id, row.contribution->number);
        if (which == Which::all || (which == Which::read) == row.mine_read) rows.push_back(std::move(row));
    }
    const Paging paging = paging_of(visit.query);
    List shown, readers;
    for (std::size_t i = std::min(paging.offset, rows.size()); i < std::min(paging.offset + paging.limit, rows.size()); ++i) shown.push_back(row_view(visit, of, rows[i]));
    for (std::size_t coder = 1; coder <= coders; ++coder) readers.push_back(View{{"coder", coder_in_words(visit, of, static_cast<int>(coder))}, {"done", done_by[coder - 1]}, {"in_all", in_all}});
    View view{{"readers", std::move(readers)},
              {"blind", of.desk && of.desk->desk.blind},
              {"is_set", of.desk.has_value()},
              {"is_coder", of.viewer.coder > 0},
              {"in_all", in_all},
              {"read_count", read},
              {"by_all", by_all},
              {"next", next},
              {"filters", of.viewer.coder > 0 ? filters(visit, of, which) : List()},
              {"rows", std::move(shown)},
              {"keeps", of.viewer.keeps},
              {"coders", of.viewer.keeps ? coders_to_choose(visit, of) : List()},
              {"own_address", desk_address(of.call.id, "desk")},
              {"revision", std::to_string(of.desk ? of.desk->revision : 0)},
              {"typed_others", form.get("others")},
              {"pager", pager(visit.query, visit.path, paging, rows.size())}};
    put_head(visit, of, "desk", std::move(wrong), view);
    return respond_closed(visit, {visit.text("desk.title_of", {{"title", of.call.title}}), "consultations", "desk", std::move(view), status});
}

/// Those who read already, and those who were chosen or named.
json::Value coders_of(const Visit& visit, const DeskVisit& of, const http::Form& form) {
    json::Array coders;
    if (of.desk) {
        for (const record::Actor& one : of.desk->desk.coders) coders.push_back(record::to_json(one));
    }
    const auto take = [&](const std::string& name) { coders.push_back(record::to_json(record::Actor{"coder", name})); };
    for (const auto& [name, value] : form.fields()) {
        if (name == "coder" && !value.empty()) take(value);
    }
    for (const std::string& name : c::several(json::Object{{"others", std::string(form.get("others"))}}, "others").value_or(std::vector<std::string>())) {
        // A person is known by the account, whatever its sign-in name will be.
        const auto* people = visit.site.setup.people;
        std::string known = name;
        if (people != nullptr) {
            try {
                known = actors::account_in_entries(people->find(name).account.id);
            } catch (const Error& error) {
                if (error.fault() != Fault::not_found) throw;  // a user of this machine
            }
        }
        take(known);
    }
    return coders;
}

}  // namespace

http::Response desk(const Visit& visit) { return desk_page(visit, visit.query, {}, 200); }

http::Response desk_sent(const Visit& visit) {
    const http::Form form = http::Form::parse(visit.request.body);
    return perform_at_desk(
        visit, form,
        [&]() -> DeskAct {
            const DeskVisit of = desk_visit(visit, visit.rest);
            json::Value fields = json::Object{{"coders", coders_of(visit, of, form)}};
            if (!of.desk) fields.put("blind", form.get("blind") != "no");
            return {desk_request(visit, form, "set desk", of.call.id, std::move(fields)), desk_address(of.call.id, "desk"), ""};
        },
        [&](Html wrong, int status) { return desk_page(visit, form, std::move(wrong), status); });
}

}  // namespace comity::web::pages
