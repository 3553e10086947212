// Scans in a row through the real registration desk, each as soon as the last one's verdict is there: nothing is lost,
// its memory and its descriptors stay as they are. How long a verdict took is printed, and asserted nowhere.
// usage: soak-terminal_scans HEYI-TERMINAL HEYI-RECEIVER
#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "station/keeper.hpp"
#include "support/running_terminal.hpp"
#include "support/soak.hpp"

namespace heyi::test {
namespace {

using Clock = std::chrono::steady_clock;
using Microseconds = std::vector<std::int64_t>;

constexpr int kPeople = 400;  // Nobody's phone makes more than a code a second.

void require(bool holds, const std::string& what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what.c_str());
  std::exit(1);
}

// GB 11643: the last character checks the others.
std::string document_number(int index) {
  std::string number = "37010219860501" + std::to_string(101 + 2 * index);  // Odd: a man.
  int sum = 0, weight = 1;
  for (std::size_t i = number.size(); i-- > 0;) {
    weight = weight * 2 % 11;
    sum += (number[i] - '0') * weight;
  }
  return number + "10X98765432"[static_cast<std::size_t>(sum % 11)];
}

std::vector<station::Person> crowd() {
  std::vector<station::Person> people;
  for (int i = 0; i < kPeople; ++i) {
    const std::string number = document_number(i), three = std::to_string(100 + i);
    people.push_back({"person-" + three,
                      {"", ""},
                      number,
                      R"("id": {"document_type": 1, "document_number": ")" + number +
                          R"(", "name": "李建国", "sex": 1, "birth_date": "1986-05-01"},
                         "ss": {"card_number": "370100B83)" +
                          three +
                          R"(", "issuing_area": "370100", "insured_area": "370102", "pooling_area": "370100",
                                "coverages": [{"type": 310, "state": 1}]})",
                      R"("hc": {"index": "2B90E7A41C6F5D3380A9D4C7E16F2)" + three + R"(", "issuing_area": "370100"})",
                      {Section::ss, Section::id, Section::hc}});
  }
  return people;
}

/// Health is what the system knows of a process.
struct Health {
  long kib = 0;
  long descriptors = 0;
};

Health health_of(pid_t process) {
  const std::string folder = "/proc/" + std::to_string(process);
  Health health;
  std::ifstream status(folder + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) health.kib = std::atol(line.c_str() + 6);
  }
  // The program keeps its memory private: only root sees its descriptors, for anybody else they stay at 0.
  std::error_code denied;
  for (std::filesystem::directory_iterator one(folder + "/fd", denied), end; !denied && one != end;
       one.increment(denied)) {
    ++health.descriptors;
  }
  return health;
}

std::string hospital_of(ChildProgram& receiver) {
  const std::string line = receiver.line().value_or("");
  require(line.starts_with("MLLP "), "the receiver starts");
  return line.substr(5);
}

std::string spread(Microseconds times) {
  if (times.empty()) return "none";
  std::sort(times.begin(), times.end());
  const auto at = [&](std::size_t percent) {
    return std::to_string(static_cast<double>(times[(times.size() - 1) * percent / 100]) / 1000).substr(0, 6);
  };
  return "p50 " + at(50) + " p95 " + at(95) + " max " + at(100) + " ms";
}

/// Verifying is the part of a verdict that is decoding and verifying, measured in this process.
class Verifying {
 public:
  explicit Verifying(const TerminalCity& city) {
    const Time now = station::clock_now();
    keeper_ =
        station::take(station::Keeper::open({city.roots(), folder_.path(), Policy::hospital(), {}}, now), "state");
    station::take(keeper_->apply(city.bundle(), now), "bundle");
  }
  void measure(const std::string& code) {
    Circumstances circumstances{.now = station::clock_now()};
    circumstances.replay = &replay_;
    const auto begun = Clock::now();
    const Verdict verdict = keeper_->lists()->verifier.verify(code, circumstances);
    times_.push_back(std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun).count());
    require(verdict.decision == Decision::accept, "the code is good");
  }
  const Microseconds& times() const noexcept { return times_; }

 private:
  const FreshFolder folder_;
  std::unique_ptr<station::Keeper> keeper_;
  MemoryReplayCache replay_;
  Microseconds times_;
};

