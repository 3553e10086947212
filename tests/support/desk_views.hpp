// Example views of the registration desk's screen, by name: for tests, and for looking at them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "screen/view.hpp"

namespace heyi::terminal::example {

inline Time now() { return from_unix(1795675393); }

inline Visit visit() {
  Visit visit;
  visit.id = "0K7Q2M5T8V1X4Z3B6D9F";
  visit.at = now();
  visit.site = {"12370100MB2865527K", "A01", "0123"};
  visit.person = "kJ3_x9Q2m-7T";
  visit.identity = Identity{{1, {"居民身份证", "Resident ID card"}},
                            "11010519491231002X",
                            "王秀英",
                            Coded{2, {"女", "female"}},
                            "1949-12-31"};
  visit.social_security = SocialSecurity{
      "JN-HRSS",
      "A52K17H83",
      "370100",
      "370102",
      "370100",
      "2031-12-31",
      {{{310, {"职工基本医疗保险", "Employee medical insurance"}}, {1, {"正常参保", "insured"}}, "2001-07-01"}}};
  visit.health_card = HealthCard{"JN-HC", "3F2A90C17B5D4E6688AA01B2C3D49A1B", "370100", ""};
  return visit;
}

inline AsOf as_of() {
  AsOf as_of;
  as_of.now = now();
  as_of.trust = ListAge{"trial", 12, now() - Seconds(11000), now() + Seconds(600000), Seconds(11000)};
  as_of.status = {{"demo:ss:1", 240, now() - Seconds(1300), now() + Seconds(90000), Seconds(1300)},
                  {"demo:hc:1", 77, now() - Seconds(4000), now() + Seconds(90000), Seconds(4000)}};
  return as_of;
}

inline std::vector<SectionReport> sections() {
  return {{Section::id, SectionState::shown, "JN-HRSS"}, {Section::ss, SectionState::shown, "JN-HRSS"},
          {Section::hc, SectionState::shown, "JN-HC"},   {Section::vx, SectionState::withheld, ""},
          {Section::mr, SectionState::withheld, ""},     {Section::bn, SectionState::expired, "JN-CA"},
          {Section::px, SectionState::withheld, ""}};
}

inline DeskView desk(Language language) {
  DeskView view;
  view.language = language;
  view.site = visit().site;
  view.now = now();
  view.scanners = {{"/dev/ttyACM0", true, ""}, {"keyboard", true, ""}};
  view.lists = {{"trust", "trial", Seconds(11000), ""},
                {"status", "demo:ss:1", Seconds(1300), ""},
                {"status", "demo:hc:1", Seconds(4000), ""}};
  view.destinations = {{"his", 0, 0, 212, {}, ""}, {"fhir", 0, 0, 212, {}, ""}};
  view.today = {212, 17, 9, 31};
  return view;
}

inline ResultView result(Outcome outcome, Reason reason) {
  ResultView result;
  result.outcome = outcome;
  result.reason = reason;
  result.as_of = as_of();
  result.seconds_left = 45;
  return result;
}

inline ResultView accepted() {
  ResultView view = result(Outcome::accepted, Reason::ok);
  view.visit = visit();
  view.sections = sections();
  return view;
}

inline ResultView with_presenter(bool is_confirmed) {
  ResultView view = accepted();
  view.outcome = Outcome::confirm;
  view.is_confirmed = is_confirmed;
  view.visit->presenter = Presenter{"李建国", {2, {"子女", "child"}}, "2026-12-31", ""};
  view.sections.back() = {Section::px, SectionState::shown, "JN-HRSS"};
  return view;
}

inline ResultView printed() {
  ResultView view = result(Outcome::identify, Reason::ok_identified);
  view.printed = Printed{"3F2A90C17B5D4E6688AA01B2C3D49A1B", "A52K17H83"};
  return view;
}

/// names lists the example views.
inline std::vector<std::string> names() {
  return {"waiting",    "accepted",     "repeated", "confirm",  "confirmed", "identify",
          "scan_again", "needs_online", "refused",  "troubled", "simulated"};
}

/// view is an example by its name; none for other names.
inline std::optional<DeskView> view(std::string_view name, Language language) {
  DeskView view = desk(language);
  if (name == "waiting") return view;
  if (name == "accepted") view.result = accepted();
  if (name == "repeated") {
    view.result = accepted();
    view.result->outcome = Outcome::repeated;
    view.result->reason = Reason::ok_repeat;
  }
  if (name == "confirm") view.result = with_presenter(false);
  if (name == "confirmed") view.result = with_presenter(true);
  if (name == "identify") view.result = printed();
  if (name == "scan_again") view.result = result(Outcome::scan_again, Reason::scan_unreadable);
  if (name == "needs_online") view.result = result(Outcome::needs_online, Reason::text_needs_online);
  if (name == "refused") view.result = result(Outcome::refused, Reason::cose_signature_invalid);
  if (name == "simulated") {
    view.result = accepted();
    view.is_simulated = true;
  }
  if (name == "troubled") {
    view.result = accepted();
    view.result->marks = {Reason::status_stale, Reason::scan_repaired};
    view.scanners[0] = {"/dev/ttyACM0", false, ""};
    view.lists[1].age = Seconds(400000);
    view.lists[1].need = "old";
    view.destinations[0] = {"his", 3, 0, 209, Seconds(260), "no answer within 15 s"};
    view.destinations[1] = {"fhir", 0, 1, 211, {}, "HTTP 422"};
    view.warnings = {"state.begun_anew"};
  }
  if (!view.result) return std::nullopt;
  return view;
}

}  // namespace heyi::terminal::example
