// The tables are rows of the keyboard, because the kernel numbers keys along them.
#include "scan/evdev.hpp"

#include <linux/input.h>

#include <cstring>
#include <string_view>

namespace heyi::terminal {
namespace {

/// Row is keys with ascending codes and what they write, without and with Shift; 0 writes nothing.
struct Row {
  int first;
  std::string_view plain, shifted;
};

constexpr Row kRows[] = {
    {KEY_1, "1234567890-=", "!@#$%^&*()_+"},
    {KEY_Q, "qwertyuiop[]", "QWERTYUIOP{}"},
    {KEY_A, "asdfghjkl;'`", "ASDFGHJKL:\"~"},
    {KEY_BACKSLASH, "\\zxcvbnm,./", "|ZXCVBNM<>?"},
    {KEY_SPACE, " ", " "},
    {KEY_KPASTERISK, "*", "*"},
    {KEY_KP7, "789-456+1230.", "789-456+1230."},
    {KEY_KPSLASH, "/", "/"},
    {KEY_ENTER, "\r", "\r"},
    {KEY_KPENTER, "\r", "\r"},
    {KEY_TAB, "\t", "\t"},
};

bool is_letter(char c) noexcept { return c >= 'a' && c <= 'z'; }

class EvdevReader final : public OctetReader {
 public:
  explicit EvdevReader(const std::string& source) : assembler_(source) {}

  void take(std::string_view octets, Moment at, std::vector<Event>& out) override {
    assembler_.tick(at, out);
    assembler_.take(decoder_.take(octets), at, out);
  }
  void tick(Moment now, std::vector<Event>& out) override { assembler_.tick(now, out); }
  std::optional<Moment> due() const override { return assembler_.due(); }
  void end(std::vector<Event>& out) override { assembler_.end(out); }
  void was_away(Moment until) override { assembler_.was_away(until); }

 private:
  KeyDecoder decoder_;
  Assembler assembler_;
};

}  // namespace

std::string KeyDecoder::take(std::string_view octets) {
  std::string out;
  partial_.append(octets);
  std::size_t taken = 0;
  for (; partial_.size() - taken >= sizeof(input_event); taken += sizeof(input_event)) {
    input_event event;
    std::memcpy(&event, partial_.data() + taken, sizeof event);
    take_event(event.type, event.code, event.value, out);
  }
  partial_.erase(0, taken);
  return out;
}

void KeyDecoder::take_event(int type, int code, int value, std::string& out) {
  if (type == EV_SYN) {
    if (code == SYN_DROPPED) {
      is_dropping_ = true;
      left_shift_ = right_shift_ = false;
      out.push_back(kLost);
    } else if (code == SYN_REPORT) {
      is_dropping_ = false;
    }
    return;
  }
  if (type != EV_KEY || is_dropping_) return;
  switch (code) {
    case KEY_LEFTSHIFT: left_shift_ = value != 0; break;
    case KEY_RIGHTSHIFT: right_shift_ = value != 0; break;
    case KEY_CAPSLOCK: caps_lock_ = caps_lock_ != (value == 1); break;
    default:
      if (value == 1) press(code, out);
  }
}

void KeyDecoder::press(int code, std::string& out) {
  for (const Row& row : kRows) {
    if (code < row.first || code - row.first >= static_cast<int>(row.plain.size())) continue;
    const auto at = static_cast<std::size_t>(code - row.first);
    const bool is_shifted = left_shift_ || right_shift_;
    const bool is_upper = is_letter(row.plain[at]) ? is_shifted != caps_lock_ : is_shifted;
    out.push_back(is_upper ? row.shifted[at] : row.plain[at]);
    return;
  }
}

std::unique_ptr<OctetReader> evdev_reader(const std::string& source) { return std::make_unique<EvdevReader>(source); }

}  // namespace heyi::terminal
