// The desk: what is accepted lies in the outbox and stands in the log, once; what is not does not.
#include <algorithm>

#include "screen/headless.hpp"
#include "unit/terminal/desk_setting.hpp"

namespace heyi::terminal {
namespace {

using test::DeskSetting;

nlohmann::json line_of(const Judged& judged) {
  return nlohmann::json::parse(verdict_line(judged.view, {"12370100495570303U", "T-01", "N0042"}, 1, false));
}

}  // namespace

TEST_CASE("an accepted visit has a letter for each route and a line in the log", "[terminal][desk]") {
  DeskSetting setting;
  const Judged judged = setting.judge(setting.code("pensioner"));
  REQUIRE(judged.view.outcome == Outcome::accepted);
  REQUIRE(judged.view.visit);
  const std::string id = judged.view.visit->id;
  CHECK(line_of(judged)["decision"] == "accept");
  CHECK(line_of(judged)["visit_id"] == id);
  CHECK(setting.letters("mllp") == 1);
  CHECK(setting.letters("fhir") == 1);
  CHECK(setting.letter("mllp").id == id);
  CHECK(setting.letter("mllp").payload == *hl7_message(*judged.view.visit, {}, Systems::standard()));
  CHECK(setting.letter("fhir").payload == *fhir_bundle(*judged.view.visit, Systems::standard()));
  CHECK(setting.outbox->notes()->empty());
  const auto lines = setting.lines();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0]["decision"] == "accept");
  CHECK(lines[0]["reason"] == "ok");
  CHECK(lines[0]["visit"] == id);
  CHECK(lines[0]["by"] == "N0042");
  CHECK(lines[0]["terminal"] == "T-01");
  CHECK(lines[0]["at"] == format_time(setting.now));
  CHECK(lines[0]["trust"]["name"] == "simulation");
  CHECK(lines[0]["status"][0]["name"] == "simulated/now");
  CHECK(lines[0]["who"].get<std::string>().size() == 16);
  CHECK(setting.desk->today(setting.now).accepted == 1);
  CHECK(setting.is_sound());
}

TEST_CASE("the same code a moment later is a repeat, after that it is refused", "[terminal][desk]") {
  DeskSetting setting;
  const std::string code = setting.code("pensioner");
  const Judged first = setting.judge(code);
  REQUIRE(first.view.outcome == Outcome::accepted);
  const Judged again = setting.judge(code, setting.now + Seconds{10});
  CHECK(again.view.outcome == Outcome::repeated);
  CHECK(again.view.visit->id == first.view.visit->id);
  CHECK(line_of(again)["decision"] == "accept");
  const Judged late = setting.judge(code, setting.now + Seconds{11});
  CHECK(late.view.outcome == Outcome::refused);
  CHECK(late.view.reason == Reason::replay_seen);
  CHECK_FALSE(late.view.visit);
  CHECK(setting.letters("mllp") == 1);
  CHECK(setting.letters("fhir") == 1);
  const auto lines = setting.lines();
  REQUIRE(lines.size() == 3);
  CHECK(lines[1]["reason"] == "ok.repeat");
  CHECK(lines[1]["visit"] == first.view.visit->id);
  CHECK(lines[2]["reason"] == "replay.seen");
  CHECK(lines[2]["decision"] == "reject");
  CHECK_FALSE(lines[2].contains("visit"));
  CHECK(setting.desk->today(setting.now).accepted == 1);
  CHECK(setting.desk->today(setting.now).refused == 1);
  CHECK(setting.is_sound());
}

TEST_CASE("a code that a kill left between its memory and the outbox is accepted when it comes again",
          "[terminal][desk]") {
  DeskSetting setting;
  const std::string code = setting.code("employee");
  {
    // What judge does first.
    Circumstances circumstances{.now = setting.now};
    circumstances.replay = &setting.keeper->state();
    REQUIRE(setting.keeper->lists()->verifier.verify(code, circumstances).reason == Reason::ok);
  }
  setting.open();
  const Judged judged = setting.judge(code, setting.now + Seconds{2});
  CHECK(judged.view.outcome == Outcome::accepted);
  CHECK(setting.letters("mllp") == 1);
  CHECK(setting.lines().size() == 1);
  CHECK(setting.lines()[0]["visit"] == judged.view.visit->id);
  CHECK(setting.desk->today(setting.now).accepted == 1);
}

