// Feeds a target every file of the folders named, as a test: seeds, and inputs that once broke something.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "fuzz/support/target.hpp"

namespace {

// Exactly as long as the file, so that a sanitizer sees a read one octet behind it.
std::vector<std::uint8_t> content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<std::uint8_t> octets(std::filesystem::file_size(path));
  file.read(reinterpret_cast<char*>(octets.data()), static_cast<std::streamsize>(octets.size()));
  return octets;
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::filesystem::path> files;
  for (int i = 1; i < count; ++i) {
    // A target has found nothing as long as there is no folder of findings.
    if (!std::filesystem::is_directory(arguments[i])) continue;
    for (const auto& entry : std::filesystem::directory_iterator(arguments[i])) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    std::printf("%s\n", file.string().c_str());
    std::fflush(stdout);  // A target that aborts leaves the name of its input as the last line.
    const std::vector<std::uint8_t> octets = content(file);
    LLVMFuzzerTestOneInput(octets.data(), octets.size());
  }
  LLVMFuzzerTestOneInput(nullptr, 0);
  std::printf("%zu inputs\n", files.size());
  return files.empty() ? 1 : 0;
}
