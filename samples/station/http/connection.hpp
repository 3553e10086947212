// One connection to the server: each wait on it has a deadline, and is over when the server is to stop.
#pragma once

#include <chrono>
#include <span>
#include <string_view>

namespace heyi::station {

/// Moment is a point in time that no clock's change moves.
using Moment = std::chrono::steady_clock::time_point;

/// Connection is one peer. It closes itself.
class Connection {
 public:
  /// Takes over a non-blocking socket. `stop` is a descriptor that is readable once the server is to stop.
  Connection(int socket, int stop) noexcept : socket_(socket), stop_(stop) {}
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// receive waits for octets and says how many came; 0 when the peer has ended, the time is over, or the server stops.
  std::size_t receive(std::span<char> into, Moment until) noexcept;
  /// send is false when not all was taken.
  bool send(std::string_view octets, Moment until) noexcept;
  /// finish says that nothing more will be sent, and throws away what still comes, up to so many octets: a connection
  /// that is closed while octets wait is reset, and with it goes the answer that the peer has not read yet.
  void finish(std::size_t most, Moment until) noexcept;

 private:
  bool wait(short events, Moment until) const noexcept;

  const int socket_;
  const int stop_;
};

}  // namespace heyi::station