TEST_CASE("somebody else's code goes on its way once, when its presenter was compared", "[terminal][desk]") {
  DeskSetting setting;
  const Judged judged = setting.judge(setting.code("mother_with_child"));
  REQUIRE(judged.view.outcome == Outcome::confirm);
  REQUIRE(judged.view.visit);
  const std::string id = judged.view.visit->id;
  CHECK(line_of(judged)["decision"] == "confirm");
  CHECK(setting.letters("mllp") == 0);
  CHECK_FALSE(setting.lines()[0].contains("visit"));

  SECTION("within two minutes") {
    const Result<Judged> confirmed = setting.desk->confirm(id, setting.now + Seconds{120});
    REQUIRE(confirmed);
    CHECK(confirmed->view.outcome == Outcome::accepted);
    CHECK(confirmed->view.is_confirmed);
    CHECK(line_of(*confirmed)["decision"] == "accept");
    CHECK(setting.letters("mllp") == 1);
    CHECK(setting.letters("fhir") == 1);
    REQUIRE(setting.lines().size() == 2);
    CHECK(setting.lines()[1]["visit"] == id);
    CHECK(setting.desk->today(setting.now).accepted == 1);
    const Result<Judged> again = setting.desk->confirm(id, setting.now + Seconds{1});
    REQUIRE_FALSE(again);
    CHECK(again.error().reason == Reason::time_proof_stale);
    CHECK(setting.letters("mllp") == 1);
    CHECK(setting.lines().size() == 2);
  }
  SECTION("not later") {
    const Result<Judged> late = setting.desk->confirm(id, setting.now + Seconds{121});
    REQUIRE_FALSE(late);
    CHECK(late.error().reason == Reason::time_proof_stale);
    CHECK(setting.letters("mllp") == 0);
  }
  SECTION("not another") {
    const Result<Judged> unknown = setting.desk->confirm("00000000000000000000", setting.now);
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().reason == Reason::time_proof_stale);
    CHECK(setting.letters("mllp") == 0);
  }
  SECTION("not after the desk was started anew") {
    setting.open();
    CHECK_FALSE(setting.desk->confirm(id, setting.now));
    CHECK(setting.letters("mllp") == 0);
  }
  SECTION("scanned and compared once more, it is a repeat") {
    REQUIRE(setting.desk->confirm(id, setting.now));
    const Judged again = setting.judge(setting.code("mother_with_child"), setting.now + Seconds{1});
    // A code of the same second is the same code.
    if (again.view.reason == Reason::ok_repeat) {
      REQUIRE(again.view.outcome == Outcome::confirm);
      CHECK(setting.desk->confirm(again.view.visit->id, setting.now)->view.outcome == Outcome::repeated);
      CHECK(setting.letters("mllp") == 1);
    }
  }
}

TEST_CASE("what cannot be handed over when it is confirmed waits on", "[terminal][desk]") {
  DeskSetting setting;
  const std::string id = setting.judge(setting.code("mother_with_child")).view.visit->id;
  const std::string file = setting.folder.path() + "/outbox.db";
  std::filesystem::rename(file, file + ".aside");
  const Result<Judged> failed = setting.desk->confirm(id, setting.now);
  REQUIRE_FALSE(failed);
  CHECK(failed.error().reason == Reason::state_lost);
  std::filesystem::rename(file + ".aside", file);
  CHECK(setting.desk->confirm(id, setting.now));
  CHECK(setting.letters("mllp") == 1);
}

TEST_CASE("a printed code identifies: no visit, and nothing for programs to go on with", "[terminal][desk]") {
  DeskSetting setting;
  const Judged judged = setting.judge(setting.code("printed"));
  CHECK(judged.view.outcome == Outcome::identify);
  CHECK(judged.view.reason == Reason::ok_identified);
  CHECK_FALSE(judged.view.visit);
  REQUIRE(judged.view.printed);
  CHECK(judged.view.printed->social_security_card == "370100A52K17");
  CHECK(judged.view.printed->health_card_index == "8F3C61D2A97B04E55D10C8E7F2439AB6");
  CHECK(line_of(judged)["decision"] == "reject");
  CHECK(line_of(judged)["outcome"] == "identify");
  CHECK(setting.letters("mllp") == 0);
  REQUIRE(setting.lines().size() == 1);
  CHECK(setting.lines()[0]["reason"] == "ok.identified");
  CHECK_FALSE(setting.lines()[0].contains("visit"));
  CHECK(setting.desk->today(setting.now).identified == 1);
}

