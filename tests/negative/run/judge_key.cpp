// Keys and certificates, as files and as numbers.
#include <heyi/card.hpp>
#include <heyi/certificate.hpp>
#include <heyi/keys.hpp>

#include "codec/hex.hpp"
#include "negative/run/outcome.hpp"

namespace heyi::test::negative {
namespace {

Outcome judge_key(const Vector& vector) {
  const std::string form = vector.get("form");
  if (form == "private") return outcome_of(PrivateKey::from_pem(vector.text(), vector.get("passphrase")));
  if (form == "public") return outcome_of(PublicKey::from_pem(vector.text()));
  if (form == "pseudonym") return outcome_of(PseudonymKey::from_hex(vector.text()));
  const Result<Algorithm> algorithm = algorithm_from_name(vector.get("algorithm"));
  if (form == "algorithm") return outcome_of(algorithm);
  if (!algorithm) return unrunnable("algorithm");
  if (form == "scalar") return outcome_of(PrivateKey::from_scalar(*algorithm, vector.octets()));
  const Bytes y = hex_decode(vector.get("y")).value_or(Bytes{});
  if (form == "point") return outcome_of(PublicKey::from_point(*algorithm, vector.octets(), y));
  if (form == "compressed")
    return outcome_of(PublicKey::from_compressed(*algorithm, vector.octets(), vector.get("y") == "odd"));
  return unrunnable("form");
}

// A certificate that reads but may not sign enters no trust list: `heyi trust add` says so with the reason given here.
Outcome judge_certificate(const Vector& vector) {
  const Result<Certificate> certificate = read_certificate(as_bytes(vector.text()));
  if (!certificate) return outcome_of(certificate);
  return outcome_of(certificate->may_sign ? Result<void>{} : Result<void>(fail(Reason::trust_bad_entry)));
}

}  // namespace

void add_key_judges(Judges& judges) {
  judges.emplace("key", judge_key);
  judges.emplace("certificate", judge_certificate);
}

}  // namespace heyi::test::negative
