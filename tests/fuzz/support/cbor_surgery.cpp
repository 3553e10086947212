// Taking apart, changing and putting together.
#include "fuzz/support/cbor_surgery.hpp"

#include <algorithm>

#include "codec/cbor.hpp"

namespace heyi::fuzz {
namespace {

using cbor::Item;
using cbor::Kind;

constexpr int kMaxWraps = 4;  // Proof, card, disclosure, value: no object nests byte strings deeper.

Piece piece_of(const Item& item, int wraps);

void open_string(Piece& piece, int wraps) {
  if (wraps == 0 || piece.octets.size() < 2) return;
  const Result<cbor::Tree> inner = cbor::Tree::parse(piece.octets);
  if (!inner || (!inner->root().is(Kind::map) && !inner->root().is(Kind::array))) return;
  piece.parts.push_back(piece_of(inner->root(), wraps - 1));
  piece.wraps = true;
}

Piece piece_of(const Item& item, int wraps) {
  Piece piece;
  const ByteView encoded = item.encoded();
  piece.major = encoded[0] >> 5;
  piece.low = encoded[0] & 31;
  switch (item.kind()) {
    case Kind::uint: piece.argument = *item.as_uint(); break;
    case Kind::negative: piece.argument = static_cast<std::uint64_t>(-1 - item.as_int().value_or(-1)); break;
    case Kind::bytes:
      piece.octets.assign(item.as_bytes()->begin(), item.as_bytes()->end());
      open_string(piece, wraps);
      break;
    case Kind::text: {
      const ByteView text = as_bytes(*item.as_text());
      piece.octets.assign(text.begin(), text.end());
      break;
    }
    case Kind::tag: piece.argument = item.tag(); [[fallthrough]];
    case Kind::array:
    case Kind::map:
      for (auto part = item.first(); part; part = part->next()) piece.parts.push_back(piece_of(*part, wraps));
      break;
    default: piece.octets.assign(encoded.begin() + 1, encoded.end());
  }
  return piece;
}

void head(Bytes& out, std::uint8_t major, std::uint64_t argument) {
  const int size = argument < 24 ? 0 : argument <= 0xff ? 1 : argument <= 0xffff ? 2 : argument <= 0xffffffff ? 4 : 8;
  const std::uint8_t info = size == 0 ? static_cast<std::uint8_t>(argument)
                                      : static_cast<std::uint8_t>(size == 1   ? 24
                                                                  : size == 2 ? 25
                                                                  : size == 4 ? 26
                                                                              : 27);
  out.push_back(static_cast<std::uint8_t>(major << 5 | info));
  for (int i = size; i-- > 0;) out.push_back(static_cast<std::uint8_t>(argument >> (8 * i)));
}

void write(Bytes& out, const Piece& piece) {
  const auto append = [&out](const Bytes& octets) { out.insert(out.end(), octets.begin(), octets.end()); };
  switch (piece.major) {
    case 0:
    case 1: head(out, piece.major, piece.argument); return;
    case 2:
    case 3: {
      const Bytes content = piece.wraps ? put_together(piece.parts.front()) : piece.octets;
      head(out, piece.major, content.size() + piece.skew);
      append(content);
      return;
    }
    case 4: head(out, 4, piece.parts.size() + piece.skew); break;
    case 5: head(out, 5, piece.parts.size() / 2 + piece.skew); break;
    case 6: head(out, 6, piece.argument); break;
    default:
      out.push_back(static_cast<std::uint8_t>(7 << 5 | piece.low));
      append(piece.octets);
      return;
  }
  for (const Piece& part : piece.parts) write(out, part);
}

template <typename P>
void gather(P& piece, std::vector<P*>& all) {
  all.push_back(&piece);
  for (auto& part : piece.parts) gather(part, all);
}

// Something with an inside is chosen as often as not, or nearly all changes would hit the leaves.
Piece& choose(Piece& root, Dice& dice) {
  std::vector<Piece*> all;
  gather(root, all);
  std::vector<Piece*> hollow;
  std::copy_if(all.begin(), all.end(), std::back_inserter(hollow), [](const Piece* p) { return !p->parts.empty(); });
  return *(!hollow.empty() && dice.one_in(2) ? hollow[dice.below(hollow.size())] : all[dice.below(all.size())]);
}

void change_parts(Piece& piece, Dice& dice) {
  std::vector<Piece>& parts = piece.parts;
  // A map mostly stays one; a change before may have left it half a pair.
  const bool pairs = piece.major == 5 && parts.size() >= 2 && !dice.one_in(8);
  const std::size_t step = pairs ? 2 : 1;
  const auto at = static_cast<std::ptrdiff_t>(dice.below(parts.size() / step) * step);
  const auto other = static_cast<std::ptrdiff_t>(dice.below(parts.size() / step) * step);
  const auto width = static_cast<std::ptrdiff_t>(step);
  switch (dice.below(3)) {
    case 0: parts.erase(parts.begin() + at, parts.begin() + at + width); break;
    case 1: {
      const std::vector<Piece> twice(parts.begin() + at, parts.begin() + at + width);
      parts.insert(parts.begin() + other, twice.begin(), twice.end());
      break;
    }
    default: std::swap_ranges(parts.begin() + at, parts.begin() + at + width, parts.begin() + other);
  }
}

void change_value(Piece& piece, Dice& dice) {
  if (piece.major == 2 || piece.major == 3) {
    cut_octets(piece.octets, piece.octets, dice);
  } else if (piece.major == 7) {
    piece.low = static_cast<std::uint8_t>(dice.below(24));
  } else {
    const std::uint64_t values[] = {piece.argument + 1, piece.argument - 1, 0, 59, 60, dice.next() >> dice.below(64)};
    piece.argument = values[dice.below(std::size(values))];
  }
}

}  // namespace

std::uint64_t Dice::next() noexcept {
  std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

std::optional<Piece> take_apart(ByteView octets) {
  const Result<cbor::Tree> tree = cbor::Tree::parse(octets);
  if (!tree) return std::nullopt;
  return piece_of(tree->root(), kMaxWraps);
}

Bytes put_together(const Piece& piece) {
  Bytes out;
  write(out, piece);
  return out;
}

void operate(Piece& patient, const Piece& donor, Dice& dice) {
  Piece& piece = choose(patient, dice);
  switch (dice.below(8)) {
    case 0:
    case 1:
    case 2:
      if (piece.major >= 4 && piece.major <= 5 && !piece.parts.empty()) return change_parts(piece, dice);
      [[fallthrough]];
    case 3:
    case 4: return change_value(piece, dice);
    case 5: {
      std::vector<const Piece*> lent;
      gather(donor, lent);
      const Piece copy = *lent[dice.below(lent.size())];
      piece = copy;
      return;
    }
    case 6: piece.skew = dice.one_in(2) ? 1 : dice.next() >> dice.below(64); return;
    default: {
      Piece outer;
      outer.major = static_cast<std::uint8_t>(dice.one_in(2) ? 4 : 6);
      outer.argument = dice.below(256);
      outer.parts.push_back(piece);
      piece = std::move(outer);
    }
  }
}

void cut_octets(Bytes& octets, ByteView donor, Dice& dice) {
  const auto at = [&](std::size_t i) { return octets.begin() + static_cast<std::ptrdiff_t>(i); };
  const std::size_t place = dice.below(octets.size() + 1);
  if (octets.empty() || dice.one_in(6)) {
    octets.insert(at(place), 1 + dice.below(4), static_cast<std::uint8_t>(dice.next()));
    return;
  }
  const std::size_t begin = dice.below(octets.size());
  const std::size_t length = 1 + dice.below(std::min<std::size_t>(octets.size() - begin, dice.one_in(4) ? 64 : 4));
  switch (dice.below(6)) {
    case 0: octets[begin] = static_cast<std::uint8_t>(octets[begin] ^ (1U << dice.below(8))); break;
    case 1: octets[begin] = static_cast<std::uint8_t>(dice.next()); break;
    case 2: octets.erase(at(begin), at(begin + length)); break;
    case 3: {
      const Bytes twice(at(begin), at(begin + length));
      octets.insert(at(place), twice.begin(), twice.end());
      break;
    }
    case 4: octets.resize(begin); break;
    default: {
      // The head of one and the tail of the other, cut at places of their own.
      const std::size_t from = dice.below(donor.size() + 1);
      const Bytes tail(donor.begin() + static_cast<std::ptrdiff_t>(from), donor.end());
      octets.resize(begin);
      octets.insert(octets.end(), tail.begin(), tail.end());
    }
  }
}

}  // namespace heyi::fuzz
