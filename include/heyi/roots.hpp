// Root rotation: the roots of today say who the roots of tomorrow are, so that a terminal never needs to be visited.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <heyi/bytes.hpp>
#include <heyi/keys.hpp>
#include <heyi/result.hpp>
#include <heyi/time.hpp>
#include <heyi/trust.hpp>

namespace heyi {

/// RootListContent names the roots that take over.
struct RootListContent {
  std::string environment;
  std::uint64_t version = 1;  ///< Rises by exactly one with every rotation, from the 0 a verifier is born with.
  Time issued_at;
  std::vector<PublicKey> keys;  ///< 1 to 16, all different.
  int threshold = 1;            ///< 1 to keys.size().
};

/// sign_root_list signs a rotation (COSE_Sign, typ `application/heyi-roots+cwt`). Old and new roots sign alike: the old
/// ones to hand over, the new ones to prove that they exist. Fails with `trust.list_invalid` or `key.sign_failed`.
Result<Bytes> sign_root_list(const RootListContent& content, std::span<const Signer* const> signers);

/// rotate_roots gives the pins that follow `pins`. The list must name the same environment and the next version, be
/// signed by the threshold of `pins` and by its own threshold of the new keys. A root that stays counts for both. Fails
/// with `trust.threshold`, `trust.wrong_environment`, `trust.rolled_back` (this version or an older one),
/// `trust.root_gap` (a later one: apply those between first), `trust.list_invalid`, `cose.wrong_typ` or a `cbor`/`cose`
/// reason. It reads no clock: a rotation does not expire.
Result<RootPins> rotate_roots(const RootPins& pins, ByteView list);

/// read_root_list reads a root list for showing; nothing of it is verified. Fails as rotate_roots does for its form.
Result<RootListContent> read_root_list(ByteView list);

}  // namespace heyi
