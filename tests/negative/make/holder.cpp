// Stage 14: requests to an authority, and what the holder's app is asked to keep, show or draw.
#include "codec/hex.hpp"
#include "negative/make/maker.hpp"

namespace heyi::test::negative {
namespace {

Bytes request() { return *make_request(edkey(Party::holder), kHealth, kNow); }

void make_requests(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* number, const char* note, const Bytes& octets,
                        const More& more = {}) {
    More all = {{"issuer", kHealth}};
    all.insert(all.end(), more.begin(), more.end());
    maker.octets(std::string("request/") + name, "request", {expect, number, "docs/format.md section 5", note}, octets,
                 all);
  };
  const auto altered = [](const std::function<void(Parts&)>& change) {
    return changed(request(), edkey(Party::holder), change);
  };
  make("in_order", "ok", "", "A request; nothing is wrong with it.", request());
  make("by_another_key", "cose.signature_invalid", "28.6", "The request is signed by another key than it names.",
       changed(request(), edkey(Party::stranger), [](Parts&) {}));
  make("with_anothers_key", "cose.signature_invalid", "28.6", "The request names another's device key.",
       altered([](Parts& parts) {
         parts.payload[label(cose::kClaimCnf)] =
             apart(*make_request(edkey(Party::other_holder), kHealth, kNow)).payload.at(label(cose::kClaimCnf));
       }));
  make("to_another_authority", "request.wrong_issuer", "25.1", "The request names another authority.",
       *make_request(edkey(Party::holder), kHrss, kNow));
  make("to_a_near_name", "request.wrong_issuer", "25.1", "The request names the authority in lower case.",
       *make_request(edkey(Party::holder), "jn-hc", kNow));
  make("a_day_old", "request.stale", "28.7", "The request is a day and a second old.", request(),
       {{"now", format_time(kNow + Seconds{86401})}});
  make("from_the_future", "request.stale", "28.8", "The request is dated 31 s ahead.", request(),
       {{"now", format_time(kNow - Seconds{31})}});
  make("without_key", "request.invalid", "", "The request names no key.",
       altered([](Parts& parts) { parts.payload.erase(label(cose::kClaimCnf)); }));
  make("without_date", "request.invalid", "", "The request has no date.",
       altered([](Parts& parts) { parts.payload.erase(label(cose::kClaimIat)); }));
  make("claim_more", "request.invalid", "", "A claim more than aud, iat and cnf.",
       altered([](Parts& parts) { parts.payload[label(cose::kClaimIss)] = cbor::encode_text(kHealth); }));
  make("of_another_typ", "cose.wrong_typ", "20.6", "The typ is a proof's.",
       altered([](Parts& parts) { parts.headers[label(cose::kLabelTyp)] = label(294); }));
  make("code_as_request", "cose.wrong_typ", "20.7", "A code in the place of a request.", proven({half_hc()}));
  make("unprotected_label", "cose.unknown_header", "19.1", "An unprotected label beyond the closed set.",
       altered([](Parts& parts) { parts.unprotected[label(3)] = {0x00}; }));
  make("of_another_alg", "cose.alg_mismatch", "13.1", "alg says ES256, the key is Ed25519.",
       altered([](Parts& parts) { parts.headers[label(cose::kLabelAlg)] = label(cose::kAlgEs256); }));
  make("trailing", "cbor.trailing", "6.1", "An octet behind the request.", [] {
    Bytes octets = request();
    octets.push_back(0);
    return octets;
  }());
  make("cut_off", "cbor.truncated", "32.1", "The request's last octet is missing.", [] {
    Bytes octets = request();
    octets.pop_back();
    return octets;
  }());
}

std::string lines(const std::vector<Bytes>& cards) {
  std::string text;
  for (const Bytes& card : cards) text += (text.empty() ? "" : "\n") + hex_encode(card);
  return text;
}

void make_presentations(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* number, const char* note,
                        const std::vector<Bytes>& cards, const More& more = {}) {
    More all;
    bool holder = false;
    for (const auto& one : more) holder = holder || one.first == "holder";
    if (!holder) all.emplace_back("holder", "eddsa 61");
    all.insert(all.end(), more.begin(), more.end());
    maker.vector(std::string("present/") + name, "present", {expect, number, "docs/format.md section 6", note},
                 lines(cards), all);
  };
  make("in_order", "ok", "", "Both cards are shown; nothing is wrong with it.", {half_ss(), half_hc()});
  make("no_card", "present.no_card", "", "There is no card.", {});
  make("absent_section", "present.section_absent", "", "No card holds what is to be shown.", {half_hc()},
       {{"show", "vx"}});
  make("two_persons", "person.mismatch", "28.1", "The cards are two persons'.",
       {half_ss(), half_hc({.person = kOtherPerson})});
  make("two_devices", "person.device_mismatch", "28.2", "The cards are for two devices.",
       {half_ss(), half_hc({.device = Party::other_holder})});
  make("same_card_twice", "person.same_card", "28.3", "The same card twice.", {half_hc(), half_hc()});
  make("another_devices_key", "key.mismatch", "28.6", "The key is another device's.", {half_hc()},
       {{"holder", "eddsa 62"}});
  std::vector<Bytes> five;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) five.push_back(half_ss({.redact = {Section::id}, .seed = seed}));
  make("five_cards", "proof.too_many_cards", "33.2", "More than four cards.", five, {{"level", "any"}});
  make("name_without_nonce", "claims.out_of_range", "", "A verifier's name without its nonce.", {half_hc()},
       {{"audience", "desk-7"}});
  make("scope_with_nonce", "claims.out_of_range", "", "A scope word with a nonce.", {half_hc()},
       {{"audience", "medical"}, {"challenge", "0011223344556677"}});
  make("printed_as_dynamic", "cose.wrong_typ", "20.8", "A printed code is put under a proof.", {printed_card(kPlain)});
  std::vector<Bytes> four;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) four.push_back(half_ss({.redact = {Section::id}, .seed = seed}));
  make("beyond_the_budget", "present.over_budget", "", "Four cards make too dense a code for `ss` and `id`.", four);
  Parts damaged = apart(half_ss());
  set_disclosures(damaged, {disclosures_of(damaged).front(), disclosures_of(damaged).front()});
  maker.octets("present/card_disclosure_twice", "card",
               {"sd.repeated_hash", "27.2", "docs/format.md section 4", "A card to keep has its disclosure twice."},
               together(damaged));
  maker.octets("present/card_cut_off", "card",
               {"cbor.truncated", "32.1", "docs/format.md section 4", "A card to keep lacks its last octet."}, [] {
                 Bytes card = half_hc();
                 card.pop_back();
                 return card;
               }());
}

