// The packed form: a presentation without what its reader can work out.
#pragma once

#include <heyi/bytes.hpp>
#include <heyi/result.hpp>

namespace heyi::card {

/// kPackedMark is the first octet of a packed token; a plain one begins with 0xD2, a static set with an array head.
inline constexpr std::uint8_t kPackedMark = 0x01;

/// pack leaves out every hash whose disclosure is present and every `cnf` equal to the first card's. `plain` is a
/// well-formed SD-KBT. Fails with a `cbor`, `cose`, `proof` or `sd` reason when it is not one.
Result<Bytes> pack(ByteView plain);

/// unpack puts back what pack left out, and refuses any octets that pack would not have made (`pack.mismatch`),
/// so that a presentation has one packed form. Fails with `pack.malformed` or a reason of the structure.
Result<Bytes> unpack(ByteView packed);

}  // namespace heyi::card
