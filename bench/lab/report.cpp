// Percentages read better than counts; JSON has the counts.
#include "lab/report.hpp"

#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

namespace heyi::bench {
namespace {

double per_cent(int part, int whole) { return whole > 0 ? 100.0 * part / whole : 0; }
double ratio(double ours, double theirs) { return theirs > 0 ? ours / theirs : 0; }

}  // namespace

void print_head(const lab::Set& set) {
  std::printf("\n%s：%s · %s\n", set.name.c_str(), set.zh.c_str(), set.en.c_str());
  std::printf("%-25s |%-24s |%-24s |%-24s |%-27s |%s\n", "", " read in one frame, %", " read within ten, %",
              " frames with wrong texts", " median ms", " Heyi's time, times");
  std::printf("%-18s %6s ", "", "frames");
  for (const int width : {7, 7, 7, 8}) {
    std::printf("|");
    for (const Reader& reader : readers()) std::printf(" %*s", width, reader.name);
    std::printf(" ");
  }
  std::printf("| %7s %7s\n", readers()[1].name, readers()[2].name);
}

void print_row(const Rates& rates) {
  std::printf("%-18s %6d |", rates.label.c_str(), rates.frames);
  for (const Tally& tally : rates.by) std::printf(" %7.1f", per_cent(tally.found, rates.frames));
  std::printf(" |");
  for (const Tally& tally : rates.by) std::printf(" %7.1f", per_cent(tally.within_ten, rates.groups));
  std::printf(" |");
  for (const Tally& tally : rates.by) std::printf(" %7d", tally.wrong);
  std::printf(" |");
  for (const Tally& tally : rates.by) std::printf(" %8.2f", tally.median_ms);
  const double ours = rates.by[0].median_ms;
  std::printf(" | %7.2f %7.2f\n", ratio(ours, rates.by[1].median_ms), ratio(ours, rates.by[2].median_ms));
  std::fflush(stdout);
}

void print_json(const std::vector<Rates>& all) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const Rates& rates : all) {
    nlohmann::ordered_json row = {
        {"set", rates.set}, {"row", rates.label}, {"frames", rates.frames}, {"groups_of_ten", rates.groups}};
    for (std::size_t who = 0; who < kReaders; ++who) {
      const Tally& tally = rates.by[who];
      row[readers()[who].key] = {{"found", tally.found},
                                 {"within_ten", tally.within_ten},
                                 {"wrong", tally.wrong},
                                 {"median_ms", tally.median_ms}};
    }
    rows.push_back(std::move(row));
  }
  std::cout << rows.dump(2) << '\n';
}

}  // namespace heyi::bench
