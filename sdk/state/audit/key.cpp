// The local key of the pseudonyms' hashes.
#include <heyi/audit.hpp>

#include "codec/hex.hpp"
#include "crypto/hash.hpp"

namespace heyi {
namespace {

constexpr std::size_t kLeast = 16, kMost = 64, kDrawn = 32, kShown = 8;

}  // namespace

Result<AuditKey> AuditKey::from_hex(std::string_view hex) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t from = hex.find_first_not_of(kSpace);
  if (from == std::string_view::npos) return fail(Reason::key_bad_pem, "no hex digits");
  std::optional<Bytes> octets = hex_decode(hex.substr(from, hex.find_last_not_of(kSpace) - from + 1));
  if (!octets || octets->size() < kLeast || octets->size() > kMost) {
    return fail(Reason::key_bad_pem, "32 to 128 hex digits");
  }
  return AuditKey(*std::move(octets));
}

Result<AuditKey> AuditKey::generate(Random& random) {
  Bytes octets(kDrawn);
  if (const Result<void> filled = random.fill(octets); !filled) return filled.error();
  return AuditKey(std::move(octets));
}

std::string AuditKey::to_hex() const { return hex_encode(key_); }

Result<std::string> AuditKey::hash_of(std::string_view pseudonym) const {
  const Result<Digest> digest = hmac_sha256(key_, {as_bytes(pseudonym)});
  if (!digest) return digest.error();
  return hex_encode(ByteView(*digest).first(kShown));
}

AuditKey& AuditKey::operator=(AuditKey&& other) noexcept {
  if (this != &other) {
    wipe(key_);
    key_ = std::move(other.key_);
  }
  return *this;
}

AuditKey::~AuditKey() { wipe(key_); }

}  // namespace heyi
