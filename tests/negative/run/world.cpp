// Reads roots, trust lists and status lists from the tree.
#include "negative/run/world.hpp"

#include "codec/hex.hpp"

namespace heyi::test::negative {
namespace {

constexpr std::string_view kEnvironmentLine = "Heyi-Environment: ";

std::string environment_in(const std::string& pem) {
  const std::size_t at = pem.find(kEnvironmentLine);
  if (at == std::string::npos) return "production";
  const std::size_t begin = at + kEnvironmentLine.size();
  return pem.substr(begin, pem.find('\n', begin) - begin);
}

}  // namespace

RootPins pins_of(const Vector& vector) {
  RootPins pins;
  for (const std::string& file : split(vector.get("root", "world/root.pub.pem"))) {
    const std::string pem = read_tree_file(file);
    pins.environment = environment_in(pem);
    if (Result<PublicKey> key = PublicKey::from_pem(pem)) pins.keys.push_back(*std::move(key));
  }
  pins.threshold = std::stoi(vector.get("threshold", "1"));
  return pins;
}

Result<TrustList> trust_of(const Vector& vector) {
  return TrustList::open(as_bytes(read_tree_file(vector.get("trust", "world/trust.list"))), pins_of(vector));
}

std::vector<std::string> status_files(const Vector& vector) {
  const std::string files = vector.get("status", "world/jn-hrss-1.status world/jn-hc-1.status world/jn-city-1.status");
  return files == "none" ? std::vector<std::string>{} : split(files);
}

Result<std::vector<StatusList>> status_of(const Vector& vector, const TrustList& trust) {
  std::vector<StatusList> lists;
  for (const std::string& file : status_files(vector)) {
    Result<StatusList> list = StatusList::open(as_bytes(read_tree_file(file)), trust, vector.now);
    if (!list) return fail(list.error().reason, file + ": " + list.error().detail);
    lists.push_back(*std::move(list));
  }
  return lists;
}

std::optional<PrivateKey> signer_of(const std::string& words) {
  const std::vector<std::string> parts = split(words);
  if (parts.size() != 2) return std::nullopt;
  const Result<Algorithm> algorithm = algorithm_from_name(parts[0]);
  const std::optional<Bytes> octet = hex_decode(parts[1]);
  if (!algorithm || !octet || octet->size() != 1) return std::nullopt;
  Result<PrivateKey> key = PrivateKey::from_scalar(*algorithm, Bytes(coordinate_size(*algorithm), octet->front()));
  if (!key) return std::nullopt;
  return *std::move(key);
}

}  // namespace heyi::test::negative
