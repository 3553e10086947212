// The keyboard: tells a scanner that types (keyboard wedge) from a person who types. Pure: time is handed in.
#pragma once

#include "scan/assembler.hpp"

namespace heyi::terminal {

/// KeyboardAssembler gives out typed keys and scans. kScanKeys keys, not all the same, of which most came within
/// kQuickest of the one before are the beginning of a scan; from then on the Assembler's rules hold until it is over.
/// Fewer are a scan too when a terminator follows and none came later than that. Anything else is typing: a key is
/// given out when kKeyWait has passed without another, or earlier. Escape sequences, Backspace and other control
/// characters begin no scan, and end one that waits for more. So that a scanner's late suffix presses no Enter, the
/// first terminator behind a scan that ended without one is dropped, for Assembler::kGiveUp.
///
/// A code of one character, once or repeated, or of control characters, read by a scanner that adds no suffix, cannot
/// be told from keys: what must not be pressed by whoever holds a code out is safe with scanners that do not type
/// (open_serial, open_evdev) alone.
class KeyboardAssembler final : public OctetReader {
 public:
  static constexpr std::size_t kScanKeys = 6;
  static constexpr std::chrono::milliseconds kQuickest{50}, kKeyWait{100};

  explicit KeyboardAssembler(std::string source) : scan_(std::move(source)) {}

  void take(std::string_view octets, Moment at, std::vector<Event>& out) override;
  void tick(Moment now, std::vector<Event>& out) override;
  std::optional<Moment> due() const override;
  void end(std::vector<Event>& out) override;
  void was_away(Moment until) override;

 private:
  /// Run is what came without a pause and is not told apart yet.
  struct Run {
    std::string octets;
    std::size_t keys = 0, quick = 0, slow = 0;
    bool has_control = false;  // An escape sequence, say.
    Moment last{};
  };

  void take_octet(char octet, Moment at, std::vector<Event>& out);
  void undecided(char octet, Moment at, std::vector<Event>& out);
  void end_run(Moment at, std::vector<Event>& out);
  void type_out(bool is_final, std::vector<Event>& out);

  Assembler scan_;
  Run run_;
  bool is_scanning_ = false;
  Moment suffix_until_ = Moment::min();  // A terminator up to then belongs to the scan before.
};

}  // namespace heyi::terminal
