// A scanner that is a keyboard: its key presses as the kernel reports them, through a pipe.
#include "scan/evdev.hpp"

#include <linux/input.h>
#include <sys/stat.h>

#include <filesystem>
#include <memory>

#include "scan/scanners.hpp"
#include "support/fresh_folder.hpp"
#include "unit/terminal/key_presses.hpp"
#include "unit/terminal/scan_setting.hpp"

namespace heyi::terminal {

using Texts = std::vector<std::string>;

TEST_CASE("every character of the US layout comes from its key", "[terminal][evdev]") {
  std::string all = "\r\t";
  for (char c = ' '; c <= '~'; ++c) all += c;
  KeyDecoder decoder;
  CHECK(decoder.take(key_presses(all)) == all);
  KeyDecoder in_bits;
  std::string taken;
  for (const char octet : key_presses(all)) taken += in_bits.take({&octet, 1});
  CHECK(taken == all);
}

TEST_CASE("Caps Lock turns letters alone, and the keypad gives digits", "[terminal][evdev]") {
  KeyDecoder decoder;
  const std::string caps = key_event(EV_KEY, KEY_CAPSLOCK, 1) + key_event(EV_KEY, KEY_CAPSLOCK, 0);
  CHECK(decoder.take(caps + key_presses("aB1:") + caps + key_presses("aB1:")) == "Ab1:aB1:");
  std::string keypad;
  for (const int key : {KEY_KP7, KEY_KP8, KEY_KP9, KEY_KP0, KEY_KPDOT, KEY_KPSLASH, KEY_KPENTER}) {
    keypad += key_event(EV_KEY, key, 1) + key_event(EV_KEY, key, 2) + key_event(EV_KEY, key, 0);
  }
  CHECK(decoder.take(keypad) == "7890./\r");
}

TEST_CASE("other events and keys give nothing, lost ones a damaged scan", "[terminal][evdev]") {
  KeyDecoder decoder;
  CHECK(decoder
            .take(key_event(EV_REL, 0, 1) + key_event(EV_KEY, KEY_F1, 1) + key_event(EV_KEY, 0x2ff, 1) +
                  key_event(EV_KEY, 0, 1) + key_event(0xffff, 0xffff, -1))
            .empty());
  const std::string dropped = key_event(EV_SYN, SYN_DROPPED, 0);
  const std::string report = key_event(EV_SYN, SYN_REPORT, 0);
  CHECK(decoder.take(key_presses("A") + dropped + key_presses("B").substr(0, 24) + report + key_presses("c")) ==
        std::string("A") + KeyDecoder::kLost + "c");
}

TEST_CASE("key presses become scans until the device is gone", "[terminal][evdev]") {
  const test::FreshFolder folder;
  const std::string path = folder.path() + "/event0";
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  EventQueue queue;
  std::vector<Event> events;
  int grabs = 0;
  auto scanner = open_evdev_with(
      path, [&grabs](int) { return ++grabs == 1 ? std::string("in use by another program") : std::string(); }, queue);
  REQUIRE(wait_for_state(queue, events, false));
  CHECK(std::get<ScannerState>(events.back()).trouble == "in use by another program");
  // Writing first would wait for a reader: the scanner opens it without waiting.
  const int device = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  REQUIRE(device >= 0);
  REQUIRE(wait_for_state(queue, events, true));
  write_all(device, key_presses(another_code() + "\r"));
  CHECK(wait_for_texts(queue, events, 1) == Texts{another_code()});
  std::filesystem::remove(path);
  CHECK(wait_for_state(queue, events, false));
  scanner.reset();
  ::close(device);
}

TEST_CASE("a file that is no input device is told in words", "[terminal][evdev]") {
  const test::FreshFolder folder;
  EventQueue queue;
  std::vector<Event> events;
  const auto scanner = open_evdev(folder.path(), queue);
  REQUIRE(wait_for_state(queue, events, false));
  CHECK(std::get<ScannerState>(events.back()).trouble == "no input device");
}

}  // namespace heyi::terminal
