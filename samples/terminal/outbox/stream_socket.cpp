// Non-blocking sockets under poll, because the time-outs of blocking ones count anew with every octet that trickles in.
#include "outbox/stream_socket.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <cerrno>

namespace heyi::terminal {
namespace {

// Words for an errno in English, whatever language the program runs in.
Error because(int code) {
  switch (code) {
    case ECONNREFUSED: return fail(Reason::internal_failure, "connection refused");
    case ECONNRESET:
    case EPIPE: return fail(Reason::internal_failure, "connection closed by the receiver");
    case ENETUNREACH:
    case EHOSTUNREACH: return fail(Reason::internal_failure, "no route to the receiver");
    case ETIMEDOUT: return fail(Reason::internal_failure, "no answer in time");
    default: return fail(Reason::internal_failure, "system error " + std::to_string(code));
  }
}

Result<void> wait(int descriptor, short events, Deadline deadline, const Interrupt& interrupt) {
  switch (wait_for(descriptor, events, deadline, interrupt)) {
    case Waited::ready: return {};
    case Waited::too_late: return because(ETIMEDOUT);
    case Waited::interrupted: break;
  }
  return fail(Reason::internal_failure, "interrupted");
}

// A peer that vanished without a word is noticed within two minutes, also while nothing is sent.
void keep_alive(int descriptor) {
  const auto set = [descriptor](int level, int name, int value) {
    static_cast<void>(::setsockopt(descriptor, level, name, &value, sizeof value));
  };
  set(IPPROTO_TCP, TCP_NODELAY, 1);
  set(SOL_SOCKET, SO_KEEPALIVE, 1);
  set(IPPROTO_TCP, TCP_KEEPIDLE, 60);
  set(IPPROTO_TCP, TCP_KEEPINTVL, 15);
  set(IPPROTO_TCP, TCP_KEEPCNT, 4);
}

Result<Descriptor> connect_to(const Address& address, Deadline deadline, const Interrupt& interrupt) {
  Descriptor made(::socket(address.family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!made.is_open()) return because(errno);
  keep_alive(made.get());
  if (::connect(made.get(), reinterpret_cast<const sockaddr*>(&address.name), address.size) == 0) return made;
  if (errno != EINPROGRESS && errno != EINTR) return because(errno);
  if (const Result<void> ready = wait(made.get(), POLLOUT, deadline, interrupt); !ready) return ready.error();
  int code = 0;
  socklen_t length = sizeof code;
  if (::getsockopt(made.get(), SOL_SOCKET, SO_ERROR, &code, &length) != 0) return because(errno);
  if (code != 0) return because(code);
  return made;
}

}  // namespace

Result<StreamSocket> StreamSocket::connected(const std::vector<Address>& addresses, Deadline deadline,
                                             const Interrupt& interrupt) {
  Error last = fail(Reason::internal_failure, "the host has no address");
  auto remaining = static_cast<int>(addresses.size());
  for (const Address& address : addresses) {
    // Each address has its share of the time, so that one behind a silent router leaves some to the next.
    const auto now = std::chrono::steady_clock::now();
    Result<Descriptor> made = connect_to(address, now + (deadline - now) / remaining--, interrupt);
    if (made) return StreamSocket(*std::move(made));
    last = made.error();
  }
  return last;
}

Result<void> StreamSocket::send(std::string_view octets, Deadline deadline, const Interrupt& interrupt) {
  while (!octets.empty()) {
    const ssize_t sent = ::send(socket_.get(), octets.data(), octets.size(), MSG_NOSIGNAL);
    if (sent >= 0) {
      octets.remove_prefix(static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN) {
      if (const Result<void> ready = wait(socket_.get(), POLLOUT, deadline, interrupt); !ready) return ready;
    } else if (errno != EINTR) {
      return because(errno);
    }
  }
  return {};
}

Result<std::size_t> StreamSocket::receive(std::span<char> into, Deadline deadline, const Interrupt& interrupt) {
  Result<std::size_t> came = receive_or_end(into, deadline, interrupt);
  if (came && *came == 0) return because(ECONNRESET);
  return came;
}

Result<std::size_t> StreamSocket::receive_or_end(std::span<char> into, Deadline deadline, const Interrupt& interrupt) {
  for (;;) {
    if (const Result<void> ready = wait(socket_.get(), POLLIN, deadline, interrupt); !ready) return ready.error();
    const ssize_t came = ::recv(socket_.get(), into.data(), into.size(), 0);
    if (came >= 0) return static_cast<std::size_t>(came);
    if (errno != EAGAIN && errno != EINTR) return because(errno);
  }
}

bool StreamSocket::is_quiet() const {
  char octet = 0;
  return ::recv(socket_.get(), &octet, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && (errno == EAGAIN || errno == EINTR);
}

}  // namespace heyi::terminal
