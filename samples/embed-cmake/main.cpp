// The shortest whole round: an authority issues a card, its holder shows it, a terminal verifies it without a network.
// Every step answers with a Result; this program takes each with * or value(), which ends it if the step failed.
#include <iostream>

#include <heyi/heyi.hpp>

using namespace heyi;

constexpr const char* kClaims = R"({
  "issuer": "DEMO-HC", "person": {"document_type": 1, "document_number": "11010519491231002X"},
  "valid_until": "2031-11-23", "hc": {"index": "00112233445566778899AABBCCDDEEFF", "issuing_area": "370100"}})";

int main() {
  SystemRandom random;
  const Time now = *parse_time("2026-11-24T09:30:00Z"), until = now + std::chrono::years{1};
  const auto new_key = [] { return PrivateKey::generate(Algorithm::es256).value(); };
  const PrivateKey root = new_key(), authority = new_key(), device = new_key();

  // The operator says which sections the authority may vouch for.
  TrustListContent list{"demo", 1, 1, now, until, {}};
  list.entries.push_back({"DEMO-HC", authority.public_key(), {Role::issuer}, {Section::hc}, {}, {}, now, until});
  const Signer* roots[] = {&root};
  const auto signed_list = sign_trust_list(list, roots);

  // The holder's app asks for a card, the authority issues it.
  const auto request = HolderRequest::open(*make_request(device, "DEMO-HC", now), "DEMO-HC", now);
  const auto claims = Claims::from_json(kClaims, CodeTables::standard());
  const auto pseudonyms = PseudonymKey::generate(random);
  const Bytes card = *issue_card(*claims, *request, authority, *pseudonyms, random, {.now = now});

  // The holder's app shows a fresh code, the terminal judges it; the code and its lists are all that it needs.
  const auto code = present({&card, 1}, device, {.now = now});
  const auto trust = TrustList::open(*signed_list, {{root.public_key()}, 1, "demo"});
  const Verdict verdict = Verifier(*trust, {}, Policy::hospital()).verify(code->text, {.now = now});
  std::cout << code->text << '\n' << verdict_to_json(verdict) << '\n' << verdict.sentence(Language::zh) << '\n';
}