TEST_CASE("what is wrong is refused with its reason, and never handed over", "[terminal][desk]") {
  DeskSetting setting;
  const auto [person, reason, outcome] =
      GENERATE(table<const char*, Reason, Outcome>({{"forged", Reason::cose_signature_invalid, Outcome::refused},
                                                    {"expired", Reason::time_expired, Outcome::refused},
                                                    {"revoked", Reason::status_revoked, Outcome::refused},
                                                    {"kiosk", Reason::scope_wrong_audience, Outcome::refused},
                                                    {"incumbent", Reason::text_needs_online, Outcome::needs_online}}));
  const Judged judged = setting.judge(setting.code(person));
  CHECK(judged.view.outcome == outcome);
  CHECK(judged.view.reason == reason);
  CHECK_FALSE(judged.view.visit);
  CHECK(line_of(judged)["decision"] == "reject");
  CHECK(setting.letters("mllp") == 0);
  CHECK(setting.letters("fhir") == 0);
  REQUIRE(setting.lines().size() == 1);
  CHECK(setting.lines()[0]["decision"] == "reject");
  CHECK_FALSE(setting.lines()[0].contains("visit"));
}

TEST_CASE("a printed code of a card that was revoked is refused", "[terminal][desk]") {
  SystemRandom random;
  std::vector<station::Person> people = terminal::people(station::clock_now());
  for (station::Person& one : people) {
    if (one.is_printed) one.flaw = station::Flaw::revoked;
  }
  DeskSetting setting(false);
  station::City city({people, "medical", {}}, setting.now, random);
  setting.keeper.reset();
  test::FreshFolder folder;
  setting.keeper = *station::Keeper::open({city.roots(), folder.path(), Policy::hospital(), {}}, setting.now);
  REQUIRE(setting.keeper->apply(city.bundle(), setting.now));
  Desk desk({}, *setting.keeper, *setting.outbox, *setting.log, *AuditKey::generate(random));
  const Judged judged =
      desk.judge({city.code_of(*city.person("printed"), setting.now), {}, false, "test", {}}, setting.now);
  CHECK(judged.view.outcome == Outcome::refused);
  CHECK(judged.view.reason == Reason::status_revoked);
  CHECK_FALSE(judged.view.printed);
}

TEST_CASE("without a trust list nothing is accepted", "[terminal][desk]") {
  DeskSetting setting(false);
  const Judged judged = setting.judge(setting.code("pensioner"));
  CHECK(judged.view.outcome == Outcome::refused);
  CHECK(judged.view.reason == Reason::trust_missing);
  CHECK(setting.letters("mllp") == 0);
  REQUIRE(setting.lines().size() == 1);
  CHECK(setting.lines()[0]["reason"] == "trust.missing");
}

TEST_CASE("a clock that went back is doubted, and a status list that is old is said", "[terminal][desk]") {
  DeskSetting setting;
  SECTION("the clock") {
    const Time back = setting.now - Seconds{3600};
    const Judged judged = setting.judge(setting.code("pensioner", back), back);
    CHECK(judged.view.outcome == Outcome::refused);
    CHECK(judged.view.reason == Reason::time_clock_suspect);
    CHECK(setting.letters("mllp") == 0);
    CHECK(setting.lines().at(0)["reason"] == "time.clock_suspect");
  }
  SECTION("the list") {
    const Judged judged = setting.judge(setting.code("old_data"));
    REQUIRE(judged.view.outcome == Outcome::accepted);
    CHECK(judged.view.visit->is_stale);
    CHECK(setting.letters("mllp") == 1);
    const auto marks = setting.lines().at(0)["marks"];
    CHECK(std::find(marks.begin(), marks.end(), "status.stale") != marks.end());
    CHECK_FALSE(setting.judge(setting.code("employee")).view.visit->is_stale);
  }
}

}  // namespace heyi::terminal
