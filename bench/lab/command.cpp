// The command line of the lab.
#include "lab/command.hpp"

#include <algorithm>
#include <charconv>
#include <iostream>
#include <optional>

#include "failure.hpp"
#include "lab/report.hpp"
#include "terminal.hpp"

namespace heyi::bench {
namespace {

/// Wish is what the command line asks for.
struct Wish {
  std::vector<std::string> sets;
  Measuring measuring;
  bool json = false;
  bool help = false;
};

template <typename Number>
Number number_of(const std::string& option, const std::string& text, Number least) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < least) throw cli::usage(option + " " + text);
  return number;
}

Wish wish_of(const std::vector<std::string>& arguments) {
  Wish wish;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    const auto value = [&] {
      if (i + 1 == arguments.size()) throw cli::usage(argument);
      return arguments[++i];
    };
    if (argument == "--json") {
      wish.json = true;
    } else if (argument == "--help" || argument == "-h") {
      wish.help = true;
    } else if (argument == "--frames") {
      wish.measuring.frames = std::min(number_of<int>(argument, value(), 1), 100'000);
    } else if (argument == "--seed") {
      wish.measuring.seed = number_of<std::uint64_t>(argument, value(), 0);
    } else if (argument == "--keep") {
      wish.measuring.keep = value();
    } else if (argument.starts_with('-')) {
      throw cli::usage(argument);
    } else {
      wish.sets.push_back(argument);
    }
  }
  return wish;
}

std::vector<lab::Set> chosen(const std::vector<std::string>& names) {
  std::vector<lab::Set> sets = lab::all_sets();
  if (names.empty()) return sets;
  std::vector<lab::Set> some;
  for (const std::string& name : names) {
    const auto set = std::find_if(sets.begin(), sets.end(), [&](const lab::Set& one) { return one.name == name; });
    if (set == sets.end()) throw cli::Failure("没有这组画面", "no such set", name);
    some.push_back(*set);
  }
  return some;
}

void make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw cli::Failure("建不了文件夹", "cannot make the folder", folder.string());
}

void print_help() {
  std::cout
      << "heyi-bench --lab [SET…] [--frames N] [--seed S] [--json] [--keep DIR]\n"
         "  用合成的摄像头画面测读码率，与 ZXing 同场对比\n"
         "  how often codes are read in made-up camera frames, by Heyi and by ZXing alone, on the same frames\n"
         "  SET          只测这几组，默认全部 · only these sets, below; all of them by default\n"
         "  --frames N   每行几幅 · frames a row, instead of the set's own number\n"
         "  --seed S     同一种子，同样的画面 · the same frames for the same seed; 1 by default\n"
         "  --json       数组 {set, row, frames, groups_of_ten, heyi, zxing_fast, zxing_harder} · an array of these\n"
         "  --keep DIR   画面存为 PNG · writes every frame to DIR as PNG\n"
         "  各组 · the sets:\n";
  for (const lab::Set& set : lab::all_sets()) {
    std::cout << "    " << cli::pad(set.name, 12) << set.zh << " · " << set.en << '\n';
  }
}

}  // namespace

int run_lab(const std::vector<std::string>& arguments) {
  Wish wish = wish_of(arguments);
  if (wish.help) {
    print_help();
    return 0;
  }
  const std::vector<lab::Set> sets = chosen(wish.sets);
  if (!wish.measuring.keep.empty()) make_folder(wish.measuring.keep);
  std::vector<Rates> all;
  for (const lab::Set& set : sets) {
    if (!wish.json) print_head(set);
    const auto total = static_cast<std::uint64_t>(frames_of(set, wish.measuring));
    for (const lab::Row& row : set.rows) {
      std::optional<cli::Progress> progress(std::in_place, set.name + " " + row.label, total);
      std::uint64_t done = 0;
      wish.measuring.on_frame = [&] { progress->at(++done); };
      all.push_back(measure_row(set, row, wish.measuring));
      progress.reset();  // The bar goes before the row comes.
      if (!wish.json) print_row(all.back());
    }
  }
  if (wish.json) print_json(all);
  return 0;
}

}  // namespace heyi::bench
