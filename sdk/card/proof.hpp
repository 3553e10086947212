// The holder's proof (SD-KBT): one signature of the device key over all cards, the audience and the moment.
#pragma once

#include <string>
#include <vector>

#include <heyi/bytes.hpp>
#include <heyi/keys.hpp>
#include <heyi/result.hpp>
#include <heyi/time.hpp>

#include "cose/sign1.hpp"

namespace heyi::card {

/// ProofClaims is what the holder signs beside the cards.
struct ProofClaims {
  std::string audience;
  Time issued_at;
  Bytes nonce;  ///< Empty for none.
};

/// ProofObject is a proof taken apart: structure, typ and headers checked, no signature. It borrows the input.
struct ProofObject {
  cose::Sign1 object;
  cose::Header header;
  std::vector<cbor::Item> cards;  ///< 1 to 4, as they stand in the protected header.
};

/// build_proof signs 1 to 4 cards, each already reduced to the disclosures to show. Fails with `present.no_card`,
/// `proof.too_many_cards` or `key.sign_failed`.
Result<Bytes> build_proof(std::span<const Bytes> cards, const Signer& holder, const ProofClaims& claims);

/// read_proof takes a proof apart. Fails with a `cose` reason, `proof.malformed` or `proof.too_many_cards`.
Result<ProofObject> read_proof(const cbor::Item& item);

/// read_proof_claims reads the payload, once the signature over it holds: `aud`, `iat` and `cnonce` alone. Fails with
/// `proof.malformed`.
Result<ProofClaims> read_proof_claims(const ProofObject& proof);

inline constexpr std::size_t kMaxAudienceSize = 64;
inline constexpr std::size_t kNonceSize = 8;

}  // namespace heyi::card
