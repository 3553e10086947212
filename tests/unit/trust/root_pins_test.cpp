// The files that a verifier is born with.
#include <heyi/trust.hpp>

#include "support/catch.hpp"
#include "support/fixtures.hpp"

namespace heyi::test {
namespace {

std::string pem(Party party) { return key(party).public_key().to_pem().value(); }

std::string told(const std::vector<std::string>& pems, int threshold = 1, std::string_view environment = {}) {
  const Result<RootPins> pins = read_root_pins(pems, threshold, environment);
  if (!pins) return std::string(reason_name(pins.error().reason));
  return pins->environment + ' ' + std::to_string(pins->keys.size());
}

}  // namespace

TEST_CASE("root files give keys and their environment", "[trust][roots]") {
  const std::string first = pem(Party::root), second = pem(Party::second_root);
  const std::string line = std::string(kEnvironmentLine) + "test\n";
  CHECK(told({first}) == "production 1");
  CHECK(told({line + first}) == "test 1");
  CHECK(told({std::string(kEnvironmentLine) + "test\r\n" + first}) == "test 1");
  CHECK(told({"Something else\n" + line + first, second}, 2) == "test 2");
  CHECK(told({line + first}, 1, "other") == "other 1");
  CHECK(told({first + line}) == "production 1");  // After the key it is no head of it.
}

TEST_CASE("a root that stands twice counts once", "[trust][roots]") {
  const std::string one = pem(Party::root);
  CHECK(told({one, one}) == "production 1");
  CHECK(told({one, one}, 2) == "trust.threshold");
}

TEST_CASE("root files that are none are refused with what they are", "[trust][roots]") {
  const std::string one = pem(Party::root);
  CHECK(told({}) == "trust.threshold");
  CHECK(told({one}, 0) == "trust.threshold");
  CHECK(told({one}, -1) == "trust.threshold");
  CHECK(told({one}, 2) == "trust.threshold");
  CHECK(told({""}) == "key.bad_pem");
  CHECK(told({"no key"}) == "key.bad_pem");
  CHECK(told({one, "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n"}) == "key.bad_pem");
  CHECK(told({"-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n"}) == "key.bad_pem");
  const auto named = [&](const char* name) { return std::string(kEnvironmentLine) + name + '\n' + one; };
  CHECK(told({named("a"), named("b")}) == "trust.wrong_environment");
}

}  // namespace heyi::test
