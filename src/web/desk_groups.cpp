// `/consultations/ID/groups`: proposals that say alike things, gathered by persons under names; what is answered to them.
#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "machinery/consultations/similar_passages.hpp"
#include "web/acts.hpp"
#include "web/desk.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/visitors.hpp"

namespace comity::web::pages {

namespace {

namespace c = consultations;

struct Gathered {
    DeskVisit of;
    c::Heard heard;
    std::vector<std::pair<c::PassageGroup, std::int64_t>> groups;
    std::vector<std::pair<c::ProposalAnswer, std::int64_t>> answers;

    [[nodiscard]] const c::ProposalAnswer* answer(std::string_view source) const {
        const auto found = std::find_if(answers.begin(), answers.end(), [&](const auto& one) { return one.first.source == source; });
        return found == answers.end() || found->first.text.empty() ? nullptr : &found->first;
    }
    [[nodiscard]] std::set<std::string> in_groups() const {
        std::set<std::string> all;
        for (const auto& [group, revision] : groups) all.insert(group.sources.begin(), group.sources.end());
        return all;
    }
};

Gathered gathered(const Visit& visit) {
    DeskVisit of = desk_visit(visit, visit.rest);
    c::Heard heard = heard_by(visit, of);
    auto groups = c::groups(of.snapshot, of.call.id);
    auto report = c::report(of.snapshot, of.call.id);
    return {std::move(of), std::move(heard), std::move(groups), report ? std::move(report->answers) : decltype(report->answers)()};
}

View passage_view(const Visit& visit, const Gathered& all, const std::string& source) {
    const c::CountedPassage* passage = all.heard.passage(source);
    const c::Voice* voice = passage == nullptr ? nullptr : all.heard.voice(passage->place.submission);
    const c::ProposalAnswer* answer = all.answer(source);
    return {{"source", source},
            {"gone", passage == nullptr || voice == nullptr},
            {"who", voice == nullptr ? Html() : voice_in_words(visit, all.of, voice->submission, voice->contributor)},
            {"withheld", voice != nullptr && voice->confidentiality != c::Confidentiality::open ? visit.text("consultation.choice", {{"code", code_of(c::name_of(voice->confidentiality))}}) : std::string()},
            {"words", passage == nullptr ? Html() : in_language(visit, passage->place.words, voice == nullptr ? "" : voice->language)},
            {"address", passage == nullptr ? std::string() : source_address(all.of.call.id, passage->place)},
            {"open", passage != nullptr && passage->standing == c::Standing::open},
            {"answer", answer == nullptr ? std::string() : answer->text}};
}

/// The kind whose passages are gathered: proposals, if no other is asked for.
c::PassageKind kind_asked(const Visit& visit) { return c::passage_kind_named(visit.query.get("passages")).value_or(c::PassageKind::proposal); }

std::vector<c::SimilarGroup> proposed(const Gathered& all, c::PassageKind kind) {
    const std::set<std::string> taken = all.in_groups();
    std::vector<c::PassageText> texts;
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < all.heard.passages.size(); ++i) {
        const c::CountedPassage& one = all.heard.passages[i];
        if (one.code.kind != kind || taken.count(one.source) > 0) continue;
        const c::Voice* voice = all.heard.voice(one.place.submission);
        texts.push_back({one.place.words, voice == nullptr ? "en" : voice->language});
        chosen.push_back(i);
    }
    if (chosen.empty()) return {};
    // Which words are rare is told by the passages that may be gathered, so that what is coded elsewhere meanwhile moves no group.
    std::vector<c::SimilarGroup> groups = c::SimilarPassages(all.of.snapshot, texts).groups();
    for (c::SimilarGroup& group : groups) {
        for (std::size_t& passage : group.passages) passage = chosen[passage];
    }
    return groups;
}

List proposed_view(const Visit& visit, const Gathered& all, const std::vector<c::SimilarGroup>& groups, const Paging& paging) {
    List list;
    for (std::size_t at = std::min(paging.offset, groups.size()); at < std::min(paging.offset + paging.limit, groups.size()); ++at) {
        List passages;
        for (const std::size_t i : groups[at].passages) {
            View one = passage_view(visit, all, all.heard.passages[i].source);
            one.put("field", fmt::format("{}-{}", at + 1, passages.size() + 1));
            passages.push_back(std::move(one));
        }
        list.push_back(View{{"field", std::to_string(at + 1)}, {"count", groups[at].passages.size()}, {"same_words", groups[at].same_words}, {"shared", untranslated(fmt::format("{}", fmt::join(groups[at].words, ", ")))}, {"passages", std::move(passages)}});
    }
    return list;
}

List groups_view(const Visit& visit, const Gathered& all, const http::Form& sent) {
    List list;
    for (const auto& [group, revision] : all.groups) {
        const std::string number = std::to_string(group.number);
        const bool is_sent = sent.get("group") == number;
        List passages;
        std::set<std::string> answers;
        for (const std::string& source : group.sources) {
            View one = passage_view(visit, all, source);
            one.put("field", fmt::format("{}-{}", number, passages.size() + 1));
            passages.push_back(std::move(one));
            if (const auto* answer = all.answer(source)) answers.insert(answer->text);
        }
        list.push_back(View{{"number", number},
                            {"name", is_sent && sent.has("name") ? sent.get("name") : std::string_view(group.name)},
                            {"heading", group.name},
                            {"revision", std::to_string(revision)},
                            {"count", group.sources.size()},
                            {"passages", std::move(passages)},
                            {"sources", fmt::format("{}", fmt::join(group.sources, ";"))},
                            {"answer", is_sent && sent.has("text") ? std::string(sent.get("text")) : answers.size() == 1 ? *answers.begin() : std::string()},
                            {"history", "/log/subjects/" + http::path_encoded(c::subject_of(group))}});
    }
    return list;
}

/// The first words of a passage, for a list of choices.
std::string shortened(std::string_view words) {
    constexpr std::size_t most = 90;
    if (words.size() <= most) return std::string(words);
    std::size_t end = std::min(words.rfind(' ', most), most);
    while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) --end;  // no character is cut
    return fmt::format("{} …", words.substr(0, end));
}

