// The outbox: put once, sent in order, parked, resent, forgotten; and the same after it was closed.
#include "outbox/outbox.hpp"

#include <sys/stat.h>

#include <array>
#include <thread>

#include "outbox/database.hpp"
#include "support/catch.hpp"
#include "support/fresh_folder.hpp"

namespace heyi::terminal {
namespace {

constexpr Time kNow = from_unix(1795600000);
constexpr Seconds kDay{24 * 60 * 60};

std::unique_ptr<Outbox> open(const test::FreshFolder& folder) {
  Result<std::unique_ptr<Outbox>> opened = Outbox::open(folder.path());
  REQUIRE(opened);
  return *std::move(opened);
}

bool put(Outbox& outbox, const std::string& id, Time now = kNow) {
  const std::array<NewLetter, 2> letters = {{{"his", "hl7 of " + id}, {"fhir", "bundle of " + id}}};
  const Result<bool> done = outbox.put(id, now, letters, "note of " + id);
  REQUIRE(done);
  return *done;
}

std::optional<Letter> next(Outbox& outbox, Time now = kNow, const std::string& destination = "his") {
  const Result<Outbox::Next> found = outbox.next(destination, now);
  REQUIRE(found);
  return found->letter;
}

}  // namespace

TEST_CASE("letters go out in the order in which visits were put, each destination for itself", "[terminal][outbox]") {
  const test::FreshFolder folder;
  const auto outbox = open(folder);
  CHECK_FALSE(next(*outbox));
  REQUIRE(put(*outbox, "B"));
  REQUIRE(put(*outbox, "A"));
  const std::optional<Letter> first = next(*outbox);
  REQUIRE(first);
  CHECK((first->id == "B" && first->destination == "his" && first->payload == "hl7 of B" && first->attempts == 0));
  REQUIRE(outbox->delivered(first->number, kNow));
  const std::optional<Letter> second = next(*outbox);
  REQUIRE(second);
  CHECK((second->id == "A" && second->number > first->number));
  const std::optional<Letter> other = next(*outbox, kNow, "fhir");
  REQUIRE(other);
  CHECK((other->id == "B" && other->payload == "bundle of B"));
  CHECK_FALSE(next(*outbox, kNow, "nobody"));
}

TEST_CASE("a payload comes out as it was put, whatever octets it holds", "[terminal][outbox]") {
  const test::FreshFolder folder;
  const auto outbox = open(folder);
  std::string octets;
  for (int i = 0; i < 20'000; ++i) octets += static_cast<char>(i % 256);
  const std::array<NewLetter, 2> letters = {{{"his", octets}, {"fhir", ""}}};
  REQUIRE(outbox->put("A", kNow, letters, ""));
  CHECK(next(*outbox)->payload == octets);
  CHECK(next(*outbox, kNow, "fhir")->payload.empty());
}

TEST_CASE("a visit is put once: also when it has arrived, and for 30 days from then on", "[terminal][outbox]") {
  const test::FreshFolder folder;
  const auto outbox = open(folder);
  REQUIRE(put(*outbox, "A"));
  CHECK_FALSE(put(*outbox, "A"));
  for (const char* destination : {"his", "fhir"}) {
    REQUIRE(outbox->delivered(next(*outbox, kNow, destination)->number, kNow + kDay));
  }
  CHECK_FALSE(put(*outbox, "A", kNow + 31 * kDay));
  CHECK(outbox->counts({})->waiting == 0);
  REQUIRE(put(*outbox, "B", kNow + 31 * kDay + Seconds{1}));
  CHECK(put(*outbox, "A", kNow + 31 * kDay + Seconds{1}));
}

TEST_CASE("a visit whose letter waits is kept however old it is", "[terminal][outbox]") {
  const test::FreshFolder folder;
  const auto outbox = open(folder);
  REQUIRE(put(*outbox, "A"));
  REQUIRE(outbox->delivered(next(*outbox)->number, kNow));
  REQUIRE(put(*outbox, "B", kNow + 400 * kDay));
  CHECK_FALSE(put(*outbox, "A", kNow + 400 * kDay));
  CHECK(next(*outbox, kNow + 400 * kDay, "fhir")->id == "A");
}

TEST_CASE("a letter that failed is due later, and those behind it wait", "[terminal][outbox]") {
  const test::FreshFolder folder;
  const auto outbox = open(folder);
  REQUIRE(put(*outbox, "A"));
  REQUIRE(put(*outbox, "B"));
  REQUIRE(outbox->retry_at(next(*outbox)->number, kNow + Seconds{10}, "connection refused"));
  const Result<Outbox::Next> early = outbox->next("his", kNow + Seconds{9});
  REQUIRE(early);
  CHECK_FALSE(early->letter);
  CHECK(early->due == kNow + Seconds{10});
  const std::optional<Letter> due = next(*outbox, kNow + Seconds{10});
  REQUIRE(due);
  CHECK((due->id == "A" && due->attempts == 1));
  CHECK((*outbox->list(10))[0].trouble == "connection refused");
}

TEST_CASE("a parked letter is passed over until it is resent, and is then the first again", "[terminal][outbox]") {
  const test::FreshFolder folder;
  const auto outbox = open(folder);
  REQUIRE(put(*outbox, "A"));
  REQUIRE(put(*outbox, "B"));
  REQUIRE(outbox->park(next(*outbox)->number, kNow, "AE 101"));
  CHECK(next(*outbox)->id == "B");
  const Result<std::vector<LetterInfo>> listed = outbox->list(10);
  REQUIRE(listed);
  REQUIRE(listed->size() == 4);
  const LetterInfo& parked = listed->front();
  CHECK(
      (parked.id == "A" && parked.state == LetterState::parked && parked.trouble == "AE 101" && parked.attempts == 1));
  CHECK((parked.queued_at == kNow && parked.destination == "his"));
  CHECK(*outbox->resend("B", kNow) == 0);
  CHECK(*outbox->resend("A", kNow) == 1);
  CHECK(next(*outbox)->id == "A");
  REQUIRE(outbox->park(next(*outbox)->number, kNow, "AE"));
  REQUIRE(outbox->retry_at(next(*outbox)->number, kNow + kDay, "no answer"));
  CHECK(*outbox->resend("", kNow + Seconds{1}) == 2);
  CHECK(next(*outbox, kNow + Seconds{1})->id == "A");
}

TEST_CASE("what is done to a letter that is gone changes nothing", "[terminal][outbox]") {
  const test::FreshFolder folder;
  const auto outbox = open(folder);
  REQUIRE(put(*outbox, "A"));
  const std::int64_t number = next(*outbox)->number;
  REQUIRE(outbox->delivered(number, kNow));
  CHECK(outbox->delivered(number, kNow));
  CHECK(outbox->park(number, kNow, "late"));
  CHECK(outbox->retry_at(number, kNow, "late"));
  CHECK(outbox->counts("his")->delivered == 1);
  CHECK(outbox->counts("his")->parked == 0);
}

TEST_CASE("counts are true of a destination and of all, whatever was done", "[terminal][outbox]") {
  const test::FreshFolder folder;
  const auto outbox = open(folder);
  for (const char* id : {"A", "B", "C", "D"}) REQUIRE(put(*outbox, id, kNow + Seconds{id[0] - 'A'}));
  REQUIRE(outbox->delivered(next(*outbox, kNow + kDay)->number, kNow));
  REQUIRE(outbox->park(next(*outbox, kNow + kDay)->number, kNow, "AR"));
  const Result<Counts> his = outbox->counts("his"), all = outbox->counts({}), none = outbox->counts("nobody");
  REQUIRE((his && all && none));
  CHECK((his->waiting == 2 && his->parked == 1 && his->delivered == 1 && his->oldest_waiting == kNow + Seconds{2}));
  CHECK((all->waiting == 6 && all->parked == 1 && all->delivered == 1 && all->oldest_waiting == kNow));
  CHECK((none->waiting == 0 && none->parked == 0 && none->delivered == 0 && !none->oldest_waiting));
  CHECK(outbox->list(3)->size() == 3);
}

TEST_CASE("notes are kept in order until they are done", "[terminal][outbox]") {
  const test::FreshFolder folder;
  {
    const auto outbox = open(folder);
    REQUIRE(put(*outbox, "B"));
    REQUIRE(outbox->put("A", kNow, {}, "no destination"));
    REQUIRE(put(*outbox, "C"));
    REQUIRE(outbox->note_done("B"));
    CHECK(outbox->notes()->size() == 2);
  }
  const auto outbox = open(folder);
  const Result<std::vector<Note>> notes = outbox->notes();
  REQUIRE(notes);
  REQUIRE(notes->size() == 2);
  CHECK(((*notes)[0].id == "A" && (*notes)[0].text == "no destination" && (*notes)[1].id == "C"));
}

TEST_CASE("notes that are done leave the file with the next visit, or once there are many", "[terminal][outbox]") {
  const test::FreshFolder folder;
  const auto outbox = open(folder);
  const auto in_file = [&] {
    return *Database::open(folder.path() + "/outbox.db")->number("SELECT count(*) FROM note");
  };
  for (int i = 0; i < 200; ++i) REQUIRE(put(*outbox, std::to_string(i)));
  REQUIRE(outbox->note_done("0"));
  REQUIRE(put(*outbox, "next"));
  CHECK(in_file() == 200);
  for (int i = 1; i < 200; ++i) REQUIRE(outbox->note_done(std::to_string(i)));
  CHECK(in_file() < 100);
  CHECK(outbox->notes()->size() == 1);
}

TEST_CASE("everything is there after it was closed and opened again", "[terminal][outbox]") {
  const test::FreshFolder folder;
  std::int64_t last = 0;
  {
    const auto outbox = open(folder);
    for (const char* id : {"A", "B", "C"}) REQUIRE(put(*outbox, id));
    REQUIRE(outbox->delivered(next(*outbox)->number, kNow));
    REQUIRE(outbox->park(next(*outbox)->number, kNow, "AE"));
    last = outbox->list(10)->back().number;
  }
  const auto outbox = open(folder);
  const Counts counts = *outbox->counts("his");
  CHECK((counts.waiting == 1 && counts.parked == 1 && counts.delivered == 1));
  CHECK(next(*outbox)->id == "C");
  CHECK_FALSE(put(*outbox, "A"));
  // A number is never given twice, also when all letters are gone.
  for (const char* destination : {"his", "fhir"}) {
    REQUIRE(outbox->resend("", kNow));
    while (const std::optional<Letter> letter = next(*outbox, kNow, destination)) {
      REQUIRE(outbox->delivered(letter->number, kNow));
    }
  }
  REQUIRE(put(*outbox, "D"));
  CHECK(next(*outbox)->number > last);
}

TEST_CASE("an id that makes no file name and no header is not put", "[terminal][outbox]") {
  const test::FreshFolder folder;
  const auto outbox = open(folder);
  for (const std::string& id : {std::string(), std::string("../A"), std::string("A\r\nB"), std::string(65, 'A')}) {
    CHECK_FALSE(outbox->put(id, kNow, {}, ""));
  }
}

TEST_CASE("nobody else reads the files", "[terminal][outbox]") {
  const test::FreshFolder folder;
  const auto outbox = open(folder);
  REQUIRE(put(*outbox, "A"));
  for (const char* name : {"outbox.db", "outbox.db-wal", "outbox.db-shm"}) {
    struct stat status{};
    REQUIRE(::stat((folder.path() + "/" + name).c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
  }
  // Also a file that somebody opened to others.
  REQUIRE(::chmod((folder.path() + "/outbox.db").c_str(), 0644) == 0);
  const auto again = open(folder);
  struct stat status{};
  REQUIRE(::stat((folder.path() + "/outbox.db").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE("counting, putting and fetching look at few rows, however many there are", "[terminal][outbox]") {
  const test::FreshFolder folder;
  {
    const auto outbox = open(folder);
  }
  const Result<Database> database = Database::open(folder.path() + "/outbox.db");
  REQUIRE(database);
  for (const char* sql : {"SELECT number FROM letter WHERE destination = 'a' AND state = 0 ORDER BY number LIMIT 1",
                          "SELECT id FROM visit WHERE done_at IS NOT NULL AND done_at < 5 LIMIT 50",
                          "SELECT 1 FROM letter WHERE letter.id = 'A'", "DELETE FROM note WHERE id = 'A'"}) {
    Result<Statement> plan = database->prepare((std::string("EXPLAIN QUERY PLAN ") + sql).c_str());
    REQUIRE(plan);
    for (Result<bool> row = plan->step(); row && *row; row = plan->step()) {
      INFO(sql << ": " << plan->text(3));
      CHECK(plan->text(3).find("SEARCH") != std::string::npos);
    }
  }
}

TEST_CASE("several threads put and send at once, and nothing is lost or sent twice", "[terminal][outbox]") {
  const test::FreshFolder folder;
  const auto outbox = open(folder);
  constexpr int kThreads = 4, kEach = 25;
  std::array<int, kThreads> fresh{};
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < kThreads; ++t) {
      threads.emplace_back([&, t] {
        // Every visit is put by two threads.
        for (int i = 0; i < kEach; ++i) {
          const std::array<NewLetter, 1> letters = {{{"his", "x"}}};
          const Result<bool> done = outbox->put(std::to_string((t / 2) * 1000 + i), kNow, letters, "");
          if (done && *done) ++fresh[static_cast<std::size_t>(t)];
        }
      });
    }
  }
  CHECK(fresh[0] + fresh[1] + fresh[2] + fresh[3] == 2 * kEach);
  CHECK(outbox->counts("his")->waiting == 2 * kEach);
}

}  // namespace heyi::terminal
