// The MLLP client against a receiver that behaves well once, and badly in every way that was seen.
#include <mutex>
#include <thread>

#include "outbox/dispatcher.hpp"
#include "support/catch.hpp"
#include "unit/terminal/eventually.hpp"
#include "unit/terminal/tcp_server.hpp"

namespace heyi::terminal {
namespace {

using std::chrono::milliseconds;
using test::Connection;
using test::TcpServer;
using Kind = Delivery::Kind;

Letter letter(const std::string& id) {
  return {1, id, "his", "MSH|^~\\&|HEYI|||||ADT^A04|x|" + id + "|P|2.5\rPID|1\r", 0};
}

std::string id_of(const std::string& message) {
  const std::size_t at = message.find("|x|") + 3;
  return message.substr(at, message.find('|', at) - at);
}

std::string ack(const std::string& code, const std::string& id) {
  return "\x0bMSH|^~\\&|HIS||||||ACK|1|P|2.5\rMSA|" + code + "|" + id + "\r\x1c\r";
}

// Answers every message of a connection with AA.
void behave(Connection& connection) {
  for (std::string message = connection.frame(); !message.empty(); message = connection.frame()) {
    connection.write(ack("AA", id_of(message)));
  }
}

std::unique_ptr<Transport> client_of(const TcpServer& server, milliseconds answer = milliseconds{15'000}) {
  return mllp_transport({"127.0.0.1", server.port(), milliseconds{5000}, answer});
}

// Fails once with a receiver that does `first` with its first message, then delivers by a new connection.
void fails_then_delivers(const TcpServer::Handler& first, milliseconds answer = milliseconds{15'000}) {
  const TcpServer server([&](Connection& connection, int number) {
    if (number == 0) return first(connection, number);
    behave(connection);
  });
  const auto client = client_of(server, answer);
  const Delivery failed = client->send(letter("A"));
  CHECK(failed.kind == Kind::failed);
  CHECK_FALSE(failed.why.empty());
  // A loaded machine may need longer than the short time of a receiver that is silent.
  CHECK(test::eventually([&] { return client->send(letter("A")).kind == Kind::delivered; }));
  CHECK(server.connections() >= 2);
}

}  // namespace

TEST_CASE("one connection serves one message after the other", "[terminal][mllp]") {
  std::mutex mutex;
  std::vector<std::string> came;
  const TcpServer server([&](Connection& connection, int) {
    for (std::string message = connection.frame(); !message.empty(); message = connection.frame()) {
      {
        const std::scoped_lock lock(mutex);
        came.push_back(message);
      }
      connection.write(ack("AA", id_of(message)));
    }
  });
  const auto client = client_of(server);
  for (int i = 0; i < 20; ++i) CHECK(client->send(letter("A" + std::to_string(i))).kind == Kind::delivered);
  CHECK(server.connections() == 1);
  REQUIRE(came.size() == 20);
  CHECK(came[7] == letter("A7").payload);
}

TEST_CASE("a refusal keeps the connection", "[terminal][mllp]") {
  const TcpServer server([](Connection& connection, int) {
    for (const char* code : {"AE", "AR", "AA"}) connection.write(ack(code, id_of(connection.frame())));
    connection.wait_for_end();
  });
  const auto client = client_of(server);
  CHECK(client->send(letter("A")).kind == Kind::refused);
  const Delivery second = client->send(letter("B"));
  CHECK((second.kind == Kind::refused && second.why == "AR"));
  CHECK(client->send(letter("C")).kind == Kind::delivered);
  CHECK(server.connections() == 1);
}

TEST_CASE("nobody listens", "[terminal][mllp]") {
  int port = 0;
  {
    port = TcpServer([](Connection&, int) {}).port();
  }
  const Delivery said = mllp_transport({"127.0.0.1", port})->send(letter("A"));
  CHECK((said.kind == Kind::failed && said.why == "connection refused"));
}

TEST_CASE("a receiver that never answers is left after a while", "[terminal][mllp]") {
  fails_then_delivers([](Connection& connection, int) { connection.wait_for_end(); }, milliseconds{300});
}

TEST_CASE("a receiver that answers by halves, however steadily, is left after a while", "[terminal][mllp]") {
  fails_then_delivers(
      [](Connection& connection, int) {
        const std::string answer = ack("AA", id_of(connection.frame()));
        connection.write(answer.substr(0, answer.size() - 1));
        connection.wait_for_end();
      },
      milliseconds{300});
  // One octet after the other begins no time-out anew.
  fails_then_delivers(
      [](Connection& connection, int) {
        connection.frame();
        connection.write("\x0b");
        while (connection.write("x")) std::this_thread::sleep_for(milliseconds{20});
      },
      milliseconds{300});
}

TEST_CASE("a receiver that takes the message and hangs up gets it again", "[terminal][mllp]") {
  std::mutex mutex;
  std::vector<std::string> ids;
  const TcpServer server([&](Connection& connection, int number) {
    const std::string id = id_of(connection.frame());
    {
      const std::scoped_lock lock(mutex);
      ids.push_back(id);
    }
    if (number == 0) return;
    connection.write(ack("AA", id));
    connection.wait_for_end();
  });
  const auto client = client_of(server);
  CHECK(client->send(letter("A")).kind == Kind::failed);
  CHECK(client->send(letter("A")).kind == Kind::delivered);
  CHECK(ids == std::vector<std::string>{"A", "A"});
}

TEST_CASE("an answer to another message is a failure", "[terminal][mllp]") {
  fails_then_delivers([](Connection& connection, int) {
    connection.frame();
    connection.write(ack("AA", "B"));
    connection.wait_for_end();
  });
}

TEST_CASE("nonsense is a failure", "[terminal][mllp]") {
  for (const std::string& nonsense : {std::string("HTTP/1.1 400 Bad Request\r\n\r\n"), std::string("\x0b\x1c\r"),
                                      std::string(100'000, '\x0b'), std::string("\x0bMSH|^~\\&|\x1c\r")}) {
    fails_then_delivers([&](Connection& connection, int) {
      connection.frame();
      connection.write(nonsense);
      connection.wait_for_end();
    });
  }
}

TEST_CASE("an endless answer is left at its bound", "[terminal][mllp]") {
  fails_then_delivers([](Connection& connection, int) {
    connection.frame();
    connection.write("\x0b");
    while (connection.write(std::string(4096, 'x'))) continue;
  });
}

TEST_CASE("a connection that the receiver closed while nothing was sent is made anew", "[terminal][mllp]") {
  const TcpServer server([](Connection& connection, int) { connection.write(ack("AA", id_of(connection.frame()))); });
  const auto client = client_of(server);
  for (int i = 0; i < 5; ++i) {
    // The receiver may close a moment after its answer: then the letter fails, and goes by the next connection.
    CHECK(test::eventually([&] { return client->send(letter("A")).kind == Kind::delivered; }));
  }
  CHECK(server.connections() >= 5);
}

TEST_CASE("a second answer is not taken for the next message's", "[terminal][mllp]") {
  for (const char* first : {"AA", "CA"}) {
    std::mutex mutex;
    std::vector<int> connections;
    const TcpServer server([&](Connection& connection, int number) {
      for (std::string message = connection.frame(); !message.empty(); message = connection.frame()) {
        {
          const std::scoped_lock lock(mutex);
          connections.push_back(number);
        }
        // Ahead of its time: an answer to the next message, which was not sent yet.
        connection.write(ack(first, id_of(message)) + ack("AA", id_of(message)) + ack("AE", "B"));
      }
    });
    const auto client = client_of(server);
    CHECK(client->send(letter("A")).kind == Kind::delivered);
    CHECK(client->send(letter("B")).kind == Kind::delivered);
    CHECK(connections == std::vector<int>{0, 1});
  }
}

TEST_CASE("a send that waits is interrupted, and later ones fail at once", "[terminal][mllp]") {
  const TcpServer server([](Connection& connection, int) { connection.wait_for_end(); });
  const auto client = mllp_transport({"127.0.0.1", server.port(), std::chrono::hours{1}, std::chrono::hours{1}});
  Delivery said;
  {
    const std::jthread sender([&] { said = client->send(letter("A")); });
    REQUIRE(test::eventually([&] { return server.connections() == 1; }));
    client->interrupt();
  }
  CHECK((said.kind == Kind::failed && said.why == "interrupted"));
  CHECK(client->send(letter("A")).kind == Kind::failed);
}

TEST_CASE("a host that has no address is a failure", "[terminal][mllp]") {
  const Delivery said = mllp_transport({"nobody.invalid", 2575, milliseconds{20'000}})->send(letter("A"));
  CHECK(said.kind == Kind::failed);
}

TEST_CASE("a message that holds the frame's octets is refused", "[terminal][mllp]") {
  Letter bad = letter("A");
  bad.payload += '\x1c';
  CHECK(mllp_transport({"127.0.0.1", 1})->send(bad).kind == Kind::refused);
}

}  // namespace heyi::terminal
