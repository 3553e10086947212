// The seeds of what reads scanners.
#include <heyi/text.hpp>

#include "fuzz/corpus.hpp"
#include "fuzz/support/chunks.hpp"
#include "fuzz/support/tokens.hpp"
#include "unit/terminal/key_presses.hpp"

namespace heyi::fuzz {
namespace {

// As the target `scan` takes it: how long after the chunk before, then what comes.
Bytes coming(std::uint8_t gap, const std::string& octets) {
  Bytes chunk{gap};
  chunk.insert(chunk.end(), octets.begin(), octets.end());
  return chunk;
}

// As the target `evdev` takes them: type, code and value in an octet each, behind the mark that says so.
Bytes short_events(const std::string& events) {
  Bytes octets{0};
  for (std::size_t i = 0; i < events.size(); i += sizeof(input_event)) {
    input_event event;
    std::memcpy(&event, events.data() + i, sizeof event);
    for (const int part : {int{event.type}, int{event.code}, event.value}) {
      octets.push_back(static_cast<std::uint8_t>(part));
    }
  }
  return octets;
}

}  // namespace

void scans(const Corpus& corpus) {
  const std::string code = encode_text(made_codes().front().token);
  const std::string digits = encode_text(made_codes().front().token, Spelling::digits);
  const auto add = [&](const std::string& name, const std::vector<Bytes>& chunks) {
    corpus.add("scan", name, join_chunks(chunks));
  };
  add("suffix", {coming(0, code + "\r\n"), coming(7, "]Q1" + digits + "\t")});
  add("pause", {coming(0, code.substr(0, 300)), coming(8, code.substr(300)), coming(6, "x")});
  add("merged", {coming(0, code + digits + code), coming(9, {})});
  add("noise", {coming(0, "\xff" + code.substr(100) + code + "\x03"), coming(1, "424" + std::string(25, '7'))});
  add("whole_codes", {Bytes{0x80}, Bytes{0x96}, Bytes{0x8b}, Bytes{0x81}});
  add("keys", {coming(4, "y"), coming(5, "\x1b[A"), coming(3, "\r"), coming(2, "中")});
  add("wide", {coming(0, "\xef\xbc\xa8\xef\xbc\xb9\xef\xbc\x91\xef\xbc\x9a\xe3\x80\x80hy1:abc\r")});
  using terminal::key_event;
  corpus.add("evdev", "code", short_events(terminal::key_presses("HY1:A $%*+-./\r")));
  corpus.add("evdev", "lost",
             short_events(terminal::key_presses("A") + key_event(EV_SYN, SYN_DROPPED, 0) + terminal::key_presses("b") +
                          key_event(EV_SYN, SYN_REPORT, 0) + key_event(EV_KEY, KEY_CAPSLOCK, 1)));
  const std::string events = terminal::key_presses("9701\r");
  Bytes long_events{1};
  long_events.insert(long_events.end(), events.begin(), events.end());
  corpus.add("evdev", "long", long_events);
}

}  // namespace heyi::fuzz
