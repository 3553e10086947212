// The one rule of time that every signed list is held to, wherever it is met.
#pragma once

#include <heyi/time.hpp>

namespace heyi::trust {

/// is_from_future says whether a list is dated more than 24 h ahead of the clock. The date is known to be bounded, the
/// clock may say anything: so the sum is made on the date's side, where nothing overflows.
constexpr bool is_from_future(Time issued_at, Time now) noexcept { return issued_at - std::chrono::hours{24} > now; }

}  // namespace heyi::trust
