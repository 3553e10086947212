// The FHIR client against an HTTP server that takes bundles, and against some that do not speak as one should.
#include <httplib.h>
#include <stdlib.h>

#include <fstream>
#include <mutex>
#include <thread>

#include "outbox/dispatcher.hpp"
#include "outbox/http_client.hpp"
#include "support/catch.hpp"
#include "support/fresh_folder.hpp"
#include "unit/terminal/eventually.hpp"
#include "unit/terminal/tcp_server.hpp"
#include "unit/terminal/tls_certificate.hpp"

namespace heyi::terminal {
namespace {

using std::chrono::milliseconds;
using test::Connection;
using test::TcpServer;
using Kind = Delivery::Kind;

const std::string kTaken = R"({"resourceType":"Bundle","type":"transaction-response","entry":[]})";

Letter letter() { return {1, "ABCDEFGHIJ0123456789", "fhir", R"({"resourceType":"Bundle"})", 0}; }

/// Listening is an httplib server at a free port while it lives.
class Listening {
 public:
  explicit Listening(httplib::Server& server)
      : server_(server),
        port_(server.bind_to_any_port("127.0.0.1")),
        thread_([&server] { server.listen_after_bind(); }) {
    while (!server_.is_running()) std::this_thread::sleep_for(milliseconds{1});
  }
  ~Listening() {
    server_.stop();
    thread_.join();
  }
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;
  std::string url(const std::string& scheme = "http") const {
    return scheme + "://127.0.0.1:" + std::to_string(port_) + "/fhir/r4/";
  }

