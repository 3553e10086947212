// Devices that come and go: opened when they are there, looked for while they are not.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "scan/assembler.hpp"
#include "scan/event.hpp"

namespace heyi::terminal {

/// Opened is a descriptor, or why there is none: words for people who set it up.
struct Opened {
  int descriptor = -1;
  std::string trouble;
};

/// Device is how one kind of device is opened and understood.
struct Device {
  std::string path;
  std::function<Opened(const std::string& path)> open;
  std::function<std::unique_ptr<OctetReader>()> reader;  ///< A new one each time it is plugged in.
};

/// kNotThere is the trouble of a device that is not plugged in.
inline constexpr const char* kNotThere = "not there: waiting for it to be plugged in";

/// open_trouble says in words why opening failed.
std::string open_trouble(int error);

/// open_device reads a device in a thread of its own. It is tried again every half second; a ScannerState tells each
/// change, once. What had begun when it was unplugged is dropped: half a scan is never joined to the next one.
std::unique_ptr<Scanner> open_device(Device device, EventQueue& queue);

}  // namespace heyi::terminal
