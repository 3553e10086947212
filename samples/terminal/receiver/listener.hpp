// A port at 127.0.0.1, and a thread for each of a few clients.
#pragma once

#include <atomic>
#include <functional>
#include <list>
#include <thread>

#include "receiver/wire.hpp"

namespace heyi::terminal::receiver {

/// Listener takes clients until Stop is set; destroying it waits for their threads.
class Listener {
 public:
  /// kMaxClients are served at a time; one more is turned away.
  static constexpr std::size_t kMaxClients = 16;
  using Serve = std::function<void(Connection&)>;

  /// Throws std::runtime_error when the port is taken; 0 is any that is free.
  Listener(int port, const Stop& stop, Serve serve);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  int port() const noexcept { return port_; }

 private:
  struct Client {
    std::atomic<bool> is_done = false;
    std::thread thread;
  };
  void accept_all();
  void take(int socket);

  const Stop& stop_;
  Serve serve_;
  int listening_ = -1, port_ = 0;
  std::list<Client> clients_;  // The accepting thread's alone.
  std::thread thread_;
};

}  // namespace heyi::terminal::receiver
