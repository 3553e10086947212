// Presentation: the holder's device puts one to four cards under one fresh proof and draws the code.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <heyi/bytes.hpp>
#include <heyi/card.hpp>
#include <heyi/claims.hpp>
#include <heyi/keys.hpp>
#include <heyi/qr.hpp>
#include <heyi/result.hpp>
#include <heyi/text.hpp>
#include <heyi/time.hpp>

namespace heyi {

/// PresentOptions are the holder's choices for one code.
struct PresentOptions {
  Time now;                          ///< The proof's `iat`.
  std::vector<Section> show = {};    ///< What to show; empty shows everything the cards hold.
  std::string audience = "medical";  ///< `medical`, `social` or `any`; with a nonce, the verifier's own name.
  Bytes nonce = {};                  ///< The verifier's challenge, 8 octets or 8 digits; empty for none.
  bool packed = true;                ///< Leave out what the reader can work out: a smaller code.
  Spelling spelling = Spelling::base45;
  QrLevel level = QrLevel::medium;
  bool enforce_budget = true;     ///< Refuse codes denser than docs/format.md allows (`present.over_budget`).
  bool check_same_person = true;  ///< false lets two persons' or devices' cards into one code; a verifier refuses it.
};

/// Disclosure is one section that will be seen, for the holder to look at before the code is shown.
struct Disclosure {
  std::string issuer;
  HeldSection section;
  bool asked_for = true;  ///< false: the card cannot withhold it, so it is seen although it was not asked for.
};

/// Presentation is a code ready to be shown.
struct Presentation {
  Bytes token;       ///< The octets in the code: packed where that is shorter, else plain.
  Bytes plain;       ///< The plain form, which signatures and replay keys use.
  std::string text;  ///< What the QR code holds.
  int version = 0;   ///< The QR version it takes at the level asked for, 1 to 40.
  std::string audience;
  std::vector<Disclosure> disclosed;  ///< What whoever reads the code will see.
  std::vector<std::string> left_out;  ///< Issuers whose cards were not put in, as nothing of theirs is shown.
};

/// present merges cards under a fresh proof of `holder` (SD-KBT, typ 294). Cards that show nothing are left out.
/// Fails with `present.no_card`, `present.section_absent`, `person.mismatch`, `person.device_mismatch`,
/// `person.same_card`, `key.mismatch` (the cards name another device), `proof.too_many_cards`, `present.over_budget`
/// (the detail names what to shorten), `qr.too_large`, `key.sign_failed`, or a `cbor`, `cose`, `card` or `sd` reason of
/// a damaged card.
Result<Presentation> present(std::span<const Bytes> cards, const Signer& holder, const PresentOptions& options);

/// present_static draws printed codes: one card of a platform, or those of several authorities with one person.
/// `show`, `audience`, `nonce` and `packed` do not apply. Fails as present does.
Result<Presentation> present_static(std::span<const Bytes> cards, const PresentOptions& options);

}  // namespace heyi
