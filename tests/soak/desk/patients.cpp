// Those of the simulation, and two dozen colleagues of its employee.
#include "soak/desk/patients.hpp"

#include <algorithm>
#include <fstream>

#include <heyi/state.hpp>

#include "simulation/people.hpp"
#include "station/log.hpp"
#include "station/take.hpp"

namespace heyi::test {
namespace {

using station::Flaw;
using station::Person;
using station::take;

constexpr int kColleagues = 24;
constexpr Seconds kOldest{140};  // Of those that are taken: proof_window and proof_late, and 40 s to get there.

// GB 11643: the last character of a citizen's number.
char check_character(const std::string& digits) {
  constexpr int kWeights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) sum += (digits[i] - '0') * kWeights[i];
  return "10X98765432"[sum % 11];
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::vector<Person> everybody(Time now) {
  std::vector<Person> people = terminal::people(now);
  const auto employee =
      *std::find_if(people.begin(), people.end(), [](const Person& one) { return one.id == "employee"; });
  for (int i = 0; i < kColleagues; ++i) {
    Person one = employee;
    one.id += std::to_string(i);
    // Odd: men, as the employee is.
    const std::string digits = "37010219860501" + std::to_string(501 + 2 * i);
    one.number = digits + check_character(digits);
    one.social = replaced(replaced(one.social, employee.number, one.number), "370100B83M04",
                          "370100B83M" + std::to_string(10 + i));
    people.push_back(std::move(one));
  }
  return people;
}

}  // namespace

Patients::Patients(Time now) : city_({everybody(now), "medical", {}}, now, random_) {
  for (const Person& one : city_.people()) {
    (one.flaw == Flaw::none && !one.is_printed ? taken_ : refused_).push_back(&one);
  }
}

std::optional<std::string> Patients::fresh_code(Time now, std::mt19937_64& dice) {
  const std::size_t first = dice() % taken_.size();
  for (std::size_t i = 0; i < taken_.size(); ++i) {
    const Person* const one = taken_[(first + i) % taken_.size()];
    const auto last = last_.find(one);
    const Time at = std::max(now - kOldest, last == last_.end() ? now - kOldest : last->second + Seconds{1});
    if (at > now) continue;
    last_[one] = at;
    return city_.code_of(*one, at);
  }
  return std::nullopt;
}

std::string Patients::refused_code(Time now, std::mt19937_64& dice) {
  return city_.code_of(*refused_[dice() % refused_.size()], now);
}

void Patients::prepare(const std::string& folder) const {
  std::ofstream(folder + "/root.pem") << root_file();
  const auto store = take(StateStore::open(folder + "/state"), "state");
  take(store->apply(city_.bundle(), city_.roots(), station::clock_now()), "bundle");
}

std::string Patients::root_file() const {
  const RootPins pins = city_.roots();
  return std::string(kEnvironmentLine) + pins.environment + "\n" + take(pins.keys.front().to_pem(), "root");
}

}  // namespace heyi::test
