// Two terminals of one hospital around one server, for the tests of what they share.
#pragma once

#include <heyi/shared_replay.hpp>
#include <memory>
#include <string>

#include "support/fixtures.hpp"
#include "support/fresh_folder.hpp"
#include "support/redis_server.hpp"
#include "unit/state/numbered_key.hpp"

namespace heyi::test {

inline constexpr Time kKeep = kNow + Seconds{210};

/// sharing is what a terminal is told; the pauses are short, and the timeout one that a busy machine keeps.
inline SharedReplayOptions sharing(const std::string& socket_path, const std::string& terminal) {
  SharedReplayOptions options;
  options.socket_path = socket_path;
  options.terminal = terminal;
  options.timeout = std::chrono::seconds{5};
  options.retry_pause = std::chrono::milliseconds{50};
  return options;
}

/// Terminal has a cache of its own below the shared one.
struct Terminal {
  explicit Terminal(const SharedReplayOptions& options) : cache(*SharedReplayCache::open(options, own)) {}
  Terminal(const std::string& socket_path, const std::string& name) : Terminal(sharing(socket_path, name)) {}

  ReplayCache::Answer insert(int number, Time now = kNow) { return *cache->insert(numbered(number), now, kKeep); }

  MemoryReplayCache own;
  std::unique_ptr<SharedReplayCache> cache;
};

/// words puts an answer in words, such as `seen here degraded`.
inline std::string words(const ReplayCache::Answer& answer) {
  std::string text = answer.fresh ? "fresh" : answer.here ? "seen here" : "seen elsewhere";
  return answer.degraded ? text + " degraded" : text;
}

}  // namespace heyi::test
