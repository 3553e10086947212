// The library's server with bounds that it does not have: on how long a request takes to arrive, and on its head.
#pragma once

#include <httplib.h>

namespace heyi::station {

/// BoundedServer answers one request a connection. A request must have arrived whole within kArrival, however steadily
/// its octets drip, and its head within kMaxHead; each answer must be taken within kArrival.
///
/// One request a connection, because what is left of a body that was refused unread would be taken for the next
/// request, without the browser's word on who sent it. On loopback a connection costs next to nothing.
class BoundedServer final : public httplib::Server {
 public:
  static constexpr std::chrono::seconds kArrival{4};
  static constexpr std::size_t kMaxHead = 32 * 1024;

  /// open listens at a port of 127.0.0.1, 0 for any that is free, and answers with the port; 0 when it is taken. The
  /// library's own way would let another program listen at the same port (SO_REUSEPORT), and lets five connections
  /// wait, beyond which clients try again after seconds.
  int open(int port) noexcept;
  /// adopt listens at a socket that was opened before. After either, listen_after_bind is the next call.
  void adopt(socket_t listening) noexcept { svr_sock_ = listening; }

 private:
  bool process_and_close_socket(socket_t connection) override;
};

}  // namespace heyi::station
