// Photographs bring no texts with them, so what counts is that a code was read; what two readers say can be compared.
#include "lab/photos.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <string_view>

#include "failure.hpp"
#include "lab/readers.hpp"
#include "terminal.hpp"

namespace heyi::bench {
namespace {

namespace fs = std::filesystem;

/// Folder is one row: the pictures that lie in it, and what came of them.
struct Folder {
  std::vector<fs::path> files;
  int too_large = 0;  ///< Beyond what Heyi decodes: unread by all.
  int damaged = 0;    ///< No picture that can be decoded.
  int read_by_any = 0;
  std::array<int, kReaders> read_by{};
  std::array<std::vector<double>, kReaders> times;
};
using Folders = std::map<std::string, Folder>;

bool is_picture(const fs::path& file) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return std::tolower(c); });
  constexpr std::array<std::string_view, 10> kEndings = {".jpg", ".jpeg", ".png", ".webp", ".gif",
                                                         ".bmp", ".pnm",  ".pbm", ".pgm",  ".ppm"};
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

void walk(const std::string& root, Folders& folders) {
  std::error_code error;
  fs::recursive_directory_iterator entry(root, fs::directory_options::skip_permission_denied, error);
  while (!error && entry != fs::recursive_directory_iterator()) {
    std::error_code unknown;  // What vanishes meanwhile is no file.
    if (entry->is_regular_file(unknown) && is_picture(entry->path())) {
      folders[entry->path().parent_path().string()].files.push_back(entry->path());
    }
    entry.increment(error);
  }
  if (error) throw cli::Failure("读不了文件夹", "cannot read the folder", root);
}

Bytes octets_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return Bytes(std::istreambuf_iterator<char>(in), {});
}

void measure(Folder& folder, const fs::path& file, int number) {
  const auto image = read_image(octets_of(file));
  if (!image) {
    ++(image.error().reason == Reason::scan_too_large ? folder.too_large : folder.damaged);
    return;
  }
  const std::array<Reading, kReaders> readings = read_by_all(image->view(), number);
  bool any = false;
  for (std::size_t who = 0; who < kReaders; ++who) {
    const bool read = !readings[who].texts.empty();
    folder.read_by[who] += read;
    any = any || read;
    folder.times[who].push_back(readings[who].milliseconds);
  }
  folder.read_by_any += any;
}

double mean(const std::vector<double>& values) {
  if (values.empty()) return 0;
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

void add(Folder& sum, const Folder& folder) {
  sum.files.insert(sum.files.end(), folder.files.begin(), folder.files.end());
  sum.too_large += folder.too_large;
  sum.damaged += folder.damaged;
  sum.read_by_any += folder.read_by_any;
  for (std::size_t who = 0; who < kReaders; ++who) {
    sum.read_by[who] += folder.read_by[who];
    sum.times[who].insert(sum.times[who].end(), folder.times[who].begin(), folder.times[who].end());
  }
}

void print_head() {
  std::printf("%-24s %8s %9s %8s |%-33s |%-25s |%-25s\n", "", "", "too", "", " one code or more read by", " mean ms",
              " median ms");
  std::printf("%-24s %8s %9s %8s |", "folder", "pictures", "large", "damaged");
  for (const Reader& reader : readers()) std::printf(" %7s", reader.name);
  std::printf(" %7s  |", "any");
  for (int i = 0; i < 2; ++i) {
    for (const Reader& reader : readers()) std::printf(" %7s", reader.name);
    std::printf("  %s", i == 0 ? "|" : "\n");
  }
}

void print_row(const std::string& name, const Folder& folder) {
  std::printf("%-24s %8zu %9d %8d |", name.c_str(), folder.files.size(), folder.too_large, folder.damaged);
  for (const int read : folder.read_by) std::printf(" %7d", read);
  std::printf(" %7d  |", folder.read_by_any);
  for (const auto& times : folder.times) std::printf(" %7.1f", mean(times));
  std::printf("  |");
  for (const auto& times : folder.times) std::printf(" %7.1f", median(times));
  std::printf("\n");
  std::fflush(stdout);
}

void add_json(nlohmann::ordered_json& rows, const std::string& name, const Folder& folder) {
  nlohmann::ordered_json row = {{"folder", name},
                                {"pictures", folder.files.size()},
                                {"too_large", folder.too_large},
                                {"damaged", folder.damaged},
                                {"read_by_any", folder.read_by_any}};
  for (std::size_t who = 0; who < kReaders; ++who) {
    row[readers()[who].key] = {
        {"read", folder.read_by[who]}, {"mean_ms", mean(folder.times[who])}, {"median_ms", median(folder.times[who])}};
  }
  rows.push_back(std::move(row));
}

void print_help() {
  std::cout
      << "heyi-bench --photos DIR… [--json]\n"
         "  用照片测读码率：遍历文件夹里的图片，每个文件夹一行\n"
         "  in how many picture files a code is read, by Heyi, by ZXing alone and by any of them; a row for\n"
         "  each folder below DIR. Decoding is outside the clock. Pictures larger than Heyi decodes count as unread.\n";
}

}  // namespace

int run_photos(const std::vector<std::string>& arguments) {
  bool json = false;
  Folders folders;
  for (const std::string& argument : arguments) {
    if (argument == "--help" || argument == "-h") {
      print_help();
      return 0;
    }
    json = json || argument == "--json";
    if (argument == "--json") continue;
    if (argument.starts_with('-')) throw cli::usage(argument);
    walk(argument, folders);
  }
  if (folders.empty()) throw cli::usage("--photos DIR");
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  if (!json) print_head();
  Folder all;
  for (auto& [path, folder] : folders) {
    const std::string name = cli::printable(fs::path(path).filename().string());
    std::sort(folder.files.begin(), folder.files.end());
    {
      cli::Progress progress(name, folder.files.size());
      int number = 0;
      for (const fs::path& file : folder.files) {
        measure(folder, file, number++);
        progress.at(static_cast<std::uint64_t>(number));
      }
    }
    json ? add_json(rows, name, folder) : print_row(name, folder);
    add(all, folder);
  }
  if (json) {
    std::cout << rows.dump(2) << '\n';
  } else {
    print_row("all", all);
  }
  return 0;
}

}  // namespace heyi::bench
