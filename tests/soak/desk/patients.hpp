// Who comes to the desk: an imaginary city's people, each with another code every second.
#pragma once

#include <map>
#include <optional>
#include <random>
#include <string>

#include "station/city/city.hpp"

namespace heyi::test {

/// Patients are those whose codes are taken, and some whose codes are not.
class Patients {
 public:
  explicit Patients(Time now);

  /// fresh_code is one that is to be taken and was not given before; none when each was given all that it may have at
  /// this moment.
  std::optional<std::string> fresh_code(Time now, std::mt19937_64& dice);
  /// refused_code is one that is not to be handed over, whatever happens.
  std::string refused_code(Time now, std::mt19937_64& dice);

  /// prepare writes what a desk in this folder is born with, root.pem, and a state that has its lists.
  void prepare(const std::string& folder) const;

 private:
  std::string root_file() const;

  SystemRandom random_;
  station::City city_;
  std::vector<const station::Person*> taken_, refused_;
  std::map<const station::Person*, Time> last_;
};

}  // namespace heyi::test
