// What was received, one JSON line a message: durable before the sender hears that it arrived.
#pragma once

#include <deque>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace heyi::terminal::receiver {

/// Received is one message.
struct Received {
  std::string_view via;  ///< `mllp` or `fhir`.
  std::string id;        ///< May be empty.
  std::string octets;
  std::string_view answer;  ///< As --fault calls it.
  bool is_taken = false;
};

/// Journal is the log of a run, and its memory of ids.
class Journal {
 public:
  /// kRemembered is how many ids are known to have been taken.
  static constexpr std::size_t kRemembered = 100000;

  /// Without a path nothing is written. Throws std::runtime_error when the file cannot be opened.
  explicit Journal(const std::string& path);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  /// Entry is what became of it.
  struct Entry {
    bool is_written = false;  ///< false: it must not be acknowledged.
    bool is_again = false;    ///< Taken before, under the same id and the same way.
  };
  Entry write(const Received& received);

 private:
  std::mutex mutex_;
  int file_ = -1;
  std::set<std::string> taken_;
  std::deque<std::string> order_;
};

/// base64 is RFC 4648's, with padding.
std::string base64(std::string_view octets);

}  // namespace heyi::terminal::receiver
