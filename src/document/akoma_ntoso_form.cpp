#include "document/akoma_ntoso_form.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "document/akoma_ntoso_names.hpp"
#include "document/akoma_ntoso_parts.hpp"
#include "document/symbol.hpp"

namespace comity::document {

namespace {

using namespace akoma_ntoso;

/// What a work, an expression and a manifestation are named by.
struct Identity {
    std::string work;      ///< "/akn/un/statement/deliberation/un-ga/2023-12-19/78-199"
    std::string language;  ///< "eng"
    std::string date;
    std::string_view date_name;
    std::string subtype;
    std::string number, shown;  ///< "78-199" and "78/199"
    [[nodiscard]] std::string expression() const { return fmt::format("{}/{}@{}", work, language, date); }
};

class Writer {
public:
    Writer(const Document& document, const vocabulary::Vocabulary& vocabulary, const AkomaNtosoOptions& options)
        : d_(document), vocabulary_(vocabulary), options_(options), text_(xml_, document, vocabulary) {
        if (d_.body) body_ = vocabulary.body_named(*d_.body);
        actor_ = body_ != nullptr ? actor_of(body_->id) : "un";
    }

    std::string write() {
        xml_.open("akomaNtoso", {{"xmlns", space}, {"xmlns:cm", own_space}});
        xml_.line();
        xml_.open("documentCollection", {{"name", d_.kind == Kind::document ? "publication" : d_.kind == Kind::resolution ? "publicationResolution" : "publicationDeliberation"}, {"contains", "originalVersion"}});
        xml_.line();
        xml_.open("meta");
        identification(publication(), "!main", {});
        xml_.open("references", {{"source", "#comity"}});
        references();
        close(2);
        cover();
        preface();
        xml_.open("collectionBody");
        xml_.open("component", {{"eId", "cmp_1"}});
        xml_.line();
        text();
        close(4);
        return xml_.finish();
    }

private:
    void close(int elements) {
        for (int i = 0; i < elements; ++i) xml_.close();
        xml_.line();
    }

    // ---- what it is --------------------------------------------------------------------------------------------------------------

    [[nodiscard]] Identity dated(const std::optional<Date>& date, std::string_view name) const {
        Identity identity;
        identity.language = three_letters(d_.language.empty() ? std::string_view("und") : std::string_view(d_.language));
        identity.date = date ? date->iso() : fmt::format("{:04}-01-01", std::clamp(d_.year.value_or(1), 1, 9999));
        identity.date_name = date ? name : d_.year ? "year" : "unknown";
        return identity;
    }

    /// The published document, by its symbol and the day on which it came out.
    [[nodiscard]] Identity publication() const {
        Identity identity = dated(d_.date_distributed ? d_.date_distributed : d_.date_adopted, d_.date_distributed ? "publication" : "adoption");
        identity.subtype = "publication";
        identity.shown = d_.symbol.value_or("");
        identity.number = d_.symbol ? in_iri(*d_.symbol) : "nn";
        identity.work = fmt::format("/akn/un/collection/publication/{}/{}/{}", actor_, identity.date, identity.number);
        return identity;
    }

    /// The text itself, which keeps its name from draft to adoption and in any publication.
    [[nodiscard]] Identity deliberation() const {
        Identity identity = dated(d_.date_adopted ? d_.date_adopted : d_.date_distributed, d_.date_adopted ? "adoption" : "publication");
        identity.subtype = d_.kind == Kind::document ? "document" : "deliberation";
        const bool by_number = d_.kind == Kind::resolution && d_.symbol;
        identity.shown = by_number ? Symbol::from_canonical(*d_.symbol).display() : d_.symbol.value_or("");
        identity.number = identity.shown.empty() ? "nn" : in_iri(identity.shown);
        identity.work = fmt::format("/akn/un/{}/{}/{}/{}/{}", d_.kind == Kind::document ? "doc" : "statement", identity.subtype, actor_, identity.date, identity.number);
        return identity;
    }

