// Signed structures put together octet by octet, so that each test can get one thing wrong.
#pragma once

#include <heyi/bytes.hpp>
#include <initializer_list>
#include <utility>

#include "codec/cbor.hpp"
#include "codec/cbor_writer.hpp"
#include "codec/hex.hpp"
#include "cose/key.hpp"
#include "cose/sign1.hpp"
#include "support/fixtures.hpp"

namespace heyi::test {

/// Pairs are an integer-keyed map's content; the values are encoded items.
using Pairs = std::initializer_list<std::pair<std::int64_t, Bytes>>;

inline Bytes map_of(Pairs pairs) {
  cbor::MapWriter map;
  for (const auto& [label, value] : pairs) map.put(label, value);
  return *std::move(map).finish();
}

inline Bytes octets(std::string_view hex) { return *hex_decode(hex); }

/// Parts are the four elements of a COSE_Sign1, each an encoded item.
struct Parts {
  Bytes protected_item = cbor::encode_bytes(map_of({{1, cbor::encode_int(-7)}, {16, cbor::encode_int(61)}}));
  Bytes unprotected = map_of({});
  Bytes payload = cbor::encode_bytes(as_bytes("claims"));
  Bytes signature = cbor::encode_bytes(Bytes(64, 0x5a));

  Bytes encoded(std::uint64_t tag = 18) const {
    cbor::Writer writer;
    writer.tag(tag).array(4).raw(protected_item).raw(unprotected).raw(payload).raw(signature);
    return std::move(writer).take();
  }
};

/// read1 reads a COSE_Sign1 and answers with the reason alone.
inline std::string read1(const Bytes& encoded) {
  const auto tree = cbor::Tree::parse(encoded);
  return tree ? reason_of(cose::read_sign1(tree->root())) : reason_of(tree);
}

/// kid_of is the kid of the party's key.
inline Bytes kid_of(Party party, Algorithm algorithm = Algorithm::es256) {
  return *cose::thumbprint_id(key(party, algorithm).public_key());
}

}  // namespace heyi::test
