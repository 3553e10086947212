// Measuring one row of a set: who reads how many of its frames, and in what time.
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <string>

#include "lab/readers.hpp"
#include "sets/sets.hpp"

namespace heyi::bench {

/// Tally is what one reader made of a row.
struct Tally {
  int found = 0;       ///< Frames whose code was read.
  int within_ten = 0;  ///< Groups of ten frames of which at least one was read.
  int wrong = 0;       ///< Frames in which a text was read that is not there.
  double median_ms = 0;
};

/// Rates is one row of the table that comes out.
struct Rates {
  std::string set, label;
  int frames = 0;
  int groups = 0;  ///< Of ten frames each; the last may be smaller.
  std::array<Tally, kReaders> by{};
};

/// Measuring says how rows are measured.
struct Measuring {
  int frames = 0;  ///< A row; 0 for what the set says.
  std::uint64_t seed = 1;
  std::filesystem::path keep;      ///< The folder that frames are written to as PNG; empty for none.
  std::function<void()> on_frame;  ///< Called after each frame.
};

/// measure_row makes the frames of a row and lets all read them. It throws cli::Failure when a frame cannot be kept.
Rates measure_row(const lab::Set& set, const lab::Row& row, const Measuring& measuring);

/// frames_of is how many frames a row of this set has.
int frames_of(const lab::Set& set, const Measuring& measuring) noexcept;

}  // namespace heyi::bench
