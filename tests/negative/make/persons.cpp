// Stage 6: one person, one device, and a proof by it over exactly these cards.
#include "negative/make/maker.hpp"

namespace heyi::test::negative {
namespace {

const char* const kSource = "docs/format.md section 6";

void make_mixtures(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* number, const char* note, const Bytes& token,
                        const More& more = {}) {
    maker.token(std::string("person/") + name, {expect, number, kSource, note}, token, more);
  };
  make("two_persons", "person.mismatch", "28.1",
       "One person's social-security card and another's health card, on one device.",
       proven({half_ss(), half_hc({.person = kOtherPerson})}));
  make("two_persons_third_card", "person.mismatch", "28.1", "The third card is another person's.",
       proven({half_ss(), half_hc(), half_hc({.person = kOtherPerson})}));
  make("two_devices", "person.device_mismatch", "28.2", "One person's cards on two devices.",
       proven({half_ss(), half_hc({.device = Party::other_holder})}));
  make("two_persons_two_devices", "person.mismatch", "28.1 28.2", "Another person's card on another device.",
       proven({half_ss(), half_hc({.person = kOtherPerson, .device = Party::other_holder})}));
  make("same_card_twice", "person.same_card", "28.3", "The same card twice.", proven({half_hc(), half_hc()}));
  Parts withheld = apart(half_ss());
  withheld.unprotected.clear();
  make("same_card_twice_once_withheld", "person.same_card", "28.3",
       "The same card twice, with and without its disclosure.", proven({half_ss(), together(withheld)}));
  const std::vector<Bytes> halves = printed_halves(kPlain, kOtherPerson);
  const auto set = [](const std::vector<Bytes>& codes) {
    cbor::Writer out;
    out.array(codes.size());
    for (const Bytes& code : codes) out.raw(code);
    return std::move(out).take();
  };
  make("two_persons_printed", "person.mismatch", "28.1", "Printed codes of two persons in one set.", set(halves),
       {{"policy", "identify"}});
  make("same_printed_twice", "person.same_card", "28.3", "The same printed code twice in a set.",
       set({halves[0], halves[0]}), {{"policy", "identify"}});
  std::vector<Bytes> five;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) five.push_back(half_ss({.redact = {Section::id}, .seed = seed}));
  cbor::Writer more;
  more.array(4);
  for (std::size_t i = 1; i < 5; ++i) more.raw(five[i]);
  make("five_cards", "proof.too_many_cards", "33.2", "Five cards under one proof.", altered_proof([&](Parts& proof) {
         proof.headers[label(cose::kLabelKcwt)] = five[0];
         proof.headers[label(cose::kLabelMoreCards)] = more.view();
       }));
  make("five_printed", "proof.too_many_cards", "33.2", "Five printed codes in one set.",
       set({halves[0], halves[0], halves[0], halves[0], halves[0]}), {{"policy", "identify"}});
}

void make_proofs(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* number, const char* note, const Bytes& token,
                        const More& more = {}) {
    maker.token(std::string("person/") + name, {expect, number, kSource, note}, token, more);
  };
  make("card_without_proof", "proof.missing", "28.4", "A card shown without its proof.", half_hc());
  make("card_without_proof_identify", "proof.missing", "28.4",
       "A card shown without its proof is refused under every policy.", half_hc(), {{"policy", "identify"}});
  make("proof_by_another_device", "proof.invalid", "28.6", "Another device signed the proof.",
       proven({half_hc()}, {"medical", kNow, {}}, Party::other_holder));
  make("proof_by_the_issuer", "proof.invalid", "28.6", "The issuer signed the proof.",
       proven({half_hc()}, {"medical", kNow, {}}, Party::health));
  make("proof_by_the_second_cards_device", "proof.invalid", "28.2 28.6",
       "The device of the second card signed over both.",
       proven({half_ss(), half_hc({.device = Party::other_holder})}, {"medical", kNow, {}}, Party::other_holder));
  Parts stolen = apart(half_hc());
  stolen.payload[label(cose::kClaimCnf)] =
      apart(half_hc({.device = Party::other_holder})).payload.at(label(cose::kClaimCnf));
  make("thief_puts_his_key_in", "cose.signature_invalid", "28.6",
       "A thief put his own device key into the card and signed the proof.",
       proven({together(stolen)}, {"medical", kNow, {}}, Party::other_holder));
  Parts merged = apart(whole());
  Parts one = merged;
  one.headers.erase(label(cose::kLabelMoreCards));
  make("second_card_removed", "proof.invalid", "28.12", "The second card was taken out after the proof.",
       together(one));
  Parts more = apart(proven({half_ss()}));
  more.headers[label(cose::kLabelMoreCards)] = merged.headers.at(label(cose::kLabelMoreCards));
  make("second_card_added", "proof.invalid", "28.11", "A second card was put in after the proof.", together(more));
  Parts hidden = apart(half_ss());
  hidden.unprotected.clear();
  Parts opened = apart(proven({together(hidden), half_hc()}));
  opened.headers[label(cose::kLabelKcwt)] = half_ss();
  make("disclosure_added", "proof.invalid", "28.11",
       "A disclosure that the holder withheld was put in after the proof.", together(opened));
  Parts closed = apart(whole());
  closed.headers[label(cose::kLabelKcwt)] = together(hidden);
  make("disclosure_removed", "proof.invalid", "28.12", "A disclosure was taken out after the proof.", together(closed));
  Parts later = apart(proven({half_hc()}, {"medical", kNow - Seconds{600}, {}}));
  later.payload[label(cose::kClaimIat)] = cbor::encode_int(to_unix(kNow));
  make("proof_redated", "proof.invalid", "28.7", "The proof's date was changed after it was signed.", together(later));
  Parts redirected = apart(proven({half_hc()}, {"social", kNow, {}}));
  redirected.payload[label(cose::kClaimAud)] = cbor::encode_text("medical");
  make("proof_redirected", "proof.invalid", "28.9", "The proof's audience was changed after it was signed.",
       together(redirected));
}

