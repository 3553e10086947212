// A desk without scanner and screen: the simulation's city, a state, an outbox and a log. Time is handed in.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "desk/desk.hpp"
#include "desk/secrets.hpp"
#include "simulation/people.hpp"
#include "station/city/city.hpp"
#include "station/log.hpp"
#include "support/catch.hpp"
#include "support/fresh_folder.hpp"

namespace heyi::test {

/// DeskSetting is one such desk; it can be opened anew, as after a kill.
struct DeskSetting {
  FreshFolder folder;
  SystemRandom random;
  Time now = station::clock_now();
  station::City city{{terminal::people(now), "medical", {}}, now, random};
  std::unique_ptr<station::Keeper> keeper;
  std::unique_ptr<terminal::Outbox> outbox;
  std::unique_ptr<AuditLog> log;
  std::unique_ptr<terminal::Desk> desk;

  explicit DeskSetting(bool has_lists = true) {
    open();
    if (has_lists) REQUIRE(keeper->apply(city.bundle(), now));
  }

  void open() {
    close();
    keeper = *station::Keeper::open({city.roots(), folder.path(), Policy::hospital(), {}}, now);
    outbox = *terminal::Outbox::open(folder.path());
    terminal::Secrets secrets = *terminal::load_secrets(folder.path(), random);
    log = *AuditLog::open({log_file(), "T-01", secrets.signer}, now);
    terminal::DeskSettings settings;
    settings.site = {"12370100495570303U", "T-01", "N0042"};
    settings.routes = {{terminal::Route::Form::hl7, "mllp"}, {terminal::Route::Form::fhir, "fhir"}};
    desk = std::make_unique<terminal::Desk>(std::move(settings), *keeper, *outbox, *log, std::move(secrets.key));
    desk->catch_up();
  }
  // As a kill leaves it: nothing is done at the end.
  void close() {
    desk.reset();
    log.reset();
    outbox.reset();
    keeper.reset();
  }

  std::string log_file() const { return folder.path() + "/audit.log"; }
  std::string code(const char* person) { return code(person, now); }
  std::string code(const char* person, Time at) { return city.code_of(*city.person(person), at); }

  terminal::Judged judge(const std::string& text) { return judge(text, now); }
  terminal::Judged judge(const std::string& text, Time clock) {
    return desk->judge({text, {}, false, "test", {}}, clock);
  }

  /// letters are those that wait for a destination.
  std::int64_t letters(const char* destination) { return outbox->counts(destination)->waiting; }
  terminal::Letter letter(const char* destination) { return *outbox->next(destination, now + Seconds{3600})->letter; }

  /// lines are the log's verdicts.
  std::vector<nlohmann::json> lines() const { return lines_of(log_file()); }
  static std::vector<nlohmann::json> lines_of(const std::string& name) {
    std::vector<nlohmann::json> lines;
    std::ifstream file(name);
    for (std::string line; std::getline(file, line);) {
      nlohmann::json json = nlohmann::json::parse(line);
      if (json["kind"] == "verdict") lines.push_back(std::move(json));
    }
    return lines;
  }
  /// is_sound says that the log's chain and its signatures hold.
  bool is_sound() const {
    const auto text = [](const std::string& name) {
      std::ifstream file(name, std::ios::binary);
      return std::string{std::istreambuf_iterator<char>(file), {}};
    };
    AuditReader reader({*PublicKey::from_pem(text(folder.path() + "/audit.pub.pem"))});
    std::ifstream file(log_file());
    for (std::string line; std::getline(file, line);) reader.line(line);
    return reader.finish(false).findings.empty();
  }
};

}  // namespace heyi::test
