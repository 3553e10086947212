// The store: opened, asked for replays, and told of lists that came as files of their own.
#include "state/forgetting.hpp"
#include "state/store.hpp"
#include "trust/list_time.hpp"

namespace heyi {
namespace {

Error unavailable() { return fail(Reason::replay_unavailable); }

Result<void> admit_alone(const state::Database& database, const state::Place& place, Reason rolled_back) {
  state::Transaction transaction(database);
  if (!transaction.begun()) return transaction.begun().error();
  if (const Result<void> admitted = state::admit_place(database, place, rolled_back); !admitted) return admitted;
  return transaction.commit();
}

}  // namespace

StateStore::StateStore(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
StateStore::~StateStore() = default;

Result<std::unique_ptr<StateStore>> StateStore::open(const std::string& folder, const StateLoss& loss) {
  Result<state::OpenedState> opened = state::open_state(folder, loss);
  if (!opened) return opened.error();
  auto impl = std::unique_ptr<Impl>(
      new Impl{std::move(opened->database), opened->begun_anew, state::EntriesFolder(folder), {}});
  return std::unique_ptr<StateStore>(new StateStore(std::move(impl)));
}

Result<ReplayCache::Answer> StateStore::insert(const ReplayKey& key, Time now, Time keep_until) {
  const std::scoped_lock lock(impl_->mutex);
  state::Transaction transaction(impl_->database);
  if (!transaction.begun()) return fail(Reason::replay_unavailable, transaction.begun().error().detail);
  Result<state::Statement> query = impl_->database.prepare("SELECT first_seen FROM replay WHERE key = ?1");
  if (!query) return unavailable();
  const Result<bool> found = query->bind(1, ByteView(key)).step();
  if (!found) return unavailable();
  if (*found) return Answer{.fresh = false, .first_seen = from_unix(query->integer(0))};
  Result<state::Statement> forget = impl_->database.prepare("DELETE FROM replay WHERE keep_until <= ?1");
  if (!forget || !forget->bind(1, to_unix(now - state::kForgetAfter)).run()) return unavailable();
  Result<state::Statement> write = impl_->database.prepare("INSERT INTO replay VALUES(?1, ?2, ?3)");
  if (!write || !write->bind(1, ByteView(key)).bind(2, to_unix(now)).bind(3, to_unix(keep_until)).run())
    return unavailable();
  if (!transaction.commit()) return unavailable();
  return Answer{.fresh = true, .first_seen = now};
}

std::optional<Time> StateStore::memory_since() const noexcept {
  const std::scoped_lock lock(impl_->mutex);
  return impl_->begun_anew;
}

Result<void> StateStore::confirm_begun_anew() {
  const std::scoped_lock lock(impl_->mutex);
  Result<void> dropped = state::drop_meta(impl_->database, state::kMetaBegunAnew);
  if (dropped) impl_->begun_anew.reset();
  return dropped;
}

Result<void> StateStore::admit(const TrustList& list, Time now) {
  if (trust::is_from_future(list.content().issued_at, now)) return fail(Reason::trust_from_future);
  const std::scoped_lock lock(impl_->mutex);
  return admit_alone(impl_->database, state::place_of(list), Reason::trust_rolled_back);
}

Result<void> StateStore::admit(const StatusList& list, Time now) {
  if (trust::is_from_future(list.header().issued_at, now)) return fail(Reason::status_from_future);
  const std::scoped_lock lock(impl_->mutex);
  const Result<void> admitted = admit_alone(impl_->database, state::place_of(list), Reason::status_rolled_back);
  if (!admitted) return admitted;
  if (now >= list.header().expires_at) return fail(Reason::status_list_expired);
  return {};
}

}  // namespace heyi
