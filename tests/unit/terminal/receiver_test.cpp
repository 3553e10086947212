// The receiver as a whole, without sockets: what it takes, what it answers, and how it misbehaves.
#include <fstream>
#include <nlohmann/json.hpp>

#include "handover/message.hpp"
#include "receiver/hl7_in.hpp"
#include "receiver/hospital.hpp"
#include "support/catch.hpp"
#include "support/fresh_folder.hpp"
#include "support/terminal_visits.hpp"

namespace heyi::terminal::receiver {
namespace {

std::string hl7(const Visit& visit, Charset charset = Charset::utf8) {
  Hl7Settings settings;
  settings.charset = charset;
  settings.receiving_facility = "省立|亅医院";
  return *hl7_message(visit, settings, Systems::standard());
}

HttpRequest post(std::string body) { return {"POST", "/fhir", "application/fhir+json", std::move(body)}; }
std::string bundle(const Visit& visit) { return *fhir_bundle(visit, Systems::standard()); }

Faults faults(std::string_view text) {
  const std::optional<Faults> parsed = Faults::parse(text);
  REQUIRE(parsed);
  return *parsed;
}

}  // namespace

TEST_CASE("the receiver reads both charsets, and answers in the one it was asked in", "[receiver]") {
  Journal journal("");
  Hospital hospital({}, journal, {});
  const Hl7In utf8 = read_hl7(hl7(test::rare_visit())), gb = read_hl7(hl7(test::rare_visit(), Charset::gb18030));
  CHECK(utf8.name == test::rare_visit().identity->name);
  CHECK(gb.name == utf8.name);
  CHECK(hospital.take_hl7(hl7(test::rare_visit())).octets.find("|省立\\F\\亅医院|HEYI|") != std::string::npos);
  const std::string answer = hospital.take_hl7(hl7(test::rare_visit(), Charset::gb18030)).octets;
  CHECK(answer.find("|GB 18030-2000\rMSA|AA|RARE0000000000000001\r\x1c\r") != std::string::npos);
  CHECK(answer.find("\x81\x7c") != std::string::npos);
}

TEST_CASE("what is no HL7 is refused, and never makes the receiver fail", "[receiver]") {
  Journal journal("");
  Hospital hospital({}, journal, {});
  const std::string whole = hl7(test::full_visit(), GENERATE(Charset::utf8, Charset::gb18030));
  for (const std::string& octets :
       {std::string(), std::string("MSH"), std::string("MSH|^~\\&|"), std::string(5000, '|'),
        std::string("MSH|^~\\&|\xff\xff"), std::string("\0\0\0", 3)}) {
    CHECK(hospital.take_hl7(octets).octets.find("MSA|AR|") != std::string::npos);
  }
  for (std::size_t size = 0; size < whole.size(); size += 11) {
    const Reply reply = hospital.take_hl7(whole.substr(0, size));
    REQUIRE(reply.octets.find("MSA|A") != std::string::npos);
  }
}

TEST_CASE("the receiver takes a bundle, and knows it again", "[receiver]") {
  Journal journal("");
  Hospital hospital({}, journal, {});
  CHECK(hospital.take_http(post(bundle(test::usual_visit()))).octets.find("201 Created") != std::string::npos);
  CHECK(hospital.take_http(post(bundle(test::usual_visit()))).octets.find("200 OK\"") != std::string::npos);
}

TEST_CASE("what is no transaction is answered with 400", "[receiver]") {
  Journal journal("");
  Hospital hospital({}, journal, {});
  for (const char* body : {"", "[", "[]", "null", "1", "{}", R"({"resourceType":"Bundle","type":"transaction"})",
                           R"({"resourceType":"Bundle","type":"transaction","identifier":{"value":"A"},"entry":[]})",
                           R"({"resourceType":"Bundle","type":"transaction","identifier":{"value":"A"},"entry":[1]})",
                           R"({"resourceType":"Bundle","type":"transaction","identifier":[],"entry":{"a":[]}})"}) {
    INFO(body);
    CHECK(hospital.take_http(post(body)).octets.substr(0, 12) == "HTTP/1.1 400");
  }
  CHECK(hospital.take_http(post(std::string(500000, '['))).octets.substr(0, 12) == "HTTP/1.1 400");
  CHECK(hospital.take_http({"GET", "/fhir", "", ""}).octets.substr(0, 12) == "HTTP/1.1 405");
  CHECK(hospital.take_http({"POST", "/", "", ""}).octets.substr(0, 12) == "HTTP/1.1 404");
  CHECK(hospital.take_http({"POST", "/fhir", "text/plain", ""}).octets.substr(0, 12) == "HTTP/1.1 415");
}

TEST_CASE("the log holds the octets before the answer is given", "[receiver]") {
  const test::FreshFolder folder;
  Journal journal(folder.path() + "/log");
  Hospital hospital(faults("refuse:1"), journal, {});
  const std::string message = hl7(test::usual_visit());
  CHECK(hospital.take_hl7(message).octets.find("MSA|AR|") != std::string::npos);
  CHECK(hospital.take_hl7(message).octets.find("MSA|AA|") != std::string::npos);
  std::ifstream file(folder.path() + "/log");
  std::string first, second, none;
  std::getline(file, first);
  std::getline(file, second);
  CHECK_FALSE(std::getline(file, none));
  const auto refused = nlohmann::json::parse(first), taken = nlohmann::json::parse(second);
  CHECK(refused["answer"] == "refuse");
  CHECK(refused["taken"] == false);
  CHECK(taken["taken"] == true);
  CHECK(taken["again"] == false);
  CHECK(taken["id"] == "ZZZZZZZZZZZZZZZZZZZZ");
  CHECK(taken["size"] == message.size());
  CHECK(taken["octets"] == base64(message));
}

TEST_CASE("a message that cannot be logged is not acknowledged", "[receiver]") {
  Journal journal("/dev/full");
  Hospital hospital({}, journal, {});
  CHECK(hospital.take_hl7(hl7(test::usual_visit())).octets.find("MSA|AE|") != std::string::npos);
  CHECK(hospital.take_http(post(bundle(test::usual_visit()))).octets.substr(0, 12) == "HTTP/1.1 500");
}

TEST_CASE("base64 is that of RFC 4648", "[receiver]") {
  CHECK(base64("") == "");
  CHECK(base64("foob") == "Zm9vYg==");
  CHECK(base64("fooba") == "Zm9vYmE=");
  CHECK(base64("foobar") == "Zm9vYmFy");
  CHECK(base64("\xfb\xff\xfe") == "+//+");
}

TEST_CASE("faults meet as many messages as they say", "[receiver]") {
  Faults refuse = faults("refuse:2"), busy = faults("busy"), all = faults("drop"), late = faults("delay:50");
  CHECK(refuse.next().behaviour == Behaviour::refuse);
  CHECK(refuse.next().behaviour == Behaviour::refuse);
  CHECK(refuse.next().behaviour == Behaviour::accept);
  CHECK(busy.next().behaviour == Behaviour::busy);
  CHECK(busy.next().behaviour == Behaviour::accept);
  for (int count = 0; count < 10; ++count) CHECK(all.next().behaviour == Behaviour::drop);
  CHECK(late.next().delay == std::chrono::milliseconds(50));
  CHECK(late.next().behaviour == Behaviour::delay);
}

TEST_CASE("random faults are the same for the same seed, and let every message through in the end", "[receiver]") {
  Faults one = faults("random:7"), same = faults("random:7");
  int accepted = 0, refused = 0;
  for (int count = 0; count < 1000; ++count) {
    const Behaviour behaviour = one.next().behaviour;
    REQUIRE(behaviour == same.next().behaviour);
    accepted += behaviour == Behaviour::accept;
    refused += behaviour == Behaviour::refuse || behaviour == Behaviour::error || behaviour == Behaviour::bad_request;
  }
  CHECK(accepted > 400);
  CHECK(refused == 0);
}

TEST_CASE("a fault that is none is not taken for one", "[receiver]") {
  CHECK_FALSE(Faults::parse(GENERATE("", "refused", "refuse:", "refuse:x", "refuse:-1", "delay",
                                     "delay:", "delay:3600001", "busy:1:2", "busy:99999999999999999999", ":1")));
}

TEST_CASE("a shown message is masked, and cannot reach the terminal", "[receiver]") {
  CHECK(shown_line({"mllp", "accept", "ID", "王小英", "11010519491231002X", false}) ==
        "HL7   ID  王*  …002X  已接收 received");
  CHECK(shown_line({"fhir", "busy", "A\x1b[2J", "\x1b[2J", "1234\x07\x1b\x1b\x1b\x1b", true}) ==
        "FHIR  A?[2J  *  …????  故障 fault: busy (重复 again)");
}

}  // namespace heyi::terminal::receiver
