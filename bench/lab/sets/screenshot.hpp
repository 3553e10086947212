// Screenshots: a clean code that a program has drawn at whatever size its window had.
#pragma once

#include <heyi/image.hpp>
#include <heyi/qr.hpp>

namespace heyi::lab {

/// Filter is how the program resampled it.
enum class Filter { nearest, bilinear, bicubic, lanczos };

/// Surround is what the rest of the screen shows.
enum class Surround { white, black, grey };

const char* name_of(Filter filter) noexcept;
const char* name_of(Surround surround) noexcept;

/// kScreenshotSizes is how many sizes there are: 300, 307 … 699 pixels a side, the quiet zone among them.
inline constexpr int kScreenshotSizes = 58;

/// take_screenshot draws the code at six pixels a module, resamples it to one of the sizes and puts it into the middle
/// of a screen of 1280 by 720 pixels. Numbers 0 to kScreenshotSizes - 1 give each size once; the first few are spread
/// over all of them.
GreyImage take_screenshot(const QrSymbol& symbol, int number, Filter filter, Surround surround);

}  // namespace heyi::lab
