// A folder of its own for one test, gone when the test is over.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <string>

namespace heyi::test {

/// FreshFolder removes itself.
class FreshFolder {
 public:
  FreshFolder() : path_((std::filesystem::temp_directory_path() / "heyi-state-XXXXXX").string()) {
    if (mkdtemp(path_.data()) == nullptr) path_.clear();
  }
  ~FreshFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  FreshFolder(const FreshFolder&) = delete;
  FreshFolder& operator=(const FreshFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string file() const { return path_ + "/state.db"; }

 private:
  std::string path_;
};

}  // namespace heyi::test
