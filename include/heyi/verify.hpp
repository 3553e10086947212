// Verification: text or frame in, verdict out, without file, clock or network.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <heyi/bytes.hpp>
#include <heyi/claims.hpp>
#include <heyi/image.hpp>
#include <heyi/policy.hpp>
#include <heyi/reason.hpp>
#include <heyi/replay.hpp>
#include <heyi/result.hpp>
#include <heyi/status.hpp>
#include <heyi/time.hpp>
#include <heyi/trust.hpp>

namespace heyi {

/// SectionState is what a verdict says of one section.
enum class SectionState {
  shown,      ///< Vouched for, valid now: its claims may be read.
  withheld,   ///< Not shown in this code. Whether any card holds it is not told.
  unvouched,  ///< Shown, but its signer may not vouch for it, or not for that area. Not readable.
  expired,    ///< Shown, but the card's or the section's own time is over. Not readable.
  suspended,  ///< Shown, but the card is suspended (挂失). Not readable.
  stale,      ///< As shown, but the status list is older than the policy's limit. Readable.
};

std::string_view section_state_name(SectionState state) noexcept;

/// VerifiedCard is a card that verify accepted. Only verify makes one, and nothing else exposes claims.
class VerifiedCard {
 public:
  const std::string& issuer() const noexcept;
  /// subject is the person's pseudonym, equal in all cards of one code.
  const std::string& subject() const noexcept;
  Time issued_at() const noexcept;
  Time valid_until() const noexcept;
  const std::string& status_uri() const noexcept;  ///< Empty when the card has no status reference.
  /// sections lists the readable sections (shown or stale), ascending.
  const std::vector<Section>& sections() const noexcept;

  /// text is a field's text by its name in the claims file (`card_number`); dates read `1949-12-31`, areas `370100`.
  /// None when the section is not readable or has no such field.
  std::optional<std::string> text(Section section, std::string_view field) const;
  /// number is a field's integer, such as a code; none as for text.
  std::optional<std::int64_t> number(Section section, std::string_view field) const;
  /// section_json is a readable section as in the claims file; `null` when it is not readable.
  std::string section_json(Section section) const;

  struct Impl;  ///< The parsed claims; defined inside the library.

 private:
  friend class VerifiedCardMaker;
  explicit VerifiedCard(std::shared_ptr<const Impl> impl) noexcept : impl_(std::move(impl)) {}
  std::shared_ptr<const Impl> impl_;
};

/// SectionReport is the state of one section and who signed it.
struct SectionReport {
  Section section;
  SectionState state = SectionState::withheld;
  std::string issuer;  ///< Empty when withheld.
};

/// ListAge says how old one list is that a verdict relied on.
struct ListAge {
  std::string name;  ///< The trust list's environment, or a status list's URI.
  std::uint64_t sequence = 0;
  Time issued_at;
  Time expires_at;
  Seconds age{0};
};

/// AsOf says on which knowledge a verdict stands.
struct AsOf {
  Time now;
  std::optional<ListAge> trust;
  std::vector<ListAge> status;    ///< The lists that were looked into.
  bool replay_checked = false;    ///< false: no replay cache was given, or the code has no proof.
  bool replay_shared = false;     ///< true: the other terminals were asked as well (shared_replay.hpp).
  bool rollback_checked = false;  ///< false: nobody checked that the lists did not go backwards.
};

/// Verdict is what verification returns. Branch on `decision` alone; `reason` explains it.
struct Verdict {
  Decision decision = Decision::reject;
  Reason reason = Reason::internal_failure;
  std::string detail;                   ///< For developers, English; no personal data.
  std::vector<Reason> marks;            ///< What else is to be known: `status.stale`, `trust.expired`, `ok.repeat`, …
  std::vector<SectionReport> sections;  ///< All seven; empty when the code was refused before its status was settled.
  std::vector<VerifiedCard> cards;      ///< On accept alone.
  std::string audience;                 ///< The scope or verifier name that the holder signed; empty for printed codes.
  bool is_static = false;               ///< A printed code: the number is genuine, the person is not proven.
  AsOf as_of;

  /// sentence and next_step are for people: the reason's, and for a printed code's accept `ok.identified`'s.
  std::string_view sentence(Language language) const noexcept { return reason_sentence(reason, language); }
  std::string_view next_step(Language language) const noexcept { return reason_next(reason, language); }
};

/// Timing is what the caller measured, for verdict_to_json; the SDK reads no clock.
struct Timing {
  std::optional<std::int64_t> decode_us;
  std::optional<std::int64_t> verify_us;
};

/// verdict_to_json writes one JSON object on one line: decision, reason, code, message, marks, sections, as_of,
/// timing_us; with `with_claims` also `claims`, the readable sections, which are personal data.
std::string verdict_to_json(const Verdict& verdict, const Timing& timing = {}, bool with_claims = false);

/// Challenge is a nonce that this verifier has shown and that is still outstanding.
struct Challenge {
  std::string name;  ///< The verifier's own name; not `medical`, `social` or `any`.
  Bytes nonce;       ///< 8 octets from a QR code, or the 8 digits typed, as octets.
};

/// Circumstances of one scan.
struct Circumstances {
  Time now;
  std::optional<Challenge> challenge = {};
  ReplayCache* replay = nullptr;  ///< None: no replay check, and as_of says so.
  bool clock_suspect = false;     ///< The terminal's clock guard doubts the clock: dynamic codes are refused.
  bool scan_repaired = false;     ///< The terminal's normaliser changed the text; the verdict is marked.
  bool rollback_checked = false;  ///< The lists were admitted by a StateStore; copied into as_of.
};

/// Verifier holds lists and a policy, and judges codes. It may be used from several threads at once.
class Verifier {
 public:
  /// A Verifier takes the lists as they are; replace it when they are updated. Status lists of another environment, or
  /// whose key this trust list does not let publish them, are left aside as if they had not been given.
  Verifier(TrustList trust, std::vector<StatusList> status, Policy policy);

  /// verify judges a text, in the order of docs/architecture.md: size, text, structure, typ, key, signatures, same
  /// person and device, disclosures, time, status, scope, replay. Every reason of stages 2 to 11 can come back.
  Verdict verify(std::string_view text, const Circumstances& circumstances) const;

  /// verify_read judges what read_qr made of a frame, which may be that nothing can be read; adds the reasons of
  /// stage 1.
  Verdict verify_read(const Result<std::string>& read, const Circumstances& circumstances) const;

  /// verify_frame reads the code in a frame first: verify_read of read_qr.
  Verdict verify_frame(const GreyView& frame, const Circumstances& circumstances) const;

  const Policy& policy() const noexcept;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

}  // namespace heyi
