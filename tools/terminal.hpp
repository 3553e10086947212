// What a terminal needs that a file does not: colour, column widths, progress, and harmless characters.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace heyi::cli {

/// printable replaces control characters and direction overrides by `?`, so that nothing printed can steer a terminal
/// or read other than it is.
std::string printable(std::string_view text);

/// display_width is how many columns a text takes: Chinese characters take two.
int display_width(std::string_view text) noexcept;

/// pad fills a text with spaces up to `columns`.
std::string pad(std::string_view text, int columns);

bool stdout_is_terminal() noexcept;
bool stderr_is_terminal() noexcept;

enum class Colour { green, red, yellow };

/// coloured colours a text on a terminal that takes colour (NO_COLOR is heeded). Colour never says anything alone.
std::string coloured(std::string_view text, Colour colour);

/// Progress draws a bar on standard error once work has run for a third of a second, on a terminal alone.
class Progress {
 public:
  Progress(std::string title, std::uint64_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void at(std::uint64_t done);

 private:
  std::string title_;
  std::uint64_t total_;
  std::chrono::steady_clock::time_point next_;
  bool drawn_ = false;
};

}  // namespace heyi::cli
