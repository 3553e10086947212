// The nine codes of the demo: how each is made, and how it is to be verified.
#pragma once

#include <string>
#include <vector>

#include "demo/world.hpp"

namespace heyi::cli {

/// DemoCode is one code of the demo's table.
struct DemoCode {
  std::string name;
  std::string audience;  ///< The --aud it is verified with; empty for none.
  std::string zh, en;    ///< What it is, for people.
  Decision expected;
  Presentation shown;
};

/// Cards are the two that the demo leaves for its user to play with.
struct DemoCards {
  Bytes ss, hc;
};

struct DemoCodes {
  DemoCards cards;
  std::vector<DemoCode> codes;
  std::size_t full_plain = 0;  ///< Octets of `full` in the plain form, to show what packing saves.
};

/// make_codes makes all nine. `revoked` is the revoked index of the status list.
DemoCodes make_codes(const World& world, Random& random, std::uint64_t revoked);

}  // namespace heyi::cli