 private:
  httplib::Server& server_;
  const int port_;
  std::thread thread_;
};

Delivery send_to(const std::string& url) { return (*fhir_transport(url))->send(letter()); }

// What a raw answer comes to, in short time.
Result<HttpAnswer> answer_of(const TcpServer::Handler& handler, HttpTimes times = {}) {
  const TcpServer server(handler);
  const std::string authority = "127.0.0.1:" + std::to_string(server.port());
  Interrupt interrupt;
  const auto addresses =
      Resolver("127.0.0.1", server.port()).addresses(std::chrono::steady_clock::now() + milliseconds{5000}, interrupt);
  REQUIRE(addresses);
  return post_http({false, "127.0.0.1", server.port(), authority, "/fhir"}, {{}, "text/plain", "END"}, *addresses,
                   times, interrupt);
}

TcpServer::Handler saying(const std::string& answer) {
  return [answer](Connection& connection, int) {
    connection.until("\r\n\r\nEND");
    connection.write(answer);
  };
}

}  // namespace

TEST_CASE("a bundle is posted to the base URL as FHIR JSON", "[terminal][fhir]") {
  httplib::Server server;
  httplib::Request came;
  server.Post("/fhir/r4", [&](const httplib::Request& request, httplib::Response& response) {
    came = request;
    response.set_content(kTaken, "application/fhir+json");
  });
  const Listening listening(server);
  const Delivery said = send_to(listening.url());
  CHECK((said.kind == Kind::delivered && said.why.empty()));
  CHECK(came.body == letter().payload);
  CHECK(came.get_header_value("Content-Type") == "application/fhir+json");
  CHECK(came.get_header_value("Accept") == "application/fhir+json");
  CHECK(came.get_header_value("Prefer") == "return=minimal");
  CHECK(came.get_header_value("X-Request-Id") == letter().id);
  CHECK(listening.url().find(came.get_header_value("Host")) != std::string::npos);
}

TEST_CASE("statuses and entries decide; a redirection is not followed", "[terminal][fhir]") {
  httplib::Server server;
  int status = 200, elsewhere = 0;
  std::string body;
  server.Post("/fhir/r4", [&](const httplib::Request&, httplib::Response& response) {
    response.status = status;
    response.set_header("Location", "/elsewhere");
    response.set_content(body, "application/fhir+json");
  });
  server.Post("/elsewhere", [&](const httplib::Request&, httplib::Response&) { ++elsewhere; });
  server.Get("/elsewhere", [&](const httplib::Request&, httplib::Response&) { ++elsewhere; });
  const Listening listening(server);
  const auto client = *fhir_transport(listening.url());
  const auto kind_of = [&](int said, const std::string& words) {
    status = said;
    body = words;
    return client->send(letter()).kind;
  };
  CHECK(kind_of(201, "") == Kind::delivered);
  CHECK(kind_of(422, kTaken) == Kind::refused);
  CHECK(kind_of(503, kTaken) == Kind::failed);
  CHECK(kind_of(401, "") == Kind::failed);
  CHECK(kind_of(307, "") == Kind::failed);
  CHECK(kind_of(302, "") == Kind::failed);
  CHECK(kind_of(200, "<html>") == Kind::failed);
  CHECK(kind_of(200, R"({"resourceType":"Bundle","type":"batch-response","entry":[{"response":{"status":"409"}}]})") ==
        Kind::refused);
  CHECK(kind_of(200, std::string(HttpAnswer::kMaxBody + 1, ' ') + kTaken) == Kind::failed);
  CHECK(kind_of(200, std::string(100'000, ' ') + kTaken) == Kind::delivered);
  CHECK(elsewhere == 0);
}

TEST_CASE("an answer in chunks is put together", "[terminal][fhir]") {
  const auto answer = answer_of(
      saying("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n"
             "0\r\n\r\n"));
  REQUIRE(answer);
  CHECK((answer->status == 200 && answer->body == "abcde"));
}

TEST_CASE("an answer that does not say how long it is lasts until the connection ends", "[terminal][fhir]") {
  const auto answer = answer_of(saying("HTTP/1.1 200 OK\r\n\r\nabcde"));
  REQUIRE(answer);
  CHECK((answer->status == 200 && answer->body == "abcde"));
  const auto empty = answer_of(saying("HTTP/1.0 204 No Content\r\n\r\n"));
  REQUIRE(empty);
  CHECK((empty->status == 204 && empty->body.empty()));
}

TEST_CASE("a body up to the bound is taken, and one octet more is not", "[terminal][fhir]") {
  const auto sized = [](std::size_t size) {
    return answer_of(
        saying("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" + std::string(size, 'x')));
  };
  const auto most = sized(HttpAnswer::kMaxBody);
  REQUIRE(most);
  CHECK(most->body.size() == HttpAnswer::kMaxBody);
  const auto more = sized(HttpAnswer::kMaxBody + 1);
  REQUIRE_FALSE(more);
  CHECK(more.error().detail == "the answer is too long");
  const auto until_end = answer_of(saying("HTTP/1.1 200 OK\r\n\r\n" + std::string(HttpAnswer::kMaxBody + 1, 'x')));
  REQUIRE_FALSE(until_end);
  CHECK(until_end.error().detail == "the answer is too long");
}

TEST_CASE("answers that are none, or have no end, are failures", "[terminal][fhir]") {
  const std::string head = "HTTP/1.1 200 OK\r\n";
  const auto endless = [](const std::string& begin, const std::string& more) {
    return [=](Connection& connection, int) {
      connection.until("\r\n\r\nEND");
      connection.write(begin);
      while (connection.write(more)) continue;
    };
  };
  CHECK_FALSE(answer_of(saying("")));
  CHECK_FALSE(answer_of(saying("\x0bMSH|nonsense\x1c\r")));
  CHECK_FALSE(answer_of(saying("HTTP/1.1 200 " + std::string(100'000, 'x') + "\r\n\r\n")));
  CHECK_FALSE(answer_of(saying(head + "Content-Length: 10\r\n\r\nabc")));
  CHECK_FALSE(answer_of(saying(head + "X: " + std::string(100'000, 'x') + "\r\n\r\n")));
  CHECK_FALSE(answer_of(saying(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n")));
  CHECK_FALSE(answer_of(saying(head + "Transfer-Encoding: chunked\r\n\r\n3\r\nab")));
  CHECK_FALSE(answer_of(saying(head + "Transfer-Encoding: chunked\r\n\r\n3;" + std::string(100'000, 'x'))));
  CHECK_FALSE(answer_of(saying(head + "Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde")));
  CHECK_FALSE(answer_of(saying(head + "Content-Length: -1\r\n\r\n")));
  CHECK_FALSE(answer_of(saying(head + std::string("X: a\0b\r\n\r\n", 10))));
  CHECK_FALSE(answer_of(saying(head + "Content-Length: 99999999999999999999999\r\n\r\nabc")));
  CHECK_FALSE(answer_of(endless(head, "X: y\r\n")));
  CHECK_FALSE(answer_of(endless("", std::string(4096, 'x'))));
  CHECK_FALSE(answer_of(endless("", "HTTP/1.1 100 Continue\r\n\r\n")));
  CHECK_FALSE(answer_of(endless(head + "\r\n", std::string(4096, 'x'))));
  CHECK_FALSE(answer_of(endless(head + "Transfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n")));
}

TEST_CASE("a server that is silent, or drips, is left when its time is over", "[terminal][fhir]") {
  const HttpTimes brief{milliseconds{5000}, milliseconds{300}};
  CHECK_FALSE(answer_of([](Connection& connection, int) { connection.wait_for_end(); }, brief));
  CHECK_FALSE(answer_of(
      [](Connection& connection, int) {
        connection.write("HTTP/1.1 200 OK\r\n");
        while (connection.write("X: y\r\n")) std::this_thread::sleep_for(milliseconds{30});
      },
      brief));
}

TEST_CASE("a post that waits is interrupted, and later ones fail at once", "[terminal][fhir]") {
  const TcpServer server([](Connection& connection, int) { connection.wait_for_end(); });
  for (const char* scheme : {"http", "https"}) {
    const int before = server.connections();
    const auto client = *fhir_transport(std::string(scheme) + "://127.0.0.1:" + std::to_string(server.port()));
    Delivery said{Kind::delivered, {}};
    const auto begun = std::chrono::steady_clock::now();
    {
      const std::jthread sender([&] { said = client->send(letter()); });
      REQUIRE(test::eventually([&] { return server.connections() > before; }));
      client->interrupt();
    }
    CHECK(said.kind == Kind::failed);
    // The answer would have been waited for 15 s.
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds{14});
    CHECK(client->send(letter()).kind == Kind::failed);
  }
}

TEST_CASE("https goes to a server whose certificate is trusted, and to no other", "[terminal][fhir]") {
  const test::FreshFolder folder;
  const std::string certificate = folder.path() + "/certificate.pem", key = folder.path() + "/key.pem";
  std::ofstream(certificate) << test::kTlsCertificate;
  std::ofstream(key) << test::kTlsKey;
  httplib::SSLServer server(certificate.c_str(), key.c_str());
  REQUIRE(server.is_valid());
  std::atomic<int> came = 0;
  server.Post("/fhir/r4", [&](const httplib::Request&, httplib::Response& response) {
    ++came;
    response.set_content(kTaken, "application/fhir+json");
  });
  const Listening listening(server);
  const Delivery untrusted = send_to(listening.url("https"));
  CHECK((untrusted.kind == Kind::failed && untrusted.why == "the receiver's certificate is not trusted"));
  CHECK(came == 0);
  ::setenv("SSL_CERT_FILE", certificate.c_str(), 1);
  const Delivery trusted = send_to(listening.url("https"));
  CHECK(trusted.kind == Kind::delivered);
  // Its certificate is for the address, not for this name of it.
  std::string named = listening.url("https");
  named.replace(named.find("127.0.0.1"), 9, "localhost");
  CHECK(send_to(named).kind == Kind::failed);
  CHECK(came == 1);
  ::unsetenv("SSL_CERT_FILE");
  // Plain HTTP at a port that speaks TLS, and the other way round.
  CHECK(send_to(listening.url("http")).kind == Kind::failed);
  const TcpServer plain([](Connection& connection, int) { connection.write("HTTP/1.1 200 OK\r\n\r\n"); });
  CHECK(send_to("https://127.0.0.1:" + std::to_string(plain.port())).kind == Kind::failed);
}

TEST_CASE("no server listens", "[terminal][fhir]") {
  int port = 0;
  {
    port = TcpServer([](Connection&, int) {}).port();
  }
  const Delivery said = send_to("http://127.0.0.1:" + std::to_string(port));
  CHECK((said.kind == Kind::failed && said.why == "connection refused"));
}

}  // namespace heyi::terminal
