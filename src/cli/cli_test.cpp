#include "base/testing.hpp"
#include "cli/cli.hpp"

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/help.hpp"
#include "cli/table.hpp"
#include "machinery/actors/permissions.hpp"
#include "web/pages.hpp"

namespace comity::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Answer {
    int code = 0;
    std::string out, err;
};

Answer typed(const std::vector<std::string>& words, const std::map<std::string, std::string>& environment = {}) {
    std::istringstream in;
    std::ostringstream out, err;
    Console console{.in = in, .out = out, .err = err, .environment = [&](const char* name) {
                        const auto at = environment.find(name);
                        return at == environment.end() ? std::nullopt : std::optional(at->second);
                    }};
    Answer answer;
    answer.code = run(words, console);
    answer.out = out.str();
    answer.err = err.str();
    return answer;
}

TEST(TheTable, has_what_every_reader_of_it_needs) {
    for (const Command& command : commands()) {
        EXPECT_FALSE(command.summary.empty() || command.description.empty()) << command.name;
        EXPECT_FALSE(command.examples.empty()) << command.name;
        EXPECT_FALSE(command.summary.ends_with(".")) << command.name;
        EXPECT_TRUE(command.description.ends_with(".")) << command.name;
        EXPECT_EQ(command.description.find("\n") == std::string_view::npos, command.description.find("\n\n") == std::string_view::npos) << command.name;
        for (const Option& option : command.options) {
            EXPECT_FALSE(option.description.ends_with(".")) << command.name << " --" << option.name;
            EXPECT_TRUE(option.if_bare.empty() || command.operands.most == 0) << "an operand would be taken for the value of --" << option.name;
        }
        EXPECT_THAT(std::string(command.examples.at(0).line), HasSubstr("comity " + std::string(command.name))) << "the first example shows another command";
    }
}

TEST(TheTable, is_the_manual_in_docs) {
    const std::string path = source_folder() / "docs/commands.md";
    if (const char* update = std::getenv("COMITY_UPDATE"); update != nullptr && std::string_view(update) == "1") {
        std::ofstream(path, std::ios::binary) << manual_chapter();
    }
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    EXPECT_EQ(text.str(), manual_chapter()) << "docs/commands.md is older than the table: COMITY_UPDATE=1 rewrites it";
}

/// Below the table its other readers: which page and which command asks for which row.
std::string permissions_page() {
    std::string out = actors::permissions_chapter();
    for (const actors::Row& row : actors::permissions()) {
        std::string pages, asking;
        for (const web::RouteRow& route : web::all_routes()) {
            if (route.permission == row.permission) pages += fmt::format("{}`{} {}`", pages.empty() ? "" : ", ", route.method, route.address);
        }
        for (const Command& command : commands()) {
            if (command.permission == row.permission) asking += fmt::format("{}`{}`", asking.empty() ? "" : ", ", command.name);
        }
        if (pages.empty() && asking.empty()) continue;
        out += fmt::format("\n## {}{}\n", static_cast<char>(row.name[0] - 'a' + 'A'), row.name.substr(1));
        if (!pages.empty()) out += fmt::format("\nAddresses: {}\n", pages);
        if (!asking.empty()) out += fmt::format("\nCommands: {}\n", asking);
    }
    return out;
}

TEST(Permissions, are_the_manual_in_docs) {
    const std::string path = source_folder() / "docs/permissions.md";
    if (const char* update = std::getenv("COMITY_UPDATE"); update != nullptr && std::string_view(update) == "1") {
        std::ofstream(path, std::ios::binary) << permissions_page();
    }
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    EXPECT_EQ(text.str(), permissions_page()) << "docs/permissions.md is older than the tables: COMITY_UPDATE=1 rewrites it";
}

TEST(Permissions, let_the_operator_run_every_command_and_nobody_else_the_keepers) {
    for (const Command& command : commands()) {
        EXPECT_TRUE(actors::allows(actors::Role::operator_at_command_line, command.permission)) << command.name;
        const bool changes = command.permission != actors::Permission::read;
        for (const actors::Role role : {actors::Role::anyone, actors::Role::without_role}) EXPECT_EQ(actors::allows(role, command.permission), !changes) << command.name;
        if (command.permission != actors::Permission::keep) continue;
        for (const actors::Role role : actors::given_roles()) EXPECT_FALSE(actors::allows(role, command.permission)) << command.name;
    }
    // What acts asks for more than reading, whatever it is called.
    for (const char* name : {"import", "correct", "account", "rebuild", "restore", "backup", "mirror", "key", "demo", "serve"}) EXPECT_NE(find_command(name)->permission, actors::Permission::read) << name;
}

