// An imaginary city for `--simulate`: authorities, people and their codes, all really signed.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <heyi/heyi.hpp>

#include "station/city/person.hpp"

namespace heyi::station {

/// City makes its keys anew at every start and keeps them in memory alone. Nothing in it is a real person's. It may be
/// used from several threads.
class City {
 public:
  struct Settings {
    std::vector<Person> people;
    std::string audience;   ///< `medical` or `social`: what its codes are made for, but those with Flaw::elsewhere.
    std::string rule_book;  ///< JSON, signed into the bundle; empty for none.
  };

  /// The city is made at `now`; throws std::runtime_error when the cryptography fails.
  City(Settings settings, Time now, Random& random);
  ~City();

  /// roots are the pins that a program of this city is born with.
  RootPins roots() const;
  /// bundle brings it the trust list, the status lists and the signed rules.
  Bytes bundle() const;

  const std::vector<Person>& people() const noexcept;
  /// person finds an example by its id; none when there is no such one.
  const Person* person(std::string_view id) const noexcept;
  /// code_of is the text of a person's code, made at `now`: each moment another one.
  std::string code_of(const Person& person, Time now);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace heyi::station
