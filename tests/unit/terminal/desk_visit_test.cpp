// From a code to a visit: every claim that was issued arrives in its field, under a name that the code always has.
#include "card/pack.hpp"
#include "desk/visit_of.hpp"
#include "unit/terminal/desk_setting.hpp"

namespace heyi::terminal {
namespace {

using test::DeskSetting;

// Compared with what the simulation's people were issued: samples/terminal/simulation/people.cpp.
void check(const Coded& coded, std::int64_t code, const char* table) {
  CHECK(coded.code == code);
  CHECK(coded.name.zh == CodeTables::standard().name(table, code, Language::zh));
  CHECK(coded.name.en == CodeTables::standard().name(table, code, Language::en));
  CHECK_FALSE(coded.name.zh.empty());
}

bool is_id(const std::string& id) {
  return id.size() == 20 && id.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUV") == std::string::npos;
}

}  // namespace

TEST_CASE("all claims of a code are in its visit", "[terminal][desk]") {
  DeskSetting setting;
  const Visit visit = *setting.judge(setting.code("mother_with_child")).view.visit;
  CHECK(visit.at == setting.now);
  CHECK(visit.site.organisation == "12370100495570303U");
  CHECK(visit.site.terminal == "T-01");
  CHECK(visit.site.operator_code == "N0042");
  CHECK(visit.person.size() == 12);
  CHECK_FALSE(visit.is_stale);
  REQUIRE(visit.identity);
  check(visit.identity->document_type, 1, "document_types");
  CHECK(visit.identity->document_number == "370102202111200046");
  CHECK(visit.identity->name == "周小雨");
  REQUIRE(visit.identity->sex);
  check(*visit.identity->sex, 2, "sexes");
  CHECK(visit.identity->birth_date == "2021-11-20");
  REQUIRE(visit.social_security);
  CHECK(visit.social_security->issuer == "JN-HRSS");
  CHECK(visit.social_security->card_number == "370100E77T90");
  CHECK(visit.social_security->issuing_area == "370100");
  CHECK(visit.social_security->insured_area == "370102");
  CHECK(visit.social_security->pooling_area == "370100");
  CHECK(visit.social_security->valid_until.size() == 10);
  REQUIRE(visit.social_security->coverages.size() == 1);
  check(visit.social_security->coverages[0].type, 390, "insurance_types");
  check(visit.social_security->coverages[0].state, 1, "coverage_states");
  CHECK(visit.social_security->coverages[0].since.empty());
  REQUIRE(visit.health_card);
  CHECK(visit.health_card->issuer == "JN-HC");
  CHECK(visit.health_card->index == "0C1D2E3F405162738495A6B7C8D9EAFB");
  CHECK(visit.health_card->issuing_area == "370100");
  CHECK(visit.health_card->organisation.empty());
  REQUIRE(visit.doses.size() == 2);
  CHECK(visit.doses[0].product == "DTaP");
  CHECK(visit.doses[0].number == 4);
  CHECK(visit.doses[0].date == "2023-07-15");
  CHECK(visit.doses[0].trace_code == "81234567890123456784");
  CHECK(visit.doses[0].lot.empty());
  CHECK(visit.doses[1].product == "HepB");
  CHECK(visit.doses[1].number == 3);
  CHECK(visit.doses[1].date == "2022-05-20");
  CHECK(visit.doses[1].trace_code == "82234567890123456783");
  REQUIRE(visit.presenter);
  CHECK(visit.presenter->name == "周敏");
  check(visit.presenter->relation, 2, "relations");
  CHECK(visit.presenter->valid_until == format_time(setting.now + Seconds{365 * 24 * 3600}).substr(0, 10));
}

TEST_CASE("what a code does not show is not in its visit", "[terminal][desk]") {
  DeskSetting setting;
  const Visit visit = *setting.judge(setting.code("employee")).view.visit;
  CHECK(visit.identity->name == "李建国");
  check(*visit.identity->sex, 1, "sexes");
  REQUIRE(visit.social_security->coverages.size() == 2);
  check(visit.social_security->coverages[0].type, 310, "insurance_types");
  check(visit.social_security->coverages[1].type, 510, "insurance_types");
  CHECK(visit.doses.empty());
  CHECK_FALSE(visit.presenter);
}

TEST_CASE("a code has one name, at every terminal and each time it is scanned", "[terminal][desk]") {
  DeskSetting setting;
  const std::string code = setting.code("pensioner");
  const std::string id = setting.judge(code).view.visit->id;
  CHECK(is_id(id));
  CHECK(setting.judge(code).view.visit->id == id);
  CHECK(setting.judge(setting.code("pensioner", setting.now - Seconds{1})).view.visit->id != id);
  // Another terminal of the city, and the plain form of the code, which an app may show as well.
  const Bytes packed = *decode_text(code);
  REQUIRE(packed[0] == card::kPackedMark);
  const std::string plain = encode_text(*card::unpack(packed));
  REQUIRE(plain.size() > code.size());
  const test::FreshFolder folder;
  const auto keeper =
      *station::Keeper::open({setting.city.roots(), folder.path(), Policy::hospital(), {}}, setting.now);
  REQUIRE(keeper->apply(setting.city.bundle(), setting.now));
  const auto outbox = *Outbox::open(folder.path());
  const auto secrets = *load_secrets(folder.path(), setting.random);
  const auto log = *AuditLog::open({folder.path() + "/audit.log", "T-02", secrets.signer}, setting.now);
  Desk other({}, *keeper, *outbox, *log, *AuditKey::generate(setting.random));
  CHECK(other.judge({plain, {}, false, "test", {}}, setting.now + Seconds{30}).view.visit->id == id);
  CHECK(other.judge({code, {}, false, "test", {}}, setting.now + Seconds{31}).view.outcome == Outcome::repeated);
  CHECK(setting.judge(plain).view.outcome == Outcome::repeated);
}

TEST_CASE("a name is the first hundred bits of the code's key", "[terminal][desk]") {
  ReplayKey key{};
  CHECK(visit_id(key) == "00000000000000000000");
  key.fill(0xff);
  CHECK(visit_id(key) == "VVVVVVVVVVVVVVVVVVVV");
  for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<std::uint8_t>(17 * i + 3);
  CHECK(visit_id(key) == "0CA2ADI7B1KNL2SSLMVC");
  const std::string id = visit_id(key);
  key[12] ^= 0x0f;
  CHECK(visit_id(key) == id);
  key[12] ^= 0x10;
  CHECK(visit_id(key) != id);
}

}  // namespace heyi::terminal
