// What the kernel reports of a scanner that is a keyboard: the first octet says whether events follow as they are, or
// type, code and value in an octet each.
#include "scan/evdev.hpp"

#include "fuzz/support/target.hpp"
#include "unit/terminal/key_presses.hpp"

using namespace heyi;
using namespace heyi::terminal;
using heyi::fuzz::require;

namespace {

std::string events_of(ByteView input) {
  if (input.empty()) return {};
  const ByteView rest = input.subspan(1);
  if (input[0] % 2 != 0) return std::string(as_text(rest));
  std::string events;
  for (std::size_t i = 0; i + 2 < rest.size(); i += 3) events += key_event(rest[i], rest[i + 1], rest[i + 2]);
  return events;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string events = events_of({data, size});
  KeyDecoder decoder;
  KeyDecoder in_octets;
  const std::string text = decoder.take(events);
  std::string same;
  for (const char octet : events) same += in_octets.take({&octet, 1});
  require(text == same, "what is read does not depend on how it is read");
  require(text.size() <= events.size() / sizeof(input_event), "an event gives one character at most");
  for (const char c : text) {
    require((c >= ' ' && c <= '~') || c == '\r' || c == '\t' || c == KeyDecoder::kLost, "keys write ASCII");
  }

  // Whatever came before: once its event is complete and Shift is up, keys write what they always do.
  const std::size_t open = events.size() % sizeof(input_event);
  std::string rest(open == 0 ? 0 : sizeof(input_event) - open, '\0');
  rest += key_event(EV_SYN, SYN_REPORT, 0) + key_event(EV_KEY, KEY_LEFTSHIFT, 0) + key_event(EV_KEY, KEY_RIGHTSHIFT, 0);
  decoder.take(rest);
  require(decoder.take(key_presses("9701 :*\r")) == "9701 :*\r", "later keys write what they always do");
  return 0;
}
