// The lists that a verdict stands on: from files, or from what bundles brought to the terminal's state.
#pragma once

#include <string>
#include <vector>

#include <heyi/state.hpp>
#include <heyi/status.hpp>
#include <heyi/trust.hpp>

namespace heyi::cli {

/// ListFiles name signed lists.
struct ListFiles {
  std::string trust;
  std::vector<std::string> status;
};

/// Lists are opened and, where there is a state, admitted to it.
struct Lists {
  TrustList trust;
  std::vector<StatusList> status;
  std::vector<RulePack> rules;  ///< Those that the state holds; none when the trust list came from a file.
};

/// load_lists opens the lists in the files; without a trust list among them those that `store` holds count, and status
/// lists in files stand beside them. A status list that cannot be used is left out, and told on standard error: the
/// verdict then fails closed. Lists are opened at `reading.now` and admitted at `reading.clock`.
Lists load_lists(const ListFiles& files, const RootPins& pins, StateStore* store, const ClockReading& reading);

}  // namespace heyi::cli
