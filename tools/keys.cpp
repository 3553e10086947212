// Private texts are wiped as soon as the key is parsed.
#include "keys.hpp"

#include <algorithm>

#include "failure.hpp"
#include "options.hpp"

namespace heyi::cli {
namespace {

bool holds(std::string_view text, std::string_view part) noexcept { return text.find(part) != std::string_view::npos; }

// first_line borrows the text before the first line break.
std::string_view first_line(std::string_view text) noexcept {
  std::string_view line = text.substr(0, text.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

Secret read_passphrase(const std::string& file) {
  if (file.empty()) return Secret({});
  const Secret content = read_secret(file, 4096);
  Secret passphrase{std::string(first_line(content.text()))};
  if (passphrase.text().empty()) throw Failure(Reason::key_wrong_passphrase, file + ": the first line is empty");
  return passphrase;
}

PrivateKey load_signer(const std::string& file, const std::string& passphrase_file) {
  const Secret passphrase = read_passphrase(passphrase_file);
  const Secret pem = read_secret(file);
  if (!holds(pem.text(), "PRIVATE KEY-----")) {
    const bool other = holds(pem.text(), "PUBLIC KEY-----") || holds(pem.text(), "CERTIFICATE-----");
    throw Failure(Reason::key_bad_pem, file + (other ? ": a private key is needed here, this is a public one"
                                                     : ": there is no PEM private key in the file"));
  }
  return take(PrivateKey::from_pem(pem.text(), passphrase.text()), file);
}

std::vector<PrivateKey> load_signers(const std::vector<std::string>& files,
                                     const std::vector<std::string>& passphrase_files) {
  if (passphrase_files.size() > 1 && passphrase_files.size() != files.size()) {
    throw usage("--passphrase-file: one for all keys, or one for each in the same order");
  }
  std::vector<PrivateKey> keys;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const bool one_for_all = passphrase_files.size() == 1;
    keys.push_back(
        load_signer(files[i], passphrase_files.empty() ? std::string() : passphrase_files[one_for_all ? 0 : i]));
  }
  return keys;
}

PublicKey load_public(const std::string& file) {
  const std::string pem = read_text(file);
  const auto refuse = [&file](const char* what) {
    return Failure(Reason::key_bad_pem, file + ": a public key is needed here, this is a " + what);
  };
  if (holds(pem, "PRIVATE KEY-----")) throw refuse("private one");
  if (holds(pem, "CERTIFICATE-----")) throw refuse("certificate");
  return take(PublicKey::from_pem(pem), file);
}

std::string key_label(const PublicKey& key) {
  return std::string(algorithm_name(key.algorithm())) + " " + hex_text(take(key_id(key), "key"));
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
  std::vector<std::string> pems;
  for (const std::string& file : options.files) {
    pems.push_back(read_text(file));
    // Alone first: an error then names the file.
    take(read_root_pins({&pems.back(), 1}, 1, options.environment), file);
  }
  Result<RootPins> pins = read_root_pins(pems, options.threshold, options.environment);
  if (!pins && pins.error().reason == Reason::trust_threshold) throw usage("--threshold: " + pins.error().detail);
  return take(std::move(pins), "--root");
}

TrustList load_trust(const std::string& file, const RootPins& pins) {
  return take(TrustList::open(read_file(file, TrustList::kMaxSize), pins), file);
}

}  // namespace heyi::cli
