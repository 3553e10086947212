// The library's own time limits begin anew with every octet, and it takes any number of header lines.
#include "station/http/bounded_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>

namespace heyi::station {
namespace {

using Clock = std::chrono::steady_clock;

/// BoundedStream is one connection: reading ends at a deadline and beyond the head's bound.
class BoundedStream final : public httplib::Stream {
 public:
  explicit BoundedStream(socket_t socket) noexcept : socket_(socket) {}

  void head_is_read() noexcept { head_left_ = SIZE_MAX; }

  bool is_readable() const override { return at_ < end_ || wait(POLLIN, deadline_); }
  bool is_writable() const override {
    if (!taken_by_) taken_by_ = Clock::now() + BoundedServer::kArrival;
    return wait(POLLOUT, *taken_by_);
  }

  ssize_t read(char* out, std::size_t size) override {
    if (at_ == end_) {
      if (!wait(POLLIN, deadline_)) return -1;
      const ssize_t got = ::recv(socket_, buffer_.data(), buffer_.size(), 0);
      if (got <= 0) return got;
      at_ = 0;
      end_ = static_cast<std::size_t>(got);
    }
    const std::size_t taken = std::min({size, end_ - at_, head_left_});
    if (taken == 0) return -1;
    std::memcpy(out, buffer_.data() + at_, taken);
    at_ += taken;
    if (head_left_ != SIZE_MAX) head_left_ -= taken;
    return static_cast<ssize_t>(taken);
  }

  ssize_t write(const char* data, std::size_t size) override {
    if (!is_writable()) return -1;
    return ::send(socket_, data, size, MSG_NOSIGNAL | MSG_DONTWAIT);
  }

  // Nobody but this machine connects, so that nobody's address is of interest.
  void get_remote_ip_and_port(std::string& ip, int& port) const override { ip = "127.0.0.1", port = 0; }
  void get_local_ip_and_port(std::string& ip, int& port) const override { ip = "127.0.0.1", port = 0; }
  socket_t socket() const override { return socket_; }

 private:
  bool wait(short event, Clock::time_point until) const noexcept {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
    pollfd one{socket_, event, 0};
    return left > 0 && ::poll(&one, 1, static_cast<int>(left)) > 0;
  }

  const socket_t socket_;
  const Clock::time_point deadline_ = Clock::now() + BoundedServer::kArrival;
  mutable std::optional<Clock::time_point> taken_by_;  // From the first octet of the answer on.
  std::size_t head_left_ = BoundedServer::kMaxHead, at_ = 0, end_ = 0;
  std::array<char, 16384> buffer_;
};

}  // namespace

int BoundedServer::open(int port) noexcept {
  constexpr int kBacklog = 128;
  const int listening = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int yes = 1;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const named = reinterpret_cast<sockaddr*>(&address);
  // Connections of the agent before may still linger at the port.
  if (::setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0 || ::bind(listening, named, size) != 0 ||
      ::listen(listening, kBacklog) != 0 || ::getsockname(listening, named, &size) != 0) {
    ::close(listening);
    return 0;
  }
  adopt(listening);
  return ntohs(address.sin_port);
}

bool BoundedServer::process_and_close_socket(socket_t connection) {
  BoundedStream stream(connection);
  bool is_closed = false;
  const bool done = process_request(stream, true, is_closed, [&](httplib::Request& request) {
    stream.head_is_read();
    // Parts of a page are asked for by nobody but who wants many of them; the library would send each one asked for.
    request.ranges.clear();
  });
  ::shutdown(connection, SHUT_RDWR);
  ::close(connection);
  return done;
}

}  // namespace heyi::station
