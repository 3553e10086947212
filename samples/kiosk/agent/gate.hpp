// The gate: which requests the agent's own page sent, and how many of them are taken.
#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include <heyi/random.hpp>

#include "agent/refusal.hpp"

namespace heyi::kiosk {

/// RequestHead is what the gate looks at. A header that is absent is empty.
struct RequestHead {
  std::string host, origin, fetch_site, token;
};

/// Gate judges requests by their heads. Every request must name this agent as 127.0.0.1 with its port, or a name that
/// an attacker controls could be led here (DNS rebinding); a browser's must come from the agent's own page; and the
/// api's must carry the token that was drawn at this start and that only a page served by this agent can have read.
class Gate {
 public:
  /// A Gate for the port that the agent listens at, with a token of 128 random bits.
  Gate(int port, Random& random);

  const std::string& token() const noexcept { return token_; }

  /// check_page judges a request for a file or for the health; none when it may be answered.
  std::optional<Refusal> check_page(const RequestHead& head) const;
  /// check_api also asks for the token, compared in constant time.
  std::optional<Refusal> check_api(const RequestHead& head) const;

 private:
  std::string host_, origin_, token_;
};

/// FrameRate lets `per_second` frames through on average, and a second's worth at once.
class FrameRate {
 public:
  using Clock = std::chrono::steady_clock;

  explicit FrameRate(double per_second) noexcept : per_second_(per_second), left_(per_second) {}

  bool take(Clock::time_point now) noexcept;

 private:
  std::mutex mutex_;
  const double per_second_;
  double left_;
  Clock::time_point last_{};
};

}  // namespace heyi::kiosk