    void identification(const Identity& identity, std::string_view component, const std::vector<std::pair<std::string_view, std::string>>& aliases) {
        const std::string author = "#organ", expression = identity.expression();
        xml_.open("identification", {{"source", "#comity"}});
        xml_.line();
        xml_.open("FRBRWork");
        xml_.empty("FRBRthis", {{"value", fmt::format("{}/{}", identity.work, component)}});
        xml_.empty("FRBRuri", {{"value", identity.work}});
        for (const auto& [name, value] : aliases) xml_.empty("FRBRalias", {{"value", value}, {"name", name}});
        xml_.empty("FRBRdate", {{"date", identity.date}, {"name", identity.date_name}});
        xml_.empty("FRBRauthor", {{"href", author}, {"as", "#issuer"}});
        xml_.empty("FRBRcountry", {{"value", "un"}});
        xml_.empty("FRBRsubtype", {{"value", identity.subtype}});
        if (!identity.shown.empty()) xml_.empty("FRBRnumber", {{"value", identity.number}, {"showAs", identity.shown}});
        close(1);
        xml_.open("FRBRExpression");
        xml_.empty("FRBRthis", {{"value", fmt::format("{}/{}", expression, component)}});
        xml_.empty("FRBRuri", {{"value", expression}});
        xml_.empty("FRBRdate", {{"date", identity.date}, {"name", "expression"}});
        xml_.empty("FRBRauthor", {{"href", author}, {"as", "#issuer"}});
        xml_.empty("FRBRlanguage", {{"language", identity.language}});
        close(1);
        xml_.open("FRBRManifestation");
        xml_.empty("FRBRthis", {{"value", fmt::format("{}/{}.xml", expression, component)}});
        xml_.empty("FRBRuri", {{"value", expression + "/.xml"}});
        xml_.empty("FRBRdate", {{"date", identity.date}, {"name", "markup"}});
        xml_.empty("FRBRauthor", {{"href", "#comity"}, {"as", "#editor"}});
        xml_.empty("FRBRformat", {{"value", "xml"}});
        close(2);
    }

    /// Other spellings of the text's name, and those of the drafts that became it, so that references to them lead here.
    [[nodiscard]] std::vector<std::pair<std::string_view, std::string>> aliases() const {
        std::vector<std::pair<std::string_view, std::string>> aliases;
        if (d_.symbol) aliases.emplace_back("symbol", *d_.symbol);
        if (const std::string shown = d_.symbol ? Symbol::from_canonical(*d_.symbol).display() : ""; !shown.empty() && shown != *d_.symbol) aliases.emplace_back("number", shown);
        for (const std::string& draft : d_.drafts) aliases.emplace_back("draft", iri_of(draft, std::nullopt, vocabulary_));
        return aliases;
    }

    void references() {
        const auto refer = [&](xml::Name name, std::string_view id, std::string_view href, std::string_view shown) {
            xml_.empty(name, {{"eId", id}, {"href", href}, {"showAs", shown}});
            xml_.line();
        };
        xml_.line();
        refer("TLCOrganization", "organ", "/akn/ontology/organization/un/" + actor_, d_.body.value_or("United Nations"));
        refer("TLCOrganization", "comity", "/akn/ontology/organization/local/comity", "Comity");
        refer("TLCRole", "issuer", "/akn/ontology/role/un/issuer", "issuer");
        refer("TLCRole", "editor", "/akn/ontology/role/un/editor", "editor");
        refer("TLCConcept", "symbol", "/akn/ontology/concept/un/symbol", "symbol");
        refer("TLCConcept", "distribution", "/akn/ontology/concept/un/distribution", "distribution");
        refer("TLCConcept", "meetingNumber", "/akn/ontology/concept/un/meetingNumber", "meeting number");
        refer("TLCConcept", "preamble", "/akn/ontology/concept/un/preamble", "preamble");
        refer("TLCConcept", "enactingFormula", "/akn/ontology/concept/un/enactingFormula", "enacting formula");
        refer("TLCEvent", "adoptionDate", "/akn/ontology/event/un/adoption", "adoption");
        refer("TLCEvent", "publicationEvent", "/akn/ontology/event/un/publication", "publication");
        refer("TLCProcess", "adopted", "/akn/ontology/process/un/adopted", d_.adoption.value_or("adopted"));
        if (!d_.vote) return;
        refer("TLCConcept", "yes", "/akn/ontology/concept/un/yes", "in favour");
        refer("TLCConcept", "no", "/akn/ontology/concept/un/no", "against");
        refer("TLCConcept", "abstain", "/akn/ontology/concept/un/abstain", "abstaining");
        int voter = 0;
        for (const auto* names : {&d_.vote->in_favour, &d_.vote->against, &d_.vote->abstaining}) {
            for (const std::string& name : *names) refer("TLCOrganization", fmt::format("voter_{}", ++voter), "/akn/ontology/organization/state/" + state_in_iri(name), name);
        }
    }

