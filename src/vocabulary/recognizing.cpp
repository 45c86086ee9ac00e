// Names made comparable, turned about, and looked up.
#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "text/regions.hpp"
#include "text/text.hpp"
#include "vocabulary/actor_rows.hpp"
#include "vocabulary/actors.hpp"

namespace comity::vocabulary {

namespace {

/// A name by which one may be recognized. The lower the rank, the more it is that actor's own.
struct Bearer {
    const KnownActor* actor = nullptr;
    std::string_view reason, words, language, first, last;
    int rank = 0;
};

int rank_of(std::string_view form) noexcept {
    static constexpr std::array<std::string_view, 6> current = {"short", "formal", "running", "other", "acronym", "inverted"};
    const auto found = std::find(current.begin(), current.end(), form);
    if (found != current.end()) return form == "acronym" || form == "other" || form == "inverted" ? 2 : 1;
    return form == "former" ? 3 : form == "informal" || form == "without brackets" ? 4 : 5;
}

/// "Bolivia (Plurinational State of)": both parts; the second is "" where there are no brackets at the end.
std::pair<std::string_view, std::string_view> in_brackets(std::string_view name) {
    const auto open = name.find(" (");
    if (open == std::string_view::npos || !name.ends_with(')')) return {name, {}};
    return {name.substr(0, open), name.substr(open + 2, name.size() - open - 3)};
}

bool replace_all(std::string& text, std::string_view what, std::string_view with) {
    bool any = false;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
        any = true;
    }
    return any;
}

bool begins_later(std::string_view first, const std::string& day) { return !first.empty() && std::string_view(day).substr(0, first.size()) < first; }
bool ended_before(std::string_view last, const std::string& day) { return !last.empty() && std::string_view(day).substr(0, last.size()) > last; }

}  // namespace

struct Directory::Index {
    std::unordered_map<std::string, std::vector<Bearer>> by_key;
    std::map<std::string, std::size_t, std::less<>> by_id, by_address;
    std::unordered_map<const KnownActor*, std::vector<std::string>> keys;
    std::vector<std::string> region_names;  ///< what ICU calls States, kept for Bearer::words
};

std::string Directory::key_of(std::string_view name) {
    std::string folded = text::folded(name);
    for (const std::string_view apostrophe : {"’", "‘", "`"}) replace_all(folded, apostrophe, "'");
    replace_all(folded, "&", " and ");
    std::string key;
    for (const char c : folded) {
        const bool blank = c == ' ' || c == '-' || c == ',' || c == '.' || c == '\t' || c == '\n';
        if (c == '*' || (blank && (key.empty() || key.back() == ' '))) continue;
        key += blank ? ' ' : c;
    }
    while (!key.empty() && (key.back() == ' ' || (key.back() >= '0' && key.back() <= '9' && key.size() > 5))) key.pop_back();
    if (key.ends_with(" (the)")) key.resize(key.size() - 6);
    for (const std::string_view article : {"the ", "les ", "los ", "las ", "la ", "le ", "el ", "l'"}) {
        if (key.starts_with(article) && key.size() > article.size() + 2) {
            key.erase(0, article.size());
            break;
        }
    }
    if (key.starts_with("st ")) key.replace(0, 3, "saint ");
    replace_all(key, " and the ", " and ");
    return key;
}

