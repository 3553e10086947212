// The keyboard of the desk, at which a scanner may type as well.
#include "scan/keyboard.hpp"
#include "scan/pump.hpp"
#include "scan/raw_terminal.hpp"
#include "scan/scanners.hpp"

namespace heyi::terminal {
namespace {

constexpr const char* kSource = "keyboard";

class Wedge final : public Scanner {
 public:
  Wedge(int descriptor, EventQueue& queue)
      : terminal_(descriptor), worker_(kSource, queue, [descriptor, &queue](const StopSignal& stop) {
          std::vector<Event> events;
          events.emplace_back(ScannerState{kSource, true, {}});
          KeyboardAssembler reader(kSource);
          if (!deliver(events, queue, stop)) return;
          pump(descriptor, reader, queue, stop, [] { return false; });
          reader.end(events);
          events.emplace_back(ScannerState{kSource, false, "the terminal is closed"});
          events.emplace_back(InputEnded{kSource});
          if (!stop.is_set()) deliver(events, queue, stop);
        }) {}

 private:
  const RawTerminal terminal_;
  const Worker worker_;
};

}  // namespace

std::unique_ptr<Scanner> open_wedge(int descriptor, EventQueue& queue) {
  return std::make_unique<Wedge>(descriptor, queue);
}

}  // namespace heyi::terminal
