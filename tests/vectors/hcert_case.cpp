// The stages of a health certificate, each through the product.
#include "vectors/hcert_case.hpp"

#include <heyi/certificate.hpp>
#include <heyi/qr.hpp>
#include <heyi/time.hpp>

#include "codec/base45.hpp"
#include "codec/zlib.hpp"
#include "crypto/hash.hpp"

namespace heyi::test {
namespace {

constexpr std::size_t kMaxExpanded = 64U * 1024;
constexpr std::int64_t kKid = 4;

}  // namespace

std::optional<bool> HcertCase::expects(const char* stage) const {
  const Json& all = expectations();
  const auto found = all.find(stage);
  if (found == all.end() || !found->is_boolean()) return std::nullopt;
  return found->get<bool>();
}

std::optional<std::string> HcertCase::image_text() const {
  std::string code = field("2DCODE");
  if (code.starts_with("data:")) code.erase(0, code.find(',') + 1);
  const std::optional<Bytes> file = from_base64(code);
  if (!file) return std::nullopt;
  const Result<GreyImage> image = read_image(*file);
  if (!image) return std::nullopt;
  const Result<std::string> text = read_qr(image->view());
  return text ? std::optional(*text) : std::nullopt;
}

Bytes HcertCase::cose_octets() const {
  if (has("COSE")) return from_hex(field("COSE"));
  if (!has("BASE45")) return hcert_text_octets(field("PREFIX")).value_or(Bytes{});
  const std::optional<Bytes> stream = base45_decode(field("BASE45"));
  return stream ? hcert_inflate(*stream).value_or(Bytes{}) : Bytes{};
}

Bytes HcertCase::certificate() const {
  return from_base64(string_at(json_.at("TESTCTX"), "CERTIFICATE")).value_or(Bytes{});
}

Judgement HcertCase::judge(ByteView encoded) const {
  const std::optional<SignedObject> object = unpack(encoded);
  if (!object || !object->one_signer) return {Judgement::State::fails, "no COSE_Sign1"};
  const Result<Certificate> read = read_certificate(certificate());
  VectorKey key;
  if (read) {
    key.key = read->key;
  } else {
    key.cause = "the certificate's key is out of scope (" + std::string(reason_name(read.error().reason)) + ")";
    // Out of scope is another kind of key; a certificate that cannot be read is a fault.
    if (read.error().reason != Reason::key_unsupported)
      return {Judgement::State::fails, "its certificate cannot be read"};
  }
  return judge_signature(*object, object->signatures.front(), {}, key);
}

bool HcertCase::kid_is_the_certificates(const SignedObject& object) const {
  const std::optional<Loose> headers = read_loose(object.body_protected);
  const Loose* kid = headers ? headers->find(kKid) : nullptr;
  if (kid == nullptr) kid = object.unprotected.find(kKid);
  const Result<Digest> digest = hash(HashAlgorithm::sha256, certificate());
  return kid != nullptr && digest && kid->octets == Bytes(digest->begin(), digest->begin() + 8);
}

std::optional<std::int64_t> HcertCase::clock() const {
  std::string text = string_at(json_.at("TESTCTX"), "VALIDATIONCLOCK");
  if (text.size() < 20 || text.find_first_of("Z+", 11) == std::string::npos) {
    if (text.find('-', 11) == std::string::npos) text += "Z";
  }
  // Some write the zone as +0000.
  if (text.size() > 5 && (text[text.size() - 5] == '+' || text[text.size() - 5] == '-'))
    text.insert(text.size() - 2, ":");
  const Result<Time> time = parse_time(text);
  return time ? std::optional(to_unix(*time)) : std::nullopt;
}

std::optional<Bytes> hcert_base45(std::string_view text) {
  if (!text.starts_with(kHcertPrefix)) return std::nullopt;
  return base45_decode(text.substr(kHcertPrefix.size()));
}

std::optional<Bytes> hcert_inflate(ByteView stream) {
  Result<Bytes> expanded = inflate_zlib(stream, kMaxExpanded);
  return expanded ? std::optional(*std::move(expanded)) : std::nullopt;
}

std::optional<Bytes> hcert_text_octets(std::string_view text) {
  const std::optional<Bytes> compressed = hcert_base45(text);
  return compressed ? hcert_inflate(*compressed) : std::nullopt;
}

}  // namespace heyi::test
