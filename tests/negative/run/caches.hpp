// Replay caches in the conditions that vectors name under `given:`; what judges with them is the product's own
// verifier.
#pragma once

#include <memory>
#include <stdexcept>

#include <heyi/replay.hpp>

#include "negative/run/vector.hpp"

namespace heyi::test::negative {

/// ConditionedCache is a memory that can be shared by all terminals, be another terminal's, be cut off from the others,
/// have begun at a moment, or throw.
class ConditionedCache final : public ReplayCache {
 public:
  explicit ConditionedCache(const Vector& vector)
      : vector_(vector), memory_(vector.is_given("full-cache") ? 0 : 1000) {}

  Result<Answer> insert(const ReplayKey& key, Time now, Time keep_until) override {
    if (vector_.is_given("throwing-cache")) throw std::runtime_error("a cache of the caller's that throws");
    Result<Answer> answer = memory_.insert(key, now, keep_until);
    if (answer && vector_.is_given("other-terminal")) answer->here = answer->fresh;
    if (answer) answer->degraded = vector_.is_given("degraded-cache");
    return answer;
  }

  bool shared() const noexcept override {
    return vector_.is_given("shared-cache") || vector_.is_given("degraded-cache") || vector_.is_given("other-terminal");
  }

  std::optional<Time> memory_since() const noexcept override {
    if (vector_.is_given("memory-begun-now")) return vector_.now;
    if (vector_.is_given("memory-begun-an-hour-ago")) return vector_.now - std::chrono::hours{1};
    return std::nullopt;
  }

 private:
  const Vector& vector_;
  MemoryReplayCache memory_;
};

}  // namespace heyi::test::negative
