// Selective disclosure as in draft-ietf-spice-sd-cwt: hashes stand in the payload, what they hide travels beside it.
#pragma once

#include <optional>
#include <vector>

#include <heyi/bytes.hpp>
#include <heyi/random.hpp>
#include <heyi/result.hpp>

#include "codec/cbor.hpp"
#include "crypto/hash.hpp"

namespace heyi::card {

inline constexpr std::size_t kSaltSize = 16;

/// Disclosure is one salted disclosed claim: `[salt, value, key]` of a map, `[salt, value]` of an array, `[salt]` of a
/// decoy.
struct Disclosure {
  ByteView encoded;  ///< The array, as it stands in its byte string.
  Digest hash;       ///< Over the byte string that wraps it, head included.
  cbor::Tree tree;

  bool is_decoy() const noexcept { return tree.root().size() == 1; }
  bool is_claim() const noexcept { return tree.root().size() == 3; }
  std::optional<cbor::Item> value() const noexcept { return tree.root().at(1); }
  std::optional<cbor::Item> key() const noexcept { return tree.root().at(2); }
};

/// hash_disclosure is the hash that stands in the payload for a disclosure.
Result<Digest> hash_disclosure(HashAlgorithm algorithm, ByteView encoded);

/// read_disclosures reads the array under `sd_claims`. Fails with `sd.empty`, `sd.malformed`, `sd.bad_salt` or a `cbor`
/// reason.
Result<std::vector<Disclosure>> read_disclosures(const cbor::Item& sd_claims, HashAlgorithm algorithm);

/// expand puts the disclosed values where their hashes stand, at any depth, and takes every other hash away.
/// Fails with `sd.unreferenced`, `sd.repeated_hash`, `sd.duplicate_claim`, `sd.decoy_opened` or `sd.malformed`.
Result<Bytes> expand(const cbor::Item& payload, const std::vector<Disclosure>& disclosures);

/// encode_disclosure writes `[salt, value, key]` with a fresh salt; `key` is an encoded item.
Result<Bytes> encode_disclosure(Random& random, ByteView value, ByteView key);

/// encode_decoy writes `[salt]` with a fresh salt.
Result<Bytes> encode_decoy(Random& random);

}  // namespace heyi::card
