// The lines that programs read.
#include <nlohmann/json.hpp>

#include "desk/visit_json.hpp"
#include "screen/console.hpp"
#include "screen/headless.hpp"
#include "support/catch.hpp"
#include "support/desk_views.hpp"

namespace heyi::terminal {
namespace {

using nlohmann::json;

std::string line_of(const char* name, bool with_claims) {
  const DeskView view = *example::view(name, Language::zh);
  return verdict_line(*view.result, view.site, 1234, with_claims);
}

json verdict(const char* name, bool with_claims = false) { return json::parse(line_of(name, with_claims)); }

}  // namespace

TEST_CASE("a program that reads the decision alone never accepts too early", "[terminal][headless]") {
  struct Row {
    const char *name, *outcome, *decision;
  };
  for (const Row& row : {Row{"accepted", "accepted", "accept"}, Row{"repeated", "repeated", "accept"},
                         Row{"confirm", "confirm", "confirm"}, Row{"confirmed", "confirm", "accept"},
                         Row{"identify", "identify", "reject"}, Row{"scan_again", "scan_again", "retry_scan"},
                         Row{"needs_online", "needs_online", "reject"}, Row{"refused", "refused", "reject"}}) {
    INFO(row.name);
    const json said = verdict(row.name);
    CHECK(said.at("outcome") == row.outcome);
    CHECK(said.at("decision") == row.decision);
  }
  CHECK(ResultView{}.outcome == Outcome::refused);  // What nobody filled in refuses.
}

TEST_CASE("a verdict line is one line, begins with its event, and says what it stands on", "[terminal][headless]") {
  const std::string line = line_of("troubled", true);
  CHECK(line.rfind(R"({"event":"verdict","at":"2026-11-26T06:43:13Z","outcome":"accepted","decision":"accept")", 0) ==
        0);
  CHECK(line.find('\n') == std::string::npos);
  const json said = json::parse(line);
  CHECK(said.at("reason") == "ok");
  CHECK(said.at("code") == 0);
  CHECK(said.at("message") == json{{"zh", "验证通过"}, {"en", "Verified"}});
  CHECK(said.at("next").at("en") == "Go on");
  CHECK(said.at("marks") == json{"status.stale", "scan.repaired"});
  CHECK(said.at("repaired") == true);
  CHECK(said.at("sections").at("bn") == "expired");
  CHECK(said.at("as_of").at("trust").at("sequence") == 12);
  CHECK(said.at("as_of").at("trust").at("age_s") == 11000);
  CHECK(said.at("as_of").at("status").size() == 2);
  CHECK(said.at("visit_id") == "0K7Q2M5T8V1X4Z3B6D9F");
  CHECK(said.at("timing_us").at("total") == 1234);
  CHECK(said.at("terminal") == "A01");
}

TEST_CASE("what a person confirmed is accepted, and says so", "[terminal][headless]") {
  DeskView view = *example::view("confirmed", Language::zh);
  view.result->outcome = Outcome::accepted;  // As the desk answers.
  const json said = json::parse(verdict_line(*view.result, view.site, 1234, false));
  CHECK(said.at("decision") == "accept");
  CHECK(said.at("confirmed") == true);
  CHECK(said.at("message").at("en") == "Verified, and the presenter's document was compared");
  CHECK(said.at("next").at("en") == "Go on");
}

TEST_CASE("without claims nothing of a person is written", "[terminal][headless]") {
  for (const std::string& name : example::names()) {
    if (name == "waiting") continue;
    INFO(name);
    const std::string line = line_of(name.c_str(), false);
    for (const char* part :
         {"王秀英", "李建国", "11010519491231002X", "A52K17H83", "3F2A90C1", "1949", "kJ3_x9Q2m-7T"}) {
      CHECK(line.find(part) == std::string::npos);
    }
  }
}

TEST_CASE("with claims the visit is written, and a printed code's numbers apart from it", "[terminal][headless]") {
  const json visit = verdict("confirm", true).at("visit");
  CHECK(visit.at("identity").at("name") == "王秀英");
  CHECK(visit.at("identity").at("sex") == json{{"code", 2}, {"zh", "女"}, {"en", "female"}});
  CHECK(visit.at("social_security").at("coverages").at(0).at("since") == "2001-07-01");
  CHECK(visit.at("presenter").at("relation").at("en") == "child");
  CHECK_FALSE(visit.at("health_card").contains("organisation"));
  CHECK_FALSE(visit.contains("doses"));
  const json printed = verdict("identify", true);
  CHECK(printed.at("identified").at("social_security_card") == "A52K17H83");
  CHECK_FALSE(printed.contains("visit"));
  CHECK_FALSE(verdict("refused", true).contains("visit"));
}

TEST_CASE("names cannot break a line or its JSON", "[terminal][headless]") {
  Visit visit = example::visit();
  visit.identity->name = "a\n\"}\xff\xed\xa0\x80\x01";
  const std::string line = visit_json(visit);
  CHECK(line.find('\n') == std::string::npos);
  CHECK(json::parse(line).at("identity").at("name").get<std::string>().rfind("a\n\"}", 0) == 0);
  DeskView view = *example::view("accepted", Language::en);
  view.result->visit = visit;
  CHECK(json::accept(verdict_line(*view.result, {"\xff", "", ""}, 0, true)));
}

TEST_CASE("deliveries and scanners have a line each", "[terminal][headless]") {
  CHECK(delivery_line("his", "ID", Delivery::Kind::refused, "AR", 2) ==
        R"({"event":"delivery","destination":"his","visit_id":"ID","state":"refused","why":"AR","attempts":2})");
  CHECK(json::parse(delivery_line("his", "ID", Delivery::Kind::delivered, "", 1)).at("state") == "delivered");
  CHECK(json::parse(delivery_line("his", "ID", Delivery::Kind::failed, "", 1)).at("state") == "failed");
  CHECK(scanner_line({"/dev/ttyACM0", false, "gone"}) ==
        R"({"event":"scanner","source":"/dev/ttyACM0","there":false,"trouble":"gone"})");
}

TEST_CASE("the Linux console is spoken to in English, and told apart by its name", "[terminal][screen]") {
  CHECK(is_linux_console("linux"));
  CHECK(is_linux_console("linux-16color"));
  CHECK_FALSE(is_linux_console("xterm-256color"));
  CHECK_FALSE(is_linux_console("linuxvt"));
  const DeskView view = for_linux_console(*example::view("accepted", Language::zh));
  CHECK(view.language == Language::en);
  CHECK(view.warnings.size() == 1);
  CHECK(is_in_console_font(U'█'));
  CHECK_FALSE(is_in_console_font(U'王'));
}

}  // namespace heyi::terminal
