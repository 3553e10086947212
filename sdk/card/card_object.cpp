// Structure and headers of the two kinds of card.
#include "card/card_object.hpp"

namespace heyi::card {
namespace {

constexpr std::int64_t kProtected[] = {cose::kLabelSdAlg};
constexpr std::int64_t kUnprotected[] = {cose::kLabelSdClaims};

Result<HashAlgorithm> hash_of(const cose::Sign1& object) {
  const auto number = object.header(cose::kLabelSdAlg);
  if (!number || number->is_int(cose::kHashSha256)) return HashAlgorithm::sha256;
  if (number->is_int(cose::kHashSm3)) return HashAlgorithm::sm3;
  return fail(Reason::sd_bad_algorithm);
}

}  // namespace

std::optional<cbor::Item> CardObject::sd_claims() const noexcept {
  return object.unprotected.find(cose::kLabelSdClaims);
}

Result<CardObject> read_dynamic(const cbor::Item& item) {
  Result<cose::Sign1> object = cose::read_sign1(item);
  if (!object) return object.error();
  const cose::HeaderRules rules{
      .typ = cose::kTypCard, .kid = true, .more_protected = kProtected, .more_unprotected = kUnprotected};
  const Result<cose::Header> header = cose::check_headers(*object, rules);
  if (!header) return header.error();
  const Result<HashAlgorithm> hash = hash_of(*object);
  if (!hash) return hash.error();
  return CardObject{*std::move(object), *header, false, *hash};
}

Result<CardObject> read_static(const cbor::Item& item) {
  Result<cose::Sign1> object = cose::read_sign1(item);
  if (!object) return object.error();
  const Result<cose::Header> header = cose::check_headers(*object, cose::HeaderRules{.typ = cose::kTypStatic});
  if (!header) return header.error();
  return CardObject{*std::move(object), *header, true, HashAlgorithm::sha256};
}

Result<CardObject> read_either(const cbor::Item& item) {
  const Result<cose::Sign1> object = cose::read_sign1(item);
  if (!object) return object.error();
  const bool is_static = cose::check_typ(object->headers.root(), cose::kTypStatic).has_value();
  return is_static ? read_static(item) : read_dynamic(item);
}

}  // namespace heyi::card
