// Token Status List: the published encodings of 1, 2, 4 and 8 bits, and the structure of a signed list and its token.
#include <heyi/status.hpp>

#include "codec/cbor.hpp"
#include "codec/zlib.hpp"
#include "cose/registry.hpp"
#include "support/catch.hpp"
#include "vectors/signed_object.hpp"

namespace heyi::test {
namespace {

using Kind = Loose::Kind;

constexpr std::size_t kMaxExpanded = 64U * 1024 * 1024;

std::uint64_t entry_of(ByteView list, std::uint64_t bits, std::uint64_t index) {
  const std::uint64_t per_octet = 8 / bits;
  return list[index / per_octet] >> (index % per_octet * bits) & ((1U << bits) - 1);
}

// Expands the list of a status_list map, whatever its encoding; `cause` says what is wrong with it.
std::optional<Bytes> expand_list(const Loose& status_list, std::uint64_t& bits, std::string& cause) {
  const Loose* bits_item = status_list.find("bits");
  const Loose* list = status_list.find("lst");
  if (bits_item == nullptr || list == nullptr || !list->is(Kind::bytes)) {
    cause = "no status list";
    return std::nullopt;
  }
  bits = bits_item->argument;
  if (bits != 1 && bits != 2 && bits != 4 && bits != 8) {
    cause = "bits is none of 1, 2, 4, 8";
    return std::nullopt;
  }
  Result<Bytes> expanded = inflate_zlib(list->octets, kMaxExpanded);
  if (expanded) return *std::move(expanded);
  cause = "our zlib refuses it";
  return std::nullopt;
}

// The value that a case names for an entry: from its octets, or from its list of those that are not zero.
std::uint64_t wanted_entry(const Json& test, const Bytes& octets, std::uint64_t bits, std::uint64_t index) {
  if (!octets.empty()) return entry_of(octets, bits, index);
  return test.at("set").value(std::to_string(index), std::uint64_t{0});
}

std::string wrong_entry(const Json& test, ByteView expanded, std::uint64_t bits) {
  const std::uint64_t size = test.value("size", std::uint64_t{0});
  const Bytes octets = from_hex(string_at(test, "bytes"));
  if (size == 0 || expanded.size() * (8 / bits) < size) return "the list is shorter than its size";
  if (octets.empty() && !test.contains("set")) return "the case names no entries";
  if (!octets.empty() && octets.size() * (8 / bits) < size) return "the case names too few entries";
  StatusListContent content;
  if (bits == 2) content.packed.assign(expanded.begin(), expanded.end());
  for (std::uint64_t i = 0; i < size; ++i) {
    const std::uint64_t wanted = wanted_entry(test, octets, bits, i);
    if (entry_of(expanded, bits, i) != wanted) return "entry " + std::to_string(i) + " differs";
    if (bits == 2 && static_cast<std::uint64_t>(content.get(i)) != wanted) {
      return "StatusListContent::get differs at entry " + std::to_string(i);
    }
  }
  return {};
}

void run_encoding(Row& row, Row& strict, const std::string& name, const Json& test) {
  const Bytes encoded = from_hex(string_at(test, "cbor"));
  strict.check(cbor::Tree::parse(encoded).has_value() == is_deterministic(encoded), name,
               "the strict reader and determinism disagree");
  const std::optional<Loose> loose = read_loose(encoded);
  std::uint64_t bits = 0;
  std::string cause = "no CBOR";
  const std::optional<Bytes> expanded = loose ? expand_list(*loose, bits, cause) : std::nullopt;
  if (expanded) cause = wrong_entry(test, *expanded, bits);
  row.check(cause.empty(), name, cause);
}

TEST_CASE("published status lists expand to the entries that they name", "[vectors]") {
  Row row("status list, encodings");
  Row strict("status list, strict reader");
  for_each_json("\"cbor\"", [&](const VectorFile& file, const Json& json) {
    if (!json.is_array()) return;
    for (const Json& test : json) {
      if (test.contains("bits")) run_encoding(row, strict, file.name + " " + string_at(test, "name"), test);
    }
  });
  CHECK(row.finish() == "");
  CHECK(strict.finish() == "");
}

struct SignedText {
  std::string name;
  Bytes encoded;
  SignedObject object;
  Loose payload;
};

// Objects published as hex text.
std::vector<SignedText> signed_texts() {
  std::vector<SignedText> found;
  for (const VectorFile& file : vector_files()) {
    if (file.extension != ".hex" && file.extension != ".txt") continue;
    Bytes encoded = from_hex(file.text());
    std::optional<SignedObject> object = unpack(encoded);
    std::optional<Loose> payload = object ? read_loose(object->payload) : std::nullopt;
    if (payload) found.push_back({file.name, std::move(encoded), *std::move(object), *std::move(payload)});
  }
  return found;
}

// A signed list's structure: its type, its name, and entries that expand.
std::string list_fault(const SignedText& list) {
  const std::optional<Loose> headers = read_loose(list.object.body_protected);
  const Loose* typ = headers ? headers->find(cose::kLabelTyp) : nullptr;
  const Loose* subject = list.payload.find(cose::kClaimSub);
  if (typ == nullptr || typ->text() != cose::kTypStatusList.text) return "its typ is another than ours";
  if (subject == nullptr || !subject->is(Kind::text)) return "it has no sub";
  std::uint64_t bits = 0;
  std::string cause;
  const std::optional<Bytes> expanded = expand_list(*list.payload.find(cose::kClaimStatusList), bits, cause);
  return expanded && expanded->empty() ? "the list is empty" : cause;
}

// A token's status reference: it names a list found here, and an entry within it.
std::string reference_fault(const SignedText& token, const std::vector<SignedText>& all) {
  const Loose* reference = token.payload.find(cose::kClaimStatus)->find("status_list");
  const Loose* index = reference != nullptr ? reference->find("idx") : nullptr;
  const Loose* uri = reference != nullptr ? reference->find("uri") : nullptr;
  if (index == nullptr || uri == nullptr || !index->is(Kind::uint) || !uri->is(Kind::text)) return "no idx or uri";
  for (const SignedText& list : all) {
    const Loose* entries = list.payload.find(cose::kClaimStatusList);
    const Loose* subject = list.payload.find(cose::kClaimSub);
    if (entries == nullptr || subject == nullptr || subject->octets != uri->octets) continue;
    std::uint64_t bits = 0;
    std::string cause;
    const std::optional<Bytes> expanded = expand_list(*entries, bits, cause);
    if (!expanded) return cause;
    return index->argument < expanded->size() * (8 / bits) ? "" : "idx is outside the list";
  }
  return "no list has this uri as its sub";
}

TEST_CASE("a published signed status list and the token that refers to it have the structure we write", "[vectors]") {
  Row row("status list, signed list and token");
  const std::vector<SignedText> all = signed_texts();
  for (const SignedText& one : all) {
    const bool list = one.payload.find(cose::kClaimStatusList) != nullptr;
    if (!list && one.payload.find(cose::kClaimStatus) == nullptr) continue;
    std::string fault = list ? list_fault(one) : reference_fault(one, all);
    if (fault.empty()) fault = strict_mismatch(one.encoded, one.object);
    if (fault.empty() && cbor::Tree::parse(one.object.payload).has_value() != is_deterministic(one.object.payload)) {
      fault = "the strict reader and determinism of the payload disagree";
    }
    row.check(fault.empty(), one.name, fault);
    if (fault.empty()) row.note(one.name + ": structure alone, the set publishes no key to verify it with");
  }
  CHECK(row.finish() == "");
}

}  // namespace
}  // namespace heyi::test
