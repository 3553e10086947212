// A serial scanner: a device that comes and goes, and sends characters.
#include "scan/assembler.hpp"
#include "scan/hot_plug.hpp"
#include "scan/scanners.hpp"
#include "scan/serial_port.hpp"

namespace heyi::terminal {

std::unique_ptr<Scanner> open_serial(const SerialSettings& settings, EventQueue& queue) {
  return open_device({settings.path, [settings](const std::string& path) { return open_serial_port(path, settings); },
                      [path = settings.path] { return std::make_unique<Assembler>(path); }},
                     queue);
}

}  // namespace heyi::terminal
