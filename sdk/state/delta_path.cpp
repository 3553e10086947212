// Found from the end: how far a delta leads is known before those that lead to it are asked.
#include "state/delta_path.hpp"

#include <algorithm>

namespace heyi::state {
namespace {

struct Way {
  std::optional<std::size_t> first;
  std::uint64_t reached = 0;
};

// The best of the deltas from `begin` on that starts at these entries under a later number.
Way best_from(const Deltas& deltas, const std::vector<std::uint64_t>& reached, std::size_t begin,
              const StatusHash& entries, std::uint64_t sequence) {
  Way best{std::nullopt, sequence};
  for (std::size_t i = begin; i < deltas.size(); ++i) {
    const StatusDeltaInfo& delta = deltas[i].first;
    if (delta.header.sequence <= sequence || delta.parent != entries) continue;
    if (!best.first || reached[i] > best.reached) best = {i, reached[i]};
  }
  return best;
}

Way way_from(const Deltas& deltas, const StatusList& list) {
  std::vector<std::uint64_t> reached(deltas.size(), 0);
  for (std::size_t i = deltas.size(); i-- > 0;) {
    const StatusDeltaInfo& delta = deltas[i].first;
    reached[i] = best_from(deltas, reached, i + 1, delta.result, delta.header.sequence).reached;
  }
  return best_from(deltas, reached, 0, list.hash(), list.header().sequence);
}

}  // namespace

std::optional<std::size_t> next_delta(const Deltas& deltas, const StatusList& list) {
  return way_from(deltas, list).first;
}

std::uint64_t reach(const Deltas& deltas, const StatusList& list) { return way_from(deltas, list).reached; }

}  // namespace heyi::state
