// The part of the shared replay cache that keeps a connection: asks, loses, comes back, tells what was missed.
#pragma once

#include <heyi/bytes.hpp>
#include <heyi/shared_replay.hpp>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "state/redis_link.hpp"

namespace heyi::state {

/// SharedKey is a replay key as it stands in Redis.
struct SharedKey {
  std::string key, value, lifetime_ms;
};

/// SharedReplayLink keeps at most one connection, and a thread that restores it. For several threads.
class SharedReplayLink {
 public:
  explicit SharedReplayLink(const SharedReplayOptions& options);
  ~SharedReplayLink();
  SharedReplayLink(const SharedReplayLink&) = delete;
  SharedReplayLink& operator=(const SharedReplayLink&) = delete;

  /// start makes the thread and waits for its first attempt, as long as two timeouts at most.
  void start();

  /// Put is what Redis says of a key: whether it was put in now, and if not, the value that stands there.
  struct Put {
    bool fresh = false;
    std::string other{};
  };

  /// put_in asks Redis in one round trip; none when there is no connection, or none any more.
  std::optional<Put> put_in(const SharedKey& key);

  /// tell_later keeps a key that was taken while alone, for when the connection is back.
  void tell_later(SharedKey key);

  bool connected() const noexcept { return connected_; }
  std::string last_error() const;
  std::size_t waiting() const;

 private:
  void keep(const std::stop_token& stop);
  void reconnect(std::unique_lock<std::mutex>& lock);
  void tend();
  Result<std::unique_ptr<RedisLink>> greeted() const;
  Result<void> tell_some(RedisLink& link, std::deque<SharedKey>& some) const;
  RedisCommand probe() const;
  std::deque<SharedKey> newest_waiting();
  void wait_again(std::deque<SharedKey> some);
  void lose(const Error& error);

  const std::string host_, socket_path_, user_, database_, probe_key_, terminal_;
  const std::uint16_t port_;
  const std::chrono::milliseconds timeout_, pause_;
  const std::size_t max_waiting_;
  Bytes password_;

  mutable std::mutex mutex_;  // Guards what follows.
  std::condition_variable_any changed_;
  std::unique_ptr<RedisLink> link_;
  std::deque<SharedKey> waiting_;
  std::string last_error_ = "not connected yet";
  bool attempted_ = false;
  Clock::time_point last_exchange_{};

  std::atomic<bool> connected_ = false;
  std::jthread keeper_;  // The last member: it ends before what it uses.
};

}  // namespace heyi::state
