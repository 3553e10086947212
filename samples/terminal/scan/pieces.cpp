// By trial: a token's CBOR says itself where it ends, so no beginning of one is taken for a whole.
#include "scan/pieces.hpp"

#include <heyi/inspect.hpp>
#include <heyi/text.hpp>

#include <algorithm>
#include <string>

#include "scan/normaliser.hpp"

namespace heyi::terminal {
namespace {

// The next characters, their width folded.
std::string narrow(std::string_view text, std::size_t count) {
  std::string folded;
  while (folded.size() < count && !text.empty()) {
    const Character character = first_character(text);
    folded.push_back(character.narrow);
    text.remove_prefix(character.octets.size());
  }
  return folded;
}

bool is_letter(char c) noexcept { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

bool begins_with_aim(std::string_view text) {
  const std::string head = narrow(text, 3);
  return head.size() == 3 && head[0] == ']' && is_letter(head[1]) && head[2] >= '0' && head[2] <= '9';
}

bool begins_with_marker(std::string_view text) {
  const std::string head = narrow(text, 4);
  return head == "9701" || (head.size() == 4 && looks_like_heyi(head));
}

// docs/format.md: a token begins with its form and ends with a signature, a byte string of 64 or 96 octets. Complete
// CBOR is not enough: the digits of a group that is cut off spell other, fewer octets, and these may complete it.
bool looks_like_token(ByteView token) noexcept {
  const std::uint8_t form = token.empty() ? 0 : token.front();
  const auto ends_with_signature = [&](std::size_t size) {
    return token.size() > size + 2 && token[token.size() - size - 2] == 0x58 && token[token.size() - size - 1] == size;
  };
  return (form == 0xd2 || form == 0x01 || (form >= 0x82 && form <= 0x84)) &&
         (ends_with_signature(64) || ends_with_signature(96));
}

// Most places are ruled out by their octet alone.
bool can_begin(char c) noexcept {
  return c == ']' || c == 'H' || c == 'h' || c == '9' || static_cast<unsigned char>(c) == 0xef;
}

std::vector<std::size_t> prefixes(std::string_view text) {
  std::vector<std::size_t> found;
  std::size_t behind_aim = 0;
  for (std::size_t i = 0; i < text.size() && found.size() < kMaxTrials; ++i) {
    if (!can_begin(text[i])) continue;
    const std::string_view rest = text.substr(i);
    if (begins_with_aim(rest)) {
      found.push_back(i);
      behind_aim = i + (first_character(rest).is_wide() ? 9 : 3);
    } else if (begins_with_marker(rest) && (i == 0 || i != behind_aim)) {
      found.push_back(i);
    }
  }
  return found;
}

}  // namespace

bool is_whole(std::string_view raw) {
  const std::string text = normalise(raw).text;
  if (is_incumbent(text)) return true;
  const Result<Bytes> token = decode_text(text);
  return token && looks_like_token(*token) && inspect_octets(*token);
}

Pieces split(std::string_view text) {
  Pieces pieces;
  if (text.empty()) return pieces;
  if (is_whole(text)) {
    pieces.scans.push_back(text);
    return pieces;
  }
  const std::vector<std::size_t> found = prefixes(text);
  std::vector<std::size_t> places = found;
  if (places.empty() || places.front() != 0) places.insert(places.begin(), 0);
  std::size_t taken = 0;
  int trials = 1;
  for (std::size_t begin = 0; begin < places.size() && trials < kMaxTrials;) {
    std::size_t end = begin + 1;
    const auto piece = [&] {
      return text.substr(places[begin], end < places.size() ? places[end] - places[begin] : std::string_view::npos);
    };
    // A piece is tried with one prefix inside, then two: the last place is the end of the text.
    while (end <= places.size() && ++trials <= kMaxTrials && !is_whole(piece())) ++end;
    if (end > places.size() || trials > kMaxTrials) {
      ++begin;
      continue;
    }
    const bool is_noise = std::find(found.begin(), found.end(), taken) == found.end();
    if (places[begin] > taken && !is_noise) pieces.scans.push_back(text.substr(taken, places[begin] - taken));
    pieces.scans.push_back(piece());
    taken = end < places.size() ? places[end] : text.size();
    begin = end;
  }
  pieces.rest = text.substr(taken);
  return pieces;
}

}  // namespace heyi::terminal
