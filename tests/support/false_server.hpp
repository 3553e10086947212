// A listener on a Unix socket that does not do what a Redis server does.
#pragma once

#include <poll.h>

#include <algorithm>
#include <atomic>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "support/redis_server.hpp"

namespace heyi::test {

/// FalseServer takes every connection and counts it. It answers whatever it is sent with `answer`, slowly when told so;
/// an empty answer is silence, and none closes the connection.
class FalseServer {
 public:
  FalseServer(std::string path, std::optional<std::string> answer, bool slowly = false)
      : path_(std::move(path)), answer_(std::move(answer)), slowly_(slowly) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path_.data(), std::min(path_.size(), sizeof address.sun_path - 1));
    listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || listen(listener_, 16) != 0)
      throw std::runtime_error("no listener");
    thread_ = std::jthread([this](const std::stop_token& stop) { serve(stop); });
  }
  ~FalseServer() {
    thread_.request_stop();
    thread_.join();
    for (const int open : taken_) close(open);
    close(listener_);
  }
  FalseServer(const FalseServer&) = delete;
  FalseServer& operator=(const FalseServer&) = delete;

  int connections() const { return connections_; }

 private:
  void serve(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      std::vector<pollfd> waiting = {{listener_, POLLIN, 0}};
      for (const int open : taken_) waiting.push_back({open, POLLIN, 0});
      poll(waiting.data(), waiting.size(), 20);
      for (std::size_t i = 1; i < waiting.size(); ++i) {
        if (waiting[i].revents != 0) reply(i - 1);
      }
      std::erase(taken_, -1);
      if (waiting[0].revents == 0) continue;
      const int made = accept(listener_, nullptr, nullptr);
      ++connections_;
      if (answer_) {
        taken_.push_back(made);
      } else {
        close(made);
      }
    }
  }

  void reply(std::size_t index) {
    std::array<char, 4096> ignored{};
    if (recv(taken_[index], ignored.data(), ignored.size(), MSG_DONTWAIT) <= 0) {
      close(taken_[index]);
      taken_[index] = -1;
      return;
    }
    if (!slowly_) {
      static_cast<void>(send(taken_[index], answer_->data(), answer_->size(), MSG_NOSIGNAL));
      return;
    }
    for (const char octet : *answer_) {
      if (send(taken_[index], &octet, 1, MSG_NOSIGNAL) != 1) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }

  std::string path_;
  std::optional<std::string> answer_;
  bool slowly_;
  int listener_ = -1;
  std::vector<int> taken_;
  std::atomic<int> connections_ = 0;
  std::jthread thread_;
};

}  // namespace heyi::test
