// A line is written whole and synced; a file that cannot be written keeps everything from being acknowledged.
#include "receiver/journal.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "station/log.hpp"

namespace heyi::terminal::receiver {
namespace {

bool write_all(int file, std::string_view octets) {
  while (!octets.empty()) {
    const ssize_t written = ::write(file, octets.data(), octets.size());
    if (written <= 0) return false;
    octets.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fdatasync(file) == 0;
}

}  // namespace

std::string base64(std::string_view octets) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < octets.size(); at += 3) {
    const std::string_view three = octets.substr(at, 3);
    std::uint32_t bits = 0;
    for (std::size_t index = 0; index < 3; ++index) {
      bits = bits << 8 | (index < three.size() ? static_cast<unsigned char>(three[index]) : 0U);
    }
    for (std::size_t index = 0; index < 4; ++index) {
      out += index <= three.size() ? kLetters[bits >> (18 - 6 * index) & 63] : '=';
    }
  }
  return out;
}

Journal::Journal(const std::string& path) {
  if (path.empty()) return;
  // What patients showed: for nobody else to read.
  file_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file_ < 0) throw std::runtime_error("--log: the file cannot be opened");
}

Journal::~Journal() {
  if (file_ >= 0) ::close(file_);
}

Journal::Entry Journal::write(const Received& received) {
  const std::lock_guard lock(mutex_);
  const std::string known = std::string(received.via) + " " + received.id;
  Entry entry;
  entry.is_again = taken_.count(known) > 0;
  const nlohmann::ordered_json line = {{"at", format_time(station::clock_now())},
                                       {"via", received.via},
                                       {"id", received.id},
                                       {"answer", received.answer},
                                       {"taken", received.is_taken},
                                       {"again", entry.is_again},
                                       {"size", received.octets.size()},
                                       {"octets", base64(received.octets)}};
  constexpr auto kReplace = nlohmann::ordered_json::error_handler_t::replace;
  entry.is_written = file_ < 0 || write_all(file_, line.dump(-1, ' ', false, kReplace) + "\n");
  if (!entry.is_written || !received.is_taken || entry.is_again) return entry;
  taken_.insert(known);
  order_.push_back(known);
  if (order_.size() > kRemembered) {
    taken_.erase(order_.front());
    order_.pop_front();
  }
  return entry;
}

}  // namespace heyi::terminal::receiver
