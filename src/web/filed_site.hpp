// For tests of consultations: a site over a record in a file, as what is written there needs one, with accounts of several parties and a call that is open.
#pragma once

#include <memory>
#include <string>

#include "base/testing.hpp"
#include "http/forms.hpp"
#include "machinery/consultations/consultations.hpp"
#include "system/passing_folder.hpp"
#include "web/testing.hpp"

namespace comity::web {

class FiledSite {
public:
    accounts::Seconds now = 1924992000;  ///< 1 January 2031, 00:00

    FiledSite() {
        record::Setup setup;
        setup.derivations = processes::derivations();
        setup.clock = clock;
        made_ = std::make_unique<holdings::Holdings>(record::Record::open(folder_.path() / "comity.record", record::Access::write, std::move(setup)), vocabulary::with_demonstration());
        holdings::ImportRequest request;
        request.paths = {source_folder() / "tests/golden/web/texts"};
        request.who = {"operator at the command line", "keeper"};
        made_->import(request);
        keeper_ = accounts::Keeper::in_memory(clock);
        people_ = std::make_unique<actors::People>(made_->record(), *keeper_, made_->vocabulary(), clock);
        SiteSetup site;
        site.hosts = {host};
        site.people = people_.get();
        site.log = [](std::string_view) {};
        site_ = std::make_unique<Site>(*made_, std::move(site));
        officer = admit("maud", "secretariat officer");
        ardune = admit("ines", "contributor", "Ardune");
        second_of_ardune = admit("ilse", "contributor", "Ardune");
        tarrow = admit("brin", "contributor", "Tarrow");
    }
    std::string officer, ardune, second_of_ardune, tarrow;

    std::string admit(const std::string& name, const std::string& role, const std::string& actor = "") {
        actors::Request request;
        request.account = name;
        request.name = name;
        request.role = role;
        request.actor = actor;
        request.who = {"operator at the command line", "keeper"};
        return people_->open_by_link(people_->perform(request).link, "a ferry in the fog");
    }
    [[nodiscard]] std::string cookie_of(const std::string& account) { return "comity-session=" + keeper_->sign_in_as(account, accounts::Method::password_and_code).session; }
    void enter(const std::string& account) { cookie_ = account.empty() ? "" : cookie_of(account); }

    /// Of whoever has entered.
    [[nodiscard]] std::string cookies() const { return cookie_ + (cookie_.empty() || form_cookie_.empty() ? "" : "; ") + form_cookie_; }

    http::Response get(const std::string& target) { return ask(request("GET", target)); }
    /// As a browser sends a form, with files or without; `files`: field, name, bytes.
    struct Upload {
        std::string field, name, bytes;
    };
    http::Response send(const std::string& target, const std::vector<std::pair<std::string, std::string>>& fields, const std::vector<Upload>& files = {}) {
        http::Request sent = request("POST", target);
        sent.headers.push_back({"Content-Type", files.empty() ? "application/x-www-form-urlencoded" : "multipart/form-data; boundary=ferry"});
        sent.headers.push_back({"Origin", std::string("http://") + host});
        sent.headers.push_back({"Sec-Fetch-Site", "same-origin"});
        if (!files.empty()) {
            sent.body = multipart(fields, files);
            return ask(std::move(sent));
        }
        sent.body = "token=" + TestSite::token_of(get("/sign-in"));
        for (const auto& [name, value] : fields) sent.body += "&" + http::query_encoded(name) + "=" + http::query_encoded(value);
        return ask(std::move(sent));
    }
    std::string multipart(std::vector<std::pair<std::string, std::string>> fields, const std::vector<Upload>& files) {
        fields.emplace_back("token", TestSite::token_of(get("/sign-in")));
        std::string body;
        for (const auto& [name, value] : fields) body += "--ferry\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
        for (const Upload& one : files) body += "--ferry\r\nContent-Disposition: form-data; name=\"" + one.field + "\"; filename=\"" + one.name + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + one.bytes + "\r\n";
        return body + "--ferry--\r\n";
    }

    /// "lamps-2031", open until 3 May 2031, 16:00 UTC.
    void open_call() {
        enter(officer);
        EXPECT_EQ(send("/consultations", {{"call", "lamps-2031"}, {"title", "Views on lamps"}, {"convener", "the Registrar"}, {"document", "CA/RES/36/30"}, {"paragraph", "op1"}, {"questions", "What lights the way?"},
                                          {"deadline", "2031-05-03T18:00"}, {"zone", "Europe/Zurich"}, {"contact", "registry@halfway.example"}}).status, 303);
        EXPECT_EQ(send(call, {{"act", "open"}}).status, 303);
    }
    void after_the_deadline() { now = 1935597601; }  // 3 May 2031, 16:00:01 UTC
    [[nodiscard]] holdings::Holdings& holdings() { return *made_; }
    [[nodiscard]] record::Snapshot snapshot() { return made_->record().snapshot(); }
    [[nodiscard]] consultations::SharedList<consultations::Registered> registered() { return consultations::submissions(snapshot(), "lamps-2031"); }
    const Site& site() { return *site_; }

    const std::string call = "/consultations/lamps-2031";
    static constexpr const char* host = "127.0.0.1:8460";
    record::Clock clock = [this] { return std::chrono::system_clock::time_point(std::chrono::seconds(now)); };

private:
    PassingFolder folder_;
    std::unique_ptr<holdings::Holdings> made_;
    std::unique_ptr<accounts::Keeper> keeper_;
    std::unique_ptr<actors::People> people_;
    std::unique_ptr<Site> site_;
    std::string cookie_, form_cookie_;  ///< the second: on which tokens of forms hang

    static http::Request request(const std::string& method, const std::string& target) { return TestSite::request(method, target); }
    http::Response ask(http::Request asked) {
        asked.headers.push_back({"Host", host});
        if (const std::string all = cookies(); !all.empty()) asked.headers.push_back({"Cookie", all});
        http::Response response = handle(asked, *site_);
        for (const http::Field& field : response.headers) {
            if (field.name == "Set-Cookie" && !field.value.starts_with("comity-session")) form_cookie_ = field.value.substr(0, field.value.find(';'));
        }
        return response;
    }
};

}  // namespace comity::web
