// Rule packs: signed eligibility rules, opened here as far as who signed them, for when, and in which order.
#pragma once

#include <memory>
#include <string>

#include <heyi/bytes.hpp>
#include <heyi/keys.hpp>
#include <heyi/result.hpp>
#include <heyi/time.hpp>
#include <heyi/trust.hpp>

namespace heyi {

/// RulePackHeader is what a rule pack says of itself.
struct RulePackHeader {
  std::string environment;
  std::string issuer;          ///< Short code of whoever publishes the rules.
  std::string name;            ///< 1 to 28 printable characters, such as `city`.
  std::uint64_t sequence = 1;  ///< Below 2^48.
  Time issued_at;
  Time expires_at;
};

/// sign_rule_pack signs rules (COSE_Sign1, typ `application/heyi-rules+cwt`). Fails with `rules.invalid` or
/// `key.sign_failed`.
Result<Bytes> sign_rule_pack(const RulePackHeader& header, ByteView rules, const Signer& signer);

/// RulePack is a rule pack whose signature holds under a key with the role `rules`. What its rules say is not checked
/// here.
class RulePack {
 public:
  /// kMaxSize bounds a signed pack in octets.
  static constexpr std::size_t kMaxSize = 4 * 1024 * 1024;

  /// open checks structure, typ, signer, environment and dates. Fails with `rules.invalid`, `rules.expired`,
  /// `rules.from_future` (dated more than 24 h ahead of `now`), `trust.unknown_key`, `trust.wrong_role`,
  /// `trust.wrong_environment`, `trust.signer_expired`, `trust.signer_not_yet_valid`, or a `cbor`/`cose` reason.
  static Result<RulePack> open(ByteView pack, const TrustList& trust, Time now);

  const RulePackHeader& header() const noexcept;
  /// rules borrows the signed rules for as long as a copy of this pack lives.
  ByteView rules() const noexcept;

  struct Impl;
  explicit RulePack(std::shared_ptr<const Impl> impl) noexcept : impl_(std::move(impl)) {}
  const Impl& impl() const noexcept { return *impl_; }

 private:
  std::shared_ptr<const Impl> impl_;
};

}  // namespace heyi
