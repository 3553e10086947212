// What every test stands on: fixed keys of everybody involved, a fixed moment, repeatable randomness and the claims of
// two authorities of an imaginary city.
#pragma once

#include <heyi/card.hpp>
#include <heyi/claims.hpp>
#include <heyi/keys.hpp>
#include <heyi/random.hpp>
#include <heyi/status.hpp>
#include <heyi/time.hpp>
#include <heyi/trust.hpp>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace heyi::test {

/// kNow is 2026-11-24T09:30:00Z, half past five in the afternoon in China.
inline constexpr Time kNow = from_unix(1795512600);

/// kToday is the day of kNow, as the cards' `iat` has it.
inline constexpr Time kToday = from_unix(1795478400);

/// Party is whom a test key belongs to; its number is the octet that fills the private scalar.
enum class Party : std::uint8_t {
  root = 0x11,
  second_root = 0x12,
  platform = 0x21,
  hrss = 0x31,    ///< The social-security authority, JN-HRSS.
  health = 0x41,  ///< The health authority, JN-HC.
  status = 0x51,
  rules = 0x52,
  holder = 0x61,
  other_holder = 0x62,
  terminal = 0x81,
  stranger = 0x71,  ///< Nobody that any list knows.
};

/// key is the party's test key: the scalar (or Ed25519 seed) is one octet repeated.
inline PrivateKey key(Party party, Algorithm algorithm = Algorithm::es256) {
  const Bytes scalar(coordinate_size(algorithm), static_cast<std::uint8_t>(party));
  return *PrivateKey::from_scalar(algorithm, scalar);
}

/// CountingRandom gives the same octets in every run: splitmix64 over a counter. It is no generator for real salts.
class CountingRandom final : public Random {
 public:
  explicit CountingRandom(std::uint64_t seed = 1) : counter_(seed) {}

  Result<void> fill(std::span<std::uint8_t> out) override {
    const std::lock_guard lock(mutex_);
    for (std::uint8_t& octet : out) octet = static_cast<std::uint8_t>(next() >> 32);
    return {};
  }

 private:
  std::uint64_t next() noexcept {
    std::uint64_t z = counter_ += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  std::mutex mutex_;
  std::uint64_t counter_;
};

/// BrokenRandom is a generator that fails.
class BrokenRandom final : public Random {
 public:
  Result<void> fill(std::span<std::uint8_t>) override { return fail(Reason::key_random_failed); }
};

/// pseudonym_key is the city's shared key K: 32 octets 0x99.
inline PseudonymKey pseudonym_key() { return *PseudonymKey::from_hex(std::string(64, '9')); }

inline constexpr const char* kHrss = "JN-HRSS";
inline constexpr const char* kHealth = "JN-HC";
inline constexpr const char* kPlatform = "JN-CITY";
inline constexpr const char* kHrssStatus = "jn-hrss:1";
inline constexpr const char* kHealthStatus = "jn-hc:1";
inline constexpr const char* kStaticStatus = "jn-city:1";
inline constexpr const char* kEnvironment = "test";

/// kPerson and kOtherPerson are document numbers of nobody: the one printed in GB 11643, and one made up.
inline constexpr const char* kPerson = "11010519491231002X";
inline constexpr const char* kOtherPerson = "370102199003071238";

/// kIndex is the health-card index in the claims files, kCardNumber the social-security card number.
inline constexpr const char* kIndex = "5D41402ABC4B2A76B9719D911017C592";
inline constexpr const char* kCardNumber = "A12345678";

/// hrss_claims is the social-security authority's file: `id` and `ss`.
inline std::string hrss_claims(const std::string& document_number = kPerson) {
  const bool is_person = document_number == kPerson;
  const std::string identity = is_person ? R"("name": "欧阳·阿依古丽", "sex": 2, "birth_date": "1949-12-31")"
                                         : R"("name": "王小明", "sex": 1, "birth_date": "1990-03-07")";
  return R"({
  "issuer": "JN-HRSS",
  "person": {"document_type": 1, "document_number": ")" +
         document_number + R"("},
  "valid_until": "2031-11-23",
  "status": {"uri": "jn-hrss:1", "index": 4711},
  "id": {"document_type": 1, "document_number": ")" +
         document_number + R"(", )" + identity + R"(},
  "ss": {
    "card_number": "A12345678", "issuing_area": "370100", "insured_area": "370102", "pooling_area": "370100",
    "coverages": [{"type": 310, "state": 1}, {"type": 110, "state": 1, "since": "1999-01-01"}]
  }
})";
}

