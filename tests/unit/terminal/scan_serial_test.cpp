// Serial scanners, over pseudo-terminals.
#include <sys/stat.h>

#include <filesystem>
#include <memory>
#include <optional>

#include "scan/scanners.hpp"
#include "support/fresh_folder.hpp"
#include "unit/terminal/pseudo_terminal.hpp"
#include "unit/terminal/scan_setting.hpp"

namespace heyi::terminal {
namespace {

using Texts = std::vector<std::string>;

/// Desk is a scanner at work at a path that can be plugged in anew.
struct Desk {
  test::FreshFolder folder;
  std::string path = folder.path() + "/scanner";
  EventQueue queue;
  std::vector<Event> events;
  std::unique_ptr<Scanner> scanner;

  void plug(const PseudoTerminal& pty) {
    std::filesystem::remove(path);
    std::filesystem::create_symlink(pty.path(), path);
  }
  void start(int baud) { scanner = open_serial({path, baud}, queue); }
  bool is_there() { return wait_for_state(queue, events, true); }
  bool is_gone() { return wait_for_state(queue, events, false); }
  Texts texts(std::size_t count) { return wait_for_texts(queue, events, count); }
  std::vector<std::string> troubles() const {
    std::vector<std::string> all;
    for (const Event& event : events) {
      if (const auto* state = std::get_if<ScannerState>(&event)) all.push_back(state->trouble);
    }
    return all;
  }
};

}  // namespace

TEST_CASE("a serial scanner is read raw at its speed", "[terminal][serial]") {
  for (const int baud : {9600, 115200, 123456}) {
    const PseudoTerminal pty;
    Desk desk;
    desk.plug(pty);
    desk.start(baud);
    REQUIRE(desk.is_there());
    const termios settings = pty.settings();
    if (baud == 9600) CHECK(::cfgetispeed(&settings) == B9600);
    if (baud == 115200) CHECK(::cfgetospeed(&settings) == B115200);
    CHECK((settings.c_lflag & (ICANON | ECHO | ISIG)) == 0U);
    CHECK((settings.c_cflag & CLOCAL) != 0U);
    write_all(pty.scanner(), a_code() + "\r");
    CHECK(desk.texts(1) == Texts{a_code()});
    const Scan& scan = std::get<Scan>(desk.events.back());
    CHECK(scan.source == desk.path);
    CHECK_FALSE(scan.is_repaired);
  }
}

TEST_CASE("split, merged, flipped, prefixed and disturbed scans arrive", "[terminal][serial]") {
  const PseudoTerminal pty;
  Desk desk;
  desk.plug(pty);
  desk.start(9600);
  REQUIRE(desk.is_there());
  const std::string& code = a_code();
  for (std::size_t i = 0; i < code.size(); i += 97) write_all(pty.scanner(), std::string_view(code).substr(i, 97));
  write_all(pty.scanner(), "\r\n");
  CHECK(desk.texts(1).back() == code);
  write_all(pty.scanner(), code + digits_code() + another_code() + "\t");
  CHECK(desk.texts(4) == Texts{code, code, digits_code(), another_code()});
  write_all(pty.scanner(), lower(code) + "\r");
  CHECK(desk.texts(5).back() == code);
  CHECK(std::get<Scan>(desk.events.back()).is_repaired);
  write_all(pty.scanner(), "]Q1" + code + "\x03");
  CHECK(desk.texts(6).back() == code);
  write_all(pty.scanner(), "\xff\x00\x7f" + code + "\r");
  CHECK(desk.texts(7).back() == code);
  write_all(pty.scanner(), another_code());
  CHECK(desk.texts(8).back() == another_code());
}

TEST_CASE("a scanner that is unplugged in the middle of a scan starts anew", "[terminal][serial]") {
  auto pty = std::make_unique<PseudoTerminal>();
  Desk desk;
  desk.plug(*pty);
  desk.start(115200);
  REQUIRE(desk.is_there());
  write_all(pty->scanner(), a_code() + "\r");
  REQUIRE(desk.texts(1).size() == 1);
  write_all(pty->scanner(), a_code().substr(0, 200));
  pty.reset();
  REQUIRE(desk.is_gone());
  const PseudoTerminal other;
  desk.plug(other);
  REQUIRE(desk.is_there());
  write_all(other.scanner(), another_code() + "\r");
  CHECK(desk.texts(2) == Texts{a_code(), another_code()});
  CHECK(desk.troubles() == Texts{"", "not there: waiting for it to be plugged in", ""});
}

TEST_CASE("a path that leads elsewhere is a scanner that is gone", "[terminal][serial]") {
  const PseudoTerminal pty;
  const PseudoTerminal other;
  Desk desk;
  desk.plug(pty);
  desk.start(9600);
  REQUIRE(desk.is_there());
  std::filesystem::remove(desk.path);
  REQUIRE(desk.is_gone());
  desk.plug(other);
  REQUIRE(desk.is_there());
  write_all(other.scanner(), a_code() + "\r");
  CHECK(desk.texts(1) == Texts{a_code()});
}

TEST_CASE("what cannot be a scanner is told in words, once", "[terminal][serial]") {
  Desk desk;
  desk.start(9600);
  REQUIRE(desk.is_gone());
  CHECK(desk.troubles() == Texts{"not there: waiting for it to be plugged in"});
  std::filesystem::create_directory(desk.path);
  const auto says = [&](const std::string& trouble) {
    return wait_until(desk.queue, desk.events,
                      [&](const auto&) { return !desk.troubles().empty() && desk.troubles().back() == trouble; });
  };
  CHECK(says("no serial port: it is no terminal device"));
  std::filesystem::remove(desk.path);
  CHECK(says("not there: waiting for it to be plugged in"));
  CHECK(desk.troubles().size() == 3);
}

TEST_CASE("a scanner ends while the queue is full and nobody empties it", "[terminal][serial]") {
  const PseudoTerminal pty;
  Desk desk;
  desk.plug(pty);
  desk.start(9600);
  REQUIRE(desk.is_there());
  for (int i = 0; i < 300; ++i) write_all(pty.scanner(), "12345678\r");
  desk.scanner.reset();
  SUCCEED("it returned");
}

TEST_CASE("the command line names a port, its speed and its format", "[terminal][serial]") {
  CHECK(parse_serial("/dev/ttyACM0").baud == 9600);
  CHECK(parse_serial("/dev/ttyACM0:115200").path == "/dev/ttyACM0");
  CHECK(parse_serial("/dev/ttyACM0:115200").baud == 115200);
  const SerialSettings settings = parse_serial("/dev/ttyS0:4800:7e2");
  CHECK(settings.path == "/dev/ttyS0");
  CHECK(settings.baud == 4800);
  CHECK(settings.data_bits == 7);
  CHECK(settings.parity == Parity::even);
  CHECK(settings.stop_bits == 2);
  const std::string by_path = "/dev/serial/by-path/pci-0000:00:14.0-usb-0:1:1.0";
  CHECK(parse_serial(by_path).path == by_path);
  CHECK(parse_serial(by_path + ":19200").path == by_path);
  CHECK(parse_serial(by_path + ":19200").baud == 19200);
  for (const char* wrong : {"", ":9600", "/dev/ttyS0:0", "/dev/ttyS0:99999999999", "/dev/ttyS0:8N1",
                            "/dev/ttyS0:9600:5N1", "/dev/ttyS0:9600:8N3"}) {
    CHECK_THROWS_AS(parse_serial(wrong), std::runtime_error);
  }
}

}  // namespace heyi::terminal
