// The picture folder at work.
#include <optional>
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
    for (; tell(stop); folder_.poll()) {
      while (!stop.is_set()) {
        std::optional<Scan> scan = folder_.read_next(std::chrono::steady_clock::now());
        if (!scan) break;
        std::vector<Event> events{*std::move(scan)};
        if (!deliver(events, queue_, stop) || !tell(stop)) return;
      }
      if (stop.wait(kLookInterval)) return;
    }
  }

  // Says how the folder is when that is not what was said last; false when nobody listens any more.
  bool tell(const StopSignal& stop) {
    const bool is_there = folder_.trouble().empty();
    const std::string& text = is_there ? folder_.remark() : folder_.trouble();
    if (told_ == text) return true;
    told_ = text;
    std::vector<Event> events{ScannerState{path_, is_there, text}};
    return deliver(events, queue_, stop);
  }

  const std::string path_;
  EventQueue& queue_;
  PictureFolder folder_;
  std::optional<std::string> told_;
  const Worker worker_;
};

}  // namespace

std::unique_ptr<Scanner> open_folder(const std::string& path, EventQueue& queue) {
  return std::make_unique<FolderScanner>(path, queue);
}

}  // namespace heyi::terminal
