// Stage 7, claims: what a card may not lack, may not hold, and may not say, behind a signature that holds.
#include "codec/hex.hpp"
#include "negative/make/maker.hpp"

namespace heyi::test::negative {
namespace {

const char* const kSource = "docs/format.md section 4";

void claim(Maker& maker, const char* name, const About& about, const Bytes& key, const Bytes& value) {
  maker.token(std::string("card/") + name, about, proven({altered_hc([&](Parts& card) {
                if (value.empty()) {
                  card.payload.erase(key);
                } else {
                  card.payload[key] = value;
                }
              })}));
}

void make_payloads(Maker& maker) {
  const About missing{"card.missing_claim", "", kSource, "A claim that a card must have is missing."};
  claim(maker, "iss_missing", missing, label(cose::kClaimIss), {});
  claim(maker, "sub_missing", missing, label(cose::kClaimSub), {});
  claim(maker, "cnf_missing", missing, label(cose::kClaimCnf), {});
  const About subject{"card.bad_claim", "", kSource, "sub is not twelve base64url characters."};
  claim(maker, "sub_short", subject, label(cose::kClaimSub), cbor::encode_text("short"));
  claim(maker, "sub_long", subject, label(cose::kClaimSub), cbor::encode_text("AAAAAAAAAAAAA"));
  claim(maker, "sub_padded", subject, label(cose::kClaimSub), cbor::encode_text("AAAAAAAAAAA="));
  claim(maker, "sub_bytes", subject, label(cose::kClaimSub), cbor::encode_bytes(Bytes(12, 'A')));
  const About unknown{"card.bad_claim", "", kSource, "A claim that the profile does not know."};
  claim(maker, "claim_unknown_text", unknown, cbor::encode_text("zz"), {0xa0});
  claim(maker, "claim_cti", unknown, label(7), {0x41, 0x00});
  claim(maker, "claim_aud", unknown, label(cose::kClaimAud), cbor::encode_text("medical"));
  claim(maker, "claim_scope", unknown, label(cose::kClaimScope), cbor::encode_text("identification"));
  claim(maker, "claim_negative", unknown, label(-1), {0x00});
  maker.token("card/payload_is_an_array", {"card.bad_claim", "", kSource, "The claims are an array."},
              proven({hc_with_payload({0x80})}));
  const About times{"time.inconsistent", "", "SD-CWT draft, Verifier Validation",
                    "The card's times contradict each other."};
  claim(maker, "exp_equals_iat", times, label(cose::kClaimExp), cbor::encode_int(to_unix(kToday)));
  claim(maker, "nbf_after_iat", times, label(cose::kClaimNbf), cbor::encode_int(to_unix(kToday) + 1));
}

void make_devices(Maker& maker) {
  const auto device = [&](const char* name, const char* note, const std::function<void(Pairs&)>& change,
                          const char* expect = "cose.bad_key") {
    const Bytes card = changed(hc_card(), key(Party::health), [&](Parts& parts) {
      Pairs confirmation = pairs_of(parts.payload.at(label(cose::kClaimCnf)));
      Pairs one = pairs_of(confirmation.at(label(1)));
      change(one);
      confirmation[label(1)] = map_of(one);
      parts.payload[label(cose::kClaimCnf)] = map_of(confirmation);
    });
    maker.token(std::string("card/device_key_") + name,
                {expect, "", "RFC 9052 section 7, docs/format.md section 3", note}, proof_over({card}));
  };
  const PublicKey holder = key(Party::holder).public_key();
  device("uncompressed", "y is a coordinate where its sign bit is due.",
         [&](Pairs& one) { one[label(-3)] = cbor::encode_bytes(holder.y()); });
  device("private", "The device's private key stands in the card.",
         [](Pairs& one) { one[label(-4)] = cbor::encode_bytes(Bytes(32, 0x61)); });
  device("with_alg", "The key names its algorithm.", [](Pairs& one) { one[label(3)] = label(cose::kAlgEs256); });
  device("without_x", "x is missing.", [](Pairs& one) { one.erase(label(-2)); });
  device("x_beyond_the_prime", "x is no coordinate.",
         [](Pairs& one) { one[label(-2)] = cbor::encode_bytes(Bytes(32, 0xff)); });
  device("x_of_31", "x is an octet short.",
         [&](Pairs& one) { one[label(-2)] = cbor::encode_bytes(holder.x().subspan(1)); });
  device("x_off_the_curve", "No point has this x.", [&](Pairs& one) {
    Bytes x = octets(holder.x());
    while (PublicKey::from_compressed(Algorithm::es256, x, false)) ++x.back();
    one[label(-2)] = cbor::encode_bytes(x);
  });
  device("unknown_curve", "secp256k1 is none of the curves.", [](Pairs& one) { one[label(-1)] = label(8); });
  device("kty_of_another_curve", "kty says OKP, crv P-256.", [](Pairs& one) { one[label(1)] = label(1); });
  claim(maker, "cnf_with_kid", {"card.bad_claim", "", "RFC 8747 section 3.4", "cnf names its key by kid."},
        label(cose::kClaimCnf), *hex_decode("a1034101"));
}

void make_sections(Maker& maker) {
  const auto section = [&](const char* name, const char* expect, const char* note, const char* value) {
    claim(maker, (std::string("section_") + name).c_str(), {expect, "", kSource, note}, cbor::encode_text("hc"),
          *hex_decode(value));
  };
  section("array", "card.bad_claim", "A section is an array.", "80");
  section("text_key", "card.bad_claim", "A field's key is a text.", "a1616100");
  section("negative_key", "card.bad_claim", "A field's key is negative.", "a12000");
  section("without_index", "card.missing_claim", "The health card has no index.", "a1021a0005a5b4");
  section("without_area", "card.missing_claim", "The health card has no issuing area.", "a101485d41402abc4b2a76");
  section("index_of_7", "card.bad_claim", "The index is shorter than 8 octets.", "a201475d41402abc4b2a021a0005a5b4");
  section("index_text", "card.bad_claim", "The index is a text.", "a201683544343134303241021a0005a5b4");
  section("area_0", "card.bad_claim", "The issuing area is no code.", "a201485d41402abc4b2a760200");
  const Bytes ss = apart(half_ss()).payload.at(cbor::encode_text("ss"));
  Pairs social = pairs_of(ss);
  social[label(1)] = cbor::encode_text("A1234\n678");
  maker.token(
      "card/section_control_character", {"card.bad_claim", "", kSource, "A card number holds a line end."},
      proven({altered_ss([&](Parts& card) { card.payload[cbor::encode_text("ss")] = map_of(social); }), half_hc()}));
}

void make_printed(Maker& maker) {
  const auto printed = [&](const char* name, const char* expect, const char* number, const char* note,
                           const std::function<void(Parts&)>& change) {
    maker.token(std::string("card/printed_") + name, {expect, number, "docs/format.md section 7", note},
                changed(printed_card(kPlain), edkey(Party::platform), change), {{"policy", "identify"}});
  };
  const Parts full = apart(ss_card(kPlain, {}));
  printed("with_identity", "card.bad_claim", "29.2", "A printed code with a name and a citizen number.",
          [&](Parts& card) { card.payload[cbor::encode_text("id")] = full.payload.at(cbor::encode_text("id")); });
  printed("with_coverages", "card.bad_claim", "29.2", "A printed code with enrolments.",
          [&](Parts& card) { card.payload[cbor::encode_text("ss")] = full.payload.at(cbor::encode_text("ss")); });
  printed("with_cnf", "card.bad_claim", "28.5 29.2", "A printed code that names a device key.",
          [&](Parts& card) { card.payload[label(cose::kClaimCnf)] = full.payload.at(label(cose::kClaimCnf)); });
  printed("with_redaction", "card.bad_claim", "29.2", "A printed code with a withheld section.", [](Parts& card) {
    card.payload[simple_59()] = std::move(cbor::Writer{}.array(1).bytes(Bytes(32, 1))).take();
  });
  printed("without_scope", "card.missing_claim", "29.3", "A printed code without scope.",
          [](Parts& card) { card.payload.erase(label(cose::kClaimScope)); });
  printed("of_another_scope", "card.bad_claim", "29.3", "A printed code whose scope is payment.",
          [](Parts& card) { card.payload[label(cose::kClaimScope)] = cbor::encode_text("payment"); });
  printed("of_a_longer_scope", "card.bad_claim", "29.3", "A printed code with a second word in its scope.",
          [](Parts& card) { card.payload[label(cose::kClaimScope)] = cbor::encode_text("identification payment"); });
  printed("without_status", "card.missing_claim", "29.2", "A printed code that nobody could revoke.",
          [](Parts& card) { card.payload.erase(label(cose::kClaimStatus)); });
  printed("without_sections", "card.missing_claim", "29.2", "A printed code without a reference.", [](Parts& card) {
    card.payload.erase(cbor::encode_text("ss")), card.payload.erase(cbor::encode_text("hc"));
  });
  // No downgrade: the card itself, its typ changed, is no printed code even when its issuer signed it so.
  maker.token("card/dynamic_as_printed",
              {"card.bad_claim", "28.5", "docs/format.md section 7",
               "A card with cnf under a printed code's typ, signed so by its issuer."},
              altered_hc([](Parts& card) { card.headers[label(cose::kLabelTyp)] = label(61); }),
              {{"policy", "identify"}});
  Parts retyped = apart(half_hc());
  retyped.headers[label(cose::kLabelTyp)] = label(61);
  maker.token("card/dynamic_retyped_by_a_thief",
              {"cose.signature_invalid", "28.5", "docs/format.md section 7",
               "A card with cnf whose typ a thief changed to a printed code's."},
              together(retyped), {{"policy", "identify"}});
}

}  // namespace

void make_cards(Maker& maker) {
  make_payloads(maker);
  make_devices(maker);
  make_sections(maker);
  make_printed(maker);
}

}  // namespace heyi::test::negative
