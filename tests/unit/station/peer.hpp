// A peer of an HTTP server that sends what octets it likes, and a small site to send them to.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <string>
#include <string_view>

#include "station/http/server.hpp"
#include "support/catch.hpp"

namespace heyi::station::test {

/// Peer is one connection to 127.0.0.1.
class Peer {
 public:
  explicit Peer(int port) : Peer() { connect(port); }
  Peer() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    // A server that never hangs up fails a test, and does not stop it.
    const timeval patience{30, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  }
  ~Peer() { ::close(socket_); }
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  void connect(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  }
  bool send(std::string_view octets) {
    while (!octets.empty()) {
      const ssize_t sent = ::send(socket_, octets.data(), octets.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      octets.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void end() { ::shutdown(socket_, SHUT_WR); }
  /// some is what comes next; empty when the server has hung up.
  std::string some() {
    std::array<char, 65536> part;
    const ssize_t came = ::recv(socket_, part.data(), part.size(), 0);
    if (came < 0 && errno == EAGAIN) FAIL("the server did not hang up");
    return std::string(part.data(), static_cast<std::size_t>(std::max<ssize_t>(came, 0)));
  }
  /// all is everything until the server hangs up.
  std::string all() {
    std::string octets;
    for (std::string part = some(); !part.empty(); part = some()) octets += part;
    return octets;
  }

 private:
  const int socket_;
};

/// Served is a server of a small site while it lives.
struct Served {
  std::atomic<int> answered = 0;
  Site site;
  Server server;
  int port = 0;

  explicit Served(std::size_t threads = 4) : threads_(threads) {
    site.routes = {
        {"GET", "/hello", [this](const Request&) { return plain("hello"); }},
        {"GET", "/named/*", [this](const Request& request) { return plain(request.rest); }},
        {"GET", "/large", [this](const Request&) { return plain(std::string(32 << 20, 'x')); }},
        {"GET", "/broken", [](const Request&) -> Response { throw std::runtime_error("broken"); }},
        {"POST", "/echo", [this](const Request& request) { return plain(request.body); }, {}, kMost},
        {"POST", "/closed", [this](const Request& request) { return plain(request.body); },
         [](const Request&) { return Response{403, "text/plain", "closed", {}}; }, kMost},
    };
    site.common = {{"X-Common", "yes"}};
    site.otherwise = [](const Request&, int status) {
      return Response{status, "text/plain", "otherwise " + std::to_string(status), {}};
    };
  }

  /// kMost is the longest body of /echo.
  static constexpr std::size_t kMost = 100'000;

  void start() {
    port = server.open(0);
    REQUIRE(port > 0);
    server.start(site, threads_);
  }

  /// say sends octets and is what comes back.
  std::string say(std::string_view octets) const {
    Peer peer(port);
    peer.send(octets);
    return peer.all();
  }

 private:
  Response plain(std::string text) {
    ++answered;
    return {200, "text/plain", std::move(text), {}};
  }

  const std::size_t threads_;
};

/// status_of is the status of what a server said, if it was one answer and no more; else 0.
inline int status_of(const std::string& said) {
  constexpr std::string_view kBegin = "HTTP/1.1 ";
  if (!said.starts_with(kBegin) || said.find(kBegin, 1) != std::string::npos) return 0;
  return std::stoi(said.substr(kBegin.size(), 3));
}

/// body_of is what follows the head.
inline std::string body_of(const std::string& said) {
  const std::size_t end = said.find("\r\n\r\n");
  return end == std::string::npos ? std::string() : said.substr(end + 4);
}

}  // namespace heyi::station::test
