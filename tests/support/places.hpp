// Where a test finds the project's files and programs. One source names the folders, so that the compiler cache serves
// every other source in whatever folder the project lies.
#pragma once

#include <filesystem>
#include <string>

namespace heyi::test {

/// source_folder is the project's own folder, as it was when the tests were built.
std::filesystem::path source_folder();

/// table_folder is where the published vectors' rows go unless `$HEYI_TABLE_DIR` says otherwise.
std::filesystem::path table_folder();

/// program is the path of a program that was built with the tests, by its name.
std::string program(const std::string& name);

}  // namespace heyi::test
