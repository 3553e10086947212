// Which addresses a program answers, and within which bounds.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

#include "station/http/message.hpp"

namespace heyi::station {

/// Route is one address. Its functions are called in any thread; what they throw becomes an answer of 500.
struct Route {
  std::string method;  ///< A route for GET answers HEAD too.
  std::string path;    ///< Whole; or with `*` at its end, which stands for one or more octets without a slash.
  /// answer has the body.
  std::function<Response(const Request&)> answer;
  /// check judges the head before anything of the body is read; what it answers ends the request. It may be empty.
  std::function<std::optional<Response>(const Request&)> check = {};
  std::size_t max_body = 0;                   ///< In octets. A longer one is answered 413.
  std::chrono::milliseconds body_time{4000};  ///< From the end of the head to the end of the body.
};

/// Site is all that a server answers.
struct Site {
  std::vector<Route> routes;  ///< The first that fits answers.
  Headers common;             ///< Added to every answer.
  /// otherwise answers what no route does: 400 (not understood; of the head is there what was read before), 404, 408
  /// (the body did not come in time), 413, 431 (the head is too long, and nothing of it there) and 500.
  std::function<Response(const Request&, int status)> otherwise;
  std::chrono::milliseconds head_time{4000};    ///< From the beginning of a connection to the end of the head.
  std::chrono::milliseconds answer_time{4000};  ///< Within which the answer must have been taken.
};

}  // namespace heyi::station
