// The envelope of a bundle: a name, a version, and signed objects in the order of applying them.
#include <heyi/bundle.hpp>

#include <algorithm>

#include "codec/cbor.hpp"
#include "codec/cbor_writer.hpp"
#include "cose/registry.hpp"
#include "cose/sign.hpp"
#include "cose/sign1.hpp"

namespace heyi {
namespace {

using cbor::Item;
using cbor::Kind;

constexpr std::string_view kVersion = "heyi-bundle";
constexpr std::string_view kMembers = "members";
constexpr cbor::Limits kLimits{.max_size = kMaxBundleSize, .max_nodes = 8 + 3 * kMaxBundleMembers};
constexpr BundleKind kKinds[] = {BundleKind::roots, BundleKind::trust, BundleKind::status, BundleKind::delta,
                                 BundleKind::rules};

Error invalid(const char* what) { return fail(Reason::bundle_invalid, what); }

const cose::Typ& typ_of(BundleKind kind) noexcept {
  switch (kind) {
    case BundleKind::roots: return cose::kTypRoots;
    case BundleKind::trust: return cose::kTypTrustList;
    case BundleKind::status: return cose::kTypStatusList;
    case BundleKind::delta: return cose::kTypDelta;
    case BundleKind::rules: break;
  }
  return cose::kTypRules;
}

std::optional<BundleKind> kind_of(const Item& headers) {
  for (const BundleKind kind : kKinds) {
    if (cose::check_typ(headers, typ_of(kind))) return kind;
  }
  return std::nullopt;
}

Result<BundleMember> read_member(const Item& item) {
  if (!item.is(Kind::array) || item.size() != 2) return invalid("a member is an array of kind and octets");
  const Item name = *item.at(0);
  const Item octets = *item.at(1);
  if (!name.is(Kind::text) || !octets.is(Kind::bytes)) return invalid("a member is an array of kind and octets");
  for (const BundleKind kind : kKinds) {
    if (!name.is_text(bundle_kind_name(kind))) continue;
    if (kind_of_member(*octets.as_bytes()) != kind) return invalid("a member is not what it is called");
    return BundleMember{kind, *octets.as_bytes()};
  }
  return invalid("a member of an unknown kind");
}

Result<void> check_members(std::span<const BundleMember> members) {
  if (members.empty() || members.size() > kMaxBundleMembers) return invalid("1 to 256 members");
  if (std::count_if(members.begin(), members.end(), [](const auto& m) { return m.kind == BundleKind::trust; }) > 1)
    return invalid("more than one trust list");
  return {};
}

bool is_before(const BundleMember& a, const BundleMember& b) noexcept { return a.kind < b.kind; }

}  // namespace

std::string_view bundle_kind_name(BundleKind kind) noexcept {
  switch (kind) {
    case BundleKind::roots: return "roots";
    case BundleKind::trust: return "trust";
    case BundleKind::status: return "status";
    case BundleKind::delta: return "delta";
    case BundleKind::rules: break;
  }
  return "rules";
}

std::optional<BundleKind> kind_of_member(ByteView object) {
  const Result<cbor::Tree> tree =
      cbor::Tree::parse(object, {.max_size = kMaxBundleSize, .max_nodes = cose::kMaxFrameNodes});
  if (!tree) return std::nullopt;
  if (const Result<cose::Sign1> one = cose::read_sign1(tree->root()); one) return kind_of(one->headers.root());
  if (const Result<cose::Sign> many = cose::read_sign(tree->root()); many) return kind_of(many->headers.root());
  return std::nullopt;
}

Result<Bytes> make_bundle(std::span<const BundleMember> members) {
  if (const Result<void> sound = check_members(members); !sound) return sound.error();
  std::vector<BundleMember> sorted(members.begin(), members.end());
  std::stable_sort(sorted.begin(), sorted.end(), is_before);
  cbor::Writer list;
  list.array(sorted.size());
  for (const BundleMember& member : sorted) {
    if (kind_of_member(member.octets) != member.kind) return invalid("a member is not what it is called");
    list.array(2).text(bundle_kind_name(member.kind)).bytes(member.octets);
  }
  cbor::MapWriter bundle;
  bundle.put_int(kVersion, 1).put(kMembers, list.view());
  Result<Bytes> encoded = std::move(bundle).finish();
  if (encoded && encoded->size() > kMaxBundleSize) return invalid("larger than 128 MiB");
  return encoded;
}

Result<std::vector<BundleMember>> read_bundle(ByteView bundle) {
  const Result<cbor::Tree> tree = cbor::Tree::parse_within(bundle, Reason::bundle_invalid, kLimits);
  if (!tree) return tree.error();
  const Item root = tree->root();
  const auto version = root.find(kVersion);
  const auto list = root.find(kMembers);
  if (!root.is(Kind::map) || root.size() != 2 || !version || !list || !list->is(Kind::array))
    return invalid("not a bundle");
  if (!version->is_int(1)) return invalid("of a version that this program does not know");
  std::vector<BundleMember> members;
  for (auto item = list->first(); item; item = item->next()) {
    const Result<BundleMember> member = read_member(*item);
    if (!member)
      return fail(member.error().reason, "member " + std::to_string(members.size()) + ": " + member.error().detail);
    members.push_back(*member);
  }
  if (const Result<void> sound = check_members(members); !sound) return sound.error();
  if (!std::is_sorted(members.begin(), members.end(), is_before)) return invalid("members stand in the wrong order");
  return members;
}

}  // namespace heyi
