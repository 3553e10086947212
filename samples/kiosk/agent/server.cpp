// Routes and heads; what is answered is worked out elsewhere.
#include "agent/server.hpp"

#include <algorithm>
#include <stdexcept>

#include "agent/answer.hpp"
#include "agent/embedded.hpp"
#include "agent/frame.hpp"
#include "agent/frame_route.hpp"
#include "agent/gate.hpp"
#include "agent/health.hpp"
#include "agent/refuser.hpp"
#include "station/http/probe.hpp"
#include "station/http/server.hpp"
#include "station/log.hpp"

namespace heyi::kiosk {
namespace {

using station::Request;
using station::Response;

constexpr std::string_view kTokenMark = "@TOKEN@";

// Most of them wait: for slow connections, of which there may be some, and never more than two for a judgement
// (turns.hpp).
constexpr std::size_t kThreads = 32;

station::Headers common_headers() {
  return {
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
       "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
      {"Permissions-Policy", "camera=(self), microphone=(), geolocation=()"},
      {"X-Content-Type-Options", "nosniff"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Referrer-Policy", "no-referrer"},
      {"Cache-Control", "no-store"},
  };
}

const char* type_of(std::string_view name) noexcept {
  if (name.ends_with(".html")) return "text/html; charset=utf-8";
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".svg")) return "image/svg+xml";
  return nullptr;  // Carried, but not served.
}

}  // namespace

struct Server::Impl {
  const ServerSettings settings;
  station::Keeper& keeper;
  const station::UpdateFolder* updates;
  ExampleSource* examples;
  const Time started = station::clock_now();
  int port = 0;
  std::unique_ptr<Gate> gate;
  Refuser refuse;
  std::unique_ptr<FrameRoute> frames;
  station::Server http;  // Its threads use all of the above, and end first.

  Impl(const ServerSettings& given, station::Keeper& keeper_, const station::UpdateFolder* updates_,
       ExampleSource* examples_)
      : settings(given), keeper(keeper_), updates(updates_), examples(examples_) {}

  using Check = std::optional<Refusal> (Gate::*)(const RequestHead&) const;

  // A route for GET that answers when the gate lets the request pass.
  station::Route get(const char* path, Check check, std::function<Response(const Request&)> answer) {
    return {"GET", path, std::move(answer), [this, check](const Request& request) -> std::optional<Response> {
              if (const auto refusal = (*gate.*check)(head_of(request))) return refuse(*refusal);
              return std::nullopt;
            }};
  }

  Response serve_file(const std::string& name) {
    const std::string_view content = embedded_file(name);
    const char* type = type_of(name);
    if (content.empty() || type == nullptr) return refuse(Refusal::not_found);
    std::string body(content);
    if (const std::size_t at = body.find(kTokenMark); at != std::string::npos && name == "index.html") {
      body.replace(at, kTokenMark.size(), gate->token());
    }
    return {200, type, std::move(body), {}};
  }

  Response show_example(const Request& request) {
    const auto side = [&](const char* name, int otherwise) {
      const std::string text = request.parameter(name);
      const bool is_number =
          !text.empty() && text.size() <= 4 && text.find_first_not_of("0123456789") == std::string::npos;
      return is_number ? std::clamp(std::stoi(text), 160, 2560) : otherwise;
    };
    Result<Bytes> picture = examples == nullptr ? Result<Bytes>(fail(Reason::scan_bad_image))
                                                : examples->picture(request.rest, side("width", 1280),
                                                                    side("height", 720), station::clock_now());
    if (!picture) return refuse(Refusal::not_found);
    return {200, "image/png", std::string(as_text(*picture)), {}};
  }

  Response tell_health() {
    Health health = look_after(keeper, updates, settings.policy, started, station::clock_now());
    return {health.is_ready ? 200 : 503, kJsonType, std::move(health.json), {}};
  }

  Response tell_settings() {
    const auto list = examples != nullptr ? examples->examples() : std::vector<Example>();
    const bool is_ready = look_after(keeper, updates, settings.policy, started, station::clock_now()).is_ready;
    return {200,
            kJsonType,
            settings_json({settings.place.area, examples != nullptr, settings.idle_seconds, is_ready, list}),
            {}};
  }

  // What no route answers.
  Response answer_otherwise(const Request& request, int status) {
    // Of a head that is too long nothing was read, not even whom it addresses.
    if (status == 431) return refuse(Refusal::bad_request);
    // What a stranger addressed to another name is not told even that it is not there.
    if (const auto refusal = gate->check_page(head_of(request))) return refuse(*refusal);
    return refuse(status == 413   ? Refusal::too_large
                  : status == 404 ? Refusal::not_found
                  : status == 500 ? Refusal::failed
                                  : Refusal::bad_request);
  }

  station::Site site() {
    station::Site site;
    site.routes = {
        get("/", &Gate::check_page, [this](const Request&) { return serve_file("index.html"); }),
        get("/api/health", &Gate::check_page, [this](const Request&) { return tell_health(); }),
        get("/api/settings", &Gate::check_api, [this](const Request&) { return tell_settings(); }),
        get("/api/example/*", &Gate::check_api, [this](const Request& request) { return show_example(request); }),
        get("/*", &Gate::check_page, [this](const Request& request) { return serve_file(request.rest); }),
        {"POST", "/api/frame", [this](const Request& request) { return frames->answer(request); },
         [this](const Request& request) { return frames->check(request); }, kMaxFrameSize},
    };
    site.common = common_headers();
    site.otherwise = [this](const Request& request, int status) { return answer_otherwise(request, status); };
    return site;
  }
};

Server::Server(const ServerSettings& settings, station::Keeper& keeper, const station::UpdateFolder* updates,
               ExampleSource* examples, Random& random)
    : impl_(std::make_unique<Impl>(settings, keeper, updates, examples)) {
  station::Server& http = impl_->http;
  if (settings.listening >= 0) http.adopt(settings.listening);
  impl_->port = settings.listening >= 0 ? settings.port : http.open(settings.port);
  if (impl_->port <= 0) throw std::runtime_error("port " + std::to_string(settings.port) + " of 127.0.0.1 is taken");
  impl_->gate = std::make_unique<Gate>(impl_->port, random);
  impl_->frames =
      std::make_unique<FrameRoute>(*impl_->gate, keeper, settings.place, settings.frame_rate, impl_->refuse);
}

Server::~Server() = default;

int Server::port() const noexcept { return impl_->port; }

void Server::start() { impl_->http.start(impl_->site(), kThreads); }

bool Server::is_listening() const { return impl_->http.is_listening(); }

std::chrono::milliseconds Server::longest_judgement() const { return impl_->frames->longest_judgement(); }

void Server::stop() { impl_->http.stop(); }

bool Server::is_answering() const { return station::is_answering(impl_->port, "/api/health", std::chrono::seconds(2)); }

}  // namespace heyi::kiosk
