// A small HTTP server for 127.0.0.1, with a bound on everything that a peer could make it hold or wait for.
#pragma once

#include <atomic>
#include <cstddef>
#include <mutex>
#include <thread>
#include <vector>

#include "station/http/route.hpp"

namespace heyi::station {

/// Server answers one request a connection, in threads of its own. Each thread takes a connection when it has none, so
/// that there are never more connections than threads: further ones wait in the system's queue and take no descriptor.
class Server {
 public:
  Server();
  /// Stops, and closes the socket that it listens at; one that was handed over stays open with who handed it over.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// open listens at a port of 127.0.0.1, 0 for any that is free, and answers with the port; 0 when it is taken.
  int open(int port) noexcept;
  /// adopt listens at a socket that was opened before, and takes it over.
  void adopt(int listening) noexcept { listening_ = listening; }

  /// start begins to answer, after open or adopt, with so many threads. Throws std::system_error when there are none to
  /// be had.
  void start(Site site, std::size_t threads);
  /// stop returns once no thread answers any more. It waits for answers that are being worked out, and for no peer.
  void stop() noexcept;
  /// is_listening is false when the server has ended by itself, or was stopped.
  bool is_listening() const noexcept { return is_listening_; }

 private:
  void work() noexcept;
  int next() noexcept;

  const int stop_;  // An eventfd.
  int listening_ = -1;
  Site site_;
  std::mutex turn_;  // Held by the thread that waits for the next connection.
  std::atomic<bool> is_listening_{false};
  std::vector<std::thread> threads_;
};

}  // namespace heyi::station
