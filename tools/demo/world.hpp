// The imaginary city of the demo: its authorities, keys, lists and cards.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <heyi/heyi.hpp>

namespace heyi::cli {

/// Suite is the cryptography that a demo card is made with.
enum class Suite { international, national };

/// Authority is a key with the short code it signs under.
struct Authority {
  std::string code;
  PrivateKey key;
};

/// World is everything that exists before anybody shows a code.
struct World {
  Time now;
  PseudonymKey pseudonyms;
  PrivateKey root, status_key;
  Authority hrss, health, platform;  ///< ES256: social security, health commission, the city's platform.
  Authority hrss_sm2, health_sm2;    ///< The same authorities under SM2 with SM3.
  PrivateKey holder, holder_sm2;     ///< Device keys: P-256 and SM2.
  Bytes trust_list, status_list;
  std::string ss_claims, hc_claims;  ///< The claims files of the person in the demo.
};

/// kStatusUri names the demo's one status list; kRevokedIndex and kStatusEntries are of it.
inline constexpr const char* kStatusUri = "jinan-demo/2026";
inline constexpr std::uint64_t kStatusEntries = 1 << 17;

/// build_world draws fresh keys, signs the lists and writes the claims; what fails ends the command. `revoked` is the
/// index of the revoked card.
World build_world(Time now, Random& random, std::uint64_t revoked);

/// CardWish says which card to issue.
struct CardWish {
  std::string claims;
  const Authority& issuer;
  const PrivateKey& device;
  Time at;
  std::vector<Section> redact = {};
};

/// issue makes the holder's request and the card.
Bytes issue(const World& world, const CardWish& wish, Random& random);

/// Claims files of the demo: of the person with this document, valid until `until`, with the status index.
struct DemoPerson {
  std::string number, name, birth_date;
  int sex;
  std::string ss_card, health_index;
};
std::string ss_claims(const DemoPerson& person, std::string_view until, std::uint64_t index);
std::string hc_claims(const DemoPerson& person, std::string_view until, std::uint64_t index);
std::string static_claims(const DemoPerson& person, std::string_view until, std::uint64_t index);

/// The two persons of the demo. Their numbers are made up; the check characters are right.
const DemoPerson& first_person();
const DemoPerson& second_person();

/// random_index draws a status index below kStatusEntries.
std::uint64_t random_index(Random& random);

}  // namespace heyi::cli
