// Stage 3: octets that are not deterministic CBOR, at the top, in headers, and in payloads behind a signature that
// holds.
#include "negative/make/maker.hpp"

#include "codec/hex.hpp"

namespace heyi::test::negative {
namespace {

Bytes hex(std::string_view digits) { return *hex_decode(digits); }
Bytes operator+(Bytes a, const Bytes& b) { return a.insert(a.end(), b.begin(), b.end()), a; }

Bytes exp_value() { return apart(half_hc()).payload.at(label(cose::kClaimExp)); }

// hc_claiming is the health card whose payload has one value in other octets.
Bytes hc_claiming(std::int64_t claim, const Bytes& value) {
  Pairs pairs = apart(half_hc()).payload;
  pairs[label(claim)] = value;
  return hc_with_payload(map_of(pairs));
}
Bytes hc_with_hc(const Bytes& section) {
  Pairs pairs = apart(half_hc()).payload;
  pairs[cbor::encode_text("hc")] = section;
  return hc_with_payload(map_of(pairs));
}

void make_trailing(Maker& maker) {
  const char* source = "RFC 8949 section 5.3.1";
  maker.token("cbor/trailing_octet", {"cbor.trailing", "6.1", source, "An octet behind the token."},
              whole() + hex("00"));
  maker.token("cbor/trailing_token", {"cbor.trailing", "6.1", source, "A second token behind the first."},
              whole() + whole());
  const Bytes payload = map_of(apart(half_hc()).payload);
  maker.token("cbor/trailing_in_payload",
              {"cbor.trailing", "6.2", source, "An octet behind the claims, signed with them."},
              proven({hc_with_payload(payload + hex("f6"))}));
  const Parts card = apart(half_hc());
  maker.token("cbor/trailing_in_protected_header",
              {"cbor.trailing", "6.2", source, "An octet behind the protected header's map."},
              proven({signed_octets(map_of(card.headers) + hex("00"), {0xa0}, payload, edkey(Party::health))}));
}

void make_maps(Maker& maker) {
  const About twice{"cbor.duplicate_key", "7.1", "RFC 8949 section 5.6", "A claim stands twice in a signed payload."};
  Listed pairs = listed(apart(half_hc()).payload);
  pairs.insert(pairs.begin() + 1, pairs.front());
  maker.token("cbor/duplicate_claim_same_value", twice, proven({hc_with_payload(map_as_listed(pairs))}));
  pairs[1].second = cbor::encode_text(kHrss);
  maker.token("cbor/duplicate_claim_other_value", twice, proven({hc_with_payload(map_as_listed(pairs))}));

  const Parts card = apart(half_hc());
  Listed headers = listed(card.headers);
  headers.insert(headers.begin() + 1, headers.front());
  maker.token("cbor/duplicate_protected_label",
              {"cbor.duplicate_key", "7.2", "RFC 9052 section 3", "alg stands twice in the protected header."},
              proven({signed_octets(map_as_listed(headers), {0xa0}, map_of(card.payload), edkey(Party::health))}));
  maker.token("cbor/duplicate_unprotected_label",
              {"cbor.duplicate_key", "7.2", "RFC 9052 section 3", "sd_claims stands twice in the unprotected header."},
              proven({signed_octets(map_of(card.headers), hex("a21181410011814100"), map_of(card.payload),
                                    edkey(Party::health))}));
  const Listed section = listed(pairs_of(card.payload.at(cbor::encode_text("hc"))));
  maker.token("cbor/duplicate_key_in_section",
              {"cbor.duplicate_key", "7.3", "RFC 8949 section 5.6", "A field stands twice in a section."},
              proven({hc_with_hc(map_as_listed({section[0], section[0], section[1]}))}));
  const Listed proof = listed(apart(proven({half_hc()})).headers);
  const Parts whole_proof = apart(proven({half_hc()}));
  maker.token("cbor/duplicate_label_in_proof",
              {"cbor.duplicate_key", "7.2", "RFC 9052 section 3", "alg stands twice in the proof's header."},
              signed_octets(map_as_listed({proof[0], proof[0], proof[1], proof[2]}), {0xa0},
                            map_of(whole_proof.payload), edkey(Party::holder)));

  const About order{"cbor.unsorted", "8.3", "RFC 8949 section 4.2.1", "Keys are not in bytewise order."};
  Listed swapped = listed(card.payload);
  std::swap(swapped[0], swapped[1]);
  maker.token("cbor/unsorted_claims", order, proven({hc_with_payload(map_as_listed(swapped))}));
  maker.token("cbor/unsorted_section", order, proven({hc_with_hc(map_as_listed({section[1], section[0]}))}));
  Listed other_headers = listed(card.headers);
  std::swap(other_headers[0], other_headers[1]);
  maker.token(
      "cbor/unsorted_protected_header", order,
      proven({signed_octets(map_as_listed(other_headers), {0xa0}, map_of(card.payload), edkey(Party::health))}));
}

void make_heads(Maker& maker) {
  const Bytes exp = exp_value();
  const auto claiming = [&](const char* name, const char* expect, const char* number, const char* source,
                            const char* note, const Bytes& value, std::int64_t claim = cose::kClaimExp) {
    maker.token(name, {expect, number, source, note}, proven({hc_claiming(claim, value)}));
  };
  const char* encoding = "RFC 8949 section 4.2.1";
  claiming("cbor/indefinite_text", "cbor.indefinite", "8.1", encoding, "iss is a text of indefinite length.",
           hex("7f654a4e2d4843ff"), cose::kClaimIss);
  const Bytes payload = map_of(apart(half_hc()).payload);
  Bytes open = payload + hex("ff");
  open.front() = 0xbf;
  maker.token("cbor/indefinite_claims",
              {"cbor.indefinite", "8.1", encoding, "The signed claims are a map of indefinite length."},
              proven({hc_with_payload(open)}));
  Bytes token = whole();
  token[1] = 0x9f;
  maker.token("cbor/indefinite_token",
              {"cbor.indefinite", "8.1", encoding, "The token is an array of indefinite length."}, token + hex("ff"));
  claiming("cbor/indefinite_status", "cbor.indefinite", "8.1", encoding, "status is a map of indefinite length.",
           hex("bfff"), cose::kClaimStatus);
  claiming("cbor/break_alone", "cbor.indefinite", "8.1", "RFC 8949 section 3.2.1", "A break without anything to end.",
           hex("ff"));

  claiming("cbor/integer_not_minimal", "cbor.not_minimal", "8.2", encoding, "exp takes eight octets where four do.",
           hex("1b00000000") + Bytes(exp.begin() + 1, exp.end()));
  claiming("cbor/small_integer_not_minimal", "cbor.not_minimal", "8.2", encoding,
           "A number below 24 takes an octet of its own.", hex("1801"));
  claiming("cbor/length_not_minimal", "cbor.not_minimal", "8.2", encoding, "iss has its length in an octet of its own.",
           hex("7805") + hex("4a4e2d4843"), cose::kClaimIss);
  Bytes wide = whole();
  wide.insert(wide.begin() + 1, 0x98);
  wide[2] = 0x04;
  maker.token("cbor/array_length_not_minimal",
              {"cbor.not_minimal", "8.2", encoding, "The token's array has its length in an octet of its own."}, wide);
  Bytes tag = whole();
  tag.insert(tag.begin(), 0xd8);
  tag[1] = 0x12;
  maker.token("cbor/tag_not_minimal", {"cbor.not_minimal", "8.2", encoding, "Tag 18 in an octet of its own."}, tag);

  for (const auto& [name, octet] :
       {std::pair{"cbor/reserved_28", "1c"}, std::pair{"cbor/reserved_29", "5d"}, std::pair{"cbor/reserved_30", "9e"}})
    claiming(name, "cbor.reserved", "8.4", "RFC 8949 section 3", "Additional information 28 to 30 is reserved.",
             hex(octet));
  claiming("cbor/bad_utf8", "cbor.bad_utf8", "8.5", "RFC 8949 section 3.1", "iss holds an octet that is no UTF-8.",
           hex("65ff4e2d4843"), cose::kClaimIss);
  claiming("cbor/overlong_utf8", "cbor.bad_utf8", "8.5", "RFC 3629 section 3", "iss holds an overlong encoding.",
           hex("62c080"), cose::kClaimIss);
  claiming("cbor/surrogate_utf8", "cbor.bad_utf8", "8.5", "RFC 3629 section 3", "iss holds a surrogate.",
           hex("63eda080"), cose::kClaimIss);
  claiming("cbor/simple_0", "cbor.reserved", "8.6", "RFC 8949 section 3.3", "An unassigned simple value.", hex("e0"));
  claiming("cbor/simple_32", "cbor.reserved", "8.6", "RFC 8949 section 3.3", "An unassigned simple value.",
           hex("f820"));
  claiming("cbor/simple_20_in_two_octets", "cbor.reserved", "8.6", "RFC 8949 section 3.3", "false spelt in two octets.",
           hex("f814"));
  claiming("cbor/float_not_shortest", "cbor.bad_float", "11.1", "RFC 8949 section 4.2.2",
           "exp is a float that is not in its shortest form.", hex("fb3ff8000000000000"));
  claiming("cbor/nan_with_payload", "cbor.bad_float", "11.2", "RFC 8949 section 4.2.2", "exp is a NaN with a payload.",
           hex("f97e01"));
}

void make_bombs(Maker& maker) {
  const char* depth = "RFC 8949 section 10";
  maker.token("cbor/nested_arrays", {"cbor.too_deep", "9.1 33.2", depth, "2900 nested arrays."}, Bytes(2900, 0x81));
  maker.token("cbor/nested_in_payload", {"cbor.too_deep", "9.1", depth, "17 nested arrays within signed claims."},
              proven({hc_claiming(cose::kClaimStatus, Bytes(17, 0x81) + hex("00"))}));
  maker.token("cbor/tag_chain", {"cbor.too_deep", "9.2 33.2", depth, "2900 tags in a chain."}, Bytes(2900, 0xc1));
  maker.token("cbor/tag_chain_in_payload", {"cbor.too_deep", "9.2", depth, "17 tags in a chain within signed claims."},
              proven({hc_claiming(cose::kClaimStatus, Bytes(17, 0xc1) + hex("00"))}));
  for (const auto& [name, number, octets] : {std::tuple{"cbor/huge_bytes", "10.1 33.1", "5bffffffffffffffff"},
                                             std::tuple{"cbor/huge_text", "10.1 33.1", "7b7fffffffffffffff"},
                                             std::tuple{"cbor/huge_array", "10.2 33.1", "9b7fffffffffffffff"},
                                             std::tuple{"cbor/huge_map", "10.2 33.1", "bb7fffffffffffffff"},
                                             std::tuple{"cbor/huge_array_in_token", "10.2 33.1", "d29affffffff"},
                                             std::tuple{"cbor/four_gigabyte_header", "10.1 33.1", "d2845affffffff"}}) {
    maker.token(
        name,
        {"cbor.truncated", number, "RFC 8949 section 10", "A declared length far beyond the octets that are there."},
        hex(octets));
  }
  maker.token("cbor/huge_bytes_in_payload",
              {"cose.malformed", "10.1 33.1", "RFC 8949 section 10",
               "A huge declared length within signed claims: no second scan completes it."},
              proven({hc_claiming(cose::kClaimStatus, hex("5bffffffffffffffff"))}));
  Parts much = apart(half_hc());
  much.payload.clear();
  much.payload[label(cose::kClaimCnf)] = cbor::encode_bytes(Bytes(2100, 0));
  Parts bare = much;
  bare.payload.clear();
  bare.payload[label(cose::kClaimIss)] = label(0);
  maker.token("cbor/packed_grows_beyond_limit",
              {"cbor.too_large", "33.1", "docs/format.md section 1",
               "A packed code whose one cnf is to be copied into three more cards, beyond 8192 octets."},
              Bytes{0x01} + proven({together(much), together(bare), together(bare), together(bare)}));
}

void make_dates(Maker& maker) {
  const Bytes exp = exp_value();
  const auto date = [&](const std::string& name, const char* number, const char* note, const Bytes& value,
                        const char* expect = "card.bad_claim") {
    for (const auto& [claim, word] :
         {std::pair{cose::kClaimExp, "exp"}, std::pair{cose::kClaimIat, "iat"}, std::pair{cose::kClaimNbf, "nbf"}}) {
      maker.token("cbor/date_" + name + "_" + word,
                  {expect, number, "RFC 8392 section 2, RFC 8949 section 3.4.2", std::string(word) + " " + note},
                  proven({hc_claiming(claim, value)}));
    }
  };
  date("float", "11.1", "is a float.", hex("f93e00"));
  date("nan", "11.2", "is a NaN.", hex("f97e00"));
  date("infinite", "11.2", "is infinite.", hex("f97c00"));
  date("tagged", "11.3", "stands under tag 1.", hex("c1") + exp);
  date("negative", "11.4", "is negative.", hex("20"));
  date("oversized", "11.5", "is later than 9999-12-31T23:59:59Z.", hex("1b0000003afff44180"));
  date("largest", "11.5", "is 2^64 - 1.", hex("1bffffffffffffffff"));
  date("zero", "11.7", "is zero.", hex("00"));
  date("text", "11.8", "is a text.", cbor::encode_text("2031-11-23"));
  for (const auto& [claim, word] : {std::pair{cose::kClaimExp, "exp"}, std::pair{cose::kClaimIat, "iat"}}) {
    maker.token(std::string("cbor/date_missing_") + word,
                {"card.missing_claim", "11.6", "RFC 8392 section 3.1", std::string(word) + " is missing."},
                proven({altered_hc([&](Parts& card) { card.payload.erase(label(claim)); })}));
  }
  maker.token("cbor/date_float_in_proof",
              {"proof.malformed", "11.1", "RFC 8392 section 2", "The proof's iat is a float."},
              altered_proof([&](Parts& proof) { proof.payload[label(cose::kClaimIat)] = hex("f93e00"); }));
  maker.token("cbor/date_negative_in_proof",
              {"proof.malformed", "11.4", "RFC 8392 section 2", "The proof's iat is negative."},
              altered_proof([&](Parts& proof) { proof.payload[label(cose::kClaimIat)] = hex("20"); }));
  maker.token("cbor/date_tagged_in_proof",
              {"proof.malformed", "11.3", "RFC 8949 section 3.4.2", "The proof's iat stands under tag 1."},
              altered_proof([&](Parts& proof) { proof.payload[label(cose::kClaimIat)] = hex("c11a6b055918"); }));
}

}  // namespace

void make_cbor(Maker& maker) {
  make_trailing(maker);
  make_maps(maker);
  make_heads(maker);
  make_bombs(maker);
  make_dates(maker);
}

}  // namespace heyi::test::negative
