// Stage 4, headers and structure: each object of a code with one header or element wrong, and its signature over it.
#include "negative/make/maker.hpp"

#include "card/pack.hpp"
#include "codec/hex.hpp"

namespace heyi::test::negative {
namespace {

const char* const kHeaders = "RFC 9052 section 3.1";

Bytes printed() { return printed_code(kPlain).token; }

// in_each makes a vector of each kind of object in a code: the card, the proof, the printed code.
void in_each(Maker& maker, const std::string& name, const About& about, const std::function<void(Parts&)>& change) {
  maker.token("cose/" + name + "_card", about, proven({altered_hc(change)}));
  maker.token("cose/" + name + "_proof", about, altered_proof(change));
  maker.token("cose/" + name + "_printed", about, changed(printed(), edkey(Party::platform), change),
              {{"policy", "identify"}});
}

void make_algorithms(Maker& maker) {
  in_each(maker, "alg_absent", {"cose.alg_missing", "12.1", kHeaders, "There is no alg."},
          [](Parts& object) { object.headers.erase(label(cose::kLabelAlg)); });
  in_each(maker, "alg_unprotected",
          {"cose.alg_missing", "12.2", kHeaders, "alg stands in the unprotected header alone."}, [](Parts& object) {
            object.unprotected[label(cose::kLabelAlg)] = object.headers.at(label(cose::kLabelAlg));
            object.headers.erase(label(cose::kLabelAlg));
          });
  const Parts card = apart(half_hc());
  maker.token("cose/protected_header_empty",
              {"cose.alg_missing", "12.1", "RFC 9052 section 3", "The protected header is empty."},
              proven({signed_octets({}, {0xa0}, map_of(card.payload), edkey(Party::health))}));
  in_each(maker, "alg_of_another_key",
          {"cose.alg_mismatch", "13.1", "RFC 9053 section 2", "alg says ES384, the key is Ed25519."},
          [](Parts& object) { object.headers[label(cose::kLabelAlg)] = label(cose::kAlgEs384); });
  const std::pair<const char*, std::int64_t> unknown[] = {
      {"hmac", 5}, {"rs256", -257}, {"es512", -36}, {"es256k", -47}, {"sm3", -65538}};
  for (const auto& [word, number] : unknown) {
    const std::int64_t alg = number;
    maker.token(std::string("cose/alg_unknown_") + word,
                {"cose.alg_unknown", "13.1", "IANA COSE Algorithms", "alg is none of the four."},
                proven({altered_hc([&](Parts& parts) { parts.headers[label(cose::kLabelAlg)] = label(alg); })}));
  }
  maker.token(
      "cose/alg_as_text", {"cose.alg_unknown", "13.1", kHeaders, "alg is a text."},
      proven({altered_hc([&](Parts& parts) { parts.headers[label(cose::kLabelAlg)] = cbor::encode_text("EdDSA"); })}));
  const auto by = [](Algorithm algorithm, std::int64_t says) {
    return changed(hc_card(Suites::all(algorithm)), key(Party::health, algorithm),
                   [&](Parts& parts) { parts.headers[label(cose::kLabelAlg)] = label(says); });
  };
  const auto holding = [](Algorithm algorithm, const Bytes& half) {
    return proof_over({half}, key(Party::holder, algorithm));
  };
  maker.token(
      "cose/es256_with_sm2_key",
      {"cose.alg_mismatch", "13.2", "docs/format.md section 3", "The card is signed with SM2, its header says ES256."},
      holding(Algorithm::sm2, by(Algorithm::sm2, cose::kAlgEs256)));
  maker.token(
      "cose/sm2_with_es256_key",
      {"cose.alg_mismatch", "13.3", "docs/format.md section 3", "The card is signed with ES256, its header says SM2."},
      holding(Algorithm::es256, by(Algorithm::es256, cose::kAlgSm2Sm3)));
  const auto proof = [&](Algorithm algorithm, std::int64_t says) {
    return changed(holding(algorithm, hc_card(Suites::all(algorithm))), key(Party::holder, algorithm),
                   [&](Parts& parts) { parts.headers[label(cose::kLabelAlg)] = label(says); });
  };
  maker.token(
      "cose/proof_es256_with_sm2_key",
      {"cose.alg_mismatch", "13.2", "docs/format.md section 3", "The proof is signed with SM2, its header says ES256."},
      proof(Algorithm::sm2, cose::kAlgEs256));
  maker.token(
      "cose/proof_sm2_with_es256_key",
      {"cose.alg_mismatch", "13.3", "docs/format.md section 3", "The proof is signed with ES256, its header says SM2."},
      proof(Algorithm::es256, cose::kAlgSm2Sm3));
}

void make_labels(Maker& maker) {
  in_each(maker, "crit_unprotected", {"cose.critical", "14.1", kHeaders, "crit stands in the unprotected header."},
          [](Parts& object) { object.unprotected[label(cose::kLabelCrit)] = {0x81, 0x01}; });
  in_each(maker, "crit_protected", {"cose.critical", "14.2", kHeaders, "crit names a label that nobody knows."},
          [](Parts& object) {
            object.headers[label(cose::kLabelCrit)] = {0x81, 0x18, 0x63};
            object.headers[label(99)] = {0x00};
          });
  in_each(maker, "alg_in_both_headers",
          {"cose.duplicate_label", "7.4", "RFC 9052 section 3", "alg stands in both headers."}, [](Parts& object) {
            object.unprotected[label(cose::kLabelAlg)] = object.headers.at(label(cose::kLabelAlg));
          });
  in_each(maker, "content_type_unprotected",
          {"cose.unknown_header", "19.1", "docs/format.md section 2", "An unprotected label beyond the closed set."},
          [](Parts& object) { object.unprotected[label(3)] = {0x00}; });
  in_each(maker, "certificate_unprotected",
          {"cose.unknown_header", "19.1", "RFC 9360, x5chain", "A certificate stands in the unprotected header."},
          [](Parts& object) { object.unprotected[label(33)] = {0x40}; });
  in_each(maker, "text_label_unprotected",
          {"cose.unknown_header", "19.1", "docs/format.md section 2", "An unprotected label that is a text."},
          [](Parts& object) { object.unprotected[cbor::encode_text("x")] = {0x00}; });
  in_each(maker, "content_type_protected",
          {"cose.unknown_header", "", "docs/format.md section 2", "A protected label beyond the closed set."},
          [](Parts& object) { object.headers[label(3)] = {0x00}; });
  maker.token("cose/disclosures_beside_printed",
              {"cose.unknown_header", "19.1", "docs/format.md section 7", "A printed code with disclosures."},
              changed(printed(), edkey(Party::platform),
                      [](Parts& parts) { parts.unprotected[label(cose::kLabelSdClaims)] = {0x81, 0x40}; }),
              {{"policy", "identify"}});
  for (const auto& [word, value] : {std::pair{"missing", Bytes{}}, std::pair{"short", cbor::encode_bytes(Bytes(7, 1))},
                                    std::pair{"text", cbor::encode_text("12345678")}}) {
    maker.token(std::string("cose/kid_") + word,
                {"cose.kid_missing", "", kHeaders, "The kid is not a byte string of 8 octets."},
                proven({altered_hc([&](Parts& parts) {
                  parts.headers.erase(label(cose::kLabelKid));
                  if (!value.empty()) parts.headers[label(cose::kLabelKid)] = value;
                })}));
  }
}

// shaped writes a structure of any elements under any tag; tag 0 stands for none.
Bytes shaped(std::uint64_t tag, const std::vector<Bytes>& elements) {
  cbor::Writer out;
  if (tag != 0) out.tag(tag);
  out.array(elements.size());
  for (const Bytes& element : elements) out.raw(element);
  return std::move(out).take();
}

void make_shapes(Maker& maker) {
  const auto elements_of = [](const Bytes& object) {
    const Parts parts = apart(object);
    return std::vector<Bytes>{cbor::encode_bytes(map_of(parts.headers)), map_of(parts.unprotected),
                              cbor::encode_bytes(map_of(parts.payload)), cbor::encode_bytes(parts.signature)};
  };
  struct Place {
    const char* word;
    std::vector<Bytes> elements;
    std::function<Bytes(const Bytes&)> wrap;
    const char* policy;
  };
  const Place places[] = {
      {"card", elements_of(half_hc()), [](const Bytes& card) { return proven({card}); }, "hospital"},
      {"proof", elements_of(proven({half_hc()})), [](const Bytes& proof) { return proof; }, "hospital"},
      {"printed", elements_of(printed()), [](const Bytes& code) { return code; }, "identify"}};
  for (const Place& place : places) {
    const auto make = [&](const char* name, const char* number, const char* note, std::uint64_t tag,
                          const std::function<void(std::vector<Bytes>&)>& change,
                          const char* expect = "cose.malformed") {
      std::vector<Bytes> elements = place.elements;
      change(elements);
      maker.token(std::string("cose/") + name + "_" + place.word, {expect, number, "RFC 9052 section 4.2", note},
                  place.wrap(shaped(tag, elements)), {{"policy", place.policy}});
    };
    const auto same = [](std::vector<Bytes>&) {};
    make("tag_17", "15.1", "Tag 17 (COSE_Mac0) in place of 18.", 17, same);
    make("tag_98", "15.1", "Tag 98 (COSE_Sign) in place of 18.", 98, same);
    make("array_of_3", "15.2", "An array of three.", 18, [](auto& elements) { elements.erase(elements.begin() + 1); });
    make("array_of_5", "15.2", "An array of five.", 18, [](auto& elements) { elements.push_back({0x40}); });
    make("protected_map", "15.3", "The protected header is a map and no byte string.", 18,
         [](auto& elements) { elements[0] = *hex_decode("a10127"); });
    make("unprotected_bytes", "15.3", "The unprotected header is a byte string and no map.", 18,
         [](auto& elements) { elements[1] = {0x41, 0xa0}; });
    make("payload_text", "15.3", "The payload is a text.", 18, [](auto& elements) { elements[2] = {0x61, 'x'}; });
    make("signature_text", "15.3", "The signature is a text.", 18,
         [](auto& elements) { elements[3] = cbor::encode_text(std::string(64, 'x')); });
    make("payload_nil", "15.4", "The payload is nil: detached.", 18, [](auto& elements) { elements[2] = {0xf6}; });
    make("payload_empty", "15.4", "The payload is an empty byte string.", 18,
         [](auto& elements) { elements[2] = {0x40}; });
    make("signature_nil", "15.5", "The signature is nil.", 18, [](auto& elements) { elements[3] = {0xf6}; });
    make(
        "signature_empty", "15.5", "The signature is an empty byte string.", 18,
        [](auto& elements) { elements[3] = {0x40}; }, "cose.signature_size");
  }
  // Without a tag a printed code or a proof is an array, which is how a set of printed codes begins.
  maker.token("cose/tag_missing_card", {"cose.malformed", "15.1", "RFC 9052 section 4.2", "The card has no tag."},
              proven({shaped(0, elements_of(half_hc()))}));
  maker.token("cose/tag_missing_proof", {"cose.malformed", "15.1", "RFC 9052 section 4.2", "The code has no tag."},
              shaped(0, elements_of(proven({half_hc()}))));
  maker.token("cose/tag_twice", {"cose.malformed", "15.1", "RFC 9052 section 4.2", "Tag 18 twice."},
              shaped(18, {shaped(18, elements_of(whole()))}));
  maker.token("cose/cwt_tag_outside", {"cose.malformed", "15.1", "RFC 8392 section 6", "The CWT tag 61 around tag 18."},
              std::move(cbor::Writer{}.tag(61).raw(whole())).take());
  maker.token("cose/printed_set_of_one",
              {"cose.malformed", "15.2", "docs/format.md section 7", "A set of one printed code."},
              shaped(0, {printed()}), {{"policy", "identify"}});
  maker.token("cose/token_is_a_number", {"cose.malformed", "15.1", "RFC 9052 section 4.2", "The token is a number."},
              {0x00});
}

void make_types(Maker& maker) {
  const auto typed = [&](const char* name, const char* note, const Bytes& value) {
    const auto change = [&](Parts& object) {
      object.headers.erase(label(cose::kLabelTyp));
      if (!value.empty()) object.headers[label(cose::kLabelTyp)] = value;
    };
    maker.token(std::string("cose/typ_") + name + "_card", {"cose.wrong_typ", "20.1", "RFC 9596", note},
                proven({altered_hc(change)}));
    maker.token(std::string("cose/typ_") + name + "_proof", {"cose.wrong_typ", "20.2", "RFC 9596", note},
                altered_proof(change));
    maker.token(std::string("cose/typ_") + name + "_printed", {"cose.wrong_typ", "20.3", "RFC 9596", note},
                changed(printed(), edkey(Party::platform), change), {{"policy", "identify"}});
  };
  typed("missing", "There is no typ.", {});
  typed("unknown", "typ is a number of nothing here.", label(292));
  typed("request", "typ is a request's.", cbor::encode_text(cose::kTypRequest.text));
  typed("status_list", "typ is a status list's.", cbor::encode_text(cose::kTypStatusList.text));
  maker.token("cose/typ_proof_of_card", {"cose.wrong_typ", "20.1", "RFC 9596", "The card's typ is a proof's."},
              proven({altered_hc([](Parts& card) { card.headers[label(cose::kLabelTyp)] = label(294); })}));
  maker.token(
      "cose/typ_card_as_text", {"cose.wrong_typ", "20.1", "RFC 9596", "The card's typ is its number as a text."},
      proven({altered_hc([](Parts& card) { card.headers[label(cose::kLabelTyp)] = cbor::encode_text("293"); })}));
  maker.token("cose/request_as_code",
              {"cose.wrong_typ", "20.7", "docs/format.md section 5", "A holder's request in the place of a code."},
              *make_request(edkey(Party::holder), kHealth, kNow));
  maker.token("cose/status_list_as_code",
              {"cose.wrong_typ", "20.7", "docs/format.md section 12", "A status list in the place of a code."},
              *sign_status_list(status_content(kHealth, kHealthStatus, 64), edkey(Party::status)));
  const PrivateKey root = edkey(Party::root);
  const Signer* const roots[] = {&root};
  TrustListContent few = trust_content(Algorithm::eddsa);
  few.entries.resize(1, few.entries[0]);
  maker.token("cose/trust_list_as_code",
              {"cose.malformed", "20.7", "docs/format.md section 11", "A trust list in the place of a code."},
              *sign_trust_list(few, roots));
  maker.token("cose/printed_as_card",
              {"cose.wrong_typ", "20.8", "docs/format.md section 6", "A printed code under a holder's proof."},
              proven({printed()}));
  maker.token("cose/proof_as_card", {"cose.wrong_typ", "20.8", "docs/format.md section 6", "A proof under a proof."},
              proven({proven({half_hc()})}));
  maker.token("cose/proof_in_printed_set",
              {"cose.wrong_typ", "20.8", "docs/format.md section 7", "A proof within a set of printed codes."},
              shaped(0, {printed(), whole()}), {{"policy", "identify"}});
  maker.token("cose/card_in_printed_set",
              {"proof.missing", "20.8 28.4", "docs/format.md section 7",
               "A card without its proof within a set of printed codes."},
              shaped(0, {printed(), half_hc()}), {{"policy", "identify"}});
  maker.token(
      "cose/packed_printed",
      {"cose.wrong_typ", "20.8", "docs/format.md section 8", "A printed code behind the mark of the packed form."},
      [] {
        Bytes marked = printed();
        marked.insert(marked.begin(), 0x01);
        return marked;
      }(),
      {{"policy", "identify"}});
}

}  // namespace

void make_cose(Maker& maker) {
  make_algorithms(maker);
  make_labels(maker);
  make_shapes(maker);
  make_types(maker);
}

}  // namespace heyi::test::negative
