// Cards: an authority turns claims into a signed card for one person and one device.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <heyi/bytes.hpp>
#include <heyi/claims.hpp>
#include <heyi/keys.hpp>
#include <heyi/random.hpp>
#include <heyi/result.hpp>
#include <heyi/time.hpp>

namespace heyi {

/// PseudonymKey is the secret that the authorities of one city share so that each computes the same
/// pseudonym for the same person. It is wiped when destroyed.
class PseudonymKey {
 public:
  /// from_hex reads 32 to 128 hex digits (16 to 64 octets), white space around them ignored.
  /// Fails with `key.bad_pem`.
  static Result<PseudonymKey> from_hex(std::string_view hex);
  /// generate draws 32 octets. Fails with `key.random_failed`.
  static Result<PseudonymKey> generate(Random& random);

  std::string to_hex() const;

  /// pseudonym is the first 12 base64url characters of HMAC-SHA-256(key, document type as one octet ‖ number).
  Result<std::string> pseudonym(const Person& person) const;

  PseudonymKey(PseudonymKey&&) noexcept = default;
  PseudonymKey& operator=(PseudonymKey&&) noexcept;
  PseudonymKey(const PseudonymKey&) = delete;
  PseudonymKey& operator=(const PseudonymKey&) = delete;
  ~PseudonymKey();

 private:
  explicit PseudonymKey(Bytes key) noexcept : key_(std::move(key)) {}
  Bytes key_;
};

/// make_request is made by the holder's app: it proves possession of the device key to one issuer.
/// `issuer` is the authority's short code. Fails with `key.sign_failed`.
Result<Bytes> make_request(const Signer& holder, std::string_view issuer, Time now);

/// HolderRequest is a checked request; a card is issued against nothing else.
class HolderRequest {
 public:
  /// kMaxAge is how old a request may be when the card is issued.
  static constexpr Seconds kMaxAge{24 * 3600};

  /// open checks that the device key signed the request, for `issuer`, within kMaxAge before `now` (30 s ahead
  /// at most). Fails with `request.invalid`, `request.wrong_issuer`, `request.stale` or a `cbor`/`cose` reason.
  static Result<HolderRequest> open(ByteView request, std::string_view issuer, Time now);

  const PublicKey& device_key() const noexcept { return key_; }

 private:
  explicit HolderRequest(PublicKey key) noexcept : key_(std::move(key)) {}
  PublicKey key_;
};

/// IssueOptions are the choices an issuer makes for one card.
struct IssueOptions {
  Time now;                          ///< The card's `iat` is this, rounded down to the day (UTC).
  std::vector<Section> redact = {};  ///< Sections that the holder may withhold; not px.
  int decoys = 0;                    ///< Hashes of nothing, 0 to 8, which hide how many sections are withheld.
  bool enforce_budget = true;        ///< Refuse cards that would need too dense a code (`present.over_budget`).
};

/// issue_card makes a card (SD-CWT, typ 293) with all its disclosures, for the holder to keep. Fails with a
/// `claims.…` reason, `key.sign_failed`, `key.random_failed`, or `present.over_budget` whose detail names what to
/// shorten.
Result<Bytes> issue_card(const Claims& claims, const HolderRequest& request, const Signer& issuer,
                         const PseudonymKey& pseudonyms, Random& random, const IssueOptions& options);

/// issue_static makes a card for print (plain CWT, typ 61): health-card index and social-security card number
/// alone, no device key, no redaction, never longer than its claims say. Other fields of the `ss` and `hc` sections but
/// their issuing areas are refused with `claims.not_static`, as are other sections.
Result<Bytes> issue_static(const Claims& claims, const Signer& issuer, const PseudonymKey& pseudonyms,
                           const IssueOptions& options);

/// kMaxCards is how many cards one code may carry.
inline constexpr std::size_t kMaxCards = 4;

/// HeldField is one field of a card as its holder sees it; `value` is personal data.
struct HeldField {
  std::string name;   ///< As in the claims file, `ss.card_number`.
  std::string value;  ///< JSON.
};

/// HeldSection is one section of a held card.
struct HeldSection {
  Section section;
  bool withholdable = false;
  std::vector<HeldField> fields;
};

/// HeldCard is what a holder's app reads from a card to show it to its holder. It trusts nothing: no
/// signature is checked here, because the app has no trust list; the terminal has.
struct HeldCard {
  std::string issuer;
  std::string subject;
  Time issued_at;
  Time valid_from;
  Time valid_until;
  bool is_static = false;
  int decoys = 0;
  std::vector<HeldSection> sections;
};

/// read_card reads a card for its holder and checks that every disclosure belongs to it.
/// Fails with a `cbor`, `cose`, `card` or `sd` reason.
Result<HeldCard> read_card(ByteView card);

}  // namespace heyi
