// As much of HTTP/1.1 as a POST needs, by hand: a library would not let an answer be cut off, or be no HTTP at all.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace heyi::terminal::receiver {

/// HttpRequest is one request with its body.
struct HttpRequest {
  std::string method, target, content_type, body;
};

/// HttpReader cuts requests out of what a client sends.
class HttpReader {
 public:
  static constexpr std::size_t kLongestHead = 16 * 1024, kLongestBody = 1 << 20;

  void feed(std::string_view octets);
  std::optional<HttpRequest> next();
  /// status is the answer to what is no request: 400, 411 (no length), 413 (too long), 431 (too long a head); 0 as long
  /// as all is well.
  int status() const noexcept { return status_; }

 private:
  bool read_head();

  std::string waiting_;
  std::optional<HttpRequest> request_;  // Its head is read, its body not.
  std::size_t body_size_ = 0;
  int status_ = 0;
};

/// http_answer is a whole answer; the connection stays open when `keep` says so.
std::string http_answer(int status, std::string_view body, bool keep);

}  // namespace heyi::terminal::receiver
