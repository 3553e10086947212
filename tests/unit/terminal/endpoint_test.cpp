// Addresses as people write them, and what is none.
#include "outbox/endpoint.hpp"

#include "support/catch.hpp"

namespace heyi::terminal {

TEST_CASE("an endpoint is a host and a port", "[terminal][endpoint]") {
  struct Row {
    const char* text;
    const char* host;
    int port;
  };
  for (const Row& row :
       {Row{"127.0.0.1:2575", "127.0.0.1", 2575}, Row{"his.hospital.example:1", "his.hospital.example", 1},
        Row{"[::1]:65535", "::1", 65535}, Row{"[fd00::5]:2575", "fd00::5", 2575}, Row{"his_1:2575", "his_1", 2575}}) {
    const Result<Endpoint> read = parse_endpoint(row.text);
    REQUIRE(read);
    CHECK((read->host == row.host && read->port == row.port));
  }
  for (const char* text :
       {"",          ":",         "his",       "his:",          ":2575",      "his:0",     "his:65536",
        "his:-1",    "his:+1",    "his:02575", "his:2575 ",     " his:2575",  "his:2575x", "his:25:75",
        "::1:2575",  "[::1]",     "[::1:2575", "[]:2575",       "[his]:2575", "[::1]2575", "[::1%eth0]:1",
        "-his:2575", "his.:2575", "h..s:2575", "user@his:2575", "his/x:2575", "王:2575",   "http://his:2575"}) {
    INFO(text);
    const Result<Endpoint> read = parse_endpoint(text);
    REQUIRE_FALSE(read);
    CHECK(read.error().reason == Reason::claims_out_of_range);
  }
}

TEST_CASE("a base URL has a scheme, a host, and perhaps a port and a path", "[terminal][endpoint]") {
  const Result<BaseUrl> plain = parse_base_url("http://fhir.example:8080/fhir/r4/");
  REQUIRE(plain);
  CHECK((!plain->is_secure && plain->host == "fhir.example" && plain->port == 8080 && plain->path == "/fhir/r4"));
  CHECK(plain->authority == "fhir.example:8080");
  const Result<BaseUrl> secure = parse_base_url("https://[::1]");
  REQUIRE(secure);
  CHECK((secure->is_secure && secure->host == "::1" && secure->port == 443 && secure->path.empty()));
  CHECK(secure->authority == "[::1]");
  CHECK(parse_base_url("http://a//")->port == 80);
  for (const char* text : {"", "http://", "HTTP://a", "ftp://a", "//a", "a", "http://user:secret@a", "http://a?x",
                           "http://a/#x", "http://a/?x=1", "http://a/\r\nX: y", "http://a/ b", "http://a:0/",
                           "http://a:/", "http://王/", "http://a/王", "http:///a", "http://a\\b"}) {
    INFO(text);
    const Result<BaseUrl> read = parse_base_url(text);
    REQUIRE_FALSE(read);
    CHECK(read.error().detail.find("secret") == std::string::npos);
  }
}

TEST_CASE("a transport is made for a URL alone", "[terminal][endpoint]") {
  CHECK(fhir_transport("http://a/fhir"));
  CHECK_FALSE(fhir_transport("http://user:secret@a/fhir"));
}

}  // namespace heyi::terminal
