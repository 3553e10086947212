// What a terminal does when the server that it shares is gone, silent, full or no Redis at all, and when it is back.
#include "support/catch.hpp"
#include "support/false_server.hpp"
#include "support/flow_fixtures.hpp"
#include "unit/state/shared_replay.hpp"

namespace heyi::test {
namespace {

/// impatient is how a test meets a server that does not answer; one that does may be slow on a busy machine.
SharedReplayOptions impatient(const std::string& socket_path, std::chrono::milliseconds timeout) {
  SharedReplayOptions options = sharing(socket_path, "desk-1");
  options.timeout = timeout;
  return options;
}

bool is_back(const Terminal& terminal) {
  return eventually([&] { return terminal.cache->connected() && terminal.cache->waiting() == 0; });
}

}  // namespace

TEST_CASE("without a server a terminal remembers alone and says so", "[state][shared][loss]") {
  const FreshFolder folder;
  Terminal a(folder.path() + "/redis.sock", "desk-1");
  CHECK_FALSE(a.cache->shared());
  CHECK(a.cache->last_error() == "no such socket");
  CHECK(words(a.insert(1)) == "fresh degraded");
  CHECK(words(a.insert(1)) == "seen here degraded");
  CHECK(a.cache->waiting() == 1);
}

TEST_CASE("a server that is killed and comes back is shared again, and learns what was taken meanwhile",
          "[state][shared][loss]") {
  const FreshFolder folder;
  RedisServer server(folder.path());
  Terminal a(server.socket_path(), "desk-1");
  CHECK(words(a.insert(1)) == "fresh");
  server.kill();
  CHECK(words(a.insert(2)) == "fresh degraded");
  CHECK_FALSE(a.cache->shared());
  for (int i = 3; i < 700; ++i) CHECK(words(a.insert(i)) == "fresh degraded");
  CHECK(words(a.insert(1)) == "seen here degraded");
  CHECK(eventually([&] { return a.cache->last_error() == "connection refused"; }));
  server.start();
  CHECK(is_back(a));
  CHECK(a.cache->last_error().empty());
  Terminal b(server.socket_path(), "desk-2");
  const auto there = b.insert(2, kNow + Seconds{1});
  CHECK(words(there) == "seen elsewhere");
  CHECK(there.first_seen == kNow);
  for (int i = 3; i < 700; ++i) CHECK(words(b.insert(i)) == "seen elsewhere");
  CHECK(words(a.insert(2)) == "seen here");
  CHECK(words(a.insert(1)) == "seen here");
  CHECK(words(b.insert(700)) == "fresh");
}

TEST_CASE("a lost server is noticed without a scan", "[state][shared][loss]") {
  const FreshFolder folder;
  RedisServer server(folder.path());
  const Terminal a(server.socket_path(), "desk-1");
  CHECK(a.cache->shared());
  server.kill();
  CHECK(eventually([&] { return !a.cache->shared(); }));
}

TEST_CASE("a code that was refused for another terminal is no repeat when the server is lost",
          "[state][shared][loss]") {
  const FreshFolder folder;
  RedisServer server(folder.path());
  Terminal a(server.socket_path(), "desk-1"), b(server.socket_path(), "desk-2");
  CHECK(words(a.insert(1)) == "fresh");
  CHECK(words(b.insert(1)) == "seen elsewhere");
  server.kill();
  CHECK(words(b.insert(1)) == "seen elsewhere degraded");
  CHECK(words(a.insert(1)) == "seen here degraded");
}

TEST_CASE("a server that stands still costs one timeout, and is shared again when it goes on",
          "[state][shared][loss]") {
  const FreshFolder folder;
  const RedisServer server(folder.path());
  SharedReplayOptions options = impatient(server.socket_path(), std::chrono::seconds{1});
  options.retry_pause = std::chrono::milliseconds{400};
  Terminal a(options);
  CHECK(eventually([&] { return a.cache->connected(); }));
  server.freeze();
  CHECK(words(a.insert(1)) == "fresh degraded");
  CHECK(a.cache->last_error() == "timeout");
  for (int i = 2; i < 50; ++i) CHECK(words(a.insert(i)) == "fresh degraded");
  server.thaw();
  CHECK(is_back(a));
  Terminal b(server.socket_path(), "desk-2");
  for (int i = 1; i < 50; ++i) CHECK(words(b.insert(i)) == "seen elsewhere");
  CHECK(words(a.insert(1)) == "seen here");
}

TEST_CASE("what is no Redis server is no shared cache, and no scan waits for it", "[state][shared][loss]") {
  using Answer = std::optional<std::string>;
  const auto [title, answer, slowly, said] = GENERATE(table<std::string, Answer, bool, std::string>({
      {"silent", "", false, "timeout"},
      {"closing", std::nullopt, false, "connection closed by the server"},
      {"web server", "HTTP/1.1 400 Bad Request\r\n\r\n", false, "the server's answer makes no sense"},
      {"trickling", "$4000\r\n" + std::string(4000, 'x'), true, "timeout"},
      {"talking on", "+OK\r\n+OK\r\n", false, "the server's answer makes no sense"},
      {"endless line", "+" + std::string(200'000, 'x'), false, "the server's answer makes no sense"},
      {"huge text announced", "$536870912\r\n", false, "timeout"},
      {"huge array announced", "*2147483647\r\n", false, "the server's answer makes no sense"},
      {"number", ":1\r\n", false, "the server's answer makes no sense"},
      {"nil", "$-1\r\n", false, "the server's answer makes no sense"},
      {"read-only copy", "-READONLY You can't write\r\n", false, "the server answers READONLY"},
      {"talkative", "-your password is OPENSESAME\r\n", false, "the server answers an error"},
  }));
  INFO(title);
  const FreshFolder folder;
  const FalseServer server(folder.path() + "/redis.sock", answer, slowly);
  SharedReplayOptions options =
      impatient(folder.path() + "/redis.sock", std::chrono::milliseconds{said == "timeout" ? 200 : 10'000});
  options.retry_pause = std::chrono::hours{1};
  Terminal a(options);
  CHECK_FALSE(a.cache->shared());
  CHECK(eventually([&] { return a.cache->last_error() == said; }));
  CHECK(a.cache->last_error() == said);
  for (int i = 0; i < 100; ++i) CHECK(words(a.insert(i)) == "fresh degraded");
  CHECK(server.connections() == 1);
}

TEST_CASE("an answer that fits no question ends the sharing", "[state][shared][loss]") {
  const FreshFolder folder;
  // The greeting is one question and well answered; the scan's two questions are not.
  const FalseServer server(folder.path() + "/redis.sock", "+OK\r\n");
  SharedReplayOptions options = impatient(folder.path() + "/redis.sock", std::chrono::seconds{1});
  options.retry_pause = std::chrono::hours{1};
  Terminal a(options);
  CHECK(a.cache->shared());
  CHECK(words(a.insert(1)) == "fresh degraded");
  CHECK_FALSE(a.cache->shared());
}

TEST_CASE("a server that is full is no shared cache, and is one again when there is room", "[state][shared][loss]") {
  const FreshFolder folder;
  const RedisServer server(folder.path());
  Terminal a(server.socket_path(), "desk-1");
  CHECK(server.say("CONFIG SET maxmemory 1") == "+OK\r\n");
  CHECK(words(a.insert(1)) == "fresh degraded");
  CHECK(eventually([&] { return a.cache->last_error() == "the server answers OOM"; }));
  CHECK(server.say("CONFIG SET maxmemory 0") == "+OK\r\n");
  CHECK(is_back(a));
  Terminal b(server.socket_path(), "desk-2");
  CHECK(words(b.insert(1)) == "seen elsewhere");
}

TEST_CASE("of more keys than may wait the newest are told", "[state][shared][loss]") {
  const FreshFolder folder;
  RedisServer server(folder.path());
  server.kill();
  SharedReplayOptions options = sharing(server.socket_path(), "desk-1");
  options.max_waiting = 3;
  Terminal a(options);
  for (int i = 0; i < 10; ++i) CHECK(words(a.insert(i)) == "fresh degraded");
  CHECK(a.cache->waiting() == 3);
  server.start();
  CHECK(is_back(a));
  Terminal b(server.socket_path(), "desk-2");
  for (int i = 0; i < 10; ++i) CHECK(words(b.insert(i)) == (i < 7 ? "fresh" : "seen elsewhere"));
}

TEST_CASE("what the local cache cannot record is refused, with the server and without", "[state][shared][loss]") {
  const FreshFolder folder;
  RedisServer server(folder.path());
  MemoryReplayCache full(0);
  const auto cache = *SharedReplayCache::open(sharing(server.socket_path(), "desk-1"), full);
  CHECK(why(cache->insert(numbered(1), kNow, kKeep)) == "replay.unavailable");
  server.kill();
  CHECK(why(cache->insert(numbered(2), kNow, kKeep)) == "replay.unavailable");
  CHECK(cache->waiting() == 0);
}

}  // namespace heyi::test