void make_proof_shapes(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* note,
                        const std::function<void(Parts&)>& change) {
    maker.token(std::string("person/proof_") + name, {expect, "", kSource, note}, altered_proof(change));
  };
  make("without_kcwt", "proof.malformed", "The proof holds no card.",
       [](Parts& proof) { proof.headers.erase(label(cose::kLabelKcwt)); });
  make("with_an_empty_array", "proof.malformed", "The array of further cards is empty.",
       [](Parts& proof) { proof.headers[label(cose::kLabelMoreCards)] = {0x80}; });
  make("with_one_further_card_bare", "proof.malformed", "A further card without its array.",
       [](Parts& proof) { proof.headers[label(cose::kLabelMoreCards)] = half_ss(); });
  make("with_a_kid", "cose.unknown_header", "The proof names its key; the card does that.",
       [](Parts& proof) { proof.headers[label(cose::kLabelKid)] = cbor::encode_bytes(Bytes(8, 1)); });
  make("kcwt_as_bytes", "cose.malformed", "The card stands in a byte string.",
       [](Parts& proof) { proof.headers[label(cose::kLabelKcwt)] = cbor::encode_bytes(half_hc()); });
  make("without_aud", "proof.malformed", "There is no audience.",
       [](Parts& proof) { proof.payload.erase(label(cose::kClaimAud)); });
  make("without_iat", "proof.malformed", "There is no date.",
       [](Parts& proof) { proof.payload.erase(label(cose::kClaimIat)); });
  make("claim_more", "proof.malformed", "A claim beyond aud, iat and cnonce.",
       [](Parts& proof) { proof.payload[label(cose::kClaimExp)] = cbor::encode_int(to_unix(kNow) + 60); });
  make("aud_empty", "proof.malformed", "The audience is empty.",
       [](Parts& proof) { proof.payload[label(cose::kClaimAud)] = {0x60}; });
  make("aud_of_65", "proof.malformed", "The audience is longer than 64 octets.",
       [](Parts& proof) { proof.payload[label(cose::kClaimAud)] = cbor::encode_text(std::string(65, 'n')); });
  make("aud_array", "proof.malformed", "The audience is an array.", [](Parts& proof) {
    proof.payload[label(cose::kClaimAud)] = std::move(cbor::Writer{}.array(1).text("medical")).take();
  });
  make("nonce_of_7", "proof.malformed", "The nonce has 7 octets.",
       [](Parts& proof) { proof.payload[label(cose::kClaimCnonce)] = cbor::encode_bytes(Bytes(7, 1)); });
  make("nonce_text", "proof.malformed", "The nonce is a text.",
       [](Parts& proof) { proof.payload[label(cose::kClaimCnonce)] = cbor::encode_text("12345678"); });
}

}  // namespace

void make_persons(Maker& maker) {
  make_mixtures(maker);
  make_proofs(maker);
  make_proof_shapes(maker);
  const Parts proof = apart(proven({half_hc()}));
  maker.token("person/proof_claims_an_array", {"proof.malformed", "", kSource, "The proof's claims are an array."},
              signed_octets(map_of(proof.headers), {0xa0}, {0x82, 0x00, 0x00}, edkey(Party::holder)));
}

}  // namespace heyi::test::negative
