// An imaginary city for `--simulate`: authorities, people and the codes that they hold up, all really signed.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <heyi/heyi.hpp>

#include "agent/examples.hpp"

namespace heyi::kiosk {

/// Simulation makes its keys anew at every start and keeps them in memory alone. Nothing in it is a real person's.
class Simulation final : public ExampleSource {
 public:
  /// The city is made at `now`; throws std::runtime_error when the cryptography fails.
  Simulation(Time now, Random& random);
  ~Simulation() override;

  /// roots are the pins that a kiosk of this city is born with.
  RootPins roots() const;
  /// bundle brings it the trust list, the status lists and the signed rules of samples/rules/city.json.
  Bytes bundle() const;

  std::vector<Example> examples() const override;
  Result<Bytes> picture(std::string_view id, int width, int height, Time now) override;

 private:
  struct City;
  std::unique_ptr<City> city_;
};

}  // namespace heyi::kiosk
