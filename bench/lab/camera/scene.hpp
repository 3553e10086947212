// A scene with a QR code in it, in numbers, and the frame that a camera takes of it.
#pragma once

#include <cstdint>

#include <heyi/image.hpp>
#include <heyi/qr.hpp>

namespace heyi::lab {

/// Scene says how a code is shown and by what kind of camera it is seen. As it stands it is a sharp, even, frontal
/// view. Levels are grey levels, 0 black to 255 white. Angles are clockwise as one looks at the frame, from the right.
struct Scene {
  int width_pixels = 1280;
  int height_pixels = 720;

  // The surface.
  double ink_level = 40;       ///< Of dark modules; above paper_level for a code that is light on dark.
  double paper_level = 210;    ///< Of light modules and of the margin.
  int margin_modules = 4;      ///< Paper around the symbol, 0 to 100; the standard asks for 4.
  double bend_degrees = 0;     ///< The arc that the symbol's width takes on an upright cylinder; 0 flat, below 180.
  bool mirrored = false;       ///< As in a mirror, or by a front camera.
  double moire_depth = 0;      ///< How much darker a screen is between its pixels, 0 to 1; 0 for paper.
  double screen_pixels = 1.1;  ///< Camera pixels that a pixel of that screen takes; above 0.

  // Where the code is.
  double module_pixels = 5;           ///< What a module takes in the middle of the code; at least 1.
  double right_pixels = 0;            ///< The code's middle, right of the frame's.
  double down_pixels = 0;             ///< The code's middle, below the frame's.
  double turn_degrees = 0;            ///< In the frame's plane.
  double tilt_degrees = 0;            ///< Out of the frame's plane, below 80.
  double tilt_direction_degrees = 0;  ///< The side of the code that lies farther away.
  double focal_pixels = 1100;         ///< The camera's focal length; 1100 is a view of 60 degrees over 1280 pixels.

  /// The lens: a pixel at radius r shows what belongs at r·(1 + lens_b·r²), with r = 1 at half the shorter side of the
  /// frame. Above 0 straight lines bulge (barrel), below 0 they pinch (pincushion).
  double lens_b = 0;

  // The light.
  double light_fall = 0;               ///< The share of light that is lost over the frame, 0 to 1.
  double light_direction_degrees = 0;  ///< Where it gets darker.
  double glare_levels = 0;             ///< What a reflected lamp adds in its middle.
  double glare_radius_modules = 0;     ///< Where it has fallen to a third.
  double glare_right_modules = 0;      ///< Its middle, right of the code's.
  double glare_down_modules = 0;       ///< Its middle, below the code's.

  // The camera.
  double blur_pixels = 0;     ///< Out of focus: the standard deviation of a normal distribution.
  double motion_pixels = 0;   ///< How far the code moves while the shutter is open.
  double motion_degrees = 0;  ///< Where to.
  double noise_levels = 0;    ///< The standard deviation of noise at middle grey; more in the light, less in the dark.
  int jpeg_quality = 0;       ///< 1 to 100; 0 keeps the pixels as they are.
};

/// photograph takes the frame: a pure function of what it is given. `seed` places what lies behind the code and makes
/// the noise. The image is empty only if the frame's sides are not positive.
GreyImage photograph(const QrSymbol& symbol, const Scene& scene, std::uint64_t seed);

}  // namespace heyi::lab
