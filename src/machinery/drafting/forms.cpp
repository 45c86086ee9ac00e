#include "machinery/drafting/forms.hpp"

namespace comity::drafting {

namespace {

json::Value of_date(const std::optional<Date>& date) { return date ? json::Value(date->iso()) : json::Value(); }

json::Value finding_value(const Finding& finding) {
    const Rule* rule = find_rule(finding.rule);
    json::Value value = json::Object{{"rule", finding.rule},
                                     {"level", name_of(finding.level)},
                                     {"place", json::Object{{"paragraph", finding.place.paragraph.empty() ? json::Value() : json::Value(finding.place.paragraph)},
                                                            {"begin", finding.place.begin},
                                                            {"end", finding.place.end},
                                                            {"text", finding.place.words},
                                                            {"line", finding.place.line == 0 ? json::Value() : json::Value(finding.place.line)}}},
                                     {"why", finding.why.english},
                                     {"mend", finding.mend.english},
                                     {"source", rule == nullptr ? std::string() : rule->source},
                                     {"beside", nullptr},
                                     {"answer", json::Value::of(finding.answer)},
                                     {"fingerprint", fingerprint(finding)}};
    if (finding.beside)
        value.put("beside", json::Object{{"symbol", finding.beside->symbol},
                                         {"paragraph", finding.beside->paragraph.empty() ? json::Value() : json::Value(finding.beside->paragraph)},
                                         {"date", of_date(finding.beside->date)},
                                         {"text", finding.beside->text.empty() ? json::Value() : json::Value(finding.beside->text)}});
    return value;
}

std::string_view sarif_level(Level level) { return level == Level::off ? "none" : name_of(level); }

/// An address relative to where the check ran, as SARIF wants it (RFC 3986).
std::string as_uri(std::string_view path) {
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/", hex = "0123456789ABCDEF";
    std::string uri;
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (plain.find(c) != std::string_view::npos) uri += c;
        else uri += {'%', hex[byte >> 4U], hex[byte & 15U]};
    }
    return uri;
}

json::Value sarif_location(const Finding& finding, std::string_view file) {
    json::Value physical = json::Object{{"artifactLocation", json::Object{{"uri", as_uri(file)}}}};
    if (finding.place.line > 0) {
        json::Value region = json::Object{{"startLine", finding.place.line}};
        if (!finding.place.words.empty()) region.put("snippet", json::Object{{"text", finding.place.words}});
        physical.put("region", std::move(region));
    }
    json::Value location = json::Object{{"physicalLocation", std::move(physical)}};
    if (!finding.place.paragraph.empty()) location.put("logicalLocations", json::Array{json::Object{{"name", finding.place.paragraph}, {"kind", "element"}}});
    return location;
}

json::Value sarif_result(const Finding& finding, std::string_view file) {
    std::size_t index = 0;
    for (std::size_t i = 0; i < rules().size(); ++i)
        if (rules()[i].id == finding.rule) index = i;
    json::Value result = json::Object{{"ruleId", finding.rule},
                                      {"ruleIndex", index},
                                      {"level", sarif_level(finding.level)},
                                      {"message", json::Object{{"text", finding.why.english + ". " + finding.mend.english + "."}}},
                                      {"locations", json::Array{sarif_location(finding, file)}},
                                      {"partialFingerprints", json::Object{{"ruleAndWords/v1", fingerprint(finding)}}}};
    if (finding.answer) result.put("suppressions", json::Array{json::Object{{"kind", "external"}, {"justification", *finding.answer}}});
    return result;
}

}  // namespace

json::Value to_json(const Report& report, std::string_view draft) {
    json::Array findings, not_applied, paragraphs;
    for (const auto& finding : report.findings) findings.push_back(finding_value(finding));
    for (const auto& rule : report.not_applied) not_applied.emplace_back(rule);
    for (const auto& paragraph : report.figures.paragraphs) paragraphs.push_back(json::Object{{"paragraph", paragraph.id}, {"words", paragraph.words}, {"before", json::Value::of(paragraph.before)}});
    return json::Object{{"draft", draft},
                        {"findings", std::move(findings)},
                        {"not_applied", std::move(not_applied)},
                        {"figures", json::Object{{"words", report.figures.words}, {"before", json::Value::of(report.figures.before)}, {"paragraphs", std::move(paragraphs)}}}};
}

json::Value to_sarif(const std::vector<Named>& reports, std::string_view version) {
    json::Array described, results;
    for (const Rule& rule : rules())
        described.push_back(json::Object{{"id", rule.id},
                                         {"shortDescription", json::Object{{"text", rule.title}}},
                                         {"help", json::Object{{"text", "Source of the rule: " + rule.source}}},
                                         {"defaultConfiguration", json::Object{{"level", sarif_level(rule.level)}}}});
    for (const Named& named : reports)
        for (const auto& finding : named.report.findings) results.push_back(sarif_result(finding, named.name));
    json::Value driver = json::Object{{"name", "Comity"}, {"version", version}, {"rules", std::move(described)}};
    json::Value run = json::Object{{"tool", json::Object{{"driver", std::move(driver)}}}, {"results", std::move(results)}, {"columnKind", "utf16CodeUnits"}};
    return json::Object{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", json::Array{std::move(run)}}};
}

}  // namespace comity::drafting
