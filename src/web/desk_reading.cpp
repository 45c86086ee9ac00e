// `/consultations/ID/desk/NUMBER`: a contribution beside its codes, paragraph by paragraph; what the program proposes, with its reasons; a translation laid beside.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "machinery/consultations/similar_passages.hpp"
#include "web/acts.hpp"
#include "web/desk.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/settings.hpp"
#include "web/visitors.hpp"

namespace comity::web::pages {

namespace {

namespace c = consultations;

/// A paragraph of a part, both from 1: "2-5" in addresses and forms.
struct Spot {
    int part = 0;
    std::size_t paragraph = 0;
    auto operator<=>(const Spot&) const = default;
};
std::string written(const Spot& spot) { return fmt::format("{}-{}", spot.part, spot.paragraph); }
std::optional<Spot> spot_in(std::string_view text) {
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto part = c::number_in(text.substr(0, dash)), paragraph = c::number_in(text.substr(dash + 1));
    if (!part || !paragraph || *part < 1 || *paragraph < 1) return std::nullopt;
    return Spot{static_cast<int>(*part), static_cast<std::size_t>(*paragraph)};
}

struct ReadPart {
    std::string text, language;
    std::vector<c::Marked> paragraphs;
};

/// All that the page shows of one contribution.
struct Reading {
    DeskVisit of;
    c::Submission made;
    std::vector<ReadPart> parts;
    c::Coding coding;  ///< as far as it may be seen
    c::Placed placed;
    std::vector<int> done;
    std::vector<std::pair<c::Translation, std::int64_t>> translations;

