// What the tests of the scanners stand on: codes, a clock that the test turns, and waiting for events.
#pragma once

#include <heyi/text.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <string>
#include <string_view>
#include <vector>

#include "scan/assembler.hpp"
#include "support/catch.hpp"
#include "support/flow_fixtures.hpp"

namespace heyi::terminal {

/// a_code and another_code are whole; their texts differ from run to run, as signatures do.
inline const std::string& a_code() {
  static const std::string text = encode_text(test::full_code().plain);
  return text;
}
inline const std::string& another_code() {
  static const std::string text = encode_text(test::printed_card());
  return text;
}
inline const std::string& digits_code() {
  static const std::string text = encode_text(test::full_code().plain, Spelling::digits);
  return text;
}

inline std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

/// wide is how an input method for Chinese sends a text.
inline std::string wide(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ') {
      out += "\xe3\x80\x80";
      continue;
    }
    const unsigned code = 0xff01U + static_cast<unsigned>(c - '!');
    out += static_cast<char>(0xe0 | code >> 12);
    out += static_cast<char>(0x80 | (code >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (code & 0x3f));
  }
  return out;
}

/// texts_of are the texts of the scans; a picture that could not be read is its reason's name.
inline std::vector<std::string> texts_of(const std::vector<Event>& events) {
  std::vector<std::string> texts;
  for (const Event& event : events) {
    if (const Scan* scan = std::get_if<Scan>(&event)) {
      texts.push_back(scan->read ? *scan->read : std::string(reason_name(scan->read.error().reason)));
    }
  }
  return texts;
}

inline std::vector<std::string> keys_of(const std::vector<Event>& events) {
  std::vector<std::string> keys;
  for (const Event& event : events) {
    if (const TypedKey* key = std::get_if<TypedKey>(&event)) keys.push_back(key->key);
  }
  return keys;
}

/// Line feeds a reader as a thread would that is never late.
template <typename Reader>
struct Line {
  Reader reader{"line"};
  Moment now{std::chrono::hours{1}};
  std::vector<Event> events;

  void send(std::string_view octets) { reader.take(octets, now, events); }
  void wait(int milliseconds) {
    const Moment until = now + std::chrono::milliseconds(milliseconds);
    for (auto due = reader.due(); due && *due <= until; due = reader.due()) {
      REQUIRE(*due >= now);
      now = *due;
      reader.tick(now, events);
    }
    now = until;
  }
  void type(std::string_view keys, int gap) {
    for (const char key : keys) {
      send({&key, 1});
      wait(gap);
    }
  }
  std::vector<std::string> texts() const { return texts_of(events); }
  std::vector<std::string> keys() const { return keys_of(events); }
};

/// wait_until takes events out of a queue until `is_enough` says so of all that came; false after half a minute.
template <typename Enough>
bool wait_until(EventQueue& queue, std::vector<Event>& events, Enough is_enough) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!is_enough(events)) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    if (auto event = queue.pop(std::chrono::milliseconds(50))) events.push_back(*std::move(event));
  }
  return true;
}

/// wait_for_texts waits for so many scans.
inline std::vector<std::string> wait_for_texts(EventQueue& queue, std::vector<Event>& events, std::size_t count) {
  wait_until(queue, events, [&](const auto& all) { return texts_of(all).size() >= count; });
  return texts_of(events);
}

/// wait_for_state waits for the newest state of the scanner to be so.
inline bool wait_for_state(EventQueue& queue, std::vector<Event>& events, bool is_there) {
  return wait_until(queue, events, [&](const auto& all) {
    const ScannerState* last = nullptr;
    for (const Event& event : all) {
      if (const auto* state = std::get_if<ScannerState>(&event)) last = state;
    }
    return last != nullptr && last->is_there == is_there;
  });
}

inline void write_all(int descriptor, std::string_view octets) {
  while (!octets.empty()) {
    const ssize_t written = ::write(descriptor, octets.data(), octets.size());
    REQUIRE(written > 0);
    octets.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace heyi::terminal
