// What a bundle repeats costs no memory a second time.
#include <sys/resource.h>

#include "support/catch.hpp"
#include "unit/state/state_support.hpp"

namespace heyi::test {
namespace {

// The most memory that the process ever had, in octets.
std::int64_t peak() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return std::int64_t{usage.ru_maxrss} * 1024;
}

}  // namespace

TEST_CASE("a bundle that repeats the largest list takes the memory of one", "[state][update]") {
  StatusListContent largest = status_version(1);
  largest.packed.assign(static_cast<std::size_t>(StatusListContent::kMaxEntries / 4), 0);
  const Bytes list = *sign_status_list(largest, key(Party::status));
  std::vector<Bytes> objects(40, list);
  objects.push_back(trust_octets());
  const Bytes bundle = bundle_of(objects);
  const FreshFolder folder;
  const auto store = *StateStore::open(folder.path());
  const std::int64_t before = peak();
  CHECK(reason_of(store->apply(bundle, root_pins(), kNow)) == "ok");
  // 40 lists of 32 MiB are 1.25 GiB; sanitizers keep some hundred MiB of what was freed.
  CHECK(peak() - before < std::int64_t{640} << 20);
}

}  // namespace heyi::test
