// What came of a test code, and which setting is to be changed. Pure.
#pragma once

#include <heyi/reason.hpp>

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace heyi::terminal {

/// Symptom is what can be seen of a scanner's settings.
enum class Symptom {
  good,             ///< Nothing is in the way.
  caps_lock,        ///< Letters came as small ones.
  french_layout,    ///< AZERTY.
  german_layout,    ///< QWERTZ.
  full_width,       ///< A Chinese input method was switched on.
  aim_prefix,       ///< `]Q1` in front.
  no_suffix,        ///< Nothing behind.
  suffix,           ///< CR, LF, TAB, ETX behind: as it should be.
  spaces_trimmed,   ///< At the ends, where Heyi codes have none.
  spaces_lost,      ///< Inside, where they count.
  symbols_lost,     ///< Some characters never arrive.
  symbols_changed,  ///< Some characters always arrive as others.
  octets_lost,      ///< Here and there.
  cut_end,          ///< The end is missing.
  cut_begin,        ///< The beginning is missing.
  pauses,           ///< Long ones inside a scan.
  unknown,          ///< Nothing that is known.
};

/// Finding is one symptom, for people.
struct Finding {
  Symptom symptom = Symptom::good;
  bool is_harmless = false;  ///< Heyi copes with it.
  std::string detail;        ///< Which characters, how many; empty when there is nothing to add.

  std::string sentence(Language language) const;  ///< What is the matter, with the detail.
  std::string advice(Language language) const;    ///< What to set; empty when nothing is to be.
};

/// Arrival is octets that came together, and how long after those before.
struct Arrival {
  std::string octets;
  std::chrono::milliseconds gap{0};
};

/// diagnose compares what arrived with what the code says. `good` comes first when nothing that matters is wrong; the
/// suffix is always told.
std::vector<Finding> diagnose(std::string_view expected, std::span<const Arrival> arrivals);

/// likeness is how much of a test code was recognised in what arrived, in whatever layout: 0 to 1, and 1 where its
/// beginning stands.
double likeness(std::string_view expected, std::span<const Arrival> arrivals);

}  // namespace heyi::terminal
