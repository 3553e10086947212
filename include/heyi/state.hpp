// Terminal state: what must survive a restart so that nothing goes backwards and no code works twice.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <heyi/bundle.hpp>
#include <heyi/replay.hpp>
#include <heyi/result.hpp>
#include <heyi/rule_pack.hpp>
#include <heyi/status.hpp>
#include <heyi/time.hpp>
#include <heyi/trust.hpp>

namespace heyi {

/// StateLoss is the policy for a state that is damaged or gone. What is never done is to go on as if nothing happened.
struct StateLoss {
  /// false: a damaged state fails with `state.damaged`, one that is gone with `state.lost`. true: the damaged file is
  /// set aside and the memory begins anew at `now`; verdicts are then marked `state.begun_anew`, and codes made before
  /// are refused (`replay.before_memory`), until an operator confirms.
  bool begin_anew = false;
  /// true: a folder that never held a state counts as lost too. For terminals that were set up once.
  bool must_exist = false;
  /// When the new memory begins; for begin_anew.
  Time now{};
};

/// ClockReading is what the clock guard makes of a clock.
struct ClockReading {
  Time now;              ///< The clock, or the latest moment known to have passed when the clock stands before that.
  bool suspect = false;  ///< The clock stands before a moment that has passed: hand it to Circumstances.
  Seconds behind{0};     ///< By how much, when suspect.
  /// The latest moment that a clock showed, for admit and apply. `now` may be a list's own date: a list that is
  /// measured by it could carry the clock a day further, and the next one another day.
  Time clock{};
};

/// UpdateAction is what applying a bundle did with one member.
enum class UpdateAction {
  applied,        ///< It is newer and was taken.
  already_there,  ///< It, or something newer that the bundle itself leads to, is there.
};

/// UpdateItem is one member of a bundle after it was applied.
struct UpdateItem {
  BundleKind kind;
  std::string name;            ///< Environment for roots and trust lists, else the list's URI or the pack's name.
  std::uint64_t sequence = 0;  ///< Version for roots.
  UpdateAction action = UpdateAction::applied;
  Time expires_at{};  ///< Zero for roots, which do not expire.
};

/// Knowledge is what bundles have brought to a terminal, opened and verified anew.
struct Knowledge {
  /// LeftOut names a list that is there but cannot be used now, and why.
  struct LeftOut {
    BundleKind kind;
    std::string name;
    Error error;
  };

  RootPins roots;                  ///< Those it was born with, or those that rotations led to.
  std::optional<TrustList> trust;  ///< None before a bundle brought one.
  std::vector<StatusList> status;  ///< Entries are mapped from files, which hash to what was signed.
  std::vector<RulePack> rules;
  std::vector<LeftOut> left_out;
};

/// StateStore keeps replay keys, the highest list sequences seen, the clock guard and the lists that bundles brought,
/// in one crash-safe folder (SQLite in WAL mode, and one file for each status list's expanded entries). It may be used
/// from several threads, and one folder from several processes. The folder belongs to the terminal: whoever may write
/// there can make it forget, but cannot make it trust anybody, for every list is verified when it is loaded.
class StateStore final : public ReplayCache {
 public:
  /// open opens `folder`/state.db, making both when absent. Fails with `state.unavailable`, and as `loss` says with
  /// `state.damaged` or `state.lost`.
  static Result<std::unique_ptr<StateStore>> open(const std::string& folder, const StateLoss& loss = {});
  ~StateStore() override;

  Result<Answer> insert(const ReplayKey& key, Time now, Time keep_until) override;
  bool shared() const noexcept override { return false; }
  /// memory_since is when the memory began anew, until confirm_begun_anew.
  std::optional<Time> memory_since() const noexcept override;
  /// confirm_begun_anew is for an operator who has brought the newest bundle: the mark goes away.
  Result<void> confirm_begun_anew();

  /// admit records a list's sequence. Fails with `trust.rolled_back` or `status.rolled_back` when a newer one of the
  /// same environment, type, issuer and URI was seen before, or another one with the same sequence; and with
  /// `trust.from_future` or `status.from_future` when it is dated more than 24 h ahead of `now`; then nothing is
  /// recorded. A trust list's newer epoch starts the sequences anew, but a status list issued before the last one seen
  /// stays out. A status list that has expired is recorded and answered with `status.list_expired`: hand it to the
  /// Verifier all the same, which then knows better than to believe an older one.
  Result<void> admit(const TrustList& list, Time now);
  Result<void> admit(const StatusList& list, Time now);

  /// read_clock is the clock guard: it remembers the latest moment seen, and doubts a clock that stands more than
  /// `tolerance` before that moment or before the newest list ever admitted. Fails with `state.unavailable`.
  Result<ClockReading> read_clock(Time clock, Seconds tolerance = Seconds{300});
  /// reset_clock is for an operator who has set the clock after it ran ahead: the latest moment seen becomes `clock`.
  /// Lists that are dated later still make the clock suspect.
  Result<void> reset_clock(Time clock);

  /// apply verifies every member of a bundle under the roots and takes all or nothing: a kill at any instant leaves the
  /// state as it was or as it is to be. Fails with the reason of the first member that does not hold, the detail naming
  /// it: those of rotate_roots, TrustList::open, StatusList::open and apply, RulePack::open, admit; `trust.missing`
  /// when neither bundle nor state has a trust list; `rules.rolled_back`; `rules.invalid` for more than 16 packs of one
  /// publisher; `bundle.invalid`; `state.unavailable`.
  Result<std::vector<UpdateItem>> apply(ByteView bundle, const RootPins& born_with, Time now);

  /// load opens what bundles have brought. It fails with `state.unavailable` or `state.damaged` when the store cannot
  /// be read, as rotate_roots and TrustList::open do when what it holds does not follow from `born_with`, and with
  /// `trust.rolled_back` when a later trust list was admitted since; a status list or rule pack that cannot be used, or
  /// was admitted in a later form since, is left out and named.
  Result<Knowledge> load(const RootPins& born_with, Time now);

 private:
  struct Impl;
  explicit StateStore(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

}  // namespace heyi
