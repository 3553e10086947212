// The hospital's systems: heyi-receiver for each of the two forms, with its faults, killed and started anew.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "soak/desk/child.hpp"

namespace heyi::test {

/// Reception is one line of a receiver's log.
struct Reception {
  std::string id, octets, answer;
  bool is_taken = false;
};

/// Receiver is one of them: `via` is `mllp` or `fhir`.
class Receiver {
 public:
  Receiver(std::string via, std::string folder);

  /// start ends the one that runs, at once when `by_kill`, and starts one at the same port; `fault` may be empty.
  void start(const std::string& fault, bool by_kill);
  /// address is for --mllp or --fhir.
  const std::string& address() const noexcept { return address_; }
  /// receptions are of all that ran, in order.
  std::vector<Reception> receptions() const;

 private:
  const std::string via_, folder_;
  std::string port_ = "0", address_;
  std::unique_ptr<Child> child_;
  std::vector<std::string> logs_;
};

}  // namespace heyi::test
