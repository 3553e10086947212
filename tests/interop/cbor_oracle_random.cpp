// Random deterministic items, and damage done to them.
#include <algorithm>

#include "interop/cbor_oracle.hpp"

namespace heyi::test {
namespace {

std::uint64_t any_number(std::mt19937& random) {
  const std::uint64_t bits = static_cast<std::uint64_t>(random()) << 32 | random();
  return bits >> random() % 64;  // All sizes of head alike.
}

std::string any_text(std::mt19937& random) {
  constexpr std::string_view kPieces[] = {"a", "ss", "0", "\xc3\xa9", "\xe5\x90\x88", "\xf0\xa0\xae\xb7", " ", "\""};
  std::string text;
  for (unsigned i = random() % 12; i > 0; --i) text += kPieces[random() % std::size(kPieces)];
  return text;
}

// A float or double that no shorter form holds has a lowest bit of one.
Bytes any_float(std::mt19937& random) {
  switch (random() % 3) {
    case 0: {
      const auto bits = static_cast<std::uint16_t>(random());
      if ((bits & 0x7c00) == 0x7c00) return {0xf9, 0x7e, 0x00};
      return {0xf9, static_cast<std::uint8_t>(bits >> 8), static_cast<std::uint8_t>(bits)};
    }
    case 1: return {0xfa, 0x47, static_cast<std::uint8_t>(random()), static_cast<std::uint8_t>(random()), 0x01};
    default: {
      Bytes octets = {0xfb, 0x40};
      for (int i = 0; i < 6; ++i) octets.push_back(static_cast<std::uint8_t>(random()));
      octets.push_back(0x01);
      return octets;
    }
  }
}

Bytes any_map(std::mt19937& random, int depth) {
  cbor::MapWriter map;
  for (unsigned i = random() % 6; i > 0; --i) {
    cbor::MapWriter one = map;  // A key that was there already is left out again.
    one.put_encoded(random_item(random, random() % 8 == 0 ? depth - 1 : 0), random_item(random, depth - 1));
    if (cbor::MapWriter copy = one; std::move(copy).finish()) map = one;
  }
  return *std::move(map).finish();
}

}  // namespace

Bytes random_item(std::mt19937& random, int depth) {
  cbor::Writer writer;
  switch (random() % (depth > 0 ? 14 : 8)) {
    case 0:
    case 1: writer.uint(any_number(random)); break;
    case 2: writer.integer(-1 - static_cast<std::int64_t>(any_number(random) >> 1)); break;
    case 3: writer.bytes(Bytes(random() % 40, static_cast<std::uint8_t>(random()))); break;
    case 4:
    case 5: writer.text(any_text(random)); break;
    case 6: return any_float(random);
    case 7: {
      constexpr std::uint8_t kSimple[] = {0xf4, 0xf5, 0xf6, 0xf7};
      writer.raw(Bytes{kSimple[random() % 4]});
      break;
    }
    case 8:
    case 9: return any_map(random, depth);
    case 10: writer.tag(any_number(random)).raw(random_item(random, depth - 1)); break;
    default: {
      const unsigned size = random() % 6;
      writer.array(size);
      for (unsigned i = 0; i < size; ++i) writer.raw(random_item(random, depth - 1));
    }
  }
  return std::move(writer).take();
}

Bytes mutated(Bytes octets, std::mt19937& random) {
  for (unsigned changes = 1 + random() % 3; changes > 0; --changes) {
    const auto at = static_cast<std::ptrdiff_t>(random() % (octets.size() + 1));
    const auto octet = static_cast<std::uint8_t>(random());
    const bool inside = at < static_cast<std::ptrdiff_t>(octets.size());
    switch (random() % 4) {
      case 0: octets.insert(octets.begin() + at, octet); break;
      case 1:
        if (inside) octets.erase(octets.begin() + at);
        break;
      case 2:
        if (inside) octets[static_cast<std::size_t>(at)] = octet;
        break;
      default:
        if (inside) octets[static_cast<std::size_t>(at)] ^= static_cast<std::uint8_t>(1U << random() % 8);
    }
  }
  return octets;
}

}  // namespace heyi::test