/// Proposals that nobody gathered, with their answers.
List single_view(const Visit& visit, const Gathered& all, c::PassageKind kind, const http::Form& sent) {
    const std::set<std::string> taken = all.in_groups();
    List list;
    for (const c::CountedPassage& one : all.heard.passages) {
        const std::string& source = one.source;
        if (one.code.kind != kind || taken.count(source) > 0) continue;
        View row = passage_view(visit, all, source);
        row.put("field", std::to_string(list.size() + 1));
        row.put("option", shortened(one.place.words));
        if (sent.get("source") == source) row.put("answer", sent.get("text"));
        list.push_back(std::move(row));
    }
    return list;
}

http::Response groups_page(const Visit& visit, const http::Form& sent, Html wrong, int status) {
    const Gathered all = gathered(visit);
    const c::PassageKind kind = kind_asked(visit);
    const auto similar = proposed(all, kind);
    const Paging paging = {paging_of(visit.query).offset, 20};
    List kinds, single = single_view(visit, all, kind, sent);
    for (const c::PassageKind one : c::all_passage_kinds) {
        const std::string address = one == c::PassageKind::proposal ? desk_address(all.of.call.id, "groups") : fmt::format("{}?passages={}", desk_address(all.of.call.id, "groups"), http::query_encoded(c::name_of(one)));
        kinds.push_back(View{{"label", kinds_of_passages(visit, one)}, {"address", address}, {"here", one == kind}});
    }
    const std::size_t singles = single.size();
    constexpr std::size_t most_singles = 100;
    if (single.size() > most_singles) single.resize(most_singles, Value(false));
    View view{{"own_address", desk_address(all.of.call.id, "groups")},
              {"kinds", std::move(kinds)},
              {"proposed", proposed_view(visit, all, similar, paging)},
              {"proposed_count", similar.size()},
              {"groups", groups_view(visit, all, sent)},
              {"single", std::move(single)},
              {"single_count", singles},
              {"answers", kind == c::PassageKind::proposal && c::report(all.of.snapshot, all.of.call.id).has_value()},
              {"typed_name", sent.has("group") ? "" : sent.get("name")},
              {"pager", pager(visit.query, visit.path, paging, similar.size())}};
    put_head(visit, all.of, "groups", std::move(wrong), view);
    return respond_closed(visit, {visit.text("desk.groups_title", {{"title", all.of.call.title}}), "consultations", "groups", std::move(view), status});
}

DeskAct grouping(const Visit& visit, const http::Form& form) {
    const DeskVisit of = desk_visit(visit, visit.rest);
    const std::string act(form.get("act"));
    const auto number = c::number_in(form.get("group"));
    json::Array passages;
    for (const auto& [name, value] : form.fields()) {
        if ((name == "passages" || name == "further") && !trimmed(value).empty()) passages.emplace_back(trimmed(value));
    }
    json::Value fields = json::Object{};
    if (act == "gather" || act == "change group") {
        fields.put("name", trimmed(form.get("name")));
        fields.put("passages", std::move(passages));
    } else if (act == "answer proposal") {
        fields.put("source", trimmed(form.get("source")));
        fields.put("text", trimmed(form.get("text")));
    }
    const bool of_group = act == "change group" || act == "part group";
    const std::string about = of_group ? fmt::format("group:{}:{}", of.call.id, number.value_or(-1)) : of.call.id;
    c::Request request = desk_request(visit, form, act, about, std::move(fields));
    if (!of_group) request.seen_revision = std::nullopt;
    return {std::move(request), desk_address(of.call.id, "groups"), number ? fmt::format("#group-{}", *number) : std::string()};
}

}  // namespace

http::Response groups(const Visit& visit) { return groups_page(visit, {}, {}, 200); }

http::Response groups_sent(const Visit& visit) {
    const http::Form form = http::Form::parse(visit.request.body);
    return perform_at_desk(visit, form, [&] { return grouping(visit, form); }, [&](Html wrong, int status) { return groups_page(visit, form, std::move(wrong), status); });
}

}  // namespace comity::web::pages
