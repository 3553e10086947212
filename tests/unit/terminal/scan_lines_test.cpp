// Codes from a file or another program.
#include <fstream>
#include <memory>
#include <thread>

#include "scan/scanners.hpp"
#include "support/fresh_folder.hpp"
#include "unit/terminal/scan_setting.hpp"

namespace heyi::terminal {
namespace {

using Texts = std::vector<std::string>;

bool has_ended(const std::vector<Event>& events) {
  return !events.empty() && std::holds_alternative<InputEnded>(events.back());
}

}  // namespace

TEST_CASE("fifty thousand lines arrive, each once and in order", "[terminal][lines]") {
  constexpr std::size_t kCount = 50'000;
  const test::FreshFolder folder;
  const std::string path = folder.path() + "/codes";
  {
    std::ofstream file(path);
    for (std::size_t i = 0; i < kCount; ++i) file << "code number " << i << (i % 2 == 0 ? "\n" : "\r\n");
  }
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(descriptor >= 0);
  EventQueue queue;
  const auto scanner = open_lines(descriptor, "codes", queue);
  std::size_t count = 0;
  bool is_ended = false;
  bool are_right = true;
  while (!is_ended) {
    const std::optional<Event> event = queue.pop(std::chrono::seconds(30));
    REQUIRE(event);
    is_ended = std::holds_alternative<InputEnded>(*event);
    if (const Scan* scan = std::get_if<Scan>(&*event)) {
      are_right = are_right && scan->read.value() == "code number " + std::to_string(count++);
    }
  }
  CHECK(are_right);
  CHECK(count == kCount);
  ::close(descriptor);
}

TEST_CASE("the last line needs no end", "[terminal][lines]") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  EventQueue queue;
  std::vector<Event> events;
  const auto scanner = open_lines(ends[0], "standard input", queue);
  write_all(ends[1], a_code() + "\n\n" + another_code().substr(0, 50));
  ::close(ends[1]);
  CHECK(wait_until(queue, events, has_ended));
  CHECK(texts_of(events) == Texts{a_code(), another_code().substr(0, 50)});
  CHECK(std::get<InputEnded>(events.back()).source == "standard input");
  ::close(ends[0]);
}

TEST_CASE("a scan waits for the queue, and is whole after it", "[terminal][lines]") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  EventQueue queue;
  const auto scanner = open_lines(ends[0], "pipe", queue);
  // Longer than one read, behind more lines than the queue holds.
  std::string all;
  for (std::size_t i = 0; i < 2 * EventQueue::kMaxWaiting; ++i) all += "0123456789\n";
  all += a_code() + "\n";
  std::thread writer([&] {
    write_all(ends[1], all);
    ::close(ends[1]);
  });
  std::vector<Event> events;
  CHECK(wait_until(queue, events, has_ended));
  writer.join();
  const Texts texts = texts_of(events);
  REQUIRE(texts.size() == 2 * EventQueue::kMaxWaiting + 1);
  CHECK(texts.back() == a_code());
  ::close(ends[0]);
}

}  // namespace heyi::terminal
