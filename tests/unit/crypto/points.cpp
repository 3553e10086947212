// Keys made from numbers: points must lie on their curve, scalars below the order.
#include <heyi/keys.hpp>

#include <algorithm>

#include "unit/crypto/openssl_keys.hpp"

namespace {

using heyi::Algorithm;
using heyi::Bytes;
using heyi::ByteView;
using heyi::PrivateKey;
using heyi::PublicKey;
using heyi::test::make_key;
using heyi::test::outcome;

constexpr Algorithm kCurves[] = {Algorithm::es256, Algorithm::es384, Algorithm::sm2};

Bytes copy(ByteView octets) { return {octets.begin(), octets.end()}; }

Bytes prime_of(Algorithm algorithm) {
  const heyi::EcGroupPtr group(EC_GROUP_new_by_curve_name(heyi::curve_of(algorithm).nid));
  Bytes prime(heyi::coordinate_size(algorithm));
  REQUIRE(BN_bn2binpad(EC_GROUP_get0_field(group.get()), prime.data(), static_cast<int>(prime.size())) > 0);
  return prime;
}

}  // namespace

TEST_CASE("a key made from its point equals the key", "[keys][point]") {
  for (const Algorithm algorithm : heyi::test::kAlgorithms) {
    const PrivateKey key = make_key(algorithm);
    const PublicKey& original = key.public_key();
    CHECK(original.x().size() == heyi::coordinate_size(algorithm));
    CHECK(original.y().size() == (algorithm == Algorithm::eddsa ? 0 : heyi::coordinate_size(algorithm)));
    const auto made = PublicKey::from_point(algorithm, original.x(), original.y());
    REQUIRE(outcome(made) == "ok");
    CHECK(*made == original);
    CHECK(outcome(made->verify(Bytes{7}, *key.sign(Bytes{7}))) == "ok");
  }
}

TEST_CASE("keys with other points or other algorithms differ", "[keys][point]") {
  for (const Algorithm a : heyi::test::kAlgorithms) {
    for (const Algorithm b : heyi::test::kAlgorithms) CHECK_FALSE(make_key(a).public_key() == make_key(b).public_key());
  }
}

TEST_CASE("a compressed point gives the same key, the other parity its negative", "[keys][point]") {
  for (const Algorithm algorithm : kCurves) {
    const PrivateKey key = make_key(algorithm);
    const PublicKey& original = key.public_key();
    const bool odd = (original.y().back() & 1) != 0;
    const auto same = PublicKey::from_compressed(algorithm, original.x(), odd);
    REQUIRE(outcome(same) == "ok");
    CHECK(*same == original);
    const auto negative = PublicKey::from_compressed(algorithm, original.x(), !odd);
    REQUIRE(outcome(negative) == "ok");
    CHECK(std::ranges::equal(negative->x(), original.x()));
    CHECK_FALSE(*negative == original);
  }
}

TEST_CASE("a point off its curve is refused", "[keys][point]") {
  for (const Algorithm algorithm : kCurves) {
    const PrivateKey key = make_key(algorithm);
    const std::size_t size = heyi::coordinate_size(algorithm);
    for (std::size_t bit = 0; bit < size * 8; bit += 37) {
      Bytes y = copy(key.public_key().y());
      y[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
      CHECK(outcome(PublicKey::from_point(algorithm, key.public_key().x(), y)) == "key.bad_point");
    }
    CHECK(outcome(PublicKey::from_point(algorithm, Bytes(size, 0), Bytes(size, 0))) == "key.bad_point");
  }
}

TEST_CASE("about half of all x have no point, and those are refused", "[keys][point]") {
  for (const Algorithm algorithm : kCurves) {
    int found = 0;
    for (std::uint8_t i = 1; i <= 64; ++i) {
      Bytes x(heyi::coordinate_size(algorithm), 0);
      x.back() = i;
      const auto key = PublicKey::from_compressed(algorithm, x, false);
      if (key) {
        ++found;
      } else {
        CHECK(outcome(key) == "key.bad_point");
      }
    }
    CHECK(found > 10);
    CHECK(found < 54);
  }
}

TEST_CASE("a coordinate that is not below the prime is refused", "[keys][point]") {
  for (const Algorithm algorithm : kCurves) {
    const PrivateKey key = make_key(algorithm);
    const Bytes prime = prime_of(algorithm);
    CHECK(outcome(PublicKey::from_compressed(algorithm, prime, false)) == "key.bad_point");
    CHECK(outcome(PublicKey::from_compressed(algorithm, Bytes(prime.size(), 0xff), true)) == "key.bad_point");
    CHECK(outcome(PublicKey::from_point(algorithm, prime, key.public_key().y())) == "key.bad_point");
    CHECK(outcome(PublicKey::from_point(algorithm, key.public_key().x(), Bytes(prime.size(), 0xff))) ==
          "key.bad_point");
  }
}

TEST_CASE("coordinates of another length are refused", "[keys][point]") {
  for (const Algorithm algorithm : heyi::test::kAlgorithms) {
    const PrivateKey key = make_key(algorithm);
    const ByteView x = key.public_key().x();
    const ByteView y = key.public_key().y();
    Bytes longer = {0};
    longer.insert(longer.end(), x.begin(), x.end());
    CHECK(outcome(PublicKey::from_point(algorithm, x.first(x.size() - 1), y)) == "key.bad_point");
    CHECK(outcome(PublicKey::from_point(algorithm, longer, y)) == "key.bad_point");
    CHECK(outcome(PublicKey::from_point(algorithm, {}, {})) == "key.bad_point");
    CHECK(outcome(PublicKey::from_compressed(algorithm, longer, false)) == "key.bad_point");
    if (algorithm == Algorithm::eddsa) CHECK(outcome(PublicKey::from_point(algorithm, x, x)) == "key.bad_point");
  }
}

TEST_CASE("scalars 1 and n - 1 give G and -G", "[keys][scalar]") {
  for (const Algorithm algorithm : kCurves) {
    Bytes one(heyi::coordinate_size(algorithm), 0);
    one.back() = 1;
    Bytes last = heyi::test::order_of(algorithm);
    last.back() -= 1;  // No borrow: the orders are odd.
    const auto generator = PrivateKey::from_scalar(algorithm, one);
    const auto negative = PrivateKey::from_scalar(algorithm, last);
    REQUIRE(generator.has_value());
    REQUIRE(negative.has_value());
    CHECK(std::ranges::equal(generator->public_key().x(), negative->public_key().x()));
    CHECK_FALSE(std::ranges::equal(generator->public_key().y(), negative->public_key().y()));
  }
}

TEST_CASE("a scalar of zero, or not below the order, is refused", "[keys][scalar]") {
  for (const Algorithm algorithm : kCurves) {
    const std::size_t size = heyi::coordinate_size(algorithm);
    CHECK(outcome(PrivateKey::from_scalar(algorithm, Bytes(size, 0))) == "key.bad_point");
    CHECK(outcome(PrivateKey::from_scalar(algorithm, heyi::test::order_of(algorithm))) == "key.bad_point");
    CHECK(outcome(PrivateKey::from_scalar(algorithm, Bytes(size, 0xff))) == "key.bad_point");
  }
}

TEST_CASE("a scalar of another length is refused", "[keys][scalar]") {
  for (const Algorithm algorithm : heyi::test::kAlgorithms) {
    for (const std::size_t size :
         {std::size_t{0}, heyi::coordinate_size(algorithm) - 1, heyi::coordinate_size(algorithm) + 1}) {
      CHECK(outcome(PrivateKey::from_scalar(algorithm, Bytes(size, 1))) == "key.bad_point");
    }
  }
}
