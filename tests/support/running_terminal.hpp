// The real heyi-terminal at work in a city whose keys the test has.
#pragma once

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "heyi/heyi.hpp"
#include "simulation/people.hpp"
#include "station/city/city.hpp"
#include "station/log.hpp"
#include "station/take.hpp"
#include "support/child_program.hpp"
#include "support/fresh_folder.hpp"

namespace heyi::test {

/// TerminalCity has people with codes, and a folder with what a terminal needs of it: `root.pem`,
/// `updates/city.bundle`.
class TerminalCity {
 public:
  explicit TerminalCity(std::vector<station::Person> people = terminal::people(station::clock_now()))
      : city_({std::move(people), "medical", {}}, station::clock_now() - kDay, random_) {
    for (const char* name : {"/updates", "/hl7"}) std::filesystem::create_directory(folder_.path() + name);
    const std::string key = station::take(city_.roots().keys.at(0).to_pem(), "root");
    std::ofstream(root_file()) << kEnvironmentLine << city_.roots().environment << '\n' << key;
    const Bytes bundle = city_.bundle();
    std::ofstream(folder_.path() + "/updates/city.bundle", std::ios::binary)
        .write(reinterpret_cast<const char*>(bundle.data()), static_cast<std::streamsize>(bundle.size()));
  }

  /// code is a code of the person with that id: each time another one, for it is made at a moment of its own, up to
  /// two minutes ago. As a phone makes one a second at most, nobody has many more than a hundred in a row.
  std::string code(std::string_view id) {
    Time& made = last_made_.try_emplace(std::string(id)).first->second;
    made = std::max(made + Seconds{1}, station::clock_now() - Seconds{120});
    return code_made(id, made);
  }
  std::string code_made(std::string_view id, Time at) {
    const station::Person* person = city_.person(id);
    if (person == nullptr) throw std::runtime_error("nobody in the city is " + std::string(id));
    return city_.code_of(*person, at);
  }

  RootPins roots() const { return city_.roots(); }
  Bytes bundle() const { return city_.bundle(); }

  const std::string& folder() const noexcept { return folder_.path(); }
  std::string root_file() const { return folder() + "/root.pem"; }
  std::string update_folder() const { return folder() + "/updates"; }
  std::string state_folder() const { return folder() + "/state"; }
  std::string hl7_folder() const { return folder() + "/hl7"; }
  std::string log_file() const { return folder() + "/terminal.log"; }

 private:
  // A day old: no midnight, from which cards count, lies between a card and its codes.
  static constexpr Seconds kDay{24 * 3600};

  const FreshFolder folder_;
  SystemRandom random_;
  station::City city_;
  std::map<std::string, Time> last_made_;
};

/// RunningTerminal is one run of the program, ready for scans when it is made. A second one of the same city goes on
/// with the state of the first, which must have ended.
class RunningTerminal {
 public:
  /// `more` are options: the scanners, and where visits go.
  RunningTerminal(const TerminalCity& city, const std::string& program, const std::vector<std::string>& more)
      : city_(city), begun_(log().size()), program_(words(city, program, more), city.log_file()) {
    const auto deadline = std::chrono::steady_clock::now() + kGenerous;
    while (!is_ready()) {
      if (std::chrono::steady_clock::now() > deadline) throw std::runtime_error("not ready: " + log().substr(begun_));
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }

  ChildProgram& program() noexcept { return program_; }
  std::string log() const { return text_of(city_.log_file()); }
  std::string audit_log() const { return text_of(city_.state_folder() + "/audit.log"); }

  /// next is the next line; null when none comes.
  nlohmann::json next() {
    const std::optional<std::string> line = program_.line();
    return line ? nlohmann::json::parse(*line, nullptr, false) : nlohmann::json();
  }
  /// next is the next line about an event such as `verdict`; lines about others are passed over.
  nlohmann::json next(std::string_view event) {
    for (;;) {
      nlohmann::json json = next();
      if (!json.is_object() || json.value("event", "") == event) return json;
    }
  }

  /// end is SIGTERM and the exit status.
  int end() {
    program_.signal(SIGTERM);
    return program_.wait();
  }

  /// audit reads the whole log, with the key that the terminal made for it.
  AuditReport audit() const {
    AuditReader reader({station::take(PublicKey::from_pem(text_of(city_.state_folder() + "/audit.pub.pem")), "key")});
    const std::string text = audit_log();
    std::size_t begin = 0;
    for (std::size_t end = 0; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1) {
      reader.line(std::string_view(text).substr(begin, end - begin));
    }
    return reader.finish(begin < text.size());
  }

 private:
  static std::string text_of(const std::string& name) {
    std::ifstream file(name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  static std::vector<std::string> words(const TerminalCity& city, const std::string& program,
                                        const std::vector<std::string>& more) {
    std::vector<std::string> words = {program,          "--headless",
                                      "--root",         city.root_file(),
                                      "--state",        city.state_folder(),
                                      "--updates",      city.update_folder(),
                                      "--organisation", "12370100495570303U",
                                      "--terminal",     "A-03",
                                      "--operator",     "N0042"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }

  // What an earlier run took is in its state.
  bool is_ready() const {
    const std::string said = log().substr(begun_);
    const std::size_t started = said.find(" started, version ");
    if (started == std::string::npos) return false;
    return said.find("; no trust list yet", started) == std::string::npos ||
           said.find(" update city.bundle: ", started) != std::string::npos;
  }

  const TerminalCity& city_;
  const std::size_t begun_;
  ChildProgram program_;
};

}  // namespace heyi::test
