// What goes wrong around an outbox: a damaged file, a full disk, one that is removed; and that nothing is left behind.
#include <signal.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>

#include "outbox/database.hpp"
#include "outbox/outbox.hpp"
#include "support/catch.hpp"
#include "support/fresh_folder.hpp"
#include "unit/terminal/child.hpp"
#include "unit/terminal/eventually.hpp"

namespace heyi::terminal {
namespace {

namespace fs = std::filesystem;

using test::in_child;
using test::status_of;

constexpr Time kNow = from_unix(1795600000);

Result<bool> put(Outbox& outbox, const std::string& id, const std::string& payload) {
  const std::array<NewLetter, 2> letters = {{{"his", payload}, {"fhir", payload}}};
  return outbox.put(id, kNow, letters, "note");
}

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write(const std::string& path, const std::string& octets) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << octets;
}

}  // namespace

TEST_CASE("soon after delivery no octet of a payload is left in any file", "[terminal][outbox]") {
  const test::FreshFolder folder;
  auto outbox = *Outbox::open(folder.path());
  std::mt19937 random(7);
  std::set<std::int64_t> living;
  int made = 0;
  const auto text_of = [](int number) { return std::to_string(100'000'000 + number) + "王小明"; };
  const auto letter_of = [&](int number) {
    std::string text;
    while (text.size() < 100 + static_cast<std::size_t>(number) * 37 % 6000) text += text_of(number);
    return text;
  };
  for (int step = 0; step < 300; ++step) {
    if (random() % 100 < 55 || living.empty()) {
      const std::array<NewLetter, 1> letters = {{{"his", letter_of(++made)}}};
      REQUIRE(outbox->put(std::to_string(made), kNow, letters, "note"));
      living.insert(made);
      continue;
    }
    auto one = living.begin();
    std::advance(one, random() % living.size());
    REQUIRE(outbox->delivered(*one, kNow));
    living.erase(one);
  }
  int left = 0, there = 0;
  const auto look = [&] {
    std::string octets;
    for (const auto& file : fs::directory_iterator(folder.path())) octets += read(file.path().string());
    left = there = 0;
    for (int number = 1; number <= made; ++number) {
      const bool is_found = octets.find(text_of(number)) != std::string::npos;
      if (living.contains(number)) there += is_found ? 1 : 0;
      if (!living.contains(number)) left += is_found ? 1 : 0;
    }
  };
  // As the dispatcher does, which asks once a second at least.
  const bool is_gone = test::eventually([&] {
    const bool is_asked = outbox->next("his", kNow).has_value();
    look();
    return is_asked && left == 0;
  });
  CHECK(is_gone);
  CHECK(left == 0);
  CHECK(there == static_cast<int>(living.size()));
}

TEST_CASE("a payload that could not leave the log at once leaves it later", "[terminal][outbox]") {
  const test::FreshFolder folder;
  auto outbox = *Outbox::open(folder.path());
  REQUIRE(put(*outbox, "A", "secret secret"));
  {
    // Another process reads.
    const Result<Database> other = Database::open(folder.path() + "/outbox.db");
    REQUIRE(other);
    REQUIRE(other->execute("BEGIN; SELECT count(*) FROM letter"));
    REQUIRE(outbox->delivered(1, kNow));
    REQUIRE(outbox->delivered(2, kNow));
    CHECK(fs::file_size(folder.path() + "/outbox.db-wal") > 0);
    REQUIRE(other->execute("COMMIT"));
  }
  REQUIRE(outbox->next("his", kNow));
  CHECK(fs::file_size(folder.path() + "/outbox.db-wal") == 0);
  CHECK(read(folder.path() + "/outbox.db").find("secret") == std::string::npos);
}

