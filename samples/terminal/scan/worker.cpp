// An eventfd, so that a thread that waits for a device wakes at once when it is to end.
#include "scan/worker.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <system_error>
#include <utility>

#include "station/log.hpp"

namespace heyi::terminal {
namespace {

constexpr std::chrono::milliseconds kPatience{20};

int milliseconds_until(Moment until) noexcept {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
}

// Where there is no memory even for that, nothing is told.
void tell_failure(const std::string& source, EventQueue& queue, const StopSignal& stop) noexcept {
  try {
    station::log_line("scanner " + source + " ended after an internal failure");
    std::vector<Event> told;
    told.emplace_back(ScannerState{source, false, "internal failure: start the program anew"});
    deliver(told, queue, stop);
  } catch (const std::exception&) {
    return;
  }
}

}  // namespace

StopSignal::StopSignal() : descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

StopSignal::~StopSignal() { ::close(descriptor_); }

void StopSignal::set() noexcept {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(descriptor_, &one, sizeof one);
}

bool StopSignal::is_set() const noexcept { return wait(std::chrono::milliseconds{0}); }

bool StopSignal::wait(std::chrono::milliseconds time) const noexcept {
  pollfd one{descriptor_, POLLIN, 0};
  return ::poll(&one, 1, static_cast<int>(time.count())) > 0;
}

StopSignal::Waited StopSignal::wait_for(int descriptor, Moment until) const noexcept {
  pollfd both[] = {{descriptor_, POLLIN, 0}, {descriptor, POLLIN, 0}};
  if (::poll(both, 2, milliseconds_until(until)) < 0) return Waited::timed_out;
  if (both[0].revents != 0) return Waited::stopped;
  return both[1].revents != 0 ? Waited::readable : Waited::timed_out;
}

bool deliver(std::vector<Event>& events, EventQueue& queue, const StopSignal& stop) {
  for (Event& event : events) {
    while (!queue.offer(event, kPatience)) {
      if (stop.is_set()) return false;
    }
  }
  events.clear();
  return true;
}

Worker::Worker(std::string source, EventQueue& queue, std::function<void(const StopSignal&)> work)
    : thread_([this, source = std::move(source), &queue, work = std::move(work)] {
        try {
          work(stop_);
        } catch (const std::exception&) {
          tell_failure(source, queue, stop_);
        }
      }) {}

Worker::~Worker() {
  stop_.set();
  thread_.join();
}

}  // namespace heyi::terminal
