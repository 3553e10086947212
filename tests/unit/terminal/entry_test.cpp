// The local entry: what a program may ask, and who may ask it.
#include "entry/entry.hpp"

#include <httplib.h>
#include <sys/stat.h>

#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "entry/server.hpp"
#include "program/settings.hpp"
#include "simulation/people.hpp"
#include "station/city/city.hpp"
#include "station/log.hpp"
#include "support/catch.hpp"
#include "support/fresh_folder.hpp"

namespace heyi::terminal {
namespace {

using nlohmann::json;

constexpr const char* kOrigin = "https://his.hospital";

/// Behind is a desk of the imaginary city behind the entry.
struct Behind {
  test::FreshFolder folder, visits;
  SystemRandom random;
  Time now = station::clock_now();
  station::City city{{people(now), "medical", {}}, now, random};
  Settings settings;
  std::unique_ptr<Equipment> equipment;

  Behind() {
    settings.state_folder = folder.path();
    settings.site = {"12370100495570303U", "T-01", "N0042"};
    settings.hl7_folder = visits.path();
    const RootPins roots = city.roots();
    equipment = std::make_unique<Equipment>(settings, &roots, [](const DeliveryEvent&) {});
    REQUIRE(equipment->keeper().apply(city.bundle(), now));
  }

