// Loopback alone: what it takes is personal data, and it asks nobody who they are.
#include "receiver/listener.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <stdexcept>

namespace heyi::terminal::receiver {

Listener::Listener(int port, const Stop& stop, Serve serve) : stop_(stop), serve_(std::move(serve)) {
  listening_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int yes = 1;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const named = reinterpret_cast<sockaddr*>(&address);
  if (::setsockopt(listening_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0 ||
      ::bind(listening_, named, size) != 0 || ::listen(listening_, 64) != 0 ||
      ::getsockname(listening_, named, &size) != 0) {
    ::close(listening_);
    throw std::runtime_error("cannot listen at port " + std::to_string(port));
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { accept_all(); });
}

Listener::~Listener() {
  thread_.join();
  for (Client& client : clients_) client.thread.join();
  ::close(listening_);
}

void Listener::accept_all() {
  std::array<pollfd, 2> two = {pollfd{listening_, POLLIN, 0}, pollfd{stop_.descriptor(), POLLIN, 0}};
  while (true) {
    if (::poll(two.data(), two.size(), -1) < 0) continue;
    if (two[1].revents != 0) return;
    const int socket = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket >= 0) take(socket);
  }
}

void Listener::take(int socket) {
  for (auto client = clients_.begin(); client != clients_.end();) {
    if (client->is_done) {
      client->thread.join();
      client = clients_.erase(client);
    } else {
      ++client;
    }
  }
  if (clients_.size() >= kMaxClients) {
    ::close(socket);
    return;
  }
  Client& client = clients_.emplace_back();
  try {
    client.thread = std::thread([this, &client, socket] {
      try {
        Connection connection(socket, stop_);
        serve_(connection);
      } catch (const std::exception&) {
        // Memory is short: this client is let go, the others are served.
      }
      client.is_done = true;
    });
  } catch (const std::system_error&) {
    clients_.pop_back();
    ::close(socket);
  }
}

}  // namespace heyi::terminal::receiver
