// Stage 5, codes: whose key signed the card, for whom, when, and what it may vouch for.
#include "negative/make/maker.hpp"

namespace heyi::test::negative {
namespace {

const char* const kSource = "docs/format.md section 11";

Bytes by(Party party, const std::function<void(Parts&)>& change = [](Parts&) {}) {
  return changed(half_hc(), edkey(party), [&](Parts& card) {
    card.headers[label(cose::kLabelKid)] = cbor::encode_bytes(*key_id(edkey(party).public_key()));
    change(card);
  });
}

Bytes claiming_issuer(const std::string& issuer) {
  return altered_hc([&](Parts& card) { card.payload[label(cose::kClaimIss)] = cbor::encode_text(issuer); });
}

void make_signers(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* number, const char* note, const Bytes& card,
                        const More& more = {}) {
    maker.token(std::string("trust/") + name, {expect, number, kSource, note}, proven({card}), more);
  };
  make("signed_by_a_stranger", "trust.unknown_key", "", "A key that no list knows signed the card.",
       by(Party::stranger));
  make("signed_by_the_root", "trust.unknown_key", "", "The root key signed the card; it signs lists alone.",
       by(Party::root));
  make("signed_by_the_device", "trust.unknown_key", "", "The holder's own device key signed the card.",
       by(Party::holder));
  make("signed_by_the_status_key", "trust.wrong_role", "", "The key of the status lists signed the card.",
       by(Party::status));
  make("kid_of_another_authority", "cose.signature_invalid", "", "The kid names the other authority's key.",
       altered_hc([](Parts& card) {
         card.headers[label(cose::kLabelKid)] = cbor::encode_bytes(*key_id(edkey(Party::hrss).public_key()));
       }));
  make("signed_by_the_other_authority", "trust.wrong_issuer", "21.1",
       "The social-security authority signed a card that claims to be the health authority's.", by(Party::hrss));
  make("iss_of_the_other_authority", "trust.wrong_issuer", "21.1",
       "The health authority signed a card under the other's iss.", claiming_issuer(kHrss));
  make("iss_lower_case", "trust.wrong_issuer", "25.1", "iss in lower case.", claiming_issuer("jn-hc"));
  make("iss_with_a_dot", "trust.wrong_issuer", "25.1", "iss with a dot behind it.", claiming_issuer("JN-HC."));
  make("iss_with_an_underscore", "trust.wrong_issuer", "25.1", "iss with an underscore for its hyphen.",
       claiming_issuer("JN_HC"));
  make("iss_cut_off", "trust.wrong_issuer", "25.1", "iss without its last letter.", claiming_issuer("JN-H"));
  make("iss_longer", "trust.wrong_issuer", "25.1", "iss with its last letter doubled.", claiming_issuer("JN-HCC"));
  make("iss_with_a_space", "card.bad_claim", "25.1", "iss with a space behind it.", claiming_issuer("JN-HC "));
  make("iss_with_a_homoglyph", "card.bad_claim", "25.1", "iss with a Cyrillic letter that looks like its H.",
       claiming_issuer("JN-\xd0\x9d"
                       "C"));
  make("iss_with_a_nul", "card.bad_claim", "25.1", "iss with a NUL behind it.",
       claiming_issuer(std::string("JN-HC\0", 6)));
}

void make_entitlement(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* number, const char* note, const Bytes& token,
                        const More& more = {}) {
    maker.token(std::string("trust/") + name, {expect, number, kSource, note}, token, more);
  };
  make("section_not_entitled", "trust.unvouched", "21.2", "The health authority's key may not vouch for hc.",
       proven({half_hc()}), {{"trust", "world/trust-health-without-hc.list"}});
  const Bytes ss = apart(half_ss()).payload.at(cbor::encode_text("ss"));
  make("section_of_the_other_authority", "trust.unvouched", "21.2",
       "The health authority vouches for a social-security section.",
       proven({altered_hc([&](Parts& card) { card.payload[cbor::encode_text("ss")] = ss; })}, {"social", kNow, {}}),
       {{"policy", "kiosk"}});
  make("mandate_not_entitled", "trust.unvouched", "21.2",
       "A mandate that its signer may not vouch for refuses the code.",
       proven({issued(hrss_rich_claims(), Party::hrss, Algorithm::eddsa, kPlain, {}), half_hc()}),
       {{"trust", "world/trust-hrss-without-px.list"}});
  make("authority_of_another_city", "trust.unvouched", "21.3", "The card's area lies outside its signer's.",
       proven({half_hc()}), {{"trust", "world/trust-health-of-another-city.list"}});
  make("area_of_another_province", "trust.unvouched", "21.3", "The card names an area outside its signer's.",
       proven({altered_hc([](Parts& card) {
         Pairs section = pairs_of(card.payload.at(cbor::encode_text("hc")));
         section[label(2)] = cbor::encode_int(110101);
         card.payload[cbor::encode_text("hc")] = map_of(section);
       })}));
}

void make_signer_times(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* number, const char* note, const Bytes& card,
                        const char* trust) {
    maker.token(std::string("trust/") + name, {expect, number, kSource, note}, proven({card}),
                {{"trust", std::string("world/trust-") + trust + ".list"}});
  };
  make("signer_ended_before_issue", "trust.signer_expired", "22.1",
       "The signer had ended a year before the card was issued.", half_hc(), "health-ended-last-year");
  make("signer_ends_now", "trust.signer_expired", "22.3",
       "The card is good for years yet, its signer's permission ends now.", half_hc(), "health-ended-today");
  make("signer_from_tomorrow", "trust.signer_not_yet_valid", "22.2", "The signer is valid from tomorrow.", half_hc(),
       "health-from-tomorrow");
  make("issued_before_signer_began", "trust.signer_not_yet_valid", "22.2",
       "The card was issued the day before its signer's permission begins.",
       half_hc({.now = kNow - std::chrono::days{1}}), "health-from-today");
}

void make_list_times(Maker& maker) {
  const Bytes code = proven({half_hc()});
  maker.token("trust/expired_list", {"trust.expired", "24.2", kSource, "The trust list's next update is due now."},
              code, {{"trust", "world/trust-expired.list"}});
  maker.token("trust/expiring_list",
              {"ok", "", "docs/format.md section 13", "The trust list expires in 14 days: accepted, and said in time."},
              code, {{"trust", "world/trust-expiring.list"}, {"marks", "trust.expiring"}});
  maker.token("trust/list_from_the_future_in_use",
              {"trust.from_future", "", kSource, "The trust list is dated two days ahead of the clock."}, code,
              {{"trust", "world/trust-from-future.list"}});
  maker.token("trust/expired_list_identify",
              {"ok", "24.2", "docs/format.md section 13", "Who is only identified is, and the verdict is marked."},
              proven({half_hc()}, {"any", kNow, {}}),
              {{"policy", "identify"}, {"trust", "world/trust-expired.list"}, {"marks", "trust.expired"}});
  maker.token("trust/expired_list_printed",
              {"ok.identified", "24.2", "docs/format.md section 13",
               "A printed code under an expired trust list: accepted and marked."},
              printed_code(kPlain).token,
              {{"policy", "identify"}, {"trust", "world/trust-expired.list"}, {"marks", "trust.expired"}});
}

}  // namespace

void make_trust(Maker& maker) {
  make_signers(maker);
  make_entitlement(maker);
  make_signer_times(maker);
  make_list_times(maker);
}

}  // namespace heyi::test::negative
