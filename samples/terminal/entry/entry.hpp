// The local entry: what a program of the same machine may ask of a desk, in JSON. The C function and the loopback
// server hand their requests to it.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "program/equipment.hpp"

namespace heyi::terminal {

/// Entry answers requests; it may be used from several threads.
///
///   {"op":"judge","text":"HY1:…"}     judges a code: the line of --headless --with-claims
///   {"op":"confirm","visit_id":"…"}   the presenter's document was compared
///   {"op":"state"}                    lists, outbox, scanners' counters
///   {"op":"resend","visit_id":"…"}    sends again what was refused or waits; all without visit_id
///
/// An error is {"error":{"reason":…,"code":…,"message":{"zh":…,"en":…}}}.
class Entry {
 public:
  /// kMaxRequest is the longest request, in octets.
  static constexpr std::size_t kMaxRequest = 64 * 1024;

  explicit Entry(Equipment& equipment) noexcept : equipment_(equipment) {}

  /// call answers one request with one JSON object. Whatever the request is, it does not throw.
  std::string call(std::string_view request) noexcept;

 private:
  Equipment& equipment_;
};

}  // namespace heyi::terminal
