// The expanded entries of status lists as files that are mapped: a list of one hundred million cards takes no memory.
#pragma once

#include <string>
#include <vector>

#include <heyi/status.hpp>

namespace heyi::state {

/// EntriesFolder holds one file for each list, named by the hash of what is in it and never changed once it is there.
class EntriesFolder {
 public:
  explicit EntriesFolder(const std::string& state_folder) : folder_(state_folder + "/entries") {}

  /// write puts entries into the folder, whole and synchronised, unless they are there. Fails with `state.unavailable`.
  Result<void> write(const StatusHash& hash, ByteView entries) const;

  /// map maps a file read-only; whoever uses it compares the hash. Fails with `state.damaged` when the file is not
  /// there or empty, and with `state.unavailable`.
  Result<StatusBits> map(const StatusHash& hash) const;

  /// sweep removes every file that is not among `kept`: what earlier lists and interrupted writes left.
  void sweep(const std::vector<StatusHash>& kept) const;

 private:
  std::string file_of(const StatusHash& hash) const;
  std::string folder_;
};

}  // namespace heyi::state
