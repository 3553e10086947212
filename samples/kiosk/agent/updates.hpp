// The update folder: whoever brings a bundle puts it there, and the kiosk takes it within a second.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "agent/keeper.hpp"

namespace heyi::kiosk {

/// UpdateFolder watches a folder for files named `*.bundle`. It never changes the folder, which may be a stick that
/// cannot be written to; a file is looked at again when its size, time or inode changes.
class UpdateFolder {
 public:
  /// Outcome is what became of one file.
  struct Outcome {
    std::string file, trouble;  ///< `trouble` is empty when it was taken or held nothing new.
    Time at;
    int applied = 0;
  };

  UpdateFolder(std::string folder, Keeper& keeper) : folder_(std::move(folder)), keeper_(keeper) {}

  /// poll looks at the folder once. A file is taken when two polls saw it alike: one that is still being copied is not
  /// read.
  void poll(Time clock);

  /// outcomes lists the files that are in the folder and were looked at.
  std::vector<Outcome> outcomes() const;

 private:
  struct Seen {
    std::uint64_t size = 0, inode = 0;
    std::int64_t written = 0;
    friend bool operator==(const Seen&, const Seen&) = default;
  };
  struct File {
    Seen seen;
    bool is_done = false;
    Outcome outcome;
  };

  void take(const std::filesystem::path& path, File& file, Time clock);

  const std::string folder_;
  Keeper& keeper_;
  mutable std::mutex mutex_;
  std::map<std::string, File> files_;
};

}  // namespace heyi::kiosk
