// The whole way from a picture to the page's JSON, with the people of the simulated city.
#include "agent/judge.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "agent/answer.hpp"
#include "simulation/simulation.hpp"
#include "station/keeper.hpp"
#include "station/log.hpp"
#include "support/catch.hpp"
#include "support/fresh_folder.hpp"

namespace heyi::kiosk {
namespace {

/// Kiosk is all of the agent but its server, in the simulated city.
struct Kiosk {
  test::FreshFolder folder;
  SystemRandom random;
  Time now = station::clock_now();
  Simulation city{now, random};
  Place place{"370102"};
  std::unique_ptr<station::Keeper> keeper =
      station::Keeper::open({city.roots(), folder.path(), Policy::kiosk(), {}}, now).value();

  nlohmann::json show(std::string_view example, Time at) {
    const Bytes picture = city.picture(example, 1280, 720, at).value();
    const GreyImage frame = read_image(picture).value();
    return nlohmann::json::parse(
        answer_json(judge_frame(frame.view(), *keeper->lists(), keeper->state(), place, at).value(), 0));
  }
};

std::string outcome(const nlohmann::json& answer, std::string_view service) {
  for (const auto& entry : answer.at("books").at(0).at("services")) {
    if (entry.at("id") == service) return entry.at("outcome");
  }
  return "no such service";
}

}  // namespace

TEST_CASE("every example of the simulation comes to what its button promises", "[kiosk][judge]") {
  Kiosk kiosk;
  CHECK(kiosk.keeper->lists() == nullptr);
  REQUIRE(kiosk.keeper->apply(kiosk.city.bundle(), kiosk.now));
  REQUIRE(kiosk.keeper->lists() != nullptr);
  struct Row {
    const char *example, *reason, *service, *outcome;
  };
  const Row rows[] = {
      {"pensioner", "ok", "resident-pension", "eligible"},
      {"employee", "ok", "employee-medical", "eligible"},
      {"jobless", "ok", "unemployment-benefit", "eligible"},
      {"support", "ok", "extreme-poverty-support", "eligible"},
      {"child", "ok", "child-vaccination-complete", "eligible"},
      {"traveller", "ok", "cross-region-care", "eligible"},
      {"withheld", "ok", "elderly-free-vaccination", "unknown"},
      {"old_data", "status.stale", "resident-medical", "unknown"},
      {"forged", "cose.signature_invalid", nullptr, nullptr},
      {"expired", "time.expired", nullptr, nullptr},
      {"revoked", "status.revoked", nullptr, nullptr},
      {"hospital", "scope.wrong_audience", nullptr, nullptr},
      {"incumbent", "text.needs_online", nullptr, nullptr},
  };
  CHECK(kiosk.city.examples().size() == std::size(rows) + 1);
  for (const Row& row : rows) {
    INFO(row.example);
    const nlohmann::json answer = kiosk.show(row.example, kiosk.now);
    CHECK(answer.at("found") == true);
    CHECK(answer.at("verdict").at("reason") == row.reason);
    CHECK(answer.at("stale") == (std::string_view(row.example) == "old_data"));
    CHECK(answer.at("books").size() == (row.service == nullptr ? 0 : 1));
    CHECK(answer.contains("person") == (row.service != nullptr));
    if (row.service != nullptr) CHECK(outcome(answer, row.service) == row.outcome);
  }
  const nlohmann::json far = kiosk.show("far_away", kiosk.now);
  CHECK(far.at("found") == false);
  CHECK(far.at("guidance") == "closer");
}

TEST_CASE("an answer holds no claim as it is", "[kiosk][judge]") {
  Kiosk kiosk;
  REQUIRE(kiosk.keeper->apply(kiosk.city.bundle(), kiosk.now));
  const nlohmann::json answer = kiosk.show("pensioner", kiosk.now);
  CHECK(answer.at("person") == nlohmann::json({{"name", "王*英"}, {"card", "2K17"}}));
  const std::string text = answer.dump();
  for (const char* claim : {"王秀英", "11010519491231002X", "370100A52K17", "1949-12-31",
                            "8F3C61D2A97B04E55D10C8E7F2439AB6", "MR-2026-000123"}) {
    CHECK(text.find(claim) == std::string::npos);
  }
}

TEST_CASE("the same code is answered again for ten seconds and refused afterwards", "[kiosk][judge]") {
  Kiosk kiosk;
  REQUIRE(kiosk.keeper->apply(kiosk.city.bundle(), kiosk.now));
  const GreyImage frame = read_image(kiosk.city.picture("pensioner", 1280, 720, kiosk.now).value()).value();
  const auto reason_at = [&](int seconds) {
    const auto judged = judge_frame(frame.view(), *kiosk.keeper->lists(), kiosk.keeper->state(), kiosk.place,
                                    kiosk.now + Seconds{seconds});
    return judged ? std::string(reason_name(judged->verdict.reason)) : "failed";
  };
  CHECK(reason_at(0) == "ok");
  CHECK(reason_at(5) == "ok.repeat");
  CHECK(reason_at(20) == "replay.seen");
}

TEST_CASE("rules whose pack has ended since it was loaded have no say", "[kiosk][judge]") {
  Kiosk kiosk;
  REQUIRE(kiosk.keeper->apply(kiosk.city.bundle(), kiosk.now));
  station::Lists lists = *kiosk.keeper->lists();
  REQUIRE(lists.books.size() == 1);
  lists.books[0].expires_at = kiosk.now;
  const GreyImage frame = read_image(kiosk.city.picture("pensioner", 1280, 720, kiosk.now).value()).value();
  const Judgement judged = judge_frame(frame.view(), lists, kiosk.keeper->state(), kiosk.place, kiosk.now).value();
  CHECK(judged.verdict.decision == Decision::accept);
  CHECK(judged.answers.empty());
}

}  // namespace heyi::kiosk
