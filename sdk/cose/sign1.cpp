// COSE_Sign1: apart, together, and its signature.
#include "cose/sign1.hpp"

#include <algorithm>

#include "cose/key.hpp"

namespace heyi::cose {
namespace {

bool contains(std::span<const std::int64_t> labels, const cbor::Item& label) noexcept {
  return std::any_of(labels.begin(), labels.end(), [&](std::int64_t allowed) { return label.is_int(allowed); });
}

}  // namespace

Result<void> check_labels_apart(const cbor::Item& protected_map, const cbor::Item& unprotected) {
  // Both maps are sorted bytewise by their encoded keys, so one walk along both meets every label they share. No
  // signature was checked yet: the work must not grow with the product of two sizes that anyone may choose.
  auto left = protected_map.first();
  auto right = unprotected.first();
  while (left && right) {
    const ByteView a = left->encoded();
    const ByteView b = right->encoded();
    if (std::ranges::equal(a, b)) return fail(Reason::cose_duplicate_label);
    auto& behind = std::ranges::lexicographical_compare(a, b) ? left : right;
    behind = behind->next()->next();
  }
  return {};
}

Result<Sign1> read_sign1(const cbor::Item& item) {
  using cbor::Kind;
  if (!item.is(Kind::tag) || item.tag() != kTagSign1) return fail(Reason::cose_malformed, "not tag 18");
  const cbor::Item array = *item.first();
  if (!array.is(Kind::array) || array.size() != 4) return fail(Reason::cose_malformed, "not an array of four");
  const cbor::Item headers = *array.at(0);
  const cbor::Item unprotected = *array.at(1);
  const cbor::Item payload = *array.at(2);
  const cbor::Item signature = *array.at(3);
  if (!headers.is(Kind::bytes) || !unprotected.is(Kind::map) || !payload.is(Kind::bytes) ||
      !signature.is(Kind::bytes)) {
    return fail(Reason::cose_malformed, "an element has the wrong type");
  }
  const ByteView protected_bytes = *headers.as_bytes();
  const ByteView payload_bytes = *payload.as_bytes();
  if (protected_bytes.empty()) return fail(Reason::cose_alg_missing);
  if (payload_bytes.empty()) return fail(Reason::cose_malformed, "the payload is empty");
  Result<cbor::Tree> tree = cbor::Tree::parse_within(protected_bytes, Reason::cose_malformed);
  if (!tree) return tree.error();
  if (!tree->root().is(Kind::map)) return fail(Reason::cose_malformed, "the protected header is no map");
  if (const Result<void> apart = check_labels_apart(tree->root(), unprotected); !apart) return apart.error();
  return Sign1{item.encoded(), protected_bytes, *std::move(tree), unprotected, payload_bytes, *signature.as_bytes()};
}

Result<void> check_typ(const cbor::Item& headers, const Typ& typ) {
  const auto found = headers.find(kLabelTyp);
  const bool same =
      found && (typ.text.empty() ? found->is_int(static_cast<std::int64_t>(typ.number)) : found->is_text(typ.text));
  if (!same) return fail(Reason::cose_wrong_typ);
  return {};
}

Result<Header> check_header_maps(const cbor::Item& protected_map, const cbor::Item& unprotected,
                                 const HeaderRules& rules) {
  if (const Result<void> typ = check_typ(protected_map, rules.typ); !typ) return typ.error();
  if (protected_map.find(kLabelCrit) || unprotected.find(kLabelCrit)) return fail(Reason::cose_critical);
  Header header;
  const auto algorithm = protected_map.find(kLabelAlg);
  if (!algorithm) return fail(Reason::cose_alg_missing);
  const Result<std::int64_t> number = algorithm->as_int();
  if (!number) return fail(Reason::cose_alg_unknown);
  if (const auto known = algorithm_from_number(*number); !known) return known.error();
  header.algorithm = *number;
  if (rules.kid) {
    const auto kid = protected_map.find(kLabelKid);
    if (!kid || !kid->is(cbor::Kind::bytes) || kid->as_bytes()->size() != kKidSize)
      return fail(Reason::cose_kid_missing);
    header.kid = *kid->as_bytes();
  }
  for (auto label = protected_map.first(); label; label = label->next()->next()) {
    const bool common = label->is_int(kLabelAlg) || label->is_int(kLabelTyp) || (rules.kid && label->is_int(kLabelKid));
    if (!common && !contains(rules.more_protected, *label)) return fail(Reason::cose_unknown_header);
  }
  for (auto label = unprotected.first(); label; label = label->next()->next()) {
    if (!contains(rules.more_unprotected, *label)) return fail(Reason::cose_unknown_header);
  }
  return header;
}

Result<Header> check_headers(const Sign1& object, const HeaderRules& rules) {
  return check_header_maps(object.headers.root(), object.unprotected, rules);
}

Bytes sig_structure(ByteView protected_bytes, ByteView payload, ByteView external) {
  cbor::Writer writer;
  writer.array(4).text("Signature1").bytes(protected_bytes).bytes(external).bytes(payload);
  return std::move(writer).take();
}

Result<void> verify_signature(ByteView to_be_signed, ByteView signature, std::int64_t algorithm, const PublicKey& key) {
  if (algorithm != algorithm_number(key.algorithm())) return fail(Reason::cose_alg_mismatch);
  if (signature.size() != signature_size(key.algorithm())) return fail(Reason::cose_signature_size);
  if (is_high_s(key.algorithm(), signature)) return fail(Reason::cose_high_s);
  return key.verify(to_be_signed, signature);
}

Result<void> verify_sign1(const Sign1& object, std::int64_t algorithm, const PublicKey& key) {
  return verify_signature(sig_structure(object.protected_bytes, object.payload), object.signature, algorithm, key);
}

Result<Bytes> make_sign1(const Signer& signer, const Typ& typ, cbor::MapWriter headers, ByteView unprotected,
                         ByteView payload) {
  const Algorithm algorithm = signer.public_key().algorithm();
  headers.put_int(kLabelAlg, algorithm_number(algorithm));
  if (typ.text.empty()) {
    headers.put_int(kLabelTyp, static_cast<std::int64_t>(typ.number));
  } else {
    headers.put_text(kLabelTyp, typ.text);
  }
  const Result<Bytes> protected_bytes = std::move(headers).finish();
  if (!protected_bytes) return protected_bytes.error();
  const Result<Bytes> signature = signer.sign(sig_structure(*protected_bytes, payload));
  if (!signature) return signature.error();
  // A hardware module may answer in another form; a token that every verifier refuses must not leave the issuer.
  if (signature->size() != signature_size(algorithm) || is_high_s(algorithm, *signature)) {
    return fail(Reason::key_sign_failed, "the signer's signature has the wrong form");
  }
  return assemble_sign1(*protected_bytes, unprotected, payload, *signature);
}

Bytes assemble_sign1(ByteView protected_bytes, ByteView unprotected, ByteView payload, ByteView signature) {
  cbor::Writer writer;
  writer.tag(kTagSign1).array(4).bytes(protected_bytes).raw(unprotected).bytes(payload).bytes(signature);
  return std::move(writer).take();
}

}  // namespace heyi::cose
