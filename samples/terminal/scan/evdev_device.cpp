// Opening an input device, and taking it away from the console and the desktop.
#include <fcntl.h>
#include <linux/input.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <utility>

#include "scan/evdev.hpp"
#include "scan/scanners.hpp"

namespace heyi::terminal {
namespace {

constexpr std::size_t kWordBits = sizeof(unsigned long) * CHAR_BIT;

bool has_keys(int descriptor, std::initializer_list<int> keys) noexcept {
  std::array<unsigned long, KEY_CNT / kWordBits + 1> bits{};
  if (::ioctl(descriptor, EVIOCGBIT(EV_KEY, sizeof bits), bits.data()) < 0) return false;
  for (const int key : keys) {
    const auto code = static_cast<std::size_t>(key);
    if ((bits[code / kWordBits] >> (code % kWordBits) & 1UL) == 0) return false;
  }
  return true;
}

Opened open_input(const std::string& path, const Grab& grab) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (descriptor < 0) return {-1, open_trouble(errno)};
  std::string trouble = grab(descriptor);
  if (trouble.empty()) return {descriptor, {}};
  ::close(descriptor);
  return {-1, std::move(trouble)};
}

}  // namespace

std::string grab_keyboard(int descriptor) {
  int version = 0;
  if (::ioctl(descriptor, EVIOCGVERSION, &version) < 0) return "no input device";
  if (!has_keys(descriptor, {KEY_0, KEY_9, KEY_A, KEY_Z, KEY_LEFTSHIFT}))
    return "an input device without the keys of a scanner";
  return ::ioctl(descriptor, EVIOCGRAB, 1) == 0 ? std::string() : open_trouble(errno);
}

std::unique_ptr<Scanner> open_evdev_with(const std::string& path, Grab grab, EventQueue& queue) {
  return open_device({path, [grab = std::move(grab)](const std::string& named) { return open_input(named, grab); },
                      [path] { return evdev_reader(path); }},
                     queue);
}

std::unique_ptr<Scanner> open_evdev(const std::string& path, EventQueue& queue) {
  return open_evdev_with(path, grab_keyboard, queue);
}

}  // namespace heyi::terminal
