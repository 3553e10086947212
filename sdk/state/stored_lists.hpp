// What the state holds, opened: the roots that rotations led to, the trust list, status lists over mapped entries.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <heyi/state.hpp>

#include "state/entries_folder.hpp"
#include "state/members.hpp"

namespace heyi::state {

/// follow_roots goes from the roots a terminal was born with through every rotation that is kept. Fails as
/// rotate_roots.
Result<RootPins> follow_roots(const RootPins& born_with, const std::vector<StoredMember>& rotations);

/// open_stored_trust opens the trust list that is kept; none before a bundle brought one. Fails as TrustList::open.
Result<std::optional<TrustList>> open_stored_trust(const std::vector<StoredMember>& kept, const RootPins& roots);

/// about is an error with the member that it concerns in its detail.
Error about(const Error& error, BundleKind kind, const std::string& name);

/// shown_name is a member's name for people: without the publisher.
std::string shown_name(const std::string& name);

}  // namespace heyi::state
