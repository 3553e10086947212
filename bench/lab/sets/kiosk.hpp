// What a kiosk's camera sees of a phone, by its lens and the distance.
#pragma once

#include "sets/sets.hpp"

namespace heyi::lab {

/// kiosk varies how wide the camera sees, its resolution, and how far away the phone is held. The code is the merged
/// one, 55 mm wide without its margin.
Set kiosk();

}  // namespace heyi::lab
