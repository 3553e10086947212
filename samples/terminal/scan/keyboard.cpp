// Scanners type a key every few milliseconds; people, held keys and function keys must not be taken for one.
#include "scan/keyboard.hpp"

#include <algorithm>
#include <utility>

#include "scan/keys.hpp"

namespace heyi::terminal {
namespace {

// A key held down is given out when it is let go; so much of it is nobody's finger.
constexpr std::size_t kLongestRun = 1024;

bool is_continuation(char c) noexcept { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

bool is_control(char c) noexcept {
  const auto value = static_cast<unsigned char>(c);
  return (value < 0x20 || value == 0x7f) && !Assembler::is_terminator(c);
}

// One key again and again: somebody holds it down.
bool is_one_key(std::string_view octets) noexcept {
  std::size_t size = 1;
  while (size < octets.size() && is_continuation(octets[size])) ++size;
  for (std::size_t i = size; i < octets.size(); ++i) {
    if (octets[i] != octets[i - size]) return false;
  }
  return true;
}

}  // namespace

void KeyboardAssembler::take(std::string_view octets, Moment at, std::vector<Event>& out) {
  tick(at, out);
  for (const char octet : octets) take_octet(octet, at, out);
}

void KeyboardAssembler::take_octet(char octet, Moment at, std::vector<Event>& out) {
  if (is_scanning_ && is_control(octet)) {
    scan_.end(out);
    is_scanning_ = false;
  }
  if (is_scanning_) {
    scan_.take({&octet, 1}, at, out);
    if (Assembler::is_terminator(octet)) {
      is_scanning_ = false;
      suffix_until_ = at + kKeyWait;
    }
    return;
  }
  const bool is_suffix = Assembler::is_terminator(octet) && run_.octets.empty() && at <= suffix_until_;
  // LF may follow CR; after that, and after any other key, Enter is pressed by somebody.
  suffix_until_ = is_suffix ? std::min(suffix_until_, at + kKeyWait) : Moment::min();
  if (!is_suffix) undecided(octet, at, out);
}

void KeyboardAssembler::undecided(char octet, Moment at, std::vector<Event>& out) {
  if (run_.keys > 0 && !is_continuation(octet)) ++(at - run_.last <= kQuickest ? run_.quick : run_.slow);
  if (!is_continuation(octet)) ++run_.keys;
  run_.octets.push_back(octet);
  run_.last = at;
  run_.has_control = run_.has_control || is_control(octet);
  if (Assembler::is_terminator(octet)) return end_run(at, out);
  if (run_.keys < kScanKeys) return;
  const bool is_scan = run_.quick > run_.slow && !run_.has_control && !is_one_key(run_.octets);
  if (is_scan || run_.octets.size() >= kLongestRun) {
    scan_.take(std::exchange(run_, {}).octets, at, out);
    is_scanning_ = true;
  } else if (run_.quick <= run_.slow) {
    type_out(false, out);
  }
}

// Nobody presses a key and then Enter as quickly as a scanner: a code that says `y` must not answer for a person.
void KeyboardAssembler::end_run(Moment at, std::vector<Event>& out) {
  if (run_.quick == 0 || run_.slow > 0) return type_out(true, out);
  scan_.take(std::exchange(run_, {}).octets, at, out);
  suffix_until_ = at + kKeyWait;
}

void KeyboardAssembler::type_out(bool is_final, std::vector<Event>& out) {
  take_keys(run_.octets, is_final, out);
  if (run_.octets.empty()) run_ = {};
}

void KeyboardAssembler::tick(Moment now, std::vector<Event>& out) {
  if (is_scanning_) {
    scan_.tick(now, out);
    if (scan_.is_idle()) {
      is_scanning_ = false;
      suffix_until_ = scan_.last() + Assembler::kGiveUp;
    }
  }
  if (!run_.octets.empty() && now - run_.last >= kKeyWait) type_out(true, out);
}

std::optional<Moment> KeyboardAssembler::due() const {
  if (is_scanning_) return scan_.due();
  if (!run_.octets.empty()) return run_.last + kKeyWait;
  return std::nullopt;
}

void KeyboardAssembler::end(std::vector<Event>& out) {
  scan_.end(out);
  is_scanning_ = false;
  type_out(true, out);
}

void KeyboardAssembler::was_away(Moment until) {
  scan_.was_away(until);
  if (!run_.octets.empty()) run_.last = std::max(run_.last, until);
}

}  // namespace heyi::terminal
