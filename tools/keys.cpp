// Private texts are wiped as soon as the key is parsed.
#include "keys.hpp"

#include <string.h>  // NOLINT: explicit_bzero is declared here alone

#include <algorithm>

#include "failure.hpp"
#include "files.hpp"

namespace heyi::cli {
namespace {

bool holds(std::string_view text, std::string_view part) noexcept { return text.find(part) != std::string_view::npos; }

/// Secret is a text that is wiped when it goes.
struct Secret {
  std::string text;
  ~Secret() { explicit_bzero(text.data(), text.size()); }
};

std::string first_line(const std::string& text) {
  std::string line = text.substr(0, text.find('\n'));
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

}  // namespace

std::string read_passphrase(const std::string& file) {
  if (file.empty()) return {};
  const Secret content{read_text(file, 4096)};
  std::string passphrase = first_line(content.text);
  if (passphrase.empty()) throw Failure(Reason::key_wrong_passphrase, file + ": the first line is empty");
  return passphrase;
}

PrivateKey load_signer(const std::string& file, const std::string& passphrase_file) {
  const Secret passphrase{read_passphrase(passphrase_file)};
  const Secret pem{read_text(file)};
  if (!holds(pem.text, "PRIVATE KEY-----")) {
    const bool other = holds(pem.text, "PUBLIC KEY-----") || holds(pem.text, "CERTIFICATE-----");
    throw Failure(Reason::key_bad_pem, file + (other ? ": a private key is needed here, this is a public one"
                                                     : ": there is no PEM private key in the file"));
  }
  return take(PrivateKey::from_pem(pem.text, passphrase.text), file);
}

PublicKey load_public(const std::string& file) {
  const std::string pem = read_text(file);
  if (holds(pem, "PRIVATE KEY-----")) {
    throw Failure(Reason::key_bad_pem, file + ": a public key is needed here, this is a private one");
  }
  if (holds(pem, "CERTIFICATE-----")) {
    throw Failure(Reason::key_bad_pem, file + ": a public key is needed here, this is a certificate");
  }
  return take(PublicKey::from_pem(pem), file);
}

std::string key_label(const PublicKey& key) {
  std::string label = std::string(algorithm_name(key.algorithm())) + " ";
  for (const std::uint8_t octet : take(key_id(key), "key")) {
    constexpr const char* kHex = "0123456789abcdef";
    label += kHex[octet >> 4];
    label += kHex[octet & 15];
  }
  return label;
}

std::optional<std::string> environment_in(std::string_view pem) {
  const std::string_view head = pem.substr(0, pem.find("-----BEGIN"));
  std::size_t at = 0;
  while (at < head.size()) {
    const std::string line = first_line(std::string(head.substr(at)));
    if (line.starts_with(kEnvironmentLine)) return line.substr(kEnvironmentLine.size());
    const std::size_t end = head.find('\n', at);
    if (end == std::string_view::npos) break;
    at = end + 1;
  }
  return std::nullopt;
}

void add_root_options(Command& command, RootOptions& options, bool required) {
  Option root = command.repeated("--root", options.files, "Public key of a root, PEM", "ROOT_PUB.pem");
  if (required) root.required();
  command.number("--threshold", options.threshold, "How many of the roots must have signed (default: 1)", "K");
  command.text("--env", options.environment,
               "Environment that the lists must belong to (default: the line `Heyi-Environment: NAME` before the key "
               "in the root file, else production)",
               "NAME");
}

RootPins load_pins(const RootOptions& options) {
  RootPins pins;
  std::optional<std::string> named;
  for (const std::string& file : options.files) {
    const std::optional<std::string> here = environment_in(read_text(file));
    if (here && named && *here != *named) {
      throw Failure(Reason::trust_wrong_environment, file + ": the root files name different environments");
    }
    if (here) named = here;
    const PublicKey key = load_public(file);
    if (std::find(pins.keys.begin(), pins.keys.end(), key) == pins.keys.end()) pins.keys.push_back(key);
  }
  if (options.threshold < 1 || static_cast<std::size_t>(options.threshold) > pins.keys.size()) {
    throw usage("--threshold: 1 to the number of different roots, here " + std::to_string(pins.keys.size()));
  }
  pins.threshold = options.threshold;
  pins.environment = !options.environment.empty() ? options.environment : named.value_or(kDefaultEnvironment);
  return pins;
}

TrustList load_trust(const std::string& file, const RootPins& pins) {
  return take(TrustList::open(read_file(file, TrustList::kMaxSize), pins), file);
}

}  // namespace heyi::cli
