// What terminals that share a Redis server know of each other's codes.
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "support/catch.hpp"
#include "support/flow_fixtures.hpp"
#include "unit/state/shared_replay.hpp"

namespace heyi::test {
namespace {

int free_port() {
  const int descriptor = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (bind(descriptor, reinterpret_cast<const sockaddr*>(&address), size) != 0) return 0;
  getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size);
  close(descriptor);
  return ntohs(address.sin_port);
}

// A name of this machine. Where nobody entered localhost, the old short spelling: no address to the C++ side, so that
// the resolver reads it as it does a name.
std::string name_of_this_machine() {
  addrinfo* found = nullptr;
  if (getaddrinfo("localhost", nullptr, nullptr, &found) != 0) return "127.1";
  freeaddrinfo(found);
  return "localhost";
}

std::string key_in_redis(int number) {
  std::string text = "heyi:replay:";
  for (const std::uint8_t octet : numbered(number)) {
    text += "0123456789abcdef"[octet >> 4];
    text += "0123456789abcdef"[octet & 15];
  }
  return text;
}

}  // namespace

TEST_CASE("a code taken at one terminal is known at the other, which did not take it", "[state][shared]") {
  const FreshFolder folder;
  const RedisServer server(folder.path());
  Terminal a(server.socket_path(), "desk-1"), b(server.socket_path(), "desk-2");
  CHECK(a.cache->shared());
  CHECK(a.cache->last_error().empty());
  CHECK(words(a.insert(1)) == "fresh");
  const auto there = b.insert(1, kNow + Seconds{3});
  CHECK(words(there) == "seen elsewhere");
  CHECK(there.first_seen == kNow);
  const auto again = a.insert(1, kNow + Seconds{5});
  CHECK(words(again) == "seen here");
  CHECK(again.first_seen == kNow);
  CHECK(words(b.insert(2)) == "fresh");
}

TEST_CASE("a shared cache is reached over TCP by address and by name", "[state][shared]") {
  const FreshFolder folder;
  const int port = free_port();
  const RedisServer server(folder.path(), {}, port);
  SharedReplayOptions options = sharing({}, "desk-1");
  options.host = "127.0.0.1";
  options.port = static_cast<std::uint16_t>(port);
  Terminal a(options);
  CHECK(words(a.insert(1)) == "fresh");
  options.host = name_of_this_machine();
  options.terminal = "desk-2";
  Terminal b(options);
  CHECK(words(b.insert(1)) == "seen elsewhere");
}

TEST_CASE("a host whose name nobody knows is no connection, in words", "[state][shared]") {
  SharedReplayOptions options = sharing({}, "desk-1");
  options.host = std::string(64, 'x');  // No label is so long, so that nobody needs to be asked.
  Terminal a(options);
  CHECK(words(a.insert(1)) == "fresh degraded");
  CHECK(eventually([&] { return a.cache->last_error() == "the host's name is not known"; }));
}

TEST_CASE("the server keeps a key a day past its time", "[state][shared]") {
  const FreshFolder folder;
  const RedisServer server(folder.path());
  Terminal a(server.socket_path(), "desk-1");
  CHECK(words(a.insert(1)) == "fresh");
  CHECK(words(a.insert(2, kKeep + std::chrono::days{2})) == "fresh");
  // An hour is left for the time that passes between the two questions.
  const long left = std::stol(server.say("PTTL " + key_in_redis(1)).substr(1));
  CHECK(left <= (24 * 3600 + 210) * 1000L);
  CHECK(left > (23 * 3600 + 210) * 1000L);
  CHECK(server.say("GET " + key_in_redis(1)).find("\r\n1795512600 desk-1\r\n") != std::string::npos);
}

TEST_CASE("a server that was emptied makes no code fresh again where it was taken", "[state][shared]") {
  const FreshFolder folder;
  const RedisServer server(folder.path());
  Terminal a(server.socket_path(), "desk-1"), b(server.socket_path(), "desk-2");
  CHECK(words(a.insert(1)) == "fresh");
  CHECK(words(b.insert(2)) == "fresh");
  CHECK(words(a.insert(2)) == "seen elsewhere");
  CHECK(server.say("FLUSHALL") == "+OK\r\n");
  const auto again = a.insert(1, kNow + Seconds{5});
  CHECK(words(again) == "seen here");
  CHECK(again.first_seen == kNow);
  // What was only refused here stays refused, and is no repeat.
  CHECK(words(a.insert(2)) == "seen elsewhere");
  CHECK(words(a.insert(2)) == "seen elsewhere");
}

TEST_CASE("a terminal that took a code knows it as its own after a restart", "[state][shared]") {
  const FreshFolder folder;
  const RedisServer server(folder.path());
  const SharedReplayOptions options = sharing(server.socket_path(), "desk-1");
  const auto run = [&](Time now) {
    const auto store = *StateStore::open(folder.path() + "/state");
    return *(*SharedReplayCache::open(options, *store))->insert(numbered(1), now, kKeep);
  };
  CHECK(words(run(kNow)) == "fresh");
  CHECK(words(run(kNow + Seconds{4})) == "seen here");
}

