// The hospital's side: takes a message, keeps it, and says what is to be answered and how.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>

#include "receiver/fault.hpp"
#include "receiver/http.hpp"
#include "receiver/journal.hpp"
#include "receiver/shown.hpp"

namespace heyi::terminal::receiver {

/// Reply is the answer, and how to behave with it.
struct Reply {
  Behaviour behaviour = Behaviour::accept;
  std::string octets;  ///< Framed; what is sent before an end, or a cut.
  std::chrono::milliseconds delay{0};
};

/// Hospital may be used from several threads.
class Hospital {
 public:
  using Show = std::function<void(const Shown&)>;
  Hospital(Faults faults, Journal& journal, Show show);

  Reply take_hl7(const std::string& octets);
  Reply take_http(const HttpRequest& request);

 private:
  Reply take_bundle(const std::string& body);
  Faults::Decision decide();
  // Writes and shows it; what cannot be written becomes an error.
  Journal::Entry keep(Received& received, Behaviour& behaviour, Shown shown);

  std::mutex mutex_;  // Of faults_.
  Faults faults_;
  Journal& journal_;
  Show show_;
  std::atomic<std::uint64_t> acknowledged_ = 0;
};

}  // namespace heyi::terminal::receiver
