// Keys, lists and claims of the demo.
#include "demo/world.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "failure.hpp"

namespace heyi::cli {
namespace {

using nlohmann::ordered_json;

constexpr Seconds kDay{24 * 3600};

ordered_json person_json(const DemoPerson& person) {
  return {{"document_type", 1}, {"document_number", person.number}};
}

ordered_json frame(const char* issuer, const DemoPerson& person, std::string_view until, std::uint64_t index) {
  ordered_json claims;
  claims["issuer"] = issuer;
  claims["person"] = person_json(person);
  claims["valid_until"] = until;
  claims["status"] = {{"uri", kStatusUri}, {"index", index}};
  return claims;
}

TrustEntry entry(const std::string& issuer, const PublicKey& key, Role role, std::vector<Section> sections, Time now) {
  std::vector<std::string> uris;
  if (role == Role::status) uris.emplace_back(kStatusUri);
  std::sort(sections.begin(), sections.end());
  return {issuer,
          key,
          {role},
          std::move(sections),
          {"370100"},
          std::move(uris),
          now - 3 * 366 * kDay,
          now + 3 * 366 * kDay};
}

Bytes make_trust_list(const World& world) {
  TrustListContent content;
  content.environment = "demo";
  content.issued_at = world.now;
  content.next_update = world.now + 90 * kDay;
  const std::vector<Section> social = {Section::ss, Section::id, Section::bn, Section::px};
  const std::vector<Section> medical = {Section::hc, Section::id, Section::vx, Section::mr, Section::px};
  for (const Authority* one : {&world.hrss, &world.hrss_sm2}) {
    content.entries.push_back(entry(one->code, one->key.public_key(), Role::issuer, social, world.now));
  }
  for (const Authority* one : {&world.health, &world.health_sm2}) {
    content.entries.push_back(entry(one->code, one->key.public_key(), Role::issuer, medical, world.now));
  }
  content.entries.push_back(
      entry(world.platform.code, world.platform.key.public_key(), Role::issuer, {Section::ss, Section::hc}, world.now));
  // One key publishes the status list for all three authorities; each needs an entry that says so.
  for (const Authority* one : {&world.hrss, &world.health, &world.platform}) {
    content.entries.push_back(entry(one->code, world.status_key.public_key(), Role::status, {}, world.now));
  }
  const Signer* const roots[] = {&world.root};
  return take(sign_trust_list(content, roots), "demo");
}

Bytes make_status_list(const World& world, std::uint64_t revoked) {
  StatusListContent content;
  content.environment = "demo";
  content.issuer = world.platform.code;
  content.uri = kStatusUri;
  content.issued_at = world.now;
  content.expires_at = world.now + 30 * kDay;
  content.packed.resize(kStatusEntries / 4);
  content.set(revoked, CardStatus::revoked);
  return take(sign_status_list(content, world.status_key), "demo");
}

}  // namespace

const DemoPerson& first_person() {
  static const DemoPerson person{
      "11010519491231002X", "王秀英", "1949-12-31", 2, "370100A52K17", "8F3C61D2A97B04E55D10C8E7F2439AB6"};
  return person;
}

const DemoPerson& second_person() {
  static const DemoPerson person{
      "370102196505204017", "李建国", "1965-05-20", 1, "370100B83M04", "2B90E7A41C6F5D3380A9D4C7E16F2258"};
  return person;
}

std::string ss_claims(const DemoPerson& person, std::string_view until, std::uint64_t index) {
  ordered_json claims = frame("JN-HRSS", person, until, index);
  claims["id"] = {{"document_type", 1},
                  {"document_number", person.number},
                  {"name", person.name},
                  {"sex", person.sex},
                  {"birth_date", person.birth_date}};
  claims["ss"] = {{"card_number", person.ss_card},
                  {"issuing_area", "370100"},
                  {"insured_area", "370102"},
                  {"pooling_area", "370100"},
                  {"coverages", {{{"type", 390}, {"state", 1}}, {{"type", 120}, {"state", 1}}}}};
  return claims.dump(2) + "\n";
}

std::string hc_claims(const DemoPerson& person, std::string_view until, std::uint64_t index) {
  ordered_json claims = frame("JN-HC", person, until, index);
  claims["hc"] = {{"index", person.health_index}, {"issuing_area", "370100"}};
  return claims.dump(2) + "\n";
}

std::string static_claims(const DemoPerson& person, std::string_view until, std::uint64_t index) {
  ordered_json claims = frame("JN-CITY", person, until, index);
  claims["ss"] = {{"card_number", person.ss_card}, {"issuing_area", "370100"}};
  claims["hc"] = {{"index", person.health_index}, {"issuing_area", "370100"}};
  return claims.dump(2) + "\n";
}

std::uint64_t random_index(Random& random) {
  std::array<std::uint8_t, 4> octets{};
  take(random.fill(octets), "demo");
  std::uint64_t index = 0;
  for (const std::uint8_t octet : octets) index = index << 8 | octet;
  return index % kStatusEntries;
}

World build_world(Time now, Random& random, std::uint64_t revoked) {
  const auto key = [](Algorithm algorithm) { return take(PrivateKey::generate(algorithm), "demo"); };
  const auto authority = [&](const char* code, Algorithm algorithm) { return Authority{code, key(algorithm)}; };
  World world{now,
              take(PseudonymKey::generate(random), "demo"),
              key(Algorithm::es256),
              key(Algorithm::es256),
              authority("JN-HRSS", Algorithm::es256),
              authority("JN-HC", Algorithm::es256),
              authority("JN-CITY", Algorithm::es256),
              authority("JN-HRSS", Algorithm::sm2),
              authority("JN-HC", Algorithm::sm2),
              key(Algorithm::es256),
              key(Algorithm::sm2),
              {},
              {},
              {},
              {}};
  world.trust_list = make_trust_list(world);
  world.status_list = make_status_list(world, revoked);
  const std::string until = format_time(now + 5 * 365 * kDay).substr(0, 10);
  // One entry is revoked; an honest card must not hit it.
  const auto honest_index = [&] {
    const std::uint64_t index = random_index(random);
    return index == revoked ? revoked ^ 1 : index;
  };
  world.ss_claims = ss_claims(first_person(), until, honest_index());
  world.hc_claims = hc_claims(first_person(), until, honest_index());
  return world;
}

Bytes issue(const World& world, const CardWish& wish, Random& random) {
  const Claims claims = take(Claims::from_json(wish.claims, CodeTables::standard()), "demo");
  const Bytes possession = take(make_request(wish.device, wish.issuer.code, wish.at), "demo");
  const HolderRequest request = take(HolderRequest::open(possession, wish.issuer.code, wish.at), "demo");
  IssueOptions options;
  options.now = wish.at;
  options.redact = wish.redact;
  return take(issue_card(claims, request, wish.issuer.key, world.pseudonyms, random, options), "demo");
}

}  // namespace heyi::cli
