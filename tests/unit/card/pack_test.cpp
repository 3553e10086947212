// Packing leaves out what the reader can work out, and each presentation has exactly one packed form.
#include "card/pack.hpp"

#include "support/catch.hpp"
#include "unit/card/parts.hpp"

using namespace heyi;
using namespace heyi::test;

namespace {

// A packed proof is put together from card payloads and headers, so that each part can be spelt in a second way.
Bytes packed_with(const std::vector<Bytes>& cards) {
  Bytes packed = proof_of(cards);
  packed.insert(packed.begin(), card::kPackedMark);
  return packed;
}

const Bytes kId = disclosure_of(id_value(), cbor::encode_text("id"));
const Bytes kSs = disclosure_of(ss_value(), cbor::encode_text("ss"), 0x22);
const Digest kHidden = Digest{};

Payload payload() { return Payload().redact(hashes_of({kHidden})); }

std::string unpack(const Bytes& packed) { return reason_of(card::unpack(packed)); }

}  // namespace

TEST_CASE("unpack undoes pack for every mix of cards, disclosures, decoys and suites", "[card]") {
  const std::vector<Section> redactable = {Section::id, Section::ss, Section::bn};
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384, Algorithm::eddsa, Algorithm::sm2}) {
    for (unsigned redacted = 0; redacted < 8; ++redacted) {
      for (unsigned shown = 0; shown < 8; ++shown) {
        if ((shown & ~redacted) != 0) continue;
        CardChoice choice{.algorithm = algorithm, .decoys = static_cast<int>(redacted % 3), .seed = redacted + 1};
        std::vector<Section> keep;
        for (unsigned i = 0; i < 3; ++i) {
          if ((redacted >> i & 1) != 0) choice.redact.push_back(redactable[i]);
          if ((shown >> i & 1) != 0) keep.push_back(redactable[i]);
        }
        const Bytes first = *card::choose_disclosures(dynamic_card(hrss_rich_claims(), Party::hrss, choice), keep);
        for (const bool merged : {false, true}) {
          std::vector<Bytes> cards = {first};
          if (merged) cards.push_back(health_card({.algorithm = Algorithm::es256}));
          const Bytes plain = proof_of(cards);
          const auto packed = card::pack(plain);
          REQUIRE(packed);
          const auto again = card::unpack(*packed);
          REQUIRE(again);
          CHECK(*again == plain);
          CHECK(packed->size() <= plain.size() + 1);
        }
      }
    }
  }
}

TEST_CASE("unpack undoes pack for four cards, of one device and of several", "[card]") {
  for (const Party other : {Party::holder, Party::other_holder}) {
    const Bytes plain = proof_of({hrss_card(), health_card(), health_card({.holder = other, .seed = 3}),
                                  hrss_card({.holder = other, .redact = {Section::id}, .seed = 4})});
    const auto packed = card::pack(plain);
    REQUIRE(packed);
    CHECK(*card::unpack(*packed) == plain);
  }
}

TEST_CASE("pack saves the hash of every section shown and the second device key", "[card]") {
  const Bytes plain = proof_of({hrss_card(), health_card()});
  // A hash of 32 octets with its head, its array and key; a cnf of a compressed point.
  CHECK(card::pack(plain)->size() + 34 + 40 < plain.size());
}

TEST_CASE("pack keeps the hashes of what is withheld", "[card]") {
  const Bytes hidden = *card::choose_disclosures(hrss_card(), {});
  const Bytes plain = proof_of({hidden});
  CHECK(card::pack(plain)->size() == plain.size() + 1);
}

TEST_CASE("pack keeps a device key that is not the first card's", "[card]") {
  const Bytes plain = proof_of({health_card(), health_card({.holder = Party::other_holder})});
  CHECK(card::pack(plain)->size() == plain.size() + 1);
}

TEST_CASE("pack refuses what is no presentation", "[card]") {
  CHECK(reason_of(card::pack({})) == "cbor.truncated");
  CHECK(reason_of(card::pack(hrss_card())) == "cose.wrong_typ");
  CHECK(reason_of(card::pack(static_card())) == "cose.wrong_typ");
}

TEST_CASE("unpack refuses tokens without its mark", "[card]") {
  CHECK(unpack({}) == "pack.malformed");
  const Bytes plain = proof_of({hrss_card()});
  CHECK(unpack(plain) == "pack.malformed");
  Bytes packed = *card::pack(plain);
  for (const int mark : {0, 2, 0xff}) {
    packed.front() = static_cast<std::uint8_t>(mark);
    CHECK(unpack(packed) == "pack.malformed");
  }
}

TEST_CASE("unpack refuses a packed form inside a packed form", "[card]") {
  Bytes packed = *card::pack(proof_of({hrss_card()}));
  packed.insert(packed.begin(), card::kPackedMark);
  CHECK(unpack(packed) == "cbor.trailing");
}

