// A device is gone when reading says so, or when its path is: a driver may keep a dead one open.
#include "scan/hot_plug.hpp"

#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "scan/pump.hpp"

namespace heyi::terminal {
namespace {

bool is_same_device(const std::string& path, int descriptor) noexcept {
  struct stat named{};
  struct stat open{};
  return ::stat(path.c_str(), &named) == 0 && ::fstat(descriptor, &open) == 0 && named.st_dev == open.st_dev &&
         named.st_ino == open.st_ino && named.st_rdev == open.st_rdev;
}

/// Plugged closes what was opened.
class Plugged {
 public:
  explicit Plugged(Opened opened) noexcept : opened_(std::move(opened)) {}
  ~Plugged() {
    if (!is_there()) return;
    // A pseudo-terminal would stay exclusive for as long as its other side is open. Other devices take no notice.
    ::ioctl(opened_.descriptor, TIOCNXCL);
    ::close(opened_.descriptor);
  }
  Plugged(const Plugged&) = delete;
  Plugged& operator=(const Plugged&) = delete;

  bool is_there() const noexcept { return opened_.descriptor >= 0; }
  int descriptor() const noexcept { return opened_.descriptor; }
  const std::string& trouble() const noexcept { return opened_.trouble; }

 private:
  Opened opened_;
};

class HotPlug final : public Scanner {
 public:
  HotPlug(Device device, EventQueue& queue)
      : device_(std::move(device)),
        queue_(queue),
        worker_(device_.path, queue, [this](const StopSignal& stop) { run(stop); }) {}

 private:
  void run(const StopSignal& stop) {
    do {
      const Plugged plugged(device_.open(device_.path));
      if (!tell({device_.path, plugged.is_there(), plugged.trouble()}, stop)) return;
      if (!plugged.is_there()) continue;
      const std::unique_ptr<OctetReader> reader = device_.reader();
      pump(plugged.descriptor(), *reader, queue_, stop,
           [&] { return !is_same_device(device_.path, plugged.descriptor()); });
      if (stop.is_set() || !tell({device_.path, false, kNotThere}, stop)) return;
    } while (!stop.wait(kLookInterval));
  }

  bool tell(const ScannerState& state, const StopSignal& stop) {
    if (is_told_ && told_.is_there == state.is_there && told_.trouble == state.trouble) return true;
    is_told_ = true;
    told_ = state;
    std::vector<Event> events;
    events.emplace_back(state);
    return deliver(events, queue_, stop);
  }

  const Device device_;
  EventQueue& queue_;
  ScannerState told_;
  bool is_told_ = false;
  Worker worker_;
};

}  // namespace

std::string open_trouble(int error) {
  switch (error) {
    case ENOENT:
    case ENXIO:
    case ENODEV: return kNotThere;
    case EACCES:
    case EPERM: return "not allowed: the program's user must be in the group that owns the device";
    case EBUSY: return "in use by another program";
    default: return std::string("cannot be opened: ") + std::strerror(error);
  }
}

std::unique_ptr<Scanner> open_device(Device device, EventQueue& queue) {
  return std::make_unique<HotPlug>(std::move(device), queue);
}

}  // namespace heyi::terminal
