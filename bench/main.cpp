// heyi-bench: Google Benchmark runs every subject and its yardstick interleaved; medians and ratios come out.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>

#include "failure.hpp"
#include "lab/command.hpp"
#include "lab/photos.hpp"
#include "status_lists.hpp"
#include "subjects.hpp"

namespace {

using heyi::bench::Subject;

constexpr const char* kAlone = " | alone";

// Google Benchmark 1.8 has put a number in place of the flag. A template, so that the other member is left out.
template <typename Run>
bool has_failed(const Run& run) {
  if constexpr (requires { run.error_occurred; }) {
    return run.error_occurred;
  } else {
    return static_cast<int>(run.skipped) != 0;
  }
}

/// Medians keeps the median of each benchmark's repetitions, in microseconds.
class Medians final : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }

  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (has_failed(run)) failures_.push_back(run.run_name.function_name);
      if (run.aggregate_name == "median") medians_[run.run_name.function_name] = run.GetAdjustedRealTime();
    }
    std::cerr << '.' << std::flush;
  }

  double of(const std::string& name) const { return medians_.at(name); }
  const std::vector<std::string>& failures() const noexcept { return failures_; }

 private:
  std::map<std::string, double> medians_;
  std::vector<std::string> failures_;
};

void run_until_done(benchmark::State& state, const std::function<bool()>& work) {
  for (auto unused : state) {
    if (!work()) {
      state.SkipWithError("the work failed");
      return;
    }
  }
}

void register_all(const std::vector<Subject>& subjects, int repetitions) {
  for (const Subject& subject : subjects) {
    for (const bool alone : {false, true}) {
      const std::string name = subject.name + (alone ? kAlone : "");
      const auto& work = alone ? subject.alone : subject.work;
      benchmark::RegisterBenchmark(name.c_str(), [&work](benchmark::State& state) { run_until_done(state, work); })
          ->Unit(benchmark::kMicrosecond)
          ->UseRealTime()
          ->Repetitions(repetitions)
          ->ReportAggregatesOnly(true);
    }
  }
}

void print_table(const std::vector<Subject>& subjects, const Medians& medians) {
  std::printf("\n%-30s %12s   %-28s %12s %8s\n", "what", "median us", "yardstick, same run", "median us", "ratio");
  for (const Subject& subject : subjects) {
    const double ours = medians.of(subject.name);
    const double alone = medians.of(subject.name + kAlone);
    std::printf("%-30s %12.1f   %-28s %12.1f %8.2f\n", subject.name.c_str(), ours, subject.yardstick.c_str(), alone,
                ours / alone);
  }
}

void print_json(const std::vector<Subject>& subjects, const Medians& medians) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const Subject& subject : subjects) {
    const double ours = medians.of(subject.name);
    const double alone = medians.of(subject.name + kAlone);
    rows.push_back({{"name", subject.name},
                    {"value", ours},
                    {"unit", "us"},
                    {"yardstick", subject.yardstick + ": " + std::to_string(alone)},
                    {"ratio", ours / alone}});
  }
  std::cout << rows.dump(2) << '\n';
}

constexpr const char* kHelp =
    "heyi-bench: Heyi 与其底层库同场对比 / Heyi beside the libraries it stands on, in one run\n"
    "  heyi-bench            a table: medians of 9 repetitions, and how many times the yardstick each takes\n"
    "  heyi-bench --json     the same as an array of {name, value, unit, yardstick, ratio}\n"
    "  heyi-bench --only W   only the lines whose name contains W, such as `verify`\n"
    "  heyi-bench --status   sizes of status lists of 1, 10 and 100 million cards beside the draft's, and what asking "
    "costs\n"
    "  heyi-bench --lab      how often codes are read in made-up camera frames, beside ZXing; --lab --help says more\n"
    "  heyi-bench --photos   the same in your own photographs; --photos --help says more\n"
    "  heyi-bench --quick    3 short repetitions: to see that it runs, not to quote\n";

}  // namespace

int main(int argc, char** argv) {
  bool json = false;
  bool quick = false;
  bool status = false;
  std::string only, asked;
  // Commands with a command line of their own.
  const std::string_view first = argc > 1 ? argv[1] : "";
  const bool own = first == "--lab" || first == "--photos";
  for (int i = 1; i < argc && !own; ++i) {
    const std::string_view argument = argv[i];
    json = json || argument == "--json";
    quick = quick || argument == "--quick";
    status = status || argument == "--status";
    if (argument == "--only" && i + 1 < argc) {
      only = argv[++i];
    } else if (argument == "--ask-status" && i + 1 < argc) {  // How --status runs itself, in a process of its own.
      asked = argv[++i];
    } else if (argument != "--status" && argument != "--json" && argument != "--quick") {
      const bool help = argument == "--help" || argument == "-h";
      (help ? std::cout : std::cerr) << kHelp;
      return help ? 0 : 2;
    }
  }
  try {
    if (first == "--lab") return heyi::bench::run_lab({argv + 2, argv + argc});
    if (first == "--photos") return heyi::bench::run_photos({argv + 2, argv + argc});
    if (!asked.empty()) return heyi::bench::ask_status_list(asked);
    if (status) return heyi::bench::measure_status_lists(argv[0], quick);
    std::vector<Subject> subjects = heyi::bench::make_subjects();
    std::erase_if(subjects, [&](const Subject& subject) { return subject.name.find(only) == std::string::npos; });
    std::vector<std::string> options = {"heyi-bench", "--benchmark_enable_random_interleaving=true",
                                        quick ? "--benchmark_min_time=0.005" : "--benchmark_min_time=0.05"};
    std::vector<char*> pointers;
    for (std::string& option : options) pointers.push_back(option.data());
    int count = static_cast<int>(pointers.size());
    benchmark::Initialize(&count, pointers.data());
    register_all(subjects, quick ? 3 : 9);
    Medians medians;
    benchmark::RunSpecifiedBenchmarks(&medians);
    for (const std::string& name : medians.failures()) std::cerr << "heyi-bench: failed: " << name << '\n';
    if (!medians.failures().empty()) return 2;
    json ? print_json(subjects, medians) : print_table(subjects, medians);
    return 0;
  } catch (const heyi::cli::Failure& failure) {
    std::cerr << failure.line() << '\n';
    return 2;
  }
}
