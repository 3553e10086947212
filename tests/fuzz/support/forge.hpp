// Signs what a fuzzer made up, so that it meets the parsers behind the signatures.
#pragma once

#include <heyi/bytes.hpp>
#include <vector>

#include "support/fixtures.hpp"

namespace heyi::fuzz {

/// CardParts is what a fuzzer makes of a card; headers are right, so that nothing stops before the payload.
struct CardParts {
  Bytes payload;
  Bytes sd_claims;  ///< An encoded array; empty for none.
};

/// Setting says who signs, and how.
struct Setting {
  Algorithm algorithm = Algorithm::eddsa;
  bool is_static = false;
  bool sm3 = false;  ///< Disclosures are hashed with SM3.
};

/// setting_of reads a setting from the first two octets of a chunk, absent ones as 0. Issuers follow from the third on.
Setting setting_of(ByteView chunk);

/// issuer_of is who signs the card `index`: as the chunk says, else the social-security, then the health authority.
test::Party issuer_of(ByteView chunk, std::size_t index);

/// sign_card puts the parts under an issuer's signature.
Bytes sign_card(const CardParts& parts, test::Party issuer, const Setting& setting);

/// sign_proof puts cards and a payload under the holder's signature.
Bytes sign_proof(const std::vector<Bytes>& cards, ByteView payload, Algorithm algorithm);

/// parts_of takes a valid card apart, for seeds.
CardParts parts_of(ByteView card);

}  // namespace heyi::fuzz
