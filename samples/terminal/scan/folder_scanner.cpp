// The picture folder at work.
#include <utility>

#include "scan/folder.hpp"
#include "scan/pump.hpp"
#include "scan/scanners.hpp"

namespace heyi::terminal {
namespace {

class FolderScanner final : public Scanner {
 public:
  FolderScanner(const std::string& path, EventQueue& queue)
      : path_(path),
        queue_(queue),
        folder_(as_it_is(path)),
        worker_(path, queue, [this](const StopSignal& stop) { run(stop); }) {}

 private:
  // Looked at before anybody can know that it is watched: what is put there from now on is new.
  static PictureFolder as_it_is(const std::string& path) {
    PictureFolder folder(path);
    folder.poll();
    return folder;
  }

  void run(const StopSignal& stop) {
    std::vector<Event> events;
    std::optional<std::string> told;
    for (;; folder_.poll()) {
      if (told != folder_.trouble()) {
        told = folder_.trouble();
        events.emplace_back(ScannerState{path_, told->empty(), *told});
        if (!deliver(events, queue_, stop)) return;
      }
      while (!stop.is_set()) {
        std::optional<Scan> scan = folder_.read_next(std::chrono::steady_clock::now());
        if (!scan) break;
        events.emplace_back(*std::move(scan));
        if (!deliver(events, queue_, stop)) return;
      }
      if (stop.wait(kLookInterval)) return;
    }
  }

  const std::string path_;
  EventQueue& queue_;
  PictureFolder folder_;
  const Worker worker_;
};

}  // namespace

std::unique_ptr<Scanner> open_folder(const std::string& path, EventQueue& queue) {
  return std::make_unique<FolderScanner>(path, queue);
}

}  // namespace heyi::terminal
