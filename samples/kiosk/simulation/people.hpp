// The people of the imaginary city, and how they hold up their codes.
#pragma once

#include <string>
#include <vector>

#include <heyi/claims.hpp>
#include <heyi/rules.hpp>
#include <heyi/time.hpp>

namespace heyi::kiosk {

/// Flaw is what is wrong with an example's code.
enum class Flaw {
  none,
  forged,     ///< Somebody changed a number in it.
  expired,    ///< Its cards have ended.
  revoked,    ///< Its card is on the status list.
  elsewhere,  ///< Made for a hospital's counter.
  incumbent,  ///< One of today's codes, a key to look up.
  far_away,   ///< Held too far from the camera.
};

/// Person is one example: whom it shows, and what.
struct Person {
  std::string id;
  Words title;
  std::string number, social, health;  ///< Document number; sections of the two cards, JSON members without braces.
  std::vector<Section> show;
  bool has_old_status = false;  ///< The card's status list is ten days old.
  Flaw flaw = Flaw::none;
};

/// people lists the examples in the order in which the screen offers them. Dates that must lie ahead are worked out
/// from `now`.
std::vector<Person> people(Time now);

}  // namespace heyi::kiosk
