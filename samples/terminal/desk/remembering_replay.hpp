// What names a code: the hash of what its holder signed, which the replay check is told.
#pragma once

#include <optional>

#include <heyi/replay.hpp>

namespace heyi::terminal {

/// RememberingReplay hands every question on to another cache, and remembers the key that was asked about. For one
/// scan.
class RememberingReplay final : public ReplayCache {
 public:
  explicit RememberingReplay(ReplayCache& cache) noexcept : cache_(cache) {}

  Result<Answer> insert(const ReplayKey& key, Time now, Time keep_until) override {
    key_ = key;
    return cache_.insert(key, now, keep_until);
  }
  bool shared() const noexcept override { return cache_.shared(); }
  std::optional<Time> memory_since() const noexcept override { return cache_.memory_since(); }

  /// key is what was asked about: the code's, when its verification came to its last step.
  const std::optional<ReplayKey>& key() const noexcept { return key_; }

 private:
  ReplayCache& cache_;
  std::optional<ReplayKey> key_;
};

}  // namespace heyi::terminal
