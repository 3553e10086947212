// libcbor as the witness for our own reader and writer: both walk what they decoded into one plain notation.
#pragma once

#include <cbor.h>

#include <memory>
#include <optional>
#include <random>
#include <string>

#include "codec/cbor.hpp"
#include "codec/cbor_writer.hpp"

namespace heyi::test {

struct FreeCbor {
  void operator()(cbor_item_t* item) const noexcept { cbor_decref(&item); }
};
using CborPtr = std::unique_ptr<cbor_item_t, FreeCbor>;

/// oracle_parse reads one item with libcbor; null when it refuses, when octets are left over, or when a container is
/// declared larger than the input.
CborPtr oracle_parse(ByteView input);

/// oracle_notation and our_notation write every value of an item, kinds and order told, so that equal texts mean equal
/// structures. They share no code that decodes.
std::string oracle_notation(const cbor_item_t* item);
std::string our_notation(const cbor::Item& item);

/// oracle_encoding is what libcbor itself writes for an item.
Bytes oracle_encoding(const cbor_item_t* item);

/// random_item is a deterministic item of up to `depth` levels.
Bytes random_item(std::mt19937& random, int depth);

/// mutated is `octets` with one to three of them changed, inserted or taken out.
Bytes mutated(Bytes octets, std::mt19937& random);

}  // namespace heyi::test
