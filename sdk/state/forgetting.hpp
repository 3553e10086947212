// How long past its end a replay key is kept, the same in every cache.
#pragma once

#include <heyi/time.hpp>

namespace heyi::state {

/// kForgetAfter is added to a key's end, so that a clock that jumped ahead for a while takes no memory of today's codes
/// with it.
inline constexpr Seconds kForgetAfter{24 * 3600};

}  // namespace heyi::state
