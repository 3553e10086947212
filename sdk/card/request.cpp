// The holder's request: the device key signs its own public key for one named authority.
#include <heyi/card.hpp>

#include "card/china_time.hpp"
#include "codec/cbor_writer.hpp"
#include "cose/key.hpp"
#include "cose/registry.hpp"
#include "cose/sign1.hpp"

namespace heyi {
namespace {

constexpr Seconds kMaxAhead{30};

Error invalid(const char* why) { return fail(Reason::request_invalid, why); }

}  // namespace

Result<Bytes> make_request(const Signer& holder, std::string_view issuer, Time now) {
  cbor::MapWriter payload;
  payload.put_text(cose::kClaimAud, issuer).put_int(cose::kClaimIat, to_unix(now));
  payload.put(cose::kClaimCnf,
              std::move(cbor::Writer{}.map(1).integer(1).raw(cose::encode_key(holder.public_key()))).take());
  const Result<Bytes> encoded = std::move(payload).finish();
  if (!encoded) return encoded.error();
  return cose::make_sign1(holder, cose::kTypRequest, cbor::MapWriter{}, cose::kEmptyMap, *encoded);
}

Result<HolderRequest> HolderRequest::open(ByteView request, std::string_view issuer, Time now) {
  const Result<cbor::Tree> tree = cbor::Tree::parse(request);
  if (!tree) return tree.error();
  const Result<cose::Sign1> object = cose::read_sign1(tree->root());
  if (!object) return object.error();
  const Result<cose::Header> header = cose::check_headers(*object, {.typ = cose::kTypRequest, .kid = false});
  if (!header) return header.error();
  const Result<cbor::Tree> payload = cbor::Tree::parse_within(object->payload, Reason::cose_malformed);
  if (!payload) return payload.error();

  // The key is inside what it signs: reading it first is what proof of possession means.
  const auto confirmation = payload->root().find(cose::kClaimCnf);
  const auto key = confirmation ? confirmation->find(1) : std::nullopt;
  if (!key || confirmation->size() != 1) return invalid("cnf");
  Result<PublicKey> device_key = cose::decode_key(*key);
  if (!device_key) return device_key.error();
  if (const auto held = cose::verify_sign1(*object, header->algorithm, *device_key); !held) return held.error();

  const auto audience = payload->root().find(cose::kClaimAud);
  const auto issued = payload->root().find(cose::kClaimIat);
  if (!audience || !issued || !issued->is(cbor::Kind::uint) || payload->root().size() != 3)
    return invalid("aud, iat, cnf");
  if (!audience->is_text(issuer)) return fail(Reason::request_wrong_issuer);
  const std::uint64_t seconds = *issued->as_uint();
  if (seconds > static_cast<std::uint64_t>(kLastSecond)) return invalid("iat");
  // The signed moment is bounded, so it is the one to reckon with: `now` may be anything.
  const Time at = from_unix(static_cast<std::int64_t>(seconds));
  if (now < at - kMaxAhead || now > at + kMaxAge) return fail(Reason::request_stale);
  return HolderRequest(*std::move(device_key));
}

}  // namespace heyi
