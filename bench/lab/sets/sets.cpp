// The sets, each a table: a row is a strength, and a function puts that strength into a scene. Add yours here.
#include "sets/sets.hpp"

#include "sets/held.hpp"
#include "sets/kiosk.hpp"
#include "sets/screenshot.hpp"

namespace heyi::lab {
namespace {

/// Change puts the strength of a row into a scene that is otherwise easy to read.
using Change = void (*)(Scene& scene, double strength, Dice& dice);

std::vector<Row> rows(std::string_view unit, std::initializer_list<double> strengths, Change change) {
  std::vector<Row> made;
  for (const double strength : strengths) {
    made.push_back({label_of(strength, unit), [strength, change](int, Dice& dice) {
                      return taken(kMergedVersion, dice, [&] {
                        Scene scene = easy(dice);
                        change(scene, strength, dice);
                        return scene;
                      });
                    }});
  }
  return made;
}

Set camera() {
  Set set{"camera", "摄像头：倾斜、转动、模糊、噪声、光线不均", "tilt, turn, blur, noise, uneven light", 40, {}};
  for (const int version : {20, 10, 15, 23}) {
    for (const double module : {3.0, 3.5, 4.0, 5.0}) {
      const std::string label = label_of(version, "-M ") + label_of(module, " px");
      set.rows.push_back({label, [=](int, Dice& dice) {
                            return taken(version, dice, [&] {
                              Scene scene = usual(dice);
                              scene.module_pixels = module;
                              return scene;
                            });
                          }});
    }
  }
  return set;
}

// A large code; every other one off-centre, as far as a frame allows whose corners the lens pushes out.
Scene through_lens(double b, int version, bool off_centre, Dice& dice) {
  Scene scene = easy(dice);
  const double side = dice.between(500, 900);
  const double across = (1120 - side) / 2, down = (1000 - side) / 2;
  scene.width_pixels = 1440;
  scene.height_pixels = 1200;
  scene.lens_b = b;
  scene.module_pixels = side / (17 + 4 * version);
  scene.right_pixels = off_centre ? dice.between(-across, across) : 0;
  scene.down_pixels = off_centre ? dice.between(-down, down) : 0;
  return scene;
}

Set lens() {
  Set set{"lens", "镜头畸变", "lens distortion: barrel above 0, pincushion below", 40, {}};
  for (const double b : {-0.06, -0.04, -0.02, 0.0, 0.02, 0.04, 0.06}) {
    set.rows.push_back({label_of(b, "", "B "), [=](int number, Dice& dice) {
                          const int version = 11 + number % 13;
                          return taken(version, dice, [&] { return through_lens(b, version, number % 2 != 0, dice); });
                        }});
  }
  return set;
}

Set screenshot() {
  Set set{"screenshot", "截屏：缩放后的码", "screenshots: 300, 307 … 699 pixels a side", kScreenshotSizes, {}};
  for (const Surround surround : {Surround::white, Surround::black, Surround::grey}) {
    for (const Filter filter : {Filter::nearest, Filter::bilinear, Filter::bicubic, Filter::lanczos}) {
      set.rows.push_back({std::string(name_of(filter)) + " on " + name_of(surround), [=](int number, Dice& dice) {
                            Code code = draw_code(kMergedVersion, dice);
                            GreyImage image = take_screenshot(code.symbol, number, filter, surround);
                            return Frame{std::move(code.text), std::move(image)};
                          }});
    }
  }
  return set;
}

Set mirrored() {
  return {"mirrored", "镜像", "seen in a mirror, or by a front camera", 30,
          rows(" px", {4, 5, 6}, [](Scene& scene, double module, Dice&) {
            scene.mirrored = true;
            scene.module_pixels = module;
          })};
}

Set inverted() {
  return {"inverted", "反色", "light on dark", 40, rows(" px", {3, 4, 5, 6}, [](Scene& scene, double module, Dice&) {
            std::swap(scene.ink_level, scene.paper_level);
            scene.module_pixels = module;
          })};
}

Set contrast() {
  return {"contrast", "反差", "levels between ink and paper", 40,
          rows(" levels", {9, 12, 16, 20, 30, 40, 60}, [](Scene& scene, double levels, Dice& dice) {
            scene.ink_level = dice.between(60, 140);
            scene.paper_level = scene.ink_level + levels;
            scene.light_fall = 0.1;
            scene.noise_levels = 2;
          })};
}

Set glare() {
  return {"glare", "反光", "a reflected lamp, by its radius", 40,
          rows(" modules", {4, 8, 12, 16, 20, 25, 30}, [](Scene& scene, double radius, Dice& dice) {
            scene.glare_levels = 260;
            scene.glare_radius_modules = radius;
            scene.glare_right_modules = dice.between(-40, 40);
            scene.glare_down_modules = dice.between(-40, 40);
          })};
}

Set moire() {
  return {"moire", "屏幕摩尔纹", "a screen's grid beats with the camera's, by its depth", 40,
          rows("", {0.1, 0.2, 0.3, 0.4, 0.5, 0.7}, [](Scene& scene, double depth, Dice& dice) {
            scene.moire_depth = depth;
            scene.screen_pixels = dice.between(1.03, 1.4);
          })};
}

Set curved() {
  return {"curved", "弯曲", "bent around an upright cylinder, by its arc", 40,
          rows(" degrees", {5, 10, 15, 20, 30, 45, 60, 90}, [](Scene& scene, double arc, Dice& dice) {
            scene.bend_degrees = arc;
            scene.turn_degrees = dice.between(-15, 15);
            scene.module_pixels = 5;
          })};
}

Set jpeg() {
  return {"jpeg", "JPEG 压缩", "JPEG quality, at 4 px a module", 40,
          rows("", {5, 10, 15, 20, 30, 50, 80}, [](Scene& scene, double quality, Dice&) {
            scene.module_pixels = 4;
            scene.jpeg_quality = static_cast<int>(quality);
          })};
}

Set blur() {
  Set set{
      "blur", "失焦与抖动", "out of focus and moved, at 5 px a module", 40,
      rows(" px focus", {1, 1.5, 2, 2.5, 3}, [](Scene& scene, double pixels, Dice&) { scene.blur_pixels = pixels; })};
  for (Row& row : rows(" px motion", {2, 4, 6, 8, 10}, [](Scene& scene, double pixels, Dice& dice) {
         scene.motion_pixels = pixels;
         scene.motion_degrees = dice.between(0, 180);
       })) {
    set.rows.push_back(std::move(row));
  }
  return set;
}

// Each row is a twelfth of the circle.
Set rotation() {
  return {"rotation", "转动", "turned by up to 30 degrees more", 40,
          rows(" degrees", {0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330},
               [](Scene& scene, double from, Dice& dice) {
                 scene.turn_degrees = from + dice.between(0, 30);
                 scene.module_pixels = 4;
               })};
}

Set distance() {
  return {"distance", "距离", "pixels a module", 40,
          rows(" px", {1.5, 2, 2.5, 3, 3.5, 4, 5, 6},
               [](Scene& scene, double module, Dice&) { scene.module_pixels = module; })};
}

}  // namespace

std::vector<Set> all_sets() {
  return {camera(), lens(),   screenshot(), mirrored(), inverted(), contrast(), glare(),
          moire(),  curved(), jpeg(),       blur(),     rotation(), distance(), kiosk()};
}

Frame frame_of(const Set& set, const Row& row, int number, std::uint64_t seed) {
  std::uint64_t name = 0;
  for (const char letter : set.name) name = name * 257 + static_cast<unsigned char>(letter);
  Dice dice(mixed_seed({seed, name, static_cast<std::uint64_t>(number)}));
  return row.make(number, dice);
}

}  // namespace heyi::lab
