// A little world for the tests of the two lines: authorities, lists, a holder's phone and a terminal, all of it fixed.
#pragma once

#include <heyi/present.hpp>
#include <heyi/verify.hpp>
#include <string>
#include <utility>
#include <vector>

#include "support/fixtures.hpp"

namespace heyi::test {

/// Suites says which algorithm everybody signs with.
struct Suites {
  Algorithm hrss = Algorithm::es256;
  Algorithm health = Algorithm::es256;
  Algorithm platform = Algorithm::es256;
  Algorithm holder = Algorithm::es256;
  Algorithm status = Algorithm::es256;
  Algorithm root = Algorithm::es256;

  static Suites all(Algorithm algorithm) { return {algorithm, algorithm, algorithm, algorithm, algorithm, algorithm}; }
};

/// open_trust signs `content` with the test root and opens it again.
inline TrustList open_trust(const TrustListContent& content, Algorithm root = Algorithm::es256) {
  const PrivateKey signer = key(Party::root, root);
  const Signer* const roots[] = {&signer};
  return *TrustList::open(*sign_trust_list(content, roots), root_pins(root));
}

/// World is what everybody knows. Change its parts, then ask for a verifier.
struct World {
  explicit World(Suites used = {}) : suites(used), trust(trust_content()) {
    trust.entries[0].key = key(Party::hrss, suites.hrss).public_key();
    trust.entries[1].key = key(Party::health, suites.health).public_key();
    trust.entries[2].key = key(Party::platform, suites.platform).public_key();
    for (std::size_t i = 3; i < trust.entries.size(); ++i)
      trust.entries[i].key = key(Party::status, suites.status).public_key();
  }

  TrustEntry& hrss() { return trust.entries[0]; }
  TrustEntry& health() { return trust.entries[1]; }
  TrustEntry& platform() { return trust.entries[2]; }

  TrustList trust_list() const { return open_trust(trust, suites.root); }

  /// open_status signs and opens one list as of the moment it was issued.
  StatusList open_status(const StatusListContent& content) const {
    const Bytes signed_list = *sign_status_list(content, key(Party::status, suites.status));
    return *StatusList::open(signed_list, trust_list(), content.issued_at);
  }

  std::vector<StatusList> status_lists() const {
    std::vector<StatusList> lists;
    for (const StatusListContent& content : status) lists.push_back(open_status(content));
    return lists;
  }

  Verifier verifier(Policy policy = Policy::hospital()) const {
    return Verifier(trust_list(), status_lists(), std::move(policy));
  }

