#include "qr/candidates.hpp"

#include <algorithm>
#include <cmath>

#include "qr/place.hpp"

namespace heyi {

std::vector<Candidate> candidates(const std::vector<Eye>& eyes) {
  std::vector<Candidate> found;
  const auto place = [&](std::size_t i) { return Place{eyes[i].x, eyes[i].y}; };
  for (std::size_t a = 0; a < eyes.size(); ++a) {
    for (std::size_t b = 0; b < eyes.size(); ++b) {
      for (std::size_t c = b + 1; c < eyes.size(); ++c) {
        if (a == b || a == c) continue;
        const double sizes[] = {double(eyes[a].size), double(eyes[b].size), double(eyes[c].size)};
        const auto [smallest, largest] = std::minmax({sizes[0], sizes[1], sizes[2]});
        if (largest > 2 * smallest) continue;
        const Place right = place(b) - place(a);
        const Place down = place(c) - place(a);
        const double across = length(right), along = length(down);
        const double cosine = dot(right, down) / (across * along);
        const double ratio = std::max(across, along) / std::min(across, along);
        const double modules = (across + along) / 2 / (sizes[0] + sizes[1] + sizes[2]) * 21;
        if (!(std::abs(cosine) < 0.6) || ratio > 2 || modules < 10 || modules > 260) continue;
        const double flaw = std::abs(cosine) + (ratio - 1) + (largest / smallest - 1) * 0.5 + modules * 0.001;
        const bool clockwise = cross(right, down) > 0;
        found.push_back({{a, clockwise ? b : c, clockwise ? c : b}, flaw});
      }
    }
  }
  std::sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) { return a.flaw < b.flaw; });
  return found;
}

}  // namespace heyi
