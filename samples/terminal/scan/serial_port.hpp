// Opening a serial line.
#pragma once

#include "scan/hot_plug.hpp"
#include "scan/serial_settings.hpp"

namespace heyi::terminal {

/// open_serial_port opens a terminal device for reading alone and for this program alone, raw and at its settings. What
/// had come before is thrown away.
Opened open_serial_port(const std::string& path, const SerialSettings& settings);

}  // namespace heyi::terminal
