// What a FHIR server's answer means, by its status and by what stands in it.
#include "outbox/fhir_answer.hpp"

#include "support/catch.hpp"

namespace heyi::terminal {
namespace {

using Kind = Delivery::Kind;

std::string bundle(const std::string& entries, const std::string& type = "transaction-response") {
  return R"({"resourceType": "Bundle", "type": ")" + type + R"(", "entry": [)" + entries + "]}";
}

std::string entry(const std::string& status, const std::string& outcome = "null") {
  return R"({"response": {"status": ")" + status + R"(", "outcome": )" + outcome + "}}";
}

std::string outcome(const std::string& code) {
  return R"({"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": ")" + code +
         R"(", "diagnostics": "王小明", "details": {"text": "11010519491231002X"}}]})";
}

}  // namespace

TEST_CASE("2xx delivers, 4xx refuses but for those that pass, the rest fails", "[terminal][fhir]") {
  for (const int status : {200, 201, 202, 204, 299}) CHECK(judge_fhir_answer(status, "").kind == Kind::delivered);
  for (const int status : {400, 404, 405, 409, 410, 412, 415, 422, 499}) {
    const Delivery said = judge_fhir_answer(status, "");
    CHECK((said.kind == Kind::refused && said.why == "HTTP " + std::to_string(status)));
  }
  for (const int status : {0, 100, 199, 301, 302, 304, 401, 403, 408, 425, 429, 500, 502, 503, 504, 599}) {
    const Delivery said = judge_fhir_answer(status, "");
    CHECK((said.kind == Kind::failed && said.why == "HTTP " + std::to_string(status)));
  }
}

TEST_CASE("the entries of a response count, whatever the whole says", "[terminal][fhir]") {
  struct Row {
    std::string body;
    Kind kind;
    std::string why;
  };
  const std::string fine = entry("201 Created"), fine_too = entry("200");
  const std::vector<Row> rows = {
      {bundle(fine + "," + fine_too), Kind::delivered, ""},
      {bundle(""), Kind::delivered, ""},
      {bundle(fine + "," + entry("422 Unprocessable", outcome("required"))), Kind::refused, "entry 2: 422 required"},
      {bundle(entry("400") + "," + entry("503"), "batch-response"), Kind::failed, "entry 2: 503"},
      {bundle(entry("503") + "," + entry("400")), Kind::failed, "entry 1: 503"},
      {bundle(entry("404", outcome("not-found")) + "," + entry("400")), Kind::refused, "entry 1: 404 not-found"},
      {bundle(entry("2000")), Kind::failed, "entry 1: 0"},
      {bundle(entry("")), Kind::failed, "entry 1: 0"},
      {bundle(R"({"resource": {"resourceType": "Patient"}})"), Kind::delivered, ""},
      // What is no answer to a transaction has no entries that count.
      {bundle(entry("503"), "searchset"), Kind::delivered, ""},
      {outcome("informational"), Kind::delivered, ""},
      {R"({"resourceType": "Bundle", "type": "batch-response", "entry": {"0": 1}})", Kind::delivered, ""},
  };
  for (const Row& row : rows) {
    INFO(row.body);
    const Delivery said = judge_fhir_answer(200, row.body);
    CHECK(said.kind == row.kind);
    CHECK(said.why == row.why);
  }
}

TEST_CASE("a 200 of something that is no FHIR server does not deliver", "[terminal][fhir]") {
  for (const std::string& body :
       {std::string("<html>Log in to the network</html>"), std::string("{}"), std::string("[]"), std::string("ok"),
        std::string(R"({"resourceType": 5})"), std::string(R"({"resourceType": "Bundle")"), std::string("\xff\xfe")}) {
    INFO(body);
    const Delivery said = judge_fhir_answer(200, body);
    CHECK((said.kind == Kind::failed && said.why == "HTTP 200 without a FHIR resource"));
  }
}

TEST_CASE("codes of issues are told, and nothing that a person wrote", "[terminal][fhir]") {
  CHECK(judge_fhir_answer(422, outcome("business-rule")).why == "HTTP 422 business-rule");
  CHECK(judge_fhir_answer(422, outcome("11010519491231002X")).why == "HTTP 422");
  CHECK(judge_fhir_answer(422, outcome("zhang-san")).why == "HTTP 422");
  const std::string issue = R"({"code": "invalid"})";
  const std::string many = R"({"resourceType": "OperationOutcome", "issue": [5, null, )" + issue + "," + issue + "," +
                           issue + "," + issue + "]}";
  CHECK(judge_fhir_answer(400, many).why == "HTTP 400 invalid invalid invalid");
  CHECK(judge_fhir_answer(400, R"({"resourceType": "OperationOutcome", "issue": "invalid"})").why == "HTTP 400");
}

TEST_CASE("an answer of brackets alone ends nothing", "[terminal][fhir]") {
  for (const char* open : {"[", "{\"a\":", "[[],"}) {
    std::string deep;
    while (deep.size() < 200'000) deep += open;
    CHECK(judge_fhir_answer(400, deep).kind == Kind::refused);
    CHECK(judge_fhir_answer(200, deep).kind == Kind::failed);
  }
  std::string whole = std::string(100'000, '[') + std::string(100'000, ']');
  CHECK(judge_fhir_answer(200, whole).kind == Kind::failed);
}

}  // namespace heyi::terminal
