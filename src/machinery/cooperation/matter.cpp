#include "machinery/cooperation/matter.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/assets.hpp"
#include "base/date.hpp"
#include "json/members.hpp"
#include "machinery/consultations/sentences.hpp"
#include "machinery/cooperation/sentences.hpp"
#include "text/text.hpp"
#include "vocabulary/tables.hpp"
#include "vocabulary/themes.hpp"

namespace comity::cooperation {

namespace {

using record::field;
using record::several;

std::vector<AssistanceForm> read_forms() {
    constexpr std::string_view path = "data/assistance_forms.tsv";
    const vocabulary::TableRows rows({path, assets::get(path)});
    std::vector<AssistanceForm> all;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        all.push_back({std::string(rows.needed(row, "form")), std::string(rows.needed(row, "name_en")), std::string(rows.needed(row, "name_fr")), std::string(rows.needed(row, "name_ar"))});
    }
    return all;
}

Said lay_day(std::string& into, const json::Value& fields, std::string_view name) {
    const auto given = field(fields, name);
    if (!given) return {};
    if (!given->empty() && !Date::from_iso(*given)) return say(sentences::help_no_day, *given);
    into = *given;
    return {};
}

Said lay_lists(Matter& matter, const json::Value& fields) {
    for (const auto& [name, into] : {std::pair{"themes", &matter.themes}, {"forms", &matter.forms}, {"languages", &matter.languages}}) {
        auto given = several(fields, name);
        if (!given) continue;
        std::sort(given->begin(), given->end());
        given->erase(std::unique(given->begin(), given->end()), given->end());
        *into = std::move(*given);
    }
    for (const auto& theme : matter.themes) {
        if (vocabulary::standard_themes().theme(theme) == nullptr) return say(sentences::help_theme_unknown, theme);
    }
    for (const auto& form : matter.forms) {
        if (assistance_form(form) == nullptr) return say(sentences::help_form_unknown, form);
    }
    for (const auto& language : matter.languages) {
        if (!consultations::is_language_code(language)) return say(consultations::sentences::call_language_unknown, language);
    }
    return {};
}

Said lay_authority(Matter& matter, const json::Value& fields, const std::optional<Authority>& authority) {
    const auto document = field(fields, "document"), paragraph = field(fields, "paragraph"), commitment = field(fields, "commitment");
    const bool words = document && !document->empty(), standing = commitment && !commitment->empty();
    if (words && standing) return say(consultations::sentences::call_needs_authority);
    if (words) {
        if (!authority) return say(consultations::sentences::call_authority_missing, *document, paragraph.value_or(""));
        matter.authority = *authority;
    } else if (standing) {
        matter.authority = {"", "", text::normalized(*commitment)};
    } else if (document && commitment) {
        matter.authority = {};  // a form with both left empty
    }
    return {};
}

}  // namespace

std::span<const AssistanceForm> assistance_forms() {
    static const std::vector<AssistanceForm> all = read_forms();
    return all;
}

const AssistanceForm* assistance_form(std::string_view code) {
    const auto all = assistance_forms();
    const auto found = std::find_if(all.begin(), all.end(), [&](const AssistanceForm& form) { return form.code == code; });
    return found == all.end() ? nullptr : &*found;
}

std::string form_name(std::string_view code, std::string_view language) {
    const AssistanceForm* form = assistance_form(code);
    if (form == nullptr) return std::string(code);
    return language == "fr" ? form->name_fr : language == "ar" ? form->name_ar : form->name_en;
}

void put(json::Value& object, const Matter& matter) {
    object.put("title", matter.title);
    object.put("words", matter.words);
    if (!matter.recommendation.empty()) object.put("recommendation", matter.recommendation);
    if (!matter.authority.document.empty()) object.put("authority", json::Object{{"document", matter.authority.document}, {"paragraph", matter.authority.paragraph}});
    else if (!matter.authority.commitment.empty()) object.put("authority", json::Object{{"commitment", matter.authority.commitment}});
    object.put("themes", json::array_of(matter.themes));
    object.put("forms", json::array_of(matter.forms));
    object.put("languages", json::array_of(matter.languages));
    object.put("first", matter.first);
    object.put("last", matter.last);
}

Matter matter_from(const json::Value& state) {
    const json::Value& authority = state["authority"];
    return {state.text("title"), state.text("words"), state.text("recommendation"), {authority.text("document"), authority.text("paragraph"), authority.text("commitment")},
            json::texts_in(state["themes"]), json::texts_in(state["forms"]), json::texts_in(state["languages"]), state.text("first"), state.text("last")};
}

Said lay(Matter& matter, const json::Value& fields, const Named& named) {
    const std::string before = matter.recommendation;
    for (const auto& [name, into] : {std::pair{"title", &matter.title}, {"words", &matter.words}, {"recommendation", &matter.recommendation}}) {
        if (auto given = field(fields, name)) *into = text::normalized(*given);
    }
    if (matter.title.empty()) return say(sentences::help_untitled);
    if (const auto missing = named.missing.find(matter.recommendation); missing != named.missing.end() && matter.recommendation != before) return missing->second;
    if (Said wrong = lay_authority(matter, fields, named.authority); !wrong.empty()) return wrong;
    if (Said wrong = lay_lists(matter, fields); !wrong.empty()) return wrong;
    if (Said wrong = lay_day(matter.first, fields, "first"); !wrong.empty()) return wrong;
    if (Said wrong = lay_day(matter.last, fields, "last"); !wrong.empty()) return wrong;
    if (!matter.first.empty() && !matter.last.empty() && matter.last < matter.first) return say(sentences::help_days_reversed, matter.first, matter.last);
    return {};
}

std::string owner_code(std::string_view actor) {
    const std::size_t colon = actor.find(':');
    std::string code(actor.starts_with("state:") ? actor.substr(colon + 1) : actor);
    for (char& c : code) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        else if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) c = '-';
    }
    return code;
}

bool is_short_name(std::string_view name) noexcept {
    constexpr std::size_t shortest = 3, longest = 60;
    const bool letters = std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
    return letters && name.size() >= shortest && name.size() <= longest && name.front() != '-' && name.back() != '-';
}

std::string id_of(std::string_view actor, std::string_view typed) {
    return typed.find('.') != std::string_view::npos ? std::string(typed) : fmt::format("{}.{}", owner_code(actor), typed);
}

bool overlap(std::string_view first, std::string_view last, std::string_view other_first, std::string_view other_last) noexcept {
    return (last.empty() || other_first.empty() || other_first <= last) && (other_last.empty() || first.empty() || first <= other_last);
}

}  // namespace comity::cooperation
