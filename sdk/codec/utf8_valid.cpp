// The ranges of RFC 3629 §4, one sequence at a time.
#include "codec/utf8_valid.hpp"

namespace heyi {

bool is_valid_utf8(ByteView text) noexcept {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::uint8_t lead = text[at++];
    if (lead < 0x80) continue;
    const std::size_t more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    if (lead < 0xc2 || lead > 0xf4 || text.size() - at < more) return false;
    // The second octet's range keeps out long forms (E0, F0), surrogates (ED) and what lies above U+10FFFF (F4).
    const std::uint8_t low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    const std::uint8_t high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (text[at] < low || text[at] > high) return false;
    for (std::size_t i = 1; i < more; ++i) {
      if ((text[at + i] & 0xc0) != 0x80) return false;
    }
    at += more;
  }
  return true;
}

}  // namespace heyi
