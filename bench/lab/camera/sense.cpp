// The sensor: noise that grows with light, eight bits, and the JPEG that many cameras deliver.
#include <algorithm>
#include <array>
#include <cmath>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <numbers>

#include <jpeglib.h>

#include "camera/dice.hpp"
#include "camera/light.hpp"

namespace heyi::lab {
namespace {

constexpr std::size_t kDraws = 1 << 16;

// Draws of the standard normal distribution, to choose from: a logarithm for each pixel would take most of the time.
const std::vector<float>& normal_draws() {
  static const std::vector<float> draws = [] {
    std::vector<float> made;
    Dice dice(1);
    while (made.size() < kDraws) {
      const double length = std::sqrt(-2 * std::log(1 - dice.between(0, 1)));
      made.push_back(static_cast<float>(length * std::cos(dice.between(0, 2 * std::numbers::pi))));
    }
    return made;
  }();
  return draws;
}

// Shot noise grows with the root of the light; what the sensor adds in the dark does not.
std::array<float, 256> noise_at(double at_middle) {
  std::array<float, 256> deviations{};
  for (std::size_t level = 0; level < deviations.size(); ++level) {
    deviations[level] = static_cast<float>(at_middle * std::sqrt(0.4 + 0.6 * static_cast<double>(level) / 128));
  }
  return deviations;
}

std::uint8_t octet(float level) { return static_cast<std::uint8_t>(std::clamp(level, 0.0F, 255.0F) + 0.5F); }

void add_noise(const Light& frame, double at_middle, std::uint64_t seed, Bytes& pixels) {
  const std::vector<float>& draws = normal_draws();
  const std::array<float, 256> deviations = noise_at(at_middle);
  Dice dice(seed);
  for (std::size_t i = 0; i < frame.levels.size();) {
    std::uint64_t chance = dice.next();
    for (int j = 0; j < 4 && i < frame.levels.size(); ++j, ++i, chance >>= 16) {
      pixels[i] = octet(frame.levels[i] + deviations[octet(frame.levels[i])] * draws[chance % kDraws]);
    }
  }
}

struct ErrorManager {
  jpeg_error_mgr base;
  std::jmp_buf escape;
};

void on_error(j_common_ptr info) { std::longjmp(reinterpret_cast<ErrorManager*>(info->err)->escape, 1); }

// Everything that libjpeg may jump over lives in the caller.
bool write_jpeg(jpeg_compress_struct& jpeg, ErrorManager& errors, const GreyImage& image, int quality,
                unsigned char*& file, unsigned long& size) {
  if (setjmp(errors.escape) != 0) return false;
  jpeg_create_compress(&jpeg);
  jpeg_mem_dest(&jpeg, &file, &size);
  jpeg.image_width = static_cast<JDIMENSION>(image.width);
  jpeg.image_height = static_cast<JDIMENSION>(image.height);
  jpeg.input_components = 1;
  jpeg.in_color_space = JCS_GRAYSCALE;
  jpeg_set_defaults(&jpeg);
  jpeg_set_quality(&jpeg, quality, TRUE);
  jpeg_start_compress(&jpeg, TRUE);
  while (jpeg.next_scanline < jpeg.image_height) {
    // libjpeg reads rows through a pointer that could write.
    JSAMPROW row = const_cast<JSAMPROW>(image.pixels.data()) + std::size_t{jpeg.next_scanline} * jpeg.image_width;
    jpeg_write_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_compress(&jpeg);
  return true;
}

// A frame that no JPEG can be made of stays as it is.
GreyImage through_jpeg(GreyImage image, int quality) {
  jpeg_compress_struct jpeg{};
  ErrorManager errors{};
  jpeg.err = jpeg_std_error(&errors.base);
  errors.base.error_exit = on_error;
  unsigned char* file = nullptr;
  unsigned long size = 0;
  const bool written = write_jpeg(jpeg, errors, image, quality, file, size);
  jpeg_destroy_compress(&jpeg);
  if (written) {
    if (auto read = read_image({file, size})) image = *std::move(read);
  }
  std::free(file);
  return image;
}

}  // namespace

GreyImage sense(const Light& frame, const Scene& scene, std::uint64_t seed) {
  GreyImage image{Bytes(frame.levels.size()), frame.width, frame.height};
  if (scene.noise_levels > 0) {
    add_noise(frame, scene.noise_levels, seed, image.pixels);
  } else {
    std::transform(frame.levels.begin(), frame.levels.end(), image.pixels.begin(), octet);
  }
  if (scene.jpeg_quality > 0) return through_jpeg(std::move(image), std::min(scene.jpeg_quality, 100));
  return image;
}

}  // namespace heyi::lab
