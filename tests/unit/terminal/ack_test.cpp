// Acknowledgements: what delivers, what refuses, and what is none.
#include "outbox/ack.hpp"

#include "support/catch.hpp"

namespace heyi::terminal {
namespace {

using Kind = Delivery::Kind;

constexpr const char* kId = "ABCDEFGHIJ0123456789";

std::string framed(const std::string& message) { return "\x0b" + message + "\x1c\r"; }

std::string ack(const std::string& code, const std::string& id = kId, const std::string& more = {}) {
  return "MSH|^~\\&|HIS|WARD|HEYI|DESK|20261126150000||ACK^A04^ACK|77|P|2.5\rMSA|" + code + "|" + id + more + "\r";
}

std::optional<Delivery> read(const std::string& octets) { return AckReader(kId).take(octets); }

}  // namespace

TEST_CASE("AA and CA deliver, AE, AR, CE and CR refuse", "[terminal][ack]") {
  for (const char* code : {"AA", "CA"}) CHECK(read(framed(ack(code)))->kind == Kind::delivered);
  for (const char* code : {"AE", "AR", "CE", "CR"}) {
    const auto said = read(framed(ack(code)));
    REQUIRE(said);
    CHECK((said->kind == Kind::refused && said->why == code));
  }
}

TEST_CASE("a refusal says code and place, and nothing that a person wrote", "[terminal][ack]") {
  struct Row {
    std::string more, why;
  };
  const std::vector<Row> rows = {
      {"|王小明 is unknown|||207^Application error^HL70357", "AE 207"},
      {"\rERR||PID^1^3^1^1|101^Required field missing^HL70357|E|||11010519491231002X", "AE 101 at PID^1^3^1^1"},
      {"\rERR||PID^1^11010519491231002X|102", "AE 102 at PID^1"},
      {"\rERR||王小明|11010519491231002X|E", "AE"},
      {"\rERR|||zhangsan", "AE"},
      {"\rERR||PV1|\rERR||PID^1|103", "AE at PV1"},
      {"|||| |100^^", "AE"},
      {"\nERR||NK1^2|204", "AE"},
      {"\r\nERR||NK1^2|204\r\n", "AE 204 at NK1^2"},
  };
  for (const Row& row : rows) {
    INFO(row.more);
    const auto said = read(framed(ack("AE", kId, row.more)));
    REQUIRE(said);
    CHECK((said->kind == Kind::refused || row.more[0] == '\n'));
    if (row.more[0] != '\n') CHECK(said->why == row.why);
  }
}

TEST_CASE("the answer's own separators count", "[terminal][ack]") {
  const auto said = read(framed("MSH#*~\\&#HIS\rMSA#AE#" + std::string(kId) + "\rERR##PID*1*5#101*x\r"));
  REQUIRE(said);
  CHECK((said->kind == Kind::refused && said->why == "AE 101 at PID^1^5"));
}

TEST_CASE("what acknowledges nothing, twice, or another message is a failure", "[terminal][ack]") {
  const std::string id = kId;
  for (const std::string& message : {std::string(),
                                     std::string("MSH"),
                                     std::string("MSH|"),
                                     std::string("MSH|^~\\&\r"),
                                     std::string("MSA|AA|") + id,
                                     "MSH||~\\&|\rMSA|AA|" + id,
                                     "MSHAB~\\&\rMSAAAAA" + id,
                                     "XSH|^~\\&\rMSA|AA|" + id,
                                     ack("AA", "OTHER"),
                                     ack("AA", id + "0"),
                                     ack("AA", id.substr(1)),
                                     ack("AA", ""),
                                     ack("AA", " " + id),
                                     ack("AA", id + "^1"),
                                     ack("AB"),
                                     ack(""),
                                     ack("aa"),
                                     ack("AA "),
                                     ack("AE", id, "\rMSA|AA|" + id),
                                     "MSH|^~\\&\rMSA|AA\r" + id}) {
    INFO(message);
    const auto said = read(framed(message));
    REQUIRE(said);
    CHECK(said->kind == Kind::failed);
    CHECK_FALSE(said->why.empty());
  }
  CHECK(AckReader("").take(framed(ack("AA", "")))->kind == Kind::failed);
}

TEST_CASE("what is not framed is a failure at its first wrong octet", "[terminal][ack]") {
  CHECK(read("M")->kind == Kind::failed);
  CHECK(read("\r" + framed(ack("AA")))->kind == Kind::failed);
  CHECK(read("\x0b" + framed(ack("AA")))->kind == Kind::failed);
  CHECK(read("\x0b" + ack("AA") + "\x1c\n")->kind == Kind::failed);
  CHECK(read("\x0b" + ack("AA") + "\x1c\x1c\r")->kind == Kind::failed);
  CHECK_FALSE(read(""));
  CHECK_FALSE(read("\x0b"));
  CHECK_FALSE(read("\x0b" + ack("AA")));
  CHECK_FALSE(read("\x0b" + ack("AA") + "\x1c"));
}

TEST_CASE("an answer has at most 64 KiB", "[terminal][ack]") {
  const std::string most = ack("AA") + std::string(AckReader::kMaxFrame - ack("AA").size(), 'x');
  CHECK(read(framed(most))->kind == Kind::delivered);
  CHECK(read("\x0b" + most + "x")->kind == Kind::failed);
}

TEST_CASE("only an answer that stands alone leaves the connection fit for more", "[terminal][ack]") {
  const auto may_go_on = [](const std::string& octets) {
    AckReader reader(kId);
    static_cast<void>(reader.take(octets));
    return reader.may_go_on();
  };
  CHECK(may_go_on(framed(ack("AA"))));
  CHECK(may_go_on(framed(ack("AE"))));
  CHECK_FALSE(may_go_on(framed(ack("AA")) + "\r"));
  CHECK_FALSE(may_go_on(framed(ack("AA")) + framed(ack("AA"))));
  CHECK_FALSE(may_go_on(framed(ack("CA"))));
  CHECK_FALSE(may_go_on(framed(ack("AA", "OTHER"))));
  CHECK_FALSE(may_go_on("\x0b" + ack("AA")));
}

TEST_CASE("it does not matter how an answer is cut", "[terminal][ack]") {
  for (const std::string& octets : {framed(ack("AA")), framed(ack("AE", kId, "\rERR||PID^1|101")),
                                    framed(ack("CA")) + framed(ack("AA")), framed(ack("AA", "OTHER")), ack("AA")}) {
    AckReader whole(kId), cut(kId);
    const auto said = whole.take(octets);
    std::optional<Delivery> last;
    for (const char octet : octets) last = cut.take({&octet, 1});
    REQUIRE(said.has_value() == last.has_value());
    CHECK((said->kind == last->kind && said->why == last->why));
    CHECK(whole.may_go_on() == cut.may_go_on());
  }
}

}  // namespace heyi::terminal
