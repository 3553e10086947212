// Codes from a file or another program.
#include <utility>

#include "scan/pump.hpp"
#include "scan/scanners.hpp"

namespace heyi::terminal {
namespace {

class Lines final : public Scanner {
 public:
  Lines(int descriptor, const std::string& name, EventQueue& queue)
      : worker_(name, queue, [descriptor, name, &queue](const StopSignal& stop) {
          Assembler reader(name);
          std::vector<Event> events;
          pump(descriptor, reader, queue, stop, [] { return false; });
          reader.end(events);
          events.emplace_back(InputEnded{name});
          if (!stop.is_set()) deliver(events, queue, stop);
        }) {}

 private:
  const Worker worker_;
};

}  // namespace

std::unique_ptr<Scanner> open_lines(int descriptor, std::string name, EventQueue& queue) {
  return std::make_unique<Lines>(descriptor, name, queue);
}

}  // namespace heyi::terminal