/// Counted is what the lines said.
struct Counted {
  std::uint64_t accepted = 0, delivered = 0;
  Microseconds told, seen;  ///< By the program; from outside.
};

void wait_for_verdict(RunningTerminal& terminal, Counted& counted) {
  for (;;) {
    const nlohmann::json json = terminal.next();
    require(json.is_object(), "a line for each scan");
    if (json.at("event") == "delivery" && json.at("state") == "delivered") ++counted.delivered;
    if (json.at("event") != "verdict") continue;
    require(json.at("reason") == "ok", "accepted, not " + json.at("reason").get<std::string>());
    ++counted.accepted;
    counted.told.push_back(json.at("timing_us").at("total").get<std::int64_t>());
    return;
  }
}

void run(const std::string& program, const std::string& receiver_program, std::uint64_t scans) {
  // Two SQLite files keep up to 2,000 KiB of pages each, which fill in the first twenty or thirty thousand scans; and a
  // leak of 150 octets a scan would show.
  constexpr long kMarginKib = 6144;
  TerminalCity city(crowd());
  ChildProgram receiver({receiver_program, "--mllp", "0"}, city.folder() + "/receiver.log");
  RunningTerminal terminal(city, program, {"--stdin", "--mllp", hospital_of(receiver)});
  Verifying verifying(city);
  Counted counted;
  Health warm;
  for (std::uint64_t i = 0; i < scans; ++i) {
    const std::string code = city.code("person-" + std::to_string(100 + i % kPeople));
    const auto begun = Clock::now();
    terminal.program().write(code + "\n");
    wait_for_verdict(terminal, counted);
    counted.seen.push_back(std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun).count());
    if (i % 10 == 0) verifying.measure(code);
    if ((i + 1) % (scans / 10) != 0) continue;
    const Health health = health_of(terminal.program().process());
    if (warm.kib == 0) warm = health;
    std::printf("after %llu scans: %ld KiB, %ld descriptors\n", static_cast<unsigned long long>(i + 1), health.kib,
                health.descriptors);
    std::fflush(stdout);
    require(health.kib <= warm.kib + kMarginKib, "memory is flat");
    require(health.descriptors <= warm.descriptors, "no descriptor is left open");
  }
  terminal.program().close_input();
  for (nlohmann::json json = terminal.next(); json.is_object(); json = terminal.next()) {
    if (json.at("event") == "delivery" && json.at("state") == "delivered") ++counted.delivered;
  }
  require(terminal.program().wait() == 0, "ends with its input");
  const AuditReport audit = terminal.audit();
  require(counted.accepted == scans, "each is accepted");
  require(counted.delivered == scans, "each is handed over once, not " + std::to_string(counted.delivered));
  require(audit.verdicts == scans && audit.count_of_findings == 0, "the audit log tells of each");
  std::printf("scans at the terminal: %llu, accepted: %llu, handed over: %llu, scan to verdict %s\n",
              static_cast<unsigned long long>(scans), static_cast<unsigned long long>(counted.accepted),
              static_cast<unsigned long long>(counted.delivered), spread(counted.told).c_str());
  std::printf("scans as seen from outside: %s; decoding and verifying alone: %s\n", spread(counted.seen).c_str(),
              spread(verifying.times()).c_str());
}

}  // namespace
}  // namespace heyi::test

int main(int count, char** words) {
  if (count != 3) {
    std::fputs("usage: soak-terminal_scans HEYI-TERMINAL HEYI-RECEIVER\n", stderr);
    return 2;
  }
  try {
    heyi::test::run(words[1], words[2], heyi::test::soak_repeats(1'000, 50'000));
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "broken: %s\n", error.what());
    return 1;
  }
}
