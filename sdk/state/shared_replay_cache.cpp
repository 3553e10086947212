// What two memories together say of a code: the server's, which all terminals see, and this terminal's own.
#include <heyi/shared_replay.hpp>

#include <algorithm>
#include <charconv>
#include <new>
#include <system_error>

#include "codec/hex.hpp"
#include "state/forgetting.hpp"
#include "state/shared_replay_link.hpp"
#include "trust/entry_cbor.hpp"

namespace heyi {
namespace {

constexpr Seconds kLongestMemory{366 * 24 * 3600};

/// The local cache has first_seen alone to tell a code that this terminal took from one that it only refused because
/// another terminal had taken it. Such a code stands there as of this moment: it never counts as a repeat, not
/// even when the server is lost right afterwards.
constexpr Time kTakenElsewhere{};

bool is_word(std::string_view text) noexcept {
  return !text.empty() && text.size() <= 64 &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return c > 0x20 && c != 0x7f; });
}

template <typename T>
bool lies_within(T value, T least, T most) noexcept {
  return value >= least && value <= most;
}

Result<void> check(const SharedReplayOptions& options) {
  using std::chrono::milliseconds;
  const auto bad = [](const char* option) { return fail(Reason::state_unavailable, option); };
  const bool no_zero =
      options.host.find('\0') == std::string::npos && options.socket_path.find('\0') == std::string::npos;
  if (options.host.empty() == options.socket_path.empty() || !no_zero) return bad("host or socket_path, one of them");
  if (!options.host.empty() && options.port == 0) return bad("port");
  if (options.socket_path.size() > 107) return bad("socket_path");
  if (!options.user.empty() && options.password.empty()) return bad("user without password");
  if (!lies_within(options.database, 0, 65535)) return bad("database");
  if (!is_word(options.prefix)) return bad("prefix");
  if (!is_word(options.terminal)) return bad("terminal");
  if (!lies_within(options.timeout, milliseconds{1}, milliseconds{60'000})) return bad("timeout");
  if (!lies_within(options.retry_pause, milliseconds{1}, milliseconds{3'600'000})) return bad("retry_pause");
  return {};
}

/// Holder is who put a key in and when: `1795512600 desk-3` in Redis. What reads otherwise is by nobody we know.
struct Holder {
  std::string terminal;
  Time first_seen = kTakenElsewhere;
};

Holder read_holder(std::string_view value) {
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  const auto length = static_cast<std::size_t>(end - value.data());
  if (error != std::errc{} || length + 1 >= value.size() || value[length] != ' ') return {};
  // The server may say anything; times are reckoned with, so they must be ones that a list could name.
  if (!lies_within(seconds, std::int64_t{0}, static_cast<std::int64_t>(trust::kLatestTime))) return {};
  return {std::string(value.substr(length + 1)), from_unix(seconds)};
}

}  // namespace

struct SharedReplayCache::Impl {
  Impl(const SharedReplayOptions& options, ReplayCache& own)
      : prefix(options.prefix), terminal(options.terminal), local(own), link(options) {}

  state::SharedKey shared_key(const ReplayKey& key, Time now, Time keep_until) const {
    const Seconds lifetime = std::clamp(keep_until - now + state::kForgetAfter, Seconds{1}, kLongestMemory);
    return {prefix + hex_encode(key), std::to_string(to_unix(now)) + " " + terminal,
            std::to_string(std::chrono::milliseconds(lifetime).count())};
  }

  Result<Answer> insert_alone(const ReplayKey& key, state::SharedKey shared, Time now, Time keep_until);
  Result<Answer> insert_after(const state::SharedReplayLink::Put& put, const ReplayKey& key, Time now, Time keep_until);

  const std::string prefix, terminal;
  ReplayCache& local;
  // One insert at a time, for it takes two steps: between them a second scan of the same code would find the server's
  // answer that this terminal has it, and nothing in the local cache.
  std::mutex inserting;
  state::SharedReplayLink link;
};

Result<ReplayCache::Answer> SharedReplayCache::Impl::insert_alone(const ReplayKey& key, state::SharedKey shared,
                                                                  Time now, Time keep_until) {
  Result<Answer> own = local.insert(key, now, keep_until);
  if (!own) return own;
  if (own->fresh) link.tell_later(std::move(shared));
  own->here = own->here && own->first_seen != kTakenElsewhere;
  own->degraded = true;
  return own;
}

Result<ReplayCache::Answer> SharedReplayCache::Impl::insert_after(const state::SharedReplayLink::Put& put,
                                                                  const ReplayKey& key, Time now, Time keep_until) {
  const Result<Answer> own = local.insert(key, put.fresh ? now : kTakenElsewhere, keep_until);
  if (put.fresh) {
    if (!own || own->fresh) return own;
    // The server was emptied, and this terminal remembers.
    return Answer{false, own->first_seen, own->here && own->first_seen != kTakenElsewhere};
  }
  const Holder holder = read_holder(put.other);
  // A name alone proves nothing, two terminals may have been given the same one: the local cache must know it too.
  const bool known = own && !own->fresh && own->here && own->first_seen != kTakenElsewhere;
  if (known && holder.terminal == terminal) return Answer{false, own->first_seen, true};
  return Answer{false, holder.first_seen, false};
}

SharedReplayCache::SharedReplayCache(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
SharedReplayCache::~SharedReplayCache() = default;

Result<std::unique_ptr<SharedReplayCache>> SharedReplayCache::open(const SharedReplayOptions& options,
                                                                   ReplayCache& local) {
  if (const Result<void> checked = check(options); !checked) return checked.error();
  auto impl = std::make_unique<Impl>(options, local);
  try {
    impl->link.start();
  } catch (const std::system_error&) {
    return fail(Reason::state_unavailable, "no thread can be started");
  }
  return std::unique_ptr<SharedReplayCache>(new SharedReplayCache(std::move(impl)));
}

Result<ReplayCache::Answer> SharedReplayCache::insert(const ReplayKey& key, Time now, Time keep_until) {
  const std::scoped_lock lock(impl_->inserting);
  state::SharedKey shared = impl_->shared_key(key, now, keep_until);
  if (const auto put = impl_->link.put_in(shared)) return impl_->insert_after(*put, key, now, keep_until);
  return impl_->insert_alone(key, std::move(shared), now, keep_until);
}

bool SharedReplayCache::shared() const noexcept { return impl_->link.connected(); }
std::optional<Time> SharedReplayCache::memory_since() const noexcept { return impl_->local.memory_since(); }
std::string SharedReplayCache::last_error() const { return impl_->link.last_error(); }
std::size_t SharedReplayCache::waiting() const { return impl_->link.waiting(); }

}  // namespace heyi
