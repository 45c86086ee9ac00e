// For tests: a site over a record in memory with a few invented texts, and a visitor who keeps cookies.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/testing.hpp"
#include "http/forms.hpp"
#include "machinery/actors/people.hpp"
#include "machinery/processes/processes.hpp"
#include "record/testing.hpp"
#include "web/web.hpp"

namespace comity::web {

class TestSite {
public:
    enum class With { texts, nothing };
    enum class Accounts { none, some };  ///< whether anybody can sign in at all
    explicit TestSite(With with, record::Purpose purpose = record::Purpose::own, Accounts accounts = Accounts::none) {
        record::Setup setup;
        setup.derivations = processes::derivations();
        setup.clock = [] { return std::chrono::system_clock::time_point(std::chrono::seconds(1769851800)); };  // 31 January 2026, 09:30
        setup.purpose_if_new = purpose;
        holdings_ = std::make_unique<holdings::Holdings>(record::testing::record_of_its_own(std::move(setup)), vocabulary::with_demonstration());
        if (with == With::texts) {
            holdings::ImportRequest request;
            request.paths = {source_folder() / "tests/golden/web/texts"};
            request.who = {"operator at the command line", "keeper"};
            request.into = purpose;
            holdings_->import(request);
        }
        SiteSetup site;
        site.hosts = {"127.0.0.1:8460", "localhost:8460"};
        site.other_site = "http://127.0.0.1:8461/";
        if (accounts == Accounts::some) {
            const auto clock = [this] { return std::chrono::system_clock::time_point(std::chrono::seconds(now)); };
            keeper_ = accounts::Keeper::in_memory(clock);
            people_ = std::make_unique<actors::People>(holdings_->record(), *keeper_, holdings_->vocabulary(), clock);
            site.people = people_.get();
            site.sign_in_header = "X-Remote-User";
            site.sign_in_from = {"192.0.2.80"};
        }
        site.answered = [this](const Answered& one) {
            if (told) told(one);
        };
        site.log = [this](std::string_view line) { logged.emplace_back(line); };
        site_ = std::make_unique<Site>(*holdings_, std::move(site));
    }

    http::Response ask(http::Request request) {
        if (request.count("Host") == 0) request.headers.push_back({"Host", "127.0.0.1:8460"});
        if (!cookie.empty()) request.headers.push_back({"Cookie", cookie});
        http::Response response = handle(request, *site_);
        for (const http::Field& field : response.headers) {
            if (field.name == "Set-Cookie") keep(std::string(field.value.substr(0, field.value.find(';'))));
        }
        return response;
    }
    http::Response get(const std::string& target) { return ask(request("GET", target)); }

    /// Sends a form of the page of corrections as a browser does: with the token of such a form, and saying that it comes from here.
    http::Response post(const std::string& target, http::Form form) {
        http::Request sent = request("POST", target);
        form.add("token", token_of(get(target + "?fact=title")));
        for (const auto& [name, value] : form.fields()) sent.body += (sent.body.empty() ? "" : "&") + http::query_encoded(name) + "=" + http::query_encoded(value);
        sent.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Origin", "http://127.0.0.1:8460"}, {"Sec-Fetch-Site", "same-origin"}};
        return ask(sent);
    }

    static http::Request request(const std::string& method, const std::string& target) {
        http::Request made;
        made.method = method;
        made.target = target;
        made.remote = "127.0.0.1";
        made.from_this_machine = true;
        return made;
    }
    static std::string token_of(const http::Response& page) {
        constexpr std::string_view before = "name=\"token\" value=\"";
        const std::size_t at = page.body.find(before);
        return at == std::string::npos ? std::string() : page.body.substr(at + before.size(), 64);
    }

    holdings::Holdings& holdings() { return *holdings_; }
    actors::People& people() { return *people_; }

    /// An account with that role and the password "a ferry in the fog"; gives its id.
    std::string admit(const std::string& name, const std::string& role, const std::string& actor = "") {
        actors::Request request;
        request.account = name;
        request.name = name;
        request.role = role;
        request.actor = actor;
        request.who = {"operator at the command line", "keeper"};
        return people_->open_by_link(people_->perform(request).link, "a ferry in the fog");
    }
    /// A sign-in of this account in this visitor's browser.
    void enter(const std::string& account, accounts::Method method = accounts::Method::password_and_code) {
        keep("comity-session=" + (account.empty() ? std::string() : keeper_->sign_in_as(account, method).session));
    }
    /// A form as a browser sends it, with the token of a page of ours.
    http::Response send(const std::string& target, http::Form form) {
        form.add("token", token_of(get("/sign-in")));
        http::Request sent = request("POST", target);
        for (const auto& [name, value] : form.fields()) sent.body += (sent.body.empty() ? "" : "&") + http::query_encoded(name) + "=" + http::query_encoded(value);
        sent.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Origin", "http://127.0.0.1:8460"}, {"Sec-Fetch-Site", "same-origin"}};
        return ask(sent);
    }
    std::int64_t entries() const { return holdings_->record().snapshot().size(); }
    accounts::Seconds now = 1769851800;

    std::string cookie;  ///< all that were set, as they are sent back
    std::vector<std::string> logged;
    std::function<void(const Answered&)> told;  ///< of each answer

private:
    void keep(const std::string& set) {
        const std::string name = set.substr(0, set.find('=') + 1);
        const std::size_t at = cookie.find(name);
        if (at != std::string::npos) cookie.erase(at, std::min(cookie.find("; ", at), cookie.size() - 2) + 2 - at);
        while (cookie.ends_with("; ") || cookie.ends_with(";")) cookie.pop_back();
        cookie += (cookie.empty() ? "" : "; ") + set;
    }

    std::unique_ptr<holdings::Holdings> holdings_;
    std::unique_ptr<accounts::Keeper> keeper_;
    std::unique_ptr<actors::People> people_;
    std::unique_ptr<Site> site_;
};

inline http::Form form(std::initializer_list<std::pair<std::string, std::string>> fields) {
    http::Form made;
    for (const auto& [name, value] : fields) made.add(name, value);
    return made;
}

}  // namespace comity::web
