// Terminal state: what must survive a restart so that nothing goes backwards and no code works twice.
#pragma once

#include <memory>
#include <string>

#include <heyi/replay.hpp>
#include <heyi/result.hpp>
#include <heyi/status.hpp>
#include <heyi/time.hpp>
#include <heyi/trust.hpp>

namespace heyi {

/// StateStore keeps replay keys and the highest list sequences seen, in one crash-safe file (SQLite, WAL).
/// It may be used from several threads, and one folder from several processes.
class StateStore final : public ReplayCache {
 public:
  /// open opens `folder`/state.db, making both when absent. Fails with `state.unavailable` or `state.damaged`.
  static Result<std::unique_ptr<StateStore>> open(const std::string& folder);
  ~StateStore() override;

  Result<Answer> insert(const ReplayKey& key, Time now, Time keep_until) override;
  bool shared() const noexcept override { return false; }

  /// admit records a list's sequence. Fails with `trust.rolled_back` or `status.rolled_back` when a newer one of the
  /// same environment, type, issuer and URI was seen before, or another one with the same sequence; and with
  /// `trust.from_future` or `status.from_future` when it is dated more than 24 h ahead of `now`; then nothing is
  /// recorded. A trust list's newer epoch starts the sequences anew, but a status list issued before the last one seen
  /// stays out. A status list that has expired is recorded and answered with `status.list_expired`: hand it to the
  /// Verifier all the same, which then knows better than to believe an older one.
  Result<void> admit(const TrustList& list, Time now);
  Result<void> admit(const StatusList& list, Time now);

 private:
  struct Impl;
  explicit StateStore(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

}  // namespace heyi
