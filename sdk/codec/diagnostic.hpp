// Diagnostic notation (RFC 8949 §8) for people: what `heyi inspect` and docs/format.md show.
#pragma once

#include <string>

#include "codec/cbor.hpp"

namespace heyi::cbor {

/// diagnostic writes `item` over several lines, two spaces a level. Byte strings are h'…'; those whose whole
/// content is one deterministic array, map or tag are shown as << … >> and expanded, at most four within each other.
std::string diagnostic(const Item& item);

}  // namespace heyi::cbor
