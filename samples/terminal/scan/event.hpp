// What scanners have to say, and the queue in which it waits for the desk.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <heyi/result.hpp>

namespace heyi::terminal {

using Moment = std::chrono::steady_clock::time_point;

/// Repair is one thing that the normaliser did to a text.
enum class Repair { aim_prefix, suffix, full_width, case_flipped };

/// Scan is one code as a scanner read it, normalised.
struct Scan {
  Result<std::string> read;     ///< The text for Verifier::verify_read; or why a picture could not be read.
  std::vector<Repair> repairs;  ///< Everything that was done.
  bool is_repaired = false;     ///< true when characters were changed (full width, case): the verdict then says so.
  std::string source;           ///< Which scanner, such as `/dev/ttyACM0`.
  Moment ended;                 ///< When its last octet came.
};

/// TypedKey is a key that a person pressed: a character, or one of the names below for keys that have none.
struct TypedKey {
  std::string key;  ///< UTF-8 of one character, or `enter`, `escape`, `backspace`, `tab`, `f1` to `f12`, `up`, `down`.
};

/// ScannerState says that a scanner came, went, or is in trouble.
struct ScannerState {
  std::string source;
  bool is_there = false;
  std::string trouble;  ///< For people who set it up, English; no personal data; empty when all is well.
};

/// InputEnded says that a source has no more to say: standard input was closed.
struct InputEnded {
  std::string source;
};

using Event = std::variant<Scan, TypedKey, ScannerState, InputEnded>;

/// EventQueue is filled by the scanners' threads and emptied by the desk's.
class EventQueue {
 public:
  /// kMaxWaiting is how many events wait; a source that is faster waits in push.
  static constexpr std::size_t kMaxWaiting = 256;

  /// push waits while the queue is full; after close it drops the event at once.
  void push(Event event);
  /// offer is push for a source that must be able to end meanwhile: false when the queue stayed full for `time`; the
  /// event is then as it was.
  bool offer(Event& event, std::chrono::milliseconds time);
  /// pop is the oldest event; none when nothing came within `time`, or the queue was closed and is empty.
  std::optional<Event> pop(std::chrono::milliseconds time);
  /// close lets everybody who waits go on.
  void close();

 private:
  std::mutex mutex_;
  std::condition_variable filled_, emptied_;
  std::deque<Event> events_;
  bool is_closed_ = false;
};

/// Scanner is one source at work in a thread of its own; destroying it ends the thread within 100 ms.
class Scanner {
 public:
  virtual ~Scanner() = default;
};

}  // namespace heyi::terminal