TEST(Commands, HaveTheNamesThatTheContractPromises) {
    for (const char* name : {"import", "read", "list", "show", "compare", "series", "provenance", "precedents", "mandates", "search", "serve", "rebuild", "correct", "export", "verify", "backup",
                             "restore", "user", "demo"}) {
        EXPECT_NE(find_command(name), nullptr) << name;
    }
}

TEST(Help, is_given_for_every_command_in_every_way_of_asking) {
    for (const Command& command : commands()) {
        const std::string name(command.name);
        const Answer asked = typed({"help", name});
        EXPECT_EQ(asked.code, 0);
        EXPECT_EQ(asked.out, typed({name, "--help"}).out);
        EXPECT_EQ(asked.out, typed({name, "-h", "and", "much", "more"}).out) << "who asks for help needs nothing else";
        EXPECT_THAT(asked.out, HasSubstr("Usage: comity " + name));
        EXPECT_THAT(asked.out, HasSubstr("Exit codes:"));
    }
}

TEST(Help, without_words_goes_to_the_standard_error) {
    const Answer answer = typed({});
    EXPECT_EQ(answer.code, 2);
    EXPECT_EQ(answer.out, "");
    EXPECT_EQ(answer.err, typed({"--help"}).out);
}

TEST(Help, knows_the_version) {
    EXPECT_THAT(typed({"--version"}).out, testing::MatchesRegex("comity [0-9]+\\.[0-9]+\\.[0-9]+\n"));
    EXPECT_EQ(typed({"list", "--version"}).out, typed({"--version"}).out);
}

TEST(Usage, that_is_wrong_is_one_sentence_and_code_2) {
    const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
        {{"improt", "x"}, "comity: there is no command improt: did you mean comity import?\n"},
        {{"frobnicate"}, "comity: there is no command frobnicate: comity --help lists them\n"},
        {{"help", "lst"}, "comity: there is no command lst: did you mean comity list?\n"},
        {{"list", "--formt", "json"}, "comity: comity list has no option --formt: did you mean --format?; see comity help list\n"},
        {{"list", "--colour"}, "comity: comity list has no option --colour; see comity help list\n"},
        {{"show", "-x", "78/199"}, "comity: comity show has no option -x: options are written with two dashes; see comity help show\n"},
        {{"list", "--format", "xml"}, "comity: --format of comity list is one of text, json, csv, not \"xml\"; see comity help list\n"},
        {{"list", "--format"}, "comity: --format needs a value: --format FORMAT; see comity help list\n"},
        {{"list", "--format", "--title"}, "comity: --format needs a value: --format FORMAT; see comity help list\n"},
        {{"list", "--out-of-view=yes"}, "comity: --out-of-view takes no value; see comity help list\n"},
        {{"list", "all"}, "comity: comity list takes nothing but options, not \"all\"; see comity help list\n"},
        {{"list", "--year", "soon"}, "comity: --year takes a year such as 2023, not \"soon\"\n"},
        {{"list", "--limit", "-3"}, "comity: --limit takes a whole number, not \"-3\"\n"},
        {{"read"}, "comity: comity read needs FILE; see comity help read\n"},
        {{"read", ""}, "comity: comity read needs FILE, and an empty word was given; see comity help read\n"},
        {{"read", "a", "b"}, "comity: comity read takes FILE and nothing more, not \"b\"; see comity help read\n"},
        {{"demo", "lod"}, "comity: comity demo takes load, not \"lod\"; see comity help demo\n"},
        {{"import"}, "comity: comity import needs PATH...; see comity help import\n"},
        {{"--colour"}, "comity: --colour stands before any command: comity COMMAND --colour; comity --help lists the commands\n"},
        {{"correct", "78/199", "--join", "op1", "--choose"},
         "comity: one command makes one correction, and this one has --join and --choose: give them one by one\n"},
        {{"correct", "78/199", "--kind", "heading"}, "comity: --kind goes with --paragraph or --split: say which paragraph\n"},
        {{"correct", "78/199", "--split", "op1"}, "comity: --split op1 needs --at with the first words of the second paragraph\n"},
        {{"correct", "78/199", "--fact", "title"}, "comity: --fact takes FIELD=VALUE, such as title=\"A better title\", not \"title\"\n"},
        {{"correct", "--choose"}, "comity: say which text is corrected: comity correct SYMBOL ...\n"},
    };
    for (const auto& [words, sentence] : cases) {
        const Answer answer = typed(words, {{"HOME", "/nowhere"}});
        EXPECT_EQ(answer.err, sentence);
        EXPECT_EQ(answer.code, 2) << sentence;
        EXPECT_EQ(answer.out, "") << sentence;
    }
}

