// What the holder's app shows of a card: everything the holder could show, and only what belongs to the card.
#include "support/catch.hpp"
#include "unit/card/parts.hpp"

using namespace heyi;
using namespace heyi::test;

namespace {

const Bytes kId = disclosure_of(id_value(), cbor::encode_text("id"));
const Bytes kDecoy = disclosure_of(std::nullopt, std::nullopt, 0x33);
const Bytes kStrangeDecoy = disclosure_of(std::nullopt, std::nullopt, 0x44);

std::string read_reason(const Bytes& card) { return reason_of(read_card(card)); }

}  // namespace

TEST_CASE("read_card shows every section and says which can be withheld", "[card]") {
  const auto held = read_card(dynamic_card(hrss_rich_claims(), Party::hrss, {.redact = {Section::id}, .decoys = 2}));
  REQUIRE(held);
  CHECK(held->issuer == kHrss);
  CHECK(held->subject == "nrfELXUURvht");
  CHECK(held->issued_at == kToday);
  CHECK(held->valid_from == kToday);
  CHECK(format_time(held->valid_until) == "2031-11-23T16:00:00Z");
  CHECK_FALSE(held->is_static);
  CHECK(held->decoys == 2);
  REQUIRE(held->sections.size() == 4);
  CHECK(held->sections[0].section == Section::id);
  CHECK(held->sections[0].withholdable);
  for (std::size_t i = 1; i < 4; ++i) CHECK_FALSE(held->sections[i].withholdable);
}

TEST_CASE("read_card gives fields by their names in the claims file, values as JSON", "[card]") {
  const auto held = read_card(hrss_card());
  REQUIRE(held);
  const auto& fields = held->sections[1].fields;
  REQUIRE(fields.size() == 5);
  CHECK(fields[0].name == "ss.card_number");
  CHECK(fields[0].value == "\"A12345678\"");
  CHECK(fields[4].value == R"([{"type":310,"state":1},{"type":110,"state":1,"since":"1999-01-01"}])");
}

TEST_CASE("read_card reads a printed card", "[card]") {
  const auto held = read_card(static_card());
  REQUIRE(held);
  CHECK(held->is_static);
  CHECK(held->sections.size() == 2);
  CHECK(held->decoys == 0);
}

TEST_CASE("read_card refuses what is no card", "[card]") {
  CHECK(read_reason({}) == "cbor.truncated");
  CHECK(read_reason(octets("00")) == "cose.malformed");
  CHECK(read_reason(proof_of({hrss_card()})) == "cose.wrong_typ");
  CHECK(read_reason(signed_card(octets("a201"))) == "cose.malformed");  // Whole outside, cut off inside.
}

TEST_CASE("read_card refuses a disclosure that does not belong to the card", "[card]") {
  CHECK(read_reason(signed_card(Payload().set("ss", ss_value()).encoded(), sd_header({kId}))) == "sd.unreferenced");
}

TEST_CASE("read_card refuses a decoy that does not belong to the card", "[card]") {
  const Bytes payload = Payload().set("ss", ss_value()).redact(hashes_of({hash_of(kDecoy)})).encoded();
  CHECK(read_reason(signed_card(payload, sd_header({kDecoy}))) == "ok");
  CHECK(read_reason(signed_card(payload, sd_header({kStrangeDecoy}))) == "sd.unreferenced");
  CHECK(read_reason(signed_card(payload, sd_header({kDecoy, kDecoy}))) == "sd.repeated_hash");
}

TEST_CASE("read_card refuses a disclosure of something else than a section", "[card]") {
  const Bytes other = disclosure_of(id_value(), cbor::encode_text("name"));
  CHECK(read_reason(signed_card(Payload().redact(hashes_of({hash_of(other)})).encoded(), sd_header({other}))) ==
        "sd.malformed");
}

TEST_CASE("read_card refuses a redacted px", "[card]") {
  const Bytes px = disclosure_of(px_value(), cbor::encode_text("px"));
  CHECK(read_reason(signed_card(Payload().redact(hashes_of({hash_of(px)})).encoded(), sd_header({px}))) ==
        "sd.not_redactable");
}
