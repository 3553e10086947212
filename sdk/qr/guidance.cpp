// What to ask a person for, from what a frame without a readable code shows.
#include <heyi/guidance.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "qr/finders.hpp"
#include "qr/sound_frame.hpp"

namespace heyi {
namespace {

constexpr int kDark = 64;           // Luma; cameras bring a page to about 200.
constexpr double kMinModule = 2.2;  // Pixels; below it noise and a slight blur are enough to lose a code.
constexpr double kMaxSpread = 0.7;  // Modules that an edge may be spread over.
constexpr double kSharpEdge = 1.3;  // Pixels; the camera's own.
constexpr double kFilled = 0.95;    // Of the frame's width or height.

// Corners are three finders that may be those of one code, the one at the right angle first.
struct Corners {
  std::array<Finder, 3> finders;

  double far_x() const noexcept { return finders[1].x + finders[2].x - finders[0].x; }
  double far_y() const noexcept { return finders[1].y + finders[2].y - finders[0].y; }
};

double distance(const Finder& a, const Finder& b) noexcept { return std::hypot(a.x - b.x, a.y - b.y); }

// Perspective shortens sides and bends angles, by less than this from where a code can be read at all.
bool may_be_corners(const Finder& right_angle, const Finder& a, const Finder& b) noexcept {
  const auto [small, large] = std::minmax({right_angle.module, a.module, b.module});
  const double first = distance(right_angle, a);
  const double second = distance(right_angle, b);
  const double across = distance(a, b);
  return large < 1.6 * small && first > 10 * small && second > 10 * small && first < 1.5 * second &&
         second < 1.5 * first && std::abs(across / std::hypot(first, second) - 1) < 0.2;
}

bool find_corners(const std::vector<Finder>& finders, Corners& corners) noexcept {
  for (std::size_t angle = 0; angle < finders.size(); ++angle) {
    for (std::size_t a = 0; a < finders.size(); ++a) {
      for (std::size_t b = a + 1; b < finders.size(); ++b) {
        if (a == angle || b == angle || !may_be_corners(finders[angle], finders[a], finders[b])) continue;
        corners.finders = {finders[angle], finders[a], finders[b]};
        return true;
      }
    }
  }
  return false;
}

double middle_module(const std::vector<Finder>& finders) {
  std::vector<double> modules;
  for (const Finder& finder : finders) modules.push_back(finder.module);
  std::sort(modules.begin(), modules.end());
  return modules.empty() ? 0 : modules[modules.size() / 2];
}

bool spans_frame(const Region& region, const Texture& texture) noexcept {
  return (region.left == 0 && region.right + 1 == texture.columns()) ||
         (region.top == 0 && region.bottom + 1 == texture.rows());
}

// Dense and compact, as a code is, where the bounds of other things are thin and lie apart.
bool is_patch(const Region& region, int coarseness) noexcept {
  return region.blocks >= 12 / coarseness + 1 &&
         region.blocks * 2 >= (region.right - region.left + 1) * (region.bottom - region.top + 1);
}

// A blurred code has no finders left, a code larger than the frame has them outside. What is left is a patch that is
// dense at the scale of its blur or of its modules, whichever that is.
std::optional<Guidance> of_patch(const Texture& texture, const Region& region, int coarseness) {
  if (!is_patch(region, coarseness)) return std::nullopt;
  if (region.blurred()) return Guidance::hold_still;
  if (region.two_tone * 2 >= region.blocks && spans_frame(region, texture)) return Guidance::farther;
  return std::nullopt;
}

Guidance without_finders(const GreyView& frame, const Texture& fine, const Region& region) {
  if (const auto guidance = of_patch(fine, region, 1)) return *guidance;
  for (const int coarseness : {2, 4}) {
    const Texture texture(frame, coarseness);
    if (const auto guidance = of_patch(texture, texture.largest_region(), coarseness)) return *guidance;
  }
  return Guidance::show_code;
}

Guidance with_corners(const GreyView& frame, const Corners& corners) noexcept {
  double left = corners.far_x(), right = left, top = corners.far_y(), bottom = top;
  double module = 0;
  for (const Finder& finder : corners.finders) {
    left = std::min(left, finder.x);
    right = std::max(right, finder.x);
    top = std::min(top, finder.y);
    bottom = std::max(bottom, finder.y);
    module += finder.module / 3;
  }
  const double border = 3.5 * module;  // From a finder's middle to the code's own edge.
  const double width = right - left + 2 * border;
  const double height = bottom - top + 2 * border;
  if (width > kFilled * frame.width || height > kFilled * frame.height) return Guidance::farther;
  const bool inside =
      left >= border && top >= border && right + border <= frame.width && bottom + border <= frame.height;
  return inside ? Guidance::hold_still : Guidance::whole_code;
}

Guidance guidance_of(const GreyView& frame, const Texture& texture, std::vector<Finder> finders) {
  const Light& light = texture.light();
  // A square alone is no code, and small ones come about by chance where there is noise, but not at three corners.
  Corners corners;
  const bool three = find_corners(finders, corners);
  const auto is_stray = [&](const Finder& one) { return !one.in_code || (!three && one.module < kMinModule); };
  finders.erase(std::remove_if(finders.begin(), finders.end(), is_stray), finders.end());
  const Region region = texture.largest_region();
  const bool dim = std::all_of(finders.begin(), finders.end(), [](const Finder& one) { return one.light < kDark; });
  if (finders.empty() ? light.bright < kDark : dim) return Guidance::more_light;
  const bool washed_out = light.saturated > 0.3 && light.dark > 100 && (!finders.empty() || is_patch(region, 1));
  if (washed_out || texture.has_glare()) return Guidance::glare;
  if (finders.empty()) return without_finders(frame, texture, region);
  const double module = middle_module(finders);
  if (module < kMinModule) return Guidance::closer;
  if (three) return with_corners(frame, corners);
  const auto is_blurred = [](const Finder& one) { return one.edge - kSharpEdge > kMaxSpread * one.module; };
  const auto blurred = std::count_if(finders.begin(), finders.end(), is_blurred);
  if (static_cast<std::size_t>(blurred) * 2 > finders.size() || region.blurred()) return Guidance::hold_still;
  return spans_frame(region, texture) && region.two_tone * 2 >= region.blocks ? Guidance::farther
                                                                              : Guidance::whole_code;
}

}  // namespace

std::string_view guidance_name(Guidance guidance) noexcept {
  switch (guidance) {
    case Guidance::show_code: return "show_code";
    case Guidance::closer: return "closer";
    case Guidance::farther: return "farther";
    case Guidance::whole_code: return "whole_code";
    case Guidance::hold_still: return "hold_still";
    case Guidance::more_light: return "more_light";
    case Guidance::glare: break;
  }
  return "glare";
}

Result<FrameLook> look_at_frame(const GreyView& frame) {
  if (!is_sound_frame(frame)) return fail(Reason::scan_bad_image, "frame size");
  try {
    const Texture texture(frame);
    std::vector<Finder> finders = find_finders(frame, texture);
    FrameLook look;
    look.brightness = texture.light().mean;
    look.contrast = texture.light().contrast();
    look.finders = static_cast<int>(finders.size());
    look.module_pixels = middle_module(finders);
    look.guidance = guidance_of(frame, texture, std::move(finders));
    return look;
  } catch (...) {
    return FrameLook{};  // Without the little memory that it takes, nothing is known of the frame.
  }
}

}  // namespace heyi