  std::string code(const char* person) { return city.code_of(*city.person(person), station::clock_now()); }
  json call(const json& request) { return json::parse(Entry(*equipment).call(request.dump())); }
};

std::string reason_of(const json& answer) { return answer.at("error").at("reason").get<std::string>(); }

}  // namespace

TEST_CASE("a program has a code judged, and gets what the card says", "[terminal][entry]") {
  Behind behind;
  const json accepted = behind.call({{"op", "judge"}, {"text", behind.code("pensioner")}});
  CHECK(accepted.at("decision") == "accept");
  CHECK(accepted.at("visit").at("identity").at("name") == "王秀英");
  const json forged = behind.call({{"op", "judge"}, {"text", behind.code("forged")}});
  CHECK(forged.at("decision") == "reject");
  CHECK_FALSE(forged.contains("visit"));
  // What was typed into a page by a scanner is mended as a scanner's is.
  const json mended = behind.call({{"op", "judge"}, {"text", "]Q1" + behind.code("employee") + "\r\n"}});
  CHECK(mended.at("decision") == "accept");
  const json state = behind.call({{"op", "state"}});
  CHECK(state.at("ready") == true);
  CHECK(state.at("today").at("accepted") == 2);
  CHECK(state.at("today").at("refused") == 1);
}

TEST_CASE("a presenter's code waits for its confirmation", "[terminal][entry]") {
  Behind behind;
  const json asked = behind.call({{"op", "judge"}, {"text", behind.code("mother_with_child")}});
  CHECK(asked.at("decision") == "confirm");
  CHECK(behind.equipment->outbox().counts({})->waiting + behind.equipment->outbox().counts({})->delivered == 0);
  const json confirmed = behind.call({{"op", "confirm"}, {"visit_id", asked.at("visit_id")}});
  CHECK(confirmed.at("decision") == "accept");
  CHECK(behind.equipment->outbox().counts({})->waiting + behind.equipment->outbox().counts({})->delivered == 1);
  CHECK(reason_of(behind.call({{"op", "confirm"}, {"visit_id", asked.at("visit_id")}})) == "time.proof_stale");
}

TEST_CASE("a request that is none is an error with a reason", "[terminal][entry]") {
  Behind behind;
  Entry entry(*behind.equipment);
  const auto refused = [&](const std::string& request) { return reason_of(json::parse(entry.call(request))); };
  CHECK(refused("") == "claims.bad_json");
  CHECK(refused("[1,2]") == "claims.bad_json");
  CHECK(refused(std::string(1000, '[')) == "claims.bad_json");
  CHECK(refused("{}") == "claims.missing");
  CHECK(refused(R"({"op":1})") == "claims.wrong_type");
  CHECK(refused(R"({"op":"open the door"})") == "claims.unknown_code");
  CHECK(refused(R"({"op":"judge"})") == "claims.missing");
  CHECK(refused(R"({"op":"judge","text":7})") == "claims.wrong_type");
  CHECK(refused(R"({"op":"resend","visit_id":""})") == "claims.out_of_range");
  CHECK(refused(std::string(Entry::kMaxRequest + 1, ' ')) == "claims.too_long");
  CHECK(json::parse(entry.call("{\"op\":\"judge\",\"text\":\"\\u0000\\ud83d\"}")).contains("error"));
  CHECK(json::parse(entry.call(R"({"op":"resend","visit_id":"NO-SUCH"})")).at("resent") == 0);
}

TEST_CASE("the loopback server answers the hospital's page and programs that have the token", "[terminal][entry]") {
  Behind behind;
  Entry entry(*behind.equipment);
  const std::string file = behind.folder.path() + "/entry.token";
  const EntryServer server({0, {kOrigin}, file}, entry, behind.random);
  httplib::Client client("127.0.0.1", server.port());
  std::ifstream stream(file);
  std::string token;
  std::getline(stream, token);
  struct stat info{};
  REQUIRE(::stat(file.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);

  const auto status = [&](const httplib::Headers& headers, const char* type = "application/json",
                          const std::string& body = R"({"op":"state"})") {
    const httplib::Result result = client.Post("/call", headers, body, type);
    return result ? result->status : -1;
  };
  const std::string here = "127.0.0.1:" + std::to_string(server.port());
  CHECK(status({{"Origin", kOrigin}}) == 200);
  CHECK(status({{"X-Heyi-Token", token}}) == 200);
  CHECK(status({}) == 401);
  CHECK(status({{"X-Heyi-Token", std::string(32, '0')}}) == 401);
  CHECK(status({{"Origin", "https://evil.example"}, {"X-Heyi-Token", token}}) == 403);
  CHECK(status({{"Origin", "null"}, {"X-Heyi-Token", token}}) == 403);
  CHECK(status({{"Sec-Fetch-Site", "cross-site"}, {"X-Heyi-Token", token}}) == 403);
  // Two of them would leave open which one counts.
  CHECK(status({{"Origin", kOrigin}, {"Origin", "https://evil.example"}}) == 400);
  CHECK(status({{"X-Heyi-Token", token}, {"X-Heyi-Token", std::string(32, '0')}}) == 400);
  // A name that an attacker leads to this machine.
  CHECK(status({{"Host", "his.hospital:" + std::to_string(server.port())}, {"Origin", kOrigin}}) == 421);
  // What a page can send without asking first.
  CHECK(status({{"Origin", kOrigin}}, "text/plain") == 415);
  CHECK(status({{"X-Heyi-Token", token}}, "application/json", std::string(Entry::kMaxRequest + 1, ' ')) == 413);
  const httplib::Result nothing = client.Get("/");
  REQUIRE(nothing);
  CHECK(nothing->status == 404);
  const httplib::Result asked =
      client.Options("/call", {{"Origin", kOrigin}, {"Access-Control-Request-Method", "POST"}});
  REQUIRE(asked);
  CHECK(asked->status == 204);
  CHECK(asked->get_header_value("Access-Control-Allow-Origin") == kOrigin);
  const httplib::Result evil = client.Options("/call", {{"Origin", "https://evil.example"}});
  REQUIRE(evil);
  CHECK(evil->status == 403);
  CHECK_FALSE(evil->has_header("Access-Control-Allow-Origin"));
}

TEST_CASE("an origin that is none, or a port that is taken, ends the start", "[terminal][entry]") {
  Behind behind;
  Entry entry(*behind.equipment);
  const std::string file = behind.folder.path() + "/entry.token";
  for (const char* origin : {"*", "null", "his.hospital", "https://his.hospital/page", "https://"}) {
    CAPTURE(origin);
    CHECK_THROWS_AS(EntryServer({0, {origin}, file}, entry, behind.random), std::runtime_error);
  }
  const EntryServer first({0, {}, file}, entry, behind.random);
  CHECK_THROWS_AS(EntryServer({first.port(), {}, file}, entry, behind.random), std::runtime_error);
}

TEST_CASE("settings from JSON are those of the command line, and nothing else", "[terminal][entry]") {
  const Settings settings = settings_from_json(R"({"root":["a.pem"],"state":"s","organisation":"O","terminal":"T",
      "operator":"N","mllp":"his:2575","threshold":2,"test":true})")
                                .value();
  CHECK(check_settings(settings).empty());
  CHECK(settings.mllp == "his:2575");
  CHECK(settings.is_test);
  CHECK(settings_from_json(R"({"orgnisation":"O"})").error().reason == Reason::claims_unknown_field);
  CHECK(settings_from_json(R"({"threshold":"2"})").error().reason == Reason::claims_wrong_type);
  CHECK(settings_from_json("nothing").error().reason == Reason::claims_bad_json);
  Settings without = settings;
  without.site.organisation.clear();
  CHECK(check_settings(without).starts_with("--organisation"));
  without = settings;
  without.site.operator_code = "two words";
  CHECK(check_settings(without).starts_with("--operator"));
}

}  // namespace heyi::terminal
