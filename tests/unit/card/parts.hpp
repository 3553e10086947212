// Cards put together claim by claim, so that each test can get one thing wrong and sign the rest properly.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <utility>

#include "card/card_object.hpp"
#include "card/disclosure.hpp"
#include "card/payload.hpp"
#include "codec/cbor.hpp"
#include "codec/cbor_writer.hpp"
#include "codec/hex.hpp"
#include "cose/key.hpp"
#include "cose/registry.hpp"
#include "support/card_fixtures.hpp"

namespace heyi::test {

inline Bytes octets(std::string_view hex) { return *hex_decode(hex); }

inline Bytes array_of(const std::vector<Bytes>& items) {
  cbor::Writer writer;
  writer.array(items.size());
  for (const Bytes& item : items) writer.raw(item);
  return std::move(writer).take();
}

/// disclosure_of is an encoded disclosure with a fixed salt: `[salt, value, key]`, `[salt, value]` or `[salt]`.
inline Bytes disclosure_of(std::optional<Bytes> value, std::optional<Bytes> key, std::uint8_t salt = 0x11,
                           std::size_t salt_size = 16) {
  std::vector<Bytes> items = {cbor::encode_bytes(Bytes(salt_size, salt))};
  if (value) items.push_back(*value);
  if (key) items.push_back(*key);
  return array_of(items);
}

inline Digest hash_of(const Bytes& disclosure) { return *card::hash_disclosure(HashAlgorithm::sha256, disclosure); }

/// redacted_key is the encoded map key simple(59).
inline Bytes redacted_key() { return std::move(cbor::Writer{}.simple(cose::kSimpleRedactedKeys)).take(); }

inline Bytes hashes_of(std::vector<Digest> digests, bool sort = true) {
  if (sort) std::sort(digests.begin(), digests.end());
  std::vector<Bytes> items;
  for (const Digest& digest : digests) items.push_back(cbor::encode_bytes(digest));
  return array_of(items);
}

/// sd_header is the unprotected header `{17: [disclosure, …]}`, in the order of the hashes unless told otherwise.
inline Bytes sd_header(std::vector<Bytes> disclosures, bool sort = true) {
  if (sort) {
    std::sort(disclosures.begin(), disclosures.end(),
              [](const Bytes& a, const Bytes& b) { return hash_of(a) < hash_of(b); });
  }
  std::vector<Bytes> items;
  for (const Bytes& disclosure : disclosures) items.push_back(cbor::encode_bytes(disclosure));
  cbor::MapWriter map;
  map.put(cose::kLabelSdClaims, array_of(items));
  return *std::move(map).finish();
}

/// Section values as claims files give them.
inline Bytes section_of(const std::string& json, Section section) {
  const Claims read = claims(json);
  const ByteView encoded = read.section_cbor(section);
  return {encoded.begin(), encoded.end()};
}
inline Bytes ss_value() { return section_of(hrss_claims(), Section::ss); }
inline Bytes id_value() { return section_of(hrss_claims(), Section::id); }
inline Bytes px_value() { return section_of(hrss_rich_claims(), Section::px); }

/// Payload is a card's claims by key; change one, or take it away with std::nullopt.
class Payload {
 public:
  explicit Payload(bool is_static = false) {
    set(1, cbor::encode_text(kHrss)).set(2, cbor::encode_text("nrfELXUURvht"));
    set(4, cbor::encode_int(to_unix(kToday) + 86400)).set(6, cbor::encode_int(to_unix(kToday)));
    if (is_static) {
      set(9, cbor::encode_text("identification"));
      set(65535, status(42));
    } else {
      set(8, confirmation(key(Party::holder).public_key()));
    }
  }

  static Bytes status(std::uint64_t index) {
    cbor::Writer writer;
    writer.map(1).text("status_list").map(2).text("idx").uint(index).text("uri").text("x");
    return std::move(writer).take();
  }

  static Bytes confirmation(const PublicKey& device) {
    return std::move(cbor::Writer{}.map(1).integer(1).raw(cose::encode_key(device))).take();
  }

  Payload& set(std::int64_t key, std::optional<Bytes> value) { return set_encoded(cbor::encode_int(key), value); }
  Payload& set(std::string_view key, std::optional<Bytes> value) { return set_encoded(cbor::encode_text(key), value); }
  Payload& redact(const Bytes& hashes) { return set_encoded(redacted_key(), hashes); }
  Payload& set_encoded(const Bytes& key, std::optional<Bytes> value) {
    std::erase_if(claims_, [&](const auto& claim) { return claim.first == key; });
    if (value) claims_.emplace_back(key, *std::move(value));
    return *this;
  }

  Bytes encoded() const {
    cbor::MapWriter map;
    for (const auto& [key, value] : claims_) map.put_encoded(key, value);
    return *std::move(map).finish();
  }

 private:
  std::vector<std::pair<Bytes, Bytes>> claims_;
};

/// signed_card puts a payload under JN-HRSS's signature.
inline Bytes signed_card(const Bytes& payload, const Bytes& unprotected = {0xa0}, const cose::Typ& typ = cose::kTypCard,
                         std::optional<std::int64_t> sd_alg = std::nullopt) {
  cbor::MapWriter headers;
  headers.put_bytes(cose::kLabelKid, *cose::thumbprint_id(key(Party::hrss).public_key()));
  if (sd_alg) headers.put_int(cose::kLabelSdAlg, *sd_alg);
  return *cose::make_sign1(key(Party::hrss), typ, std::move(headers), unprotected, payload);
}

/// envelope_reason and content_reason are what a verifier says of the card; `ok` when it takes it.
inline std::string envelope_reason(const Payload& payload, bool is_static = false) {
  const Bytes encoded = payload.encoded();
  const auto tree = cbor::Tree::parse(encoded);
  return tree ? reason_of(card::read_envelope(tree->root(), is_static)) : reason_of(tree);
}

inline Result<std::shared_ptr<const card::Content>> open(const Bytes& encoded) {
  const auto tree = cbor::Tree::parse(encoded);
  if (!tree) return tree.error();
  const auto object = card::read_either(tree->root());
  if (!object) return object.error();
  const auto payload = cbor::Tree::parse(object->object.payload);
  if (!payload) return payload.error();
  return card::open_content(*object, payload->root());
}
inline std::string content_reason(const Bytes& encoded) { return reason_of(open(encoded)); }

}  // namespace heyi::test
