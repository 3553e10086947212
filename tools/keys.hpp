// Keys from files, and what a verifier is born with: root keys, their threshold and its environment.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <heyi/keys.hpp>
#include <heyi/trust.hpp>

#include "command.hpp"
#include "files.hpp"

namespace heyi::cli {

/// read_passphrase is the first line of a file; empty when `file` is empty.
Secret read_passphrase(const std::string& file);

/// load_signer reads a private key. A public key or a certificate in its place is named as such.
PrivateKey load_signer(const std::string& file, const std::string& passphrase_file);

/// load_signers reads several private keys, with one passphrase file for all or one for each in the same order.
std::vector<PrivateKey> load_signers(const std::vector<std::string>& files,
                                     const std::vector<std::string>& passphrase_files);

/// load_public reads a public key; a private key or a certificate in its place is refused.
PublicKey load_public(const std::string& file);

/// key_label shows a key by its algorithm and kid: `es256 1a2b3c4d5e6f7081`.
std::string key_label(const PublicKey& key);

/// RootOptions are the options that pin the roots.
struct RootOptions {
  std::vector<std::string> files;
  int threshold = 1;
  std::string environment;
};

/// add_root_options declares `--root`, `--threshold` and `--env`.
void add_root_options(Command& command, RootOptions& options, bool required);

/// load_pins reads the root files. Files of different environments are a Failure.
RootPins load_pins(const RootOptions& options);

/// load_trust opens a signed trust list under the pins.
TrustList load_trust(const std::string& file, const RootPins& pins);

}  // namespace heyi::cli