/// health_claims is the health authority's file: `hc`.
inline std::string health_claims(const std::string& document_number = kPerson) {
  return R"({
  "issuer": "JN-HC",
  "person": {"document_type": 1, "document_number": ")" +
         document_number + R"("},
  "valid_until": "2031-11-23",
  "status": {"uri": "jn-hc:1", "index": 815},
  "hc": {"index": "5D41402ABC4B2A76B9719D911017C592", "issuing_area": "370100"}
})";
}

/// hrss_rich_claims adds benefits and a presenter to the social-security authority's file.
inline std::string hrss_rich_claims() {
  std::string text = hrss_claims();
  text.resize(text.rfind('}'));
  return text + R"(,
  "bn": {"benefits": [{"category": 1, "area": "370102", "valid_until": "2027-06-30"}]},
  "px": {"valid_until": "2027-11-23", "presenter_name": "王小明", "relation": 3}
})";
}

/// health_rich_claims adds vaccinations and medical records to the health authority's file.
inline std::string health_rich_claims() {
  std::string text = health_claims();
  text.resize(text.rfind('}'));
  return text + R"(,
  "vx": {"doses": [{"product": "HPV-9", "dose": 1, "date": "2026-01-15", "trace_code": "81234567890123456789", "lot": "L2026"}]},
  "mr": {"records": [{"organisation": "12370100MB1234567U", "locator": "MR-2026-000123", "kind": 1, "date": "2026-02-01"}]}
})";
}

/// static_claims is the platform's file for a printed code: both references and nothing else.
inline std::string static_claims(const std::string& document_number = kPerson) {
  return R"({
  "issuer": "JN-CITY",
  "person": {"document_type": 1, "document_number": ")" +
         document_number + R"("},
  "valid_until": "2031-11-23",
  "status": {"uri": "jn-city:1", "index": 42},
  "ss": {"card_number": "A12345678", "issuing_area": "370100"},
  "hc": {"index": "5D41402ABC4B2A76B9719D911017C592", "issuing_area": "370100"}
})";
}

/// claims reads one of the files above, which must be valid.
inline Claims claims(const std::string& json) { return *Claims::from_json(json, CodeTables::standard()); }

/// trust_content lists both authorities, the platform and the status key, all with keys of one algorithm.
inline TrustListContent trust_content(Algorithm algorithm = Algorithm::es256) {
  TrustListContent content;
  content.environment = kEnvironment;
  content.issued_at = kToday;
  content.next_update = kToday + std::chrono::days{30};
  const Time from = kToday - std::chrono::days{365};
  const Time until = kToday + std::chrono::days{3650};
  const auto issuer = [&](const char* code, Party party, std::vector<Section> sections) {
    content.entries.push_back(
        {code, key(party, algorithm).public_key(), {Role::issuer}, std::move(sections), {"370100"}, {}, from, until});
  };
  issuer(kHrss, Party::hrss, {Section::id, Section::ss, Section::bn, Section::px});
  issuer(kHealth, Party::health, {Section::hc, Section::vx, Section::mr});
  issuer(kPlatform, Party::platform, {Section::ss, Section::hc});
  for (const auto& [code, uri] :
       {std::pair{kHrss, kHrssStatus}, std::pair{kHealth, kHealthStatus}, std::pair{kPlatform, kStaticStatus}}) {
    content.entries.push_back(
        {code, key(Party::status, algorithm).public_key(), {Role::status}, {}, {}, {uri}, from, until});
  }
  return content;
}

/// rules_entry lets a key sign rule packs for JN-HRSS.
inline TrustEntry rules_entry(const PublicKey& key) {
  TrustEntry entry = trust_content().entries[0];
  entry.key = key;
  entry.roles = {Role::rules};
  entry.sections = {};
  return entry;
}

/// status_content is a status list of `entries` valid cards, published by `issuer` under `uri`.
inline StatusListContent status_content(const std::string& issuer, const std::string& uri, std::size_t entries = 8192) {
  return {kEnvironment, issuer, uri, 1, kToday, kToday + std::chrono::days{14}, Bytes(entries / 4, 0)};
}

/// root_pins is what the verifiers of these tests are born with: one root, one signature.
inline RootPins root_pins(Algorithm algorithm = Algorithm::es256) {
  return {{key(Party::root, algorithm).public_key()}, 1, kEnvironment};
}

/// reason_of is the reason's stable name, or `ok`; detail_of is the error's detail. They make a failing check legible.
template <typename T>
std::string reason_of(const Result<T>& result) {
  return std::string(reason_name(result ? Reason::ok : result.error().reason));
}
template <typename T>
std::string detail_of(const Result<T>& result) {
  return result ? std::string() : result.error().detail;
}

}  // namespace heyi::test
