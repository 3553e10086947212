// Every wait is a poll of two: the socket, and the word that the program ends.
#include "receiver/wire.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <stdexcept>

namespace heyi::terminal::receiver {

Stop::Stop() : event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (event_ < 0) throw std::runtime_error("no event descriptor");
}

Stop::~Stop() { ::close(event_); }

void Stop::set() noexcept {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(event_, &one, sizeof one);
}

bool Stop::is_set() const noexcept {
  pollfd one{event_, POLLIN, 0};
  return ::poll(&one, 1, 0) > 0;
}

Connection::~Connection() { ::close(socket_); }

// true when the socket has one of the events in time.
bool Connection::wait(short events, Moment until) const noexcept {
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
    if (left <= 0) return false;
    std::array<pollfd, 2> two = {pollfd{socket_, events, 0}, pollfd{stop_.descriptor(), POLLIN, 0}};
    const int ready = ::poll(two.data(), two.size(), static_cast<int>(left));
    if (two[1].revents != 0) return false;
    if (ready > 0) return true;
  }
}

std::optional<std::string> Connection::receive() {
  if (!wait(POLLIN, std::chrono::steady_clock::now() + kPatience)) return std::nullopt;
  std::string octets(16384, '\0');
  const ssize_t got = ::recv(socket_, octets.data(), octets.size(), 0);
  if (got <= 0) return std::nullopt;
  octets.resize(static_cast<std::size_t>(got));
  return octets;
}

bool Connection::send(std::string_view octets) {
  while (!octets.empty()) {
    if (!wait(POLLOUT, std::chrono::steady_clock::now() + kPatience)) return false;
    const ssize_t sent = ::send(socket_, octets.data(), octets.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent <= 0) return false;
    octets.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Connection::pause(std::chrono::milliseconds time) {
  // POLLRDHUP: the client is gone, and nobody waits any more.
  const Moment until = std::chrono::steady_clock::now() + time;
  return !wait(POLLRDHUP, until) && !stop_.is_set();
}

}  // namespace heyi::terminal::receiver