Directory::Directory(std::span<const Table> tables, const Vocabulary& vocabulary) : actors_(actors_of_tables(tables, vocabulary)), index_(std::make_unique<Index>()) {
    Index& index = *index_;
    const auto add = [&](std::string_view key_words, const Bearer& bearer) {
        std::string key = key_of(key_words);
        if (key.empty()) return;
        auto& bearers = index.by_key[std::move(key)];
        const bool there = std::any_of(bearers.begin(), bearers.end(), [&](const Bearer& other) { return other.actor == bearer.actor && other.rank <= bearer.rank && other.first == bearer.first; });
        if (!there) bearers.push_back(bearer);
    };
    for (std::size_t i = 0; i < actors_.size(); ++i) {
        const KnownActor& actor = actors_[i];
        index.by_id.emplace(actor.id, i);
        if (!actor.address_id.empty() && actor.id.starts_with("entity:")) index.by_address.emplace(actor.address_id, i);
        if (!actor.address_id.empty() && actor.id.starts_with("body:")) index.by_address.emplace(actor.address_id, i);
        if (actor.address_id.empty() || actor.id.starts_with("body:")) index.by_address.emplace("type:" + actor.address_type, i);
        for (const NameForm& form : actor.forms) {
            Bearer bearer{&actor, form.form, form.words, form.language, form.first, form.last, rank_of(form.form)};
            add(form.words, bearer);
            const auto [head, inside] = in_brackets(form.words);
            if (inside.empty()) continue;
            bearer.reason = "inverted";
            bearer.rank = std::max(bearer.rank, rank_of(bearer.reason));
            const bool joined = inside.ends_with("’") || inside.ends_with("'");
            add(std::string(inside) + (joined ? "" : " ") + std::string(head), bearer);
            add(std::string(head) + " " + std::string(inside), bearer);
            bearer.reason = "without brackets";
            bearer.rank = std::max(bearer.rank, rank_of(bearer.reason));
            add(head, bearer);
        }
    }
    std::vector<Bearer> regions;
    std::vector<std::string> names;
    for (const Membership& membership : vocabulary.memberships()) {
        const auto found = index.by_id.find("state:" + membership.code);
        if (membership.last || membership.iso2.empty() || found == index.by_id.end() || actors_[found->second].kind != "state") continue;
        for (const std::string_view language : {"en", "fr", "es", "ru", "ar", "zh"}) {
            names.push_back(text::region_name(membership.iso2.front(), language));
            regions.push_back({&actors_[found->second], "region name", {}, language, {}, {}, rank_of("region name")});
        }
    }
    index.region_names = std::move(names);
    for (std::size_t i = 0; i < regions.size(); ++i) {
        regions[i].words = index.region_names[i];
        if (!index.region_names[i].empty()) add(index.region_names[i], regions[i]);
    }
    for (const auto& [key, bearers] : index.by_key) {
        for (const Bearer& bearer : bearers) index.keys[bearer.actor].push_back(key);
    }
    for (auto& [actor, keys] : index.keys) {
        std::sort(keys.begin(), keys.end());
        keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    }
}

Directory::Directory(Directory&&) noexcept = default;
Directory::~Directory() = default;

std::vector<const KnownActor*> Directory::shown() const {
    const bool invented = std::any_of(actors_.begin(), actors_.end(), [](const KnownActor& actor) { return actor.invented; });
    std::vector<const KnownActor*> shown;
    for (const KnownActor& actor : actors_) {
        if (!invented || actor.invented || actor.kind == "together") shown.push_back(&actor);
    }
    return shown;
}

const KnownActor* Directory::actor(std::string_view id) const noexcept {
    const auto found = index_->by_id.find(id);
    return found == index_->by_id.end() ? nullptr : &actors_[found->second];
}

const KnownActor* Directory::addressed(std::string_view type, std::string_view id) const noexcept {
    if (!id.empty()) {
        if (const auto* state = actor("state:" + std::string(id))) return state;
        const auto found = index_->by_address.find(id);
        return found == index_->by_address.end() ? nullptr : &actors_[found->second];
    }
    const auto found = index_->by_address.find("type:" + std::string(type));
    return found == index_->by_address.end() || type.empty() ? nullptr : &actors_[found->second];
}

std::optional<Recognized> Directory::recognize(std::string_view name, const std::optional<Date>& at) const {
    if (const auto* known = actor(name)) return Recognized{known, "id", known->id, ""};
    const auto found = index_->by_key.find(key_of(name));
    if (found == index_->by_key.end()) {
        const auto* state = name.size() == 3 ? actor("state:" + std::string(name)) : nullptr;
        return state == nullptr ? std::nullopt : std::optional(Recognized{state, "code", std::string(name), ""});
    }
    std::vector<const Bearer*> bearers;
    const std::string day = at ? at->iso() : std::string();
    for (const Bearer& bearer : found->second) {
        if (!at || !(begins_later(bearer.first, day) || ended_before(bearer.last, day))) bearers.push_back(&bearer);
    }
    // A name goes on being used after its end, and no other bears it then.
    if (bearers.empty()) {
        for (const Bearer& bearer : found->second) bearers.push_back(&bearer);
    }
    const Bearer* best = nullptr;
    bool shared = false;
    const auto dated = [&](const Bearer& bearer) { return at && (!bearer.first.empty() || !bearer.last.empty()); };
    const auto order = [&](const Bearer& bearer) { return std::pair(dated(bearer) ? 0 : 1, bearer.rank); };
    for (const Bearer* bearer : bearers) {
        if (best == nullptr || order(*bearer) < order(*best)) {
            best = bearer;
            shared = false;
        } else if (order(*bearer) == order(*best) && bearer->actor != best->actor) {
            shared = true;
        }
    }
    if (shared) return std::nullopt;
    return Recognized{best->actor, std::string(best->reason), std::string(best->words), std::string(best->language)};
}

std::vector<std::string> Directory::keys_of(const KnownActor& actor) const {
    const auto found = index_->keys.find(&actor);
    return found == index_->keys.end() ? std::vector<std::string>() : found->second;
}

}  // namespace comity::vocabulary
