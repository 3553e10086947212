// Every number Heyi shares with IANA's registries, and the private-use ones it needs beside them.
#pragma once

#include <cstdint>
#include <string_view>

namespace heyi::cose {

// COSE header labels (RFC 9052 §3.1, RFC 9596, SD-CWT draft).
inline constexpr std::int64_t kLabelAlg = 1;
inline constexpr std::int64_t kLabelCrit = 2;
inline constexpr std::int64_t kLabelKid = 4;
inline constexpr std::int64_t kLabelKcwt = 13;
inline constexpr std::int64_t kLabelTyp = 16;
inline constexpr std::int64_t kLabelSdClaims = 17;
inline constexpr std::int64_t kLabelSdAlg = 170;
inline constexpr std::int64_t kLabelMoreCards = -65537;  // Private use: the second to fourth card of a proof.

// CWT claim keys (RFC 8392, RFC 8747, RFC 8693, Token Status List).
inline constexpr std::int64_t kClaimIss = 1;
inline constexpr std::int64_t kClaimSub = 2;
inline constexpr std::int64_t kClaimAud = 3;
inline constexpr std::int64_t kClaimExp = 4;
inline constexpr std::int64_t kClaimNbf = 5;
inline constexpr std::int64_t kClaimIat = 6;
inline constexpr std::int64_t kClaimCnf = 8;
inline constexpr std::int64_t kClaimScope = 9;
inline constexpr std::int64_t kClaimCnonce = 39;
inline constexpr std::int64_t kClaimStatusList = 65533;
inline constexpr std::int64_t kClaimTtl = 65534;
inline constexpr std::int64_t kClaimStatus = 65535;

inline constexpr std::uint8_t kSimpleRedactedKeys = 59;
inline constexpr std::uint64_t kTagRedactedElement = 60;
inline constexpr std::uint64_t kTagSign1 = 18;
inline constexpr std::uint64_t kTagSign = 98;

// Algorithms, curves and hashes. COSE has no numbers for SM2 and SM3; those below -65536 are for private use.
inline constexpr std::int64_t kAlgEs256 = -7;
inline constexpr std::int64_t kAlgEs384 = -35;
inline constexpr std::int64_t kAlgEdDsa = -8;
inline constexpr std::int64_t kAlgSm2Sm3 = -65537;
inline constexpr std::int64_t kHashSha256 = -16;
inline constexpr std::int64_t kHashSm3 = -65538;
inline constexpr std::int64_t kCurveP256 = 1;
inline constexpr std::int64_t kCurveP384 = 2;
inline constexpr std::int64_t kCurveEd25519 = 6;
inline constexpr std::int64_t kCurveSm2 = -65537;

inline constexpr std::string_view kScopeIdentification = "identification";

/// Typ is the type of a signed object, header 16: a number, or a text when `text` is not empty.
struct Typ {
  std::uint64_t number = 0;
  std::string_view text;
};

inline constexpr Typ kTypCard{293, {}};
inline constexpr Typ kTypProof{294, {}};
inline constexpr Typ kTypStatic{61, {}};
inline constexpr Typ kTypRequest{0, "application/heyi-request+cwt"};
inline constexpr Typ kTypTrustList{0, "application/heyi-trust+cwt"};
inline constexpr Typ kTypStatusList{0, "application/statuslist+cwt"};
inline constexpr Typ kTypDelta{0, "application/heyi-delta+cwt"};
inline constexpr Typ kTypRoots{0, "application/heyi-roots+cwt"};
inline constexpr Typ kTypRules{0, "application/heyi-rules+cwt"};
inline constexpr Typ kTypAudit{0, "application/heyi-audit+cwt"};

}  // namespace heyi::cose
