// The kernel's own header, for speeds that have no name; it cannot stand beside <termios.h>.
#include "scan/serial_port.hpp"

#include <asm/termbits.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

namespace heyi::terminal {
namespace {

/// Named is a speed that has a name: drivers know it, however old they are.
struct Named {
  int baud;
  tcflag_t name;
};

constexpr Named kNamed[] = {
    {300, B300},         {600, B600},         {1200, B1200},       {2400, B2400},       {4800, B4800},
    {9600, B9600},       {19200, B19200},     {38400, B38400},     {57600, B57600},     {115200, B115200},
    {230400, B230400},   {460800, B460800},   {500000, B500000},   {576000, B576000},   {921600, B921600},
    {1000000, B1000000}, {1152000, B1152000}, {1500000, B1500000}, {2000000, B2000000}, {2500000, B2500000},
    {3000000, B3000000}, {3500000, B3500000}, {4000000, B4000000},
};

tcflag_t name_of(int baud) noexcept {
  for (const Named& named : kNamed) {
    if (named.baud == baud) return named.name;
  }
  return BOTHER;
}

termios2 raw(termios2 line, const SerialSettings& settings) noexcept {
  line.c_iflag = settings.parity == Parity::none ? 0 : INPCK;
  line.c_oflag = 0;
  line.c_lflag = 0;
  line.c_cflag = name_of(settings.baud) | (name_of(settings.baud) << IBSHIFT) | CREAD | CLOCAL |
                 (settings.data_bits == 7 ? CS7 : CS8);
  if (settings.stop_bits == 2) line.c_cflag |= CSTOPB;
  if (settings.parity != Parity::none) line.c_cflag |= PARENB;
  if (settings.parity == Parity::odd) line.c_cflag |= PARODD;
  line.c_ispeed = line.c_ospeed = static_cast<speed_t>(settings.baud);
  line.c_cc[VMIN] = 1;
  line.c_cc[VTIME] = 0;
  return line;
}

// Drivers round; a character still arrives whole at three per cent off.
bool is_near(speed_t speed, int wanted) noexcept {
  return std::abs(static_cast<int>(speed) - wanted) <= wanted * 3 / 100;
}

std::string configure(int descriptor, const SerialSettings& settings) {
  termios2 line{};
  if (::isatty(descriptor) == 0 || ::ioctl(descriptor, TCGETS2, &line) != 0) {
    return errno == EIO ? "the port does not answer" : "no serial port: it is no terminal device";
  }
  if (::ioctl(descriptor, TIOCEXCL) != 0) return open_trouble(errno);
  line = raw(line, settings);
  if (::ioctl(descriptor, TCSETS2, &line) != 0 || ::ioctl(descriptor, TCGETS2, &line) != 0) {
    return "the port does not take these settings";
  }
  if (!is_near(line.c_ospeed, settings.baud))
    return "the port cannot work at " + std::to_string(settings.baud) + " baud";
  ::ioctl(descriptor, TCFLSH, TCIFLUSH);
  return {};
}

}  // namespace

Opened open_serial_port(const std::string& path, const SerialSettings& settings) {
  // Not blocking: without it, opening waits for a carrier.
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0) return {-1, open_trouble(errno)};
  std::string trouble = configure(descriptor, settings);
  if (trouble.empty()) return {descriptor, {}};
  ::close(descriptor);
  return {-1, std::move(trouble)};
}

}  // namespace heyi::terminal
