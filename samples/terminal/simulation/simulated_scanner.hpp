// A scanner before which the people of an imaginary city hold up their codes.
#pragma once

#include <chrono>
#include <memory>

#include "scan/event.hpp"
#include "station/city/city.hpp"

namespace heyi::terminal {

/// open_simulated lets everybody of the city come once, one each `pace`, and then shows the first code again: a replay,
/// for the ten seconds are over in which it would be the same scan. InputEnded comes last. City and queue must outlive
/// it.
std::unique_ptr<Scanner> open_simulated(station::City& city, std::chrono::milliseconds pace, EventQueue& queue);

}  // namespace heyi::terminal
