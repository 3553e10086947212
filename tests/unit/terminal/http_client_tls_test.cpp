// Whom the client believes to be the receiver, by the certificate that it shows.
#include <httplib.h>
#include <openssl/ssl.h>
#include <stdlib.h>

#include <thread>

#include "outbox/http_client.hpp"
#include "support/catch.hpp"
#include "support/fresh_folder.hpp"
#include "unit/terminal/own_certificate.hpp"
#include "unit/terminal/tcp_server.hpp"

namespace heyi::terminal {
namespace {

// What the server at a port of 127.0.0.1 answers when it is asked as `host`.
Result<HttpAnswer> post_to(int port, const std::string& host) {
  const Interrupt interrupt;
  const auto soon = std::chrono::steady_clock::now() + std::chrono::seconds(5);
  const auto addresses = Resolver("127.0.0.1", port).addresses(soon, interrupt);
  REQUIRE(addresses);
  return post_http({true, host, port, host, ""}, {{}, "text/plain", "END"}, *addresses, {}, interrupt);
}

/// Secure is a server with a certificate of its own, which is trusted while it lives.
class Secure {
 public:
  explicit Secure(const test::Names& names) {
    const std::string certificate = folder_.path() + "/certificate.pem", key = folder_.path() + "/key.pem";
    test::write_own_certificate(names, certificate, key);
    server_ = std::make_unique<httplib::SSLServer>(certificate.c_str(), key.c_str());
    REQUIRE(server_->is_valid());
    server_->Post("/", [this](const httplib::Request&, httplib::Response& response) {
      ++came;
      response.set_content("taken", "text/plain");
    });
    port_ = server_->bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_->listen_after_bind(); });
    while (!server_->is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    ::setenv("SSL_CERT_FILE", certificate.c_str(), 1);
  }
  ~Secure() {
    ::unsetenv("SSL_CERT_FILE");
    server_->stop();
    thread_.join();
  }
  Secure(const Secure&) = delete;
  Secure& operator=(const Secure&) = delete;

  Result<HttpAnswer> post(const std::string& host) const { return post_to(port_, host); }

  std::atomic<int> came = 0;

 private:
  const test::FreshFolder folder_;
  std::unique_ptr<httplib::SSLServer> server_;
  int port_ = 0;
  std::thread thread_;
};

}  // namespace

TEST_CASE("a certificate is for the names that it lists, and for no others", "[terminal][fhir][tls]") {
  struct Row {
    test::Names names;
    std::string host;
    bool is_trusted;
  };
  for (const Row& row : {
           Row{{"x", "DNS:his.hospital"}, "his.hospital", true},
           Row{{"x", "DNS:his.hospital"}, "HIS.Hospital", true},
           Row{{"x", "DNS:other.hospital,DNS:his.hospital"}, "his.hospital", true},
           Row{{"x", "DNS:other.hospital"}, "his.hospital", false},
           Row{{"x", "DNS:his.hospital"}, "his.hospital.evil.example", false},
           Row{{"x", "DNS:his.hospital.evil.example"}, "his.hospital", false},
           // The common name is a text for people.
           Row{{"his.hospital", ""}, "his.hospital", false},
           Row{{"his.hospital", "email:his@his.hospital"}, "his.hospital", false},
           Row{{"127.0.0.1", ""}, "127.0.0.1", false},
           // `*` is one whole label.
           Row{{"x", "DNS:*.his.hospital"}, "desk.his.hospital", true},
           Row{{"x", "DNS:*.his.hospital"}, "one.desk.his.hospital", false},
           Row{{"x", "DNS:*.his.hospital"}, "his.hospital", false},
           Row{{"x", "DNS:d*.his.hospital"}, "desk.his.hospital", false},
           Row{{"x", "DNS:*k.his.hospital"}, "desk.his.hospital", false},
           Row{{"x", "DNS:desk.*.hospital"}, "desk.his.hospital", false},
           Row{{"x", "DNS:*.hospital"}, "his.hospital", false},
           Row{{"x", "DNS:*"}, "localhost", false},
           // Addresses are listed as addresses.
           Row{{"x", "IP:127.0.0.1"}, "127.0.0.1", true},
           Row{{"x", "IP:127.0.0.2"}, "127.0.0.1", false},
           Row{{"x", "DNS:127.0.0.1"}, "127.0.0.1", false},
           Row{{"x", "IP:::1"}, "::1", true},
           Row{{"x", "IP:::2"}, "::1", false},
           Row{{"x", "IP:127.0.0.1"}, "localhost", false},
           Row{{"x", "DNS:his.hospital", -60}, "his.hospital", false},
       }) {
    CAPTURE(row.names.common, row.names.alternative, row.names.valid_for, row.host);
    const Secure server(row.names);
    const Result<HttpAnswer> answer = server.post(row.host);
    CHECK(answer.has_value() == row.is_trusted);
    CHECK(server.came == (row.is_trusted ? 1 : 0));
    if (answer) {
      CHECK(answer->body == "taken");
    } else {
      CHECK(answer.error().detail == "the receiver's certificate is not trusted");
    }
  }
}

TEST_CASE("an encrypted answer without a length is whole when the receiver says so", "[terminal][fhir][tls]") {
  const test::FreshFolder folder;
  const std::string certificate = folder.path() + "/certificate.pem", key = folder.path() + "/key.pem";
  test::write_own_certificate({"x", "DNS:his.hospital"}, certificate, key);
  ::setenv("SSL_CERT_FILE", certificate.c_str(), 1);
  const std::unique_ptr<SSL_CTX, decltype(&::SSL_CTX_free)> context(::SSL_CTX_new(::TLS_server_method()),
                                                                    ::SSL_CTX_free);
  REQUIRE(::SSL_CTX_use_certificate_file(context.get(), certificate.c_str(), SSL_FILETYPE_PEM) == 1);
  REQUIRE(::SSL_CTX_use_PrivateKey_file(context.get(), key.c_str(), SSL_FILETYPE_PEM) == 1);
  const auto answer = [&](const std::string& words, bool says_so) {
    const test::TcpServer server([&](test::Connection& connection, int) {
      const std::unique_ptr<SSL, decltype(&::SSL_free)> tls(::SSL_new(context.get()), ::SSL_free);
      ::SSL_set_fd(tls.get(), connection.socket());
      std::array<char, 4096> asked;
      if (::SSL_accept(tls.get()) != 1 || ::SSL_read(tls.get(), asked.data(), asked.size()) <= 0) return;
      ::SSL_write(tls.get(), words.data(), static_cast<int>(words.size()));
      if (says_so) ::SSL_shutdown(tls.get());
    });
    return post_to(server.port(), "his.hospital");
  };
  const auto whole = answer("HTTP/1.1 200 OK\r\n\r\ntaken", true);
  REQUIRE(whole);
  CHECK(whole->body == "taken");
  // Anybody on the way can cut a connection off, and so shorten what has no length.
  CHECK_FALSE(answer("HTTP/1.1 200 OK\r\n\r\ntaken", false));
  CHECK_FALSE(answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ntaken", true));
  CHECK(answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\ntaken", false));
  ::unsetenv("SSL_CERT_FILE");
}

}  // namespace heyi::terminal
