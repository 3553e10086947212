// All four algorithms alike: what one key signs it verifies, and nothing near to it.
#include <heyi/keys.hpp>

#include <set>

#include "unit/crypto/openssl_keys.hpp"

namespace {

using heyi::Algorithm;
using heyi::Bytes;
using heyi::ByteView;
using heyi::PrivateKey;
using heyi::test::kAlgorithms;
using heyi::test::make_key;
using heyi::test::outcome;

const Bytes kMessage = heyi::test::from_hex("846a5369676e617475726531");

Bytes sign(const PrivateKey& key, ByteView message) {
  auto signature = key.sign(message);
  REQUIRE(signature.has_value());
  return *std::move(signature);
}

std::string verdict(const PrivateKey& key, ByteView message, const Bytes& signature) {
  return outcome(key.public_key().verify(message, heyi::test::Exact(signature).view()));
}

}  // namespace

TEST_CASE("algorithms have the names of the command line", "[keys]") {
  std::set<std::string_view> names;
  for (const Algorithm algorithm : kAlgorithms) {
    names.insert(heyi::algorithm_name(algorithm));
    CHECK(heyi::algorithm_from_name(heyi::algorithm_name(algorithm)).value_or(Algorithm::es256) == algorithm);
  }
  CHECK(names == std::set<std::string_view>{"es256", "es384", "eddsa", "sm2"});
  for (const std::string_view name : {"", "ES256", "es512", "rsa", "sm2 "})
    CHECK(outcome(heyi::algorithm_from_name(name)) == "key.unsupported");
}

TEST_CASE("a key verifies what it signed", "[keys]") {
  for (const Algorithm algorithm : kAlgorithms) {
    INFO(heyi::algorithm_name(algorithm));
    const PrivateKey key = make_key(algorithm);
    CHECK(key.public_key().algorithm() == algorithm);
    for (const Bytes& message : {Bytes{}, Bytes{0}, kMessage, Bytes(5000, 0x61)}) {
      const Bytes signature = sign(key, message);
      CHECK(signature.size() == heyi::signature_size(algorithm));
      CHECK(verdict(key, message, signature) == "ok");
    }
  }
}

TEST_CASE("another key of the same algorithm does not verify", "[keys]") {
  for (const Algorithm algorithm : kAlgorithms) {
    const Bytes signature = sign(make_key(algorithm), kMessage);
    CHECK(verdict(make_key(algorithm), kMessage, signature) == "cose.signature_invalid");
  }
}

TEST_CASE("every flipped bit of a signature is refused", "[keys]") {
  for (const Algorithm algorithm : kAlgorithms) {
    const PrivateKey key = make_key(algorithm);
    Bytes signature = sign(key, kMessage);
    for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
      signature[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
      INFO(heyi::algorithm_name(algorithm) << ", bit " << bit);
      CHECK(verdict(key, kMessage, signature) == "cose.signature_invalid");
      signature[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    }
    CHECK(verdict(key, kMessage, signature) == "ok");
  }
}

TEST_CASE("every flipped bit of the message is refused", "[keys]") {
  for (const Algorithm algorithm : kAlgorithms) {
    const PrivateKey key = make_key(algorithm);
    const Bytes signature = sign(key, kMessage);
    for (std::size_t bit = 0; bit < kMessage.size() * 8; ++bit) {
      Bytes message = kMessage;
      message[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
      CHECK(verdict(key, message, signature) == "cose.signature_invalid");
    }
  }
}

TEST_CASE("a signature of another length is refused as such", "[keys]") {
  for (const Algorithm algorithm : kAlgorithms) {
    const PrivateKey key = make_key(algorithm);
    const Bytes signature = sign(key, kMessage);
    for (std::size_t size = 0; size < signature.size(); ++size) {
      CHECK(verdict(key, kMessage, Bytes(signature.begin(), signature.begin() + static_cast<std::ptrdiff_t>(size))) ==
            "cose.signature_size");
    }
    Bytes longer = signature;
    longer.push_back(0);
    CHECK(verdict(key, kMessage, longer) == "cose.signature_size");
  }
}

TEST_CASE("a DER signature is refused", "[keys]") {
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384, Algorithm::sm2}) {
    const PrivateKey key = make_key(algorithm);
    const auto der = heyi::der_from_raw(algorithm, sign(key, kMessage));
    REQUIRE(der.has_value());
    CHECK(verdict(key, kMessage, *der) == "cose.signature_size");
  }
}

TEST_CASE("r or s that is zero or not below the order is refused", "[keys]") {
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384, Algorithm::sm2}) {
    const PrivateKey key = make_key(algorithm);
    const Bytes good = sign(key, kMessage);
    const std::size_t half = good.size() / 2;
    const Bytes order = heyi::test::order_of(algorithm);
    Bytes above = order;
    above.back() += 1;  // No carry: none of the three orders ends in ff.
    for (const Bytes& number : {Bytes(half, 0), order, above, Bytes(half, 0xff)}) {
      INFO(heyi::algorithm_name(algorithm) << " " << heyi::test::to_hex(number));
      CHECK(verdict(key, kMessage, heyi::test::joined(number, ByteView(good).subspan(half))) ==
            "cose.signature_invalid");
      CHECK(verdict(key, kMessage, heyi::test::joined(ByteView(good).first(half), number)) == "cose.signature_invalid");
      CHECK(verdict(key, kMessage, heyi::test::joined(number, number)) == "cose.signature_invalid");
    }
  }
}

TEST_CASE("r and s swapped are refused", "[keys]") {
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384, Algorithm::sm2}) {
    const PrivateKey key = make_key(algorithm);
    const Bytes good = sign(key, kMessage);
    const std::size_t half = good.size() / 2;
    CHECK(verdict(key, kMessage, heyi::test::joined(ByteView(good).subspan(half), ByteView(good).first(half))) ==
          "cose.signature_invalid");
  }
}

TEST_CASE("OpenSSL verifies what we sign, under the algorithm's own hash", "[keys]") {
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384, Algorithm::eddsa}) {
    INFO(heyi::algorithm_name(algorithm));
    const PrivateKey key = make_key(algorithm);
    Bytes signature = sign(key, kMessage);
    if (algorithm != Algorithm::eddsa) signature = *heyi::der_from_raw(algorithm, signature);
    const heyi::PkeyPtr pkey = heyi::test::openssl_key(key);
    const heyi::MdCtxPtr md(EVP_MD_CTX_new());
    const EVP_MD* hash = algorithm == Algorithm::es256   ? EVP_sha256()
                         : algorithm == Algorithm::es384 ? EVP_sha384()
                                                         : nullptr;
    REQUIRE(EVP_DigestVerifyInit(md.get(), nullptr, hash, nullptr, pkey.get()) == 1);
    CHECK(EVP_DigestVerify(md.get(), signature.data(), signature.size(), kMessage.data(), kMessage.size()) == 1);
  }
}

TEST_CASE("verifying leaves OpenSSL's error queue empty", "[keys]") {
  for (const Algorithm algorithm : kAlgorithms) {
    const PrivateKey key = make_key(algorithm);
    CHECK(verdict(key, kMessage, Bytes(heyi::signature_size(algorithm), 0xff)) == "cose.signature_invalid");
    CHECK(ERR_peek_error() == 0);
  }
}
