// One desk a state folder: two would deliver the same visits side by side, and out of order.
#pragma once

#include <string>

namespace heyi::terminal {

/// FolderLock holds `desk.lock` in a folder until it is destroyed, or the process ends however it ends. Throws
/// std::runtime_error when another desk holds it.
class FolderLock {
 public:
  explicit FolderLock(const std::string& folder);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int descriptor_;
};

}  // namespace heyi::terminal
