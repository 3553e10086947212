// Sockets whose every wait ends when the program is to end.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace heyi::terminal::receiver {

using Moment = std::chrono::steady_clock::time_point;

/// Stop tells all who wait that the program ends.
class Stop {
 public:
  Stop();
  ~Stop();
  Stop(const Stop&) = delete;
  Stop& operator=(const Stop&) = delete;

  void set() noexcept;
  bool is_set() const noexcept;
  int descriptor() const noexcept { return event_; }

 private:
  int event_;
};

/// Connection is one client; it closes itself.
class Connection {
 public:
  /// kPatience is how long a client may take to say something, or to take an octet of an answer.
  static constexpr std::chrono::seconds kPatience{300};

  Connection(int socket, const Stop& stop) noexcept : socket_(socket), stop_(stop) {}
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// receive is what came; none when the client is gone, was silent for too long, or the program ends.
  std::optional<std::string> receive();
  /// send is false when the client is gone, or the program ends.
  bool send(std::string_view octets);
  /// pause waits; false when the client went or the program ended meanwhile.
  bool pause(std::chrono::milliseconds time);

 private:
  bool wait(short events, Moment until) const noexcept;

  const int socket_;
  const Stop& stop_;
};

}  // namespace heyi::terminal::receiver
