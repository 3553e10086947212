// The people of an imaginary city, and what is wrong with their codes.
#pragma once

#include <string>
#include <vector>

#include <heyi/claims.hpp>
#include <heyi/rules.hpp>

namespace heyi::station {

/// Flaw is what is wrong with an example's code.
enum class Flaw {
  none,
  forged,     ///< Somebody changed a number in it.
  expired,    ///< Its cards have ended.
  revoked,    ///< Its card is on the status list.
  elsewhere,  ///< Made for another kind of counter.
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
  bool is_printed = false;  ///< On paper: the two reference numbers alone.
};

}  // namespace heyi::station
