// A scanner that is a keyboard, read below every layout: what Linux reports of its keys, into characters. Pure.
#pragma once

#include <functional>

#include "scan/assembler.hpp"
#include "scan/hot_plug.hpp"

namespace heyi::terminal {

/// KeyDecoder makes characters of key presses as a keyboard with the US layout means them, which is what scanners are
/// set to when they leave the factory: Shift and Caps Lock count, the keypad gives digits, Enter is CR, Tab is TAB.
/// Keys without a character, repeats and releases give nothing. Where the kernel says that presses were lost
/// (SYN_DROPPED), kLost stands: a character that no code holds, so that the scan is damaged and not merely shorter.
class KeyDecoder {
 public:
  static constexpr char kLost = '\x1a';

  /// take takes octets of `struct input_event`s, which may be cut anywhere.
  std::string take(std::string_view octets);

 private:
  void take_event(int type, int code, int value, std::string& out);
  void press(int code, std::string& out);

  std::string partial_;
  bool left_shift_ = false, right_shift_ = false, caps_lock_ = false, is_dropping_ = false;
};

/// evdev_reader is a KeyDecoder in front of an Assembler.
std::unique_ptr<OctetReader> evdev_reader(const std::string& source);

/// Grab takes an open device for this program alone; the answer is the trouble, empty when there is none.
using Grab = std::function<std::string(int descriptor)>;

/// grab_keyboard is the Grab for `/dev/input/event…`: it must have the keys of a scanner; then EVIOCGRAB.
std::string grab_keyboard(int descriptor);

/// open_evdev_with is open_evdev with another Grab, for devices that are none.
std::unique_ptr<Scanner> open_evdev_with(const std::string& path, Grab grab, EventQueue& queue);

}  // namespace heyi::terminal