    [[nodiscard]] std::string state_in_iri(const std::string& name) const {
        const vocabulary::State* state = vocabulary_.state_named(name);
        return in_iri(state != nullptr ? state->iso3 : name);
    }

    // ---- what stands around it ---------------------------------------------------------------------------------------------------

    void cover() {
        if (!d_.body && !d_.symbol && !d_.distribution && !d_.date_distributed && options_.notice.empty()) return;
        xml_.open("coverPage");
        xml_.line();
        if (!options_.notice.empty()) {
            xml_.open("container", {{"name", "notice"}});
            xml_.leaf("p", options_.notice);
            close(1);
        }
        const auto line = [&](auto put) {
            xml_.open("p");
            put();
            close(1);
        };
        if (d_.body) line([&] { xml_.leaf("docAuthority", *d_.body, {{"refersTo", "#organ"}}); });
        if (d_.symbol) line([&] { xml_.leaf("docNumber", *d_.symbol, {{"refersTo", "#symbol"}}); });
        if (d_.distribution) {
            line([&] {
                xml_.text("Distr.: ");
                xml_.leaf("inline", *d_.distribution, {{"name", "distribution"}, {"refersTo", "#distribution"}});
            });
        }
        if (d_.date_distributed) line([&] { date(*d_.date_distributed, "#publicationEvent"); });
        close(1);
    }

    void date(const Date& day, std::string_view event) { xml_.leaf("docDate", date_in_words(day), {{"date", day.iso()}, {"refersTo", event}}); }

    void preface() {
        const bool proposed = d_.committee || !d_.reports.empty() || !d_.drafts.empty();
        if (!d_.session && d_.agenda_items.empty() && !d_.agenda_title && d_.sponsors.empty() && !d_.date_adopted && !proposed) return;
        xml_.open("preface");
        xml_.line();
        if (d_.session) {
            xml_.open("container", {{"name", "session"}});
            xml_.open("p");
            xml_.leaf("session", session_in_words(), {{"value", *d_.session}, {"refersTo", "#organ"}});
            close(2);
        }
        agenda();
        sponsors();
        if (d_.date_adopted) {
            xml_.open("container", {{"name", "adoption"}});
            xml_.open("p");
            xml_.leaf("docType", name_of(d_.kind));
            xml_.text(d_.body ? fmt::format(" adopted by the {} on ", *d_.body) : " adopted on ");
            date(*d_.date_adopted, "#adoptionDate");
            close(2);
        }
        if (proposed) report();
        close(1);
    }

    [[nodiscard]] std::string session_in_words() const {
        const std::string& session = *d_.session;
        const bool number = !session.empty() && session.size() < 4 && std::all_of(session.begin(), session.end(), [](char c) { return c >= '0' && c <= '9'; });
        const std::string_view words = number ? vocabulary_.ordinal_words(std::stoi(session)) : std::string_view();
        return words.empty() ? session : fmt::format("{} session", words);
    }

    void agenda() {
        if (d_.agenda_items.empty() && !d_.agenda_title) return;
        xml_.open("container", {{"name", "agendaItem"}});
        for (const std::string& item : d_.agenda_items) {
            xml_.open("p");
            xml_.text("Agenda item ");
            xml_.leaf("inline", item, {{"name", "agendaItemNumber"}});
            close(1);
        }
        if (d_.agenda_title) {
            xml_.open("p");
            xml_.leaf("inline", *d_.agenda_title, {{"name", "agendaItemTitle"}});
            close(1);
        }
        close(1);
    }

    void sponsors() {
        if (d_.sponsors.empty()) return;
        xml_.open("container", {{"name", "sponsors"}});
        for (const Sponsor& sponsor : d_.sponsors) {
            xml_.open("p");
            xml_.leaf("docProponent", sponsor.name);
            if (sponsor.on_behalf_of) {
                xml_.text(", on behalf of ");
                xml_.leaf("inline", *sponsor.on_behalf_of, {{"name", "onBehalfOf"}});
            }
            close(1);
        }
        close(1);
    }

