// The keeper: the state folder, what bundles have brought to it, and the lists that judgements stand on.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <heyi/state.hpp>

#include "station/lists.hpp"

namespace heyi::station {

/// Birth is what a kiosk or a terminal is set up with.
struct Birth {
  RootPins roots;
  std::string state_folder;
  Policy policy;
  StateLoss loss;
};

/// ListInfo is one list for the health page. It names lists, never cards.
struct ListInfo {
  std::string kind, name;
  std::uint64_t sequence = 0;
  std::optional<Time> issued_at, expires_at;
  std::string trouble;  ///< Why it is left out; empty when it is used.
};

/// Keeper may be used from several threads.
class Keeper {
 public:
  /// open opens the state and loads what it holds. A state without a trust list is no error: lists() is then empty
  /// until a bundle brings one. Fails as StateStore::open does.
  static Result<std::unique_ptr<Keeper>> open(const Birth& birth, Time clock);

  StateStore& state() noexcept { return *state_; }
  /// lists is what to judge by now; none when there is no trust list, or what the state holds cannot be trusted.
  std::shared_ptr<const Lists> lists() const;
  std::vector<ListInfo> list_infos() const;

  /// note_outcome remembers how the last judgement came out, for the health: that nothing can be written, say.
  void note_outcome(Reason reason);
  Reason last_outcome() const;

  /// apply takes a bundle, as StateStore::apply does, and loads anew.
  Result<std::vector<UpdateItem>> apply(ByteView bundle, Time clock);

  /// reload loads anew what the state holds: packs expire, and other programs may have applied a bundle.
  void reload(Time clock);

 private:
  Keeper(const Birth& birth, std::unique_ptr<StateStore> state) : birth_(birth), state_(std::move(state)) {}

  const Birth birth_;
  const std::unique_ptr<StateStore> state_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Lists> lists_;
  std::vector<ListInfo> infos_;
  Reason last_outcome_ = Reason::ok;
};

}  // namespace heyi::station
