// One entry of a trust list between its struct and its octets.
#pragma once

#include <heyi/trust.hpp>

#include "codec/cbor.hpp"

namespace heyi::trust {

/// kLatestTime is 9999-12-31T23:59:59Z; no list names a later moment.
inline constexpr std::uint64_t kLatestTime = 253402300799;

Result<Bytes> write_entry(const TrustEntry& entry);

/// read_entry reads one entry and checks that kid and algorithm belong to its key; the rules for the other fields are
/// check_content's. Fails with `trust.bad_entry`, the detail naming the field.
Result<TrustEntry> read_entry(const cbor::Item& item);

}  // namespace heyi::trust
