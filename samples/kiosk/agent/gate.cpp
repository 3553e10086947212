// Same host, same origin, the token of this start.
#include "agent/gate.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace heyi::kiosk {
namespace {

std::string draw_token(Random& random) {
  std::array<std::uint8_t, 16> octets{};
  if (!random.fill(octets)) throw std::runtime_error("no random numbers");
  std::string token;
  for (const std::uint8_t octet : octets) {
    token += "0123456789abcdef"[octet >> 4];
    token += "0123456789abcdef"[octet & 15];
  }
  return token;
}

// As long for a wrong token as for the right one.
bool is_same(std::string_view given, std::string_view held) noexcept {
  unsigned different = given.size() == held.size() ? 0 : 1;
  for (std::size_t i = 0; i < held.size(); ++i) {
    different |= static_cast<unsigned>(held[i] ^ (i < given.size() ? given[i] : '\0'));
  }
  return different == 0;
}

}  // namespace

Gate::Gate(int port, Random& random)
    : host_("127.0.0.1:" + std::to_string(port)), origin_("http://" + host_), token_(draw_token(random)) {}

std::optional<Refusal> Gate::check_page(const RequestHead& head) const {
  if (head.host != host_) return Refusal::host;
  if (!head.origin.empty() && head.origin != origin_) return Refusal::origin;
  // Browsers say whose request it is; `none` is an address that a person typed.
  if (!head.fetch_site.empty() && head.fetch_site != "same-origin" && head.fetch_site != "none") return Refusal::origin;
  return std::nullopt;
}

std::optional<Refusal> Gate::check_api(const RequestHead& head) const {
  if (std::optional<Refusal> refusal = check_page(head)) return refusal;
  if (!is_same(head.token, token_)) return Refusal::token;
  return std::nullopt;
}

bool FrameRate::take(Clock::time_point now) noexcept {
  const std::lock_guard lock(mutex_);
  if (last_ != Clock::time_point{}) {
    left_ = std::min(per_second_, left_ + per_second_ * std::chrono::duration<double>(now - last_).count());
  }
  last_ = now;
  if (left_ < 1) return false;
  left_ -= 1;
  return true;
}

}  // namespace heyi::kiosk
