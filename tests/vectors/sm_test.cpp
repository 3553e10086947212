// SM3 hashes and SM2 signatures in the `key = value` form; negatives are made here, because the published set has none.
#include <functional>
#include <map>
#include <sstream>

#include "crypto/hash.hpp"
#include "crypto/openssl.hpp"
#include "support/catch.hpp"
#include "support/table.hpp"
#include "support/vectors.hpp"

namespace heyi::test {
namespace {

using Fields = std::map<std::string, std::string>;

struct Entry {
  Fields fields;
  std::string section;  // Of the last `[…]` line.
  std::string name;     // File and number within it.
};

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// A case ends with the field named `last`; fields before it, such as a curve's, stay for the cases that follow.
std::vector<Entry> entries_ending_with(const std::string& last) {
  std::vector<Entry> entries;
  for (const VectorFile& file : vector_files()) {
    if (file.extension == ".json") continue;
    const std::string text = file.text();
    if (text.find('\0') != std::string::npos || text.find(last + " =") == std::string::npos) continue;
    Entry entry;
    int count = 0;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      line = trimmed(line);
      if (line.starts_with('[')) entry.section = line;
      const auto equals = line.find('=');
      if (line.starts_with('#') || equals == std::string::npos) continue;
      entry.fields[trimmed(line.substr(0, equals))] = trimmed(line.substr(equals + 1));
      if (trimmed(line.substr(0, equals)) != last) continue;
      entry.name = file.name + " #" + std::to_string(++count);
      entries.push_back(entry);
    }
  }
  return entries;
}

Bytes number_of(const Fields& fields, const char* key) {
  const auto found = fields.find(key);
  if (found == fields.end()) return {};
  return from_hex(found->second.starts_with("0x") ? found->second.substr(2) : found->second);
}

constexpr std::string_view kSm2P256Prime = "fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff";

// verify_with_id is the product's verification but for the id, which vectors choose as they like and Heyi never does.
bool verify_with_id(const PublicKey& key, std::string_view id, ByteView message, ByteView raw) {
  const ErrorQueueGuard guard;
  const Result<Bytes> der = der_from_raw(Algorithm::sm2, raw);
  Result<DigestContext> context = start_digest_context(Algorithm::sm2, key.impl().key.get(), Use::verify);
  if (!der || !context || EVP_PKEY_CTX_set1_id(context->pkey.get(), id.data(), static_cast<int>(id.size())) != 1) {
    return false;
  }
  return EVP_DigestVerify(context->md.get(), der->data(), der->size(), message.data(), message.size()) == 1;
}

// The order of sm2p256v1, big endian, from the vector's own `Order`.
Bytes with_half(const Bytes& raw, bool second, const Bytes& half) {
  Bytes changed = raw;
  std::copy(half.begin(), half.end(), changed.begin() + (second ? 32 : 0));
  return changed;
}

struct Sm2Case {
  PublicKey key;
  std::string id;
  Bytes message, signature, order;
};

using Check = std::function<void(bool holds, const std::string& what)>;

// Everything near a valid signature that must not hold.
void check_negatives(const Sm2Case& valid, const Check& refused) {
  const auto holds = [&](ByteView message, ByteView raw) { return verify_with_id(valid.key, valid.id, message, raw); };
  refused(valid.key.verify(valid.message, valid.signature).has_value(), "the standard's id in place of the signer's");
  refused(verify_with_id(valid.key, "", valid.message, valid.signature), "an empty id");
  refused(verify_with_id(valid.key, valid.id + " ", valid.message, valid.signature), "a longer id");
  Bytes top(32, 0xff);
  for (const Bytes& half : {Bytes(32, 0), valid.order, top}) {
    refused(holds(valid.message, with_half(valid.signature, false, half)), "r out of range");
    refused(holds(valid.message, with_half(valid.signature, true, half)), "s out of range");
  }
  for (std::size_t bit = 0; bit < valid.signature.size() * 8; ++bit) {
    Bytes flipped = valid.signature;
    flipped[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    refused(holds(valid.message, flipped), "a flipped bit of the signature");
  }
  for (std::size_t bit = 0; bit < valid.message.size() * 8; ++bit) {
    Bytes flipped = valid.message;
    flipped[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    refused(holds(flipped, valid.signature), "a flipped bit of the message");
  }
  Bytes y(valid.key.y().begin(), valid.key.y().end());
  y.back() ^= 1;
  refused(PublicKey::from_point(Algorithm::sm2, valid.key.x(), y).has_value(), "a key off the curve");
}

// Says what of a case Heyi does not have; empty for sm2p256v1 with SM3.
std::string beyond_scope(const Fields& fields) {
  const auto hash_name = fields.find("Hash");
  if (hex_encode(number_of(fields, "P")) != kSm2P256Prime) return "a curve other than sm2p256v1 is out of scope";
  if (hash_name == fields.end() || hash_name->second != "SM3") return "SM2 with another hash than SM3 is out of scope";
  return {};
}

TEST_CASE("every published SM3 value is what we compute", "[vectors]") {
  Row row("SM3");
  for (const Entry& entry : entries_ending_with("Out")) {
    if (entry.section != "[SM3]") {
      row.out_of_scope(entry.name, "hash " + entry.section + " is out of scope");
      continue;
    }
    const Result<Digest> digest = hash(HashAlgorithm::sm3, number_of(entry.fields, "In"));
    row.check(digest && std::ranges::equal(*digest, number_of(entry.fields, "Out")), entry.name, "another value");
  }
  CHECK(row.finish() == "");
}

TEST_CASE("published SM2 signatures hold, and nothing near them does", "[vectors]") {
  Row row("SM2");
  Row negatives("SM2, negatives made here", Row::Counted::beside);
  for (const Entry& entry : entries_ending_with("Signature")) {
    if (!entry.fields.contains("Ident")) continue;
    if (const std::string cause = beyond_scope(entry.fields); !cause.empty()) {
      row.out_of_scope(entry.name, cause);
      continue;
    }
    const Result<PrivateKey> key = PrivateKey::from_scalar(Algorithm::sm2, number_of(entry.fields, "x"));
    if (!key) {
      row.unexpected(entry.name, "its key cannot be read");
      continue;
    }
    const Sm2Case valid{key->public_key(), entry.fields.at("Ident"), number_of(entry.fields, "Msg"),
                        number_of(entry.fields, "Signature"), number_of(entry.fields, "Order")};
    row.check(verify_with_id(valid.key, valid.id, valid.message, valid.signature), entry.name, "it does not hold");
    check_negatives(valid,
                    [&](bool holds, const std::string& what) { negatives.check(!holds, entry.name, what + " holds"); });
  }
  if (row.run() > 0) row.note("verified with the vector's own id; the product itself always uses 1234567812345678");
  CHECK(row.finish() == "");
  CHECK(negatives.finish() == "");
}

}  // namespace
}  // namespace heyi::test
