// What stands behind a StateStore.
#pragma once

#include <mutex>

#include <heyi/state.hpp>

#include "state/entries_folder.hpp"
#include "state/open_state.hpp"
#include "state/sequences.hpp"

namespace heyi {

struct StateStore::Impl {
  state::Database database;
  std::optional<Time> begun_anew;
  state::EntriesFolder entries;
  mutable std::mutex mutex;
};

}  // namespace heyi
