// Reading a frame, with a clock around it: that of the processor, which stands still while other programs run.
#include "lab/readers.hpp"

#include <algorithm>
#include <ctime>

#include <heyi/qr.hpp>

#include "yardsticks.hpp"

namespace heyi::bench {
namespace {

std::vector<std::string> by_heyi(const GreyView& frame) {
  std::vector<std::string> texts;
  if (auto found = find_qr(frame)) {
    for (QrFound& code : *found) texts.push_back(std::move(code.text));
  }
  return texts;
}

std::vector<std::string> by_zxing_fast(const GreyView& frame) { return zxing_texts(frame, ZxingEffort::fast); }
std::vector<std::string> by_zxing_harder(const GreyView& frame) { return zxing_texts(frame, ZxingEffort::harder); }

constexpr std::array<Reader, kReaders> kAll = {{{"Heyi", "heyi", by_heyi},
                                                {"ZX fast", "zxing_fast", by_zxing_fast},
                                                {"ZX hard", "zxing_harder", by_zxing_harder}}};

}  // namespace

const std::array<Reader, kReaders>& readers() noexcept { return kAll; }

std::array<Reading, kReaders> read_by_all(const GreyView& frame, int number) {
  std::array<Reading, kReaders> readings;
  for (std::size_t i = 0; i < kReaders; ++i) {
    const std::size_t who = (i + static_cast<std::size_t>(number)) % kReaders;
    const std::clock_t start = std::clock();
    readings[who].texts = kAll[who].read(frame);
    readings[who].milliseconds = static_cast<double>(std::clock() - start) * 1000 / CLOCKS_PER_SEC;
  }
  return readings;
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace heyi::bench
