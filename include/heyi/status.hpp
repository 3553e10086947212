// Status lists: which cards are revoked or suspended (Token Status List, CWT form, 2 bits an entry).
#pragma once

#include <memory>
#include <string>

#include <heyi/bytes.hpp>
#include <heyi/keys.hpp>
#include <heyi/result.hpp>
#include <heyi/time.hpp>
#include <heyi/trust.hpp>

namespace heyi {

/// CardStatus is a card's entry: Token Status List values, 2 bits.
enum class CardStatus : std::uint8_t { valid = 0, revoked = 1, suspended = 2, reserved = 3 };

std::string_view card_status_name(CardStatus status) noexcept;

/// StatusListContent is what a status list says. `packed` holds 4 entries an octet, least significant bits first.
struct StatusListContent {
  std::string environment;
  std::string issuer;          ///< Short code of whoever publishes the list.
  std::string uri;             ///< The list's name, byte for byte as in the cards.
  std::uint64_t sequence = 1;  ///< Below 2^48.
  Time issued_at;
  Time expires_at;
  Bytes packed;

  /// kMaxEntries bounds a list: 2^27 entries are 32 MiB expanded.
  static constexpr std::uint64_t kMaxEntries = std::uint64_t{1} << 27;

  std::uint64_t size() const noexcept { return std::uint64_t{packed.size()} * 4; }
  /// get and set work on entries below size(); get answers `reserved` and set does nothing above it.
  CardStatus get(std::uint64_t index) const noexcept;
  void set(std::uint64_t index, CardStatus status) noexcept;
};

/// sign_status_list signs a list (COSE_Sign1, typ `application/statuslist+cwt`). Fails with `status.list_invalid` or
/// `key.sign_failed`.
Result<Bytes> sign_status_list(const StatusListContent& content, const Signer& signer);

/// StatusList is a status list whose signature holds under a key that the trust list lets sign it.
/// Copies share one expanded list.
class StatusList {
 public:
  /// kMaxSize bounds a signed list in octets.
  static constexpr std::size_t kMaxSize = 64 * 1024 * 1024;

  /// open checks structure, typ, signer and environment, and expands the entries only then. Fails with
  /// `status.list_invalid`, `trust.unknown_key`, `trust.wrong_role`, `trust.wrong_environment`, `trust.signer_expired`,
  /// `trust.signer_not_yet_valid`, `status.from_future` (dated more than 24 h ahead of `now`), or a `cbor`/`cose`
  /// reason. A list that has expired opens: verify must know of it, or an older one would have its say again.
  static Result<StatusList> open(ByteView list, const TrustList& trust, Time now);

  const StatusListContent& content() const noexcept;
  /// may_speak_for says whether the list's signer is entitled to this list for cards of `issuer` at `now`.
  bool may_speak_for(std::string_view issuer, Time now) const noexcept;
  /// compressed_size is the number of octets the entries take in the signed file.
  std::size_t compressed_size() const noexcept;

  struct Impl;
  explicit StatusList(std::shared_ptr<const Impl> impl) noexcept : impl_(std::move(impl)) {}
  const Impl& impl() const noexcept { return *impl_; }

 private:
  std::shared_ptr<const Impl> impl_;
};

}  // namespace heyi
