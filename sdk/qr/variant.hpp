// Other forms of a frame, for a code that the frame itself does not show.
#pragma once

#include <heyi/image.hpp>

namespace heyi {

/// reduced is a `factor`-th of a frame's width and height, each pixel the mean of those it stands for. Columns and rows
/// that fill no pixel are left out; the frame must be sound, and no smaller than the factor.
GreyImage reduced(const GreyView& frame, int factor);

/// twice_as_large is a frame of twice the width and height, with the greys between pixels interpolated.
GreyImage twice_as_large(const GreyView& frame);

/// reversed has light for dark: an app in night mode draws a code so.
GreyImage reversed(const GreyView& frame);

}  // namespace heyi
