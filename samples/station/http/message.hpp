// Requests and answers as the programs see them, so that no HTTP library shows in their headers.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace heyi::station {

/// Headers are names and values in the order in which they were sent.
using Headers = std::vector<std::pair<std::string, std::string>>;

/// Request is one request. Nothing of it is decoded: no address of these programs needs a percent sign.
struct Request {
  std::string method;  ///< As sent: methods are told apart by case.
  std::string path;    ///< As sent, up to the question mark.
  std::string query;   ///< What follows the question mark.
  std::string rest;    ///< What stood in the place of a route's `*`.
  Headers headers;
  std::string body;  ///< Empty until the head was accepted.

  /// count is how often a header was sent. Case does not matter in a header's name.
  std::size_t count(std::string_view name) const noexcept;
  /// header is the first one's value; empty when there is none.
  std::string_view header(std::string_view name) const noexcept;
  /// parameter is a value of the query's; empty when there is none.
  std::string parameter(std::string_view name) const;
};

/// Response is an answer. The server adds the length and that the connection ends.
struct Response {
  int status = 200;
  std::string type;  ///< Content type; empty for an answer without a body.
  std::string body;
  Headers headers;
};

}  // namespace heyi::station
