// heyi trust rotate: the roots of today hand over to the roots of tomorrow.
#include <heyi/roots.hpp>

#include <algorithm>
#include <iostream>

#include "command.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"
#include "options.hpp"
#include "wording.hpp"

namespace heyi::cli {
namespace {

struct Options {
  std::vector<std::string> from, to, passphrase_files;
  std::string environment = kDefaultEnvironment, out, at;
  std::uint64_t version = 0;
  int threshold = 1;
};

// A root that stays stands in both lists and signs once.
void add_once(std::vector<PrivateKey>& keys, PrivateKey key) {
  const auto same = [&](const PrivateKey& other) { return other.public_key() == key.public_key(); };
  if (std::none_of(keys.begin(), keys.end(), same)) keys.push_back(std::move(key));
}

int run(const Options& options) {
  std::vector<std::string> files = options.from;
  files.insert(files.end(), options.to.begin(), options.to.end());
  const std::vector<PrivateKey> keys = load_signers(files, options.passphrase_files);
  RootListContent content;
  content.environment = options.environment;
  content.version = options.version;
  content.issued_at = time_of_run(options.at);
  content.threshold = options.threshold;
  std::vector<PrivateKey> once;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (i >= options.from.size()) content.keys.push_back(keys[i].public_key());
    add_once(once, keys[i]);
  }
  std::vector<const Signer*> signers;
  for (const PrivateKey& key : once) signers.push_back(&key);
  write_file(options.out, take(sign_root_list(content, signers), options.out));
  if (options.out != "-") {
    std::cout << content.environment << "  " << both("根密钥版本", "roots version") << ' ' << content.version << ", "
              << content.threshold << " / " << content.keys.size() << '\n';
    for (const PublicKey& key : content.keys) std::cout << "  " << key_label(key) << '\n';
  }
  return kExitAccept;
}

}  // namespace

void add_trust_rotate(Command& trust) {
  auto options = std::make_shared<Options>();
  Command command = trust.add_command(
      "rotate", "更换根密钥", "Sign a change of the root keys: enough old roots and all new ones sign it",
      "  heyi trust rotate --root old.pem --to new.pem --env demo --version 1 --out roots.1\n"
      "  heyi trust rotate --root a.pem --root b.pem --to b.pem --to c.pem --to d.pem --threshold 2 --version 2 --out "
      "roots.2\n"
      "A root that stays is named on both sides. Terminals take the change from a bundle, together with a trust list\n"
      "that the new roots signed.");
  command.repeated("--root", options->from, "Private key of a root that hands over, PEM", "OLD.pem").required();
  command.repeated("--to", options->to, "Private key of a root that takes over or stays, PEM", "NEW.pem").required();
  command.number("--threshold", options->threshold, "How many of the new roots must sign a list (default: 1)", "K");
  command.number("--version", options->version, "Number of this change: 1 for the first, then rising by one", "N")
      .required();
  command.text("--env", options->environment, "Environment (default: production)", "NAME");
  command.repeated("--passphrase-file", options->passphrase_files,
                   "File whose first line is the passphrase of the keys: one for all, or one for each in order",
                   "FILE");
  command.text("--out", options->out, "Change to write; `-`: standard output", "ROOTS").required();
  add_at(command, options->at);
  command.on_run(options, run);
}

}  // namespace heyi::cli
