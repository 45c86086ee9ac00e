#include "web/given_back.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <span>

#include <fmt/format.h>

namespace comity::web {

namespace {

/// Which fields a sentence can speak of: the one that was typed as its arguments say, else the first that the form has.
struct Spoken {
    std::string_view sentence;
    std::array<std::string_view, 4> fields;
};
constexpr std::array spoken = {
    Spoken{"sentence.help_misnamed", {"name"}},
    Spoken{"sentence.help_there", {"name"}},
    Spoken{"sentence.help_untitled", {"title"}},
    Spoken{"sentence.help_needs_form", {"forms"}},
    Spoken{"sentence.help_form_unknown", {"forms", "form"}},
    Spoken{"sentence.help_theme_unknown", {"themes"}},
    Spoken{"sentence.help_no_day", {"first", "last", "review", "grouping_day"}},
    Spoken{"sentence.help_days_reversed", {"last"}},
    Spoken{"sentence.help_priority", {"priority"}},
    Spoken{"sentence.help_partners_needed", {"with"}},
    Spoken{"sentence.help_partner_is_self", {"with", "facilitators"}},
    Spoken{"sentence.help_partner_not_told", {"offers", "facilitators"}},
    Spoken{"sentence.help_offers_needed", {"offers"}},
    Spoken{"sentence.help_offer_unknown", {"offers"}},
    Spoken{"sentence.help_offer_again", {"facilitators", "offers"}},
    Spoken{"sentence.help_role_unknown", {"role"}},
    Spoken{"sentence.help_role_needed", {"role"}},
    Spoken{"sentence.help_kind_unknown", {"kind"}},
    Spoken{"sentence.help_level_unknown", {"level"}},
    Spoken{"sentence.help_grouping_unknown", {"grouping"}},
    Spoken{"sentence.help_grouping_day", {"grouping_day"}},
    Spoken{"sentence.help_step_empty", {"step"}},
    Spoken{"sentence.help_step_unknown", {"number"}},
    Spoken{"sentence.help_step_status", {"status"}},
    Spoken{"sentence.help_result_unknown", {"result"}},
    Spoken{"sentence.help_result_needed", {"result"}},
    Spoken{"sentence.help_report_empty", {"report"}},
    Spoken{"sentence.help_crisis_needed", {"crisis"}},
    Spoken{"sentence.help_review_needed", {"review"}},
    Spoken{"sentence.help_agreement_unknown", {"agreement"}},
    Spoken{"sentence.call_language_unknown", {"languages"}},
    Spoken{"sentence.call_needs_authority", {"document", "commitment"}},
    Spoken{"sentence.call_authority_missing", {"document", "paragraph"}},
    Spoken{"sentence.call_say_why", {"why"}},
    Spoken{"sentence.invited_unknown", {"with", "facilitators"}},
    Spoken{"sentence.follow_up_unknown", {"id"}},
    Spoken{"sentence.follow_up_misnamed", {"id"}},
    Spoken{"sentence.follow_up_evidence_stays", {"id"}},
    Spoken{"sentence.follow_up_what_unknown", {"what"}},
    Spoken{"sentence.follow_up_what_needed", {"what"}},
    Spoken{"sentence.follow_up_untitled", {"title"}},
    Spoken{"sentence.follow_up_choice", {"status", "kind", "rung"}},
    Spoken{"sentence.follow_up_day", {"begins", "due", "day"}},
    Spoken{"sentence.follow_up_due_before", {"due"}},
    Spoken{"sentence.follow_up_recommendation", {"recommendations"}},
    Spoken{"sentence.follow_up_part", {"part_of", "supersedes"}},
    Spoken{"sentence.follow_up_evidence_source", {"document"}},
    Spoken{"sentence.follow_up_evidence_measured", {"value", "day", "part_of"}},
    Spoken{"sentence.follow_up_say_why", {"why"}},
    Spoken{"sentence.review_say_where", {"document"}},
    Spoken{"sentence.review_word_unknown", {"word"}},
    Spoken{"sentence.review_say_why", {"why"}},
    Spoken{"sentence.review_day", {"day"}},
    Spoken{"sentence.recommendation_unknown", {"recommendation", "experience", "other"}},
    Spoken{"sentence.recommendation_near", {"recommendation", "experience", "other"}},
};

/// The value of an attribute of a tag, as it stands in the markup; nullopt if the tag has none.
std::optional<std::string_view> attribute(std::string_view tag, std::string_view name) {
    const std::string opening = fmt::format(" {}=\"", name);
    const std::size_t at = tag.find(opening);
    if (at == std::string_view::npos) return std::nullopt;
    const std::size_t begin = at + opening.size();
    return tag.substr(begin, tag.find('"', begin) - begin);
}

/// Our own pages have each attribute in double quotes and no sign of a tag within.
using Change = std::function<void(std::string& tag, std::string& inner)>;  ///< inner: what stands up to the closing tag of a textarea or select
std::string each_field(std::string_view form, const Change& change) {
    std::string out;
    for (std::size_t at = 0; at < form.size();) {
        const std::size_t begin = form.find('<', at);
        if (begin == std::string_view::npos) return out.append(form.substr(at));
        const std::size_t end = std::min(form.find('>', begin), form.size() - 1) + 1;
        out += form.substr(at, begin - at);
        std::string tag(form.substr(begin, end - begin)), inner;
        at = end;
        for (const std::string_view kind : {"textarea", "select"}) {
            if (!std::string_view(tag).substr(1).starts_with(kind)) continue;
            const std::size_t close = std::min(form.find(fmt::format("</{}>", kind), end), form.size());
            inner = form.substr(end, close - end);
            at = close;
        }
        if (attribute(tag, "name")) change(tag, inner);
        out += tag + inner;
    }
    return out;
}

void set_attribute(std::string& tag, std::string_view name, std::string_view value) {
    const auto stands = attribute(tag, name);
    if (stands) tag.replace(static_cast<std::size_t>(stands->data() - tag.data()), stands->size(), value);
    else tag.insert(tag.size() - 1, fmt::format(" {}=\"{}\"", name, value));
}

bool was_sent(const http::Form& sent, std::string_view name, std::string_view value) {
    return std::any_of(sent.fields().begin(), sent.fields().end(), [&](const auto& field) { return field.first == name && escaped(field.second) == value; });
}

void set_flag(std::string& tag, const std::string& flag, bool is_set) {
    const std::size_t at = tag.find(flag);
    if (at != std::string::npos) tag.erase(at, flag.size());
    if (is_set) tag.insert(tag.size() - 1, flag);
}

/// How much of what was sent this form could have sent; nullopt if it sends another act or of another thing.
std::optional<int> likeness(std::string_view form, const http::Form& sent) {
    if (form.find(" method=\"post\"") == std::string_view::npos) return std::nullopt;
    int found = 0;
    bool other = false, button = false, buttons = false;
    each_field(form, [&](const std::string& tag, const std::string&) {
        const std::string_view name = *attribute(tag, "name"), value = attribute(tag, "value").value_or("");
        if (tag.starts_with("<button")) {
            buttons = true;
            button = button || was_sent(sent, name, value);
        } else if (tag.find(" type=\"hidden\"") != std::string::npos) {
            other = other || (name != "token" && name != "revision" && sent.has(name) && !was_sent(sent, name, value));
        }
        found += sent.has(name) ? 1 : 0;
    });
    if (other || (buttons && !button && sent.has("act") && form.find(" name=\"act\" value=\"" + escaped(sent.get("act"))) == std::string_view::npos)) return std::nullopt;
    return found;
}

std::string filled(std::string_view form, const http::Form& sent) {
    return each_field(form, [&](std::string& tag, std::string& inner) {
        const std::string name(*attribute(tag, "name"));
        const std::string_view type = attribute(tag, "type").value_or("");
        const std::string typed = escaped(sent.get(name));
        if (type == "checkbox" || type == "radio") return set_flag(tag, " checked", was_sent(sent, name, attribute(tag, "value").value_or("")));
        if (!sent.has(name) || type == "hidden" || type == "password" || type == "file" || tag.starts_with("<button")) return;
        if (tag.starts_with("<textarea")) inner = typed;
        if (tag.starts_with("<input")) set_attribute(tag, "value", typed);
        if (!tag.starts_with("<select")) return;
        std::string options;
        for (std::size_t at = 0; at < inner.size();) {
            const std::size_t end = std::min(inner.find('>', at), inner.size() - 1) + 1;
            std::string option = inner.substr(at, end - at);
            if (option.find("<option") != std::string::npos) set_flag(option, " selected", attribute(option, "value") == std::string_view(typed));
            options += option;
            at = end;
        }
        inner = std::move(options);
    });
}

/// The name of the field that the sentence speaks of; "" if it speaks of none that the form has.
std::string field_meant(std::string_view form, const http::Form& sent, const Error& error) {
    if (error.said() == nullptr) return {};
    const auto found = std::find_if(spoken.begin(), spoken.end(), [&](const Spoken& one) { return one.sentence == error.said()->id; });
    if (found == spoken.end()) return {};
    std::string first;
    for (const std::string_view field : found->fields) {
        if (field.empty() || form.find(fmt::format(" name=\"{}\"", field)) == std::string_view::npos) continue;
        if (first.empty()) first = field;
        for (const auto& [name, argument] : error.said()->arguments) {
            const auto* said = std::get_if<std::string>(&argument);
            if (said != nullptr && !said->empty() && sent.get(field).find(*said) != std::string_view::npos) return std::string(field);
        }
    }
    return first;
}

struct Marked {
    std::string form, id, label;  ///< id: of the field
};
/// The sentence stands before the field; of several boxes below their legend.
Marked marked(std::string_view form, const std::string& field, const std::string& sentence) {
    Marked made;
    const std::string told = fmt::format("<strong class=\"wrong-at\" id=\"wrong-at\">{}</strong> ", sentence);
    made.form = each_field(form, [&](std::string& tag, std::string&) {
        if (!made.id.empty() || attribute(tag, "name") != std::string_view(field) || !attribute(tag, "id")) return;
        made.id = *attribute(tag, "id");
        const auto hint = attribute(tag, "aria-describedby");
        set_attribute(tag, "aria-describedby", hint ? fmt::format("wrong-at {}", *hint) : "wrong-at");
        set_attribute(tag, "aria-invalid", "true");
        if (tag.find(" type=\"checkbox\"") == std::string::npos) tag = told + tag;
    });
    if (made.id.empty()) return made;
    const std::size_t at = made.form.find(fmt::format("id=\"{}\"", made.id));
    std::string opening = fmt::format("<label for=\"{}\">", made.id);
    std::string_view closing = "</label>";
    if (made.form.find("id=\"wrong-at\"") == std::string::npos) {
        opening = "<legend>", closing = "</legend>";
        const std::size_t legend = made.form.rfind(closing, at);
        if (legend != std::string::npos) made.form.insert(legend + closing.size(), told);
    }
    const std::size_t begin = closing == "</legend>" ? made.form.rfind(opening, at) : made.form.find(opening);
    if (begin != std::string::npos) made.label = made.form.substr(begin + opening.size(), made.form.find(closing, begin) - begin - opening.size());
    return made;
}

}  // namespace

namespace {

http::Response with_what_was_typed(const Visit& visit, http::Response page, const http::Form& sent, const Error* error) {
    std::string& body = page.body;
    constexpr std::string_view opening = "<form", closing = "</form>";
    std::size_t best = std::string::npos, length = 0;
    int most = -1;
    for (std::size_t at = body.find(opening); at != std::string::npos; at = body.find(opening, at + 1)) {
        const std::size_t end = body.find(closing, at);
        if (end == std::string::npos) break;
        const auto like = likeness(std::string_view(body).substr(at, end - at), sent);
        if (like && *like > most) most = *like, best = at, length = end - at;
    }
    if (best == std::string::npos) return page;
    std::string form = filled(std::string_view(body).substr(best, length), sent);
    const std::string field = error == nullptr ? std::string() : field_meant(form, sent, *error);
    Marked mark = field.empty() ? Marked{} : marked(form, field, sentence_of(visit, *error).markup);
    if (!mark.id.empty()) form = std::move(mark.form);
    body.replace(best, length, form);
    constexpr std::string_view summary = "<div class=\"wrong\"";
    const std::size_t head = body.find(summary), foot = head == std::string::npos ? head : body.find("</div>", head);
    if (mark.id.empty() || foot == std::string::npos || foot > best) return page;
    body.insert(foot, fmt::format("<p><a href=\"#{}\">{}</a></p>", mark.id, visit.html("wrong.to_field", {{"field", Html{mark.label}}}).markup));
    return page;
}

}  // namespace

http::Response given_back(const Visit& visit, http::Response page, const http::Form& sent, const Error& error) { return with_what_was_typed(visit, std::move(page), sent, &error); }
http::Response given_back(const Visit& visit, http::Response page, const http::Form& sent) { return with_what_was_typed(visit, std::move(page), sent, nullptr); }

}  // namespace comity::web