TEST_CASE("unpack refuses every truncation", "[card]") {
  const Bytes packed = *card::pack(proof_of({hrss_card(), health_card()}));
  for (std::size_t size = 1; size < packed.size(); ++size) {
    CHECK(unpack(Bytes(packed.begin(), packed.begin() + static_cast<std::ptrdiff_t>(size))) == "cbor.truncated");
  }
}

TEST_CASE("what is cut off within a whole packed token is malformed, not cut off", "[card]") {
  CHECK(unpack(packed_with({signed_card(octets("a201"))})) == "cose.malformed");
  Bytes cut = kId;
  cut.pop_back();
  CHECK(unpack(packed_with({signed_card(payload().encoded(), sd_header({cut}))})) == "sd.malformed");
}

TEST_CASE("unpack refuses a hash that it could have worked out", "[card]") {
  Payload left_out = Payload().set("ss", ss_value());
  CHECK(unpack(packed_with({signed_card(left_out.encoded(), sd_header({kId}))})) == "ok");
  left_out.redact(hashes_of({hash_of(kId)}));
  CHECK(unpack(packed_with({signed_card(left_out.encoded(), sd_header({kId}))})) == "pack.mismatch");
  CHECK(unpack(packed_with({signed_card(payload().encoded(), sd_header({kId}))})) == "ok");
  left_out.redact(hashes_of({kHidden, hash_of(kId)}));
  CHECK(unpack(packed_with({signed_card(left_out.encoded(), sd_header({kId}))})) == "pack.mismatch");
}

TEST_CASE("unpack refuses a device key that it could have worked out", "[card]") {
  const Bytes first = signed_card(Payload().set("ss", ss_value()).encoded());
  CHECK(unpack(packed_with({first, first})) == "pack.mismatch");
  const Bytes second = signed_card(Payload().set("ss", ss_value()).set(8, std::nullopt).encoded());
  CHECK(unpack(packed_with({first, second})) == "ok");
}

TEST_CASE("unpack gives no card a device key when the first has none", "[card]") {
  const Bytes without = signed_card(Payload().set("ss", ss_value()).set(8, std::nullopt).encoded());
  const Bytes packed = packed_with({without, without});
  const auto plain = card::unpack(packed);
  REQUIRE(plain);
  CHECK(*plain == Bytes(packed.begin() + 1, packed.end()));
}

TEST_CASE("unpack refuses hashes out of order or repeated", "[card]") {
  const Digest one = hash_of(kId), two = hash_of(kSs);
  const Payload sorted = Payload().redact(hashes_of({one, two}));
  CHECK(unpack(packed_with({signed_card(sorted.encoded())})) == "ok");
  const Payload backwards = Payload().redact(one < two ? hashes_of({two, one}, false) : hashes_of({one, two}, false));
  CHECK(unpack(packed_with({signed_card(backwards.encoded())})) == "pack.mismatch");
  CHECK(unpack(packed_with({signed_card(Payload().redact(hashes_of({one, one})).encoded())})) == "pack.mismatch");
}

TEST_CASE("unpack refuses an empty list of hashes", "[card]") {
  CHECK(unpack(packed_with({signed_card(Payload().redact(octets("80")).encoded())})) == "pack.mismatch");
  CHECK(unpack(packed_with({signed_card(Payload().redact(octets("80")).encoded(), sd_header({kId}))})) ==
        "pack.mismatch");
}

TEST_CASE("unpack refuses hashes of another shape", "[card]") {
  for (const char* hex : {"a0", "40", "f6", "8101", "814101"}) {
    CHECK(unpack(packed_with({signed_card(Payload().redact(octets(hex)).encoded())})) == "sd.malformed");
  }
}

TEST_CASE("unpack refuses a payload that is no map", "[card]") {
  for (const char* hex : {"80", "01", "f6"}) {
    CHECK(unpack(packed_with({signed_card(octets(hex))})) == "pack.malformed");
  }
}

TEST_CASE("unpack leaves disclosures that are out of order to the verifier, octet by octet", "[card]") {
  std::vector<Bytes> backwards = {kId, kSs};
  if (hash_of(kId) < hash_of(kSs)) std::swap(backwards[0], backwards[1]);
  const Bytes card = signed_card(Payload().encoded(), sd_header(backwards, false));
  const Bytes packed = packed_with({card});
  const auto plain = card::unpack(packed);
  REQUIRE(plain);
  CHECK(*card::pack(*plain) == packed);
}

TEST_CASE("what unpack takes, pack makes again, whatever bit is flipped", "[card]") {
  const Bytes packed = *card::pack(proof_of({hrss_card(), health_card()}));
  for (std::size_t bit = 0; bit < packed.size() * 8; ++bit) {
    Bytes flipped = packed;
    flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ 1U << (bit % 8));
    const auto plain = card::unpack(flipped);
    if (plain) REQUIRE(*card::pack(*plain) == flipped);
  }
}
