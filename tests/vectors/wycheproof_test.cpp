// Wycheproof: every signature of the curves Heyi has, ECDSA raw and DER, Ed25519.
#include "cose/key.hpp"
#include "cose/sign1.hpp"
#include "support/catch.hpp"
#include "support/table.hpp"
#include "support/vectors.hpp"
#include "vectors/der.hpp"

namespace heyi::test {
namespace {

// What a group signs with; none when Heyi does not have it.
std::optional<Algorithm> algorithm_of(const Json& group) {
  const std::string curve = string_at(group.value("publicKey", group.value("key", Json::object())), "curve");
  const std::string sha = string_at(group, "sha");
  if (curve == "secp256r1" && sha == "SHA-256") return Algorithm::es256;
  if (curve == "secp384r1" && sha == "SHA-384") return Algorithm::es384;
  if (curve == "edwards25519") return Algorithm::eddsa;
  return std::nullopt;
}

Result<PublicKey> key_of(const Json& group) {
  const std::string pem = string_at(group, "publicKeyPem");
  return PublicKey::from_pem(pem.empty() ? string_at(group, "keyPem") : pem);
}

// The raw signature of a case; none for DER that is not DER, which is to be refused before any arithmetic.
std::optional<Bytes> raw_signature(const Json& test, Algorithm algorithm, bool der) {
  const Bytes octets = from_hex(string_at(test, "sig"));
  if (!der) return octets;
  return raw_from_strict_der(octets, signature_size(algorithm) / 2);
}

struct Counts {
  int valid = 0;
  int high = 0;
};

struct Group {
  PublicKey key;
  bool der;
};

void run_case(Row& row, const std::string& name, const Group& group, const Json& test, Counts& counts) {
  const Bytes message = from_hex(string_at(test, "msg"));
  const std::optional<Bytes> signature = raw_signature(test, group.key.algorithm(), group.der);
  const bool holds = signature && group.key.verify(message, *signature).has_value();
  const std::string wanted = string_at(test, "result");
  if (wanted == "acceptable") return row.pass();
  if (wanted != "valid" && wanted != "invalid") return row.unexpected(name, "an unknown result: " + wanted);
  counts.valid += wanted == "valid" ? 1 : 0;
  if (holds && is_high_s(group.key.algorithm(), *signature)) {
    ++counts.high;
    const std::int64_t number = cose::algorithm_number(group.key.algorithm());
    const Result<void> token = cose::verify_signature(message, *signature, number, group.key);
    if (token || token.error().reason != Reason::cose_high_s)
      return row.unexpected(name, "the token layer takes a high s");
  }
  row.check(holds == (wanted == "valid"), name, holds ? "it must fail, and holds" : "it must hold, and fails");
}

void run_group(Row& row, const std::string& name, const Json& group, bool der, Counts& counts) {
  const Json tests = group.value("tests", Json::array());
  const std::optional<Algorithm> algorithm = algorithm_of(group);
  if (!algorithm) {
    const std::string what = string_at(group.value("publicKey", group.value("key", Json::object())), "curve") +
                             " with " + string_at(group, "sha");
    for (std::size_t i = 0; i < tests.size(); ++i) row.out_of_scope(name, what + " is out of scope");
    return;
  }
  const Result<PublicKey> key = key_of(group);
  for (const Json& test : tests) {
    const std::string case_name = name + " #" + test.value("tcId", Json()).dump();
    if (key && key->algorithm() == *algorithm) {
      run_case(row, case_name, {*key, der}, test, counts);
    } else {
      row.check(string_at(test, "result") == "invalid", case_name, "its key cannot be read");
    }
  }
}

void run_type(const char* title, const std::string& type) {
  Row row(title);
  Counts counts;
  for_each_json("\"testGroups\"", [&](const VectorFile& file, const Json& json) {
    const int before = row.run();
    bool ours = false;
    for (const Json& group : json.value("testGroups", Json::array())) {
      if (string_at(group, "type") != type) continue;
      ours = true;
      run_group(row, file.name, group, type == "EcdsaVerify", counts);
    }
    if (ours && json.value("numberOfTests", 0) != row.run() - before) {
      row.unexpected(file.name, "other than numberOfTests cases were run");
    }
  });
  if (type == "EcdsaVerify" && row.run() > 0) row.note("DER becomes r||s by strict test code; tokens carry r||s alone");
  if (row.run() > 0) row.note(std::to_string(counts.valid) + " are valid");
  if (counts.high > 0)
    row.note(std::to_string(counts.high) + " valid ones have a high s: taken here, refused by the token layer");
  CHECK(row.finish() == "");
}

TEST_CASE("every raw ECDSA signature of Wycheproof is judged as its result says", "[vectors]") {
  run_type("Wycheproof ECDSA, raw", "EcdsaP1363Verify");
}

TEST_CASE("every DER ECDSA signature of Wycheproof is judged as its result says", "[vectors]") {
  run_type("Wycheproof ECDSA, DER", "EcdsaVerify");
}

constexpr const char* kTypes[] = {"EcdsaP1363Verify", "EcdsaVerify", "EddsaVerify"};

TEST_CASE("what Wycheproof tests that is no signature of ours is told of", "[vectors]") {
  Row row("Wycheproof, other primitives");
  for_each_json("\"testGroups\"", [&](const VectorFile& file, const Json& json) {
    for (const Json& group : json.value("testGroups", Json::array())) {
      const std::string type = string_at(group, "type");
      if (std::find(std::begin(kTypes), std::end(kTypes), type) != std::end(kTypes)) continue;
      const std::size_t count = group.value("tests", Json::array()).size();
      for (std::size_t i = 0; i < count; ++i) row.out_of_scope(file.name, type + " is out of scope");
    }
  });
  if (row.run() > 0) CHECK(row.finish() == "");
}

TEST_CASE("every Ed25519 signature of Wycheproof is judged as its result says", "[vectors]") {
  run_type("Wycheproof Ed25519", "EddsaVerify");
}

}  // namespace
}  // namespace heyi::test
