// Everything here goes the way that an authority and a holder's app go.
#include "simulation/simulation.hpp"

#include <algorithm>
#include <stdexcept>

#include "agent/embedded.hpp"
#include "agent/take.hpp"
#include "simulation/people.hpp"
#include "simulation/scene.hpp"

namespace heyi::kiosk {
namespace {

constexpr Seconds kDay{24 * 3600};
constexpr const char* kEnvironment = "simulation";
constexpr const char* kStatusUri = "simulated/now";
constexpr const char* kOldStatusUri = "simulated/old";
constexpr std::uint64_t kStatusEntries = 4096, kRevoked = 77;
constexpr const char* kIncumbentCode = "4241234567890123456789370000";

template <typename T>
T take(Result<T> result) {
  return kiosk::take(std::move(result), "the simulated city");
}

struct Authority {
  std::string code;
  std::vector<Section> sections;
  PrivateKey key = take(PrivateKey::generate(Algorithm::es256));
};

Bytes sign_status(const std::string& issuer, const char* uri, Time issued, const Signer& signer) {
  StatusListContent content;
  content.environment = kEnvironment;
  content.issuer = issuer;
  content.uri = uri;
  content.issued_at = issued;
  content.expires_at = issued + 30 * kDay;
  content.packed.resize(kStatusEntries / 4);
  content.set(kRevoked, CardStatus::revoked);
  return take(sign_status_list(content, signer));
}

std::string day(Time time) { return format_time(time).substr(0, 10); }

// Somebody edits the card number, as a forger would.
std::string tamper(Presentation shown) {
  const std::string_view mark = "370100A52K17";
  const auto at = std::search(shown.token.begin(), shown.token.end(), mark.begin(), mark.end());
  if (at == shown.token.end()) throw std::runtime_error("the forged example shows no card number");
  at[11] = '8';
  return encode_text(shown.token);
}

}  // namespace

struct Simulation::City {
  Random& random;
  const Time made;
  const std::vector<Person> persons;
  const PseudonymKey pseudonyms;
  const PrivateKey root = take(PrivateKey::generate(Algorithm::es256));
  const PrivateKey clerk = take(PrivateKey::generate(Algorithm::es256));  // Signs status lists and rules.
  const PrivateKey phone = take(PrivateKey::generate(Algorithm::es256));
  const Authority social{"JN-HRSS", {Section::id, Section::ss, Section::bn}};
  const Authority medical{"JN-HC", {Section::hc, Section::vx, Section::mr}};
  std::mutex mutex;
  std::map<std::string, std::vector<Bytes>, std::less<>> cards;  // By person; issued when first shown.

  City(Time now, Random& given)
      : random(given), made(now), persons(people(now)), pseudonyms(take(PseudonymKey::generate(given))) {}

  Bytes sign_trust() const {
    TrustListContent content;
    content.environment = kEnvironment;
    content.issued_at = made;
    content.next_update = made + 90 * kDay;
    const Time from = made - 1000 * kDay, until = made + 1000 * kDay;
    for (const Authority* one : {&social, &medical}) {
      std::vector<Section> sections = one->sections;
      std::sort(sections.begin(), sections.end());
      content.entries.push_back(
          {one->code, one->key.public_key(), {Role::issuer}, std::move(sections), {}, {}, from, until});
      content.entries.push_back({one->code,
                                 clerk.public_key(),
                                 {Role::status, Role::rules},
                                 {},
                                 {},
                                 {kStatusUri, kOldStatusUri},
                                 from,
                                 until});
    }
    const Signer* const roots[] = {&root};
    return take(sign_trust_list(content, roots));
  }

