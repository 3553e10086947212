// The C functions: no exception leaves them, and an answer that did not fit waits for its thread.
#include <algorithm>
#include <cstring>
#include <map>
#include <mutex>
#include <thread>

#include "entry/entry.hpp"
#include "entry/heyi_terminal.h"

struct heyi_terminal {
  heyi::terminal::Equipment equipment;
  heyi::terminal::Entry entry{equipment};
  std::mutex mutex;
  std::map<std::thread::id, std::string> waiting;  // Each thread's answer is its own.

  explicit heyi_terminal(const heyi::terminal::Settings& settings)
      : equipment(settings, nullptr, [](const heyi::terminal::DeliveryEvent&) {}) {}
};

namespace {

constexpr std::size_t kMostWaiting = 64;

void copy(std::string_view text, char* out, std::size_t size) {
  if (out == nullptr || size == 0) return;
  const std::size_t length = std::min(text.size(), size - 1);
  std::memcpy(out, text.data(), length);
  out[length] = '\0';
}

}  // namespace

int heyi_terminal_open(const char* settings, heyi_terminal** terminal, char* why, size_t why_size) {
  using namespace heyi::terminal;
  copy({}, why, why_size);
  if (settings == nullptr || terminal == nullptr) return HEYI_TERMINAL_BAD_CALL;
  *terminal = nullptr;
  try {
    const heyi::Result<Settings> read = settings_from_json(settings);
    std::string wrong;
    if (!read) {
      wrong = std::string(heyi::reason_name(read.error().reason)) + ": " + read.error().detail;
    } else {
      wrong = check_settings(*read);
    }
    if (wrong.empty()) {
      *terminal = new heyi_terminal(*read);
      return HEYI_TERMINAL_OK;
    }
    copy(wrong, why, why_size);
  } catch (const std::exception& error) {
    copy(error.what(), why, why_size);
  }
  return HEYI_TERMINAL_FAILED;
}

int heyi_terminal_call(heyi_terminal* terminal, const char* request, char* answer, size_t answer_size,
                       size_t* answer_length) {
  if (answer_length != nullptr) *answer_length = 0;
  if (terminal == nullptr || (answer == nullptr && answer_size > 0)) return HEYI_TERMINAL_BAD_CALL;
  copy({}, answer, answer_size);
  try {
    const std::thread::id thread = std::this_thread::get_id();
    std::string text;
    if (request != nullptr) {
      text = terminal->entry.call(request);
    } else {
      const std::lock_guard lock(terminal->mutex);
      const auto found = terminal->waiting.find(thread);
      if (found == terminal->waiting.end()) return HEYI_TERMINAL_BAD_CALL;
      text = found->second;
    }
    if (answer_length != nullptr) *answer_length = text.size();
    const bool fits = text.size() < answer_size;
    const std::lock_guard lock(terminal->mutex);
    if (fits) {
      terminal->waiting.erase(thread);
      copy(text, answer, answer_size);
      return HEYI_TERMINAL_OK;
    }
    // Threads that ended left theirs: a program that never fetches them must not fill its memory with answers.
    if (terminal->waiting.size() >= kMostWaiting) terminal->waiting.clear();
    terminal->waiting[thread] = std::move(text);
    return HEYI_TERMINAL_TOO_SMALL;
  } catch (const std::exception&) {
    return HEYI_TERMINAL_FAILED;
  }
}

void heyi_terminal_close(heyi_terminal* terminal) { delete terminal; }
