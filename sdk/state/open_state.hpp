// Opening the state file: made when absent, checked when there, and what is lost or damaged is told.
#pragma once

#include <optional>
#include <string>

#include <heyi/state.hpp>

#include "state/database.hpp"

namespace heyi::state {

/// OpenedState is a state file with the present tables.
struct OpenedState {
  Database database;
  std::optional<Time> begun_anew;
};

/// open_state opens `folder`/state.db as StateStore::open says.
Result<OpenedState> open_state(const std::string& folder, const StateLoss& loss);

/// read_meta and write_meta keep single numbers by name.
Result<std::optional<std::int64_t>> read_meta(const Database& database, std::string_view name);
Result<void> write_meta(const Database& database, std::string_view name, std::int64_t value);
Result<void> drop_meta(const Database& database, std::string_view name);

inline constexpr std::string_view kMetaBegunAnew = "begun_anew";
inline constexpr std::string_view kMetaClock = "clock";

}  // namespace heyi::state
