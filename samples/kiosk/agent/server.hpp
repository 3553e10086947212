// The HTTP server on 127.0.0.1: the page, and what the page asks.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include <heyi/random.hpp>

#include "agent/examples.hpp"
#include "agent/judge.hpp"
#include "station/keeper.hpp"
#include "station/updates.hpp"

namespace heyi::kiosk {

/// ServerSettings are what an operator decides.
struct ServerSettings {
  int port = 8600;     ///< 0 for any that is free.
  int listening = -1;  ///< A socket that listens at `port` already, taken over; -1 for none.
  Place place;
  Policy policy;
  int idle_seconds = 60;   ///< After so long without a touch the page wipes itself.
  double frame_rate = 30;  ///< Frames a second that are taken.
};

/// Server answers in threads of its own from start to stop.
class Server {
 public:
  /// `updates` and `examples` may be none. All must outlive the server. Throws std::runtime_error when the port is
  /// taken.
  Server(const ServerSettings& settings, station::Keeper& keeper, const station::UpdateFolder* updates,
         ExampleSource* examples, Random& random);
  ~Server();

  int port() const noexcept;
  void start();
  void stop();
  /// is_listening is false when the server has ended by itself.
  bool is_listening() const;
  /// longest_judgement is for how long the longest judgement has been running; zero when none is.
  std::chrono::milliseconds longest_judgement() const;
  /// is_answering asks the server for its health over the network, as a page would.
  bool is_answering() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace heyi::kiosk
