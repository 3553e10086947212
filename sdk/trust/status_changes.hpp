// The changes between two lists of entries, as a delta carries them.
#pragma once

#include <heyi/bytes.hpp>
#include <heyi/result.hpp>

namespace heyi::trust {

/// write_changes lists the entries in which `to` differs from `from`, ascending: for each one the number
/// 4 * (entries between it and the one before) + its new value, in LEB128 (least significant 7 bits first). `to` is not
/// the shorter; entries that `from` lacks count as valid there.
Bytes write_changes(ByteView from, ByteView to);

/// apply_changes makes `changes` in `packed`, which has its final size. Fails with `status.list_invalid` when a number
/// is not in its shortest form or above 2^30, an entry lies outside, or an entry does not change.
Result<void> apply_changes(ByteView changes, Bytes& packed);

}  // namespace heyi::trust
