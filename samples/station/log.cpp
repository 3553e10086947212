// One write a line, so that lines of several threads do not mix.
#include "station/log.hpp"

#include <unistd.h>

#include <string>

namespace heyi::station {

Time clock_now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

void log_line(std::string_view event) {
  std::string line = format_time(clock_now()) + ' ';
  for (const char letter : event) line += static_cast<unsigned char>(letter) < 0x20 ? ' ' : letter;
  line += '\n';
  // A log that cannot be written is no reason to stop serving.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

std::string words_of(const Error& error) {
  std::string words(reason_name(error.reason));
  if (!error.detail.empty()) words += ": " + error.detail;
  return words;
}

}  // namespace heyi::station
