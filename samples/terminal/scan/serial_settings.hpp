// How a serial scanner is connected, as settings and command line say it.
#pragma once

#include <string>
#include <string_view>

namespace heyi::terminal {

/// Parity of a serial line.
enum class Parity { none, even, odd };

/// SerialSettings must be what the scanner is set to. USB scanners (virtual COM port) take any speed.
struct SerialSettings {
  std::string path;  ///< Such as `/dev/ttyACM0` or, better, a name below `/dev/serial/by-id`.
  int baud = 9600;   ///< 300 to 4,000,000, also speeds that have no name.
  int data_bits = 8;
  Parity parity = Parity::none;
  int stop_bits = 1;
};

/// parse_serial reads `PATH`, `PATH:BAUD` or `PATH:BAUD:FORMAT`; FORMAT is `8N1` and the like: 7 or 8, N, E or O, 1 or
/// 2. The path may hold colons, as those below `/dev/serial/by-path` do. Throws std::runtime_error with what is wrong.
SerialSettings parse_serial(std::string_view words);

}  // namespace heyi::terminal
