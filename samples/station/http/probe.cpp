// A request by hand, and no more of the answer than its first octets.
#include "station/http/probe.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <string>

#include "station/http/connection.hpp"

namespace heyi::station {

bool is_answering(int port, std::string_view path, std::chrono::milliseconds time) noexcept try {
  const Moment until = std::chrono::steady_clock::now() + time;
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (socket < 0) return false;
  Connection connection(socket, -1);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 && errno != EINPROGRESS) {
    return false;
  }
  const std::string request = "GET " + std::string(path) + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
                              "\r\nConnection: close\r\n\r\n";
  constexpr std::string_view kBegin = "HTTP/1.1 ";
  std::array<char, kBegin.size()> answer{};
  std::size_t size = 0;
  if (!connection.send(request, until)) return false;
  while (size < answer.size()) {
    const std::size_t came = connection.receive(std::span(answer).subspan(size), until);
    if (came == 0) return false;
    size += came;
  }
  return std::string_view(answer.data(), answer.size()) == kBegin;
} catch (...) {
  return false;
}

}  // namespace heyi::station
