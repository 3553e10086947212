// One health-certificate vector, stage by stage: picture, text, Base45, zlib, COSE, claims.
#pragma once

#include <optional>
#include <string>

#include "vectors/signed_object.hpp"

namespace heyi::test {

/// HcertCase reads one file's fields; every stage is the product's, but for taking CBOR apart.
class HcertCase {
 public:
  HcertCase(std::string name, const Json& json) : name_(std::move(name)), json_(json) {}

  /// is_hcert tells these files from other JSON by their content.
  static bool is_hcert(const Json& json) { return json.contains("TESTCTX") && json.contains("EXPECTEDRESULTS"); }

  const std::string& name() const { return name_; }
  std::string field(const char* key) const { return string_at(json_, key); }
  bool has(const char* key) const { return json_.contains(key); }
  /// expects is what the file expects of a stage; none when it says nothing.
  std::optional<bool> expects(const char* stage) const;
  const Json& expectations() const { return json_.at("EXPECTEDRESULTS"); }

  /// image_text is what our reader finds in the picture; none when it finds nothing.
  std::optional<std::string> image_text() const;
  /// cose_octets is the file's COSE, or what its text holds when it quotes none.
  Bytes cose_octets() const;
  /// judge asks the product for the signature over `encoded` under the file's certificate.
  Judgement judge(ByteView encoded) const;
  /// kid_is_the_certificates compares the kid with the first 8 octets of the certificate's SHA-256.
  bool kid_is_the_certificates(const SignedObject& object) const;
  /// clock is the file's VALIDATIONCLOCK; without a zone it is UTC.
  std::optional<std::int64_t> clock() const;

 private:
  Bytes certificate() const;

  std::string name_;
  const Json& json_;
};

inline constexpr std::string_view kHcertPrefix = "HC1:";

/// hcert_base45 is the Base45 part of a code's text decoded; none without the prefix or for damage.
std::optional<Bytes> hcert_base45(std::string_view text);
/// hcert_inflate expands the zlib stream, within a bound no certificate reaches; none for damage.
std::optional<Bytes> hcert_inflate(ByteView stream);
/// hcert_text_octets goes from the text to the COSE octets; none when a stage on the way fails.
std::optional<Bytes> hcert_text_octets(std::string_view text);

}  // namespace heyi::test
