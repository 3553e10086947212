// The one request that matters: a frame comes in, an answer goes out.
#pragma once

#include <chrono>

#include "agent/gate.hpp"
#include "agent/judge.hpp"
#include "agent/refuser.hpp"
#include "agent/turns.hpp"
#include "station/keeper.hpp"

namespace heyi::kiosk {

/// FrameRoute answers `POST /api/frame`, in any thread, of at most kMaxFrameSize octets. What it is given must outlive
/// it.
class FrameRoute {
 public:
  FrameRoute(const Gate& gate, station::Keeper& keeper, const Place& place, double frames_per_second, Refuser& refuse)
      : gate_(gate), keeper_(keeper), place_(place), rate_(frames_per_second), refuse_(refuse) {}

  /// check judges the head; none when the body may be read.
  std::optional<station::Response> check(const station::Request& request);
  /// answer judges the body as a frame.
  station::Response answer(const station::Request& request);

  /// longest_judgement is for how long the longest judgement has been running; zero when none is.
  std::chrono::milliseconds longest_judgement() const { return turns_.longest(); }

 private:
  const Gate& gate_;
  station::Keeper& keeper_;
  const Place place_;
  FrameRate rate_;
  Refuser& refuse_;
  Turns turns_;
};

}  // namespace heyi::kiosk
