// A claims file: what is taken makes sections that a verifier takes, and that read back to the same octets.
#include <heyi/claims.hpp>
#include <nlohmann/json.hpp>

#include "card/section_check.hpp"
#include "card/section_json.hpp"
#include "codec/cbor.hpp"
#include "fuzz/support/target.hpp"

using namespace heyi;
using heyi::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const CodeTables tables = CodeTables::standard();
  const std::string_view text = as_text({data, size});
  static_cast<void>(CodeTables::from_json(text));
  const Result<Claims> claims = Claims::from_json(text, tables);
  if (!claims) {
    require(reason_code(claims.error().reason) / 100 == 12, "a claims file is refused with a reason for claims");
    return 0;
  }
  require(!claims->issuer().empty(), "claims name their issuer");
  for (const Section section : claims->sections()) {
    const ByteView encoded = claims->section_cbor(section);
    const auto tree = cbor::Tree::parse(encoded);
    require(tree.has_value(), "a section is deterministic CBOR");
    require(check_section(section, tree->root()).has_value(), "a verifier takes the sections that an issuer may sign");
    const std::string json = section_to_json(section, tree->root()).dump();
    const auto again = section_from_json(section, nlohmann::json::parse(json), tables);
    require(again && fuzz::same(*again, encoded), "a section read back is the same octets");
  }
  return 0;
}
