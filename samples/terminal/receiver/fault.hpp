// The ways in which hospital systems behave badly.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>

namespace heyi::terminal::receiver {

/// Behaviour is what becomes of one message.
enum class Behaviour {
  accept,       ///< AA, or 200.
  refuse,       ///< AR, or 422: not taken.
  error,        ///< AE, or 500: not taken.
  bad_request,  ///< AR, or 400: not taken.
  busy,         ///< Not taken, no answer.
  delay,        ///< Taken; the answer comes late.
  drop,         ///< Taken; the connection is closed instead of an answer.
  drop_before,  ///< Not taken; the connection is closed.
  garbage,      ///< Taken; the answer is no HL7, or no HTTP.
  wrong_id,     ///< Taken; the ACK is for another message, or the answer is of another kind of JSON.
  half,         ///< Taken; half an answer, then the connection is closed.
  endless,      ///< Taken; the answer does not end.
  slow,         ///< Taken; the answer comes at an octet a second.
};

/// is_taken says whether a message is kept under this behaviour.
bool is_taken(Behaviour behaviour) noexcept;

/// name_of is the behaviour as --fault and the log call it.
std::string_view name_of(Behaviour behaviour) noexcept;

/// Faults decide for one message after the other.
class Faults {
 public:
  /// parse reads `KIND` or `KIND:N`; none when it is neither. N is how many messages it meets (all; of busy one), but
  /// for `delay` milliseconds, and for `random` the seed. `nonsense` takes its five kinds in turn.
  static std::optional<Faults> parse(std::string_view text);

  struct Decision {
    Behaviour behaviour = Behaviour::accept;
    std::chrono::milliseconds delay{0};
  };
  Decision next();

 private:
  enum class Mode { one, nonsense, random } mode_ = Mode::one;
  Behaviour behaviour_ = Behaviour::accept;
  std::chrono::milliseconds delay_{0};
  std::optional<std::uint64_t> left_;  // Messages; none is all.
  std::uint64_t count_ = 0;
  std::mt19937_64 random_;
};

}  // namespace heyi::terminal::receiver
