// Inputs whose numbers promise far more than they hold, and what must be said of each.
#pragma once

#include <heyi/bytes.hpp>
#include <heyi/reason.hpp>
#include <string>
#include <vector>

namespace heyi::test {

/// Kind is where an input goes.
enum class InputKind { code, picture, trust, status };

/// Hostile is one input and the reason that it must be given, `ok` where it is only large.
struct Hostile {
  std::string name;
  InputKind kind;
  Bytes octets;
  Reason reason;
};

/// hostile_inputs makes all of them, signed by the test keys where a signature has to hold first.
std::vector<Hostile> hostile_inputs();

}  // namespace heyi::test
