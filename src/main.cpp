#include <string>
#include <vector>

#include "cli/cli.hpp"

int main(int count, char** words) {
    comity::cli::Console console = comity::cli::process_console();
    const std::vector<std::string> typed(words + (count > 0 ? 1 : 0), words + count);
    return comity::cli::run(typed, console);
}
