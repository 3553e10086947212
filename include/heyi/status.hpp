// Status lists: which cards are revoked or suspended (Token Status List, CWT form, 2 bits an entry).
#pragma once

#include <array>
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

/// StatusHeader is what a status list, or a delta that leads to one, says of itself.
struct StatusHeader {
  std::string environment;
  std::string issuer;          ///< Short code of whoever publishes the list.
  std::string uri;             ///< The list's name, byte for byte as in the cards.
  std::uint64_t sequence = 1;  ///< Below 2^48.
  Time issued_at;
  Time expires_at;
};

/// StatusListContent is what a publisher signs. `packed` holds 4 entries an octet, least significant bits first.
struct StatusListContent : StatusHeader {
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

/// StatusBits borrows expanded entries, such as a mapped file; `owner` keeps the octets alive and unchanged.
struct StatusBits {
  ByteView octets;
  std::shared_ptr<const void> owner;
};

/// StatusHash is the SHA-256 of a list's expanded entries. The signature covers it, so it tells that entries which were
/// kept elsewhere are those that were signed.
using StatusHash = std::array<std::uint8_t, 32>;

/// StatusList is a status list whose signature holds under a key that the trust list lets sign it.
/// Copies share one expanded list.
class StatusList {
 public:
  /// kMaxSize bounds a signed list, or a delta, in octets.
  static constexpr std::size_t kMaxSize = 64 * 1024 * 1024;

  /// open checks structure, typ, signer and environment, and expands the entries only then. Fails with
  /// `status.list_invalid`, `trust.unknown_key`, `trust.wrong_role`, `trust.wrong_environment`, `trust.signer_expired`,
  /// `trust.signer_not_yet_valid`, `status.from_future` (dated more than 24 h ahead of `now`), or a `cbor`/`cose`
  /// reason. A list that has expired opens: verify must know of it, or an older one would have its say again.
  static Result<StatusList> open(ByteView list, const TrustList& trust, Time now);

  /// open_mapped is open for entries that were expanded before: `statement` is the signed list, or the delta that led
  /// to these entries, and `bits` must hash to what it signs; nothing is expanded and no octet copied. Fails as open
  /// does, and with `status.list_invalid` when the entries are not those that were signed.
  static Result<StatusList> open_mapped(ByteView statement, const TrustList& trust, Time now, StatusBits bits);

  /// apply gives the list that a delta leads to from this one. Fails as open does, with `status.delta_parent` when the
  /// delta starts from other entries or leads to no later sequence, and with `status.delta_mismatch` when the result is
  /// not what it promises.
  Result<StatusList> apply(ByteView delta, const TrustList& trust, Time now) const;

  const StatusHeader& header() const noexcept;
  /// size is the number of entries; get answers `reserved` from there on.
  std::uint64_t size() const noexcept;
  CardStatus get(std::uint64_t index) const noexcept;
  /// packed borrows the expanded entries, 4 an octet, for as long as a copy of this list lives.
  ByteView packed() const noexcept;
  const StatusHash& hash() const noexcept;
  /// may_speak_for says whether the list's signer is entitled to this list for cards of `issuer` at `now`.
  bool may_speak_for(std::string_view issuer, Time now) const noexcept;
  /// compressed_size is the number of octets the entries, or a delta's changes, take in the signed file.
  std::size_t compressed_size() const noexcept;

  struct Impl;
  explicit StatusList(std::shared_ptr<const Impl> impl) noexcept : impl_(std::move(impl)) {}
  const Impl& impl() const noexcept { return *impl_; }

 private:
  std::shared_ptr<const Impl> impl_;
};

/// sign_status_delta signs what changed between two lists of one name and publisher (COSE_Sign1, typ
/// `application/heyi-delta+cwt`); the delta carries the sequence and the times of `to`. Fails with
/// `status.delta_parent` when `to` is not a later list of the same name, or has fewer entries, and as sign_status_list
/// does.
Result<Bytes> sign_status_delta(const StatusList& from, const StatusList& to, const Signer& signer);

/// StatusDeltaInfo is what a delta says of itself once its signature holds.
struct StatusDeltaInfo {
  StatusHeader header;  ///< Of the list that it leads to.
  StatusHash parent{};  ///< Hash of the entries that it starts from.
  StatusHash result{};
  std::uint64_t size = 0;  ///< Entries of the result.
};

/// read_status_delta checks a delta as StatusList::open checks a list, without applying it.
Result<StatusDeltaInfo> read_status_delta(ByteView delta, const TrustList& trust, Time now);

}  // namespace heyi
