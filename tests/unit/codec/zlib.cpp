// zlib streams: whole ones come back, damaged ones and bombs do not.
#include "codec/zlib.hpp"

#include <random>

#include "support/catch.hpp"
#include "unit/codec/allocation_watch.hpp"
#include "unit/codec/exact.hpp"

namespace {

using heyi::Bytes;
using heyi::test::Exact;
using heyi::test::outcome;

Bytes noise(std::size_t size) {
  std::mt19937 random(7);
  Bytes octets(size);
  for (auto& octet : octets) octet = static_cast<std::uint8_t>(random());
  return octets;
}

Bytes deflated(const Bytes& data) {
  auto stream = heyi::deflate_zlib(data);
  REQUIRE(stream.has_value());
  return *std::move(stream);
}

std::string refusal(const Bytes& stream, std::size_t max_size) {
  return outcome(heyi::inflate_zlib(Exact(stream).view(), max_size));
}

}  // namespace

TEST_CASE("what was deflated comes back", "[zlib]") {
  for (const std::size_t size : {0U, 1U, 100U, 65535U, 65536U, 65537U, 200'000U}) {
    INFO(size);
    const Bytes data = noise(size);
    const auto out = heyi::inflate_zlib(Exact(deflated(data)).view(), size);
    REQUIRE(outcome(out) == "ok");
    CHECK(*out == data);
  }
}

TEST_CASE("a stream that expands to exactly the bound is taken, one octet more is not", "[zlib]") {
  for (const std::size_t size : {1U, 65536U, 131072U, 300'000U}) {
    INFO(size);
    const Bytes stream = deflated(Bytes(size, 0));
    CHECK(refusal(stream, size) == "ok");
    CHECK(refusal(stream, size - 1) == "status.list_invalid");
  }
}

TEST_CASE("a bomb is refused without expanding it", "[zlib]") {
  const Bytes bomb = deflated(Bytes(64 * 1024 * 1024, 0));
  const Exact input(bomb);
  const heyi::test::AllocationWatch watch;
  CHECK(outcome(heyi::inflate_zlib(input.view(), 1024 * 1024)) == "status.list_invalid");
  CHECK(watch.largest() <= 4 * 1024 * 1024);
}

TEST_CASE("nothing is reserved from the bound", "[zlib]") {
  const Bytes stream = deflated(Bytes(1000, 1));
  const heyi::test::AllocationWatch watch;
  CHECK(refusal(stream, std::size_t{1} << 40) == "ok");
  CHECK(watch.largest() <= 1024 * 1024);
}

TEST_CASE("every truncation is refused", "[zlib]") {
  const Bytes whole = deflated(noise(300));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    INFO(size);
    CHECK(refusal(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)), 1000) ==
          "status.list_invalid");
  }
}

TEST_CASE("octets after the stream are refused", "[zlib]") {
  Bytes stream = deflated(noise(300));
  stream.push_back(0);
  CHECK(refusal(stream, 1000) == "status.list_invalid");
}

TEST_CASE("a wrong checksum is refused", "[zlib]") {
  Bytes stream = deflated(noise(300));
  stream.back() ^= 1;
  CHECK(refusal(stream, 1000) == "status.list_invalid");
}

TEST_CASE("raw deflate, gzip and a preset dictionary are refused", "[zlib]") {
  CHECK(refusal(heyi::test::from_hex("03 00"), 1000) == "status.list_invalid");  // raw deflate of nothing
  CHECK(refusal(heyi::test::from_hex("1f8b08 00 00000000 00 03 0300 00000000 00000000"), 1000) ==
        "status.list_invalid");                                                                        // gzip
  CHECK(refusal(heyi::test::from_hex("78bb 00000001 0300 00000001"), 1000) == "status.list_invalid");  // FDICT set
}
