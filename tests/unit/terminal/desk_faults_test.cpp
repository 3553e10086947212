// What goes wrong around a desk: an outbox that does not take, a log that does not take, and kills in between.
#include <signal.h>
#include <sys/resource.h>

#include <set>
#include <thread>

#include "desk/note.hpp"
#include "unit/terminal/child.hpp"
#include "unit/terminal/desk_setting.hpp"

namespace heyi::terminal {
namespace {

namespace fs = std::filesystem;

using test::DeskSetting;

std::multiset<std::string> visits_of(const std::vector<nlohmann::json>& lines) {
  std::multiset<std::string> visits;
  for (const nlohmann::json& line : lines) {
    if (line.contains("visit")) visits.insert(line["visit"].get<std::string>());
  }
  return visits;
}

}  // namespace

TEST_CASE("what the outbox does not take is refused, whatever the code says", "[terminal][desk]") {
  DeskSetting setting;
  const std::string file = setting.folder.path() + "/outbox.db", code = setting.code("pensioner");
  fs::rename(file, file + ".aside");
  const Judged judged = setting.judge(code);
  CHECK(judged.view.outcome == Outcome::refused);
  CHECK(judged.view.reason == Reason::state_lost);
  CHECK_FALSE(judged.view.visit);
  CHECK(setting.desk->today(setting.now).accepted == 0);
  REQUIRE(setting.lines().size() == 1);
  CHECK(setting.lines()[0]["decision"] == "reject");
  CHECK(setting.lines()[0]["reason"] == "state.lost");
  CHECK_FALSE(setting.lines()[0].contains("visit"));
  // Scanned once more when it is back, within the moment in which that is a repeat.
  fs::rename(file + ".aside", file);
  CHECK(setting.judge(code, setting.now + Seconds{5}).view.outcome == Outcome::accepted);
  CHECK(setting.letters("mllp") == 1);
  CHECK(visits_of(setting.lines()).size() == 1);
  CHECK(setting.is_sound());
}

TEST_CASE("on a full disk nothing is accepted, and there is room again", "[terminal][desk]") {
  const pid_t child = test::in_child([] {
    ::signal(SIGXFSZ, SIG_IGN);
    DeskSetting setting;
    const std::string code = setting.code("pensioner");
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    const rlim_t before = std::exchange(limit.rlim_cur, 100);
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const Judged full = setting.judge(code);
    limit.rlim_cur = before;
    ::setrlimit(RLIMIT_FSIZE, &limit);
    if (full.view.outcome != Outcome::refused || full.view.visit) return 10;
    if (full.view.reason != Reason::replay_unavailable && full.view.reason != Reason::state_unavailable) return 11;
    if (!setting.desk->is_log_failing() || setting.letters("mllp") != 0) return 12;
    if (setting.judge(code).view.outcome != Outcome::accepted || setting.letters("mllp") != 1) return 13;
    if (setting.desk->is_log_failing() || setting.lines().size() != 1) return 14;
    return setting.is_sound() ? 0 : 15;
  });
  CHECK(test::status_of(child) == 0);
}

TEST_CASE("a log that does not take holds no visit up, and has each of them once it does", "[terminal][desk]") {
  DeskSetting setting;
  const std::string file = setting.log_file();
  fs::rename(file, file + ".aside");
  // It is gone, or a folder stands in its place.
  const bool is_folder = GENERATE(false, true);
  if (is_folder) fs::create_directory(file);
  std::multiset<std::string> visits;
  const std::string code = setting.code("pensioner");
  for (const std::string& one : {code, setting.code("employee"), setting.code("old_data")}) {
    const Judged judged = setting.judge(one);
    REQUIRE(judged.view.outcome == Outcome::accepted);
    visits.insert(judged.view.visit->id);
  }
  CHECK(setting.letters("mllp") == 3);
  CHECK(setting.desk->is_log_failing());
  CHECK(setting.outbox->notes()->size() == 3);
  // A repeat, and a refusal, are not logged then.
  CHECK(setting.judge(code).view.outcome == Outcome::repeated);
  CHECK(setting.judge(setting.code("forged")).view.outcome == Outcome::refused);
  setting.desk->catch_up();
  CHECK(DeskSetting::lines_of(file + ".aside").empty());

  if (is_folder) fs::remove(file);
  fs::rename(file + ".aside", file);
  SECTION("when it is looked after") {
    setting.desk->catch_up();
    CHECK_FALSE(setting.desk->is_log_failing());
    CHECK(visits_of(setting.lines()) == visits);
  }
  SECTION("at the next scan") {
    visits.insert(setting.judge(setting.code("employee", setting.now - Seconds{1})).view.visit->id);
    CHECK_FALSE(setting.desk->is_log_failing());
    CHECK(visits_of(setting.lines()) == visits);
  }
  SECTION("at a repeat, which is no visit's own line") {
    visits.insert(setting.judge(code).view.visit->id);
    CHECK(visits_of(setting.lines()) == visits);
    CHECK(setting.lines().front()["reason"] == "ok");
    CHECK(setting.lines().back()["reason"] == "ok.repeat");
  }
  SECTION("at the next start") {
    setting.open();
    CHECK(visits_of(setting.lines()) == visits);
  }
  CHECK(setting.outbox->notes()->empty());
  setting.desk->catch_up();
  CHECK(visits_of(setting.lines()) == visits);
  CHECK(setting.is_sound());
}

TEST_CASE("what a kill left unlogged is logged at the start, once", "[terminal][desk]") {
  DeskSetting setting;
  AuditEntry entry;
  entry.at = setting.now;
  entry.decision = Decision::accept;
  entry.reason = Reason::ok;
  entry.visit = "0123456789ABCDEFGHIJ";
  entry.by = "N0042";
  const std::vector<NewLetter> letters = {{"mllp", "octets"}};
  std::string text = note_of(entry);
  bool is_logged = false;
  SECTION("before the log") {}
  SECTION("after the log") { is_logged = setting.log->append(entry).has_value(); }
  SECTION("and somebody changed the note") { text = "{"; }
  REQUIRE(setting.outbox->put(entry.visit, setting.now, letters, text));
  for (int start = 0; start < 2; ++start) {
    setting.open();
    CHECK(setting.outbox->notes()->empty());
    REQUIRE(setting.lines().size() == 1);
    CHECK(setting.lines()[0]["visit"] == entry.visit);
    CHECK(setting.lines()[0]["decision"] == "accept");
  }
  CHECK(setting.lines()[0]["reason"] == (text == "{" && !is_logged ? "internal.failure" : "ok"));
  CHECK(setting.letters("mllp") == 1);
  CHECK(setting.is_sound());
}

TEST_CASE("several who judge at once log each visit once", "[terminal][desk]") {
  DeskSetting setting;
  constexpr int kThreads = 4, kEach = 10;
  std::vector<std::string> codes;
  for (int i = 0; i < kEach; ++i) codes.push_back(setting.code("employee", setting.now - Seconds{i}));
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      for (const std::string& code : codes) {
        setting.judge(code);
        setting.desk->catch_up();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::map<std::string, int> first;
  std::size_t repeats = 0;
  for (const nlohmann::json& line : setting.lines()) {
    REQUIRE(line.contains("visit"));
    if (first[line["visit"].get<std::string>()]++ > 0) ++repeats;
  }
  CHECK(first.size() == kEach);
  CHECK(repeats == (kThreads - 1) * kEach);
  CHECK(setting.letters("mllp") == kEach);
  CHECK(setting.desk->today(setting.now).accepted == kEach);
  CHECK(setting.outbox->notes()->empty());
  CHECK(setting.is_sound());
}

}  // namespace heyi::terminal
