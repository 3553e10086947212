// COSE_Sign: the root keys' signatures over a trust list, distinct keys counted.
#include "cose/sign.hpp"

#include <algorithm>

#include "cose/key.hpp"

namespace heyi::cose {
namespace {

Result<SignerPart> read_signer(const cbor::Item& item) {
  using cbor::Kind;
  if (!item.is(Kind::array) || item.size() != 3) return fail(Reason::cose_malformed, "a signer is no array of three");
  const cbor::Item headers = *item.at(0);
  const cbor::Item unprotected = *item.at(1);
  const cbor::Item signature = *item.at(2);
  if (!headers.is(Kind::bytes) || !unprotected.is(Kind::map) || !signature.is(Kind::bytes)) {
    return fail(Reason::cose_malformed, "a signer's element has the wrong type");
  }
  const ByteView protected_bytes = *headers.as_bytes();
  if (protected_bytes.empty()) return fail(Reason::cose_alg_missing);
  Result<cbor::Tree> tree = cbor::Tree::parse_within(protected_bytes, Reason::cose_malformed);
  if (!tree) return tree.error();
  if (!tree->root().is(Kind::map)) return fail(Reason::cose_malformed, "a signer's protected header is no map");
  if (const Result<void> apart = check_labels_apart(tree->root(), unprotected); !apart) return apart.error();
  return SignerPart{protected_bytes, *std::move(tree), unprotected, *signature.as_bytes()};
}

struct SignerHeader {
  std::int64_t algorithm;
  ByteView kid;
};

// A signer's headers are alg and kid, protected, and nothing else.
Result<SignerHeader> check_signer(const SignerPart& part) {
  const cbor::Item map = part.headers.root();
  if (map.find(kLabelCrit) || part.unprotected.find(kLabelCrit)) return fail(Reason::cose_critical);
  const auto algorithm = map.find(kLabelAlg);
  if (!algorithm) return fail(Reason::cose_alg_missing);
  const Result<std::int64_t> number = algorithm->as_int();
  if (!number || !algorithm_from_number(*number)) return fail(Reason::cose_alg_unknown);
  const auto kid = map.find(kLabelKid);
  if (!kid || !kid->is(cbor::Kind::bytes) || kid->as_bytes()->size() != kKidSize) return fail(Reason::cose_kid_missing);
  if (map.size() != 2 || part.unprotected.size() != 0) return fail(Reason::cose_unknown_header);
  return SignerHeader{*number, *kid->as_bytes()};
}

}  // namespace

Result<Sign> read_sign(const cbor::Item& item) {
  using cbor::Kind;
  if (!item.is(Kind::tag) || item.tag() != kTagSign) return fail(Reason::cose_malformed, "not tag 98");
  const cbor::Item array = *item.first();
  if (!array.is(Kind::array) || array.size() != 4) return fail(Reason::cose_malformed, "not an array of four");
  const cbor::Item headers = *array.at(0);
  const cbor::Item unprotected = *array.at(1);
  const cbor::Item payload = *array.at(2);
  const cbor::Item signers = *array.at(3);
  if (!headers.is(Kind::bytes) || !unprotected.is(Kind::map) || !payload.is(Kind::bytes) || !signers.is(Kind::array)) {
    return fail(Reason::cose_malformed, "an element has the wrong type");
  }
  if (signers.size() == 0 || signers.size() > kMaxSigners) return fail(Reason::cose_malformed, "1 to 16 signatures");
  // An empty protected header is an empty byte string (RFC 9052 §3); the map 0xa0 stands for it here.
  const ByteView protected_bytes = *headers.as_bytes();
  Result<cbor::Tree> tree =
      cbor::Tree::parse_within(protected_bytes.empty() ? ByteView{kEmptyMap} : protected_bytes, Reason::cose_malformed);
  if (!tree) return tree.error();
  if (!tree->root().is(Kind::map)) return fail(Reason::cose_malformed, "the protected header is no map");
  if (const Result<void> apart = check_labels_apart(tree->root(), unprotected); !apart) return apart.error();
  Sign sign{protected_bytes, *std::move(tree), unprotected, *payload.as_bytes(), {}};
  for (auto signer = signers.first(); signer; signer = signer->next()) {
    Result<SignerPart> part = read_signer(*signer);
    if (!part) return part.error();
    sign.signers.push_back(*std::move(part));
  }
  return sign;
}

Bytes sig_structure(ByteView body_protected, ByteView signer_protected, ByteView payload, ByteView external) {
  cbor::Writer writer;
  writer.array(5).text("Signature").bytes(body_protected).bytes(signer_protected).bytes(external).bytes(payload);
  return std::move(writer).take();
}

Result<Bytes> make_sign(std::span<const Signer* const> signers, const Typ& typ, ByteView payload) {
  cbor::MapWriter body;
  body.put_text(kLabelTyp, typ.text);
  const Result<Bytes> body_protected = std::move(body).finish();
  if (!body_protected) return body_protected.error();
  cbor::Writer parts;
  parts.array(signers.size());
  for (const Signer* signer : signers) {
    const Algorithm algorithm = signer->public_key().algorithm();
    const Result<Bytes> kid = thumbprint_id(signer->public_key());
    if (!kid) return kid.error();
    cbor::MapWriter headers;
    headers.put_int(kLabelAlg, algorithm_number(algorithm)).put_bytes(kLabelKid, *kid);
    const Result<Bytes> signer_protected = std::move(headers).finish();
    if (!signer_protected) return signer_protected.error();
    const Result<Bytes> signature = signer->sign(sig_structure(*body_protected, *signer_protected, payload, {}));
    if (!signature) return signature.error();
    if (signature->size() != signature_size(algorithm) || is_high_s(algorithm, *signature)) {
      return fail(Reason::key_sign_failed, "the signer's signature has the wrong form");
    }
    parts.array(3).bytes(*signer_protected).raw(kEmptyMap).bytes(*signature);
  }
  cbor::Writer writer;
  writer.tag(kTagSign).array(4).bytes(*body_protected).raw(kEmptyMap).bytes(payload).raw(parts.view());
  return std::move(writer).take();
}

Result<int> count_signers(const Sign& object, std::span<const PublicKey> keys) {
  std::vector<bool> counted(keys.size(), false);
  for (const SignerPart& part : object.signers) {
    const Result<SignerHeader> header = check_signer(part);
    if (!header) return header.error();
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const Result<Bytes> kid = thumbprint_id(keys[i]);
      if (!kid) return kid.error();
      const bool pinned_twice = std::find(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(i), keys[i]) !=
                                keys.begin() + static_cast<std::ptrdiff_t>(i);
      if (counted[i] || pinned_twice || !std::ranges::equal(*kid, header->kid)) continue;
      const Bytes signed_octets = sig_structure(object.protected_bytes, part.protected_bytes, object.payload, {});
      if (verify_signature(signed_octets, part.signature, header->algorithm, keys[i])) counted[i] = true;
    }
  }
  return static_cast<int>(std::count(counted.begin(), counted.end(), true));
}

}  // namespace heyi::cose
