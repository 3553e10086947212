// Taking COSE objects apart with libcbor, and asking the product about what is in them.
#include "vectors/signed_object.hpp"

#include "codec/cbor.hpp"
#include "cose/key.hpp"
#include "cose/sign.hpp"
#include "cose/sign1.hpp"

namespace heyi::test {
namespace {

using Kind = Loose::Kind;
using State = Judgement::State;

std::optional<Bytes> jwk_octets(const Json& jwk, const std::string& name) {
  if (const std::string hex = string_at(jwk, (name + "_hex").c_str()); !hex.empty()) return from_hex(hex);
  return from_base64(string_at(jwk, name.c_str()));
}

// The names people know for numbers of algorithms that Heyi does not have.
std::string algorithm_text(std::int64_t number) {
  const std::pair<std::int64_t, const char*> known[] = {{-36, "ES512"}, {-37, "PS256"}, {-38, "PS384"}, {-39, "PS512"}};
  for (const auto& [value, name] : known) {
    if (value == number) return std::to_string(number) + " (" + name + ")";
  }
  return std::to_string(number);
}

constexpr std::uint64_t kNil = 22;

// The shape our structure readers take: one tag, the payload within, a protected header of deterministic CBOR.
bool has_our_shape(const SignedObject& object) {
  const std::uint64_t tag = object.one_signer ? cose::kTagSign1 : cose::kTagSign;
  if (object.detached || object.tags != std::vector<std::uint64_t>{tag}) return false;
  if (object.one_signer && object.payload.empty()) return false;
  const auto well = [](const Bytes& headers) { return !headers.empty() && is_deterministic(headers); };
  const bool all = std::all_of(object.signatures.begin(), object.signatures.end(),
                               [&](const Signature& signature) { return well(signature.protected_bytes); });
  return all && (well(object.body_protected) || (!object.one_signer && object.body_protected.empty()));
}

bool same(ByteView a, ByteView b) { return std::ranges::equal(a, b); }

std::string compare_sign1(const cbor::Item& root, const SignedObject& object) {
  const auto strict = cose::read_sign1(root);
  if (strict.has_value() != has_our_shape(object)) return strict ? "read_sign1 takes it" : "read_sign1 refuses it";
  if (!strict) return {};
  const bool equal = same(strict->protected_bytes, object.body_protected) && same(strict->payload, object.payload) &&
                     same(strict->signature, object.signatures.front().octets);
  return equal ? "" : "read_sign1 finds other parts than libcbor";
}

std::string compare_sign(const cbor::Item& root, const SignedObject& object) {
  const auto strict = cose::read_sign(root);
  if (strict.has_value() != has_our_shape(object)) return strict ? "read_sign takes it" : "read_sign refuses it";
  if (!strict) return {};
  bool equal = same(strict->protected_bytes, object.body_protected) && same(strict->payload, object.payload) &&
               strict->signers.size() == object.signatures.size();
  for (std::size_t i = 0; equal && i < object.signatures.size(); ++i) {
    equal = same(strict->signers[i].protected_bytes, object.signatures[i].protected_bytes) &&
            same(strict->signers[i].signature, object.signatures[i].octets);
  }
  return equal ? "" : "read_sign finds other parts than libcbor";
}

}  // namespace

VectorKey key_from_jwk(const Json& jwk) {
  const std::string curve = string_at(jwk, "crv");
  const std::pair<const char*, Algorithm> known[] = {
      {"P-256", Algorithm::es256}, {"P-384", Algorithm::es384}, {"Ed25519", Algorithm::eddsa}};
  for (const auto& [name, algorithm] : known) {
    if (curve != name) continue;
    const std::optional<Bytes> x = jwk_octets(jwk, "x");
    const std::optional<Bytes> y = algorithm == Algorithm::eddsa ? Bytes{} : jwk_octets(jwk, "y");
    if (!x || !y) return {std::nullopt, "the key's coordinates cannot be read"};
    const auto key = PublicKey::from_point(algorithm, *x, *y);
    if (!key) return {std::nullopt, std::string(reason_name(key.error().reason))};
    return {*key, {}};
  }
  if (!curve.empty()) return {std::nullopt, "curve " + curve + " is out of scope"};
  return {std::nullopt, "key type " + string_at(jwk, "kty") + " is out of scope"};
}

std::optional<SignedObject> unpack(ByteView encoded) {
  const std::optional<Loose> root = read_loose(encoded);
  if (!root) return std::nullopt;
  SignedObject object;
  const Loose* item = &*root;
  for (; item->is(Kind::tag); item = &item->items.front()) object.tags.push_back(item->argument);
  if (!item->is(Kind::array) || item->items.size() != 4) return std::nullopt;
  const std::vector<Loose>& parts = item->items;
  object.detached = parts[2].is(Kind::simple) && parts[2].argument == kNil;
  if (!parts[0].is(Kind::bytes) || !parts[1].is(Kind::map)) return std::nullopt;
  if (!parts[2].is(Kind::bytes) && !object.detached) return std::nullopt;
  object.body_protected = parts[0].octets;
  object.unprotected = parts[1];
  object.payload = parts[2].octets;
  object.one_signer = parts[3].is(Kind::bytes);
  if (object.one_signer) {
    object.signatures.push_back({parts[0].octets, parts[1], parts[3].octets});
    return object;
  }
  if (!parts[3].is(Kind::array) || parts[3].items.empty()) return std::nullopt;
  for (const Loose& signer : parts[3].items) {
    if (!signer.is(Kind::array) || signer.items.size() != 3) return std::nullopt;
    if (!signer.items[0].is(Kind::bytes) || !signer.items[1].is(Kind::map) || !signer.items[2].is(Kind::bytes)) {
      return std::nullopt;
    }
    object.signatures.push_back({signer.items[0].octets, signer.items[1], signer.items[2].octets});
  }
  return object;
}

Bytes signed_octets(const SignedObject& object, const Signature& signature, ByteView external) {
  if (object.one_signer) return cose::sig_structure(signature.protected_bytes, object.payload, external);
  return cose::sig_structure(object.body_protected, signature.protected_bytes, object.payload, external);
}

Judgement judge_signature(const SignedObject& object, const Signature& signature, ByteView external,
                          const VectorKey& key) {
  const std::optional<Loose> headers = read_loose(signature.protected_bytes);
  const Loose* algorithm = headers ? headers->find(1) : nullptr;
  if (algorithm == nullptr) {
    const bool elsewhere = signature.unprotected.find(1) != nullptr;
    return {State::refused, elsewhere ? "alg stands in the unprotected header alone (cose.alg_missing)"
                                      : "there is no alg (cose.alg_missing)"};
  }
  const std::optional<std::int64_t> number = algorithm->integer();
  if (!number) return {State::out_of_scope, "an algorithm that is no integer is out of scope"};
  if (!cose::algorithm_from_number(*number)) {
    return {State::out_of_scope, "algorithm " + algorithm_text(*number) + " is out of scope"};
  }
  if (!key.key) return {State::out_of_scope, key.cause};
  const Bytes message = signed_octets(object, signature, external);
  const Result<void> verified = cose::verify_signature(message, signature.octets, *number, *key.key);
  if (verified) return {State::holds, {}};
  const Reason reason = verified.error().reason;
  if (reason == Reason::cose_alg_mismatch) {
    return {State::refused, "algorithm " + std::to_string(*number) + " with a key of " +
                                std::string(algorithm_name(key.key->algorithm())) + " (cose.alg_mismatch)"};
  }
  if (reason == Reason::cose_high_s) {
    if (key.key->verify(message, signature.octets)) return {State::holds, {}, true};
    return {State::fails, std::string(reason_name(Reason::cose_signature_invalid))};
  }
  return {State::fails, std::string(reason_name(reason))};
}

Judgement judge_object(const SignedObject& object, ByteView external, const std::vector<VectorKey>& keys) {
  Judgement all{State::holds, {}};
  for (std::size_t i = 0; i < object.signatures.size(); ++i) {
    const VectorKey key = i < keys.size() ? keys[i] : VectorKey{std::nullopt, "the vector gives no key"};
    const Judgement one = judge_signature(object, object.signatures[i], external, key);
    if (one.state != State::holds) return one;
    all.high_s = all.high_s || one.high_s;
  }
  if (object.detached) return {State::refused, "the payload is detached (cose.malformed); the signature itself holds"};
  const std::uint64_t wanted = object.one_signer ? cose::kTagSign1 : cose::kTagSign;
  if (object.tags == std::vector<std::uint64_t>{wanted}) return all;
  const std::string found = object.tags.empty() ? "no tag" : "tag " + std::to_string(object.tags.front());
  return {State::refused, "it has " + found + " in place of tag " + std::to_string(wanted) +
                              " (cose.malformed); the signature itself holds"};
}

void settle(Row& row, const std::string& name, bool should_hold, const Judgement& judgement) {
  if (!should_hold) return row.check(judgement.state != State::holds, name, "it must fail, and holds");
  switch (judgement.state) {
    case State::holds: return row.pass();
    case State::out_of_scope: return row.out_of_scope(name, judgement.cause);
    case State::refused: return row.differs(name, judgement.cause);
    case State::fails: return row.unexpected(name, "it must hold, and fails with " + judgement.cause);
  }
}

std::string strict_mismatch(ByteView encoded, const SignedObject& object) {
  const auto tree = cbor::Tree::parse(encoded, {.max_size = encoded.size()});
  if (tree.has_value() != is_deterministic(encoded)) {
    return tree
               ? "the strict reader takes an encoding that is not deterministic"
               : "the strict reader refuses a deterministic encoding: " + std::string(reason_name(tree.error().reason));
  }
  if (!tree) return {};
  return object.one_signer ? compare_sign1(tree->root(), object) : compare_sign(tree->root(), object);
}

}  // namespace heyi::test
