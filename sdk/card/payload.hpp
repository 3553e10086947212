// What a card claims, read against the profile once the signature over it holds.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <heyi/claims.hpp>
#include <heyi/keys.hpp>
#include <heyi/time.hpp>

#include "card/card_object.hpp"
#include "card/disclosure.hpp"

namespace heyi::card {

/// Envelope is what a card says beside its sections.
struct Envelope {
  std::string issuer;
  std::string subject;
  Time issued_at;
  Time not_before;  ///< Equal to issued_at when the card does not say.
  Time expires_at;
  std::optional<PublicKey> device_key;  ///< None for static cards.
  ByteView confirmation;                ///< The encoded `cnf`; borrowed from the payload.
  std::optional<StatusReference> status;
};

/// Content owns a card's expanded claims. It does not borrow the token.
struct Content {
  Bytes encoded;
  cbor::Tree tree;
  int hidden = 0;  ///< Hashes whose disclosure is absent: withheld sections and decoys.

  std::optional<cbor::Item> section(Section section) const noexcept { return tree.root().find(section_name(section)); }
};

/// read_envelope reads the registered claims of a parsed payload, and refuses claims the profile does not know.
/// `payload` must outlive the answer's `confirmation`. Fails with `card.missing_claim`, `card.bad_claim`,
/// `time.inconsistent` or `cose.bad_key`.
Result<Envelope> read_envelope(const cbor::Item& payload, bool is_static);

/// open_content checks the profile's rules for disclosures (top level alone, sorted, sections but px) and expands them,
/// then checks every section. Fails with an `sd` or `card` reason.
Result<std::shared_ptr<const Content>> open_content(const CardObject& card, const cbor::Item& payload);

}  // namespace heyi::card
