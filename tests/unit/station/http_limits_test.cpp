// Peers that send too much, too slowly, or are too many, and a server that has to end meanwhile.
#include <dirent.h>
#include <sys/resource.h>

#include <memory>
#include <thread>
#include <vector>

#include "station/http/probe.hpp"
#include "unit/station/peer.hpp"
#include "unit/terminal/eventually.hpp"

namespace heyi::station::test {
namespace {

using std::chrono::milliseconds;
constexpr std::chrono::hours kLong{1};

const std::string kHello = "GET /hello HTTP/1.1\r\n\r\n";
const std::string kPost = "POST /echo HTTP/1.1\r\n";
const std::string kChunks = "Transfer-Encoding: chunked\r\n\r\n";

std::string in_chunks(std::size_t size) {
  std::string octets;
  for (; size >= 1000; size -= 1000) octets += "3e8\r\n" + std::string(1000, 'x') + "\r\n";
  return octets + "0\r\n\r\n";
}

// What comes back when `part` is sent over and over until the server hangs up.
std::string drip(Peer& peer, std::string_view part) {
  while (peer.send(part)) std::this_thread::sleep_for(milliseconds(20));
  return peer.all();
}

std::size_t descriptors() {
  DIR* const folder = ::opendir("/proc/self/fd");
  REQUIRE(folder != nullptr);
  std::size_t count = 0;
  while (::readdir(folder) != nullptr) ++count;
  ::closedir(folder);
  return count;
}

std::vector<std::unique_ptr<Peer>> peers(std::size_t count, int port, std::string_view octets) {
  std::vector<std::unique_ptr<Peer>> all;
  for (std::size_t i = 0; i < count; ++i) {
    all.push_back(std::make_unique<Peer>(port));
    all.back()->send(octets);
  }
  return all;
}

}  // namespace

TEST_CASE("a head is read up to its bound", "[station][http]") {
  Served served;
  served.start();
  const std::string begin = "GET /hello HTTP/1.1\r\nX: ", end = "\r\n\r\n";
  const std::size_t most = 32 * 1024 - begin.size() - end.size();
  CHECK(status_of(served.say(begin + std::string(most, 'x') + end)) == 200);
  CHECK(status_of(served.say(begin + std::string(most + 1, 'x') + end)) == 431);
  CHECK(status_of(served.say(begin + std::string(1'000'000, 'x') + end)) == 431);
  std::string many = "GET /hello HTTP/1.1\r\n";
  for (int i = 0; i < 20'000; ++i) many += "X: y\r\n";
  CHECK(status_of(served.say(many + "\r\n")) == 431);
  CHECK(served.answered == 1);
}

TEST_CASE("a body is read up to its bound, however it comes", "[station][http]") {
  Served served;
  served.start();
  const auto with_length = [&](std::size_t size) {
    return served.say(kPost + "Content-Length: " + std::to_string(size) + "\r\n\r\n" + std::string(size, 'x'));
  };
  CHECK(body_of(with_length(Served::kMost)) == std::string(Served::kMost, 'x'));
  CHECK(status_of(with_length(Served::kMost + 1)) == 413);
  // One who sends to the end before it reads can do so, and reads the answer.
  Peer stubborn(served.port);
  CHECK(stubborn.send(kPost + "Content-Length: 20000000\r\n\r\n" + std::string(20'000'000, 'x')));
  CHECK(status_of(stubborn.all()) == 413);
  CHECK(body_of(served.say(kPost + kChunks + in_chunks(Served::kMost))) == std::string(Served::kMost, 'x'));
  CHECK(status_of(served.say(kPost + kChunks + in_chunks(Served::kMost + 1000))) == 413);
  CHECK(status_of(served.say(kPost + "Content-Length: 18446744073709551615\r\n\r\n")) == 413);
  CHECK(served.answered == 2);
}

TEST_CASE("a peer that is silent, drips or ends in the middle is hung up on", "[station][http]") {
  Served served;
  served.site.head_time = milliseconds(200);
  for (Route& route : served.site.routes) route.body_time = milliseconds(200);
  served.start();
  CHECK(served.say("").empty());
  CHECK(served.say("GET /hello HTTP/1.1\r\nHost:").empty());
  Peer head(served.port);
  head.send("GET /hello HTTP/1.1\r\n");
  CHECK(drip(head, "X: y\r\n").empty());
  CHECK(status_of(served.say(kPost + "Content-Length: 3\r\n\r\nab")) == 408);
  Peer body(served.port);
  body.send(kPost + kChunks);
  drip(body, "1\r\nx\r\n");
  Peer ended(served.port);
  ended.send(kPost + "Content-Length: 3\r\n\r\nab");
  ended.end();
  CHECK(status_of(ended.all()) == 408);
  Peer half(served.port);
  half.send(kHello);
  half.end();
  CHECK(status_of(half.all()) == 200);
  CHECK(served.answered == 1);
}

TEST_CASE("an answer that is not taken is let go", "[station][http]") {
  Served served(1);
  served.site.answer_time = milliseconds(200);
  served.start();
  Peer peer(served.port);
  peer.send("GET /large HTTP/1.1\r\n\r\n");
  REQUIRE(heyi::test::eventually([&] { return served.answered == 1; }));
  // The only thread is free again.
  CHECK(status_of(served.say(kHello)) == 200);
  CHECK(peer.all().size() < (32u << 20));
}

TEST_CASE("a flood takes no more descriptors than there are threads, and passes", "[station][http]") {
  Served served(4);
  served.site.head_time = milliseconds(300);
  served.start();
  const std::size_t before = descriptors();
  {
    const auto flood = peers(100, served.port, "GET /hello HTTP/1.1\r\n");
    for (int look = 0; look < 20; ++look) {
      CHECK(descriptors() <= before + flood.size() + 4);
      std::this_thread::sleep_for(milliseconds(5));
    }
  }
  CHECK(status_of(served.say(kHello)) == 200);
  // The last to be hung up on may still be about to be.
  CHECK(heyi::test::eventually([&] { return descriptors() <= before; }));
  const auto askers = peers(100, served.port, kHello);
  for (const auto& asker : askers) CHECK(status_of(asker->all()) == 200);
}

TEST_CASE("a server goes on when there are descriptors again", "[station][http]") {
  Served served;
  served.start();
  Peer early;
  rlimit limit{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &limit) == 0);
  const rlimit few{std::min<rlim_t>(limit.rlim_cur, 64), limit.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &few) == 0);
  std::vector<int> taken;
  for (int one = ::dup(0); one >= 0; one = ::dup(0)) taken.push_back(one);
  early.connect(served.port);
  early.send(kHello);
  std::this_thread::sleep_for(milliseconds(100));
  const int so_far = served.answered;
  const bool listens = served.server.is_listening();
  for (const int one : taken) ::close(one);
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &limit) == 0);
  CHECK(so_far == 0);
  CHECK(listens);
  CHECK(status_of(early.all()) == 200);
}

