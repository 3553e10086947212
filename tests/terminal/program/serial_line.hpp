// A serial scanner on a line: what it sends comes no faster than the line's speed, and it can be unplugged.
#pragma once

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "unit/terminal/pseudo_terminal.hpp"

namespace heyi::test {

/// SerialLine is one path, at which a scanner is plugged in or not.
class SerialLine {
 public:
  SerialLine(std::string path, int baud) : path_(std::move(path)), baud_(baud) { plug(); }

  /// option is what --serial is told.
  std::string option() const { return path_ + ":" + std::to_string(baud_); }

  void plug() {
    scanner_.emplace();
    std::filesystem::create_symlink(scanner_->path(), path_ + ".new");
    std::filesystem::rename(path_ + ".new", path_);
  }
  void unplug() {
    std::filesystem::remove(path_);
    scanner_.reset();
  }

  /// send sends at the line's speed, ten bits an octet, in the small portions in which such hardware hands it on.
  void send(std::string_view octets) {
    constexpr std::size_t kPortion = 16;
    const auto begun = std::chrono::steady_clock::now();
    for (std::size_t sent = 0; sent < octets.size();) {
      const std::string_view portion = octets.substr(sent, kPortion);
      sent += portion.size();
      std::this_thread::sleep_until(begun +
                                    std::chrono::microseconds(10'000'000LL * static_cast<long long>(sent) / baud_));
      burst(portion);
    }
  }
  /// burst sends as fast as the program reads.
  void burst(std::string_view octets) {
    while (!octets.empty()) {
      const ssize_t written = ::write(scanner_->scanner(), octets.data(), octets.size());
      REQUIRE(written > 0);
      octets.remove_prefix(static_cast<std::size_t>(written));
    }
  }

 private:
  const std::string path_;
  const int baud_;
  std::optional<terminal::PseudoTerminal> scanner_;
};

}  // namespace heyi::test
