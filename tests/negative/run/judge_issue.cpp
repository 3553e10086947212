// What an authority is handed: claims files, code tables, holders' requests; and the cards it is asked to make of them.
#include <heyi/card.hpp>
#include <heyi/trust.hpp>

#include "negative/run/outcome.hpp"
#include "negative/run/world.hpp"
#include "support/fixtures.hpp"

namespace heyi::test::negative {
namespace {

Outcome judge_claims(const Vector& vector) {
  return outcome_of(Claims::from_json(vector.text(), CodeTables::standard()));
}

Outcome judge_tables(const Vector& vector) { return outcome_of(CodeTables::from_json(vector.text())); }

Outcome judge_draft(const Vector& vector) { return outcome_of(trust_draft_from_json(vector.text())); }

Outcome judge_request(const Vector& vector) {
  return outcome_of(HolderRequest::open(vector.octets(), vector.get("issuer"), vector.now));
}

// issue makes a card of the claims in the body, by the key under `signer:`; a dynamic one for the device under
// `holder:`.
Outcome judge_issue(const Vector& vector) {
  const Result<Claims> claims = Claims::from_json(vector.text(), CodeTables::standard());
  if (!claims) return unrunnable("claims: " + claims.error().detail);
  const std::optional<PrivateKey> signer = signer_of(vector.get("signer"));
  if (!signer) return unrunnable("signer");
  const Result<std::vector<Section>> redact = parse_sections(vector.get("redact", "id"));
  IssueOptions options;
  options.now = vector.now;
  if (!vector.get("redact").empty() && redact) options.redact = *redact;
  options.decoys = std::stoi(vector.get("decoys", "0"));
  if (vector.get("form") == "static") return outcome_of(issue_static(*claims, *signer, pseudonym_key(), options));
  const std::optional<PrivateKey> holder = signer_of(vector.get("holder"));
  if (!holder) return unrunnable("holder");
  const Result<Bytes> request = make_request(*holder, claims->issuer(), vector.now);
  if (!request) return unrunnable("request");
  const Result<HolderRequest> opened = HolderRequest::open(*request, claims->issuer(), vector.now);
  if (!opened) return unrunnable("request");
  CountingRandom random;
  return outcome_of(issue_card(*claims, *opened, *signer, pseudonym_key(), random, options));
}

}  // namespace

void add_issue_judges(Judges& judges) {
  judges.emplace("claims", judge_claims);
  judges.emplace("tables", judge_tables);
  judges.emplace("draft", judge_draft);
  judges.emplace("request", judge_request);
  judges.emplace("issue", judge_issue);
}

}  // namespace heyi::test::negative
