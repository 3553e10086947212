// The addresses of a host. The system's resolver cannot be interrupted, so it works in a thread that nobody waits for.
#pragma once

#include <netdb.h>

#include <memory>
#include <string>
#include <vector>

#include <heyi/result.hpp>

#include "outbox/interrupt.hpp"

namespace heyi::terminal {

/// Address is one place to connect to.
struct Address {
  int family = 0;
  sockaddr_storage name{};
  socklen_t size = 0;
};

/// Resolver knows one host and port. One thread at a time uses it.
class Resolver {
 public:
  Resolver(std::string host, int port) : host_(std::move(host)), port_(port) {}

  /// addresses asks anew each time: addresses change. The detail of its Error is for people.
  Result<std::vector<Address>> addresses(Deadline deadline, const Interrupt& interrupt);

 private:
  struct Question;
  const std::string host_;
  const int port_;
  std::shared_ptr<Question> open_;  ///< One that was asked and not answered in time: no second one is asked beside it.
};

}  // namespace heyi::terminal
