// Heads are judged before bodies are read.
#include "entry/server.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "station/http/server.hpp"

namespace heyi::terminal {
namespace {

using station::Request;
using station::Response;

constexpr const char* kJson = "application/json; charset=utf-8";
constexpr std::size_t kThreads = 8;

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

Response refuse(int status, const char* why) {
  return {status, kJson, std::string(R"({"error":{"reason":")") + why + "\"}}", {}};
}

}  // namespace

struct EntryServer::Impl {
  Settings settings;
  Entry& entry;
  std::string token;
  int port = 0;
  station::Server http;  // Its threads use all of the above, and end first.

  Impl(Settings given, Entry& entry_, Random& random)
      : settings(std::move(given)), entry(entry_), token(draw_token(random)) {}

  bool is_known(std::string_view origin) const {
    return std::find(settings.origins.begin(), settings.origins.end(), origin) != settings.origins.end();
  }

  // 0 when the request may be answered, else the status.
  int judge(const Request& request) const {
    // Two of them would leave open which one counts.
    for (const char* name : {"Host", "Origin", "X-Heyi-Token"}) {
      if (request.count(name) > 1) return 400;
    }
    const std::string here = ":" + std::to_string(port);
    const std::string_view host = request.header("Host");
    if (host != "127.0.0.1" + here && host != "localhost" + here) return 421;
    if (request.count("Origin") > 0) return is_known(request.header("Origin")) ? 0 : 403;
    // A browser says of each request where it comes from; one that does not say is another program's.
    if (request.count("Sec-Fetch-Site") > 0) return 403;
    return is_same(request.header("X-Heyi-Token"), token) ? 0 : 401;
  }

  // A page that may ask may also see the answer.
  static Response allowed(const Request& request, Response response) {
    if (request.count("Origin") == 0) return response;
    response.headers.emplace_back("Access-Control-Allow-Origin", request.header("Origin"));
    response.headers.emplace_back("Vary", "Origin");
    return response;
  }

  Response answer_preflight(const Request& request) const {
    const int status = judge(request);
    if (status != 0) return refuse(status, "entry.not_allowed");
    if (request.count("Origin") == 0) return refuse(400, "entry.not_allowed");
    return allowed(request, {204,
                             {},
                             {},
                             {{"Access-Control-Allow-Methods", "POST"},
                              {"Access-Control-Allow-Headers", "Content-Type"},
                              {"Access-Control-Allow-Private-Network", "true"}}});
  }

  std::optional<Response> check_call(const Request& request) const {
    if (const int status = judge(request); status != 0) return refuse(status, "entry.not_allowed");
    // A form's types need no preflight: a page that may not ask could send them, though it would not see the answer.
    if (!request.header("Content-Type").starts_with("application/json")) {
      return allowed(request, refuse(415, "entry.not_json"));
    }
    return std::nullopt;
  }

  Response answer_otherwise(const Request& request, int status) const {
    if (status == 500) return refuse(500, "internal.failure");
    const Response refused = refuse(status, status == 413 ? "entry.too_large" : "entry.no_such_request");
    return judge(request) == 0 ? allowed(request, refused) : refused;
  }

  station::Site site() {
    station::Site site;
    site.routes = {
        {"OPTIONS", "/call", [this](const Request& request) { return answer_preflight(request); }},
        {"POST", "/call",
         [this](const Request& request) { return allowed(request, {200, kJson, entry.call(request.body), {}}); },
         [this](const Request& request) { return check_call(request); }, Entry::kMaxRequest},
    };
    site.common = {{"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}};
    site.otherwise = [this](const Request& request, int status) { return answer_otherwise(request, status); };
    return site;
  }
};

EntryServer::EntryServer(const Settings& settings, Entry& entry, Random& random)
    : impl_(std::make_unique<Impl>(settings, entry, random)) {
  for (const std::string& origin : settings.origins) {
    if (!is_origin(origin)) throw std::runtime_error("--entry-origin: " + origin + " is no origin");
  }
  impl_->port = impl_->http.open(settings.port);
  if (impl_->port <= 0) throw std::runtime_error("port " + std::to_string(settings.port) + " of 127.0.0.1 is taken");
  write_token(settings.token_file, impl_->token);
  impl_->http.start(impl_->site(), kThreads);
}

EntryServer::~EntryServer() = default;

int EntryServer::port() const noexcept { return impl_->port; }
bool EntryServer::is_listening() const noexcept { return impl_->http.is_listening(); }

}  // namespace heyi::terminal
