#include <array>

#include "converting/inside.hpp"
#include "zip/zip.hpp"

namespace comity::converting {

namespace {

using namespace std::chrono_literals;

struct Form {
    const char* ending;
    const char* read_by;  ///< LibreOffice's own name of what reads it: a file is never taken for another kind than it was found to be
    const char* written_by;
};
constexpr std::array forms = {Form{"docx", "MS Word 2007 XML", "docx:MS Word 2007 XML"}, Form{"doc", "MS Word 97", "doc:MS Word 97"},
                              Form{"rtf", "Rich Text Format", "rtf:Rich Text Format"}, Form{"odt", "writer8", "odt:writer8"},
                              Form{"pdf", "writer_pdf_import", "pdf:writer_pdf_Export"}};

const Form& form_of(OfficeForm form) { return forms[static_cast<std::size_t>(form)]; }

/// Of a profile that was never used before: no macro runs, no link is followed, nothing active is loaded.
constexpr std::string_view settings = R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Field" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
)";

void make_profile(const PassingFolder& folder) {
    std::filesystem::create_directories(folder.path() / "profile" / "user");
    folder.write("profile/user/registrymodifications.xcu", settings);
    std::filesystem::create_directory(folder.path() / "out");
}

/// An archive may end with a remark: the name of what it was made from.
std::string remarked(std::string archive, std::string_view remark) {
    constexpr std::size_t end_record = 22;
    if (archive.size() < end_record || archive.compare(archive.size() - end_record, 4, "PK\x05\x06") != 0) return archive;
    archive[archive.size() - 2] = static_cast<char>(remark.size());
    archive += remark;
    return archive;
}

/// "LibreOffice 7.4.7.2", as it signs the files that it makes.
std::string maker_of(const std::string& docx) {
    constexpr std::string_view application = "<Application>LibreOffice/";
    std::string about;
    for (const auto& part : zip::unpacked(docx)) {
        if (part.name == "docProps/app.xml") about = part.bytes;
    }
    const auto begin = about.find(application);
    if (begin == std::string::npos) return "LibreOffice";
    const std::string_view version = std::string_view(about).substr(begin + application.size(), 40);
    return "LibreOffice " + std::string(version.substr(0, version.find_first_of("$<_ ")));
}

Converted word_of(std::string_view bytes, std::string_view sha256, OfficeForm from) {
    std::string docx = by_office(bytes, from, OfficeForm::docx);
    std::string by = maker_of(docx);
    return {remarked(std::move(docx), sha256), std::move(by)};
}

}  // namespace

std::string by_office(std::string_view bytes, OfficeForm from, OfficeForm to) {
    if (bytes.size() > largest) throw Error(Fault::limit, "the file has {} MB; word processors' files of up to {} MB are read", bytes.size() >> 20U, largest >> 20U);
    const PassingFolder folder;
    make_profile(folder);
    const std::string in = fmt::format("in.{}", form_of(from).ending);
    folder.write(in, bytes);
    programs::Command command{std::string(office_program), std::string(office_package), {}, {}, {}};
    command.arguments = {fmt::format("-env:UserInstallation=file://{}/profile", folder.path().string()), "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
                         fmt::format("--infilter={}", form_of(from).read_by), "--convert-to", form_of(to).written_by, "--outdir", "out", in};
    // It reserves far more address space than it uses.
    command.limits = {.processor = 120s, .wall = 180s, .memory = std::size_t{6} << 30U, .output = largest, .may_start_others = true};
    const programs::Outcome outcome = run_in_turn(command, folder);
    demand_its_end(outcome, "LibreOffice");
    auto made = folder.read(fmt::format("out/in.{}", form_of(to).ending), largest);
    if (!made || made->empty()) throw Error(Fault::bad_request, "the file can't be read: LibreOffice makes nothing of it; it is damaged, locked with a password, or something else than its beginning says");
    return std::move(*made);
}

Converted word_of_old_word(std::string_view bytes, std::string_view sha256) {
    // The same container holds sheets, slides and installers; the name of the words' stream stands in it in UTF-16.
    constexpr std::string_view words_stream("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", 24);
    if (bytes.find(words_stream) == std::string_view::npos) throw Error(Fault::bad_request, "the file is one of an old office program, and no text: its words are to be saved as DOCX or plain text");
    return word_of(bytes, sha256, OfficeForm::doc);
}

Converted word_of_rich_text(std::string_view bytes, std::string_view sha256) { return word_of(bytes, sha256, OfficeForm::rtf); }

}  // namespace comity::converting
