// The issuing line: what goes into a card, what is rounded, hidden and refused.
#include <algorithm>

#include "card/build.hpp"

#include "support/catch.hpp"
#include "unit/card/claims_support.hpp"
#include "unit/card/parts.hpp"

using namespace heyi;
using namespace heyi::test;

namespace {

std::string build(const nlohmann::json& file, const IssueOptions& options = {.now = kNow, .redact = {}}) {
  CountingRandom random;
  const auto built = card::build_dynamic(claims(file.dump()), "nrfELXUURvht", key(Party::holder).public_key(),
                                         key(Party::hrss), random, options);
  return built ? "ok" : reason_of(built) + ": " + detail_of(built);
}

card::Envelope envelope_of(const Bytes& card) {
  const auto tree = cbor::Tree::parse(card);
  const auto object = card::read_dynamic(tree->root());
  REQUIRE(object);
  const auto payload = cbor::Tree::parse(object->object.payload);
  card::Envelope envelope = *card::read_envelope(payload->root(), false);
  envelope.confirmation = {};
  return envelope;
}

Bytes card_of(const nlohmann::json& file, Time now = kNow) {
  return dynamic_card(file.dump(), Party::hrss, {.now = now});
}

}  // namespace

TEST_CASE("build_dynamic rounds iat down to the day", "[card]") {
  for (const Time now : {kToday, kNow, kToday + Seconds{86399}}) {
    CHECK(envelope_of(hrss_card({.now = now})).issued_at == kToday);
  }
}

TEST_CASE("build_dynamic writes who, whose and until when", "[card]") {
  const card::Envelope envelope = envelope_of(hrss_card());
  CHECK(envelope.issuer == kHrss);
  CHECK(envelope.subject == "nrfELXUURvht");
  CHECK(format_time(envelope.expires_at) == "2031-11-23T16:00:00Z");
  CHECK(*envelope.device_key == key(Party::holder).public_key());
  CHECK(envelope.status->uri == kHrssStatus);
}

TEST_CASE("build_dynamic makes the same card from the same randomness, and another from another", "[card]") {
  const CardChoice other = {.redact = {Section::id}, .seed = 2};
  const Bytes card = hrss_card();
  const auto payload = [](const Bytes& encoded) {
    const auto tree = cbor::Tree::parse(encoded);
    const ByteView octets = cose::read_sign1(tree->root())->payload;
    return Bytes(octets.begin(), octets.end());
  };
  CHECK(payload(card) == payload(hrss_card()));
  CHECK(payload(card) != payload(hrss_card(other)));
}

TEST_CASE("build_dynamic writes nbf for a validity that began before the day of issue", "[card]") {
  CHECK(format_time(envelope_of(card_of(with("/valid_from", "2026-11-01"))).not_before) == "2026-10-31T16:00:00Z");
}

TEST_CASE("build_dynamic refuses a validity that begins after the moment of issue", "[card]") {
  CHECK(build(with("/valid_from", "2026-11-24T09:30:00Z")) == "ok");
  CHECK(build(with("/valid_from", "2026-11-24T09:30:01Z")) ==
        "claims.out_of_range: valid_from is after the day of issue");
}

TEST_CASE("build_dynamic refuses a validity that is over on the day of issue", "[card]") {
  CHECK(build(with("/valid_until", "2026-11-24T00:00:01Z")) == "ok");
  CHECK(build(with("/valid_until", "2026-11-24T00:00:00Z")).rfind("claims.inconsistent", 0) == 0);
}

TEST_CASE("build_dynamic refuses to make px withholdable", "[card]") {
  CHECK(build(whole_file(), {.now = kNow, .redact = {Section::px}}) == "claims.not_redactable: px");
}

TEST_CASE("build_dynamic refuses to redact a section that is absent or named twice", "[card]") {
  CHECK(build(without("/vx"), {.now = kNow, .redact = {Section::vx}}) ==
        "claims.missing: vx is to be withholdable but absent");
  CHECK(build(whole_file(), {.now = kNow, .redact = {Section::id, Section::ss, Section::id}}) ==
        "claims.not_redactable: id is named twice");
}

TEST_CASE("build_dynamic bounds the decoys to 8", "[card]") {
  for (const int decoys : {0, 8}) CHECK(build(whole_file(), {.now = kNow, .redact = {}, .decoys = decoys}) == "ok");
  for (const int decoys : {-1, 9, INT32_MAX, INT32_MIN}) {
    CHECK(build(whole_file(), {.now = kNow, .redact = {}, .decoys = decoys}) == "claims.out_of_range: decoys: 0 to 8");
  }
}

TEST_CASE("build_dynamic passes on a broken generator", "[card]") {
  BrokenRandom broken;
  CHECK(reason_of(card::build_dynamic(claims(hrss_claims()), "nrfELXUURvht", key(Party::holder).public_key(),
                                      key(Party::hrss), broken, {.now = kNow, .redact = {Section::id}})) ==
        "key.random_failed");
}

TEST_CASE("a redacted section stands nowhere in the payload", "[card]") {
  const Bytes card = hrss_card();
  const auto tree = cbor::Tree::parse(card);
  const auto object = cose::read_sign1(tree->root());
  const std::string payload(as_text(object->payload));
  CHECK(payload.find(kPerson) == std::string::npos);
  CHECK(payload.find(kCardNumber) != std::string::npos);
}

TEST_CASE("build_dynamic hashes with SM3 under the national suite alone", "[card]") {
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384, Algorithm::eddsa, Algorithm::sm2}) {
    const Bytes card = hrss_card({.algorithm = algorithm, .redact = {Section::id}});
    const auto tree = cbor::Tree::parse(card);
    const auto object = card::read_dynamic(tree->root());
    REQUIRE(object);
    CHECK(object->hash == (algorithm == Algorithm::sm2 ? HashAlgorithm::sm3 : HashAlgorithm::sha256));
    CHECK(object->object.header(cose::kLabelSdAlg).has_value() == (algorithm == Algorithm::sm2));
  }
}

TEST_CASE("choose_disclosures keeps what is asked for and drops decoys", "[card]") {
  const Bytes card =
      dynamic_card(hrss_rich_claims(), Party::hrss, {.redact = {Section::id, Section::ss, Section::bn}, .decoys = 3});
  const Bytes chosen = *card::choose_disclosures(card, std::vector{Section::bn, Section::id});
  const auto content = open(chosen);
  REQUIRE(content);
  CHECK((*content)->section(Section::id));
  CHECK((*content)->section(Section::bn));
  CHECK((*content)->section(Section::px));
  CHECK_FALSE((*content)->section(Section::ss));
  CHECK((*content)->hidden == 4);
}

TEST_CASE("choose_disclosures leaves payload and signature as they are", "[card]") {
  const Bytes card = hrss_card();
  const Bytes chosen = *card::choose_disclosures(card, {});
  const auto before = cbor::Tree::parse(card), after = cbor::Tree::parse(chosen);
  const auto a = cose::read_sign1(before->root()), b = cose::read_sign1(after->root());
  CHECK(std::ranges::equal(a->payload, b->payload));
  CHECK(std::ranges::equal(a->signature, b->signature));
  CHECK(b->unprotected.size() == 0);
  CHECK(reason_of(cose::verify_sign1(*b, cose::kAlgEs256, key(Party::hrss).public_key())) == "ok");
}
