// Lists are taken as they are found usable; what is left out is said, never passed over.
#include "lists.hpp"

#include <iostream>

#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"
#include "wording.hpp"

namespace heyi::cli {
namespace {

void tell_left_out(const Failure& failure) {
  std::cerr << failure.line() << "; " << both("未使用此列表", "the list is left out") << '\n';
}

// A list that has expired is handed on all the same, for with it the verifier knows better than to believe an older
// one.
void add_file(const std::string& file, StateStore* store, const ClockReading& reading, Lists& lists) {
  const Time now = reading.now;
  try {
    StatusList list = take(StatusList::open(read_file(file, StatusList::kMaxSize), lists.trust, now), file);
    const Result<void> admitted = store != nullptr ? store->admit(list, reading.clock) : Result<void>{};
    const bool expired = now >= list.header().expires_at;
    if (!admitted && admitted.error().reason != Reason::status_list_expired) take(admitted, file);
    lists.status.push_back(std::move(list));
    if (expired) take(Result<void>(fail(Reason::status_list_expired)), file);
  } catch (const Failure& failure) {
    tell_left_out(failure);
  }
}

Lists held_lists(const RootPins& pins, StateStore& store, Time now) {
  Knowledge knowledge = take(store.load(pins, now), "--state");
  if (!knowledge.trust) throw Failure(Reason::trust_missing, "give --trust, or apply a bundle to --state");
  for (const Knowledge::LeftOut& left_out : knowledge.left_out) tell_left_out(Failure(left_out.error, left_out.name));
  return Lists{*std::move(knowledge.trust), std::move(knowledge.status), std::move(knowledge.rules)};
}

Lists given_lists(const std::string& file, const RootPins& pins, StateStore* store, Time clock) {
  TrustList trust = load_trust(file, pins);
  if (store != nullptr) take(store->admit(trust, clock), file);
  return Lists{std::move(trust), {}, {}};
}

}  // namespace

Lists load_lists(const ListFiles& files, const RootPins& pins, StateStore* store, const ClockReading& reading) {
  if (files.trust.empty() && store == nullptr) throw usage("--trust is needed, or --state with a bundle applied to it");
  Lists lists = files.trust.empty() ? held_lists(pins, *store, reading.now)
                                    : given_lists(files.trust, pins, store, reading.clock);
  for (const std::string& file : files.status) add_file(file, store, reading, lists);
  return lists;
}

}  // namespace heyi::cli
