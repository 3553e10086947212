// The receiver's HTTP against hostile octets.
#include "receiver/http.hpp"

#include <random>

#include "support/catch.hpp"

namespace heyi::terminal::receiver {
namespace {

constexpr const char* kPost =
    "POST /fhir HTTP/1.1\r\nHost: a\r\nContent-Type: Application/FHIR+json; charset=utf-8\r\ncontent-LENGTH:  4 "
    "\r\n\r\nbody";

int status_of(std::string_view octets) {
  HttpReader reader;
  reader.feed(octets);
  CHECK_FALSE(reader.next());
  return reader.status();
}

}  // namespace

TEST_CASE("requests come out whole, however their octets arrive", "[receiver]") {
  HttpReader reader;
  int count = 0;
  for (const char octet : std::string(kPost) + kPost) {
    reader.feed(std::string_view(&octet, 1));
    while (const auto request = reader.next()) {
      ++count;
      CHECK(request->method == "POST");
      CHECK(request->target == "/fhir");
      CHECK(request->content_type == "application/fhir+json");
      CHECK(request->body == "body");
    }
  }
  CHECK(count == 2);
  CHECK(reader.status() == 0);
}

TEST_CASE("what is no request is answered with why", "[receiver]") {
  CHECK(status_of("POST /fhir HTTP/1.1\r\n\r\n") == 411);
  CHECK(status_of("POST /fhir HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n") == 411);
  CHECK(status_of("POST /fhir HTTP/1.1\r\nContent-Length: 1048577\r\n\r\n") == 413);
  CHECK(status_of("POST /fhir HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n") == 400);
  CHECK(status_of("POST /fhir HTTP/1.1\r\nContent-Length: -1\r\n\r\n") == 400);
  CHECK(status_of("POST /fhir HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n") == 400);
  CHECK(status_of("POST /fhir HTTP/1.1\r\nno colon\r\n\r\n") == 400);
  CHECK(status_of("GARBAGE\r\n\r\n") == 400);
  CHECK(status_of("\r\n\r\n") == 400);
  CHECK(status_of("POST /fhir SIP/2.0\r\n\r\n") == 400);
  CHECK(status_of(std::string(20000, 'x')) == 431);
  CHECK(status_of("POST / HTTP/1.1\r\nA: " + std::string(20000, 'x') + "\r\n\r\n") == 431);
}

TEST_CASE("random octets are a request or none, and nothing else", "[receiver]") {
  std::mt19937 random(20261126);
  for (int round = 0; round < 2000; ++round) {
    std::string octets = kPost;
    for (int change = 0; change < 3; ++change) octets[random() % octets.size()] = static_cast<char>(random() % 256);
    HttpReader reader;
    reader.feed(octets);
    const auto request = reader.next();
    if (request) REQUIRE(request->body.size() <= octets.size());
  }
}

}  // namespace heyi::terminal::receiver
