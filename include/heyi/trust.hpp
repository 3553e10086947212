// Trust lists: which key may vouch for which sections, signed by the pinned root keys.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <heyi/bytes.hpp>
#include <heyi/claims.hpp>
#include <heyi/keys.hpp>
#include <heyi/result.hpp>
#include <heyi/time.hpp>

namespace heyi {

/// Role is what a trusted key may sign. An entry may have several.
enum class Role { issuer, status, rules };

std::string_view role_name(Role role) noexcept;

/// TrustEntry lets one key speak for one issuer.
struct TrustEntry {
  std::string issuer;  ///< The authority's short code, matched byte for byte.
  PublicKey key;
  std::vector<Role> roles;
  std::vector<Section> sections;         ///< Sections it may vouch for; for the issuer role.
  std::vector<std::string> areas;        ///< GB/T 2260 codes; `370000` covers 37xxxx, `370100` 3701xx. Empty: all.
  std::vector<std::string> status_uris;  ///< Status lists it may sign; for the status role.
  Time not_before;
  Time not_after;  ///< First instant at which it is no longer valid.
};

/// TrustListContent is what a trust list says.
struct TrustListContent {
  std::string environment;     ///< Such as `production` or `demo`; equal to the one pinned with the root.
  std::uint64_t sequence = 1;  ///< Rises with every list; below 2^48.
  std::uint64_t epoch = 1;     ///< Rises only when the operator starts the sequence anew; below 2^48.
  Time issued_at;
  Time next_update;                 ///< From here on the list is expired.
  std::vector<TrustEntry> entries;  ///< At most 4,096; at most 4 may share a kid.
};

/// RootPins is what a verifier is born with: the root keys and the environment it belongs to.
struct RootPins {
  std::vector<PublicKey> keys;
  int threshold = 1;  ///< How many distinct keys must have signed, 1 to keys.size().
  std::string environment;
  std::uint64_t version = 0;  ///< How many rotations led to these keys (roots.hpp); 0 for those it was born with.
};

/// kEnvironmentLine begins the line before the PEM block of a root's file that names the environment.
inline constexpr std::string_view kEnvironmentLine = "Heyi-Environment: ";

/// kDefaultEnvironment is the environment when nothing names one.
inline constexpr const char* kDefaultEnvironment = "production";

/// read_root_pins reads the public keys (PEM) that a verifier is born with. A line kEnvironmentLine + NAME before a key
/// (RFC 7468 allows such text) names the environment; `environment` overrides it when it is not empty, and without
/// either it is kDefaultEnvironment. A key that stands twice counts once. Fails with `key.bad_pem` (the detail says
/// what stands there instead), `trust.wrong_environment` when the files name different ones, `trust.threshold` when
/// `threshold` is not 1 to the number of keys.
Result<RootPins> read_root_pins(std::span<const std::string> pems, int threshold = 1,
                                std::string_view environment = {});

/// sign_trust_list signs the list with every root given (COSE_Sign, tag 98). Fails with `trust.bad_entry`
/// (the detail names entry and field) or `key.sign_failed`.
Result<Bytes> sign_trust_list(const TrustListContent& content, std::span<const Signer* const> roots);

/// TrustList is a trust list whose root signatures hold. Copies share one parsed list; keys are parsed once.
class TrustList {
 public:
  /// kMaxSize bounds a list in octets.
  static constexpr std::size_t kMaxSize = 4 * 1024 * 1024;

  /// open checks structure, typ, the root signatures and the environment. Fails with `trust.list_invalid`,
  /// `trust.threshold`, `trust.wrong_environment`, `trust.bad_entry`, `cose.wrong_typ` or a `cbor`/`cose` reason. It
  /// reads no clock: whether the list has expired is for verify, and whether it went backwards for the caller's state.
  static Result<TrustList> open(ByteView list, const RootPins& pins);

  const TrustListContent& content() const noexcept;
  /// find lists the entries whose key has this kid, at most 4.
  std::vector<const TrustEntry*> find(ByteView kid) const;
  /// signed_by is how many distinct pinned root keys signed.
  int signed_by() const noexcept;

  struct Impl;
  explicit TrustList(std::shared_ptr<const Impl> impl) noexcept : impl_(std::move(impl)) {}
  const Impl& impl() const noexcept { return *impl_; }

 private:
  std::shared_ptr<const Impl> impl_;
};

/// trust_draft_to_json and trust_draft_from_json write and read the list that an operator edits before it is signed.
/// Keys are PEM in it. Fails with `claims.bad_json` or `trust.bad_entry`.
Result<std::string> trust_draft_to_json(const TrustListContent& content);
Result<TrustListContent> trust_draft_from_json(std::string_view json);

}  // namespace heyi
