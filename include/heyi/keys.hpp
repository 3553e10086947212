// Keys: the four signature algorithms, public keys, and Signer, which a hardware module can implement.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <heyi/bytes.hpp>
#include <heyi/random.hpp>
#include <heyi/result.hpp>

namespace heyi {

/// Algorithm names a signature algorithm together with its curve and hash.
enum class Algorithm {
  es256,  ///< ECDSA on P-256 with SHA-256; COSE -7, and P-256 alone. Signature 64 octets.
  es384,  ///< ECDSA on P-384 with SHA-384; COSE -35. Signature 96 octets.
  eddsa,  ///< Ed25519 (RFC 8032); COSE -8. Signature 64 octets.
  sm2,    ///< SM2 with SM3 and the id 1234567812345678 (GB/T 32918); private-use number. Signature 64 octets.
};

/// algorithm_name is the name used on the command line: `es256`, `es384`, `eddsa` or `sm2`.
std::string_view algorithm_name(Algorithm algorithm) noexcept;

/// algorithm_from_name is the inverse of algorithm_name. Fails with `key.unsupported`.
Result<Algorithm> algorithm_from_name(std::string_view name);

/// signature_size is the length in octets of a raw signature: 64, for es384 96.
constexpr std::size_t signature_size(Algorithm algorithm) noexcept { return algorithm == Algorithm::es384 ? 96 : 64; }

/// coordinate_size is the length in octets of a coordinate or an Ed25519 key: 32, for es384 48.
constexpr std::size_t coordinate_size(Algorithm algorithm) noexcept { return algorithm == Algorithm::es384 ? 48 : 32; }

/// PublicKey is a parsed and checked public key. Copies share one parsed key and are cheap; a PublicKey
/// may be used from several threads at once.
class PublicKey {
 public:
  /// from_pem reads a SubjectPublicKeyInfo (`PUBLIC KEY`) or the key of an X.509 certificate
  /// (`CERTIFICATE`, whose signature, validity and key usage are not checked here; see certificate.hpp).
  /// Fails with `key.bad_pem`, or `key.unsupported` for other algorithms and curves.
  static Result<PublicKey> from_pem(std::string_view pem);

  /// from_point makes a key from its coordinates: for es256, es384 and sm2 both `x` and `y`
  /// (coordinate_size octets each, big endian); for eddsa the 32 octets of RFC 8032 in `x` and an empty `y`.
  /// Fails with `key.bad_point` when the point is not on the curve or a length is wrong.
  static Result<PublicKey> from_point(Algorithm algorithm, ByteView x, ByteView y);

  /// from_compressed makes a key from `x` and the parity of y (SEC 1). Not for eddsa. Fails with `key.bad_point`.
  static Result<PublicKey> from_compressed(Algorithm algorithm, ByteView x, bool y_is_odd);

  Algorithm algorithm() const noexcept;

  /// x is the x coordinate, coordinate_size octets; for eddsa the public key itself.
  ByteView x() const noexcept;
  /// y is the y coordinate, coordinate_size octets; for eddsa empty.
  ByteView y() const noexcept;

  /// to_pem writes a SubjectPublicKeyInfo in PEM.
  Result<std::string> to_pem() const;

  /// verify checks a raw signature (r‖s, or RFC 8032) over `message`. Answers `cose.signature_size` for a
  /// wrong length and `cose.signature_invalid` for everything else that does not verify. High-s ECDSA
  /// signatures pass here; the token layer refuses them (see is_high_s).
  Result<void> verify(ByteView message, ByteView signature) const;

  /// operator== compares algorithm and point.
  friend bool operator==(const PublicKey& a, const PublicKey& b) noexcept;

  struct Impl;  ///< The parsed key; defined inside the library.
  explicit PublicKey(std::shared_ptr<const Impl> impl) noexcept;
  const Impl& impl() const noexcept { return *impl_; }

 private:
  std::shared_ptr<const Impl> impl_;
};

/// key_id is the kid of a key: the first 8 octets of its SHA-256 COSE Key thumbprint (RFC 9679).
Result<Bytes> key_id(const PublicKey& key);

/// is_high_s says whether an es256 or es384 signature has s > n/2; false for the other algorithms and for
/// wrong lengths. Each ECDSA signature has one low and one high form: tokens carry the low one alone.
bool is_high_s(Algorithm algorithm, ByteView signature) noexcept;

/// Signer signs for an issuer, a holder or a root. Implement it over a hardware module, or use PrivateKey.
/// Implementations must be safe to call from several threads.
class Signer {
 public:
  virtual ~Signer() = default;

  /// public_key is the key that verifies what sign makes; its algorithm() is the signer's.
  virtual const PublicKey& public_key() const noexcept = 0;

  /// sign hashes and signs `message` and answers with the raw signature (r‖s with low s, or RFC 8032).
  /// Fails with `key.sign_failed`.
  virtual Result<Bytes> sign(ByteView message) const = 0;
};

/// PrivateKey is a Signer whose key is held in memory by OpenSSL, which wipes it when it is released.
class PrivateKey final : public Signer {
 public:
  /// generate makes a new key. OpenSSL draws it from its own generator. Fails with `key.random_failed`.
  static Result<PrivateKey> generate(Algorithm algorithm);

  /// from_pem reads `PRIVATE KEY` (PKCS #8), `ENCRYPTED PRIVATE KEY` with `passphrase`, or `EC PRIVATE KEY`.
  /// Fails with `key.bad_pem`, `key.wrong_passphrase` (wrong or missing), or `key.unsupported`.
  static Result<PrivateKey> from_pem(std::string_view pem, std::string_view passphrase = {});

  /// from_scalar makes a key from its private scalar (coordinate_size octets), or its Ed25519 seed (32 octets).
  /// Fails with `key.bad_point` when the scalar is zero, not below the order, or of another length.
  static Result<PrivateKey> from_scalar(Algorithm algorithm, ByteView scalar);

  /// to_pem writes PKCS #8, encrypted with AES-256-CBC (PBES2, PBKDF2) when `passphrase` is not empty.
  Result<std::string> to_pem(std::string_view passphrase = {}) const;

  const PublicKey& public_key() const noexcept override;
  Result<Bytes> sign(ByteView message) const override;

  struct Impl;
  explicit PrivateKey(std::shared_ptr<const Impl> impl) noexcept;

 private:
  std::shared_ptr<const Impl> impl_;
};

}  // namespace heyi
