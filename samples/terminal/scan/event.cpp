// A bounded queue: a scanner that floods waits, and takes no memory.
#include "scan/event.hpp"

namespace heyi::terminal {

void EventQueue::push(Event event) {
  std::unique_lock lock(mutex_);
  emptied_.wait(lock, [this] { return is_closed_ || events_.size() < kMaxWaiting; });
  if (is_closed_) return;
  events_.push_back(std::move(event));
  filled_.notify_one();
}

bool EventQueue::offer(Event& event, std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  const bool goes_on = emptied_.wait_for(lock, time, [this] { return is_closed_ || events_.size() < kMaxWaiting; });
  if (!goes_on) return false;
  if (is_closed_) return true;
  events_.push_back(std::move(event));
  filled_.notify_one();
  return true;
}

std::optional<Event> EventQueue::pop(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  filled_.wait_for(lock, time, [this] { return is_closed_ || !events_.empty(); });
  if (events_.empty()) return std::nullopt;
  Event event = std::move(events_.front());
  events_.pop_front();
  emptied_.notify_one();
  return event;
}

void EventQueue::close() {
  const std::lock_guard lock(mutex_);
  is_closed_ = true;
  filled_.notify_all();
  emptied_.notify_all();
}

}  // namespace heyi::terminal
