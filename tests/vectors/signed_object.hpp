// Judges published COSE objects: taken apart by test code, their Sig_structure and signature by the product.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <heyi/keys.hpp>

#include "support/table.hpp"
#include "support/vectors.hpp"
#include "support/vectors_cbor.hpp"

namespace heyi::test {

/// VectorKey is a key as a vector gives it; without `key`, `cause` says what about it is out of scope.
struct VectorKey {
  std::optional<PublicKey> key;
  std::string cause;
};

/// key_from_jwk reads the public half of a JWK, coordinates as base64url (`x`) or hex (`x_hex`).
VectorKey key_from_jwk(const Json& jwk);

/// Signature is one signature of an object, as test code found it.
struct Signature {
  Bytes protected_bytes;  ///< The signer's own.
  Loose unprotected;
  Bytes octets;
};

/// SignedObject is a COSE_Sign1 (one signature, whose protected header is the body's) or a COSE_Sign.
struct SignedObject {
  std::vector<std::uint64_t> tags;  ///< Outermost first.
  bool one_signer = true;
  bool detached = false;  ///< The payload is nil; the caller fills `payload` in.
  Bytes body_protected;
  Loose unprotected;
  Bytes payload;
  std::vector<Signature> signatures;
};

/// unpack takes an object apart in whatever well-formed encoding; none when it is no COSE_Sign1 or COSE_Sign at all.
std::optional<SignedObject> unpack(ByteView encoded);

/// signed_octets is the product's Sig_structure of one signature.
Bytes signed_octets(const SignedObject& object, const Signature& signature, ByteView external);

/// Judgement is what the product makes of a signature.
struct Judgement {
  enum class State {
    holds,
    fails,         ///< The signature is refused as such.
    refused,       ///< The profile refuses it before or beside the signature.
    out_of_scope,  ///< An algorithm or curve Heyi does not have.
  };
  State state = State::fails;
  std::string cause;
  bool high_s = false;  ///< It holds, and the token layer refuses it as `cose.high_s`, which was seen.
};

/// judge_signature asks the product for one signature; a high s counts as holding, as in the crypto layer.
Judgement judge_signature(const SignedObject& object, const Signature& signature, ByteView external,
                          const VectorKey& key);

/// judge_object is judge_signature over all signatures, then the tag, with `keys` in their order.
Judgement judge_object(const SignedObject& object, ByteView external, const std::vector<VectorKey>& keys);

/// settle enters a judgement into the table: what should hold and does passes, what should fail and is refused passes,
/// what should hold and the profile refuses is told with its cause, and everything else is unexpected.
void settle(Row& row, const std::string& name, bool should_hold, const Judgement& judgement);

/// strict_mismatch holds the product's strict reader against the lenient one: it must take exactly the deterministic
/// encodings, and find the same parts in them. It answers with what is wrong; empty when nothing is.
std::string strict_mismatch(ByteView encoded, const SignedObject& object);

}  // namespace heyi::test
