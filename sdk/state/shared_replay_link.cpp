// Scans ask over a connection that is there and never make one: connecting belongs to a thread of its own, so that a
// queue waits for a lost server once, and a counter that only refuses while alone comes back without a scan.
#include "state/shared_replay_link.hpp"

#include <csignal>
#include <new>

#include "crypto/hash.hpp"

namespace heyi::state {
namespace {

/// So many keys are told at once that their answers come well within one timeout.
constexpr std::size_t kTellAtOnce = 200;

/// NoSignals keeps the program's signal handlers off the thread that is started meanwhile.
class NoSignals {
 public:
  NoSignals() noexcept {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~NoSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  NoSignals(const NoSignals&) = delete;
  NoSignals& operator=(const NoSignals&) = delete;

 private:
  sigset_t before_{};
};

bool is_done(const RedisAnswer& answer) noexcept { return answer.kind == RedisAnswer::Kind::done; }

RedisCommand set_if_absent(const SharedKey& key) { return {"SET", key.key, key.value, "NX", "PX", key.lifetime_ms}; }

Error unexpected() { return fail(Reason::replay_degraded, "the server's answer makes no sense"); }

}  // namespace

SharedReplayLink::SharedReplayLink(const SharedReplayOptions& options)
    : host_(options.host),
      socket_path_(options.socket_path),
      user_(options.user),
      database_(std::to_string(options.database)),
      probe_key_(options.prefix + "probe"),
      terminal_(options.terminal),
      port_(options.port),
      timeout_(options.timeout),
      pause_(options.retry_pause),
      max_waiting_(options.max_waiting),
      password_(as_bytes(options.password).begin(), as_bytes(options.password).end()) {}

SharedReplayLink::~SharedReplayLink() {
  if (keeper_.joinable()) {
    keeper_.request_stop();
    keeper_.join();
  }
  wipe(password_);
}

void SharedReplayLink::start() {
  {
    const NoSignals blocked;
    keeper_ = std::jthread([this](const std::stop_token& stop) { keep(stop); });
  }
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, 2 * timeout_, [this] { return attempted_; });
}

std::optional<SharedReplayLink::Put> SharedReplayLink::put_in(const SharedKey& key) {
  const std::scoped_lock lock(mutex_);
  if (!link_) return std::nullopt;
  // SET is what decides; GET behind it reads what stands there, our own value or the one that was first.
  const auto answers = link_->exchange({set_if_absent(key), {"GET", key.key}}, timeout_);
  if (!answers) {
    lose(answers.error());
    return std::nullopt;
  }
  const RedisAnswer& set = answers->front();
  const RedisAnswer& get = answers->back();
  const bool ours = is_done(set) && set.text == "OK" && get.text == key.value;
  const bool taken = set.kind == RedisAnswer::Kind::none && !is_done(get);
  if (!ours && !taken) {
    lose(unexpected());
    return std::nullopt;
  }
  last_exchange_ = Clock::now();
  return Put{ours, get.text};
}

void SharedReplayLink::tell_later(SharedKey key) {
  const std::scoped_lock lock(mutex_);
  waiting_.push_back(std::move(key));
  // The oldest codes have lapsed long before the newest: their keys are the ones to do without.
  while (waiting_.size() > max_waiting_) waiting_.pop_front();
  changed_.notify_all();
}

std::string SharedReplayLink::last_error() const {
  const std::scoped_lock lock(mutex_);
  return last_error_;
}

std::size_t SharedReplayLink::waiting() const {
  const std::scoped_lock lock(mutex_);
  return waiting_.size();
}

void SharedReplayLink::lose(const Error& error) {
  link_.reset();
  connected_ = false;
  last_error_ = error.detail;
  changed_.notify_all();
}

// ---- The thread's part. ----

void SharedReplayLink::keep(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  Clock::time_point next_attempt = Clock::now();
  while (!stop.stop_requested()) {
    if (link_) {
      try {
        tend();
      } catch (const std::bad_alloc&) {
        lose(fail(Reason::replay_degraded, "out of memory"));
      }
      changed_.wait_for(lock, stop, pause_, [this] { return !link_ || !waiting_.empty(); });
    } else if (Clock::now() < next_attempt) {
      changed_.wait_until(lock, stop, next_attempt, [] { return false; });
    } else {
      next_attempt = Clock::now() + pause_;
      try {
        reconnect(lock);
      } catch (const std::bad_alloc&) {
        if (!lock.owns_lock()) lock.lock();
        lose(fail(Reason::replay_degraded, "out of memory"));
      }
      attempted_ = true;
      changed_.notify_all();
    }
  }
}

void SharedReplayLink::reconnect(std::unique_lock<std::mutex>& lock) {
  lock.unlock();
  Result<std::unique_ptr<RedisLink>> link = greeted();
  lock.lock();
  // The connection serves no scan before the others know what was taken while alone, and scans do not wait meanwhile.
  while (link && !waiting_.empty()) {
    std::deque<SharedKey> some = newest_waiting();
    lock.unlock();
    const Result<void> told = tell_some(**link, some);
    lock.lock();
    if (told) continue;
    wait_again(std::move(some));
    link = told.error();
  }
  if (!link) return lose(link.error());
  link_ = *std::move(link);
  last_exchange_ = Clock::now();
  last_error_.clear();
  connected_ = true;
}

void SharedReplayLink::tend() {
  if (!waiting_.empty()) {  // A scan that found the connection lost put its key here after it was back.
    std::deque<SharedKey> some = newest_waiting();
    if (const Result<void> told = tell_some(*link_, some); !told) {
      wait_again(std::move(some));
      return lose(told.error());
    }
  } else if (Clock::now() >= last_exchange_ + pause_) {
    const auto answers = link_->exchange({probe()}, timeout_);
    if (!answers) return lose(answers.error());
    if (!is_done(answers->front())) return lose(unexpected());
  } else {
    return;
  }
  last_exchange_ = Clock::now();
}

// A write, because a server that is full, read-only or closed to this user still answers PING.
RedisCommand SharedReplayLink::probe() const { return {"SET", probe_key_, terminal_, "PX", "60000"}; }

Result<std::unique_ptr<RedisLink>> SharedReplayLink::greeted() const {
  Result<StreamSocket> socket = socket_path_.empty() ? StreamSocket::to_host(host_, port_, timeout_)
                                                     : StreamSocket::to_path(socket_path_, timeout_);
  if (!socket) return socket.error();
  auto link = std::make_unique<RedisLink>(*std::move(socket));
  std::vector<RedisCommand> greeting;
  if (!password_.empty()) {
    greeting.push_back({"AUTH"});
    if (!user_.empty()) greeting.back().emplace_back(user_);
    greeting.back().emplace_back(as_text(password_));
  }
  if (database_ != "0") greeting.push_back({"SELECT", database_});
  greeting.push_back(probe());
  const auto answers = link->exchange(greeting, timeout_);
  if (!answers) return answers.error();
  for (const RedisAnswer& answer : *answers) {
    if (!is_done(answer)) return unexpected();
  }
  return link;
}

Result<void> SharedReplayLink::tell_some(RedisLink& link, std::deque<SharedKey>& some) const {
  std::vector<RedisCommand> commands;
  for (const SharedKey& key : some) commands.push_back(set_if_absent(key));
  const auto answers = link.exchange(commands, timeout_);
  if (!answers) return answers.error();
  for (const RedisAnswer& answer : *answers) {
    if (answer.kind == RedisAnswer::Kind::text) return unexpected();
  }
  return {};
}

std::deque<SharedKey> SharedReplayLink::newest_waiting() {
  std::deque<SharedKey> some;
  while (!waiting_.empty() && some.size() < kTellAtOnce) {
    some.push_front(std::move(waiting_.back()));
    waiting_.pop_back();
  }
  return some;
}

void SharedReplayLink::wait_again(std::deque<SharedKey> some) {
  for (SharedKey& key : some) waiting_.push_back(std::move(key));
  while (waiting_.size() > max_waiting_) waiting_.pop_front();
}

}  // namespace heyi::state
