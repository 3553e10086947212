// Which octets are a request, and that none that could be two is taken for one.
#include <thread>

#include "unit/station/peer.hpp"

namespace heyi::station::test {
namespace {

using namespace std::string_literals;

std::string post(const std::string& headers, const std::string& body, const char* path = "/echo") {
  return "POST "s + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n" + body;
}

std::string length(std::size_t size) { return "Content-Length: " + std::to_string(size) + "\r\n"; }

}  // namespace

TEST_CASE("one request is answered, and the connection ends", "[station][http]") {
  Served served;
  served.start();
  const std::string said = served.say("GET /hello?a=b HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(said ==
        "HTTP/1.1 200 OK\r\nX-Common: yes\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n"
        "Connection: close\r\n\r\nhello");
  CHECK(status_of(served.say("GET /hello HTTP/1.0\r\n\r\n")) == 200);
  CHECK(body_of(served.say("GET /named/one HTTP/1.1\r\n\r\n")) == "one");
  CHECK(status_of(served.say("GET /named/one/two HTTP/1.1\r\n\r\n")) == 404);
  CHECK(status_of(served.say("GET /named/ HTTP/1.1\r\n\r\n")) == 404);
  CHECK(status_of(served.say("PUT /hello HTTP/1.1\r\n\r\n")) == 404);
  CHECK(body_of(served.say(post(length(3), "abc"))) == "abc");
  CHECK(body_of(served.say(
            post("Transfer-Encoding: Chunked\r\n", "3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nHost: y\r\n\r\n"))) == "abcde");
  CHECK(status_of(served.say("GET /broken HTTP/1.1\r\n\r\n")) == 500);
  const std::string head = served.say("HEAD /hello HTTP/1.1\r\n\r\n");
  CHECK(status_of(head) == 200);
  CHECK(head.find("Content-Length: 5\r\n") != std::string::npos);
  CHECK(body_of(head).empty());
}

TEST_CASE("a request may come in pieces, wherever it is cut", "[station][http]") {
  Served served;
  served.start();
  const std::string chunked = post("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
  for (const std::string& whole : {std::string("GET /named/abcde HTTP/1.1\r\n\r\n"), chunked}) {
    for (std::size_t cut = whole.find("\r\n"); cut < whole.size(); ++cut) {
      CAPTURE(whole, cut);
      Peer peer(served.port);
      peer.send(whole.substr(0, cut));
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
      peer.send(whole.substr(cut));
      CHECK(body_of(peer.all()) == "abcde");
    }
  }
}

TEST_CASE("octets that are no request, or could be two, reach no route", "[station][http]") {
  Served served;
  served.start();
  struct Row {
    const char* name;
    std::string octets;
    int status;
  };
  const std::string get = "GET /hello HTTP/1.1\r\n", second = get + "\r\n";
  const std::string chunks = "Transfer-Encoding: chunked\r\n";
  for (const Row& row : {
           Row{"a negative length", post("Content-Length: -1\r\n", ""), 400},
           Row{"a length with a sign", post("Content-Length: +3\r\n", "abc"), 400},
           Row{"a length in sixteens", post("Content-Length: 0x3\r\n", "abc"), 400},
           Row{"a length in words", post("Content-Length: many\r\n", "abc"), 400},
           Row{"no length behind its name", post("Content-Length:\r\n", "abc"), 400},
           Row{"a length beyond 64 bits", post("Content-Length: 99999999999999999999\r\n", "abc"), 400},
           Row{"two lengths", post(length(3) + length(5), "abc" + second), 400},
           Row{"the same length twice", post(length(3) + length(3), "abc" + second), 400},
           Row{"a list of lengths", post("Content-Length: 3, 3\r\n", "abc" + second), 400},
           Row{"a length and chunks", post(length(3) + chunks, "0\r\n\r\n" + second), 400},
           Row{"chunks and a length", post(chunks + length(3), "0\r\n\r\n" + second), 400},
           Row{"chunks twice", post(chunks + chunks, "0\r\n\r\n" + second), 400},
           Row{"packed chunks", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n" + second), 400},
           Row{"another coding", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n" + second), 400},
           Row{"chunks that are not last", post("Transfer-Encoding: chunked, identity\r\n", second), 400},
           Row{"chunks of an old peer", "POST /echo HTTP/1.0\r\n" + chunks + "\r\n0\r\n\r\n" + second, 400},
           Row{"a chunk without size", post(chunks, "zz\r\nabc\r\n0\r\n\r\n"), 400},
           Row{"a chunk of negative size", post(chunks, "-1\r\nabc\r\n0\r\n\r\n"), 400},
           Row{"a chunk size beyond 64 bits", post(chunks, "10000000000000003\r\nabc\r\n0\r\n\r\n"), 400},
           Row{"a chunk without its end", post(chunks, "3\r\nabcGET\r\n"), 400},
           Row{"an endless chunk head", post(chunks, "3;" + std::string(70'000, 'a')), 400},
           Row{"endless trailers", post(chunks, "0\r\n" + std::string(70'000, 'a')), 400},
           Row{"NUL in a header", get + "X: a\0b\r\n\r\n"s, 400},
           Row{"NUL in a header's name", get + "X\0: a\r\n\r\n"s, 400},
           Row{"a control character in a header",
               get + "X: a\x01"
                     "b\r\n\r\n",
               400},
           Row{"DEL in a header",
               get + "X: a\x7f"
                     "b\r\n\r\n",
               400},
           Row{"CR in a header", get + "X: a\rb\r\n\r\n", 400},
           Row{"NUL in the path", "GET /hello\0 HTTP/1.1\r\n\r\n"s, 400},
           Row{"a blank before the colon", get + "Content-Length : 3\r\n\r\nabc", 400},
           Row{"a header without a colon", get + "nothing\r\n\r\n", 400},
           Row{"a folded header", get + "X: a\r\n b\r\n\r\n", 400},
           Row{"a header folded with a tabulator", get + "X: a\r\n\tb\r\n\r\n", 400},
           Row{"a blank line's blank before the first header", get + " X: a\r\n\r\n", 400},
           Row{"no version", "GET /hello\r\n\r\n", 400},
           Row{"an older version", "GET /hello HTTP/0.9\r\n\r\n", 400},
           Row{"a newer version", "GET /hello HTTP/2.0\r\n\r\n", 400},
           Row{"a version between", "GET /hello HTTP/1.2\r\n\r\n", 400},
           Row{"two blanks", "GET  /hello HTTP/1.1\r\n\r\n", 400},
           Row{"an empty method", " /hello HTTP/1.1\r\n\r\n", 400},
           Row{"TLS", "\x16\x03\x01\x02\r\n\r\n", 400},
           Row{"a tunnel", "CONNECT 127.0.0.1:22 HTTP/1.1\r\n\r\n", 400},
           Row{"all addresses", "OPTIONS * HTTP/1.1\r\n\r\n", 400},
           Row{"a whole address", "GET http://127.0.0.1/hello HTTP/1.1\r\n\r\n", 404},
           Row{"a method in small letters", "get /hello HTTP/1.1\r\n\r\n", 404},
           Row{"a body where none belongs", "GET /hello HTTP/1.1\r\n" + length(3) + "\r\nabc", 413},
       }) {
    CAPTURE(row.name);
    CHECK(status_of(served.say(row.octets)) == row.status);
    CHECK(served.answered == 0);
  }
  CHECK(status_of(served.say(second)) == 200);
}

TEST_CASE("lines that end without CR are no lines", "[station][http]") {
  Served served;
  served.site.head_time = std::chrono::milliseconds(300);
  served.start();
  for (const char* octets : {"GET /hello HTTP/1.1\n\n", "GET /hello HTTP/1.1\nHost: x\n\n",
                             "GET /hello HTTP/1.1\r\nX: a\nY: b\r\n\r\n", "GET /hello HTTP/1.1\r\nX: a\n\r\n\r\n"}) {
    CAPTURE(octets);
    const std::string said = served.say(octets);
    CHECK((said.empty() || status_of(said) == 400));
    CHECK(served.answered == 0);
  }
}

TEST_CASE("what follows a request, or a body that was refused, is never a request", "[station][http]") {
  Served served;
  served.start();
  const std::string second = "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n";
  CHECK(status_of(served.say(second + second + second)) == 200);
  CHECK(served.answered == 1);
  CHECK(status_of(served.say(post(length(3), "abc" + second))) == 200);
  CHECK(served.answered == 2);
  CHECK(status_of(served.say(post(length(second.size()), second, "/closed"))) == 403);
  CHECK(status_of(served.say(post(length(second.size()), second, "/nothing"))) == 404);
  CHECK(status_of(served.say(post(length(Served::kMost + 1), second))) == 413);
  CHECK(served.answered == 2);
}

TEST_CASE("a peer that asks whether it may send its body is told before, or refused", "[station][http]") {
  Served served;
  served.start();
  const std::string head = length(3) + "Expect: 100-continue\r\n";
  Peer peer(served.port);
  peer.send(post(head, ""));
  CHECK(peer.some() == "HTTP/1.1 100 Continue\r\n\r\n");
  peer.send("abc");
  CHECK(body_of(peer.all()) == "abc");
  CHECK(status_of(served.say(post(head, "", "/closed"))) == 403);
  CHECK(status_of(served.say(post(length(Served::kMost + 1) + "Expect: 100-continue\r\n", ""))) == 413);
  // One that does not wait needs no word; an old one would not understand it.
  CHECK(status_of(served.say(post(head, "abc"))) == 200);
  CHECK(status_of(served.say("POST /echo HTTP/1.0\r\n" + head + "\r\nabc")) == 200);
}

TEST_CASE("headers and parameters are found by name", "[station][http]") {
  Request request;
  request.headers = {{"host", "a"}, {"Host", "b"}, {"X", ""}};
  CHECK(request.count("HOST") == 2);
  CHECK(request.header("Host") == "a");
  CHECK(request.count("X") == 1);
  CHECK(request.header("Hos").empty());
  request.query = "width=1&widths=2&&height=3=4&end";
  CHECK(request.parameter("width") == "1");
  CHECK(request.parameter("widths") == "2");
  CHECK(request.parameter("height") == "3=4");
  CHECK(request.parameter("end").empty());
  CHECK(request.parameter("idth").empty());
}

}  // namespace heyi::station::test
