// The sets of frames that readers are measured with, and how one frame of them is made.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "camera/dice.hpp"
#include "camera/scene.hpp"
#include "sets/code.hpp"

namespace heyi::lab {

/// Frame is one picture with one code in it, and the text of that code.
struct Frame {
  std::string text;
  GreyImage image;
};

/// Row is one strength of what a set varies. `make` makes its frame of a number, 0 to frames - 1, from chance that
/// belongs to that number: the same number in another row is the same code held by the same hand.
struct Row {
  std::string label;
  std::function<Frame(int number, Dice& dice)> make;
};

/// Set is a table of frames. `zh` and `en` say what it varies.
struct Set {
  std::string name, zh, en;
  int frames;  ///< How many a row has unless one asks for fewer or more.
  std::vector<Row> rows;
};

/// all_sets are the sets in the order in which they are shown.
std::vector<Set> all_sets();

/// frame_of makes frame `number` of a row: the same for the same seed.
Frame frame_of(const Set& set, const Row& row, int number, std::uint64_t seed);

}  // namespace heyi::lab
