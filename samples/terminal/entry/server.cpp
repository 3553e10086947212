// Heads are judged before bodies are read.
#include "entry/server.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <stdexcept>
#include <thread>

#include "station/http/bounded_server.hpp"

namespace heyi::terminal {
namespace {

using httplib::Request;
using httplib::Response;

constexpr const char* kJson = "application/json; charset=utf-8";

bool is_origin(std::string_view text) {
  const std::size_t scheme = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
  return scheme > 0 && text.size() > scheme && text.find_first_of("/*? \"\r\n", scheme) == std::string_view::npos;
}

std::string draw_token(Random& random) {
  std::array<std::uint8_t, 16> octets{};
  if (!random.fill(octets)) throw std::runtime_error("no random token for --entry");
  constexpr char kDigits[] = "0123456789abcdef";
  std::string token;
  for (const std::uint8_t octet : octets) {
    token += kDigits[octet >> 4];
    token += kDigits[octet & 15];
  }
  return token;
}

void write_token(const std::string& file, const std::string& token) {
  const std::string beside = file + ".new";
  ::unlink(beside.c_str());
  const int descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  const std::string line = token + "\n";
  const bool is_whole =
      descriptor >= 0 && ::write(descriptor, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  if (descriptor >= 0) ::close(descriptor);
  if (!is_whole || ::rename(beside.c_str(), file.c_str()) != 0) throw std::runtime_error(file + ": cannot be written");
}

bool is_same(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  return difference == 0;
}

void refuse(Response& response, int status, const char* why) {
  response.status = status;
  response.set_content(std::string(R"({"error":{"reason":")") + why + "\"}}", kJson);
}

}  // namespace

struct EntryServer::Impl {
  Settings settings;
  Entry& entry;
  std::string token;
  station::BoundedServer http;
  int port = 0;
  std::atomic<bool> is_listening{true};
  std::thread thread;

  Impl(Settings given, Entry& entry_, Random& random)
      : settings(std::move(given)), entry(entry_), token(draw_token(random)) {}

  bool is_known(const std::string& origin) const {
    return std::find(settings.origins.begin(), settings.origins.end(), origin) != settings.origins.end();
  }

  // 0 when the request may be answered, else the status.
  int check(const Request& request) const {
    const std::string here = ":" + std::to_string(port), host = request.get_header_value("Host");
    if (host != "127.0.0.1" + here && host != "localhost" + here) return 421;
    if (request.has_header("Origin")) return is_known(request.get_header_value("Origin")) ? 0 : 403;
    // A browser says of each request where it comes from; one that does not say is another program's.
    if (request.has_header("Sec-Fetch-Site")) return 403;
    return is_same(request.get_header_value("X-Heyi-Token"), token) ? 0 : 401;
  }

  void allow(const Request& request, Response& response) const {
    if (!request.has_header("Origin")) return;
    response.set_header("Access-Control-Allow-Origin", request.get_header_value("Origin"));
    response.set_header("Vary", "Origin");
  }

  void add_routes() {
    http.Options("/call", [this](const Request& request, Response& response) {
      if (const int status = check(request); status != 0 || !request.has_header("Origin")) {
        return refuse(response, status != 0 ? status : 400, "entry.not_allowed");
      }
      allow(request, response);
      response.set_header("Access-Control-Allow-Methods", "POST");
      response.set_header("Access-Control-Allow-Headers", "Content-Type");
      response.set_header("Access-Control-Allow-Private-Network", "true");
      response.status = 204;
    });
    http.Post("/call", [this](const Request& request, Response& response, const httplib::ContentReader& read) {
      if (const int status = check(request); status != 0) return refuse(response, status, "entry.not_allowed");
      allow(request, response);
      // A form's types need no preflight: a page that may not ask could send them, though it would not see the answer.
      if (!request.get_header_value("Content-Type").starts_with("application/json")) {
        return refuse(response, 415, "entry.not_json");
      }
      std::string body;
      const bool is_whole = read([&](const char* data, std::size_t size) {
        if (size > Entry::kMaxRequest - body.size()) return false;
        body.append(data, size);
        return true;
      });
      if (!is_whole) return refuse(response, 413, "entry.too_large");
      response.set_content(entry.call(body), kJson);
    });
    http.set_error_handler([](const Request&, Response& response) {
      if (response.body.empty() && response.status != 204) refuse(response, response.status, "entry.no_such_request");
    });
    http.set_exception_handler(
        [](const Request&, Response& response, std::exception_ptr) { refuse(response, 500, "internal.failure"); });
  }
};

EntryServer::EntryServer(const Settings& settings, Entry& entry, Random& random)
    : impl_(std::make_unique<Impl>(settings, entry, random)) {
  for (const std::string& origin : settings.origins) {
    if (!is_origin(origin)) throw std::runtime_error("--entry-origin: " + origin + " is no origin");
  }
  station::BoundedServer& http = impl_->http;
  http.new_task_queue = [] { return new httplib::ThreadPool(8); };
  http.set_tcp_nodelay(true);
  http.set_payload_max_length(Entry::kMaxRequest);
  http.set_default_headers({{"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}});
  impl_->port = http.open(settings.port);
  if (impl_->port <= 0) throw std::runtime_error("port " + std::to_string(settings.port) + " of 127.0.0.1 is taken");
  write_token(settings.token_file, impl_->token);
  impl_->add_routes();
  impl_->thread = std::thread([this] {
    impl_->http.listen_after_bind();
    impl_->is_listening = false;
  });
  // The library can only end a server that runs: one that is destroyed at once would wait for ever.
  while (!http.is_running() && impl_->is_listening) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

EntryServer::~EntryServer() {
  impl_->http.stop();
  if (impl_->thread.joinable()) impl_->thread.join();
}

int EntryServer::port() const noexcept { return impl_->port; }
bool EntryServer::is_listening() const noexcept { return impl_->is_listening; }

}  // namespace heyi::terminal
