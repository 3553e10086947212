// What is measured: one subject a line of the table, with the yardstick that stands beside it.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace heyi::bench {

/// Subject is one piece of work of the SDK and the same work of a library alone. Both answer whether they succeeded.
struct Subject {
  std::string name;
  std::string yardstick;  ///< What the yardstick is, such as `3 EVP ES256 verifications`.
  std::function<bool()> work;
  std::function<bool()> alone;
};

/// make_subjects builds the demo's world, with fresh keys, and what is measured in it.
std::vector<Subject> make_subjects();

}  // namespace heyi::bench
