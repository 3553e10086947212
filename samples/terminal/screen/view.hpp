// What the screen shows at one moment: data alone, so that it can be drawn, compared and wiped.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <heyi/verify.hpp>

#include "desk/visit.hpp"
#include "scan/event.hpp"

namespace heyi::terminal {

/// Outcome is what the person at the desk is to do.
enum class Outcome {
  accepted,      ///< Go on.
  repeated,      ///< The same code a moment ago: go on, nothing is done twice.
  confirm,       ///< Somebody presents for the holder: compare the presenter's document, then press the key.
  identify,      ///< A printed code: ask for the document.
  scan_again,    ///< The scan went wrong.
  needs_online,  ///< One of today's codes: another system reads it.
  refused,       ///< Do not accept.
};

/// ResultView is the last scan. Everything personal on the screen is in here: wiping it is forgetting it.
struct ResultView {
  Outcome outcome = Outcome::refused;
  Reason reason = Reason::internal_failure;
  std::vector<Reason> marks;
  std::vector<SectionReport> sections;
  AsOf as_of;
  std::optional<Visit> visit;      ///< On accepted, repeated and confirm.
  std::optional<Printed> printed;  ///< On identify.
  bool is_confirmed = false;       ///< The presenter was compared.
  int seconds_left = 60;           ///< Until it is wiped.
};

/// ListView is one list, for its age.
struct ListView {
  std::string kind, name;  ///< `trust` or `status`.
  std::optional<Seconds> age;
  std::string need;  ///< Why it needs attention: `old`, `expires soon`, `expired`, or trouble; empty when it does not.
};

/// DestinationView is one hospital system.
struct DestinationView {
  std::string name;
  std::int64_t waiting = 0, parked = 0, delivered = 0;
  std::optional<Seconds> oldest_waiting;
  std::string trouble;  ///< Of the last try; empty when it went well.
};

/// DayCounters count verdicts since midnight, China time.
struct DayCounters {
  std::int64_t accepted = 0, identified = 0, refused = 0, scan_again = 0;
};

/// DeskView is the whole screen.
struct DeskView {
  Language language = Language::zh;
  Site site;
  Time now;
  std::optional<ResultView> result;  ///< None: waiting for a scan.
  std::vector<ScannerState> scanners;
  std::vector<ListView> lists;  ///< Trust first.
  std::vector<DestinationView> destinations;
  DayCounters today;
  std::vector<std::string> warnings;  ///< Names of reasons, such as `time.clock_suspect`, `state.begun_anew`.
  bool is_simulated = false;
};

/// Screen paints views on the terminal; it reads no keys: they come with the scans (keyboard wedge).
class Screen {
 public:
  /// open takes over the terminal on standard output; destroying it gives the terminal back as it was. Throws
  /// std::runtime_error when standard output is no terminal, or the locale is not UTF-8.
  static std::unique_ptr<Screen> open();
  virtual ~Screen() = default;
  /// show paints; it follows a change of the window's size. What is not on the view any more is not on the screen, nor
  /// in the terminal's scroll-back.
  virtual void show(const DeskView& view) = 0;
};

}  // namespace heyi::terminal
