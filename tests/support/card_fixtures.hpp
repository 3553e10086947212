// Cards and presentations of the fixture people, built below the public flow so that each layer can be tested alone.
#pragma once

#include <initializer_list>

#include "card/build.hpp"
#include "card/proof.hpp"
#include "support/fixtures.hpp"

namespace heyi::test {

/// CardChoice is what may differ from one test card to the next.
struct CardChoice {
  Algorithm algorithm = Algorithm::es256;  ///< Of the issuer.
  Party holder = Party::holder;
  Algorithm holder_algorithm = Algorithm::es256;
  std::vector<Section> redact = {};
  int decoys = 0;
  std::uint64_t seed = 1;  ///< Of the salts.
  Time now = kNow;
};

/// dynamic_card signs `json` as `issuer` for the chosen holder's device.
inline Bytes dynamic_card(const std::string& json, Party issuer, const CardChoice& choice = {}) {
  const Claims read = claims(json);
  CountingRandom random(choice.seed);
  return *card::build_dynamic(read, *pseudonym_key().pseudonym(read.person()),
                              key(choice.holder, choice.holder_algorithm).public_key(), key(issuer, choice.algorithm),
                              random, {.now = choice.now, .redact = choice.redact, .decoys = choice.decoys});
}

/// hrss_card holds `ss` and the withholdable `id`; health_card holds `hc`.
inline Bytes hrss_card(CardChoice choice = {.redact = {Section::id}}) {
  return dynamic_card(hrss_claims(), Party::hrss, choice);
}
inline Bytes health_card(CardChoice choice = {}) { return dynamic_card(health_claims(), Party::health, choice); }

/// static_card is the platform's printed card with both references.
inline Bytes static_card(Algorithm algorithm = Algorithm::es256, const std::string& json = static_claims()) {
  const Claims read = claims(json);
  return *card::build_static(read, *pseudonym_key().pseudonym(read.person()), key(Party::platform, algorithm), kNow);
}

// Signatures but those of eddsa are never the same twice: keep a card or a proof, do not make it again, to compare.

/// proof_of puts cards, with all their disclosures, under a fresh proof of the holder.
inline Bytes proof_of(const std::vector<Bytes>& cards, const card::ProofClaims& said = {"medical", kNow, {}},
                      Party holder = Party::holder, Algorithm algorithm = Algorithm::es256) {
  return *card::build_proof(cards, key(holder, algorithm), said);
}

}  // namespace heyi::test