TEST_CASE("two terminals of one name do not take each other's codes for their own", "[state][shared]") {
  const FreshFolder folder;
  const RedisServer server(folder.path());
  Terminal a(server.socket_path(), "clone"), b(server.socket_path(), "clone");
  CHECK(words(a.insert(1)) == "fresh");
  CHECK(words(b.insert(1)) == "seen elsewhere");
  CHECK(words(b.insert(1)) == "seen elsewhere");
  CHECK(words(a.insert(1)) == "seen here");
}

TEST_CASE("hospitals with their own prefix or database do not mix", "[state][shared]") {
  const FreshFolder folder;
  const RedisServer server(folder.path());
  SharedReplayOptions options = sharing(server.socket_path(), "desk-1");
  Terminal a(options);
  options.prefix = "north:";
  Terminal north(options);
  options.database = 3;
  Terminal north3(options);
  for (Terminal* terminal : {&a, &north, &north3}) CHECK(words(terminal->insert(1)) == "fresh");
}

TEST_CASE("a password opens the server, a wrong one or none does not, and none is told", "[state][shared]") {
  const FreshFolder folder;
  const RedisServer server(folder.path(), {"--requirepass", "OPENSESAME"});
  SharedReplayOptions options = sharing(server.socket_path(), "desk-1");
  Terminal none(options);
  CHECK(words(none.insert(1)) == "fresh degraded");
  CHECK(none.cache->last_error() == "the server answers NOAUTH");
  options.password = "OPENSESAM";
  Terminal wrong(options);
  CHECK_FALSE(wrong.cache->connected());
  CHECK(wrong.cache->last_error() == "the server answers WRONGPASS");
  options.password = "OPENSESAME";
  Terminal right(options);
  CHECK(words(right.insert(1)) == "fresh");
  options.user = "default";
  Terminal named(options);
  CHECK(words(named.insert(1)) == "seen elsewhere");
}

TEST_CASE("a value that nobody here wrote refuses the code", "[state][shared]") {
  const FreshFolder folder;
  const RedisServer server(folder.path());
  Terminal a(server.socket_path(), "desk-1");
  int number = 1;
  for (const char* value : {"desk-1", "1795512600", "x1795512600 desk-1", "99999999999999999999 desk-1", ""}) {
    INFO(value);
    CHECK(server.say("SET " + key_in_redis(number) + " \"" + value + "\"").front() == '+');
    CHECK(words(a.insert(number)) == "seen elsewhere");
    ++number;
  }
}

TEST_CASE("of eight threads at two terminals one alone finds a key fresh", "[state][shared][threads]") {
  const FreshFolder folder;
  const RedisServer server(folder.path());
  Terminal a(server.socket_path(), "desk-1"), b(server.socket_path(), "desk-2");
  constexpr int kKeys = 300;
  std::vector<std::atomic<int>> fresh(kKeys);
  std::atomic<int> degraded = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 8; ++t) {
      threads.emplace_back([&, t] {
        for (int k = 0; k < kKeys; ++k) {
          const auto answer = (t % 2 == 0 ? a : b).insert(k);
          if (answer.fresh) ++fresh[static_cast<std::size_t>(k)];
          if (answer.degraded) ++degraded;
        }
      });
    }
  }
  CHECK(degraded == 0);
  for (const std::atomic<int>& count : fresh) CHECK(count == 1);
}

TEST_CASE("options out of range are named", "[state][shared]") {
  MemoryReplayCache own;
  const SharedReplayOptions good = sharing("socket", "desk-1");
  const auto refused = [&](auto change) {
    SharedReplayOptions options = good;
    change(options);
    const auto opened = SharedReplayCache::open(options, own);
    return opened ? "opened" : std::string(reason_name(opened.error().reason)) + " " + opened.error().detail;
  };
  CHECK(refused([](auto& o) { o.host = "redis"; }) == "state.unavailable host or socket_path, one of them");
  CHECK(refused([](auto& o) { o.socket_path = ""; }) == "state.unavailable host or socket_path, one of them");
  CHECK(refused([](auto& o) { o.socket_path = std::string(108, 'x'); }) == "state.unavailable socket_path");
  CHECK(refused([](auto& o) { o.user = "desk"; }) == "state.unavailable user without password");
  CHECK(refused([](auto& o) { o.database = -1; }) == "state.unavailable database");
  CHECK(refused([](auto& o) { o.prefix = ""; }) == "state.unavailable prefix");
  CHECK(refused([](auto& o) { o.terminal = ""; }) == "state.unavailable terminal");
  CHECK(refused([](auto& o) { o.terminal = "desk 1"; }) == "state.unavailable terminal");
  CHECK(refused([](auto& o) { o.timeout = std::chrono::milliseconds{0}; }) == "state.unavailable timeout");
  CHECK(refused([](auto& o) { o.retry_pause = std::chrono::hours{2}; }) == "state.unavailable retry_pause");
}

TEST_CASE("a time that cannot be is no time at which a code was taken", "[state][shared]") {
  const FreshFolder folder;
  const RedisServer server(folder.path());
  Terminal a(server.socket_path(), "desk-1");
  for (const char* seconds : {"-9223372036854775808", "9223372036854775807", "-1"}) {
    CHECK(server.say("SET " + key_in_redis(1) + " \"" + seconds + " desk-2\"") == "+OK\r\n");
    const auto answer = a.insert(1);
    CHECK(words(answer) == "seen elsewhere");
    CHECK(answer.first_seen == Time{});
  }
}

}  // namespace heyi::test
