// Octets of a token, one line an item, with what each means: the example in docs/format.md is written by this.
#pragma once

#include <string>

#include <heyi/bytes.hpp>

namespace heyi::test {

/// dissect writes a plain token as indented hex with a comment a line. Embedded CBOR (headers, payloads, disclosures)
/// is opened where it stands.
std::string dissect(ByteView token);

}  // namespace heyi::test
