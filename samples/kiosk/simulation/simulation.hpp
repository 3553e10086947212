// An imaginary city before the kiosk's camera, for `--simulate`.
#pragma once

#include <string_view>
#include <vector>

#include "agent/examples.hpp"
#include "station/city/city.hpp"

namespace heyi::kiosk {

/// Simulation shows the codes of an imaginary city to the camera.
class Simulation final : public ExampleSource {
 public:
  /// The city is made at `now`; throws std::runtime_error when the cryptography fails.
  Simulation(Time now, Random& random);

  /// roots are the pins that a kiosk of this city is born with.
  RootPins roots() const { return city_.roots(); }
  /// bundle brings it the trust list, the status lists and the signed rules of samples/rules/city.json.
  Bytes bundle() const { return city_.bundle(); }

  std::vector<Example> examples() const override;
  Result<Bytes> picture(std::string_view id, int width, int height, Time now) override;

 private:
  station::City city_;
};

}  // namespace heyi::kiosk
