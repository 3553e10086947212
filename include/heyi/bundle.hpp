// Bundles: one file that brings a terminal root rotations, a trust list, status lists, deltas and rule packs.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <heyi/bytes.hpp>
#include <heyi/result.hpp>

namespace heyi {

/// BundleKind is what a member of a bundle is. Members stand in this order, which is the order of applying them.
enum class BundleKind { roots, trust, status, delta, rules };

std::string_view bundle_kind_name(BundleKind kind) noexcept;

/// BundleMember borrows one signed object.
struct BundleMember {
  BundleKind kind;
  ByteView octets;
};

/// kMaxBundleSize bounds a bundle in octets, kMaxBundleMembers its members.
inline constexpr std::size_t kMaxBundleSize = 128 * 1024 * 1024;
inline constexpr std::size_t kMaxBundleMembers = 256;

/// kind_of_member says by its typ what a signed object is; none when it may not stand in a bundle. It checks no
/// signature.
std::optional<BundleKind> kind_of_member(ByteView object);

/// make_bundle puts signed objects into one file, in any order given. The bundle itself is not signed: every member is.
/// Fails with `bundle.invalid` when there is none, too many, two trust lists, or one is not what it is called.
Result<Bytes> make_bundle(std::span<const BundleMember> members);

/// read_bundle lists the members of a bundle, which borrow from it. It checks form and typ, no signature: what a member
/// says counts when StateStore::apply took it. Fails with `bundle.invalid` or a `cbor` reason.
Result<std::vector<BundleMember>> read_bundle(ByteView bundle);

}  // namespace heyi
