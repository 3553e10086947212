// Where the shared replay cache is, in one word, and a password that never stands on the command line.
#include "shared_replay.hpp"

#include <charconv>
#include <iostream>

#include "failure.hpp"
#include "keys.hpp"
#include "terminal.hpp"

namespace heyi::cli {
namespace {

// A path has a slash; a host is followed by its port, and an IPv6 address stands in brackets.
void read_server(const std::string& server, SharedReplayOptions& options) {
  if (server.find('/') != std::string::npos) {
    options.socket_path = server;
    return;
  }
  const std::size_t colon = server.rfind(':');
  const char* const end = server.data() + server.size();
  std::uint16_t port = 0;
  const bool has_port = colon != std::string::npos && colon > 0;
  const auto read = has_port ? std::from_chars(server.data() + colon + 1, end, port) : std::from_chars_result{};
  if (!has_port || read.ec != std::errc{} || read.ptr != end || port == 0) {
    throw usage("--replay-redis: HOST:PORT, or the path of a socket");
  }
  options.host = server.substr(0, colon);
  if (options.host.front() == '[' && options.host.back() == ']') options.host = options.host.substr(1, colon - 2);
  options.port = port;
}

}  // namespace

void add_shared_replay(Command& command, SharedReplayWords& words) {
  command.text("--replay-redis", words.server, "Redis server where the terminals share the codes used; needs --state",
               "HOST:PORT|SOCKET");
  command.text("--replay-password-file", words.password_file, "Its password, the file's first line", "FILE");
  command.text("--terminal", words.terminal, "This terminal's own name there, without spaces", "NAME");
}

void check_shared_replay(const SharedReplayWords& words, bool has_state) {
  if (words.server.empty()) {
    if (words.password_file.empty() && words.terminal.empty()) return;
    throw usage("--replay-password-file and --terminal go with --replay-redis");
  }
  if (!has_state) throw usage("--replay-redis needs --state, for when the server is lost");
  if (words.terminal.empty()) throw usage("--replay-redis needs --terminal");
}

std::unique_ptr<SharedReplayCache> open_shared_replay(const SharedReplayWords& words, ReplayCache& local) {
  if (words.server.empty()) return nullptr;
  SharedReplayOptions options;
  read_server(words.server, options);
  options.terminal = words.terminal;
  const Secret password = read_passphrase(words.password_file);
  options.password = password.text();
  auto cache = take(SharedReplayCache::open(options, local), "--replay-redis");
  if (!cache->connected()) {
    std::cerr << "heyi: "
              << "共享防重放服务器无法使用 / the shared replay cache cannot be used: " << printable(cache->last_error())
              << '\n';
  }
  return cache;
}

}  // namespace heyi::cli
