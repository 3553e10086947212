// Which deltas of a bundle to apply, and in which order: those that lead furthest.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include <heyi/bytes.hpp>
#include <heyi/status.hpp>

namespace heyi::state {

/// Deltas are the deltas of one status list, ascending by sequence.
using Deltas = std::vector<std::pair<StatusDeltaInfo, ByteView>>;

/// Way leads from a list along deltas, each of which starts where the one before it ends.
struct Way {
  std::vector<std::size_t> steps;  ///< Places in the deltas, in the order of applying them.
  std::uint64_t reached = 0;       ///< The sequence at its end.
};

/// furthest_way is the way that leads furthest from `list`; without a step, and at its own sequence, when none does.
Way furthest_way(const Deltas& deltas, const StatusList& list);

}  // namespace heyi::state
