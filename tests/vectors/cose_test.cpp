// The signing cases (gluecose) and the COSE working group's examples: Sig_structure and signatures.
#include "support/catch.hpp"
#include "vectors/signed_object.hpp"

namespace heyi::test {
namespace {

// An object's protected header that is the encoded empty map signs as an empty byte string (RFC 9052 §4.4).
bool is_empty_map(ByteView protected_bytes) { return protected_bytes.size() == 1 && protected_bytes[0] == 0xa0; }

void check_structure(Row& row, const std::string& name, const SignedObject& object, const Signature& signature,
                     ByteView external, const Bytes& wanted) {
  if (signed_octets(object, signature, external) == wanted) return row.pass();
  SignedObject normal = object;
  Signature of_normal = signature;
  if (is_empty_map(normal.body_protected)) normal.body_protected.clear();
  if (is_empty_map(of_normal.protected_bytes)) of_normal.protected_bytes.clear();
  if (signed_octets(normal, of_normal, external) == wanted) {
    return row.differs(
        name,
        "a protected header is the encoded empty map, which signs as an empty string; no issuer of ours writes one");
  }
  row.unexpected(name, "another Sig_structure");
}

struct Rows {
  Row structures, signatures, strict;

  explicit Rows(const std::string& set)
      : structures(set + ", Sig_structure"), signatures(set + ", signatures"), strict(set + ", strict reader") {}

  std::string finish() const { return structures.finish() + signatures.finish() + strict.finish(); }
};

void run_gluecose_case(Rows& rows, const std::string& name, const Json& json, const Json& part) {
  const bool made = part.contains("expectedOutput");
  const Bytes encoded =
      from_hex(string_at(part.value(made ? "expectedOutput" : "taggedCOSEStructure", Json()), "cborHex"));
  std::optional<SignedObject> object = unpack(encoded);
  if (!object) return rows.structures.unexpected(name, "no COSE_Sign1");
  if (object->detached) object->payload = from_hex(string_at(part, "payload"));
  const Bytes external = from_hex(string_at(part, "external"));
  const Bytes wanted = from_hex(string_at(part.value("tbsHex", Json()), "cborHex"));
  check_structure(rows.structures, name, *object, object->signatures.front(), external, wanted);
  const bool should_hold = made || part.value("shouldVerify", true);
  settle(rows.signatures, name, should_hold,
         judge_object(*object, external, {key_from_jwk(json.value("key", Json()))}));
  const std::string mismatch = strict_mismatch(encoded, *object);
  rows.strict.check(mismatch.empty(), name, mismatch);
}

// The keys of an example in the order of its signatures, and the ToBeSign that goes with each.
struct Example {
  std::vector<VectorKey> keys;
  std::vector<Bytes> to_be_signed;
  Bytes external;
};

Example read_example(const Json& input, const Json& intermediates) {
  Example example;
  if (input.contains("sign0")) {
    const Json& signer = input.at("sign0");
    example.keys.push_back(key_from_jwk(signer.value("key", Json())));
    example.to_be_signed.push_back(from_hex(string_at(intermediates, "ToBeSign_hex")));
    example.external = from_hex(string_at(signer, "external"));
    return example;
  }
  for (const Json& signer : input.at("sign").value("signers", Json::array())) {
    example.keys.push_back(key_from_jwk(signer.value("key", Json())));
    example.external = from_hex(string_at(signer, "external"));
  }
  for (const Json& signer : intermediates.value("signers", Json::array())) {
    example.to_be_signed.push_back(from_hex(string_at(signer, "ToBeSign_hex")));
  }
  return example;
}

Bytes plaintext_of(const Json& input) {
  const std::string text = string_at(input, "plaintext");
  return text.empty() ? from_hex(string_at(input, "plaintext_hex")) : Bytes(text.begin(), text.end());
}

void run_example(Rows& rows, const std::string& name, const Json& json) {
  const Json input = json.at("input");
  if (!input.contains("sign0") && !input.contains("sign")) {
    std::string kind = "this kind of object";
    for (const char* other : {"mac0", "mac", "encrypted", "enveloped"}) {
      if (input.contains(other)) kind = other;
    }
    return rows.signatures.out_of_scope(name, "no signature: " + kind + " is out of scope");
  }
  const Bytes encoded = from_hex(string_at(json.at("output"), "cbor"));
  std::optional<SignedObject> object = unpack(encoded);
  if (!object) return rows.signatures.unexpected(name, "neither COSE_Sign1 nor COSE_Sign");
  if (object->detached) object->payload = plaintext_of(input);
  const Example example = read_example(input, json.value("intermediates", Json::object()));
  const bool should_hold = !json.value("fail", false);
  // What was altered after signing has the Sig_structure of what it was before.
  for (std::size_t i = 0; should_hold && i < object->signatures.size() && i < example.to_be_signed.size(); ++i) {
    check_structure(rows.structures, name, *object, object->signatures[i], example.external, example.to_be_signed[i]);
  }
  settle(rows.signatures, name, should_hold, judge_object(*object, example.external, example.keys));
  const std::string mismatch = strict_mismatch(encoded, *object);
  rows.strict.check(mismatch.empty(), name, mismatch);
}

TEST_CASE("the signing cases have our Sig_structure, and their signatures hold", "[vectors]") {
  Rows rows("COSE signing cases");
  for_each_json("\"sign1::", [&](const VectorFile& file, const Json& json) {
    for (const char* part : {"sign1::sign", "sign1::verify"}) {
      if (json.contains(part)) run_gluecose_case(rows, file.name, json, json.at(part));
    }
  });
  CHECK(rows.finish() == "");
}

TEST_CASE("the COSE examples hold or fail as they say, and what we refuse has a cause", "[vectors]") {
  Rows rows("COSE examples");
  for_each_json("\"cbor_diag\"", [&](const VectorFile& file, const Json& json) {
    if (json.contains("input") && json.contains("output")) run_example(rows, file.name, json);
  });
  CHECK(rows.finish() == "");
}

}  // namespace
}  // namespace heyi::test