TEST_CASE("a damaged outbox is told of and left as it is", "[terminal][outbox]") {
  const test::FreshFolder folder;
  const std::string file = folder.path() + "/outbox.db";
  {
    auto outbox = *Outbox::open(folder.path());
    for (int i = 0; i < 50; ++i) REQUIRE(put(*outbox, std::to_string(i), std::string(3000, 'x')));
  }
  std::string octets = read(file);
  REQUIRE(octets.size() > 100'000);
  SECTION("no database at all") { octets = std::string(20'000, 'z'); }
  SECTION("its head") { octets.replace(0, 16, 16, 'z'); }
  SECTION("cut off") { octets.resize(octets.size() / 2); }
  SECTION("pages of zeros") { std::fill(octets.begin() + 4096, octets.begin() + 40'960, '\0'); }
  SECTION("another program's database") {
    octets.clear();
    fs::remove(file);
    write(file, "");
    const Result<Database> other = Database::open(file);
    REQUIRE(other);
    REQUIRE(other->execute("CREATE TABLE other(x); INSERT INTO other VALUES(1)"));
    octets = read(file);
  }
  write(file, octets);
  const auto opened = Outbox::open(folder.path());
  REQUIRE_FALSE(opened);
  CHECK(opened.error().reason == Reason::state_damaged);
  CHECK(read(file).substr(100) == octets.substr(100));
}

TEST_CASE("the log of a damaged outbox is left as it is", "[terminal][outbox]") {
  const test::FreshFolder folder, copy;
  const std::string file = "/outbox.db", log = "/outbox.db-wal";
  {
    REQUIRE(put(**Outbox::open(folder.path()), "A", std::string(100'000, 'x')));
  }
  auto outbox = *Outbox::open(folder.path());
  REQUIRE(put(*outbox, "B", "in the log"));
  std::string octets = read(folder.path() + file);
  const std::string beside = read(folder.path() + log);
  REQUIRE((octets.size() > 150'000 && !beside.empty()));
  // Of a page that the log does not hold.
  octets.replace(octets.size() - 4096, 4, 4, 'z');
  write(copy.path() + file, octets);
  write(copy.path() + log, beside);
  const auto opened = Outbox::open(copy.path());
  REQUIRE_FALSE(opened);
  CHECK(opened.error().reason == Reason::state_damaged);
  CHECK(read(copy.path() + file) == octets);
  CHECK(read(copy.path() + log) == beside);
}

TEST_CASE("a log without its file is damage, not a new outbox", "[terminal][outbox]") {
  const test::FreshFolder folder, copy;
  auto outbox = *Outbox::open(folder.path());
  REQUIRE(put(*outbox, "A", "x"));
  const std::string log = read(folder.path() + "/outbox.db-wal");
  REQUIRE_FALSE(log.empty());
  write(copy.path() + "/outbox.db-wal", log);
  SECTION("the file is empty") { write(copy.path() + "/outbox.db", ""); }
  SECTION("there is none") {}
  const auto opened = Outbox::open(copy.path());
  REQUIRE_FALSE(opened);
  CHECK(opened.error().reason == Reason::state_damaged);
  CHECK(read(copy.path() + "/outbox.db-wal") == log);
}

TEST_CASE("an outbox of a newer version is not touched", "[terminal][outbox]") {
  const test::FreshFolder folder;
  {
    auto outbox = *Outbox::open(folder.path());
  }
  {
    const Result<Database> other = Database::open(folder.path() + "/outbox.db");
    REQUIRE(other);
    REQUIRE(other->execute("PRAGMA user_version=2"));
  }
  const auto opened = Outbox::open(folder.path());
  REQUIRE_FALSE(opened);
  CHECK(opened.error().reason == Reason::state_unavailable);
}

TEST_CASE("an outbox that was removed while in use takes nothing more", "[terminal][outbox]") {
  const test::FreshFolder folder;
  auto outbox = *Outbox::open(folder.path());
  REQUIRE(put(*outbox, "A", "x"));
  fs::rename(folder.path() + "/outbox.db", folder.path() + "/elsewhere.db");
  const Result<bool> done = put(*outbox, "B", "x");
  REQUIRE_FALSE(done);
  CHECK(done.error().reason == Reason::state_lost);
}

TEST_CASE("a full disk stores nothing by halves, and is over when there is room", "[terminal][outbox]") {
  const test::FreshFolder folder;
  // No file of the child grows beyond the limit, as if the disk were full.
  const pid_t child = in_child([&] {
    ::signal(SIGXFSZ, SIG_IGN);
    const auto outbox = Outbox::open(folder.path());
    if (!outbox) return 10;
    if (const Result<bool> done = put(**outbox, "A", "x"); !done || !*done) return 11;
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    const rlim_t before = limit.rlim_cur;
    limit.rlim_cur = 120'000;
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const Result<bool> done = put(**outbox, "B", std::string(150'000, 'b'));
    if (done || done.error().reason != Reason::state_unavailable) return 12;
    if ((*outbox)->counts({})->waiting != 2 || (*outbox)->notes()->size() != 1) return 13;
    if (const Result<void> sent = (*outbox)->delivered(1, kNow); !sent) return 14;
    limit.rlim_cur = before;
    ::setrlimit(RLIMIT_FSIZE, &limit);
    if (const Result<bool> again = put(**outbox, "B", std::string(150'000, 'b')); !again || !*again) return 15;
    return 0;
  });
  CHECK(status_of(child) == 0);
  auto outbox = *Outbox::open(folder.path());
  const Counts counts = *outbox->counts({});
  CHECK((counts.waiting == 3 && counts.delivered == 1));
}

}  // namespace heyi::terminal
