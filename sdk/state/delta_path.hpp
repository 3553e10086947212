// Which deltas of a bundle to apply, and in which order: those that lead furthest.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include <heyi/bytes.hpp>
#include <heyi/status.hpp>

namespace heyi::state {

/// Deltas are the deltas of one status list, ascending by sequence.
using Deltas = std::vector<std::pair<StatusDeltaInfo, ByteView>>;

/// next_delta is the place of the delta that starts at `list` and from which others lead furthest; none when none
/// starts there.
std::optional<std::size_t> next_delta(const Deltas& deltas, const StatusList& list);

/// reach is the sequence that the deltas lead to from `list`: its own when none does.
std::uint64_t reach(const Deltas& deltas, const StatusList& list);

}  // namespace heyi::state
