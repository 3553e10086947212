// Frames are made outside the clock. A reading counts when its text is the code's.
#include "lab/measure.hpp"

#include <algorithm>
#include <fstream>

#include "failure.hpp"

namespace heyi::bench {
namespace {

constexpr int kGroup = 10;

void keep(const lab::Frame& frame, const std::string& name, const std::filesystem::path& folder) {
  const Bytes png = cli::take(write_png(frame.image.view()), name);
  std::string file = name + ".png";
  std::replace(file.begin(), file.end(), ' ', '_');
  std::ofstream out(folder / file, std::ios::binary);
  out.write(reinterpret_cast<const char*>(png.data()), static_cast<std::streamsize>(png.size()));
  if (!out.flush()) throw cli::Failure("写不了文件", "cannot write", (folder / file).string());
}

}  // namespace

int frames_of(const lab::Set& set, const Measuring& measuring) noexcept {
  return measuring.frames > 0 ? measuring.frames : set.frames;
}

Rates measure_row(const lab::Set& set, const lab::Row& row, const Measuring& measuring) {
  const int frames = frames_of(set, measuring);
  Rates rates{set.name, row.label, frames, (frames + kGroup - 1) / kGroup, {}};
  std::array<std::vector<double>, kReaders> times;
  std::array<bool, kReaders> seen{};
  for (int i = 0; i < frames; ++i) {
    if (i % kGroup == 0) seen.fill(false);
    const lab::Frame frame = lab::frame_of(set, row, i, measuring.seed);
    if (!measuring.keep.empty()) {
      keep(frame, set.name + "-" + row.label + "-" + std::to_string(i), measuring.keep);
    }
    const std::array<Reading, kReaders> readings = read_by_all(frame.image.view(), i);
    for (std::size_t who = 0; who < kReaders; ++who) {
      const auto& texts = readings[who].texts;
      const auto right = std::count(texts.begin(), texts.end(), frame.text);
      Tally& tally = rates.by[who];
      tally.found += right > 0;
      tally.wrong += right < static_cast<std::ptrdiff_t>(texts.size());
      tally.within_ten += right > 0 && !seen[who];
      seen[who] = seen[who] || right > 0;
      times[who].push_back(readings[who].milliseconds);
    }
    if (measuring.on_frame) measuring.on_frame();
  }
  for (std::size_t who = 0; who < kReaders; ++who) rates.by[who].median_ms = median(std::move(times[who]));
  return rates;
}

}  // namespace heyi::bench
