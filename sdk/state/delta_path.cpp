// Found from the end: how far a delta leads is known before those that lead to it are asked.
#include "state/delta_path.hpp"

#include <optional>

namespace heyi::state {
namespace {

/// Reach is how far a delta leads, and the one to take after it.
struct Reach {
  std::uint64_t sequence = 0;
  std::optional<std::size_t> next;
};

// The best of the deltas from `begin` on that starts at these entries under a later number.
Reach best_from(const Deltas& deltas, const std::vector<Reach>& known, std::size_t begin, const StatusHash& entries,
                std::uint64_t sequence) {
  Reach best{sequence, std::nullopt};
  for (std::size_t i = begin; i < deltas.size(); ++i) {
    const StatusDeltaInfo& delta = deltas[i].first;
    if (delta.header.sequence <= sequence || delta.parent != entries) continue;
    if (!best.next || known[i].sequence > best.sequence) best = {known[i].sequence, i};
  }
  return best;
}

}  // namespace

Way furthest_way(const Deltas& deltas, const StatusList& list) {
  std::vector<Reach> known(deltas.size());
  for (std::size_t i = deltas.size(); i-- > 0;) {
    const StatusDeltaInfo& delta = deltas[i].first;
    known[i] = best_from(deltas, known, i + 1, delta.result, delta.header.sequence);
  }
  const Reach first = best_from(deltas, known, 0, list.hash(), list.header().sequence);
  Way way{{}, first.sequence};
  for (std::optional<std::size_t> step = first.next; step; step = known[*step].next) way.steps.push_back(*step);
  return way;
}

}  // namespace heyi::state
