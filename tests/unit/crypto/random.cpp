// The system's randomness: it fills what it is given and does not repeat itself.
#include <heyi/random.hpp>

#include <algorithm>

#include "support/catch.hpp"
#include "unit/codec/exact.hpp"

TEST_CASE("SystemRandom fills every octet it is given", "[random]") {
  heyi::SystemRandom random;
  // An octet that stays zero in sixteen draws happens by chance once in 2^128.
  heyi::Bytes seen(33, 0);
  for (int i = 0; i < 16; ++i) {
    heyi::Bytes drawn(33, 0);
    REQUIRE(random.fill(drawn).has_value());
    for (std::size_t n = 0; n < seen.size(); ++n) seen[n] |= drawn[n];
  }
  CHECK(std::ranges::none_of(seen, [](std::uint8_t octet) { return octet == 0; }));
}

TEST_CASE("SystemRandom gives other octets each time", "[random]") {
  heyi::SystemRandom random;
  heyi::Bytes first(16);
  heyi::Bytes second(16);
  REQUIRE(random.fill(first).has_value());
  REQUIRE(random.fill(second).has_value());
  CHECK(first != second);
}

TEST_CASE("SystemRandom fills nothing when nothing is asked for", "[random]") {
  heyi::SystemRandom random;
  CHECK(random.fill({}).has_value());
}
