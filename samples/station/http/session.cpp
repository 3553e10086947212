// Heads are judged before bodies are read. One request a connection: what is left of a body that was refused would be
// taken for the next request, without the browser's word on who sent it. On loopback a connection costs next to
// nothing.
#include "station/http/session.hpp"

#include <algorithm>

#include "station/http/wire.hpp"

namespace heyi::station {
namespace {

// So much of a body that is refused is thrown away, for so long, for the answer to arrive before the connection closes.
constexpr std::size_t kMostUnwanted = 64 * 1024 * 1024;
constexpr std::chrono::seconds kUnwantedTime{2};

Moment in(std::chrono::milliseconds time) { return std::chrono::steady_clock::now() + time; }

bool fits(const Route& route, Request& request) {
  if (route.method != request.method && (route.method != "GET" || request.method != "HEAD")) return false;
  if (!route.path.ends_with('*')) return route.path == request.path;
  const std::string_view begin(route.path.data(), route.path.size() - 1);
  if (!request.path.starts_with(begin)) return false;
  request.rest = request.path.substr(begin.size());
  return !request.rest.empty() && request.rest.find('/') == std::string::npos;
}

// `host:port`, as a tunnel would have it, and `*` are not addresses of anything here.
bool is_address(const std::string& path) { return path.starts_with('/') || path.find("://") != std::string::npos; }

Response respond(Connection& connection, RequestReader& reader, Request& request, const Site& site) {
  if (!is_address(request.path)) return site.otherwise(request, 400);
  const auto route =
      std::find_if(site.routes.begin(), site.routes.end(), [&](const Route& one) { return fits(one, request); });
  if (route == site.routes.end()) return site.otherwise(request, 404);
  if (route->check) {
    if (std::optional<Response> refused = route->check(request)) return *std::move(refused);
  }
  if (reader.declared() > route->max_body) return site.otherwise(request, 413);
  const Moment until = in(route->body_time);
  if (reader.wants_to_be_asked() && !connection.send("HTTP/1.1 100 Continue\r\n\r\n", until)) {
    return site.otherwise(request, 408);
  }
  switch (reader.read_body(request.body, route->max_body, until)) {
    case Arrival::whole: return route->answer(request);
    case Arrival::cut_off: return site.otherwise(request, 408);
    case Arrival::too_long: return site.otherwise(request, 413);
    case Arrival::wrong: break;
  }
  return site.otherwise(request, 400);
}

Response answer_to(Connection& connection, RequestReader& reader, Arrival head, Request& request, const Site& site) {
  try {
    if (head == Arrival::whole) return respond(connection, reader, request, site);
    return site.otherwise(request, head == Arrival::too_long ? 431 : 400);
  } catch (...) {
    return site.otherwise(request, 500);
  }
}

}  // namespace

void serve(Connection& connection, const Site& site) {
  RequestReader reader(connection);
  Request request;
  const Arrival head = reader.read_head(request, in(site.head_time));
  // There is nobody to answer, or a browser that opened a connection for later.
  if (head == Arrival::cut_off) return;
  const Response response = answer_to(connection, reader, head, request, site);
  if (!connection.send(written(response, site.common, request.method != "HEAD"), in(site.answer_time))) return;
  const bool is_worth_waiting = !reader.is_done() && reader.declared() <= kMostUnwanted;
  connection.finish(kMostUnwanted, is_worth_waiting ? in(kUnwantedTime) : in({}));
}

}  // namespace heyi::station
