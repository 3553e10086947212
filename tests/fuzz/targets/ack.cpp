// A receiver's acknowledgement as it comes from the network: the first octet says how it is cut.
#include "outbox/ack.hpp"

#include <algorithm>
#include <random>

#include "fuzz/support/heap_watch.hpp"
#include "fuzz/support/target.hpp"

using namespace heyi;
using heyi::fuzz::require;
using terminal::AckReader;
using terminal::Delivery;

namespace {

constexpr const char* kId = "ABCDEFGHIJ0123456789";

struct Said {
  std::optional<Delivery> delivery;
  bool may_go_on = false;
};

Said read_in_pieces(std::string_view octets, const char* id, unsigned seed) {
  AckReader reader(id);
  Said said;
  std::minstd_rand random(seed + 1);
  while (!octets.empty()) {
    const std::size_t size = std::min<std::size_t>(octets.size(), 1 + random() % (seed % 2 == 0 ? 4 : 4000));
    std::optional<Delivery> now = reader.take(octets.substr(0, size));
    require(!said.delivery || (now && now->kind == said.delivery->kind && now->why == said.delivery->why),
            "what was said once is not unsaid");
    said.delivery = std::move(now);
    octets.remove_prefix(size);
  }
  said.may_go_on = reader.may_go_on();
  return said;
}

bool is_harmless(std::string_view why) {
  return why.size() <= 60 && std::all_of(why.begin(), why.end(), [](char letter) {
           return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') ||
                  (letter >= 'a' && letter <= 'z') || letter == ' ' || letter == '^';
         });
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view octets = as_text({data + 1, size - 1});
  const fuzz::HeapWatch heap;
  const Said whole = read_in_pieces(octets, kId, 1);
  const Said cut = read_in_pieces(octets, kId, data[0]);
  require(heap.largest() <= 16 * size + 4096 && heap.largest() <= 16 * (AckReader::kMaxFrame + 256),
          "reading takes no more memory than the octets present, and than a frame may have");
  require(whole.delivery.has_value() == cut.delivery.has_value(), "it does not matter how an answer is cut");
  require(whole.may_go_on == cut.may_go_on, "nor for the connection");
  if (!whole.delivery) {
    require(octets.size() <= AckReader::kMaxFrame + 2, "an answer that has no end is given up");
    require(!whole.may_go_on, "a connection on which an answer is not whole is not used again");
    return 0;
  }
  require(whole.delivery->kind == cut.delivery->kind && whole.delivery->why == cut.delivery->why,
          "nor for what is said");
  require(is_harmless(whole.delivery->why), "nothing of the receiver's own words is repeated");
  const bool is_failed = whole.delivery->kind == Delivery::Kind::failed;
  require(is_failed == !whole.delivery->why.empty() || whole.delivery->kind == Delivery::Kind::refused,
          "a failure says why, and what was delivered says nothing");
  if (is_failed) {
    require(!whole.may_go_on, "a connection that failed is not used again");
    return 0;
  }
  // The frame up to its end: a field of MSA is the id, and no other id is taken for it.
  const std::string_view frame = octets.substr(0, octets.find('\x1c'));
  require(frame.find(kId) != std::string_view::npos, "only the id's own acknowledgement delivers or refuses");
  const Said other = read_in_pieces(octets, "ABCDEFGHIJ012345678", 1);
  require(other.delivery->kind == Delivery::Kind::failed, "another message takes it for a failure");
  return 0;
}
