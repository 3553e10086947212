// The replay cache that lives as long as the process.
#include <heyi/replay.hpp>

#include <map>
#include <mutex>

#include "state/forgetting.hpp"

namespace heyi {

struct MemoryReplayCache::Impl {
  struct Seen {
    Time first_seen, keep_until;
  };
  std::size_t max_keys;
  std::mutex mutex;
  std::map<ReplayKey, Seen> keys;
};

MemoryReplayCache::MemoryReplayCache(std::size_t max_keys) : impl_(std::make_unique<Impl>()) {
  impl_->max_keys = max_keys;
}
MemoryReplayCache::~MemoryReplayCache() = default;

Result<ReplayCache::Answer> MemoryReplayCache::insert(const ReplayKey& key, Time now, Time keep_until) {
  const std::scoped_lock lock(impl_->mutex);
  if (const auto found = impl_->keys.find(key); found != impl_->keys.end())
    return Answer{false, found->second.first_seen, true};
  // Forgetting costs a walk, so it waits until the room is needed.
  if (impl_->keys.size() >= impl_->max_keys)
    std::erase_if(impl_->keys, [&](const auto& entry) { return entry.second.keep_until <= now - state::kForgetAfter; });
  if (impl_->keys.size() >= impl_->max_keys) return fail(Reason::replay_unavailable, "full");
  impl_->keys.emplace(key, Impl::Seen{now, keep_until});
  return Answer{true, now, true};
}

}  // namespace heyi