TEST(Usage, cannot_command_the_terminal) {
    EXPECT_THAT(typed({"\x1b[2Jx"}).err, Not(HasSubstr("\x1b")));
    EXPECT_THAT(typed({"read", "\x1b[2Jx"}).err, Not(HasSubstr("\x1b")));
}

TEST(Usage, takes_options_before_behind_and_with_an_equals_sign) {
    const Answer behind = typed({"list", "--record", "/nowhere/a.record"});
    EXPECT_EQ(behind.code, 1);
    EXPECT_THAT(behind.err, HasSubstr("there is no record at /nowhere/a.record yet"));
    EXPECT_EQ(typed({"list", "--record=/nowhere/a.record"}).err, behind.err);
    EXPECT_EQ(typed({"--record", "/nowhere/a.record", "list"}).err, behind.err);
    EXPECT_EQ(typed({"--record=/nowhere/a.record", "list"}).err, behind.err);
}

TEST(Usage, ends_options_at_two_dashes) {
    const Arguments arguments = parse_arguments(*find_command("search"), std::vector<std::string>{"--limit", "3", "--", "--limit", "-x"});
    EXPECT_EQ(arguments.number("limit"), 3U);
    EXPECT_EQ(arguments.operands(), (std::vector<std::string>{"--limit", "-x"}));
}

TEST(Usage, gives_an_option_its_own_value_where_none_follows) {
    const auto demonstration = [](std::vector<std::string> words) { return parse_arguments(*find_command("serve"), words).value("demonstration"); };
    EXPECT_EQ(demonstration({}), std::nullopt);
    EXPECT_EQ(demonstration({"--demonstration"}), "127.0.0.1:8461");
    EXPECT_EQ(demonstration({"--demonstration", "--listen", "127.0.0.1:1"}), "127.0.0.1:8461");
    EXPECT_EQ(demonstration({"--demonstration", "127.0.0.1:9"}), "127.0.0.1:9");
    EXPECT_EQ(demonstration({"--demonstration", "--demonstration=127.0.0.1:9"}), "127.0.0.1:9");
}

TEST(TheRecord, is_where_option_then_environment_then_platform_say) {
    const auto sought = [](const std::map<std::string, std::string>& environment) { return typed({"list"}, environment).err; };
    EXPECT_THAT(sought({{"HOME", "/nowhere/jo"}}), HasSubstr("/nowhere/jo/.local/share/comity/comity.record"));
    EXPECT_THAT(sought({{"HOME", "/nowhere/jo"}, {"XDG_DATA_HOME", "/nowhere/data"}}), HasSubstr("/nowhere/data/comity/comity.record"));
    EXPECT_THAT(sought({{"HOME", "/nowhere/jo"}, {"XDG_DATA_HOME", "not/absolute"}}), HasSubstr("/nowhere/jo/.local"));
    EXPECT_THAT(sought({{"XDG_DATA_HOME", "/nowhere/data"}, {"COMITY_RECORD", "/nowhere/b.record"}}), HasSubstr("/nowhere/b.record"));
    EXPECT_EQ(typed({"list"}).code, 2) << "without a home";
    EXPECT_THAT(typed({"list", "--record", "https://host/record"}).err, HasSubstr("is an address"));
    EXPECT_THAT(typed({"list", "--record", "postgresql://host/record"}).err, HasSubstr("no home folder"));
    EXPECT_THAT(typed({"list", "--record", "/"}).err, HasSubstr("is a folder"));
    EXPECT_THAT(typed({"import", "--record", "/nowhere/x.record", "file"}).err, HasSubstr("there is no folder /nowhere"));
}

TEST(Nearest, is_what_a_slip_of_the_fingers_leaves) {
    const std::vector<std::string_view> names = {"import", "list", "serve", "series", "search"};
    EXPECT_EQ(nearest("imoprt", names), "import");
    EXPECT_EQ(nearest("lits", names), "list");
    EXPECT_EQ(nearest("ser", names), "serve");
    EXPECT_EQ(nearest("searhc", names), "search");
    EXPECT_EQ(nearest("wash", names), std::nullopt);
    EXPECT_EQ(nearest("", names), std::nullopt);
    EXPECT_EQ(nearest(std::string(1000, 'x'), names), std::nullopt);
}