void make_texts(Maker& maker) {
  const auto make = [&](const char* name, const char* kind, const char* expect, const char* source, const char* note,
                        const std::string& text) {
    maker.vector(std::string("present/") + name, kind, {expect, "", source, note}, text);
  };
  make("challenge_in_order", "challenge", "ok", "docs/format.md section 6", "A challenge; nothing is wrong with it.",
       "HYC:00112233AABBCCDD:6465736B2D37");
  make("challenge_without_prefix", "challenge", "text.unknown_prefix", "docs/format.md section 6",
       "A challenge without its prefix.", "00112233AABBCCDD:6465736B2D37");
  make("challenge_nonce_of_7", "challenge", "text.bad_base45", "docs/format.md section 6", "A challenge of 7 octets.",
       "HYC:00112233AABBCC:6465736B2D37");
  make("challenge_without_name", "challenge", "text.bad_base45", "docs/format.md section 6",
       "A challenge without the verifier's name.", "HYC:00112233AABBCCDD:");
  make("qr_too_large", "qr", "qr.too_large", "ISO/IEC 18004, version 40-M",
       "One alphanumeric character more than a QR code of level M holds.", std::string(3392, 'A'));
  make("qr_lower_case", "qr", "qr.not_alphanumeric", "ISO/IEC 18004, table 5",
       "A letter in lower case has no place in the alphanumeric mode.", "HY1:abc");
  make("policy_unknown", "policy", "claims.unknown_code", "docs/format.md section 13", "There is no such policy.",
       "hospitol");
}

}  // namespace

void make_holder(Maker& maker) {
  make_requests(maker);
  make_presentations(maker);
  make_texts(maker);
}

}  // namespace heyi::test::negative