    [[nodiscard]] bool codes() const { return of.viewer.coder > 0 && std::find(done.begin(), done.end(), of.viewer.coder) == done.end(); }
    [[nodiscard]] std::string address() const { return reading_address(of.call.id, made.number); }
    /// The words of a paragraph; "" if there is none.
    [[nodiscard]] std::string words(const Spot& spot) const {
        if (spot.part < 1 || static_cast<std::size_t>(spot.part) > parts.size()) return {};
        const ReadPart& part = parts[static_cast<std::size_t>(spot.part) - 1];
        if (spot.paragraph < 1 || spot.paragraph > part.paragraphs.size()) return {};
        const c::Marked& marked = part.paragraphs[spot.paragraph - 1];
        return c::single_blanks(std::string_view(part.text).substr(marked.begin, marked.end - marked.begin));
    }
};

Reading reading_asked(const Visit& visit) {
    const NamedBehind named = named_behind(visit, "/desk/");
    DeskVisit of = desk_visit(visit, named.call);
    auto registered = c::submission(of.snapshot, of.call.id, named.number);
    // What was withdrawn or refused is not read.
    const bool closed = registered && !of.viewer.keeps && registered->submission.confidentiality == c::Confidentiality::confidential;
    if (!registered || closed || registered->submission.status != c::SubmissionStatus::registered) {
        throw SaidError(Fault::not_found, visit.text("sentence.submission_unknown", {{"number", std::to_string(named.number)}}));
    }
    Reading reading{std::move(of), std::move(registered->submission), {}, {}, {}, {}, {}};
    for (std::size_t part = 1; part <= reading.made.parts.size(); ++part) {
        ReadPart one{"", reading.made.parts[part - 1].language, {}};
        if (reading.of.viewer.keeps || !reading.made.parts[part - 1].closed) one.text = c::words_of_part(reading.of.snapshot, reading.made, static_cast<int>(part));
        if (one.language.empty()) one.language = reading.made.language;
        one.paragraphs = c::paragraphs_of(one.text);
        reading.parts.push_back(std::move(one));
    }
    reading.coding = coding_seen(reading.of, reading.made.number);
    reading.placed = c::placed(reading.of.snapshot, &reading.made, reading.coding.coded);
    for (const c::ReadingDone& one : reading.coding.done) {
        if (one.done) reading.done.push_back(one.coder);
    }
    reading.translations = c::translations(reading.of.snapshot, reading.of.call.id, reading.made.number);
    return reading;
}

bool begins_in(const c::Marked& passage, const c::Marked& paragraph) { return passage.begin >= paragraph.begin && passage.begin < paragraph.end; }

std::int64_t revision_of(const Reading& reading, const c::CodedPassage& passage) {
    const auto found = std::find_if(reading.coding.coded.begin(), reading.coding.coded.end(), [&](const c::Coded& one) { return one.passage == passage; });
    return found == reading.coding.coded.end() ? 0 : found->revision;
}

const c::CodedPassage* own_passage(const Reading& reading, std::string_view key) {
    for (const c::PlacedPassage& one : reading.placed.passages) {
        if (one.passage.coder == reading.of.viewer.coder && c::key_of(one.passage.place) == key) return &one.passage;
    }
    return nullptr;
}

/// The words of a paragraph with what is coded in it marked.
Html marked_words(const Reading& reading, const Spot& spot) {
    const ReadPart& part = reading.parts[static_cast<std::size_t>(spot.part) - 1];
    const c::Marked& paragraph = part.paragraphs[spot.paragraph - 1];
    std::vector<bool> coded(paragraph.end - paragraph.begin, false);
    for (const c::PlacedPassage& one : reading.placed.passages) {
        if (one.passage.place.part != spot.part) continue;
        const std::uint32_t begin = std::max(one.marked.begin, paragraph.begin), end = std::min(one.marked.end, paragraph.end);
        for (std::uint32_t at = begin; at < end; ++at) coded[at - paragraph.begin] = true;
    }
    std::string out;
    for (std::size_t at = 0; at < coded.size();) {
        std::size_t end = at;
        while (end < coded.size() && coded[end] == coded[at]) ++end;
        const std::string words = escaped(std::string_view(part.text).substr(paragraph.begin + at, end - at));
        out += coded[at] ? fmt::format("<mark>{}</mark>", words) : words;
        at = end;
    }
    return {std::move(out)};
}

List codes_in(const Visit& visit, const Reading& reading, const Spot& spot, std::set<std::string>& anchors) {
    const c::Marked& paragraph = reading.parts[static_cast<std::size_t>(spot.part) - 1].paragraphs[spot.paragraph - 1];
    List list;
    for (const c::PlacedPassage& one : reading.placed.passages) {
        if (one.passage.place.part != spot.part || !begins_in(one.marked, paragraph)) continue;
        const std::string key = c::key_of(one.passage.place);
        const bool own = one.passage.coder == reading.of.viewer.coder, whole = one.marked.begin <= paragraph.begin && one.marked.end + 2 >= paragraph.end;
        list.push_back(View{{"anchor", anchors.insert(key).second ? key : std::string()},
                            {"coder", coder_in_words(visit, reading.of, one.passage.coder)},
                            {"own", own},
                            {"code", code_view(visit, reading.of, one.passage.code)},
                            {"quoted", whole ? Html() : in_language(visit, one.passage.place.words, reading.parts[static_cast<std::size_t>(spot.part) - 1].language)},
                            {"changes", own && reading.codes()},
                            {"edit_address", fmt::format("{}?edit={}#code", reading.address(), key)},
                            {"key", key},
                            {"passage_revision", std::to_string(revision_of(reading, one.passage))}});
    }
    return list;
}

/// What the program proposes for a paragraph that this coder has not coded, to who doesn't code for one that nobody has; "" for nothing.
Value proposal_view(const Visit& visit, const Reading& reading, const c::Suggester& suggester, const Spot& spot) {
    const ReadPart& part = reading.parts[static_cast<std::size_t>(spot.part) - 1];
    const c::Marked& paragraph = part.paragraphs[spot.paragraph - 1];
    for (const c::PlacedPassage& one : reading.placed.passages) {
        const bool counts = reading.of.viewer.coder == 0 || one.passage.coder == reading.of.viewer.coder;
        if (counts && one.passage.place.part == spot.part && begins_in(one.marked, paragraph)) return "";
    }
    const c::Suggestion made = suggester.suggest(part.text, paragraph, part.language);
    List lines;
    if (made.kind) lines.push_back(View{{"what", kind_of_passage(visit, made.kind->what)}, {"reason", in_words(visit, made.kind->reason)}});
    if (made.question) lines.push_back(View{{"what", visit.text("desk.question_number", {{"number", visit.words.figures(std::to_string(made.question->what))}})}, {"reason", in_words(visit, made.question->reason)}});
    if (made.paragraph) lines.push_back(View{{"what", place_in_words(visit, made.paragraph->what)}, {"reason", in_words(visit, made.paragraph->reason)}});
    if (lines.empty()) return "";
    return View{{"lines", std::move(lines)},
                {"takes", made.kind.has_value() && reading.codes()},
                {"kind_value", made.kind ? c::name_of(made.kind->what) : std::string_view()},
                {"question_value", made.question ? std::to_string(made.question->what) : std::string()},
                {"paragraph_value", made.paragraph ? made.paragraph->what : std::string()}};
}

/// Passages of other contributions that are like these words, as far as they may be seen.
List similar_to(const Visit& visit, const Reading& reading, const Spot& spot) {
    constexpr std::size_t most = 8;
    struct Other {
        const c::Contribution* from;
        const c::CodedPassage* passage;
    };
    std::vector<c::PassageText> texts = {{reading.words(spot), reading.parts[static_cast<std::size_t>(spot.part) - 1].language}};
    std::vector<Other> others;
    const auto at_desk = c::at_desk(reading.of.snapshot, reading.of.call.id);
    for (const c::Contribution& from : at_desk->contributions) {
        if (from.number == reading.made.number || !is_seen(reading.of, from)) continue;
        const std::vector<int> readers = from.readers();
        std::set<std::string> places;  // two coders who mark the same words are one place
        for (const c::Coded& one : from.coded) {
            if (!is_seen(reading.of, from, readers, one.passage) || !places.insert(fmt::format("{}-{}-{}", one.passage.place.part, one.passage.place.occurrence, one.passage.place.words)).second) continue;
            texts.push_back({one.passage.place.words, from.registered->submission.language});
            others.push_back({&from, &one.passage});
        }
    }
    const c::SimilarPassages similar(reading.of.snapshot, texts);
    List list;
    for (const c::Similar& one : similar.near(0, most)) {
        const std::size_t other = one.a == 0 ? one.b : one.a;
        const c::CodedPassage& found = *others[other - 1].passage;
        const c::Submission& from = others[other - 1].from->registered->submission;
        std::string shared;
        for (const std::string& word : similar.common_words(0, other)) shared += (shared.empty() ? "" : ", ") + word;
        list.push_back(View{{"who", voice_in_words(visit, reading.of, from.number, from.contributor)},
                            {"address", source_address(reading.of.call.id, found.place)},
                            {"words", in_language(visit, found.place.words, from.language)},
                            {"code", code_view(visit, reading.of, found.code)},
                            {"shared", untranslated(shared)}});
    }
    return list;
}

struct Laid {
    const c::Translation* translation = nullptr;
    std::int64_t revision = 0;
};
/// What stands of a paragraph in other languages; with `language` in that one alone, taken back or not.
std::vector<Laid> laid_beside(const Reading& reading, const Spot& spot, std::string_view language = "") {
    const ReadPart& part = reading.parts[static_cast<std::size_t>(spot.part) - 1];
    const auto place = c::place_of(reading.made.number, spot.part, part.text, part.paragraphs[spot.paragraph - 1]);
    std::vector<Laid> all;
    for (const auto& [one, revision] : reading.translations) {
        const bool wanted = language.empty() ? !one.text.empty() : one.language == language;
        if (place && wanted && c::key_of(one.place) == c::key_of(*place)) all.push_back({&one, revision});
    }
    return all;
}

/// The form that codes a passage: new, or a code that is changed; with what was typed into it, if it came back.
struct FormAt {
    Spot spot;
    http::Form form;
    std::int64_t revision = 0;
    bool changes = false;
};

/// Where there is most likely something to code: the first paragraph behind the last that was coded for which a kind is proposed, else the first of all that is not coded.
std::optional<Spot> first_uncoded(const Reading& reading, const c::Suggester& suggester, const std::optional<Spot>& behind) {
    std::optional<Spot> first, likely;
    for (std::size_t part = 1; part <= reading.parts.size(); ++part) {
        const auto& paragraphs = reading.parts[part - 1].paragraphs;
        for (std::size_t i = 1; i <= paragraphs.size(); ++i) {
            const Spot spot{static_cast<int>(part), i};
            const bool coded = std::any_of(reading.placed.passages.begin(), reading.placed.passages.end(), [&](const c::PlacedPassage& one) {
                return one.passage.coder == reading.of.viewer.coder && one.passage.place.part == spot.part && begins_in(one.marked, paragraphs[i - 1]);
            });
            if (coded) continue;
            if (!first) first = spot;
            if (behind && spot < *behind) continue;
            if (!likely && suggester.suggest(reading.parts[part - 1].text, paragraphs[i - 1], reading.parts[part - 1].language).kind) likely = spot;
        }
    }
    return likely ? likely : first;
}

std::optional<FormAt> form_asked(const Visit& visit, const Reading& reading, const c::Suggester& suggester, const http::Form& sent) {
    if (!reading.codes()) return std::nullopt;
    if (sent.get("act") == "code") {
        const auto spot = spot_in(sent.get("at"));
        if (spot && !reading.words(*spot).empty()) return FormAt{*spot, sent, c::number_in(sent.get("revision")).value_or(0), sent.get("revision") != "0"};
    }
    if (const auto* own = own_passage(reading, visit.query.get("edit"))) {
        FormAt made{{own->place.part, static_cast<std::size_t>(own->place.paragraph)}, form_of(own->code), revision_of(reading, *own), true};
        made.form.add("words", own->place.words);
        if (!reading.words(made.spot).empty()) return made;
    }
    auto spot = spot_in(visit.query.get("at"));
    if (!spot || reading.words(*spot).empty()) spot = first_uncoded(reading, suggester, spot_in(visit.query.get("was")));
    if (!spot) return std::nullopt;
    FormAt made{*spot, {}, 0, false};
    made.form.add("words", reading.words(*spot));
    return made;
}

/// What this coder used in this contribution.
std::vector<std::string> themes_used(const Reading& reading) {
    std::set<std::string> used;
    for (const c::Coded& one : reading.coding.coded) {
        if (one.passage.coder == reading.of.viewer.coder) used.insert(one.passage.code.themes.begin(), one.passage.code.themes.end());
    }
    return {used.begin(), used.end()};
}

View row_view(const Visit& visit, const Reading& reading, const Spot& spot, const c::Suggester& suggester, const std::optional<FormAt>& form, std::set<std::string>& anchors) {
    const ReadPart& part = reading.parts[static_cast<std::size_t>(spot.part) - 1];
    List laid, similar;
    for (const Laid& one : laid_beside(reading, spot)) {
        laid.push_back(View{{"words", in_language(visit, one.translation->text, one.translation->language)},
                            {"language", visit.text("language", {{"language", one.translation->language}})},
                            {"by", one.translation->by.empty() ? Html() : visit.html("desk.translated_by", {{"who", untranslated(one.translation->by)}})},
                            {"edit_address", fmt::format("{}?translate={}&into={}#p{}", reading.address(), written(spot), one.translation->language, written(spot))}});
    }
    if (visit.query.get("similar") == written(spot)) similar = similar_to(visit, reading, spot);
    Value translates = "";
    if (visit.query.get("translate") == written(spot)) {
        const std::string into(visit.query.get("into"));
        const auto before = into.empty() ? std::vector<Laid>() : laid_beside(reading, spot, into);
        translates = View{{"at", written(spot)},
                          {"language", into},
                          {"by", before.empty() ? std::string() : before.front().translation->by},
                          {"text", before.empty() ? std::string() : before.front().translation->text},
                          {"revision", before.empty() ? std::string() : std::to_string(before.front().revision)}};
    }
    const bool has_form = form && form->spot == spot;
    const auto recorded = visit.query.get("was") == written(spot) ? entry_recorded(visit) : std::nullopt;
    View view{{"at", written(spot)},
              {"number", visit.words.figures(std::to_string(spot.paragraph))},
              {"lang", part.language},
              {"words", marked_words(reading, spot)},
              {"laid", std::move(laid)},
              {"codes", codes_in(visit, reading, spot, anchors)},
              {"proposal", proposal_view(visit, reading, suggester, spot)},
              {"similar", std::move(similar)},
              {"similar_asked", visit.query.get("similar") == written(spot)},
              {"translates", std::move(translates)},
              {"may_code", reading.codes()},
              {"code_address", fmt::format("{}?at={}#p{}", reading.address(), written(spot), written(spot))},
              {"similar_address", fmt::format("{}?similar={}#p{}", reading.address(), written(spot), written(spot))},
              {"translate_address", fmt::format("{}?translate={}#p{}", reading.address(), written(spot), written(spot))},
              {"recorded", recorded ? Value(View{{"number", visit.words.figures(std::to_string(recorded->position))}, {"address", fmt::format("/receipt/{}.html", recorded->position)}}) : Value("")},
              {"form", ""}};
    if (has_form) {
        view.put("form", View{{"at", written(spot)},
                              {"words", form->form.get("words")},
                              {"revision", std::to_string(form->revision)},
                              {"changes", form->changes},
                              {"fields", code_fields(visit, reading.of, "code", form->form, reading.words(spot), themes_used(reading))}});
    }
    return view;
}

/// The next that this coder has not read, else the next of all; and the one before.
std::pair<std::string, std::string> neighbours(const Reading& reading) {
    const bool of_coder = reading.of.viewer.coder > 0;
    std::string before, after, unread;
    const auto at_desk = c::at_desk(reading.of.snapshot, reading.of.call.id);
    for (const c::Contribution& one : at_desk->contributions) {
        if (!is_seen(reading.of, one) || one.number == reading.made.number) continue;
        if (one.number < reading.made.number) {
            before = reading_address(reading.of.call.id, one.number);
            continue;
        }
        if (after.empty()) after = reading_address(reading.of.call.id, one.number);
        if (of_coder && !one.is_read_by(reading.of.viewer.coder)) {
            unread = reading_address(reading.of.call.id, one.number);
            break;
        }
        if (!of_coder) break;
    }
    return {before, unread.empty() ? after : unread};
}

List parts_view(const Visit& visit, const Reading& reading, const c::Suggester& suggester, const std::optional<FormAt>& form) {
    std::set<std::string> anchors;
    List parts;
    for (std::size_t part = 1; part <= reading.parts.size(); ++part) {
        List rows;
        for (std::size_t i = 1; i <= reading.parts[part - 1].paragraphs.size(); ++i) rows.push_back(row_view(visit, reading, {static_cast<int>(part), i}, suggester, form, anchors));
        const c::Part& made = reading.made.parts[part - 1];
        parts.push_back(View{{"part", std::to_string(part)},
                             {"name", made.name.empty() ? Value(visit.text("consultation.typed")) : Value(untranslated(made.name))},
                             {"closed", made.closed},
                             {"rows", std::move(rows)}});
    }
    return parts;
}

List lost_view(const Visit& visit, const Reading& reading) {
    List lost;
    for (const c::CodedPassage& one : reading.placed.lost) {
        lost.push_back(View{{"coder", coder_in_words(visit, reading.of, one.coder)}, {"words", untranslated(one.place.words)}, {"code", code_view(visit, reading.of, one.code)}});
    }
    return lost;
}

http::Response reading_page(const Visit& visit, const http::Form& sent, Html wrong, int status) {
    const Reading reading = reading_asked(visit);
    const c::Suggester suggester = c::suggester_for(visit.holdings(), reading.of.call);
    const auto form = form_asked(visit, reading, suggester, sent);
    const auto [before, after] = neighbours(reading);
    List read;
    for (const int coder : reading.done) read.push_back(View{{"coder", coder_in_words(visit, reading.of, coder)}});
    const bool coder = reading.of.viewer.coder > 0, done = coder && !reading.codes();
    View view{{"number", std::to_string(reading.made.number)},
              {"contributor", contributor_in_words(visit, reading.made.contributor)},
              {"kind", visit.text("consultation.kind", {{"code", code_of(reading.made.contributor.kind)}})},
              {"language", reading.made.language.empty() ? std::string() : visit.text("language", {{"language", reading.made.language}})},
              {"word_total", reading.made.words()},
              {"closed", reading.made.confidentiality == c::Confidentiality::open ? std::string() : visit.text("consultation.choice", {{"code", code_of(c::name_of(reading.made.confidentiality))}})},
              {"submission_address", reading.of.viewer.keeps ? submission_address(reading.of.call.id, reading.made.number) : std::string()},
              {"own_address", reading.address()},
              {"before", before},
              {"after", after},
              {"is_coder", coder},
              {"is_set", reading.of.desk.has_value()},
              {"done", done},
              {"may_finish", coder && !done},
              {"keys_shown", keys_on(visit)},
              {"read", std::move(read)},
              {"parts", parts_view(visit, reading, suggester, form)},
              {"lost", lost_view(visit, reading)},
              {"typed_language", sent.get("act") == "translate" ? sent.get("language") : ""},
              {"typed_by", sent.get("act") == "translate" ? sent.get("by") : ""},
              {"typed_text", sent.get("act") == "translate" ? sent.get("text") : ""}};
    put_head(visit, reading.of, "desk", std::move(wrong), view);
    // An act tells itself at the paragraph to which it leads.
    if (visit.query.has("was")) view.put("receipt", "");
    return respond_closed(visit, {visit.text("desk.reading_title", {{"number", std::to_string(reading.made.number)}}), "consultations", "desk_reading", std::move(view), status});
}

/// Where words stand in a paragraph, else anywhere in its part; of nothing typed the whole paragraph. Where they stand nowhere: an empty place, which the rule refuses.
c::Marked marked_in(const ReadPart& part, std::size_t paragraph, const std::string& words) {
    const c::Marked whole = paragraph >= 1 && paragraph <= part.paragraphs.size() ? part.paragraphs[paragraph - 1] : c::Marked{};
    if (words.empty()) return whole;
    std::optional<c::Marked> first, last;
    for (int occurrence = 1;; ++occurrence) {
        const auto found = c::find_passage(part.text, {0, 1, 1, words, occurrence});
        if (!found || found == last) break;
        if (!first) first = found;
        if (found->begin < whole.end && found->end > whole.begin) return *found;
        last = found;
    }
    return first.value_or(c::Marked{});
}

DeskAct act_asked(const Visit& visit, const http::Form& form) {
    const Reading reading = reading_asked(visit);
    const std::string act(form.get("act")), about = c::submission_subject(reading.of.call.id, reading.made.number);
    const auto spot = spot_in(form.get("at"));
    const std::string back = spot ? fmt::format("{}?was={}", reading.address(), written(*spot)) : reading.address();
    const std::string anchor = spot ? "#p" + written(*spot) : std::string();
    if (act == "code") {
        json::Value fields = fields_of_code(visit, form);
        const bool there = spot && static_cast<std::size_t>(spot->part) <= reading.parts.size();
        const c::Marked marked = there ? marked_in(reading.parts[static_cast<std::size_t>(spot->part) - 1], spot->paragraph, trimmed(form.get("words"))) : c::Marked{};
        fields.put("part", there ? spot->part : 1);
        fields.put("begin", marked.begin);
        fields.put("end", marked.end);
        return {desk_request(visit, form, act, about, std::move(fields)), back, anchor};
    }
    if (act == "translate") {
        json::Value fields = json::Object{{"language", trimmed(form.get("language"))}, {"by", trimmed(form.get("by"))}, {"text", trimmed(form.get("text"))}};
        fields.put("part", spot ? spot->part : c::number_in(form.get("part")).value_or(1));
        if (spot) fields.put("paragraph", spot->paragraph);
        return {desk_request(visit, form, act, about, std::move(fields)), back, anchor};
    }
    json::Value fields = json::Object{};
    if (act == "take back code") fields.put("key", trimmed(form.get("key")));
    return {desk_request(visit, form, act, about, std::move(fields)), back, anchor};
}

}  // namespace

http::Response desk_reading(const Visit& visit) { return reading_page(visit, {}, {}, 200); }

http::Response desk_coded(const Visit& visit) {
    const http::Form form = http::Form::parse(visit.request.body);
    return perform_at_desk(visit, form, [&] { return act_asked(visit, form); }, [&](Html wrong, int status) { return reading_page(visit, form, std::move(wrong), status); }, actors::code_contributions);
}

}  // namespace comity::web::pages
