// A bundle as it comes from outside: what reads is written the same again, and every member is what it is called.
#include <heyi/bundle.hpp>

#include "fuzz/support/heap_watch.hpp"
#include "fuzz/support/target.hpp"

using namespace heyi;
using heyi::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView input(data, size);
  const fuzz::HeapWatch heap;
  const Result<std::vector<BundleMember>> members = read_bundle(input);
  require(heap.largest() <= 128 * size + 65536, "memory follows the octets present");
  if (!members) {
    require(members.error().reason != Reason::internal_failure, "every refusal has its reason");
    return 0;
  }
  require(!members->empty() && members->size() <= kMaxBundleMembers, "the number of members is bounded");
  for (const BundleMember& member : *members) {
    require(kind_of_member(member.octets) == member.kind, "a member is what it is called");
    require(member.octets.data() >= data && member.octets.data() + member.octets.size() <= data + size,
            "members borrow from the bundle");
  }
  const Result<Bytes> again = make_bundle(*members);
  require(again && fuzz::same(*again, input), "a bundle has one encoding");
  return 0;
}
