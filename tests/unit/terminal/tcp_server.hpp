// A receiver on 127.0.0.1 that does with each connection what a test tells it to.
#pragma once

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace heyi::test {

/// Connection is one that was taken. It is closed when the handler returns.
class Connection {
 public:
  explicit Connection(int socket) noexcept : socket_(socket) {}

  /// frame is the next MLLP frame's message; empty when the connection ended.
  std::string frame() {
    for (;;) {
      const std::size_t end = read_.find("\x1c\r");
      if (end != std::string::npos) {
        const std::string message = read_.substr(1, end - 1);
        read_.erase(0, end + 2);
        return message;
      }
      std::array<char, 4096> buffer{};
      const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), 0);
      if (got <= 0) return {};
      read_.append(buffer.data(), static_cast<std::size_t>(got));
    }
  }
  /// until reads up to and with `mark`.
  void until(const std::string& mark) {
    std::array<char, 4096> buffer{};
    while (read_.find(mark) == std::string::npos) {
      const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), 0);
      if (got <= 0) return;
      read_.append(buffer.data(), static_cast<std::size_t>(got));
    }
  }
  bool write(const std::string& octets) const {
    return ::send(socket_, octets.data(), octets.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(octets.size());
  }
  /// socket is for a protocol above it.
  int socket() const noexcept { return socket_; }
  /// wait_for_end waits until the other side closes.
  void wait_for_end() {
    while (!frame().empty()) continue;
  }

 private:
  const int socket_;
  std::string read_;
};

/// TcpServer hands each connection, with its number from 0 on, to a handler in a thread of its own.
class TcpServer {
 public:
  using Handler = std::function<void(Connection&, int)>;
  explicit TcpServer(Handler handler) : handler_(std::move(handler)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const named = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, named, size) != 0 || ::listen(listener_, 16) != 0 ||
        ::getsockname(listener_, named, &size) != 0) {
      throw std::runtime_error("no listener");
    }
    port_ = ntohs(address.sin_port);
    thread_ = std::jthread([this](const std::stop_token& stop) { serve(stop); });
  }
  ~TcpServer() {
    thread_.request_stop();
    thread_.join();
    // A handler that waits for the client is told that it has gone.
    for (const int open : sockets_) ::shutdown(open, SHUT_RDWR);
    for (std::thread& handler : handlers_) handler.join();
    for (const int open : sockets_) ::close(open);
    ::close(listener_);
  }
  TcpServer(const TcpServer&) = delete;
  TcpServer& operator=(const TcpServer&) = delete;

  int port() const noexcept { return port_; }
  int connections() const noexcept { return connections_; }

 private:
  void serve(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      pollfd waiting{listener_, POLLIN, 0};
      if (::poll(&waiting, 1, 10) <= 0) continue;
      const int made = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (made < 0) continue;
      sockets_.push_back(made);
      handlers_.emplace_back([this, made, number = connections_++] {
        Connection connection(made);
        handler_(connection, number);
        ::shutdown(made, SHUT_RDWR);
      });
    }
  }

  const Handler handler_;
  int listener_ = -1, port_ = 0;
  std::atomic<int> connections_ = 0;
  std::vector<int> sockets_;
  std::vector<std::thread> handlers_;
  std::jthread thread_;
};

}  // namespace heyi::test
