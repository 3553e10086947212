// Non-blocking sockets under poll, because the timeouts of blocking ones count anew with every octet that trickles in.
#include "state/stream_socket.hpp"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

namespace heyi::state {
namespace {

/// because words an errno in English, whatever language the program runs in.
Error because(int code) {
  switch (code) {
    case ECONNREFUSED: return fail(Reason::replay_degraded, "connection refused");
    case ENOENT: return fail(Reason::replay_degraded, "no such socket");
    case EACCES: return fail(Reason::replay_degraded, "permission denied");
    case ECONNRESET:
    case EPIPE: return fail(Reason::replay_degraded, "connection closed by the server");
    case ENETUNREACH:
    case EHOSTUNREACH: return fail(Reason::replay_degraded, "no route to the server");
    case ETIMEDOUT:
    case EAGAIN: return fail(Reason::replay_degraded, "timeout");
    default: return fail(Reason::replay_degraded, "system error " + std::to_string(code));
  }
}

struct FreeAddresses {
  void operator()(addrinfo* list) const noexcept { freeaddrinfo(list); }
};

}  // namespace

StreamSocket::~StreamSocket() {
  if (descriptor_ >= 0) close(descriptor_);
}

Result<void> StreamSocket::wait(short events, Deadline deadline) const {
  for (;;) {
    // Rounded up, so that what is left of a millisecond does not become a busy loop.
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return because(ETIMEDOUT);
    pollfd waiting{descriptor_, events, 0};
    const int ready = poll(&waiting, 1, static_cast<int>(left));
    if (ready > 0) return {};
    if (ready < 0 && errno != EINTR) return because(errno);
  }
}

Result<StreamSocket> StreamSocket::connected(int family, const void* address, unsigned size, Deadline deadline) {
  StreamSocket made(socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (made.descriptor_ < 0) return because(errno);
  if (connect(made.descriptor_, static_cast<const sockaddr*>(address), size) == 0) return made;
  // A Unix socket whose queue is full says EAGAIN: nobody takes connections there.
  if (errno != EINPROGRESS && errno != EINTR) return because(errno);
  if (const Result<void> ready = made.wait(POLLOUT, deadline); !ready) return ready.error();
  int code = 0;
  socklen_t length = sizeof code;
  if (getsockopt(made.descriptor_, SOL_SOCKET, SO_ERROR, &code, &length) != 0) return because(errno);
  if (code != 0) return because(code);
  return made;
}

Result<StreamSocket> StreamSocket::to_path(const std::string& path, std::chrono::milliseconds timeout) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return fail(Reason::replay_degraded, "the socket's path is too long");
  std::memcpy(address.sun_path, path.data(), path.size());
  return connected(AF_UNIX, &address, sizeof address, Clock::now() + timeout);
}

Result<StreamSocket> StreamSocket::to_host(const std::string& host, std::uint16_t port,
                                           std::chrono::milliseconds timeout) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &found) != 0 || found == nullptr) {
    return fail(Reason::replay_degraded, "the host's name is not known");
  }
  const std::unique_ptr<addrinfo, FreeAddresses> addresses(found);
  const Deadline deadline = Clock::now() + timeout;
  long remaining = 0;
  for (const addrinfo* one = found; one != nullptr; one = one->ai_next) ++remaining;
  Error last;
  for (const addrinfo* one = found; one != nullptr; one = one->ai_next, --remaining) {
    // Each address has its share of the time, so that one behind a silent router leaves some to the next.
    const Deadline share = Clock::now() + (deadline - Clock::now()) / remaining;
    Result<StreamSocket> made = connected(one->ai_family, one->ai_addr, one->ai_addrlen, share);
    if (made) return made;
    last = made.error();
  }
  return last;
}

Result<void> StreamSocket::send(std::string_view octets, Deadline deadline) {
  while (!octets.empty()) {
    const ssize_t sent = ::send(descriptor_, octets.data(), octets.size(), MSG_NOSIGNAL);
    if (sent >= 0) {
      octets.remove_prefix(static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN) {
      if (const Result<void> ready = wait(POLLOUT, deadline); !ready) return ready;
    } else if (errno != EINTR) {
      return because(errno);
    }
  }
  return {};
}

Result<std::size_t> StreamSocket::receive(std::span<char> into, Deadline deadline) {
  for (;;) {
    if (const Result<void> ready = wait(POLLIN, deadline); !ready) return ready.error();
    const ssize_t came = recv(descriptor_, into.data(), into.size(), 0);
    if (came > 0) return static_cast<std::size_t>(came);
    if (came == 0) return because(ECONNRESET);
    if (errno != EAGAIN && errno != EINTR) return because(errno);
  }
}

}  // namespace heyi::state
