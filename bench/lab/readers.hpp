// The readers that are held against each other: Heyi's, and ZXing alone.
#pragma once

#include <array>
#include <string>
#include <vector>

#include <heyi/image.hpp>

namespace heyi::bench {

/// Reader answers with the texts of the codes that it finds in a frame.
struct Reader {
  const char* name;  ///< As in a table's head, short.
  const char* key;   ///< As in JSON.
  std::vector<std::string> (*read)(const GreyView&);
};

inline constexpr std::size_t kReaders = 3;

/// readers are Heyi's, ZXing's fast mode and ZXing trying harder, in this order.
const std::array<Reader, kReaders>& readers() noexcept;

/// Reading is what one reader said of one frame.
struct Reading {
  std::vector<std::string> texts;
  double milliseconds = 0;  ///< Of the processor.
};

/// read_by_all lets all read one frame; `number` says who begins, so that nobody always finds the frame warm.
std::array<Reading, kReaders> read_by_all(const GreyView& frame, int number);

/// median of values, which may be none: then 0.
double median(std::vector<double> values);

}  // namespace heyi::bench
