// Cases 31 to 33 by example: bits, cuts and floods in each part of each kind of code. tests/flow tries all of them.
#include <algorithm>

#include "card/pack.hpp"
#include "negative/make/maker.hpp"

namespace heyi::test::negative {
namespace {

struct Valid {
  const char* word;
  Bytes token;
  const char* policy;
  const char* flip_case;
  const char* cut_case;
};

// place_of is where `part` stands in `whole`.
std::size_t place_of(const Bytes& whole, const Bytes& part) {
  return static_cast<std::size_t>(std::search(whole.begin(), whole.end(), part.begin(), part.end()) - whole.begin());
}

void flip(Maker& maker, const Valid& code, const char* part, std::size_t octet, const char* expect) {
  Bytes token = code.token;
  token[octet] ^= 0x01;
  maker.token(
      std::string("mutation/") + code.word + "_flip_" + part,
      {expect, code.flip_case, "docs/format.md section 13", std::string("One bit flipped in the ") + part + "."}, token,
      {{"policy", code.policy}});
}

void cut(Maker& maker, const Valid& code, const char* part, std::size_t size, const char* expect) {
  maker.token(std::string("mutation/") + code.word + "_cut_" + part,
              {expect, code.cut_case, "docs/format.md section 13", std::string("Cut off in the ") + part + "."},
              Bytes(code.token.begin(), code.token.begin() + static_cast<std::ptrdiff_t>(size)),
              {{"policy", code.policy}});
}

void make_dynamic(Maker& maker) {
  const Bytes ss = half_ss();
  const Bytes hc = half_hc();
  const Bytes plain = proven({ss, hc});
  const Valid code{"full", plain, "hospital", "31.1", "32.1"};
  const std::size_t first = place_of(plain, ss);
  const std::size_t second = place_of(plain, hc);
  const Parts ss_parts = apart(ss);
  flip(maker, code, "tag", 0, "cose.malformed");
  flip(maker, code, "first_cards_signature", first + ss.size() - 1, "cose.signature_invalid");
  flip(maker, code, "second_cards_signature", second + hc.size() - 1, "cose.signature_invalid");
  flip(maker, code, "first_cards_claims", place_of(plain, map_of(ss_parts.payload)) + 3, "cose.signature_invalid");
  flip(maker, code, "second_cards_claims", place_of(plain, map_of(apart(hc).payload)) + 3, "cose.signature_invalid");
  // A disclosure is under no issuer's signature but its hash's, and under the holder's.
  flip(maker, code, "disclosure", place_of(plain, disclosures_of(ss_parts).front()) + 8, "proof.invalid");
  flip(maker, code, "first_cards_kid", place_of(plain, *key_id(edkey(Party::hrss).public_key())) + 2,
       "trust.unknown_key");
  flip(maker, code, "proofs_claims", plain.size() - 66 - 3, "proof.invalid");
  flip(maker, code, "proofs_signature", plain.size() - 1, "proof.invalid");
  cut(maker, code, "tag", 1, "cbor.truncated");
  cut(maker, code, "first_card", first + ss.size() / 2, "cbor.truncated");
  cut(maker, code, "second_card", second + hc.size() / 2, "cbor.truncated");
  cut(maker, code, "proofs_signature", plain.size() - 1, "cbor.truncated");
  const Bytes tail(plain.begin() + 1, plain.end());
  maker.token("mutation/full_first_octet_lost",
              {"cose.malformed", "32.1", "docs/format.md section 13",
               "The first octet is missing: an array, as a set of printed codes is."},
              tail);

  const Bytes packed = *card::pack(plain);
  const Valid small{"packed", packed, "hospital", "31.2", "32.1"};
  const Parts inside = apart(ByteView(packed).subspan(1));
  const std::size_t packed_first = place_of(packed, inside.headers.at(label(cose::kLabelKcwt)));
  flip(maker, small, "mark", 0, "cbor.trailing");
  flip(maker, small, "first_cards_signature", packed_first + inside.headers.at(label(cose::kLabelKcwt)).size() - 1,
       "cose.signature_invalid");
  flip(maker, small, "disclosure", place_of(packed, disclosures_of(ss_parts).front()) + 8, "cose.signature_invalid");
  flip(maker, small, "proofs_signature", packed.size() - 1, "proof.invalid");
  cut(maker, small, "first_card", packed_first + 40, "cbor.truncated");
  cut(maker, small, "proofs_signature", packed.size() - 1, "cbor.truncated");

  const Suites national = Suites::all(Algorithm::sm2);
  const Bytes sm2 = proof_over({hc_card(national)}, key(Party::holder, Algorithm::sm2));
  const Valid other{"sm2", sm2, "hospital", "31.1", "32.1"};
  flip(maker, other, "proofs_signature", sm2.size() - 1, "proof.invalid");
  cut(maker, other, "proofs_signature", sm2.size() - 20, "cbor.truncated");
}

void make_printed(Maker& maker) {
  const Bytes printed = printed_code(kPlain).token;
  const Valid code{"printed", printed, "identify", "31.3", "32.2"};
  flip(maker, code, "claims", place_of(printed, map_of(apart(printed).payload)) + 3, "cose.signature_invalid");
  flip(maker, code, "signature", printed.size() - 1, "cose.signature_invalid");
  cut(maker, code, "claims", printed.size() / 2, "cbor.truncated");
  cut(maker, code, "signature", printed.size() - 1, "cbor.truncated");
  const Bytes set = printed_set(kPlain).token;
  const Valid two{"printed_set", set, "identify", "31.3", "32.2"};
  flip(maker, two, "array", 0, "cbor.truncated");
  flip(maker, two, "signature", set.size() - 1, "cose.signature_invalid");
  cut(maker, two, "array", 1, "cbor.truncated");
  cut(maker, two, "signature", set.size() - 1, "cbor.truncated");
}

void make_floods(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* number, const char* note,
                        const Bytes& token) {
    maker.token(std::string("mutation/") + name, {expect, number, "RFC 8949 section 10", note}, token);
  };
  Parts wide = apart(half_hc());
  for (int i = 0; i < 450; ++i) {
    wide.headers[cbor::encode_int(1000 + i)] = {0x00};
    if (i < 280) wide.unprotected[cbor::encode_int(5000 + i)] = {0x00};
  }
  make("hundreds_of_labels", "cose.unknown_header", "33.2", "Hundreds of labels in both headers of a card.",
       proven({together(wide)}));
  Parts opened = apart(half_hc());
  set_disclosures(
      opened, std::vector<Bytes>(25, disclosures_of(apart(half_ss({.redact = {Section::id}, .decoys = 1}))).front()));
  make("one_disclosure_25_times", "sd.unreferenced", "33.2", "One disclosure 25 times.", proven({together(opened)}));
  make("4000_small_items", "proof.too_many_cards", "33.2",
       "An array of 4000 numbers, where a set of printed codes has four at most.", [] {
         Bytes token = std::move(cbor::Writer{}.array(4000)).take();
         token.insert(token.end(), 4000, 0x00);
         return token;
       }());
  make("long_byte_string", "cose.malformed", "33.1", "A byte string of 4000 octets.",
       cbor::encode_bytes(Bytes(4000, 0)));
}

}  // namespace

void make_mutations(Maker& maker) {
  make_dynamic(maker);
  make_printed(maker);
  make_floods(maker);
}

}  // namespace heyi::test::negative
