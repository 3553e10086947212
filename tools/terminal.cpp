// Terminal output by ANSI sequences, which every terminal in use understands.
#include "terminal.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace heyi::cli {
namespace {

/// next_point reads one code point of UTF-8 at `at` and moves on; octets that begin none count as themselves.
char32_t next_point(std::string_view text, std::size_t& at) noexcept {
  const auto octet = [&](std::size_t i) { return static_cast<unsigned char>(i < text.size() ? text[i] : 0); };
  const unsigned lead = octet(at);
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  char32_t point = more == 0 ? lead : lead & (0x3FU >> more);
  ++at;
  for (int i = 0; i < more && (octet(at) & 0xC0U) == 0x80U; ++i) point = point << 6 | (octet(at++) & 0x3FU);
  return point;
}

// Control characters, and those that one does not see but that change how a text reads.
bool is_unsafe(char32_t point) noexcept {
  return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x061C || (point >= 0x200B && point <= 0x200F) ||
         (point >= 0x2028 && point <= 0x202E) || (point >= 0x2060 && point <= 0x206F) || point == 0xFEFF;
}

bool is_wide(char32_t point) noexcept {
  return (point >= 0x1100 && point <= 0x115F) || (point >= 0x2E80 && point <= 0xA4CF) ||
         (point >= 0xAC00 && point <= 0xD7A3) || (point >= 0xF900 && point <= 0xFAFF) ||
         (point >= 0xFE30 && point <= 0xFE6F) || (point >= 0xFF00 && point <= 0xFF60) ||
         (point >= 0x1F300 && point <= 0x1FAFF) || (point >= 0x20000 && point <= 0x3FFFD);
}

constexpr auto kFirstDraw = std::chrono::milliseconds(333);
constexpr auto kRedraw = std::chrono::milliseconds(100);

}  // namespace

std::string printable(std::string_view text) {
  std::string safe;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    if (is_unsafe(next_point(text, at))) {
      safe += '?';
    } else {
      safe.append(text.substr(start, at - start));
    }
  }
  return safe;
}

int display_width(std::string_view text) noexcept {
  int columns = 0;
  for (std::size_t at = 0; at < text.size();) columns += is_wide(next_point(text, at)) ? 2 : 1;
  return columns;
}

std::string pad(std::string_view text, int columns) {
  return std::string(text) + std::string(static_cast<std::size_t>(std::max(0, columns - display_width(text))), ' ');
}

bool stdout_is_terminal() noexcept { return ::isatty(STDOUT_FILENO) == 1; }
bool stderr_is_terminal() noexcept { return ::isatty(STDERR_FILENO) == 1; }

std::string coloured(std::string_view text, Colour colour) {
  const char* no_colour = std::getenv("NO_COLOR");
  if (!stdout_is_terminal() || (no_colour != nullptr && *no_colour != '\0')) return std::string(text);
  const char* code = colour == Colour::green ? "32" : colour == Colour::red ? "31" : "33";
  return std::string("\033[1;") + code + "m" + std::string(text) + "\033[0m";
}

Progress::Progress(std::string title, std::uint64_t total)
    : title_(std::move(title)), total_(total), next_(std::chrono::steady_clock::now() + kFirstDraw) {}

Progress::~Progress() {
  if (drawn_) std::fputs("\r\033[K", stderr);
}

void Progress::at(std::uint64_t done) {
  const auto now = std::chrono::steady_clock::now();
  if (now < next_ || total_ == 0 || !stderr_is_terminal()) return;
  next_ = now + kRedraw;
  drawn_ = true;
  constexpr int kWidth = 30;
  const int filled = static_cast<int>(std::min(done, total_) * kWidth / total_);
  const std::string bar =
      std::string(static_cast<std::size_t>(filled), '#') + std::string(static_cast<std::size_t>(kWidth - filled), '.');
  std::fprintf(stderr, "\r%s [%s] %d%%", title_.c_str(), bar.c_str(),
               static_cast<int>(std::min(done, total_) * 100 / total_));
}

}  // namespace heyi::cli
