// Strict: an address that is read in two ways sends people's data to the wrong one.
#include "outbox/endpoint.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace heyi::terminal {
namespace {

Error wrong(const char* what) { return fail(Reason::claims_out_of_range, what); }

bool is_letter_or_digit(char letter) {
  return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

bool is_host_name(std::string_view host) {
  return !host.empty() && host.size() <= 253 && is_letter_or_digit(host.front()) && is_letter_or_digit(host.back()) &&
         host.find("..") == std::string_view::npos && std::all_of(host.begin(), host.end(), [](char letter) {
           return is_letter_or_digit(letter) || letter == '-' || letter == '.' || letter == '_';
         });
}

bool is_ipv6(const std::string& host) {
  in6_addr address{};
  return ::inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

Result<int> parse_port(std::string_view text) {
  int port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  const bool is_whole = error == std::errc() && end == text.data() + text.size();
  if (!is_whole || text.front() == '0' || port < 1 || port > 65535) return wrong("the port is 1 to 65535");
  return port;
}

// `host`, `host:port`, `[v6]`, `[v6]:port`; a port of 0 stands for none.
Result<Endpoint> split(std::string_view text) {
  Endpoint found;
  std::string_view rest;
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return wrong("the bracket is not closed");
    found.host = text.substr(1, end - 1);
    rest = text.substr(end + 1);
    if (!is_ipv6(found.host)) return wrong("there is no IPv6 address between the brackets");
    if (!rest.empty() && !rest.starts_with(':')) return wrong("a port comes behind a colon");
  } else {
    const std::size_t end = std::min(text.find(':'), text.size());
    found.host = text.substr(0, end);
    rest = text.substr(end);
    if (!is_host_name(found.host)) return wrong("the host is a name, an IPv4 address, or an IPv6 address in brackets");
  }
  if (rest.empty()) return found;
  const Result<int> port = parse_port(rest.substr(1));
  if (!port) return port.error();
  found.port = *port;
  return found;
}

bool is_path(std::string_view path) {
  constexpr std::string_view kOthers = "-._~!$&'()*+,;=:@/%";
  return std::all_of(path.begin(), path.end(), [&](char letter) {
    return is_letter_or_digit(letter) || kOthers.find(letter) != std::string_view::npos;
  });
}

}  // namespace

Result<Endpoint> parse_endpoint(std::string_view text) {
  Result<Endpoint> found = split(text);
  if (found && found->port == 0) return wrong("the port is missing: host:port");
  return found;
}

Result<BaseUrl> parse_base_url(std::string_view text) {
  BaseUrl url;
  if (text.starts_with("https://")) {
    url.is_secure = true;
  } else if (!text.starts_with("http://")) {
    return wrong("a URL begins with http:// or https://");
  }
  text.remove_prefix(url.is_secure ? 8 : 7);
  const std::size_t end = std::min(text.find_first_of("/?#"), text.size());
  url.authority = text.substr(0, end);
  url.path = text.substr(end);
  if (url.authority.find('@') != std::string::npos) return wrong("a URL holds no name and no password");
  if (!is_path(url.path)) return wrong("the URL's path holds other characters, a query or a fragment");
  while (url.path.ends_with('/')) url.path.pop_back();
  Result<Endpoint> place = split(url.authority);
  if (!place) return place.error();
  url.host = std::move(place->host);
  url.port = place->port != 0 ? place->port : url.is_secure ? 443 : 80;
  return url;
}

}  // namespace heyi::terminal
