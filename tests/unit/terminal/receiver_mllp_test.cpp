// The receiver's framing against hostile octets: it neither hangs nor grows, and loses no message.
#include "receiver/mllp.hpp"

#include <algorithm>
#include <random>
#include <vector>

#include "support/catch.hpp"

namespace heyi::terminal::receiver {
namespace {

std::vector<std::string> read_all(MllpReader& reader, std::string_view octets, std::size_t step) {
  std::vector<std::string> messages;
  while (!octets.empty()) {
    const std::size_t size = std::min(step, octets.size());
    reader.feed(octets.substr(0, size));
    octets.remove_prefix(size);
    while (const auto message = reader.next()) messages.push_back(*message);
  }
  return messages;
}

}  // namespace

TEST_CASE("MLLP messages come out whole, however their octets arrive", "[receiver]") {
  const std::size_t step = GENERATE(1, 2, 3, 7, 1000);
  const std::string octets =
      "noise\r\x1c" + mllp_frame("MSH|one\rPID|\r") + "\r\n" + mllp_frame("") + mllp_frame("two");
  MllpReader reader;
  CHECK(read_all(reader, octets, step) == std::vector<std::string>{"MSH|one\rPID|\r", "", "two"});
  CHECK_FALSE(reader.is_broken());
}

TEST_CASE("noise without a frame is not kept", "[receiver]") {
  MllpReader reader;
  for (int count = 0; count < 1000; ++count) reader.feed(std::string(10000, 'x'));
  CHECK_FALSE(reader.next());
  CHECK_FALSE(reader.is_broken());
  reader.feed(mllp_frame("a"));
  CHECK(reader.next() == "a");
}

TEST_CASE("a frame that does not end breaks the connection at a megabyte", "[receiver]") {
  MllpReader reader;
  reader.feed("\x0b");
  std::size_t fed = 0;
  while (!reader.is_broken() && fed < 4 * MllpReader::kLongest) {
    reader.feed(std::string(10000, 'x'));
    fed += 10000;
    CHECK_FALSE(reader.next());
  }
  CHECK(reader.is_broken());
  CHECK(fed <= MllpReader::kLongest + 20000);
  reader.feed(mllp_frame("a"));
  CHECK_FALSE(reader.next());
}

TEST_CASE("the longest message is taken, one octet more is not", "[receiver]") {
  MllpReader reader, other;
  reader.feed(mllp_frame(std::string(MllpReader::kLongest - 1, 'x')));
  CHECK(reader.next());
  other.feed(mllp_frame(std::string(MllpReader::kLongest, 'x')));
  CHECK_FALSE(other.next());
  CHECK(other.is_broken());
}

TEST_CASE("a frame within a frame, and an end that is none, break the connection", "[receiver]") {
  const char* octets = GENERATE(
      "\x0b"
      "a\x0b"
      "b\x1c\r",
      "\x0b"
      "a\x1c"
      "b\r",
      "\x0b\x1c\x1c\r");
  const std::size_t step = GENERATE(1, 100);
  MllpReader reader;
  CHECK(read_all(reader, octets, step).empty());
  CHECK(reader.is_broken());
}

TEST_CASE("random octets of the framing alphabet end, one way or the other", "[receiver]") {
  std::mt19937 random(20261126);
  constexpr std::string_view kAlphabet = "\x0b\x1c\ra|";
  for (int round = 0; round < 2000; ++round) {
    std::string octets;
    for (int index = 0; index < 40; ++index) octets += kAlphabet[random() % kAlphabet.size()];
    MllpReader whole, dripping;
    // In whatever steps they come, the messages are the same.
    REQUIRE(read_all(whole, octets, 1000) == read_all(dripping, octets, 1));
    REQUIRE(whole.is_broken() == dripping.is_broken());
  }
}

}  // namespace heyi::terminal::receiver
