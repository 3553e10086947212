// Replay: the memory of codes already taken, so that a dynamic code works once.
#pragma once

#include <array>
#include <memory>
#include <optional>

#include <heyi/result.hpp>
#include <heyi/time.hpp>

namespace heyi {

/// ReplayKey is the SHA-256 of a proof's plain Sig_structure.
using ReplayKey = std::array<std::uint8_t, 32>;

/// ReplayCache remembers keys. Implementations must be safe to call from several threads, and `insert` atomic.
class ReplayCache {
 public:
  virtual ~ReplayCache() = default;

  /// Answer of insert: `fresh` when the key was not there; otherwise `first_seen` is when it was put in, and
  /// `here` whether this terminal put it in (a shared cache may answer for another one). `degraded` says that a cache
  /// which is to be shared could not ask the others this time: verify then marks the verdict `replay.degraded`, and
  /// refuses with `challenge.required` where the policy relies on sharing.
  struct Answer {
    bool fresh = false;
    Time first_seen{};
    bool here = true;
    bool degraded = false;
  };

  /// insert puts `key` in, to be kept until `keep_until`, unless it is there. Keys whose time is over at `now` may
  /// be dropped. Fails with `replay.unavailable`; the code is then refused.
  virtual Result<Answer> insert(const ReplayKey& key, Time now, Time keep_until) = 0;

  /// shared says whether all terminals of the place use this cache.
  virtual bool shared() const noexcept = 0;

  /// memory_since is set when an earlier memory was lost: codes made before that moment may have been used already,
  /// and verify refuses them with `replay.before_memory`. The holder's next code is taken.
  virtual std::optional<Time> memory_since() const noexcept { return std::nullopt; }
};

/// MemoryReplayCache forgets when the process ends. It holds at most `max_keys`; when full it refuses
/// (`replay.unavailable`) rather than forget a key whose time is not over.
class MemoryReplayCache final : public ReplayCache {
 public:
  explicit MemoryReplayCache(std::size_t max_keys = 100'000);
  ~MemoryReplayCache() override;
  Result<Answer> insert(const ReplayKey& key, Time now, Time keep_until) override;
  bool shared() const noexcept override { return false; }

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace heyi
