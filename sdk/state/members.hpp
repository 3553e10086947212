// The signed lists that bundles brought, as they came.
#pragma once

#include <string>
#include <vector>

#include <heyi/bundle.hpp>
#include <heyi/status.hpp>

#include "state/database.hpp"

namespace heyi::state {

/// StoredMember is one signed object. A delta stands under `status`, in the place of the list that it led to.
struct StoredMember {
  BundleKind kind;
  std::string name;          ///< Empty for roots and the trust list; `issuer\nuri` or `issuer\nname` else.
  std::int64_t version = 0;  ///< For roots, all of which are kept; 0 else.
  Bytes octets;
  StatusHash entries{};  ///< For status lists: hash of the expanded entries, which names their file.
};

/// load_members lists the members of one kind, by name and version.
Result<std::vector<StoredMember>> load_members(const Database& database, BundleKind kind);

Result<void> store_member(const Database& database, const StoredMember& member);

/// drop_member removes the member of that kind, name and version.
Result<void> drop_member(const Database& database, const StoredMember& member);

}  // namespace heyi::state
