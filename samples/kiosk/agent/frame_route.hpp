// The one request that matters: a frame comes in, an answer goes out.
#pragma once

#include <httplib.h>

#include <chrono>

#include "agent/gate.hpp"
#include "agent/judge.hpp"
#include "agent/refuser.hpp"
#include "agent/turns.hpp"
#include "station/keeper.hpp"

namespace heyi::kiosk {

/// FrameRoute answers `POST /api/frame`, in any thread. What it is given must outlive it.
class FrameRoute {
 public:
  FrameRoute(const Gate& gate, station::Keeper& keeper, const Place& place, double frames_per_second, Refuser& refuse)
      : gate_(gate), keeper_(keeper), place_(place), rate_(frames_per_second), refuse_(refuse) {}

  void answer(const httplib::Request& request, httplib::Response& response, const httplib::ContentReader& read);

  /// longest_judgement is for how long the longest judgement has been running; zero when none is.
  std::chrono::milliseconds longest_judgement() const { return turns_.longest(); }

 private:
  std::optional<Refusal> check(const httplib::Request& request);
  void judge(const httplib::Request& request, httplib::Response& response, const Bytes& body);

  const Gate& gate_;
  station::Keeper& keeper_;
  const Place place_;
  FrameRate rate_;
  Refuser& refuse_;
  Turns turns_;
};

}  // namespace heyi::kiosk
