// A frame seen coarsely: how light it is, and where it is busy as a code is, sharply or not.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <heyi/image.hpp>

namespace heyi {

/// Light is how bright the frame is as a whole. Shares are of its cells, 0 to 1.
struct Light {
  int mean = 0;
  int dark = 0;    ///< A twentieth of the frame is no lighter than this,
  int bright = 0;  ///< and a twentieth no darker than this.
  double saturated = 0;

  int contrast() const noexcept { return bright - dark; }
};

/// Grain is what a block of the frame is like: even, or alternating along rows and along columns, with edges that are
/// steep or that are spread along one of the two at least.
enum class Grain : std::uint8_t { even, soft, sharp };

/// Gradients sums up how steep greys are, and which way: squares of the differences along both diagonals, and products.
struct Gradients {
  double falling = 0, rising = 0, mixed = 0;

  void add(const Gradients& more) noexcept;
  /// Modules have edges every way; movement leaves but those along its own way, whichever that is.
  bool smeared() const noexcept;
};

struct Block {
  std::uint8_t darkest = 0;
  std::uint8_t brightest = 0;
  Grain grain = Grain::even;
  bool two_tone = false;   ///< Dark and light in like shares and little between, as only printed patterns are.
  bool saturated = false;  ///< Nothing in it but the sensor's limit.
  Gradients gradients;     ///< Of busy blocks alone.
};

/// Region is the largest group of busy blocks that touch one another, and the rectangle around it, in blocks.
struct Region {
  int blocks = 0;
  int soft = 0;
  int two_tone = 0;
  int left = 0, top = 0, right = -1, bottom = -1;
  Gradients gradients;

  bool blurred() const noexcept { return soft * 2 >= blocks || gradients.smeared(); }
};

/// Texture is a frame in blocks, at most 40 a side whatever the frame's size, so that all of this but the reading of
/// the pixels takes the same time for every frame.
class Texture {
 public:
  /// With a coarseness of 1, 2 or 4 blocks are as many times larger, and what is finer is averaged away.
  explicit Texture(const GreyView& frame, int coarseness = 1);

  const Light& light() const noexcept { return light_; }
  int columns() const noexcept { return columns_; }
  int rows() const noexcept { return rows_; }
  int block_pixels() const noexcept { return kBlockCells * cell_pixels_; }
  const Block& at(int column, int row) const noexcept { return blocks_[static_cast<std::size_t>(row * kMax + column)]; }

  /// threshold lies between what is dark and what is light around a block.
  int threshold(int column, int row) const noexcept;
  Region largest_region() const;

  /// has_glare: a patch at the sensor's limit lies among busy blocks whose own light parts keep below it.
  bool has_glare() const;

 private:
  static constexpr int kSaturated = 250;
  static constexpr int kBlockCells = 16;  // Enough for some modules, and less than the smallest code that may be read.
  static constexpr int kMax = 40;

  struct Cells {
    Bytes greys;
    int width = 0;
    int height = 0;

    const std::uint8_t* row(int y) const noexcept { return greys.data() + static_cast<std::ptrdiff_t>(y) * width; }
  };
  /// Span is a block's cells, right and bottom not included.
  struct Span {
    int left, top, right, bottom;

    int cells() const noexcept { return (right - left) * (bottom - top); }
  };
  struct Line;
  struct Profile;
  struct Profiles;
  Cells reduced(const GreyView& frame) const;
  void measure_light(const Cells& cells);
  Span span(const Cells& cells, int column, int row) const noexcept;
  static Profiles measure(const Cells& cells, const Span& span, Block& block);
  void classify(const Cells& cells, const std::vector<Profiles>& profiles);
  static void look_closer(const Cells& cells, const Span& span, Block& block);
  /// The places in blocks_ of what touches a block and is saturated, or else busy, as it is.
  std::vector<int> group_of(int column, int row, std::vector<bool>& seen, bool saturated) const;

  int cell_pixels_ = 1;
  int columns_ = 1;
  int rows_ = 1;
  Light light_;
  std::array<Block, static_cast<std::size_t>(kMax) * kMax> blocks_{};
};

}  // namespace heyi
