// The threads take turns at waiting for a connection, so that none wakes in vain.
#include "station/http/server.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <system_error>

#include "station/http/session.hpp"

namespace heyi::station {
namespace {

// The socket itself is none that listens.
bool is_fatal(int code) noexcept {
  return code == EBADF || code == EINVAL || code == ENOTSOCK || code == EOPNOTSUPP || code == EFAULT;
}

}  // namespace

Server::Server() : stop_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (stop_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

Server::~Server() {
  stop();
  if (listening_ >= 0) ::close(listening_);
  ::close(stop_);
}

int Server::open(int port) noexcept {
  // As many wait as a page opens at once: beyond that, clients try again after seconds.
  constexpr int kBacklog = 128;
  const int listening = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int yes = 1;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const named = reinterpret_cast<sockaddr*>(&address);
  // Connections of the program before may still linger at the port.
  if (::setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0 || ::bind(listening, named, size) != 0 ||
      ::listen(listening, kBacklog) != 0 || ::getsockname(listening, named, &size) != 0) {
    ::close(listening);
    return 0;
  }
  adopt(listening);
  return ntohs(address.sin_port);
}

void Server::start(Site site, std::size_t threads) {
  site_ = std::move(site);
  // A connection that was there a moment ago may be gone, and another process may have taken it.
  ::fcntl(listening_, F_SETFL, ::fcntl(listening_, F_GETFL) | O_NONBLOCK);
  is_listening_ = true;
  threads_.reserve(threads);
  while (threads_.size() < threads) threads_.emplace_back([this] { work(); });
}

void Server::stop() noexcept {
  is_listening_ = false;
  ::eventfd_write(stop_, 1);
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void Server::work() noexcept {
  for (int taken = next(); taken >= 0; taken = next()) {
    Connection connection(taken, stop_);
    try {
      serve(connection, site_);
    } catch (...) {
      // Out of memory: the peer is hung up on, and may ask again.
    }
  }
}

// A connection; -1 when there will be no more.
int Server::next() noexcept {
  const std::lock_guard lock(turn_);
  for (;;) {
    std::array<pollfd, 2> both = {{{listening_, POLLIN, 0}, {stop_, POLLIN, 0}}};
    if (::poll(both.data(), both.size(), -1) <= 0) continue;
    if (both[1].revents != 0) return -1;
    const int taken = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (taken >= 0) {
      const int yes = 1;
      ::setsockopt(taken, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
      return taken;
    }
    if (is_fatal(errno)) {
      is_listening_ = false;
      return -1;
    }
    // For want of descriptors, most often. Asking again at once would take the time of whoever could give some back.
    ::poll(&both[1], 1, 20);
  }
}

}  // namespace heyi::station
