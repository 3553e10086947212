// The one test source that is compiled with the names of folders.
#include "support/places.hpp"

namespace heyi::test {

std::filesystem::path source_folder() { return HEYI_SOURCE_DIR; }

std::filesystem::path table_folder() { return HEYI_TABLE_DIR; }

std::string program(const std::string& name) { return HEYI_PROGRAM_DIR "/" + name; }

}  // namespace heyi::test
