// Everything here goes the way that an authority and a holder's app go.
#include "station/city/city.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <stdexcept>

#include "station/take.hpp"

namespace heyi::station {
namespace {

constexpr Seconds kDay{24 * 3600};
constexpr const char* kEnvironment = "simulation";
constexpr const char* kStatusUri = "simulated/now";
constexpr const char* kOldStatusUri = "simulated/old";
constexpr std::uint64_t kStatusEntries = 4096, kRevoked = 77;
constexpr const char* kIncumbentCode = "4241234567890123456789370000";

template <typename T>
T take(Result<T> result) {
  return station::take(std::move(result), "the simulated city");
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

struct City::Impl {
  const Settings settings;
  Random& random;
  const Time made;
  const PseudonymKey pseudonyms;
  const PrivateKey root = take(PrivateKey::generate(Algorithm::es256));
  const PrivateKey clerk = take(PrivateKey::generate(Algorithm::es256));  // Signs status lists and rules.
  const PrivateKey phone = take(PrivateKey::generate(Algorithm::es256));
  const Authority social{"JN-HRSS", {Section::id, Section::ss, Section::bn, Section::px}};
  const Authority medical{"JN-HC", {Section::hc, Section::vx, Section::mr}};
  const Authority platform{"JN-CITY", {Section::ss, Section::hc}};  // Prints codes.
  std::mutex mutex;
  std::map<std::string, std::vector<Bytes>, std::less<>> cards;  // By person; issued when first shown.

  Impl(Settings given_settings, Time now, Random& given)
      : settings(std::move(given_settings)),
        random(given),
        made(now),
        pseudonyms(take(PseudonymKey::generate(given))) {}

  Bytes sign_trust() const {
    TrustListContent content;
    content.environment = kEnvironment;
    content.issued_at = made;
    content.next_update = made + 90 * kDay;
    const Time from = made - 1000 * kDay, until = made + 1000 * kDay;
    for (const Authority* one : {&social, &medical, &platform}) {
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

  Time issued_at(const Person& person) const { return person.flaw == Flaw::expired ? made - 700 * kDay : made; }

  Claims claims_of(const Person& person, const Authority& authority, const std::string& sections,
                   std::uint64_t index) const {
    const bool is_old = person.flaw == Flaw::expired;
    const std::string file = R"({"issuer": ")" + authority.code +
                             R"(", "person": {"document_type": 1, "document_number": ")" + person.number +
                             R"("}, "valid_until": ")" + day(is_old ? made - 30 * kDay : made + 900 * kDay) +
                             R"(", "status": {"uri": ")" + (person.has_old_status ? kOldStatusUri : kStatusUri) +
                             R"(", "index": )" + std::to_string(index) + "}, " + sections + "}";
    return take(Claims::from_json(file, CodeTables::standard()));
  }

  Bytes print(const Person& person, std::uint64_t index) const {
    IssueOptions options;
    options.now = issued_at(person);
    const Claims claims = claims_of(person, platform, person.social + ", " + person.health, index);
    return take(issue_static(claims, platform.key, pseudonyms, options));
  }

  Bytes issue(const Person& person, const Authority& authority, const std::string& sections,
              std::uint64_t index) const {
    const Time at = issued_at(person);
    const Claims claims = claims_of(person, authority, sections, index);
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
      const auto number = static_cast<std::uint64_t>(&person - settings.people.data());
      const std::uint64_t index = person.flaw == Flaw::revoked ? kRevoked : 1000 + 2 * number;
      if (person.is_printed) {
        held = {print(person, index)};
        return held;
      }
      held = {issue(person, social, person.social, index), issue(person, medical, person.health, 2001 + 2 * number)};
    }
    return held;
  }

  std::string audience_of(const Person& person) const {
    if (person.flaw != Flaw::elsewhere) return settings.audience;
    return settings.audience == "medical" ? "social" : "medical";
  }

  std::string code_of(const Person& person, Time now) {
    if (person.flaw == Flaw::incumbent) return kIncumbentCode;
    PresentOptions options;
    options.now = now;
    if (person.is_printed) return take(present_static(cards_of(person), options)).text;
    options.show = person.show;
    options.audience = audience_of(person);
    options.level = QrLevel::low;  // As on a screen; some examples show more than a code for paper may hold.
    options.enforce_budget = false;
    Presentation shown = take(present(cards_of(person), phone, options));
    return person.flaw == Flaw::forged ? tamper(std::move(shown)) : std::move(shown.text);
  }
};

City::City(Settings settings, Time now, Random& random)
    : impl_(std::make_unique<Impl>(std::move(settings), now, random)) {}
City::~City() = default;

const std::vector<Person>& City::people() const noexcept { return impl_->settings.people; }

const Person* City::person(std::string_view id) const noexcept {
  const auto found = std::find_if(people().begin(), people().end(), [&](const Person& one) { return one.id == id; });
  return found == people().end() ? nullptr : &*found;
}

std::string City::code_of(const Person& person, Time now) { return impl_->code_of(person, now); }

RootPins City::roots() const { return {{impl_->root.public_key()}, 1, kEnvironment}; }

Bytes City::bundle() const {
  const Impl& city = *impl_;
  RulePackHeader header;
  header.environment = kEnvironment;
  header.issuer = city.social.code;
  header.name = "city";
  header.issued_at = city.made;
  header.expires_at = city.made + 90 * kDay;
  Bytes rules;
  const Bytes trust = city.sign_trust();
  std::vector<Bytes> lists;
  std::vector<BundleMember> members = {{BundleKind::trust, trust}};
  if (!city.settings.rule_book.empty()) {
    rules = take(sign_rule_pack(header, as_bytes(city.settings.rule_book), city.clerk));
    members.push_back({BundleKind::rules, rules});
  }
  for (const Authority* one : {&city.social, &city.medical, &city.platform}) {
    lists.push_back(sign_status(one->code, kStatusUri, city.made, city.clerk));
    lists.push_back(sign_status(one->code, kOldStatusUri, city.made - 10 * kDay, city.clerk));
  }
  for (const Bytes& list : lists) members.push_back({BundleKind::status, list});
  return take(make_bundle(members));
}

}  // namespace heyi::station
