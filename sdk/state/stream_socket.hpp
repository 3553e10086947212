// A connected socket whose every step ends at a deadline and raises no signal.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <heyi/result.hpp>

namespace heyi::state {

using Clock = std::chrono::steady_clock;
using Deadline = Clock::time_point;

/// StreamSocket fails with `replay.degraded`, a few English words as the detail.
class StreamSocket {
 public:
  static Result<StreamSocket> to_path(const std::string& path, std::chrono::milliseconds timeout);
  /// to_host looks the name up, which only the system's resolver bounds, and then has `timeout` for all addresses.
  static Result<StreamSocket> to_host(const std::string& host, std::uint16_t port, std::chrono::milliseconds timeout);
  ~StreamSocket();
  StreamSocket(StreamSocket&& other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = -1; }
  StreamSocket(const StreamSocket&) = delete;
  StreamSocket& operator=(const StreamSocket&) = delete;

  Result<void> send(std::string_view octets, Deadline deadline);
  /// receive waits for the next octets, at least one, and answers how many came.
  Result<std::size_t> receive(std::span<char> into, Deadline deadline);

 private:
  explicit StreamSocket(int descriptor) noexcept : descriptor_(descriptor) {}
  static Result<StreamSocket> connected(int family, const void* address, unsigned size, Deadline deadline);
  Result<void> wait(short events, Deadline deadline) const;

  int descriptor_;
};

}  // namespace heyi::state
