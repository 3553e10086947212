// The person's pseudonym: the same for every authority that shares the key, nothing to anybody else.
#include <heyi/card.hpp>

#include <algorithm>

#include "base/identifiers.hpp"
#include "codec/base64url.hpp"
#include "codec/hex.hpp"
#include "crypto/hash.hpp"

namespace heyi {
namespace {

constexpr std::size_t kMinKeySize = 16;
constexpr std::size_t kMaxKeySize = 64;

}  // namespace

Result<PseudonymKey> PseudonymKey::from_hex(std::string_view hex) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t first = hex.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return fail(Reason::key_bad_pem, "the pseudonym key is empty");
  hex = hex.substr(first, hex.find_last_not_of(kSpace) - first + 1);
  std::optional<Bytes> key = hex_decode(hex);
  if (!key || key->size() < kMinKeySize || key->size() > kMaxKeySize) {
    if (key) wipe(*key);
    return fail(Reason::key_bad_pem, "a pseudonym key is 32 to 128 hex digits");
  }
  return PseudonymKey(*std::move(key));
}

Result<PseudonymKey> PseudonymKey::generate(Random& random) {
  Bytes key(32);
  if (const Result<void> filled = random.fill(key); !filled) return filled.error();
  return PseudonymKey(std::move(key));
}

std::string PseudonymKey::to_hex() const { return hex_encode(key_); }

Result<std::string> PseudonymKey::pseudonym(const Person& person) const {
  if (person.document_type < 0 || person.document_type > 255) {
    return fail(Reason::claims_out_of_range, "person.document_type");
  }
  const std::uint8_t type = static_cast<std::uint8_t>(person.document_type);
  const Result<Digest> mac = hmac_sha256(key_, {ByteView(&type, 1), as_bytes(person.document_number)});
  if (!mac) return mac.error();
  return base64url_encode(ByteView(*mac).first(kPseudonymSize * 3 / 4));
}

PseudonymKey& PseudonymKey::operator=(PseudonymKey&& other) noexcept {
  if (this != &other) {
    wipe(key_);
    key_ = std::move(other.key_);
  }
  return *this;
}

PseudonymKey::~PseudonymKey() { wipe(key_); }

}  // namespace heyi
