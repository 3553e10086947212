// The loopback server: the local entry for systems that live in a browser, or in another language.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "entry/entry.hpp"

namespace heyi::terminal {

/// EntryServer answers `POST /call` at 127.0.0.1. A page may ask when its origin is one of those configured. A program
/// that is no browser must know the token in the state folder's `entry.token` (mode 0600, drawn at each start) and send
/// it as `X-Heyi-Token`. Requests for another host name are refused: a name that an attacker controls could be led
/// here.
class EntryServer {
 public:
  struct Settings {
    int port = 0;                      ///< 0: any that is free.
    std::vector<std::string> origins;  ///< Such as `https://his.hospital`.
    std::string token_file;
  };

  /// Throws std::runtime_error when the port is taken, an origin is none, or the token cannot be written.
  EntryServer(const Settings& settings, Entry& entry, Random& random);
  ~EntryServer();

  int port() const noexcept;
  bool is_listening() const noexcept;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace heyi::terminal
