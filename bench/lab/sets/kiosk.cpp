#include "sets/kiosk.hpp"

#include <cmath>
#include <initializer_list>
#include <numbers>

#include "sets/held.hpp"

namespace heyi::lab {
namespace {

// View is a kiosk's camera. Cheap lenses bend more the wider they are.
struct View {
  int degrees;  ///< Across the frame.
  double lens_b;
  int width_pixels, height_pixels;
  std::initializer_list<int> centimetres;  ///< From lens to phone.
};

}  // namespace

Set kiosk() {
  constexpr double kCodeMillimetres = 55;
  constexpr double kModules = 17 + 4 * kMergedVersion;
  Set set{"kiosk", "自助机：视角、距离、分辨率", "a phone before a kiosk: view across, frame, distance", 40, {}};
  const View views[] = {{60, 0.01, 1280, 720, {15, 20, 25, 30}},
                        {70, 0.02, 1280, 720, {12, 15, 20, 25}},
                        {90, 0.04, 1280, 720, {10, 12, 15, 20}},
                        {90, 0.04, 1920, 1080, {10, 15, 20, 25}}};
  for (const View& view : views) {
    const double focal = view.width_pixels / 2.0 / std::tan(view.degrees / 2.0 * std::numbers::pi / 180);
    for (const int distance : view.centimetres) {
      const double module = focal * kCodeMillimetres / kModules / (distance * 10);
      const std::string label =
          label_of(view.degrees, " deg ") + label_of(view.height_pixels, "p ") + label_of(distance, " cm");
      const double lens_b = view.lens_b;
      const int width = view.width_pixels, height = view.height_pixels;
      set.rows.push_back({label, [=](int, Dice& dice) {
                            return taken(kMergedVersion, dice, [&] {
                              Scene scene = usual(dice);
                              scene.width_pixels = width;
                              scene.height_pixels = height;
                              scene.focal_pixels = focal;
                              scene.module_pixels = module;
                              scene.lens_b = lens_b;
                              return scene;
                            });
                          }});
    }
  }
  return set;
}

}  // namespace heyi::lab
