// Trust lists and status lists, opened as a terminal does when they are handed to it, and admitted where it has a
// state.
#include <heyi/state.hpp>

#include "negative/run/outcome.hpp"
#include "negative/run/world.hpp"
#include "support/fresh_folder.hpp"

namespace heyi::test::negative {
namespace {

/// Opened runs `open` on the vector's octets and on those of the files before it, and admits each to one state.
Outcome in_turn(const Vector& vector, const std::function<Result<void>(ByteView, StateStore*, Time)>& take) {
  const FreshFolder folder;
  std::unique_ptr<StateStore> store;
  if (vector.is_given("state")) {
    Result<std::unique_ptr<StateStore>> opened = StateStore::open(folder.path());
    if (!opened) return unrunnable("the state cannot be opened");
    store = *std::move(opened);
  }
  for (const Step& step : vector.before) {
    const Outcome before = outcome_of(take(as_bytes(read_tree_file(step.what)), store.get(), step.now));
    if (before.reason != step.expect) return unrunnable("before: got " + std::string(reason_name(before.reason)));
  }
  return outcome_of(take(vector.octets(), store.get(), vector.now));
}

Outcome judge_trust(const Vector& vector) {
  return in_turn(vector, [&](ByteView octets, StateStore* store, Time now) -> Result<void> {
    const Result<TrustList> list = TrustList::open(octets, pins_of(vector));
    if (!list) return list.error();
    return store != nullptr ? store->admit(*list, now) : Result<void>{};
  });
}

Outcome judge_status(const Vector& vector) {
  const Result<TrustList> trust = trust_of(vector);
  if (!trust) return unrunnable("trust list: " + std::string(reason_name(trust.error().reason)));
  return in_turn(vector, [&](ByteView octets, StateStore* store, Time now) -> Result<void> {
    const Result<StatusList> list = StatusList::open(octets, *trust, now);
    if (!list) return list.error();
    return store != nullptr ? store->admit(*list, now) : Result<void>{};
  });
}

}  // namespace

void add_list_judges(Judges& judges) {
  judges.emplace("trust", judge_trust);
  judges.emplace("status", judge_status);
}

}  // namespace heyi::test::negative
