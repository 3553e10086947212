// heyi trust sign and pin: the root keys sign a list, and a verifier gets the root's public key with its environment.
#include <iostream>

#include "command.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"
#include "options.hpp"
#include "trust_draft.hpp"

namespace heyi::cli {
namespace {

struct SignOptions {
  std::string draft, out, valid = "90d", at;
  std::vector<std::string> roots, passphrase_files;
};

struct PinOptions {
  std::string root, environment = kDefaultEnvironment, passphrase_file, out;
};

int sign(const SignOptions& options) {
  const std::vector<PrivateKey> roots = load_signers(options.roots, options.passphrase_files);
  const FolderLock lock(options.draft);
  TrustListContent content = load_trust_draft(options.draft);
  ++content.sequence;
  content.issued_at = time_of_run(options.at);
  content.next_update = content.issued_at + parse_duration(options.valid, "--valid");
  std::vector<const Signer*> signers;
  for (const PrivateKey& root : roots) signers.push_back(&root);
  const Bytes list = take(sign_trust_list(content, signers), options.draft);
  const std::string draft = trust_draft_text(content, options.draft);
  // The draft first: a process that dies in between leaves out a number, and never signs two lists under one.
  write_file(options.draft, as_bytes(draft));
  write_file(options.out, list);
  if (options.out != "-") {
    std::cout << content.environment << "  #" << content.sequence << "  " << format_time(content.issued_at) << " - "
              << format_time(content.next_update) << '\n';
  }
  return kExitAccept;
}

int pin(const PinOptions& options) {
  const bool is_private = read_secret(options.root).text().find("PRIVATE KEY-----") != std::string::npos;
  const PublicKey key =
      is_private ? load_signer(options.root, options.passphrase_file).public_key() : load_public(options.root);
  const std::string& name = options.environment;
  // The draft's own rules are those for an environment's name.
  TrustListContent probe;
  probe.environment = name;
  probe.issued_at = from_unix(1);
  probe.next_update = from_unix(2);
  trust_draft_text(probe, "--env");
  const std::string text = std::string(kEnvironmentLine) + name + "\n" + take(key.to_pem(), options.root);
  write_file(options.out, as_bytes(text));
  return kExitAccept;
}

}  // namespace

void add_trust_sign(Command& trust) {
  auto options = std::make_shared<SignOptions>();
  Command command =
      trust.add_command("sign", "用根密钥签发信任列表", "Sign a draft with the root keys, under the next sequence",
                        "  heyi trust sign trust.json --root root.pem --out trust.list\n"
                        "  heyi trust sign trust.json --root a.pem --root b.pem --valid 30d --out trust.list");
  command.argument("DRAFT", options->draft, "Draft to sign", "DRAFT.json").required();
  command.repeated("--root", options->roots, "Private key of a root, PEM", "ROOT.pem").required();
  command.repeated("--passphrase-file", options->passphrase_files,
                   "File whose first line is the passphrase of the roots: one for all, or one for each", "FILE");
  command.text("--out", options->out, "Signed list to write; `-`: standard output", "LIST").required();
  command.text("--valid", options->valid, "Until the next list is due: 90d, 12h (default: 90d)", "LENGTH");
  add_at(command, options->at);
  command.on_run(options, sign);

  auto pin_options = std::make_shared<PinOptions>();
  Command pin_command =
      trust.add_command("pin", "为终端制作根公钥文件", "Write a root's public key with its environment, for verifiers",
                        "  heyi trust pin --root root.pem --env demo --out root.pub.pem");
  pin_command.text("--root", pin_options->root, "Key of the root, private or public, PEM", "ROOT.pem").required();
  pin_command.text("--env", pin_options->environment, "Environment (default: production)", "NAME");
  add_passphrase(pin_command, pin_options->passphrase_file, "the private key");
  pin_command
      .text("--out", pin_options->out, "File to write: `Heyi-Environment: NAME`, then the key; `-`: standard output",
            "ROOT_PUB.pem")
      .required();
  pin_command.on_run(pin_options, pin);
}

}  // namespace heyi::cli