std::string content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

TEST(Output, goes_into_a_file_all_at_once_and_not_at_all_if_the_command_fails) {
    const std::string text = testing::TempDir() + "comity-output.txt", path = testing::TempDir() + "comity-output.json";
    std::ofstream(text) << "The Assembly,\n\n1. Requests a list of lamps.\n";
    std::ofstream(path) << "before";
    EXPECT_NE(typed({"compare", text, path + ".missing", "--output", path}).code, 0);
    EXPECT_EQ(content_of(path), "before");
    const Answer into_file = typed({"compare", text, text, "--format", "json", "--output", path});
    EXPECT_EQ(into_file.code, 0);
    EXPECT_EQ(into_file.out, "");
    EXPECT_EQ(content_of(path), typed({"compare", text, text, "--format", "json"}).out);
    EXPECT_THAT(typed({"compare", text, text, "--output", path + "/no/such/place"}).err, HasSubstr("can't be written"));
}

TEST(Output, of_a_word_processors_file_is_kept_from_a_terminal) {
    const std::string text = testing::TempDir() + "comity-kept-from-a-terminal.txt";
    std::ofstream(text) << "The Assembly,\n\n1. Requests a list of lamps.\n";
    std::istringstream in;
    std::ostringstream out, err;
    Console console{.in = in, .out = out, .err = err, .out_is = Place::terminal, .environment = [](const char*) { return std::nullopt; }};
    EXPECT_EQ(run(std::vector<std::string>{"compare", text, text, "--format", "docx"}, console), 2);
    EXPECT_EQ(out.str(), "");
    EXPECT_THAT(err.str(), HasSubstr("--output compare.docx"));
    EXPECT_TRUE(typed({"compare", text, text, "--format", "docx"}).out.starts_with("PK"));
}

TEST(ATable, is_aligned_and_cut_to_the_terminal_only) {
    std::istringstream in;
    std::ostringstream out, err;
    Console console{.in = in, .out = out, .err = err, .environment = {}};
    const Table table{{"Symbol", "Title"}, {{"X/1", "Care of shared lighthouses"}, {"X/RES/22/1", ""}}};
    EXPECT_EQ(aligned(table, console), "Symbol      Title\nX/1         Care of shared lighthouses\nX/RES/22/1\n");
    console.out_is = Place::terminal;
    console.width = 30;
    EXPECT_EQ(aligned(table, console), "Symbol      Title\nX/1         Care of shared li…\nX/RES/22/1\n");
}

TEST(ATable, is_csv_that_a_spreadsheet_reads_as_it_stands) {
    EXPECT_EQ(csv({{"Symbol", "Date read"}, {{"", "a, \"b\""}, {"=1+1", "c\nd"}}}), "symbol,date_read\r\n,\"a, \"\"b\"\"\"\r\n'=1+1,\"c\nd\"\r\n");
}

TEST(Completion, is_a_script_that_bash_takes) {
    const std::string path = testing::TempDir() + "comity-completion.bash";
    std::ofstream(path) << completion(Shell::bash)
                        << "COMP_WORDS=(comity se); COMP_CWORD=1; _comity; echo \"${COMPREPLY[*]}\" > " << path << ".out\n";
    EXPECT_EQ(std::system(("bash " + path).c_str()), 0);
    std::ifstream file(path + ".out");
    std::string names;
    std::getline(file, names);
    EXPECT_EQ(names, "series search serve");
}

TEST(Completion, names_every_command_and_option_for_every_shell) {
    for (const Shell shell : {Shell::bash, Shell::zsh, Shell::fish}) {
        const std::string script = completion(shell);
        for (const Command& command : commands()) {
            EXPECT_THAT(script, HasSubstr(std::string(command.name)));
            for (const Option& option : command.options) EXPECT_THAT(script, HasSubstr(std::string(option.name)));
        }
    }
}

TEST(TheManualPage, has_no_line_that_is_taken_for_a_request_by_chance) {
    std::istringstream lines(manual_page());
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with(".")) continue;
        EXPECT_THAT(line, testing::ContainsRegex("^\\.(TH|SH|SS|PP|TP|RS|RE)"));
    }
}

}  // namespace
}  // namespace comity::cli