  Suites suites;
  TrustListContent trust;
  std::vector<StatusListContent> status = {status_content(kHrss, kHrssStatus), status_content(kHealth, kHealthStatus),
                                           status_content(kPlatform, kStaticStatus)};
};

/// issuing is an issuer's choice for one card.
inline IssueOptions issuing(std::vector<Section> redact = {}, int decoys = 0, Time now = kNow) {
  IssueOptions options;
  options.now = now;
  options.redact = std::move(redact);
  options.decoys = decoys;
  return options;
}

/// Holding is who holds a card on which device, and what the issuer lets them withhold.
struct Holding {
  std::string person = kPerson;
  Party device = Party::holder;
  std::vector<Section> redact = {};
  int decoys = 0;
  std::uint64_t seed = 1;
  Time now = kNow;
};

/// issued goes through request and issue_card, as an authority does.
inline Bytes issued(const std::string& json, Party issuer, Algorithm algorithm, const Suites& suites,
                    const Holding& holding) {
  const Claims read = claims(json);
  const PrivateKey device = key(holding.device, suites.holder);
  const HolderRequest request =
      *HolderRequest::open(*make_request(device, read.issuer(), holding.now), read.issuer(), holding.now);
  CountingRandom random(holding.seed);
  IssueOptions options = issuing(holding.redact, holding.decoys, holding.now);
  options.enforce_budget = false;
  return *issue_card(read, request, key(issuer, algorithm), pseudonym_key(), random, options);
}

inline Bytes ss_card(const Suites& suites = {}, Holding holding = {.redact = {Section::id}}) {
  return issued(hrss_claims(holding.person), Party::hrss, suites.hrss, suites, holding);
}
inline Bytes hc_card(const Suites& suites = {}, const Holding& holding = {}) {
  return issued(health_claims(holding.person), Party::health, suites.health, suites, holding);
}
inline Bytes printed_card(const Suites& suites = {}, const std::string& json = static_claims()) {
  return *issue_static(claims(json), key(Party::platform, suites.platform), pseudonym_key(), issuing());
}

/// printed_halves are the two authorities' own printed cards for one set.
inline std::vector<Bytes> printed_halves(const Suites& suites = {}, const std::string& health_person = kPerson) {
  const auto person = [](const std::string& number) {
    return R"("person": {"document_type": 1, "document_number": ")" + number + R"("}, "valid_until": "2031-11-23",)";
  };
  const std::string ss =
      R"({"issuer": "JN-HRSS", )" + person(kPerson) +
      R"("status": {"uri": "jn-hrss:1", "index": 7}, "ss": {"card_number": "A12345678", "issuing_area": "370100"}})";
  const std::string hc = R"({"issuer": "JN-HC", )" + person(health_person) +
                         R"("status": {"uri": "jn-hc:1", "index": 8},)"
                         R"( "hc": {"index": "5D41402ABC4B2A76B9719D911017C592", "issuing_area": "370100"}})";
  return {*issue_static(claims(ss), key(Party::hrss, suites.hrss), pseudonym_key(), issuing()),
          *issue_static(claims(hc), key(Party::health, suites.health), pseudonym_key(), issuing())};
}

/// showing is a holder's choice; everything the cards hold, for the hospital, unless told otherwise.
inline PresentOptions showing(std::vector<Section> sections = {}, std::string audience = "medical", Time now = kNow) {
  PresentOptions options;
  options.now = now;
  options.show = std::move(sections);
  options.audience = std::move(audience);
  return options;
}

/// at is a scan at a moment, with or without a replay cache.
inline Circumstances at(Time now = kNow, ReplayCache* replay = nullptr) {
  Circumstances circumstances;
  circumstances.now = now;
  circumstances.replay = replay;
  return circumstances;
}

/// shown presents cards as the holder's phone does.
inline Presentation shown(const std::vector<Bytes>& cards, PresentOptions options = showing(),
                          const Suites& suites = {}, Party holder = Party::holder) {
  options.enforce_budget = false;
  return *present(cards, key(holder, suites.holder), options);
}

/// The demonstration's codes: both halves for a hospital, the social half for a kiosk, and the printed ones.
inline Presentation full_code(const Suites& suites = {}) {
  return shown({ss_card(suites), hc_card(suites)}, showing(), suites);
}
inline Presentation social_code(const Suites& suites = {}) {
  return shown({ss_card(suites)}, showing({Section::ss}, "social"), suites);
}
inline Presentation printed_code(const Suites& suites = {}) {
  return *present_static(std::vector<Bytes>{printed_card(suites)}, showing());
}
inline Presentation printed_set(const Suites& suites = {}) {
  return *present_static(printed_halves(suites), showing());
}

/// says is a verdict in two words, such as `reject time.expired`.
inline std::string says(const Verdict& verdict) {
  return std::string(decision_name(verdict.decision)) + " " + std::string(reason_name(verdict.reason));
}

/// why is the reason's name of a failed Result, `ok` otherwise.
template <typename T>
std::string why(const Result<T>& result) {
  return result ? "ok" : std::string(reason_name(result.error().reason));
}

/// state_of is a section's state in a verdict; `none` when the verdict has no sections.
inline std::string state_of(const Verdict& verdict, Section section) {
  for (const SectionReport& report : verdict.sections) {
    if (report.section == section) return std::string(section_state_name(report.state));
  }
  return "none";
}

/// marks lists a verdict's marks by name, separated by spaces.
inline std::string marks(const Verdict& verdict) {
  std::string list;
  for (const Reason mark : verdict.marks) list += (list.empty() ? "" : " ") + std::string(reason_name(mark));
  return list;
}

}  // namespace heyi::test
