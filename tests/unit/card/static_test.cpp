// A printed card says whose a number is and nothing more.
#include "card/build.hpp"

#include "support/catch.hpp"
#include "unit/card/claims_support.hpp"
#include "unit/card/parts.hpp"

using namespace heyi;
using namespace heyi::test;

namespace {

std::string build(const nlohmann::json& file) {
  const Claims read = claims(file.dump());
  const auto built = card::build_static(read, "nrfELXUURvht", key(Party::platform), kNow);
  return built ? "ok" : reason_of(built) + ": " + detail_of(built);
}

nlohmann::json file() { return nlohmann::json::parse(static_claims()); }

std::string opened(const Payload& payload, const Bytes& unprotected = {0xa0}) {
  const std::string envelope = envelope_reason(payload, true);
  if (envelope != "ok") return envelope;
  return content_reason(signed_card(payload.encoded(), unprotected, cose::kTypStatic));
}

const Bytes kSs = section_of(static_claims(), Section::ss);

}  // namespace

TEST_CASE("build_static makes a card that is read as one", "[card]") {
  const Bytes card = static_card();
  const auto tree = cbor::Tree::parse(card);
  const auto object = card::read_either(tree->root());
  REQUIRE(object);
  CHECK(object->is_static);
  const auto payload = cbor::Tree::parse(object->object.payload);
  const auto envelope = card::read_envelope(payload->root(), true);
  REQUIRE(envelope);
  CHECK_FALSE(envelope->device_key);
  CHECK(envelope->issued_at == kToday);
  CHECK(content_reason(card) == "ok");
}

TEST_CASE("build_static refuses every section but ss and hc", "[card]") {
  for (const char* name : {"id", "vx", "mr", "bn", "px"}) {
    nlohmann::json with = file();
    with[name] = whole_file().at(name);
    CHECK(build(with) == "claims.not_static: " + std::string(name));
  }
}

TEST_CASE("build_static refuses fields beyond numbers and issuing areas", "[card]") {
  for (const char* path : {"ss.insured_area", "ss.pooling_area", "ss.coverages", "hc.organisation"}) {
    const std::string section(path, 2), field(path + 3);
    nlohmann::json with = file();
    with[section][field] = whole_file().at(section).at(field);
    CHECK(build(with) == "claims.not_static: " + std::string(path));
  }
}

TEST_CASE("build_static takes a section's own end of validity", "[card]") {
  nlohmann::json with = file();
  with["ss"]["valid_until"] = "2028-01-01";
  CHECK(build(with) == "ok");
}

TEST_CASE("a printed card must say that it identifies", "[card]") {
  CHECK(opened(Payload(true).set("ss", kSs)) == "ok");
  CHECK(opened(Payload(true).set("ss", kSs).set(9, std::nullopt)) == "card.missing_claim");
  CHECK(opened(Payload(true).set("ss", kSs).set(9, cbor::encode_text("Identification"))) == "card.bad_claim");
  CHECK(opened(Payload(true).set("ss", kSs).set(9, cbor::encode_int(1))) == "card.bad_claim");
}

TEST_CASE("a printed card must be revocable", "[card]") {
  CHECK(opened(Payload(true).set("ss", kSs).set(65535, std::nullopt)) == "card.missing_claim");
  nlohmann::json without = file();
  without.erase("status");
  CHECK(build(without) == "claims.missing: status: a printed code must be revocable");
}

TEST_CASE("a printed card that names a device key is refused", "[card]") {
  const Bytes cnf = Payload::confirmation(key(Party::holder).public_key());
  CHECK(opened(Payload(true).set("ss", kSs).set(8, cnf)) == "card.bad_claim");
}

TEST_CASE("a printed card with hashes is refused", "[card]") {
  CHECK(opened(Payload(true).set("ss", kSs).redact(hashes_of({Digest{}}))) == "card.bad_claim");
}

TEST_CASE("a printed card with disclosures is refused", "[card]") {
  const Bytes header = sd_header({disclosure_of(id_value(), cbor::encode_text("id"))});
  CHECK(opened(Payload(true).set("ss", kSs), header) == "cose.unknown_header");
}

TEST_CASE("a printed card of no section is refused", "[card]") { CHECK(opened(Payload(true)) == "card.missing_claim"); }

TEST_CASE("a printed card with another section is refused", "[card]") {
  CHECK(opened(Payload(true).set("ss", kSs).set("id", id_value())) == "card.bad_claim");
  CHECK(opened(Payload(true).set("ss", kSs).set("px", px_value())) == "card.bad_claim");
}

TEST_CASE("a printed card with a field that does not identify is refused", "[card]") {
  CHECK(opened(Payload(true).set("ss", ss_value())) == "card.bad_claim");
}

TEST_CASE("a printed card with a field that this version does not know is refused", "[card]") {
  cbor::MapWriter ss;
  ss.put_text(1, "A12345678").put_int(2, 370100).put_int(99, 1);
  CHECK(opened(Payload(true).set("ss", *std::move(ss).finish())) == "card.bad_claim");
}

TEST_CASE("a printed card with a field hidden in a section is refused", "[card]") {
  cbor::MapWriter ss;
  ss.put_text(1, "A12345678").put_int(2, 370100).put_encoded(redacted_key(), hashes_of({Digest{}}));
  CHECK(opened(Payload(true).set("ss", *std::move(ss).finish())) == "sd.not_redactable");
}

TEST_CASE("read_static and read_dynamic refuse each other's cards", "[card]") {
  const Bytes printed = static_card(), dynamic = hrss_card();
  const auto printed_tree = cbor::Tree::parse(printed);
  const auto dynamic_tree = cbor::Tree::parse(dynamic);
  CHECK(reason_of(card::read_dynamic(printed_tree->root())) == "cose.wrong_typ");
  CHECK(reason_of(card::read_static(dynamic_tree->root())) == "cose.wrong_typ");
}
