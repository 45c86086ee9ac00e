#pragma once
// What the tests of every folder share.
#include <filesystem>

namespace comity {

// The folder of the project: there are the golden files, the demonstration and, beside it, the shared material. A function and no macro,
// so that one file alone is compiled anew where the project stands in another folder.
std::filesystem::path source_folder();

}  // namespace comity
