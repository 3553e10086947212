// Keys, signatures and certificates made with OpenSSL directly, so that the product is not its own witness.
#pragma once

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <string>
#include <string_view>

#include "crypto/openssl.hpp"
#include "support/catch.hpp"
#include "unit/codec/exact.hpp"

namespace heyi::test {

inline constexpr Algorithm kAlgorithms[] = {Algorithm::es256, Algorithm::es384, Algorithm::eddsa, Algorithm::sm2};

inline PrivateKey make_key(Algorithm algorithm) {
  auto key = PrivateKey::generate(algorithm);
  REQUIRE(key.has_value());
  return *std::move(key);
}

/// openssl_key is `key` as OpenSSL's own.
inline PkeyPtr openssl_key(const PrivateKey& key) {
  const std::string pem = key.to_pem().value_or("");
  const BioPtr bio = memory_bio(as_bytes(pem));
  PkeyPtr parsed(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
  REQUIRE(parsed != nullptr);
  return parsed;
}

/// openssl_generate makes a key of any kind, by OpenSSL's name; `group` for "EC".
inline PkeyPtr openssl_generate(const char* type, const char* group = nullptr) {
  const PkeyCtxPtr context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  REQUIRE(context != nullptr);
  REQUIRE(EVP_PKEY_keygen_init(context.get()) == 1);
  if (group != nullptr) REQUIRE(EVP_PKEY_CTX_set_group_name(context.get(), group) == 1);
  EVP_PKEY* key = nullptr;
  REQUIRE(EVP_PKEY_generate(context.get(), &key) == 1);
  return PkeyPtr(key);
}

inline std::string text_of(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

inline std::string public_pem(EVP_PKEY* key) {
  const BioPtr bio(BIO_new(BIO_s_mem()));
  REQUIRE(PEM_write_bio_PUBKEY(bio.get(), key) == 1);
  return text_of(bio.get());
}

inline std::string private_pem(EVP_PKEY* key) {
  const BioPtr bio(BIO_new(BIO_s_mem()));
  REQUIRE(PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
  return text_of(bio.get());
}

/// order_of is the group order of an es256, es384 or sm2 key, big endian, coordinate_size octets.
inline Bytes order_of(Algorithm algorithm) {
  const EcGroupPtr group(EC_GROUP_new_by_curve_name(curve_of(algorithm).nid));
  REQUIRE(group != nullptr);
  Bytes order(coordinate_size(algorithm));
  REQUIRE(BN_bn2binpad(EC_GROUP_get0_order(group.get()), order.data(), static_cast<int>(order.size())) > 0);
  return order;
}

/// joined is r‖s.
inline Bytes joined(ByteView r, ByteView s) {
  Bytes raw(r.begin(), r.end());
  raw.insert(raw.end(), s.begin(), s.end());
  return raw;
}

}  // namespace heyi::test
