// What the reader promises of made-up camera frames: a small part of each set, and how many of it must be read.
#include <algorithm>

#include "sets/sets.hpp"
#include "support/catch.hpp"

namespace {

/// Promise is a row of a set of the lab, and how many of its first ten frames are read. `heyi-bench --lab SET` measures
/// it.
struct Promise {
  const char* set;
  const char* row;
  int at_least;
};

// Of frames 0 to 9 with seed 1. What is asked leaves room for versions of ZXing that read a little less.
constexpr Promise kPromises[] = {
    {"camera", "20-M 3 px", 9},
    {"camera", "20-M 4 px", 9},
    {"camera", "20-M 5 px", 9},
    {"camera", "23-M 3 px", 9},
    {"camera", "10-M 4 px", 9},
    {"camera", "15-M 5 px", 9},
    {"lens", "B -0.06", 9},
    {"lens", "B 0.06", 9},
    {"mirrored", "4 px", 9},
    {"screenshot", "nearest on white", 9},
    {"screenshot", "lanczos on black", 9},
    {"inverted", "4 px", 9},
    {"contrast", "60 levels", 9},
    {"glare", "16 modules", 9},
    {"moire", "0.4", 9},
    {"curved", "30 degrees", 9},
    {"jpeg", "10", 9},
    {"blur", "2 px focus", 9},
    {"rotation", "30 degrees", 9},
    {"distance", "2 px", 9},
    {"kiosk", "60 deg 720p 20 cm", 9},
    {"kiosk", "90 deg 1080p 20 cm", 9},
};

constexpr int kFrames = 10;
constexpr std::uint64_t kSeed = 1;

const heyi::lab::Row& row_of(const heyi::lab::Set& set, const std::string& label) {
  const auto row =
      std::find_if(set.rows.begin(), set.rows.end(), [&](const heyi::lab::Row& one) { return one.label == label; });
  REQUIRE(row != set.rows.end());
  return *row;
}

}  // namespace

TEST_CASE("made-up camera frames are read, and never as something else", "[lab][rates]") {
  const std::vector<heyi::lab::Set> sets = heyi::lab::all_sets();
  for (const Promise& promise : kPromises) {
    INFO(promise.set << ", " << promise.row);
    const auto set = std::find_if(sets.begin(), sets.end(), [&](const auto& one) { return one.name == promise.set; });
    REQUIRE(set != sets.end());
    const heyi::lab::Row row = row_of(*set, promise.row);
    int read = 0;
    for (int number = 0; number < kFrames; ++number) {
      const heyi::lab::Frame frame = frame_of(*set, row, number, kSeed);
      const auto found = heyi::find_qr(frame.image.view());
      REQUIRE(found.has_value());
      for (const heyi::QrFound& code : *found) CHECK(code.text == frame.text);
      read += !found->empty();
    }
    CHECK(read >= promise.at_least);
  }
}
