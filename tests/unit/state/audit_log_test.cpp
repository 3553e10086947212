// The audit log as a file: what is appended stands there, whatever happens in between.
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <heyi/audit.hpp>
#include <iterator>

#include "support/catch.hpp"
#include "support/fixtures.hpp"
#include "support/fresh_folder.hpp"

namespace heyi::test {
namespace {

AuditEntry entry(std::string visit = {}, Time at = kNow) {
  AuditEntry one;
  one.at = at;
  one.decision = Decision::accept;
  one.reason = Reason::ok;
  one.trust = {kEnvironment, 3};
  one.visit = std::move(visit);
  return one;
}

struct Desk {
  FreshFolder folder;
  std::string file = folder.path() + "/audit.log";
  std::shared_ptr<const Signer> signer = std::make_shared<PrivateKey>(key(Party::terminal));

  std::unique_ptr<AuditLog> open(std::uint64_t lines_a_checkpoint = 64) {
    return AuditLog::open({file, "T-01", signer, lines_a_checkpoint}, kNow).value();
  }
  std::string text() const {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  AuditReport read(std::vector<AuditAnchor> anchors = {}) const {
    AuditReader reader({signer->public_key()}, std::move(anchors));
    const std::string whole = text();
    std::string_view rest = whole;
    for (std::size_t end; (end = rest.find('\n')) != std::string_view::npos; rest.remove_prefix(end + 1)) {
      reader.line(rest.substr(0, end));
    }
    return reader.finish(!rest.empty());
  }
};

}  // namespace

TEST_CASE("an audit log is whole after any number of starts, and only its owner may read it", "[audit]") {
  Desk desk;
  for (int start = 0; start < 3; ++start) {
    const auto log = desk.open();
    for (int i = 0; i < 5; ++i) REQUIRE(log->append(entry()));
    if (start == 1) REQUIRE(log->checkpoint(kNow));
  }
  const AuditReport report = desk.read();
  CHECK(report.findings.empty());
  CHECK(report.verdicts == 15);
  // At the first start; at the second, which found lines that none covered; and when asked.
  CHECK(report.checkpoints == 3);
  CHECK(report.after_checkpoint == 5);
  struct stat info{};
  REQUIRE(::stat(desk.file.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
}

TEST_CASE("checkpoints come by themselves, after lines and after time", "[audit]") {
  Desk desk;
  const auto log = desk.open(4);
  CHECK_FALSE(log->is_checkpoint_due(kNow + std::chrono::hours(1)));
  REQUIRE(log->append(entry()));
  CHECK_FALSE(log->is_checkpoint_due(kNow + std::chrono::seconds(599)));
  CHECK(log->is_checkpoint_due(kNow + std::chrono::seconds(600)));
  CHECK(log->is_checkpoint_due(kNow - std::chrono::seconds(1)));
  for (int i = 0; i < 3; ++i) REQUIRE(log->append(entry()));
  CHECK_FALSE(log->is_checkpoint_due(kNow + std::chrono::hours(1)));
  const AuditReport report = desk.read();
  CHECK(report.checkpoints == 2);
  CHECK(report.after_checkpoint == 0);
}

TEST_CASE("the half line that a power cut leaves goes, and the chain goes on", "[audit]") {
  Desk desk;
  REQUIRE(desk.open()->append(entry("V1")));
  std::ofstream(desk.file, std::ios::app | std::ios::binary) << R"({"n":3,"prev":"00)";
  CHECK(desk.read().findings.size() == 1);
  const auto log = desk.open();
  REQUIRE(log->append(entry("V2")));
  CHECK(desk.read().findings.empty());
  CHECK(log->tells_of("V1").value());
  CHECK(log->tells_of("V2").value());
  CHECK_FALSE(log->tells_of("V").value());
}

TEST_CASE("a file that is no log is not written to", "[audit]") {
  Desk desk;
  std::ofstream(desk.file) << "something else\n";
  const auto log = AuditLog::open({desk.file, "T-01", desk.signer}, kNow);
  REQUIRE_FALSE(log);
  CHECK(log.error().reason == Reason::audit_malformed);
  CHECK(desk.text() == "something else\n");
  CHECK(AuditLog::open({desk.folder.path(), "T-01", desk.signer}, kNow).error().reason == Reason::state_unavailable);
  CHECK(AuditLog::open({desk.file, "two words", desk.signer}, kNow).error().reason == Reason::claims_out_of_range);
}

TEST_CASE("a log that was removed or replaced while in use is not written to", "[audit]") {
  Desk desk;
  const auto log = desk.open();
  REQUIRE(log->append(entry("V1")));
  const std::string aside = desk.file + ".aside";
  std::filesystem::rename(desk.file, aside);
  const auto size = std::filesystem::file_size(aside);
  SECTION("it is gone") {}
  SECTION("by a folder") { std::filesystem::create_directory(desk.file); }
  SECTION("by another file") { std::ofstream(desk.file) << "x"; }
  SECTION("by a copy") { std::filesystem::copy_file(aside, desk.file); }
  const auto lost = log->append(entry("V2"));
  REQUIRE_FALSE(lost);
  CHECK(lost.error().reason == Reason::state_lost);
  CHECK(log->checkpoint(kNow).error().reason == Reason::state_lost);
  CHECK(std::filesystem::file_size(aside) == size);
  std::filesystem::remove(desk.file);
  std::filesystem::rename(aside, desk.file);
  REQUIRE(log->append(entry("V2")));
  CHECK(desk.read().findings.empty());
  CHECK(desk.read().verdicts == 2);
}

TEST_CASE("texts that could hold something else than codes are not logged", "[audit]") {
  Desk desk;
  const auto log = desk.open();
  AuditEntry bad = entry("V\",\"x\":\"1");
  CHECK(log->append(bad).error().reason == Reason::claims_out_of_range);
  bad = entry();
  bad.by = "王秀英";
  CHECK(log->append(bad).error().reason == Reason::claims_out_of_range);
  CHECK(desk.read().verdicts == 0);
}

TEST_CASE("processes append to one log, line by line", "[audit]") {
  Desk desk;
  desk.open();
  for (int child = 0; child < 3; ++child) {
    if (::fork() != 0) continue;
    const auto log = desk.open(16);
    bool is_done = true;
    for (int i = 0; i < 50; ++i) is_done = log->append(entry()).has_value() && is_done;
    ::_exit(is_done ? 0 : 1);
  }
  for (int child = 0; child < 3; ++child) {
    int status = -1;
    ::wait(&status);
    CHECK(status == 0);
  }
  const AuditReport report = desk.read();
  CHECK(report.findings.empty());
  CHECK(report.verdicts == 150);
}

TEST_CASE("a noted line finds what was cut off at the end, and what was written anew", "[audit]") {
  Desk desk;
  const auto log = desk.open();
  for (int i = 0; i < 3; ++i) REQUIRE(log->append(entry()));
  REQUIRE(log->checkpoint(kNow));
  const AuditReport before = desk.read();
  CHECK(desk.read({before.last}).findings.empty());
  // The last two lines go: what is left is a log that is whole.
  std::string text = desk.text();
  for (int i = 0; i < 2; ++i) text.resize(text.rfind('\n', text.size() - 2) + 1);
  std::ofstream(desk.file, std::ios::trunc | std::ios::binary) << text;
  CHECK(desk.read().findings.empty());
  const AuditReport cut = desk.read({before.last});
  REQUIRE(cut.findings.size() == 1);
  CHECK(cut.findings[0].reason == Reason::audit_removed);
  // A new line takes the old one's place.
  std::filesystem::remove(desk.file);
  const auto other = desk.open(1);
  for (int i = 0; i < 3; ++i) REQUIRE(other->append(entry({}, kNow + std::chrono::seconds(i))));
  const AuditReport anew = desk.read({before.last});
  REQUIRE(anew.findings.size() == 1);
  CHECK(anew.findings[0].reason == Reason::audit_altered);
}

TEST_CASE("a pseudonym's hash depends on the local key", "[audit]") {
  CountingRandom random;
  const AuditKey one = AuditKey::generate(random).value(), two = AuditKey::generate(random).value();
  const std::string hash = one.hash_of("Zb3kQ0aT9xYw").value();
  CHECK(hash.size() == 16);
  CHECK(AuditKey::from_hex(one.to_hex() + "\n").value().hash_of("Zb3kQ0aT9xYw").value() == hash);
  CHECK(two.hash_of("Zb3kQ0aT9xYw").value() != hash);
  CHECK(AuditKey::from_hex("abc").error().reason == Reason::key_bad_pem);
  CHECK(AuditKey::from_hex(" \n").error().reason == Reason::key_bad_pem);
}

}  // namespace heyi::test
