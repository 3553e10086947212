// A TCP connection whose every wait has a deadline and can be interrupted.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include <heyi/result.hpp>

#include "outbox/resolve.hpp"

namespace heyi::terminal {

/// StreamSocket is one connection, non-blocking. The details of its Errors are for people, and name no address.
class StreamSocket {
 public:
  /// connected is the first address that takes the connection.
  static Result<StreamSocket> connected(const std::vector<Address>& addresses, Deadline deadline,
                                        const Interrupt& interrupt);

  Result<void> send(std::string_view octets, Deadline deadline, const Interrupt& interrupt);
  /// receive waits for at least one octet; a closed connection is an Error.
  Result<std::size_t> receive(std::span<char> into, Deadline deadline, const Interrupt& interrupt);
  /// receive_or_end answers 0 for a connection that the other side closed in order.
  Result<std::size_t> receive_or_end(std::span<char> into, Deadline deadline, const Interrupt& interrupt);
  /// is_quiet says that the connection stands and nothing came on it.
  bool is_quiet() const;

 private:
  explicit StreamSocket(Descriptor socket) noexcept : socket_(std::move(socket)) {}
  Descriptor socket_;
};

}  // namespace heyi::terminal
