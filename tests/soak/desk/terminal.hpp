// A desk at work in a process of its own, and what it was shown to say.
#pragma once

#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "soak/desk/account.hpp"
#include "soak/desk/child.hpp"

namespace heyi::test {

/// Desk is heyi-terminal, started anew after each kill.
class Desk {
 public:
  /// `folder` holds `root.pem` and the state, `state`.
  Desk(std::string folder, std::string mllp, std::string fhir);

  void start(bool trusts_presenters);
  Child& child() noexcept { return *child_; }
  /// show holds a code before its scanner.
  void show(const std::string& code);
  /// answered reads what it has said until it has answered everything that it was shown, or time is over.
  bool answered(std::chrono::milliseconds patience);
  void kill();
  /// end ends it as an operator does.
  void end();

  /// resend is `heyi-terminal resend --all`, in a process of its own.
  std::unique_ptr<Child> resend() const;

  const std::string& state() const noexcept { return state_; }
  const std::vector<Shown>& shown() const noexcept { return shown_; }
  /// unanswered are the codes that a kill left without an answer, the oldest first.
  std::vector<std::string> take_unanswered();
  /// last_reason is why the last code was refused; empty when it was accepted.
  const std::string& last_reason() const noexcept { return last_reason_; }
  /// reasons are those of all refusals.
  const std::multiset<std::string>& reasons() const noexcept { return reasons_; }

 private:
  void hear(const std::vector<std::string>& lines);

  const std::string folder_, state_, mllp_, fhir_;
  std::unique_ptr<Child> child_;
  std::vector<std::string> waiting_;  // Codes that were shown, not yet answered.
  std::vector<std::string> unanswered_;
  std::vector<Shown> shown_;
  std::multiset<std::string> reasons_;
  std::string last_reason_;
};

}  // namespace heyi::test
