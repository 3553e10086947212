// A city for a desk, for desk_test.sh: prints the folder with what heyi-terminal needs of it, then, for each name of a
// person on its input, a line with a new code of theirs. The folder goes when the input ends.
#include <cstdio>
#include <iostream>

#include "support/running_terminal.hpp"

int main() {
  try {
    heyi::test::TerminalCity city;
    std::cout << city.folder() << std::endl;
    for (std::string name; std::getline(std::cin, name);) std::cout << city.code(name) << std::endl;
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "desk-city: %s\n", error.what());
    return 1;
  }
}
