// Non-blocking calls under poll, because the time-outs of blocking ones begin anew with every octet.
#include "station/http/connection.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace heyi::station {

Connection::~Connection() { ::close(socket_); }

bool Connection::wait(short events, Moment until) const noexcept {
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
    if (left <= 0) return false;
    std::array<pollfd, 2> both = {{{socket_, events, 0}, {stop_, POLLIN, 0}}};
    const int ready = ::poll(both.data(), both.size(), static_cast<int>(std::min<long long>(left, 60'000)));
    if (ready < 0 && errno != EINTR) return false;
    if (ready <= 0) continue;
    return both[1].revents == 0;
  }
}

std::size_t Connection::receive(std::span<char> into, Moment until) noexcept {
  // The wait comes first: somebody who sends without a pause would never be told that the time is over.
  while (wait(POLLIN, until)) {
    const ssize_t came = ::recv(socket_, into.data(), into.size(), 0);
    if (came >= 0) return static_cast<std::size_t>(came);
    if (errno != EINTR && errno != EAGAIN) return 0;
  }
  return 0;
}

bool Connection::send(std::string_view octets, Moment until) noexcept {
  while (!octets.empty()) {
    const ssize_t sent = ::send(socket_, octets.data(), octets.size(), MSG_NOSIGNAL);
    if (sent >= 0) {
      octets.remove_prefix(static_cast<std::size_t>(sent));
    } else if (errno != EINTR && (errno != EAGAIN || !wait(POLLOUT, until))) {
      return false;
    }
  }
  return true;
}

void Connection::finish(std::size_t most, Moment until) noexcept {
  ::shutdown(socket_, SHUT_WR);
  std::array<char, 16384> unwanted;
  for (std::size_t all = 0; all < most;) {
    const ssize_t came = ::recv(socket_, unwanted.data(), unwanted.size(), 0);
    if (came == 0 || (came < 0 && (errno != EAGAIN || !wait(POLLIN, until)))) return;
    all += static_cast<std::size_t>(std::max<ssize_t>(came, 0));
  }
}

}  // namespace heyi::station