    /// "on the report of the Third Committee (A/78/481/Add.2, para. 139)", "without reference to a Main Committee (A/78/L.4)".
    void report() {
        xml_.open("container", {{"name", "report"}});
        if (d_.committee) {
            xml_.open("p");
            xml_.leaf("docCommittee", *d_.committee);
            close(1);
        }
        for (const ReportReference& report : d_.reports) {
            const std::string target = report.paragraph ? fmt::format("{}#para={}", report.symbol, *report.paragraph) : report.symbol;
            const std::string iri = iri_of(target, std::nullopt, vocabulary_), shown = report.paragraph ? fmt::format("{}, para. {}", report.symbol, *report.paragraph) : report.symbol;
            xml_.open("p");
            if (report.paragraph) {
                xml_.leaf("ref", shown, {{"href", iri}, {"cm:report", report.symbol}, {"cm:paragraph", *report.paragraph}});
            } else {
                xml_.leaf("ref", shown, {{"href", iri}, {"cm:report", report.symbol}});
            }
            close(1);
        }
        for (const std::string& draft : d_.drafts) {
            xml_.open("p");
            xml_.leaf("ref", draft, {{"href", iri_of(draft, std::nullopt, vocabulary_)}, {"cm:draft", draft}});
            close(1);
        }
        close(1);
    }

    // ---- the text ----------------------------------------------------------------------------------------------------------------

    void text() {
        const Identity identity = deliberation();
        if (d_.kind == Kind::document) {
            xml_.open("doc", {{"name", name_of_kind(d_.kind)}, {"contains", "originalVersion"}});
        } else {
            xml_.open("statement", {{"name", name_of_kind(d_.kind)}, {"contains", "originalVersion"}});
        }
        xml_.line();
        text_meta(identity);
        if (d_.number || d_.title || !identity.shown.empty()) {
            xml_.open("preface");
            xml_.open("p");
            if (d_.number || !identity.shown.empty()) xml_.leaf("docNumber", identity.shown.empty() ? *d_.number : identity.shown);
            if (d_.title) {
                if (d_.number || !identity.shown.empty()) xml_.text(". ");
                xml_.leaf("docTitle", *d_.title);
            }
            close(2);
        }
        text_.preamble();
        text_.main_body();
        conclusions();
        attachments(identity);
        close(1);
    }

    void text_meta(const Identity& identity) {
        xml_.open("meta");
        xml_.line();
        identification(identity, "!main", aliases());
        stages();
        voting();
        const auto uncalled = text_.uncalled_notes();
        if (!uncalled.empty()) {
            xml_.open("notes", {{"source", "#comity"}});
            for (const std::size_t note : uncalled) {
                const std::string& mark = d_.footnotes[note].mark;
                const std::string id = fmt::format("fn_{}", note + 1), printed(printed_mark(mark));
                xml_.open("note", {{"eId", id}, {"marker", printed}, {"cm:mark", mark}});
                text_.note_text(note);
                close(1);
            }
            close(1);
        }
        proprietary();
        close(1);
    }

    /// From draft to adopted text, as far as the document tells.
    void stages() {
        if (!d_.date_distributed && !d_.date_adopted) return;
        const bool draft = d_.kind == Kind::draft_resolution;
        xml_.open("lifecycle", {{"source", "#comity"}});
        if (d_.date_distributed) {
            xml_.empty("eventRef", {{"eId", "event_publication"}, {"date", d_.date_distributed->iso()}, {"source", "#organ"}, {"refersTo", "#publicationEvent"}, {"type", "generation"}});
        }
        if (d_.date_adopted) {
            xml_.empty("eventRef", {{"eId", "event_adoption"}, {"date", d_.date_adopted->iso()}, {"source", "#organ"}, {"refersTo", "#adoptionDate"}, {"type", "generation"}});
        }
        close(1);
        if (!d_.date_adopted && !draft) return;
        xml_.open("workflow", {{"source", "#comity"}});
        if (d_.date_adopted) {
            xml_.empty("step", {{"date", d_.date_adopted->iso()}, {"by", "#organ"}, {"as", "#issuer"}, {"refersTo", "#adoptionDate"}, {"outcome", "#adopted"}});
        } else {
            xml_.empty("step", {{"date", d_.date_distributed->iso()}, {"by", "#organ"}, {"as", "#issuer"}, {"refersTo", "#publicationEvent"}});
        }
        close(1);
    }

    void voting() {
        if (!d_.vote || (!d_.vote->yes && !d_.vote->no && !d_.vote->abstain)) return;
        xml_.open("analysis", {{"source", "#comity"}});
        xml_.open("parliamentary");
        xml_.open("voting", {{"eId", "voting_1"}, {"outcome", "#adopted"}});
        const auto count = [&](std::string_view id, std::string_view choice, const std::optional<int>& votes) {
            if (votes) xml_.empty("count", {{"eId", id}, {"value", std::to_string(*votes)}, {"refersTo", choice}});
        };
        count("voting_1__count_1", "#yes", d_.vote->yes);
        count("voting_1__count_2", "#no", d_.vote->no);
        count("voting_1__count_3", "#abstain", d_.vote->abstain);
        close(3);
    }

