// The update folder: whoever brings a bundle puts it there, and the program takes it within seconds.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "station/keeper.hpp"

namespace heyi::station {

/// UpdateFolder watches a folder for files named `*.bundle`. It never changes the folder, which may be a stick that
/// cannot be written to. A file that is no bundle is looked at again when its size, time or inode changes; one that was
/// refused for another reason, such as a clock that was wrong or a trust list that was still missing, also once a
/// minute and after another one was taken.
class UpdateFolder {
 public:
  using Clock = std::chrono::steady_clock;

  /// kMaxFiles is how many files are looked at; `outcomes` says when there are more.
  static constexpr std::size_t kMaxFiles = 1000;
  static constexpr std::chrono::minutes kRetry{1};

  /// Outcome is what became of one file.
  struct Outcome {
    std::string file, trouble;  ///< `trouble` is empty when it was taken or held nothing new.
    Time at;
    int applied = 0;
    bool is_waiting = false;  ///< Not looked at yet.
  };

  UpdateFolder(std::string folder, Keeper& keeper) : folder_(std::move(folder)), keeper_(keeper) {}

  /// poll looks at the folder, and takes one file at most. A file is taken when two polls saw it alike: one that is
  /// still being copied is not read. `now` measures when to try again. For one thread; outcomes may be asked by others.
  void poll(Time clock, Clock::time_point now);

  /// outcomes lists the files that are in the folder.
  std::vector<Outcome> outcomes() const;

  /// Seen is how a file looks from outside.
  struct Seen {
    std::uint64_t size = 0, inode = 0;
    std::int64_t written = 0;
    friend bool operator==(const Seen&, const Seen&) = default;
  };

 private:
  struct File {
    Seen seen;
    bool is_settled = false;  ///< Two polls saw it alike.
    bool is_final = false;    ///< Taken, or no bundle.
    Clock::time_point retry{};
    std::uint64_t tried_at_change = 0;  ///< How many bundles had been taken when it was last tried.
    Outcome outcome;
  };

  bool look(std::map<std::string, File>& files, bool& has_more) const;
  void take(const std::string& name, File& file, Time clock, Clock::time_point now);

  const std::string folder_;
  Keeper& keeper_;
  mutable std::mutex mutex_;
  std::map<std::string, File> files_;
  bool has_more_ = false;
  std::uint64_t changes_ = 1;
};

}  // namespace heyi::station
