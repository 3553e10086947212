// The parser is fed by hand: every wait stays where its deadline is. What it takes and could be meant in two ways is
// refused here.
#include "station/http/wire.hpp"

#include <strings.h>

#include <algorithm>
#include <array>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/status.hpp>
#include <limits>

namespace heyi::station {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;

constexpr std::string_view kHeadEnd = "\r\n\r\n";

std::string text(boost::beast::string_view octets) { return {octets.data(), octets.size()}; }

bool is_same(std::string_view sent, std::string_view lower) noexcept {
  return sent.size() == lower.size() && ::strncasecmp(sent.data(), lower.data(), lower.size()) == 0;
}

// A line that begins with a blank goes on with the line before it, for some and not for others.
bool is_folded(std::string_view head) noexcept {
  return head.find("\r\n ") != std::string_view::npos || head.find("\r\n\t") != std::string_view::npos;
}

// Where a body ends must be said once and plainly, or the rest of it could be somebody else's request.
bool is_framed_plainly(const Request& request, unsigned version) noexcept {
  const std::size_t lengths = request.count("Content-Length"), codings = request.count("Transfer-Encoding");
  if (lengths + codings > 1) return false;
  if (codings == 1) return version == 11 && is_same(request.header("Transfer-Encoding"), "chunked");
  return request.header("Content-Length").find_first_not_of("0123456789") == std::string_view::npos;
}

void take(const http::request<http::buffer_body>& read, Request& request) {
  request.method = text(read.method_string());
  request.path = text(read.target());
  if (const std::size_t mark = request.path.find('?'); mark != std::string::npos) {
    request.query = request.path.substr(mark + 1);
    request.path.resize(mark);
  }
  for (const auto& field : read) request.headers.emplace_back(text(field.name_string()), text(field.value()));
}

}  // namespace

struct RequestReader::Impl {
  Connection& connection;
  http::request_parser<http::buffer_body> parser;
  std::array<char, kMaxHead> buffer;
  std::size_t begin = 0, end = 0;
  bool is_asked_for = false;

  explicit Impl(Connection& given) : connection(given) {
    parser.header_limit(kMaxHead);
    // Bodies are counted here. Beast 1.74 takes "no limit" for a limit of nothing, and forgets others.
    parser.body_limit(std::numeric_limits<std::uint64_t>::max());
  }

  bool is_full() const noexcept { return begin == 0 && end == buffer.size(); }

  // false when nothing came; also when the buffer is full of what the parser cannot use yet.
  bool receive(Moment until) {
    std::copy(buffer.begin() + begin, buffer.begin() + end, buffer.begin());
    end -= begin;
    begin = 0;
    if (is_full()) return false;
    const std::size_t came = connection.receive(std::span(buffer).subspan(end), until);
    end += came;
    return came > 0;
  }
};

RequestReader::RequestReader(Connection& connection) : impl_(std::make_unique<Impl>(connection)) {}
RequestReader::~RequestReader() = default;

Arrival RequestReader::read_head(Request& request, Moment until) {
  // Beast takes a head line by line, and bounds each alone. It gets the whole of it, so that the bound is on all.
  const std::string_view came(impl_->buffer.data(), impl_->buffer.size());
  std::size_t size = std::string_view::npos;
  while (size == std::string_view::npos) {
    const std::size_t looked_at = impl_->end;
    if (!impl_->receive(until)) return impl_->is_full() ? Arrival::too_long : Arrival::cut_off;
    size = came.substr(0, impl_->end).find(kHeadEnd, looked_at - std::min(looked_at, kHeadEnd.size() - 1));
  }
  const std::string_view head = came.substr(0, size + kHeadEnd.size());
  if (is_folded(head)) return Arrival::wrong;
  error_code error;
  impl_->begin = impl_->parser.put(boost::asio::buffer(head.data(), head.size()), error);
  take(impl_->parser.get(), request);
  if (error || !impl_->parser.is_header_done()) return Arrival::wrong;
  const unsigned version = impl_->parser.get().version();
  if ((version != 10 && version != 11) || !is_framed_plainly(request, version)) return Arrival::wrong;
  impl_->is_asked_for = version == 11 && is_same(request.header("Expect"), "100-continue");
  return Arrival::whole;
}

std::uint64_t RequestReader::declared() const noexcept {
  return impl_->parser.is_header_done() ? impl_->parser.content_length().value_or(0) : 0;
}

bool RequestReader::wants_to_be_asked() const noexcept {
  return impl_->is_asked_for && !impl_->parser.is_done() && impl_->begin == impl_->end;
}

Arrival RequestReader::read_body(std::string& body, std::size_t most, Moment until) {
  impl_->parser.eager(true);
  std::array<char, 16384> part;
  bool is_hungry = impl_->begin == impl_->end;
  while (!impl_->parser.is_done()) {
    if (is_hungry && !impl_->receive(until)) return impl_->is_full() ? Arrival::wrong : Arrival::cut_off;
    auto& into = impl_->parser.get().body();
    into.data = part.data();
    into.size = part.size();
    error_code error;
    const char* const next = impl_->buffer.data() + impl_->begin;
    impl_->begin += impl_->parser.put(boost::asio::buffer(next, impl_->end - impl_->begin), error);
    const std::size_t came = part.size() - into.size;
    if (came > most - body.size()) return Arrival::too_long;
    body.append(part.data(), came);
    if (error && error != http::error::need_more && error != http::error::need_buffer) return Arrival::wrong;
    is_hungry = error == http::error::need_more || impl_->begin == impl_->end;
  }
  return Arrival::whole;
}

bool RequestReader::is_done() const noexcept { return impl_->parser.is_done(); }

std::string written(const Response& response, const Headers& common, bool has_body) {
  std::string octets = "HTTP/1.1 " + std::to_string(response.status) + ' ' +
                       text(http::obsolete_reason(static_cast<http::status>(response.status))) + "\r\n";
  const auto add = [&octets](std::string_view name, std::string_view value) {
    octets.append(name).append(": ").append(value).append("\r\n");
  };
  for (const auto& [name, value] : common) add(name, value);
  for (const auto& [name, value] : response.headers) add(name, value);
  if (!response.type.empty()) add("Content-Type", response.type);
  if (response.status != 204) add("Content-Length", std::to_string(response.body.size()));
  add("Connection", "close");
  octets += "\r\n";
  if (has_body) octets += response.body;
  return octets;
}

}  // namespace heyi::station
