// One row of the table that ends a test run: how many published cases of a set were run and what became of each.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "support/places.hpp"

namespace heyi::test {

/// Row counts the cases of one set. Every case ends in exactly one of pass, out_of_scope, differs and unexpected;
/// whatever is not a pass is listed by name and cause. finish writes the row for tests/vectors/print_table.sh.
class Row {
 public:
  /// Counted says whether a row belongs to the sum of published cases, or stands beside it.
  enum class Counted { published, beside };

  explicit Row(std::string set, Counted counted = Counted::published) : set_(std::move(set)), counted_(counted) {}

  void pass() { ++passed_; }
  /// out_of_scope is a case that needs what Heyi does not have, such as another algorithm.
  void out_of_scope(std::string name, std::string cause) {
    ++out_;
    add("out of scope", name, cause);
  }
  /// differs is a case where Heyi is stricter than the vector, for a cause derived from its data.
  void differs(std::string name, std::string cause) {
    ++differing_;
    add("differs", name, cause);
  }
  /// unexpected is a case nobody can explain: it fails the test.
  void unexpected(std::string name, std::string cause) {
    ++unexpected_;
    add("UNEXPECTED", name, cause);
  }
  /// note adds a line that is no case.
  void note(std::string text) { lines_.push_back({"note", {}, std::move(text)}); }

  /// check passes when `holds`, and is unexpected otherwise.
  void check(bool holds, std::string name, std::string cause_otherwise) {
    if (holds) return pass();
    unexpected(std::move(name), std::move(cause_otherwise));
  }

  int run() const { return passed_ + out_ + differing_ + unexpected_; }
  int passed() const { return passed_; }
  int unexpected_count() const { return unexpected_; }

  /// finish writes the row to `$HEYI_TABLE_DIR`, in a file of its own so that a second run replaces it, and answers
  /// with what was unexpected, for the test to compare with nothing.
  std::string finish() const {
    const char* asked = std::getenv("HEYI_TABLE_DIR");
    const std::filesystem::path folder = asked != nullptr && *asked != '\0' ? asked : table_folder();
    std::filesystem::create_directories(folder);
    std::ofstream file(folder / (file_name() + ".row"), std::ios::trunc);
    const char* kind = counted_ == Counted::published ? "set\t" : "beside\t";
    if (run() == 0) {
      file << kind << set_ << "\tskipped: no vectors\n";
      std::cout << set_ << ": skipped: no vectors\n";
    } else {
      file << kind << set_ << '\t' << run() << '\t' << passed_ << '\t' << out_ << '\t' << differing_ << '\t'
           << unexpected_ << '\n';
      std::cout << set_ << ": passed " << passed_ << " of " << run() << ", out of scope " << out_ << ", differs "
                << differing_ << '\n';
    }
    std::string wrong;
    for (const Line& line : lines_) {
      file << "case\t" << line.kind << '\t' << line.name << '\t' << line.cause << '\n';
      if (line.kind == "UNEXPECTED") wrong += line.name + ": " + line.cause + "\n";
    }
    return file ? wrong : wrong + "the row could not be written\n";
  }

 private:
  struct Line {
    std::string kind, name, cause;
  };

  void add(const char* kind, std::string& name, std::string& cause) {
    lines_.push_back({kind, std::move(name), std::move(cause)});
  }

  std::string file_name() const {
    std::string name;
    for (const char c : set_) name.push_back(std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '-');
    return name;
  }

  std::string set_;
  Counted counted_;
  int passed_ = 0;
  int out_ = 0;
  int differing_ = 0;
  int unexpected_ = 0;
  std::vector<Line> lines_;
};

}  // namespace heyi::test
