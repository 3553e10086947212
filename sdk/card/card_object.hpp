// A card's signed structure, before and without any look at what it claims.
#pragma once

#include <heyi/bytes.hpp>
#include <heyi/result.hpp>

#include "codec/cbor.hpp"
#include "cose/sign1.hpp"
#include "crypto/hash.hpp"

namespace heyi::card {

/// CardObject is a card taken apart: structure, typ and headers checked, no signature and no claim. It borrows the
/// input.
struct CardObject {
  cose::Sign1 object;
  cose::Header header;
  bool is_static = false;
  HashAlgorithm hash = HashAlgorithm::sha256;

  /// sd_claims is the array of disclosures; none when the card carries none.
  std::optional<cbor::Item> sd_claims() const noexcept;
};

/// read_dynamic reads a card of typ 293, read_static one of typ 61, read_either whichever it is.
/// Fail with a `cose` or `cbor` reason, or `sd.bad_algorithm`.
Result<CardObject> read_dynamic(const cbor::Item& item);
Result<CardObject> read_static(const cbor::Item& item);
Result<CardObject> read_either(const cbor::Item& item);

}  // namespace heyi::card
