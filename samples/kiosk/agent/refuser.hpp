// How the server says no, and what it reads of a request's head.
#pragma once

#include "agent/gate.hpp"
#include "agent/refusal.hpp"
#include "station/http/message.hpp"

namespace heyi::kiosk {

/// kJsonType is the content type of everything that the page asks for but pictures.
inline constexpr const char* kJsonType = "application/json; charset=utf-8";

/// head_of is what the gate looks at.
RequestHead head_of(const station::Request& request);

/// Refuser answers requests that are not taken. It may be used from several threads.
class Refuser {
 public:
  station::Response operator()(Refusal refusal);

  /// may_log lets a line a second through: a page that asks in vain, over and over, must not fill the disk.
  bool may_log() { return logged_.take(FrameRate::Clock::now()); }

 private:
  FrameRate logged_{1};
};

}  // namespace heyi::kiosk
