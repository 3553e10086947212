// What is asked of a request.
#include "station/http/message.hpp"

#include <strings.h>

#include <algorithm>

namespace heyi::station {
namespace {

bool is_named(const std::string& sent, std::string_view name) noexcept {
  return sent.size() == name.size() && ::strncasecmp(sent.data(), name.data(), name.size()) == 0;
}

}  // namespace

std::size_t Request::count(std::string_view name) const noexcept {
  return static_cast<std::size_t>(
      std::count_if(headers.begin(), headers.end(), [&](const auto& header) { return is_named(header.first, name); }));
}

std::string_view Request::header(std::string_view name) const noexcept {
  for (const auto& [sent, value] : headers) {
    if (is_named(sent, name)) return value;
  }
  return {};
}

std::string Request::parameter(std::string_view name) const {
  for (std::size_t at = 0; at < query.size();) {
    const std::size_t end = std::min(query.find('&', at), query.size());
    const std::string_view one = std::string_view(query).substr(at, end - at);
    if (one.starts_with(name) && one.substr(name.size()).starts_with('=')) {
      return std::string(one.substr(name.size() + 1));
    }
    at = end + 1;
  }
  return {};
}

}  // namespace heyi::station
