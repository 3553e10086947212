// No case of the list and no reason of the product is without a vector.
#include <iostream>
#include <set>
#include <sstream>

#include "negative/run/vector.hpp"
#include "support/catch.hpp"

namespace heyi::test::negative {
namespace {

// Shown by what is accepted: that every entry of a kid is tried.
constexpr std::string_view kCaseOfAcceptance = "20.9";

}  // namespace

TEST_CASE("every reason in the list has a vector", "[negative]") {
  std::set<std::string_view> named;
  for (const Vector& vector : vectors_read().vectors) {
    named.insert(reason_name(vector.expect));
    for (const Reason mark : vector.marks) named.insert(reason_name(mark));
  }
  std::size_t count = 0;
  const Reason* reasons = all_reasons(count);
  std::string missing;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view name = reason_name(reasons[i]);
    if (!named.contains(name)) missing += " " + std::string(name);
  }
  std::cout << "reasons with a vector: " << named.size() << " of " << count << "\n";
  CHECK(missing == "");
}

TEST_CASE("every case of the list has a vector, and every vector's case is on the list", "[negative]") {
  std::set<std::string> named, accepted;
  for (const Vector& vector : vectors_read().vectors) {
    for (const std::string& number : vector.cases) {
      const bool refused = reason_decision(vector.expect) != Decision::accept;
      (refused || number == kCaseOfAcceptance ? named : accepted).insert(number);
    }
  }
  std::set<std::string> listed, numbers;
  std::string missing, unknown;
  std::istringstream lines(read_tree_file("cases.txt"));
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::string number = line.substr(0, line.find(' '));
    listed.insert(number);
    numbers.insert(number.substr(0, number.find('.')));
    if (!named.contains(number)) missing += line + "\n";
  }
  accepted.insert(named.begin(), named.end());
  for (const std::string& number : accepted) unknown += listed.contains(number) ? "" : number + " ";
  std::cout << "cases with vectors: " << named.size() << " of " << listed.size() << "\n";
  INFO(missing);
  CHECK(missing.empty());
  CHECK(unknown == "");
  CHECK(numbers.size() == 33);
}

}  // namespace heyi::test::negative