    /// What the profile has no slot for.
    void proprietary() {
        xml_.open("proprietary", {{"source", "#comity"}});
        xml_.empty("cm:document", {{"form", "1"}});
        if (d_.number) xml_.leaf("cm:number", *d_.number);
        if (d_.year && (!d_.date_adopted || d_.date_adopted->year() != *d_.year)) xml_.leaf("cm:year", std::to_string(*d_.year));
        if (!d_.year && d_.date_adopted) xml_.empty("cm:noYear");
        for (const std::size_t at : text_.unmarked_citations()) {
            const Citation& citation = d_.citations[at];
            xml_.open("cm:citation", {{"place", std::to_string(at)}, {"in", citation.in}, {"at", std::to_string(citation.at)}});
            xml_.leaf("cm:text", citation.text);
            if (citation.target) xml_.leaf("cm:target", *citation.target);
            if (citation.date) xml_.leaf("cm:dated", citation.date->iso());
            xml_.close();
        }
        close(1);
    }

    void conclusions() {
        if (!d_.meeting && !d_.adoption && !d_.vote) return;
        xml_.open("conclusions");
        xml_.line();
        if (d_.meeting) meeting();
        if (d_.adoption) {
            xml_.open("container", {{"name", "outcome"}});
            xml_.open("p");
            xml_.leaf("outcome", *d_.adoption, {{"refersTo", "#adopted"}});
            close(2);
        }
        if (d_.vote) votes();
        close(1);
    }

    /// The number is set apart from the words behind it.
    void meeting() {
        const std::size_t digits = std::min(d_.meeting->find_first_not_of("0123456789"), d_.meeting->size());
        xml_.open("container", {{"name", "conclusion"}});
        xml_.open("p");
        xml_.open("event", {{"refersTo", "#adoptionDate"}});
        if (digits > 0) xml_.leaf("quantity", d_.meeting->substr(0, digits), {{"refersTo", "#meetingNumber"}});
        xml_.text(std::string_view(*d_.meeting).substr(digits));
        xml_.close();
        if (d_.date_adopted) {
            xml_.text(", ");
            date(*d_.date_adopted, "#adoptionDate");
        }
        close(2);
    }

    void votes() {
        int voter = 0;
        const auto names = [&](std::string_view choice, std::string_view words, const std::vector<std::string>& all) {
            if (all.empty()) return;
            xml_.open("p");
            xml_.text(words);
            for (const std::string& name : all) {
                xml_.text(&name == &all.front() ? ": " : ", ");
                xml_.leaf("vote", name, {{"by", fmt::format("#voter_{}", ++voter)}, {"choice", choice}});
            }
            close(1);
        };
        xml_.open("container", {{"name", "vote"}});
        const Vote& vote = *d_.vote;
        if (vote.in_favour.empty() && vote.against.empty() && vote.abstaining.empty()) xml_.empty("p");
        names("#yes", "In favour", vote.in_favour);
        names("#no", "Against", vote.against);
        names("#abstain", "Abstaining", vote.abstaining);
        close(1);
    }

    void attachments(const Identity& identity) {
        if (text_.annexes().empty()) return;
        xml_.open("attachments");
        for (std::size_t annex = 0; annex < text_.annexes().size(); ++annex) {
            xml_.line();
            xml_.open("attachment", {{"eId", fmt::format("att_{}", annex + 1)}});
            text_.annex_heading(annex);
            xml_.open("doc", {{"name", "annex"}});
            xml_.open("meta");
            identification(identity, fmt::format("!annex_{}", annex + 1), {});
            close(1);
            text_.annex_body(annex);
            close(2);
        }
        close(1);
    }

    const Document& d_;
    const vocabulary::Vocabulary& vocabulary_;
    const AkomaNtosoOptions& options_;
    const vocabulary::Body* body_ = nullptr;
    std::string actor_;
    xml::Writer xml_;
    TextWriter text_;
};

}  // namespace

std::string to_akoma_ntoso(const Document& document, const vocabulary::Vocabulary& vocabulary, const AkomaNtosoOptions& options) {
    return Writer(document, vocabulary, options).write();
}

}  // namespace comity::document
