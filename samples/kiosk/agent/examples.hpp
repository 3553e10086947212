// What a simulated camera can be shown.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <heyi/bytes.hpp>
#include <heyi/result.hpp>
#include <heyi/rules.hpp>
#include <heyi/time.hpp>

namespace heyi::kiosk {

/// Example is a code that a simulated camera can be shown.
struct Example {
  std::string id;
  Words title;
};

/// ExampleSource draws what a camera would see of an example.
class ExampleSource {
 public:
  virtual ~ExampleSource() = default;
  virtual std::vector<Example> examples() const = 0;
  /// picture is a grey PNG of the example's code, made fresh. Fails with `scan.bad_image` for an unknown id.
  virtual Result<Bytes> picture(std::string_view id, int width, int height, Time now) = 0;
};

}  // namespace heyi::kiosk
