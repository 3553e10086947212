// The envelope of a bundle, and rule packs as far as their signature goes.
#include <heyi/bundle.hpp>
#include <heyi/roots.hpp>
#include <heyi/rule_pack.hpp>

#include "flow/forge.hpp"
#include "support/catch.hpp"

namespace heyi::test {
namespace {

RulePackHeader rules_header() { return {kEnvironment, kHrss, "city", 1, kToday, kToday + std::chrono::days{30}}; }
const Bytes kRules{0xa0};

TrustList with_rules_key() {
  World world;
  world.trust.entries.push_back(rules_entry(key(Party::rules).public_key()));
  return world.trust_list();
}

std::string opened(const RulePackHeader& header, Party party = Party::rules, Time now = kNow) {
  return why(RulePack::open(*sign_rule_pack(header, kRules, key(party)), with_rules_key(), now));
}

Bytes trust_octets() {
  const PrivateKey root = key(Party::root);
  const Signer* roots[] = {&root};
  return *sign_trust_list(trust_content(), roots);
}

Bytes status_octets() { return *sign_status_list(status_content(kHealth, kHealthStatus, 64), key(Party::status)); }

Bytes envelope(std::int64_t version, std::initializer_list<std::pair<const char*, Bytes>> members) {
  cbor::Writer list;
  list.array(members.size());
  for (const auto& [name, octets] : members) list.array(2).text(name).bytes(octets);
  cbor::MapWriter bundle;
  bundle.put_int("heyi-bundle", version).put("members", list.view());
  return *std::move(bundle).finish();
}

}  // namespace

TEST_CASE("a bundle gives back its members in the order of applying them", "[bundle]") {
  const Bytes trust = trust_octets(), status = status_octets();
  const Bytes rules = *sign_rule_pack(rules_header(), kRules, key(Party::rules));
  const BundleMember members[] = {{BundleKind::rules, rules}, {BundleKind::status, status}, {BundleKind::trust, trust}};
  const Bytes bundle = *make_bundle(members);
  const auto read = *read_bundle(bundle);
  REQUIRE(read.size() == 3);
  CHECK(read[0].kind == BundleKind::trust);
  CHECK(std::ranges::equal(read[0].octets, trust));
  CHECK(read[1].kind == BundleKind::status);
  CHECK(read[2].kind == BundleKind::rules);
  CHECK(std::ranges::equal(read[2].octets, rules));
}

TEST_CASE("a member is known by its typ", "[bundle]") {
  CHECK(kind_of_member(trust_octets()) == BundleKind::trust);
  CHECK(kind_of_member(status_octets()) == BundleKind::status);
  CHECK(kind_of_member(Bytes{0x01}) == std::nullopt);
  CHECK(kind_of_member({}) == std::nullopt);
}

TEST_CASE("what is no bundle is refused", "[bundle]") {
  const Bytes trust = trust_octets(), status = status_octets();
  CHECK(why(read_bundle(envelope(1, {{"trust", trust}, {"status", status}}))) == "ok");
  CHECK(why(read_bundle(envelope(1, {{"status", status}, {"trust", trust}}))) == "bundle.invalid");
  CHECK(why(read_bundle(envelope(2, {{"trust", trust}}))) == "bundle.invalid");
  CHECK(why(read_bundle(envelope(1, {}))) == "bundle.invalid");
  CHECK(why(read_bundle(envelope(1, {{"trust", trust}, {"trust", trust}}))) == "bundle.invalid");
  CHECK(why(read_bundle(envelope(1, {{"status", trust}}))) == "bundle.invalid");
  CHECK(why(read_bundle(envelope(1, {{"firmware", trust}}))) == "bundle.invalid");
  CHECK(why(read_bundle(envelope(1, {{"trust", Bytes{}}}))) == "bundle.invalid");
  CHECK(why(read_bundle(trust)) == "bundle.invalid");
  CHECK(why(read_bundle({})) == "bundle.invalid");
  CHECK(why(make_bundle({})) == "bundle.invalid");
  const BundleMember wrong[] = {{BundleKind::status, trust}};
  CHECK(why(make_bundle(wrong)) == "bundle.invalid");
  const std::vector<BundleMember> many(257, BundleMember{BundleKind::status, status});
  CHECK(why(make_bundle(many)) == "bundle.invalid");
}

TEST_CASE("every truncation of a bundle is refused", "[bundle]") {
  const Bytes bundle = envelope(1, {{"trust", trust_octets()}, {"status", status_octets()}});
  for (std::size_t size = 0; size < bundle.size(); ++size) {
    if (read_bundle(ByteView(bundle).first(size))) FAIL(size);
  }
  SUCCEED();
}

TEST_CASE("a rule pack says after opening what was signed", "[rules]") {
  const Bytes octets = *sign_rule_pack(rules_header(), kRules, key(Party::rules));
  const RulePack pack = *RulePack::open(octets, with_rules_key(), kNow);
  CHECK(pack.header().name == "city");
  CHECK(pack.header().issuer == kHrss);
  CHECK(std::ranges::equal(pack.rules(), kRules));
}

TEST_CASE("a rule pack needs a key with the role rules, its dates and its environment", "[rules]") {
  const auto changed_header = [](const std::function<void(RulePackHeader&)>& change) {
    RulePackHeader header = rules_header();
    change(header);
    return opened(header);
  };
  CHECK(opened(rules_header()) == "ok");
  CHECK(opened(rules_header(), Party::hrss) == "trust.wrong_role");
  CHECK(opened(rules_header(), Party::status) == "trust.wrong_role");
  CHECK(opened(rules_header(), Party::stranger) == "trust.unknown_key");
  CHECK(changed_header([](RulePackHeader& h) { h.issuer = kHealth; }) == "trust.wrong_role");
  CHECK(changed_header([](RulePackHeader& h) { h.environment = "production"; }) == "trust.wrong_environment");
  CHECK(changed_header([](RulePackHeader& h) { h.expires_at = kNow; }) == "rules.expired");
  CHECK(changed_header([](RulePackHeader& h) { h.expires_at = kNow + Seconds{1}; }) == "ok");
  CHECK(changed_header([](RulePackHeader& h) { h.issued_at = kNow + std::chrono::hours{25}; }) == "rules.from_future");
}

TEST_CASE("a rule pack of another form is refused", "[rules]") {
  const Bytes pack = *sign_rule_pack(rules_header(), kRules, key(Party::rules));
  const auto without = [&](const Bytes& name) {
    const Bytes other = changed(pack, key(Party::rules), [&](Parts& parts) { parts.payload.erase(name); });
    return why(RulePack::open(other, with_rules_key(), kNow));
  };
  for (const char* name : {"rules", "env", "seq"}) CHECK(without(cbor::encode_text(name)) == "rules.invalid");
  CHECK(why(sign_rule_pack(rules_header(), {}, key(Party::rules))) == "rules.invalid");
  RulePackHeader unnamed = rules_header();
  unnamed.name.clear();
  CHECK(why(sign_rule_pack(unnamed, kRules, key(Party::rules))) == "rules.invalid");
}

}  // namespace heyi::test
