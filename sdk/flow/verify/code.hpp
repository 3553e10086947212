// A code taken apart, before any signature: what kind it is and which cards it carries.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <heyi/bytes.hpp>
#include <heyi/result.hpp>

#include "card/card_object.hpp"
#include "card/proof.hpp"

namespace heyi::flow {

/// Code owns a token's plain octets and everything parsed from them.
struct Code {
  Bytes plain;
  std::optional<cbor::Tree> tree;
  std::optional<card::ProofObject> proof;  ///< None for printed codes.
  std::vector<card::CardObject> cards;     ///< 1 to 4.

  bool is_static() const noexcept { return !proof.has_value(); }
};

/// read_code unpacks a token and reads its structure, typ and headers. A card outside a proof that is not of the static
/// form is refused with `proof.missing`. Fails with a `cbor`, `cose`, `pack`, `proof` or `sd` reason.
Result<std::unique_ptr<Code>> read_code(ByteView token);

}  // namespace heyi::flow
