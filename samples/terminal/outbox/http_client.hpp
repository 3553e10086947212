// One HTTP request with bounds that the library does not have: on how long it takes, and on what comes back.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <heyi/result.hpp>

#include "outbox/endpoint.hpp"
#include "outbox/resolve.hpp"

namespace heyi::terminal {

/// HttpAnswer is what came back, at most kMaxBody octets of it.
struct HttpAnswer {
  static constexpr std::size_t kMaxHead = 16 * 1024, kMaxBody = 256 * 1024;
  int status = 0;
  std::string body;
};

/// HttpPost is one request.
struct HttpPost {
  std::vector<std::pair<std::string, std::string>> headers;
  std::string content_type, body;
};

/// HttpTimes bound a request: connecting, and then everything from TLS to the end of the answer.
struct HttpTimes {
  std::chrono::milliseconds connect{5000}, answer{15000};
};

/// post_http makes a connection for one request, which costs little at a desk and leaves no doubt whose answer it is.
/// Redirections are not followed. The detail of its Error is for people, and repeats nothing that came.
Result<HttpAnswer> post_http(const BaseUrl& url, const HttpPost& post, const std::vector<Address>& addresses,
                             HttpTimes times, const Interrupt& interrupt);

}  // namespace heyi::terminal