TEST_CASE("stopping waits for no peer", "[station][http]") {
  Served served(5);
  served.site.head_time = served.site.answer_time = kLong;
  for (Route& route : served.site.routes) route.body_time = kLong;
  served.start();
  const auto silent = peers(1, served.port, "");
  const auto heads = peers(1, served.port, "GET /hello HTTP/1.1\r\n");
  const auto bodies = peers(1, served.port, kPost + "Content-Length: 3\r\n\r\nab");
  const auto takers = peers(1, served.port, "GET /large HTTP/1.1\r\n\r\n");
  REQUIRE(heyi::test::eventually([&] { return served.answered == 1; }));
  CHECK(served.server.is_listening());
  served.server.stop();
  CHECK_FALSE(served.server.is_listening());
  CHECK(silent.front()->all().empty());
  CHECK(heads.front()->all().empty());
}

TEST_CASE("a socket that was handed over goes on listening without its server", "[station][http]") {
  int listening = -1;
  {
    Served served;
    served.start();
    // The same port, once more; as a service manager has it.
    Server second;
    CHECK(second.open(served.port) == 0);
  }
  listening = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  REQUIRE(::bind(listening, reinterpret_cast<const sockaddr*>(&address), size) == 0);
  REQUIRE(::listen(listening, 8) == 0);
  REQUIRE(::getsockname(listening, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  const int port = ntohs(address.sin_port);
  for (int turn = 0; turn < 2; ++turn) {
    Served served;
    served.server.adopt(::dup(listening));
    served.server.start(served.site, 2);
    Peer peer(port);
    peer.send(kHello);
    CHECK(status_of(peer.all()) == 200);
  }
  // Nobody accepts, and the port is held.
  CHECK_FALSE(is_answering(port, "/hello", milliseconds(100)));
  int listens = 0;
  size = sizeof listens;
  CHECK(::getsockopt(listening, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == 0);
  CHECK(listens == 1);
  Served served;
  served.server.adopt(::dup(listening));
  served.server.start(served.site, 2);
  CHECK(is_answering(port, "/hello", std::chrono::seconds(30)));
  CHECK(is_answering(port, "/nothing", std::chrono::seconds(30)));
  // One whose socket is closed by others ends by itself, and says so.
  ::shutdown(listening, SHUT_RDWR);
  CHECK(heyi::test::eventually([&] { return !served.server.is_listening(); }));
  ::close(listening);
}

}  // namespace heyi::station::test
