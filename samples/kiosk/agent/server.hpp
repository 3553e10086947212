// The HTTP server on 127.0.0.1: the page, and what the page asks.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <heyi/random.hpp>
#include <heyi/rules.hpp>

#include "agent/judge.hpp"
#include "agent/keeper.hpp"
#include "agent/updates.hpp"

namespace heyi::kiosk {

/// Example is a code that a simulated camera can be shown.
struct Example {
  std::string id;
  Words title;
};

/// ExampleSource draws what a camera would see of an example.
class ExampleSource {
 public:
  virtual ~ExampleSource() = default;
  virtual std::vector<Example> examples() const = 0;
  /// picture is a grey PNG of the example's code, made fresh. Fails with `scan.bad_image` for an unknown id.
  virtual Result<Bytes> picture(std::string_view id, int width, int height, Time now) = 0;
};

/// ServerSettings are what an operator decides.
struct ServerSettings {
  int port = 8600;  ///< 0 for any that is free.
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
  Server(const ServerSettings& settings, Keeper& keeper, const UpdateFolder* updates, ExampleSource* examples,
         Random& random);
  ~Server();

  int port() const noexcept;
  void start();
  void stop();
  /// is_answering asks the server for its health over the network, as a page would.
  bool is_answering() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace heyi::kiosk
