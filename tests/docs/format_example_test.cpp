// docs/format.md shows one code octet by octet. It is made again here, from fixed Ed25519 keys, and compared.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <heyi/heyi.hpp>

#include "codec/hex.hpp"
#include "docs/dissect.hpp"
#include "support/catch.hpp"
#include "support/fixtures.hpp"
#include "support/places.hpp"

namespace heyi::test {
namespace {

constexpr const char* kBegin = "<!-- example:begin -->\n";
constexpr const char* kEnd = "<!-- example:end -->\n";

Bytes card(const std::string& claims_file, Party issuer, std::vector<Section> redact, Random& random) {
  const Claims content = claims(claims_file);
  const PrivateKey device = key(Party::holder, Algorithm::eddsa);
  const Bytes possession = *make_request(device, content.issuer(), kNow);
  IssueOptions options;
  options.now = kNow;
  options.redact = std::move(redact);
  return *issue_card(content, *HolderRequest::open(possession, content.issuer(), kNow), key(issuer, Algorithm::eddsa),
                     pseudonym_key(), random, options);
}

Presentation example() {
  CountingRandom random;
  const std::string ss =
      R"({"issuer": "JN-HRSS", "person": {"document_type": 1, "document_number": "11010519491231002X"},
    "valid_until": "2031-11-23", "status": {"uri": "jn-hrss:1", "index": 4711},
    "id": {"document_type": 1, "document_number": "11010519491231002X", "name": "王秀英", "birth_date": "1949-12-31"},
    "ss": {"card_number": "A12345678", "issuing_area": "370100", "coverages": [{"type": 390, "state": 1}]}})";
  const std::string hc = R"({"issuer": "JN-HC", "person": {"document_type": 1, "document_number": "11010519491231002X"},
    "valid_until": "2031-11-23", "status": {"uri": "jn-hc:1", "index": 815},
    "hc": {"index": "5D41402ABC4B2A76", "issuing_area": "370100"}})";
  const std::vector<Bytes> cards = {card(ss, Party::hrss, {Section::id}, random), card(hc, Party::health, {}, random)};
  PresentOptions options;
  options.now = kNow;
  return *present(cards, key(Party::holder, Algorithm::eddsa), options);
}

std::string lines(std::string_view text, std::size_t width) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += width) out += std::string(text.substr(at, width)) + "\n";
  return out;
}

std::string example_block() {
  const Presentation shown = example();
  std::string block =
      "The plain token, " + std::to_string(shown.plain.size()) + " octets:\n\n```\n" + dissect(shown.plain) + "```\n\n";
  block += "Packed it takes " + std::to_string(shown.token.size()) +
           " octets (the hash of the disclosed `id` and the second card's `cnf` are left out):\n\n```\n";
  block += lines(hex_encode(shown.token), 96) + "```\n\n";
  block += "The text of its QR code, version " + std::to_string(shown.version) +
           "-M, written over several lines here:\n\n```\n" + lines(shown.text, 96) + "```\n\n";
  block += "The same packed token in the digits spelling:\n\n```\n" +
           lines(encode_text(shown.token, Spelling::digits), 96) + "```\n\n";
  const Bytes kid = *key_id(key(Party::hrss, Algorithm::eddsa).public_key());
  block += "Keys: the private scalars (Ed25519 seeds) are 32 octets each of `31` (JN-HRSS, kid `" + hex_encode(kid) +
           "`), `41` (JN-HC) and `61` (holder); the pseudonym key is 32 octets of `99`.\n";
  return block;
}

}  // namespace

TEST_CASE("docs/format.md dissects the code that its keys and claims give", "[docs]") {
  const std::filesystem::path path = test::source_folder() / "docs/format.md";
  std::ifstream file(path);
  std::stringstream content;
  content << file.rdbuf();
  std::string page = content.str();
  const std::size_t begin = page.find(kBegin);
  const std::size_t end = page.find(kEnd);
  REQUIRE(begin != std::string::npos);
  REQUIRE(end != std::string::npos);
  const std::size_t from = begin + std::string_view(kBegin).size();
  const std::string block = example_block();
  if (std::getenv("HEYI_UPDATE_DOCS") != nullptr) {
    page.replace(from, end - from, block);
    std::ofstream(path) << page;
  }
  INFO("run with HEYI_UPDATE_DOCS=1 to write the page's example anew, and read what changed");
  const bool is_current = page.substr(from, end - from) == block;
  CHECK(is_current);
}

TEST_CASE("the example in docs/format.md is a code that a hospital accepts", "[docs]") {
  const PrivateKey root = key(Party::root, Algorithm::eddsa);
  TrustListContent content = trust_content(Algorithm::eddsa);
  const Signer* const roots[] = {&root};
  const TrustList trust = *TrustList::open(*sign_trust_list(content, roots), root_pins(Algorithm::eddsa));
  std::vector<StatusList> status;
  for (const auto& [issuer, uri] : {std::pair{kHrss, kHrssStatus}, std::pair{kHealth, kHealthStatus}}) {
    const Bytes list = *sign_status_list(status_content(issuer, uri), key(Party::status, Algorithm::eddsa));
    status.push_back(*StatusList::open(list, trust, kNow));
  }
  Circumstances circumstances;
  circumstances.now = kNow;
  const Verdict verdict = Verifier(trust, status, Policy::hospital()).verify(example().text, circumstances);
  CHECK(reason_name(verdict.reason) == "ok");
}

}  // namespace heyi::test
