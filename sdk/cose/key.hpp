// COSE_Key (RFC 9052 §7): keys as they stand in cards and lists, and the thumbprint that names them.
#pragma once

#include <heyi/bytes.hpp>
#include <heyi/keys.hpp>
#include <heyi/result.hpp>

#include "codec/cbor.hpp"

namespace heyi::cose {

std::int64_t algorithm_number(Algorithm algorithm) noexcept;
/// algorithm_from_number fails with `cose.alg_unknown`.
Result<Algorithm> algorithm_from_number(std::int64_t number);

/// encode_key writes a COSE_Key with kty, crv, x and, for curves with two coordinates, y as the sign bit
/// (compressed point). Nothing else, so that a key has one encoding.
Bytes encode_key(const PublicKey& key);

/// decode_key reads a COSE_Key of these members, y as sign bit or as coordinate; other members are refused.
/// Fails with `cose.bad_key`.
Result<PublicKey> decode_key(const cbor::Item& key);

/// thumbprint_id is the first 8 octets of the SHA-256 thumbprint of RFC 9679, whose point is uncompressed.
Result<Bytes> thumbprint_id(const PublicKey& key);

inline constexpr std::size_t kKidSize = 8;

}  // namespace heyi::cose
