// COSE_Key in and out, and the thumbprint that becomes the kid.
#include "cose/key.hpp"

#include <heyi/keys.hpp>

#include "codec/cbor_writer.hpp"
#include "cose/registry.hpp"
#include "crypto/hash.hpp"

namespace heyi::cose {
namespace {

constexpr std::int64_t kKty = 1;
constexpr std::int64_t kCrv = -1;
constexpr std::int64_t kX = -2;
constexpr std::int64_t kY = -3;
constexpr std::int64_t kKtyOkp = 1;
constexpr std::int64_t kKtyEc2 = 2;

struct Row {
  Algorithm algorithm;
  std::int64_t number, kty, curve;
};

constexpr Row kRows[] = {
    {Algorithm::es256, kAlgEs256, kKtyEc2, kCurveP256},
    {Algorithm::es384, kAlgEs384, kKtyEc2, kCurveP384},
    {Algorithm::eddsa, kAlgEdDsa, kKtyOkp, kCurveEd25519},
    {Algorithm::sm2, kAlgSm2Sm3, kKtyEc2, kCurveSm2},
};

const Row& row(Algorithm algorithm) noexcept { return kRows[static_cast<std::size_t>(algorithm)]; }

Result<PublicKey> bad_key(Result<PublicKey> key) {
  if (!key) return fail(Reason::cose_bad_key);
  return key;
}

}  // namespace

std::int64_t algorithm_number(Algorithm algorithm) noexcept { return row(algorithm).number; }

Result<Algorithm> algorithm_from_number(std::int64_t number) {
  for (const Row& candidate : kRows) {
    if (candidate.number == number) return candidate.algorithm;
  }
  return fail(Reason::cose_alg_unknown);
}

Bytes encode_key(const PublicKey& key) {
  const Row& is = row(key.algorithm());
  cbor::Writer writer;
  writer.map(is.kty == kKtyEc2 ? 4 : 3).integer(kKty).integer(is.kty).integer(kCrv).integer(is.curve);
  writer.integer(kX).bytes(key.x());
  if (is.kty == kKtyEc2) writer.integer(kY).boolean((key.y().back() & 1) != 0);
  return std::move(writer).take();
}

Result<PublicKey> decode_key(const cbor::Item& key) {
  const auto kty = key.find(kKty);
  const auto curve = key.find(kCrv);
  const auto x = key.find(kX);
  if (!kty || !curve || !x || !x->is(cbor::Kind::bytes)) return fail(Reason::cose_bad_key);
  for (const Row& is : kRows) {
    if (!curve->is_int(is.curve) || !kty->is_int(is.kty)) continue;
    const ByteView x_octets = *x->as_bytes();
    if (is.kty == kKtyOkp) {
      if (key.size() != 3) return fail(Reason::cose_bad_key);
      return bad_key(PublicKey::from_point(is.algorithm, x_octets, {}));
    }
    const auto y = key.find(kY);
    if (!y || key.size() != 4) return fail(Reason::cose_bad_key);
    if (y->is(cbor::Kind::boolean)) return bad_key(PublicKey::from_compressed(is.algorithm, x_octets, *y->as_bool()));
    if (!y->is(cbor::Kind::bytes)) return fail(Reason::cose_bad_key);
    return bad_key(PublicKey::from_point(is.algorithm, x_octets, *y->as_bytes()));
  }
  return fail(Reason::cose_bad_key);
}

Result<Bytes> thumbprint_id(const PublicKey& key) {
  const Row& is = row(key.algorithm());
  cbor::Writer writer;
  writer.map(is.kty == kKtyEc2 ? 4 : 3).integer(kKty).integer(is.kty).integer(kCrv).integer(is.curve);
  writer.integer(kX).bytes(key.x());
  if (is.kty == kKtyEc2) writer.integer(kY).bytes(key.y());
  const Result<Digest> digest = hash(HashAlgorithm::sha256, writer.view());
  if (!digest) return digest.error();
  return Bytes(digest->begin(), digest->begin() + kKidSize);
}

}  // namespace heyi::cose

namespace heyi {

Result<Bytes> key_id(const PublicKey& key) { return cose::thumbprint_id(key); }

}  // namespace heyi
