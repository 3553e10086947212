// COSE_Sign (RFC 9052 §4.1): one payload, several signers, as a trust list needs it for its root keys.
#pragma once

#include <span>
#include <vector>

#include <heyi/bytes.hpp>
#include <heyi/keys.hpp>
#include <heyi/result.hpp>

#include "cose/sign1.hpp"

namespace heyi::cose {

/// SignerPart is one signature of a COSE_Sign. It borrows the parsed input.
struct SignerPart {
  ByteView protected_bytes;
  cbor::Tree headers;
  cbor::Item unprotected;
  ByteView signature;
};

/// Sign is the structure of a COSE_Sign, nothing checked but its shape. It borrows the parsed input.
struct Sign {
  ByteView protected_bytes;
  cbor::Tree headers;
  cbor::Item unprotected;
  ByteView payload;
  std::vector<SignerPart> signers;
};

/// kMaxSigners bounds the signatures of one object.
inline constexpr std::size_t kMaxSigners = 16;

/// read_sign takes a COSE_Sign apart: tag 98, 1 to kMaxSigners signatures. Fails with `cose.malformed`,
/// `cose.duplicate_label` or a `cbor` reason.
Result<Sign> read_sign(const cbor::Item& item);

/// sig_structure is what one signer signs (RFC 9052 §4.4, context "Signature").
Bytes sig_structure(ByteView body_protected, ByteView signer_protected, ByteView payload, ByteView external);

/// make_sign signs `payload` with each signer: body header {typ}, each signer's header {alg, kid}. Fails with
/// `key.sign_failed`.
Result<Bytes> make_sign(std::span<const Signer* const> signers, const Typ& typ, ByteView payload);

/// count_signers counts the distinct keys among `keys` whose signatures hold. A signer part with other headers than alg
/// and kid, or with unprotected headers, fails the whole object (`cose.unknown_header`, `cose.critical`, …); a part by
/// an unknown key, or whose signature does not hold, does not count.
Result<int> count_signers(const Sign& object, std::span<const PublicKey> keys);

}  // namespace heyi::cose
