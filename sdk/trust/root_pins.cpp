// What a verifier is born with, read from the files that an operator hands over.
#include <algorithm>
#include <optional>

#include <heyi/trust.hpp>

namespace heyi {
namespace {

bool holds(std::string_view text, std::string_view part) noexcept { return text.find(part) != std::string_view::npos; }

Result<PublicKey> key_in(std::string_view pem) {
  if (holds(pem, "PRIVATE KEY-----"))
    return fail(Reason::key_bad_pem, "a public key is needed here, this is a private one");
  if (holds(pem, "CERTIFICATE-----"))
    return fail(Reason::key_bad_pem, "a public key is needed here, this is a certificate");
  return PublicKey::from_pem(pem);
}

// The environment named before the PEM block.
std::optional<std::string> environment_in(std::string_view pem) {
  std::string_view head = pem.substr(0, pem.find("-----BEGIN"));
  while (!head.empty()) {
    const std::size_t end = head.find('\n');
    std::string_view line = head.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with(kEnvironmentLine)) return std::string(line.substr(kEnvironmentLine.size()));
    head.remove_prefix(end == std::string_view::npos ? head.size() : end + 1);
  }
  return std::nullopt;
}

}  // namespace

Result<RootPins> read_root_pins(std::span<const std::string> pems, int threshold, std::string_view environment) {
  RootPins pins;
  std::optional<std::string> named;
  for (const std::string& pem : pems) {
    std::optional<std::string> here = environment_in(pem);
    if (here && named && *here != *named) {
      return fail(Reason::trust_wrong_environment, "the root files name different environments");
    }
    if (here) named = std::move(here);
    Result<PublicKey> key = key_in(pem);
    if (!key) return key.error();
    if (std::find(pins.keys.begin(), pins.keys.end(), *key) == pins.keys.end()) pins.keys.push_back(*std::move(key));
  }
  if (threshold < 1 || static_cast<std::size_t>(threshold) > pins.keys.size()) {
    return fail(Reason::trust_threshold,
                "1 to the number of different roots, here " + std::to_string(pins.keys.size()));
  }
  pins.threshold = threshold;
  pins.environment = !environment.empty() ? std::string(environment) : named.value_or(kDefaultEnvironment);
  return pins;
}

}  // namespace heyi
