// heyi status delta: what changed between two published lists, for terminals that have the first.
#include <heyi/status.hpp>
#include <iostream>

#include "command.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"
#include "options.hpp"

namespace heyi::cli {
namespace {

struct Options {
  std::string from, to, key, passphrase_file, trust, out, at;
  RootOptions roots;
};

int run(const Options& options) {
  const PrivateKey signer = load_signer(options.key, options.passphrase_file);
  const Time now = time_of_run(options.at);
  const TrustList trust = load_trust(options.trust, load_pins(options.roots));
  const auto open = [&](const std::string& file) {
    return take(StatusList::open(read_file(file, StatusList::kMaxSize), trust, now), file);
  };
  const StatusList from = open(options.from);
  const StatusList to = open(options.to);
  const Bytes delta = take(sign_status_delta(from, to, signer), options.to);
  // What a terminal would refuse must not be published: the wrong key, above all.
  take(from.apply(delta, trust, now), options.key);
  write_file(options.out, delta);
  if (options.out != "-") {
    std::cout << to.header().uri << "  #" << from.header().sequence << " -> #" << to.header().sequence << "  "
              << delta.size() << " octets\n";
  }
  return kExitAccept;
}

}  // namespace

void add_status_delta(Command& status) {
  auto options = std::make_shared<Options>();
  Command command =
      status.add_command("delta", "签发两次状态列表之间的增量", "Sign what changed between two published lists",
                         "  heyi status delta monday.list tuesday.list --key status.pem "
                         "--root root.pub.pem --trust trust.list --out tuesday.delta");
  command.argument("FROM", options->from, "Signed list that terminals have", "FROM.list").required();
  command.argument("TO", options->to, "Signed list that the delta leads to", "TO.list").required();
  command.text("--key", options->key, "Private key with the role status for this list, PEM", "STATUS.pem").required();
  add_passphrase(command, options->passphrase_file, "the key");
  add_root_options(command, options->roots, true);
  command.text("--trust", options->trust, "Signed trust list", "LIST").required();
  command.text("--out", options->out, "Delta to write; `-`: standard output", "DELTA").required();
  add_at(command, options->at);
  command.on_run(options, run);
}

}  // namespace heyi::cli
