// Presenting: which cards go in, what of them will be seen, and every reason to make no code.
#include "card/card_object.hpp"
#include "flow/forge.hpp"
#include "support/catch.hpp"

namespace heyi::test {
namespace {

std::string presenting(const std::vector<Bytes>& cards, const PresentOptions& options = showing(),
                       Party holder = Party::holder) {
  return why(present(cards, key(holder), options));
}

// seen lists what a code will show, `issuer.section`, with a star where it was not asked for.
std::string seen(const Presentation& code) {
  std::string list;
  for (const Disclosure& one : code.disclosed) {
    list += (list.empty() ? "" : " ") + one.issuer + "." + std::string(section_name(one.section.section)) +
            (one.asked_for ? "" : "*");
  }
  return list;
}

Bytes rich() {
  return issued(hrss_rich_claims(), Party::hrss, Algorithm::es256, {}, {.redact = {Section::id, Section::bn}});
}

}  // namespace

TEST_CASE("without a choice everything the cards hold is shown", "[present]") {
  const Presentation code = shown({ss_card(), hc_card()});
  CHECK(seen(code) == "JN-HRSS.id JN-HRSS.ss JN-HC.hc");
  CHECK(code.left_out.empty());
  CHECK(code.audience == "medical");
}

TEST_CASE("a section that may be withheld is withheld unless it was asked for", "[present]") {
  CHECK(seen(shown({ss_card(), hc_card()}, showing({Section::ss, Section::hc}))) == "JN-HRSS.ss JN-HC.hc");
}

TEST_CASE("what a card cannot withhold is named as not asked for", "[present]") {
  CHECK(seen(shown({rich()}, showing({Section::id}))) == "JN-HRSS.id JN-HRSS.ss* JN-HRSS.px*");
}

TEST_CASE("a card that shows nothing is left out", "[present]") {
  const Presentation code = shown({ss_card(), hc_card()}, showing({Section::hc}));
  CHECK(seen(code) == "JN-HC.hc");
  CHECK(code.left_out == std::vector<std::string>{kHrss});
}

TEST_CASE("a section that two cards hold is taken from the one that cannot hide it", "[present]") {
  const Bytes open = ss_card({}, {.seed = 2});
  const Bytes hiding = ss_card({}, {.redact = {Section::ss, Section::id}, .seed = 3});
  const Presentation code = shown({hiding, open}, showing({Section::ss}));
  CHECK(code.left_out.size() == 1);
  CHECK(seen(code) == "JN-HRSS.id* JN-HRSS.ss");
}

TEST_CASE("a code of no card is not made", "[present]") { CHECK(presenting({}) == "present.no_card"); }

TEST_CASE("a section that no card holds is named", "[present]") {
  const auto refused = present(std::vector<Bytes>{hc_card()}, key(Party::holder), showing({Section::hc, Section::vx}));
  REQUIRE_FALSE(refused);
  CHECK(reason_name(refused.error().reason) == "present.section_absent");
  CHECK(refused.error().detail == "vx");
}

TEST_CASE("cards of two persons, of two devices, or one card twice are not merged", "[present]") {
  CHECK(presenting({ss_card(), hc_card({}, {.person = kOtherPerson})}) == "person.mismatch");
  CHECK(presenting({ss_card(), hc_card({}, {.device = Party::other_holder})}) == "person.device_mismatch");
  CHECK(presenting({hc_card(), hc_card()}) == "person.same_card");
}

TEST_CASE("another device's key makes no proof", "[present]") {
  CHECK(presenting({hc_card()}, showing(), Party::other_holder) == "key.mismatch");
}

TEST_CASE("a fifth card is too many", "[present]") {
  std::vector<Bytes> cards;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) cards.push_back(ss_card({}, {.redact = {Section::id}, .seed = seed}));
  PresentOptions options = showing();
  options.enforce_budget = false;
  CHECK(presenting(cards, options) == "proof.too_many_cards");
  cards.pop_back();
  CHECK(presenting(cards, options) == "ok");
}

TEST_CASE("a damaged card is told by its own reason", "[present]") {
  Bytes card = hc_card();
  card.pop_back();
  CHECK(presenting({card}) == "cbor.truncated");
  CHECK(presenting({Bytes{}}) == "cbor.truncated");
  CHECK(presenting({printed_card()}) == "cose.wrong_typ");
  Parts parts = apart(ss_card());
  set_disclosures(parts, {disclosures_of(parts).front(), disclosures_of(parts).front()});
  CHECK(presenting({together(parts)}) == "sd.repeated_hash");
}

TEST_CASE("audience and nonce go together", "[present]") {
  const auto with = [](const std::string& audience, const Bytes& nonce) {
    PresentOptions options = showing({}, audience);
    options.nonce = nonce;
    return presenting({hc_card()}, options);
  };
  CHECK(with("window-7", {}) == "claims.out_of_range");
  CHECK(with("window-7", Bytes(8, 1)) == "ok");
  CHECK(with("window-7", Bytes(7, 1)) == "claims.out_of_range");
  CHECK(with("medical", Bytes(8, 1)) == "claims.out_of_range");
  CHECK(with("", Bytes(8, 1)) == "claims.out_of_range");
  CHECK(with(std::string(64, 'n'), Bytes(8, 1)) == "ok");
  CHECK(with(std::string(65, 'n'), Bytes(8, 1)) == "claims.out_of_range");
}

TEST_CASE("digits spell the same token", "[present]") {
  PresentOptions options = showing();
  options.spelling = Spelling::digits;
  const Presentation code = shown({ss_card(), hc_card()}, options);
  CHECK(code.text.find_first_not_of("0123456789") == std::string::npos);
  CHECK(*decode_text(code.text) == code.token);
  CHECK(says(World().verifier().verify(code.text, at())) == "accept ok");
}

TEST_CASE("packing is used only where it makes the code smaller", "[present]") {
  const Presentation merged = shown({ss_card(), hc_card()});
  CHECK(merged.token.front() == 0x01);
  CHECK(merged.token.size() < merged.plain.size());
  const Presentation half = shown({hc_card()});
  CHECK(half.token == half.plain);
  PresentOptions plain = showing();
  plain.packed = false;
  const Presentation unpacked = shown({ss_card(), hc_card()}, plain);
  CHECK(unpacked.token == unpacked.plain);
}

TEST_CASE("the check of the same person can be left to the verifier", "[present]") {
  PresentOptions options = showing();
  options.check_same_person = false;
  CHECK(presenting({ss_card(), hc_card({}, {.person = kOtherPerson})}, options) == "ok");
}

TEST_CASE("printed codes are made of printed cards alone", "[present][static]") {
  const auto printing = [](const std::vector<Bytes>& cards) { return why(present_static(cards, showing())); };
  CHECK(printing({printed_card()}) == "ok");
  CHECK(printing(printed_halves()) == "ok");
  CHECK(printing({}) == "present.no_card");
  CHECK(printing({hc_card()}) == "cose.wrong_typ");
  CHECK(printing(printed_halves({}, kOtherPerson)) == "person.mismatch");
  CHECK(printing({printed_card(), printed_card()}) == "person.same_card");
}

}  // namespace heyi::test
