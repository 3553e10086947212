// COSE_Sign1 (RFC 9052 §4.2) under Heyi's closed sets of headers.
#pragma once

#include <optional>
#include <span>

#include <heyi/bytes.hpp>
#include <heyi/keys.hpp>
#include <heyi/result.hpp>

#include "codec/cbor.hpp"
#include "codec/cbor_writer.hpp"
#include "cose/registry.hpp"

namespace heyi::cose {

/// Sign1 is the structure of a COSE_Sign1, nothing checked but its shape. It borrows the parsed input.
struct Sign1 {
  ByteView encoded;          ///< The whole structure, tag included.
  ByteView protected_bytes;  ///< Content of the protected header's byte string.
  cbor::Tree headers;        ///< Those octets parsed: a map.
  cbor::Item unprotected;
  ByteView payload;
  ByteView signature;

  std::optional<cbor::Item> header(std::int64_t label) const noexcept { return headers.root().find(label); }
};

/// read_sign1 takes a COSE_Sign1 apart: tag 18, four elements, byte strings with a non-empty protected header and
/// payload. Fails with `cose.malformed`, `cose.duplicate_label` (a label in both headers), or the `cbor` reason of the
/// protected header.
Result<Sign1> read_sign1(const cbor::Item& item);

/// check_labels_apart refuses a label, of whatever type, that stands in both headers. Fails with
/// `cose.duplicate_label`.
Result<void> check_labels_apart(const cbor::Item& protected_map, const cbor::Item& unprotected);

/// HeaderRules say which headers one kind of object may have.
struct HeaderRules {
  Typ typ;
  bool kid = true;                                      ///< kid must be there, 8 octets; else it must not.
  std::span<const std::int64_t> more_protected = {};    ///< Allowed beside alg, kid and typ.
  std::span<const std::int64_t> more_unprotected = {};  ///< Allowed at all.
};

/// check_typ says whether the object has the type asked for. Fails with `cose.wrong_typ`.
Result<void> check_typ(const cbor::Item& headers, const Typ& typ);

/// Header is what the rules leave to read.
struct Header {
  std::int64_t algorithm = 0;
  ByteView kid;
};

/// check_headers holds the object against the rules, typ first. Fails with `cose.wrong_typ`, `cose.critical`,
/// `cose.alg_missing`, `cose.alg_unknown`, `cose.kid_missing` or `cose.unknown_header`.
Result<Header> check_headers(const Sign1& object, const HeaderRules& rules);
Result<Header> check_header_maps(const cbor::Item& protected_map, const cbor::Item& unprotected,
                                 const HeaderRules& rules);

/// sig_structure is what is signed (RFC 9052 §4.4): context, protected headers, external data, payload.
Bytes sig_structure(ByteView protected_bytes, ByteView payload, ByteView external = {});

/// verify_signature checks algorithm, form and signature under `key`. Fails with `cose.alg_mismatch`,
/// `cose.signature_size`, `cose.high_s` or `cose.signature_invalid`.
Result<void> verify_signature(ByteView to_be_signed, ByteView signature, std::int64_t algorithm, const PublicKey& key);

/// verify_sign1 is verify_signature over the object's sig_structure.
Result<void> verify_sign1(const Sign1& object, std::int64_t algorithm, const PublicKey& key);

/// make_sign1 signs. `headers` is the protected map without alg and typ, which are added; `unprotected` is an encoded
/// map. Fails with `key.sign_failed`, also when the signer's signature has the wrong length or a high s.
Result<Bytes> make_sign1(const Signer& signer, const Typ& typ, cbor::MapWriter headers, ByteView unprotected,
                         ByteView payload);

/// assemble_sign1 writes the structure from its parts, as packing and choosing disclosures need it.
Bytes assemble_sign1(ByteView protected_bytes, ByteView unprotected, ByteView payload, ByteView signature);

/// kMaxFrameNodes bounds the data items of a signed list before its signatures are checked: what is not in a byte
/// string is the structure, its headers and at most 16 signers, some 70 items.
inline constexpr std::size_t kMaxFrameNodes = 256;

/// kEmptyMap is an encoded empty map.
inline constexpr std::uint8_t kEmptyMap[] = {0xa0};

}  // namespace heyi::cose
