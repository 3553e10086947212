// The terminal that a vector describes: its pinned roots and lists, read from the tree and opened by the public API.
#pragma once

#include <optional>
#include <vector>

#include <heyi/keys.hpp>
#include <heyi/policy.hpp>
#include <heyi/status.hpp>
#include <heyi/trust.hpp>

#include "negative/run/vector.hpp"

namespace heyi::test::negative {

/// pins_of reads the root files that a vector names (`root:`, default world/root.pub.pem) and its `threshold:`.
RootPins pins_of(const Vector& vector);

/// trust_of opens the trust list that a vector names (`trust:`, default world/trust.list). Every list is good on its
/// own; the vectors of the stages trust and status carry the bad ones themselves.
Result<TrustList> trust_of(const Vector& vector);

/// status_of opens the status lists that a vector names (`status:`, default all of the world's; `none` for none), each
/// as of the moment it was issued.
Result<std::vector<StatusList>> status_of(const Vector& vector, const TrustList& trust);

/// status_files are the files behind status_of.
std::vector<std::string> status_files(const Vector& vector);

/// signer_of is the key that `es256 61` names: the private scalar, or seed, is that octet repeated.
std::optional<PrivateKey> signer_of(const std::string& words);

}  // namespace heyi::test::negative
