// Who may ask the agent, and how often.
#include "agent/gate.hpp"

#include "support/catch.hpp"
#include "support/fixtures.hpp"

namespace heyi::kiosk {
namespace {

std::string told(const std::optional<Refusal>& refusal) { return refusal ? refusal_name(*refusal) : "passes"; }

}  // namespace

TEST_CASE("the gate lets the agent's own page pass and nobody else", "[kiosk][gate]") {
  SystemRandom random;
  const Gate gate(8600, random);
  const std::string own = "127.0.0.1:8600", origin = "http://127.0.0.1:8600";
  struct Row {
    RequestHead head;
    const char* page;
    const char* api;
  };
  const Row rows[] = {
      {{own, "", "", gate.token()}, "passes", "passes"},
      {{own, origin, "same-origin", gate.token()}, "passes", "passes"},
      {{own, "", "none", ""}, "passes", "kiosk.token"},
      {{own, origin, "same-origin", ""}, "passes", "kiosk.token"},
      {{own, origin, "same-origin", gate.token() + "0"}, "passes", "kiosk.token"},
      {{own, origin, "same-origin", gate.token().substr(1)}, "passes", "kiosk.token"},
      {{own, origin, "same-origin", "?"}, "passes", "kiosk.token"},
      {{own, "http://evil.example", "", gate.token()}, "kiosk.origin", "kiosk.origin"},
      {{own, "null", "", gate.token()}, "kiosk.origin", "kiosk.origin"},
      {{own, "http://127.0.0.1:8601", "same-site", gate.token()}, "kiosk.origin", "kiosk.origin"},
      {{own, "https://127.0.0.1:8600", "", gate.token()}, "kiosk.origin", "kiosk.origin"},
      {{own, "", "cross-site", gate.token()}, "kiosk.origin", "kiosk.origin"},
      {{own, "", "same-site", gate.token()}, "kiosk.origin", "kiosk.origin"},
      {{"localhost:8600", "", "", gate.token()}, "kiosk.host", "kiosk.host"},
      {{"127.0.0.1", "", "", gate.token()}, "kiosk.host", "kiosk.host"},
      {{"127.0.0.1:8601", "", "", gate.token()}, "kiosk.host", "kiosk.host"},
      {{"evil.example:8600", "", "", gate.token()}, "kiosk.host", "kiosk.host"},
      {{"", "", "", gate.token()}, "kiosk.host", "kiosk.host"},
      {{"?", "", "", gate.token()}, "kiosk.host", "kiosk.host"},
  };
  for (const Row& row : rows) {
    INFO(row.head.host << ' ' << row.head.origin << ' ' << row.head.fetch_site);
    CHECK(told(gate.check_page(row.head)) == row.page);
    CHECK(told(gate.check_api(row.head)) == row.api);
  }
}

TEST_CASE("every start draws another token of 128 bits", "[kiosk][gate]") {
  SystemRandom random;
  const Gate first(8600, random), second(8600, random);
  CHECK(first.token().size() == 32);
  CHECK(first.token() != second.token());
}

TEST_CASE("frames beyond the rate are refused until time has passed", "[kiosk][gate]") {
  FrameRate rate(10);
  FrameRate::Clock::time_point now{std::chrono::hours(1)};
  for (int i = 0; i < 10; ++i) CHECK(rate.take(now));
  CHECK_FALSE(rate.take(now));
  now += std::chrono::milliseconds(100);
  CHECK(rate.take(now));
  CHECK_FALSE(rate.take(now));
  now += std::chrono::hours(1);
  for (int i = 0; i < 10; ++i) CHECK(rate.take(now));
  CHECK_FALSE(rate.take(now));
}

}  // namespace heyi::kiosk
