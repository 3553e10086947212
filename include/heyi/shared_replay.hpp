// The replay memory that the terminals of one hospital share, so that a code taken at one is refused at the others.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <heyi/replay.hpp>
#include <heyi/result.hpp>
#include <heyi/time.hpp>

namespace heyi {

/// SharedReplayOptions says where the shared memory is, and how long a scan may wait for it.
struct SharedReplayOptions {
  std::string host{};         ///< Name or address of the Redis server; empty when `socket_path` is given.
  std::uint16_t port = 6379;  ///< 1 to 65535.
  std::string socket_path{};  ///< Unix socket, up to 107 octets; empty when `host` is given.
  std::string user{};         ///< For Redis ACLs; empty for the default user.
  /// Read while `open` runs; the cache's own copy is wiped when it goes, and stands in no message. Empty for none.
  std::string_view password{};
  int database = 0;                              ///< 0 to 65535.
  std::string prefix = "heyi:replay:";           ///< One per hospital where several use one server; 1 to 64 octets.
  std::string terminal{};                        ///< This terminal's own name, 1 to 64 octets without spaces.
  std::chrono::milliseconds timeout{300};        ///< For connecting, and for one question; 1 ms to 60 s.
  std::chrono::milliseconds retry_pause{2'000};  ///< Between two attempts to connect; 1 ms to 1 h.
  std::size_t max_waiting = 10'000;              ///< Keys taken while alone that wait to be told; the oldest go.
};

/// SharedReplayCache asks a Redis server (2.6.12 or later, or what speaks its protocol) and its local cache, and a code
/// is fresh only if both say so: a server that was emptied makes no code fresh again at the terminal that took it.
///
/// Without the server, for whatever cause, `insert` answers from the local cache with `degraded` set, and waits no
/// longer than `timeout` for the loss to show. From then on a thread of its own tries to connect, once per
/// `retry_pause`, and then tells the others the keys that were taken while alone; it also asks an idle server whether
/// it is there. A program that ends while alone takes the keys that it has not told with it.
///
/// What it does not do: it does not encrypt (keep the server inside the hospital's network, or behind a tunnel), and
/// two terminals that are both alone do not know of each other. Let the server evict nothing (`noeviction`).
/// May be used from several threads. Two processes with one terminal name that take one code in the same instant may
/// both refuse it; they never both take it.
class SharedReplayCache final : public ReplayCache {
 public:
  /// open starts the connection and waits for the first attempt, twice `timeout` at most; a server that is not
  /// there is no failure, see connected(). `local` must outlive the cache. Fails with `state.unavailable` for
  /// options out of range, the detail naming the option.
  static Result<std::unique_ptr<SharedReplayCache>> open(const SharedReplayOptions& options, ReplayCache& local);

  /// The end waits for an attempt that is under way; the look-up of a host name knows no timeout but the system's.
  ~SharedReplayCache() override;

  /// insert fails only as the local cache does. The server keeps a key for 24 h past `keep_until`, as the local one
  /// does, counted from `now`: its own clock measures the length alone.
  Result<Answer> insert(const ReplayKey& key, Time now, Time keep_until) override;

  /// shared is true while the last exchange with the server succeeded.
  bool shared() const noexcept override;

  std::optional<Time> memory_since() const noexcept override;

  /// connected is shared(), as a screen would call it.
  bool connected() const noexcept { return shared(); }

  /// last_error says in a few English words why there is no connection, without any secret; empty while there is one.
  std::string last_error() const;

  /// waiting is how many keys taken while alone the others do not know yet.
  std::size_t waiting() const;

 private:
  struct Impl;
  explicit SharedReplayCache(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

}  // namespace heyi
