// Where to connect to, as people write it.
#pragma once

#include <string>
#include <string_view>

#include "outbox/dispatcher.hpp"

namespace heyi::terminal {

/// BaseUrl is `http://host:port/path` taken apart.
struct BaseUrl {
  bool is_secure = false;
  std::string host;  ///< Without brackets.
  int port = 0;
  std::string authority, path;  ///< As written: for the header Host, and without a slash at its end.
};

/// parse_base_url fails with `claims.out_of_range`; what was given is not repeated, it may hold a password.
Result<BaseUrl> parse_base_url(std::string_view text);

}  // namespace heyi::terminal
