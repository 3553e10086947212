// One thread a destination. Stored times are the computer's clock; waiting goes by a clock that nobody sets.
#include "outbox/dispatcher.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "station/log.hpp"

namespace heyi::terminal {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// How often the outbox is looked at unasked: another process may have put or resent a letter, and clocks are set.
constexpr milliseconds kLook{1000};

milliseconds pause_after(const Backoff& backoff, int attempts) {
  milliseconds pause = std::min(backoff.first, backoff.longest);
  for (int i = 0; i < attempts && pause < backoff.longest; ++i) pause = std::min(pause * 2, backoff.longest);
  return pause;
}

}  // namespace

struct Dispatcher::Impl {
  Impl(Outbox& letters, std::vector<Destination> places, Backoff pauses, Listener told)
      : outbox(letters), destinations(std::move(places)), backoff(pauses), listener(std::move(told)) {
    threads.reserve(destinations.size());
    for (Destination& destination : destinations) threads.emplace_back([this, &destination] { work(destination); });
  }

  ~Impl() {
    {
      const std::scoped_lock lock(mutex);
      is_ending = true;
    }
    changed.notify_all();
    for (Destination& destination : destinations) destination.transport->interrupt();
    for (std::thread& thread : threads) thread.join();
  }

  void work(Destination& destination) {
    Trouble trouble{destination.name, {}};
    while (!ends()) {
      const std::uint64_t seen = wakes();
      try {
        wait(step(destination, trouble), seen);
      } catch (...) {
        // Out of memory, say: no reason to stop delivering for good.
        wait(kLook, seen);
      }
    }
  }

  /// Trouble is the last thing that went wrong with the outbox, told to the log once.
  struct Trouble {
    std::string destination, told;
    void is(const std::string& now) {
      if (now == told) return;
      told = now;
      station::log_line("outbox, letters for " + destination + ": " + (now.empty() ? "it works again" : now));
    }
  };

  // Sends what is due, if anything; the answer is how long to wait then.
  milliseconds step(Destination& destination, Trouble& trouble) {
    Result<Outbox::Next> next = next_letter(destination.name);
    if (!next) {
      trouble.is(station::words_of(next.error()));
      return kLook;
    }
    trouble.is({});
    if (!next->letter) {
      if (!next->due) return kLook;
      return std::clamp<milliseconds>(*next->due - station::clock_now(), milliseconds{1}, kLook);
    }
    const Letter& letter = *next->letter;
    const Delivery delivery = deliver(*destination.transport, letter);
    if (delivery.kind == Delivery::Kind::failed && ends()) return milliseconds{0};
    const milliseconds pause = pause_after(backoff, letter.attempts);
    record(letter, delivery, pause, trouble);
    tell({destination.name, letter.id, delivery, letter.attempts + 1});
    return delivery.kind == Delivery::Kind::failed ? std::min(pause, kLook) : milliseconds{0};
  }

  // A clock that was ahead when a next try was stored, and was set right since, must not hold letters up.
  Result<Outbox::Next> next_letter(const std::string& destination) {
    const Time now = station::clock_now();
    Result<Outbox::Next> next = outbox.next(destination, now);
    const auto furthest = now + std::chrono::ceil<Seconds>(backoff.longest) + Seconds{1};
    if (next && next->due && *next->due > furthest) return outbox.next(destination, *next->due);
    return next;
  }

  static Delivery deliver(Transport& transport, const Letter& letter) {
    try {
      return transport.send(letter);
    } catch (...) {
      return {Delivery::Kind::failed, "internal failure"};
    }
  }

  // Nothing else is sent before it stands in the outbox what became of this letter: a disk that is full would have it
  // sent for ever.
  void record(const Letter& letter, const Delivery& delivery, milliseconds pause, Trouble& trouble) {
    for (;;) {
      const Time now = station::clock_now();
      const Result<void> done =
          delivery.kind == Delivery::Kind::delivered ? outbox.delivered(letter.number, now)
          : delivery.kind == Delivery::Kind::refused
              ? outbox.park(letter.number, now, delivery.why)
              : outbox.retry_at(letter.number, now + std::chrono::floor<Seconds>(pause), delivery.why);
      if (done) return trouble.is({});
      trouble.is(station::words_of(done.error()));
      std::unique_lock lock(mutex);
      if (changed.wait_for(lock, kLook, [this] { return is_ending; })) return;
    }
  }

  void tell(const DeliveryEvent& event) const noexcept {
    try {
      if (listener) listener(event);
    } catch (...) {
      // What a listener does with it is no reason to stop delivering.
      return;
    }
  }

  void wait(milliseconds time, std::uint64_t seen) {
    std::unique_lock lock(mutex);
    changed.wait_until(lock, steady_clock::now() + time, [this, seen] { return is_ending || wake_count != seen; });
  }

  bool ends() {
    const std::scoped_lock lock(mutex);
    return is_ending;
  }

  std::uint64_t wakes() {
    const std::scoped_lock lock(mutex);
    return wake_count;
  }

  Outbox& outbox;
  std::vector<Destination> destinations;
  const Backoff backoff;
  const Listener listener;
  std::mutex mutex;
  std::condition_variable changed;
  std::uint64_t wake_count = 0;
  bool is_ending = false;
  std::vector<std::thread> threads;
};

Dispatcher::Dispatcher(Outbox& outbox, std::vector<Destination> destinations, Backoff backoff, Listener listener)
    : impl_(std::make_unique<Impl>(outbox, std::move(destinations), backoff, std::move(listener))) {}

Dispatcher::~Dispatcher() = default;

void Dispatcher::wake() {
  {
    const std::scoped_lock lock(impl_->mutex);
    ++impl_->wake_count;
  }
  impl_->changed.notify_all();
}

}  // namespace heyi::terminal
