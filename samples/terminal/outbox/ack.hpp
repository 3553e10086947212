// Reads a receiver's HL7 acknowledgement from a stream: pure, bounded, and strict about whose message it answers.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "outbox/dispatcher.hpp"

namespace heyi::terminal {

/// AckReader waits for one MLLP frame, <VT> message <FS><CR>, that acknowledges the message `id`. What it says does not
/// depend on how the octets were cut.
class AckReader {
 public:
  /// kMaxFrame bounds the octets of a message, the frame's own apart.
  static constexpr std::size_t kMaxFrame = 64 * 1024;

  explicit AckReader(std::string id) : id_(std::move(id)) {}

  /// take is what came of the letter, as soon as the frame is whole or cannot be one any more; none before that. The
  /// octets behind the frame are left unread.
  std::optional<Delivery> take(std::string_view octets);

  /// may_go_on says whether the connection is fit for the next message: an answer to this one stood alone on it, and no
  /// second one is to follow, as it is after CA and CE (enhanced mode).
  bool may_go_on() const noexcept { return is_final_ && !has_rest_; }

 private:
  enum class State { before, inside, ending, over };
  std::optional<Delivery> take_octet(char octet);

  const std::string id_;
  State state_ = State::before;
  std::string message_;
  std::optional<Delivery> said_;
  bool is_final_ = false, has_rest_ = false;
};

/// Ack is what a message without its frame says.
struct Ack {
  Delivery delivery;
  bool is_final = false;  ///< AA, AE or AR.
};

/// read_ack reads a message as the acknowledgement of `id`.
Ack read_ack(std::string_view message, std::string_view id);

}  // namespace heyi::terminal
