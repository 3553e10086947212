// Everything here goes the way that an authority and a holder's app go.
#include "simulation/simulation.hpp"

#include "agent/embedded.hpp"
#include "simulation/people.hpp"
#include "simulation/scene.hpp"
#include "station/take.hpp"

namespace heyi::kiosk {

Simulation::Simulation(Time now, Random& random)
    : city_({people(now), "social", std::string(embedded_file("city.json"))}, now, random) {}

std::vector<Example> Simulation::examples() const {
  std::vector<Example> examples;
  for (const station::Person& person : city_.people()) examples.push_back({person.id, person.title});
  return examples;
}

Result<Bytes> Simulation::picture(std::string_view id, int width, int height, Time now) {
  const station::Person* const person = city_.person(id);
  if (person == nullptr) return fail(Reason::scan_bad_image, "no such example");
  const QrSymbol symbol = station::take(encode_qr(city_.code_of(*person, now), QrLevel::low), "the simulated city");
  return write_png(draw_scene(symbol, width, height, person->flaw == station::Flaw::far_away ? 0.155 : 0.8).view());
}

}  // namespace heyi::kiosk
