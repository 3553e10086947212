// Routes and heads; what is answered is worked out elsewhere.
#include "agent/server.hpp"

#include <algorithm>
#include <stdexcept>
#include <thread>

#include "agent/answer.hpp"
#include "agent/embedded.hpp"
#include "agent/frame.hpp"
#include "agent/frame_route.hpp"
#include "agent/gate.hpp"
#include "agent/health.hpp"
#include "agent/refuser.hpp"
#include "station/http/bounded_server.hpp"
#include "station/log.hpp"

namespace heyi::kiosk {
namespace {

using httplib::Request;
using httplib::Response;

constexpr std::string_view kTokenMark = "@TOKEN@";

const httplib::Headers& common_headers() {
  static const httplib::Headers headers = {
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
  return headers;
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
  station::BoundedServer http;
  int port = 0;
  std::unique_ptr<Gate> gate;
  Refuser refuse;
  std::unique_ptr<FrameRoute> frames;
  std::atomic<bool> is_listening{true};
  std::thread thread;

  Impl(const ServerSettings& given, station::Keeper& keeper_, const station::UpdateFolder* updates_,
       ExampleSource* examples_)
      : settings(given), keeper(keeper_), updates(updates_), examples(examples_) {}

  // A handler that answers when the gate lets the request pass.
  template <typename Answer>
  httplib::Server::Handler behind(std::optional<Refusal> (Gate::*check)(const RequestHead&) const, Answer answer) {
    return [this, check, answer](const Request& request, Response& response) {
      if (const auto refusal = (*gate.*check)(head_of(request))) return refuse(response, *refusal);
      answer(request, response);
    };
  }

  void serve_file(const std::string& name, Response& response) {
    const std::string_view content = embedded_file(name);
    const char* type = type_of(name);
    if (content.empty() || type == nullptr) return refuse(response, Refusal::not_found);
    std::string body(content);
    if (const std::size_t at = body.find(kTokenMark); at != std::string::npos && name == "index.html") {
      body.replace(at, kTokenMark.size(), gate->token());
    }
    response.set_content(body, type);
  }

  void show_example(const Request& request, Response& response) {
    const auto side = [&](const char* name, int otherwise) {
      const std::string text = request.get_param_value(name);
      const bool is_number =
          !text.empty() && text.size() <= 4 && text.find_first_not_of("0123456789") == std::string::npos;
      return is_number ? std::clamp(std::stoi(text), 160, 2560) : otherwise;
    };
    Result<Bytes> picture = examples == nullptr ? Result<Bytes>(fail(Reason::scan_bad_image))
                                                : examples->picture(request.matches[1].str(), side("width", 1280),
                                                                    side("height", 720), station::clock_now());
    if (!picture) return refuse(response, Refusal::not_found);
    response.set_content(std::string(as_text(*picture)), "image/png");
  }

  void add_routes() {
    http.Get("/", behind(&Gate::check_page,
                         [this](const Request&, Response& response) { serve_file("index.html", response); }));
    http.Get("/([a-z_]+\\.[a-z]+)", behind(&Gate::check_page, [this](const Request& request, Response& response) {
               serve_file(request.matches[1].str(), response);
             }));
    http.Get("/api/health", behind(&Gate::check_page, [this](const Request&, Response& response) {
               const Health health = look_after(keeper, updates, settings.policy, started, station::clock_now());
               response.status = health.is_ready ? 200 : 503;
               response.set_content(health.json, kJsonType);
             }));
    http.Get("/api/settings", behind(&Gate::check_api, [this](const Request&, Response& response) {
               const auto list = examples != nullptr ? examples->examples() : std::vector<Example>();
               response.set_content(
                   settings_json({settings.place.area, examples != nullptr, settings.idle_seconds,
                                  look_after(keeper, updates, settings.policy, started, station::clock_now()).is_ready,
                                  list}),
                   kJsonType);
             }));
    http.Get("/api/example/([a-z_]+)", behind(&Gate::check_api, [this](const Request& request, Response& response) {
               show_example(request, response);
             }));
    http.Post("/api/frame", [this](const Request& request, Response& response, const httplib::ContentReader& read) {
      frames->answer(request, response, read);
    });
    http.set_error_handler([this](const Request& request, Response& response) {
      if (!response.body.empty()) return;
      // What a stranger addressed to another name is not told even that it is not there.
      if (const auto refusal = gate->check_page(head_of(request))) return refuse(response, *refusal);
      refuse(response, response.status == 413   ? Refusal::too_large
                       : response.status == 404 ? Refusal::not_found
                       : response.status == 500 ? Refusal::failed
                                                : Refusal::bad_request);
    });
    http.set_exception_handler(
        [this](const Request&, Response& response, std::exception_ptr) { refuse(response, Refusal::failed); });
  }
};

Server::Server(const ServerSettings& settings, station::Keeper& keeper, const station::UpdateFolder* updates,
               ExampleSource* examples, Random& random)
    : impl_(std::make_unique<Impl>(settings, keeper, updates, examples)) {
  station::BoundedServer& http = impl_->http;
  // Most of them wait: for slow connections, of which there may be some, and never more than two for a judgement
  // (turns.hpp).
  http.new_task_queue = [] { return new httplib::ThreadPool(32); };
  http.set_tcp_nodelay(true);
  http.set_payload_max_length(kMaxFrameSize);
  http.set_default_headers(common_headers());
  if (settings.listening >= 0) http.adopt(settings.listening);
  impl_->port = settings.listening >= 0 ? settings.port : http.open(settings.port);
  if (impl_->port <= 0) throw std::runtime_error("port " + std::to_string(settings.port) + " of 127.0.0.1 is taken");
  impl_->gate = std::make_unique<Gate>(impl_->port, random);
  impl_->frames =
      std::make_unique<FrameRoute>(*impl_->gate, keeper, settings.place, settings.frame_rate, impl_->refuse);
  impl_->add_routes();
}

Server::~Server() { stop(); }

int Server::port() const noexcept { return impl_->port; }

void Server::start() {
  impl_->thread = std::thread([this] {
    impl_->http.listen_after_bind();
    impl_->is_listening = false;
  });
}

bool Server::is_listening() const { return impl_->is_listening; }

std::chrono::milliseconds Server::longest_judgement() const { return impl_->frames->longest_judgement(); }

void Server::stop() {
  impl_->http.stop();
  if (impl_->thread.joinable()) impl_->thread.join();
}

bool Server::is_answering() const {
  httplib::Client client("127.0.0.1", impl_->port);
  client.set_connection_timeout(2);
  client.set_read_timeout(2);
  return static_cast<bool>(client.Get("/api/health"));
}

}  // namespace heyi::kiosk
