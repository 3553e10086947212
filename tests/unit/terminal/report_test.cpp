// The operator's table, in both languages.
#include "outbox/report.hpp"

#include <algorithm>
#include <array>
#include <sstream>

#include "support/catch.hpp"
#include "support/fresh_folder.hpp"

namespace heyi::terminal {
namespace {

constexpr Time kNow = from_unix(1795600000);

std::string printed(Outbox& outbox, Language language) {
  std::ostringstream out;
  REQUIRE(print_outbox(outbox, out, language));
  return out.str();
}

}  // namespace

TEST_CASE("the outbox is printed for operators, without anybody's data", "[terminal][report]") {
  const test::FreshFolder folder;
  auto outbox = *Outbox::open(folder.path());
  CHECK(printed(*outbox, Language::en) == "waiting 0, parked 0, delivered 0\n");
  const std::array<NewLetter, 2> letters = {{{"his", "王小明"}, {"平台", "王小明"}}};
  REQUIRE(outbox->put("AAAA", kNow, letters, ""));
  REQUIRE(outbox->put("B", kNow + Seconds{60}, letters, ""));
  REQUIRE(outbox->park(1, kNow, "AE 101 at PID^1^3"));
  REQUIRE(outbox->retry_at(2, kNow, "connection refused\x1b[2J"));
  REQUIRE(outbox->delivered(3, kNow));
  CHECK(printed(*outbox, Language::en) ==
        "NUMBER  VISIT  DESTINATION  STATE    TRIES  QUEUED            WHY\n"
        "     1  AAAA   his          parked       1  2026-11-25 17:46  AE 101 at PID^1^3\n"
        "     2  AAAA   平台         waiting      1  2026-11-25 17:46  connection refused?[2J\n"
        "     4  B      平台         waiting      0  2026-11-25 17:47\n"
        "waiting 2, parked 1, delivered 1, the oldest since 2026-11-25 17:46\n");
  CHECK(printed(*outbox, Language::zh) ==
        "序号  就诊登记  目的地  状态  次数  入队时间          原因\n"
        "   1  AAAA      his     搁置     1  2026-11-25 17:46  AE 101 at PID^1^3\n"
        "   2  AAAA      平台    待发     1  2026-11-25 17:46  connection refused?[2J\n"
        "   4  B         平台    待发     0  2026-11-25 17:47\n"
        "待发 2，搁置 1，已送达 1，最早的自 2026-11-25 17:46\n");
}

TEST_CASE("a long list is cut, and says so", "[terminal][report]") {
  const test::FreshFolder folder;
  auto outbox = *Outbox::open(folder.path());
  const std::vector<NewLetter> letters(kMaxPrinted + 7, NewLetter{"his", "x"});
  REQUIRE(outbox->put("A", kNow, letters, ""));
  const std::string text = printed(*outbox, Language::en);
  CHECK(std::count(text.begin(), text.end(), '\n') == static_cast<std::ptrdiff_t>(kMaxPrinted) + 3);
  CHECK(text.find("and 7 more\n") != std::string::npos);
}

}  // namespace heyi::terminal
