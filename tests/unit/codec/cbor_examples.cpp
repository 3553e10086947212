// The examples of RFC 8949 appendix A: those in deterministic encoding are read and shown as the standard shows them,
// the others are refused.
#include "codec/cbor.hpp"
#include "codec/diagnostic.hpp"
#include "support/catch.hpp"
#include "unit/codec/exact.hpp"

namespace {

using heyi::cbor::Tree;
using heyi::test::Exact;
using heyi::test::from_hex;
using heyi::test::outcome;

struct Example {
  std::string_view hex, diagnostic;
};

// Shown as the standard shows them, but for two things: bignums stay tagged byte strings, and a large or small float
// takes the shortest exponent form.
constexpr Example kDeterministic[] = {
    {"00", "0"},
    {"01", "1"},
    {"0a", "10"},
    {"17", "23"},
    {"1818", "24"},
    {"1819", "25"},
    {"1864", "100"},
    {"1903e8", "1000"},
    {"1a000f4240", "1000000"},
    {"1b000000e8d4a51000", "1000000000000"},
    {"1bffffffffffffffff", "18446744073709551615"},
    {"c249010000000000000000", "2(h'010000000000000000')"},
    {"3bffffffffffffffff", "-18446744073709551616"},
    {"c349010000000000000000", "3(h'010000000000000000')"},
    {"20", "-1"},
    {"29", "-10"},
    {"3863", "-100"},
    {"3903e7", "-1000"},
    {"f90000", "0.0"},
    {"f98000", "-0.0"},
    {"f93c00", "1.0"},
    {"fb3ff199999999999a", "1.1"},
    {"f93e00", "1.5"},
    {"f97bff", "65504.0"},
    {"fa47c35000", "1e+05"},
    {"fa7f7fffff", "3.4028234663852886e+38"},
    {"fb7e37e43c8800759c", "1e+300"},
    {"f90001", "5.960464477539063e-08"},
    {"f90400", "6.103515625e-05"},
    {"f9c400", "-4.0"},
    {"fbc010666666666666", "-4.1"},
    {"f97c00", "Infinity"},
    {"f97e00", "NaN"},
    {"f9fc00", "-Infinity"},
    {"f4", "false"},
    {"f5", "true"},
    {"f6", "null"},
    {"f7", "undefined"},
    {"c074323031332d30332d32315432303a30343a30305a", "0(\"2013-03-21T20:04:00Z\")"},
    {"c11a514b67b0", "1(1363896240)"},
    {"c1fb41d452d9ec200000", "1(1363896240.5)"},
    {"d74401020304", "23(h'01020304')"},
    {"d818456449455446", "24(h'6449455446')"},
    {"d82076687474703a2f2f7777772e6578616d706c652e636f6d", "32(\"http://www.example.com\")"},
    {"40", "h''"},
    {"4401020304", "h'01020304'"},
    {"60", "\"\""},
    {"6161", "\"a\""},
    {"6449455446", "\"IETF\""},
    {"62225c", "\"\\\"\\\\\""},
    {"62c3bc", "\"\xc3\xbc\""},
    {"63e6b0b4", "\"\xe6\xb0\xb4\""},
    {"64f0908591", "\"\xf0\x90\x85\x91\""},
    {"80", "[]"},
    {"83010203", "[1, 2, 3]"},
    {"8301820203820405", "[1, [2, 3], [4, 5]]"},
    {"98190102030405060708090a0b0c0d0e0f101112131415161718181819", ""},
    {"a0", "{}"},
    {"a201020304", "{1: 2, 3: 4}"},
    {"a26161016162820203", "{\"a\": 1, \"b\": [2, 3]}"},
    {"826161a161626163", "[\"a\", {\"b\": \"c\"}]"},
    {"a56161614161626142616361436164614461656145",
     "{\"a\": \"A\", \"b\": \"B\", \"c\": \"C\", \"d\": \"D\", \"e\": \"E\"}"},
};

struct Refused {
  std::string_view hex, reason;
};

constexpr Refused kNotDeterministic[] = {
    {"fa7f800000", "cbor.bad_float"},          // Infinity in four octets
    {"fa7fc00000", "cbor.bad_float"},          // NaN
    {"faff800000", "cbor.bad_float"},          // -Infinity
    {"fb7ff0000000000000", "cbor.bad_float"},  // Infinity in eight
    {"fb7ff8000000000000", "cbor.bad_float"},
    {"fbfff0000000000000", "cbor.bad_float"},
    {"f0", "cbor.reserved"},    // simple(16)
    {"f8ff", "cbor.reserved"},  // simple(255)
    {"5f42010243030405ff", "cbor.indefinite"},
    {"7f657374726561646d696e67ff", "cbor.indefinite"},
    {"9fff", "cbor.indefinite"},
    {"9f018202039f0405ffff", "cbor.indefinite"},
    {"83018202039f0405ff", "cbor.indefinite"},
    {"83019f0203ff820405", "cbor.indefinite"},
    {"bf61610161629f0203ffff", "cbor.indefinite"},
    {"826161bf61626163ff", "cbor.indefinite"},
    {"bf6346756ef563416d7421ff", "cbor.indefinite"},
};

}  // namespace

TEST_CASE("deterministic examples of RFC 8949 are read and shown as it shows them", "[cbor][diagnostic]") {
  for (const Example& example : kDeterministic) {
    INFO(example.hex);
    const Exact input(from_hex(example.hex));
    const auto tree = Tree::parse(input.view());
    REQUIRE(outcome(tree) == "ok");
    CHECK(heyi::test::to_hex(tree->root().encoded()) == example.hex);
    if (!example.diagnostic.empty()) CHECK(heyi::cbor::diagnostic(tree->root()) == example.diagnostic);
  }
}

TEST_CASE("examples of RFC 8949 that are not deterministic are refused", "[cbor]") {
  for (const Refused& example : kNotDeterministic) {
    INFO(example.hex);
    const Exact input(from_hex(example.hex));
    CHECK(outcome(Tree::parse(input.view())) == example.reason);
  }
}

TEST_CASE("every truncation of every example is refused", "[cbor]") {
  for (const Example& example : kDeterministic) {
    const heyi::Bytes whole = from_hex(example.hex);
    for (std::size_t size = 0; size < whole.size(); ++size) {
      INFO(example.hex << " cut to " << size);
      const Exact input(heyi::ByteView(whole).first(size));
      CHECK(outcome(Tree::parse(input.view())) == "cbor.truncated");
    }
  }
}

TEST_CASE("every example with one octet more is refused", "[cbor]") {
  for (const Example& example : kDeterministic) {
    heyi::Bytes longer = from_hex(example.hex);
    longer.push_back(0);
    INFO(example.hex);
    CHECK(outcome(Tree::parse(Exact(longer).view())) == "cbor.trailing");
  }
}
