// The clock guard: a clock that stands before a moment which has passed is doubted, and never moves that moment.
#include <algorithm>

#include "state/store.hpp"

namespace heyi {
namespace {

// The latest moment is written once a minute at most: a disk need not turn for every look at the clock.
constexpr Seconds kWriteEvery{60};

}  // namespace

Result<ClockReading> StateStore::read_clock(Time clock, Seconds tolerance) {
  const std::scoped_lock lock(impl_->mutex);
  const state::Database& database = impl_->database;
  state::Transaction transaction(database);
  if (!transaction.begun()) return transaction.begun().error();
  const auto seen = state::read_meta(database, state::kMetaClock);
  if (!seen) return seen.error();
  const auto issued = state::newest_issued(database);
  if (!issued) return issued.error();
  Time latest = *seen ? from_unix(**seen) : clock;
  const Time shown = std::max(latest, clock);
  if (*issued && **issued > latest) latest = **issued;
  // A latest moment comes from a clock or a list, both of which are bounded; the clock of now may say anything.
  if (clock < latest && clock < latest - tolerance) {
    return ClockReading{latest, true, latest - std::max(clock, Time{}), shown};
  }
  if (!*seen || clock >= from_unix(**seen) + kWriteEvery) {
    if (const Result<void> written = state::write_meta(database, state::kMetaClock, to_unix(clock)); !written)
      return written.error();
    if (const Result<void> done = transaction.commit(); !done) return done.error();
  }
  return ClockReading{clock, false, Seconds{0}, shown};
}

Result<void> StateStore::reset_clock(Time clock) {
  const std::scoped_lock lock(impl_->mutex);
  return state::write_meta(impl_->database, state::kMetaClock, to_unix(clock));
}

}  // namespace heyi
