// Guidance: what would help a person to hold a code so that it is read, seen from a frame in which it was not.
#pragma once

#include <string_view>

#include <heyi/image.hpp>
#include <heyi/result.hpp>

namespace heyi {

/// Guidance is the one thing that would help most.
enum class Guidance {
  show_code,   ///< Nothing in the frame looks like a QR code.
  closer,      ///< There is one, too small to be read.
  farther,     ///< There is one, so near that it fills the frame.
  whole_code,  ///< A part of it lies outside the frame or is covered.
  hold_still,  ///< There is one, blurred by movement or out of focus.
  more_light,  ///< The frame is too dark, or the screen that shows the code is dimmed.
  glare,       ///< Light is reflected where the code is, or the screen is far too bright for the camera.
};

/// guidance_name is `show_code`, `closer`, `farther`, `whole_code`, `hold_still`, `more_light` or `glare`.
std::string_view guidance_name(Guidance guidance) noexcept;

/// FrameLook is what was measured in a frame, and what follows from it. It says nothing of what a code holds.
struct FrameLook {
  Guidance guidance = Guidance::show_code;
  int brightness = 0;        ///< Mean luma, 0 to 255.
  int contrast = 0;          ///< Between the darkest and the brightest five per cent, 0 to 255.
  int finders = 0;           ///< Finder patterns seen (three make a QR code), at most 16.
  double module_pixels = 0;  ///< Side of a module in pixels, estimated from the finder patterns; 0 without any.
};

/// look_at_frame measures a frame that read_qr found nothing in. It takes a fraction of the time of find_qr, the most
/// of it where there is nothing but noise, and fails only with `scan.bad_image` for a frame whose sizes make no sense.
/// It decodes nothing. It is a guess: codes below about 1.2 pixels a module are taken for nothing, and things out of
/// focus, busy and as large as a code, for one.
Result<FrameLook> look_at_frame(const GreyView& frame);

}  // namespace heyi