  Bytes issue(const Person& person, const Authority& authority, const std::string& sections,
              std::uint64_t index) const {
    const bool is_old = person.flaw == Flaw::expired;
    const Time at = is_old ? made - 700 * kDay : made;
    const std::string claims_file = R"({"issuer": ")" + authority.code +
                                    R"(", "person": {"document_type": 1, "document_number": ")" + person.number +
                                    R"("}, "valid_until": ")" + day(is_old ? made - 30 * kDay : made + 900 * kDay) +
                                    R"(", "status": {"uri": ")" + (person.has_old_status ? kOldStatusUri : kStatusUri) +
                                    R"(", "index": )" + std::to_string(index) + "}, " + sections + "}";
    const Claims claims = take(Claims::from_json(claims_file, CodeTables::standard()));
    const HolderRequest request =
        take(HolderRequest::open(take(make_request(phone, authority.code, at)), authority.code, at));
    IssueOptions options;
    options.now = at;
    for (const Section section : {Section::id, Section::bn, Section::vx, Section::mr}) {
      if (sections.find('"' + std::string(section_name(section)) + R"(": {)") != std::string::npos) {
        options.redact.push_back(section);
      }
    }
    return take(issue_card(claims, request, authority.key, pseudonyms, random, options));
  }

  const std::vector<Bytes>& cards_of(const Person& person) {
    const std::lock_guard lock(mutex);
    std::vector<Bytes>& held = cards[person.id];
    if (held.empty()) {
      const auto number = static_cast<std::uint64_t>(&person - persons.data());
      const std::uint64_t index = person.flaw == Flaw::revoked ? kRevoked : 1000 + 2 * number;
      held = {issue(person, social, person.social, index), issue(person, medical, person.health, 2001 + 2 * number)};
    }
    return held;
  }

  std::string code_of(const Person& person, Time now) {
    if (person.flaw == Flaw::incumbent) return kIncumbentCode;
    PresentOptions options;
    options.now = now;
    options.show = person.show;
    options.audience = person.flaw == Flaw::elsewhere ? "medical" : "social";
    options.level = QrLevel::low;  // As on a screen; some examples show more than a code for paper may hold.
    options.enforce_budget = false;
    Presentation shown = take(present(cards_of(person), phone, options));
    return person.flaw == Flaw::forged ? tamper(std::move(shown)) : std::move(shown.text);
  }
};

Simulation::Simulation(Time now, Random& random) : city_(std::make_unique<City>(now, random)) {}
Simulation::~Simulation() = default;

RootPins Simulation::roots() const { return {{city_->root.public_key()}, 1, kEnvironment}; }

Bytes Simulation::bundle() const {
  const City& city = *city_;
  RulePackHeader header;
  header.environment = kEnvironment;
  header.issuer = city.social.code;
  header.name = "city";
  header.issued_at = city.made;
  header.expires_at = city.made + 90 * kDay;
  const Bytes rules = take(sign_rule_pack(header, as_bytes(embedded_file("city.json")), city.clerk));
  const Bytes trust = city.sign_trust();
  std::vector<Bytes> lists;
  std::vector<BundleMember> members = {{BundleKind::trust, trust}, {BundleKind::rules, rules}};
  for (const Authority* one : {&city.social, &city.medical}) {
    lists.push_back(sign_status(one->code, kStatusUri, city.made, city.clerk));
    lists.push_back(sign_status(one->code, kOldStatusUri, city.made - 10 * kDay, city.clerk));
  }
  for (const Bytes& list : lists) members.push_back({BundleKind::status, list});
  return take(make_bundle(members));
}

std::vector<Example> Simulation::examples() const {
  std::vector<Example> examples;
  for (const Person& person : city_->persons) examples.push_back({person.id, person.title});
  return examples;
}

Result<Bytes> Simulation::picture(std::string_view id, int width, int height, Time now) {
  const auto person =
      std::find_if(city_->persons.begin(), city_->persons.end(), [&](const Person& one) { return one.id == id; });
  if (person == city_->persons.end()) return fail(Reason::scan_bad_image, "no such example");
  const QrSymbol symbol = take(encode_qr(city_->code_of(*person, now), QrLevel::low));
  return write_png(draw_scene(symbol, width, height, person->flaw == Flaw::far_away ? 0.17 : 0.8).view());
}

}  // namespace heyi::kiosk
