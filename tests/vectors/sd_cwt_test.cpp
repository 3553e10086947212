// SD-CWT: the draft's issuer token and its key-bound presentation, through our strict reader, COSE layer and
// disclosures.
#include <set>

#include "card/card_object.hpp"
#include "card/disclosure.hpp"
#include "cose/key.hpp"
#include "cose/sign1.hpp"
#include "support/catch.hpp"
#include "support/table.hpp"
#include "support/vectors.hpp"
#include "support/vectors_cbor.hpp"

namespace heyi::test {
namespace {

using cbor::Item;
using cbor::Kind;
using Octets = std::set<Bytes>;

Bytes owned(ByteView view) { return {view.begin(), view.end()}; }

// Walks every item, keys of maps included.
template <typename Visit>
void walk(const Item& item, const Visit& visit) {
  visit(item);
  for (auto child = item.first(); child; child = child->next()) walk(*child, visit);
}

// The hashes under simple(59) in maps and under tag 60 in arrays.
Octets redacted_hashes(const Item& payload) {
  Octets hashes;
  walk(payload, [&](const Item& item) {
    if (const auto list = item.find_simple(cose::kSimpleRedactedKeys)) {
      for (auto hash = list->first(); hash; hash = hash->next()) hashes.insert(owned(*hash->as_bytes()));
    }
    if (item.is(Kind::tag) && item.tag() == cose::kTagRedactedElement) hashes.insert(owned(*item.first()->as_bytes()));
  });
  return hashes;
}

// Every public key published among the vectors.
std::vector<PublicKey> published_keys() {
  std::vector<PublicKey> keys;
  for (const VectorFile& other : vector_files()) {
    if (other.extension != ".pem") continue;
    if (const auto key = PublicKey::from_pem(other.text())) keys.push_back(*key);
  }
  return keys;
}

bool verifies(const cose::Sign1& object, const PublicKey& key) {
  const auto algorithm = object.header(cose::kLabelAlg);
  if (!algorithm || !algorithm->is_int(cose::algorithm_number(key.algorithm()))) return false;
  const Result<void> strict = cose::verify_sign1(object, *algorithm->as_int(), key);
  if (strict) return true;
  // The crypto layer takes the high s that tokens of ours may not have.
  return strict.error().reason == Reason::cose_high_s &&
         key.verify(cose::sig_structure(object.protected_bytes, object.payload), object.signature).has_value();
}

std::optional<std::int64_t> claim(const Item& payload, std::int64_t key) {
  const auto found = payload.find(key);
  if (!found) return std::nullopt;
  const Result<std::int64_t> value = found->as_int();
  return value ? std::optional(*value) : std::nullopt;
}

bool is_valid_at(const Item& payload, std::int64_t now) {
  return claim(payload, cose::kClaimNbf).value_or(now) <= now && now < claim(payload, cose::kClaimExp).value_or(now);
}

// The expanded claims hold every disclosed key and value, and no trace of a redaction.
std::string expansion_fault(const Item& payload, const std::vector<card::Disclosure>& disclosures) {
  const Result<Bytes> expanded = card::expand(payload, disclosures);
  if (!expanded) return "expand fails with " + std::string(reason_name(expanded.error().reason));
  const auto tree = cbor::Tree::parse(*expanded);
  if (!tree) return "expand writes what the strict reader refuses";
  if (!redacted_hashes(tree->root()).empty()) return "a redaction is left";
  Octets found;
  walk(tree->root(), [&](const Item& item) { found.insert(owned(item.encoded())); });
  for (const card::Disclosure& disclosure : disclosures) {
    if (!found.contains(owned(disclosure.value()->encoded()))) return "a disclosed value is missing";
    if (disclosure.is_claim() && !found.contains(owned(disclosure.key()->encoded())))
      return "a disclosed key is missing";
  }
  return {};
}

struct Context {
  Row& row;
  const VectorFile& file;
  std::vector<PublicKey> keys;
  std::vector<Bytes> arrays;  // Every disclosure seen, as the array within its byte string.
};

void check_disclosures(Context& context, const std::string& name, const cose::Sign1& token, const Item& payload) {
  const auto sd_claims = token.unprotected.find(cose::kLabelSdClaims);
  // Without any, everything that can be withheld is.
  const auto disclosures = sd_claims ? card::read_disclosures(*sd_claims, HashAlgorithm::sha256)
                                     : Result<std::vector<card::Disclosure>>(std::vector<card::Disclosure>{});
  if (!disclosures) return context.row.unexpected(name, "its disclosures cannot be read");
  Octets hashes = redacted_hashes(payload);
  // Redactions nest: a disclosed value may hold hashes itself.
  for (const card::Disclosure& disclosure : *disclosures) hashes.merge(redacted_hashes(*disclosure.value()));
  for (std::size_t i = 0; i < disclosures->size(); ++i) {
    const card::Disclosure& disclosure = (*disclosures)[i];
    context.row.check(hashes.contains(owned(disclosure.hash)), name + ", disclosure " + std::to_string(i + 1),
                      "no hash refers to it");
    context.arrays.push_back(owned(disclosure.encoded));
  }
  const std::string fault = expansion_fault(payload, *disclosures);
  context.row.check(fault.empty(), name + ", expanded claims", fault);
}

// Checks an issuer's token; answers with its parsed payload.
std::optional<cbor::Tree> check_token(Context& context, const std::string& name, const Item& item) {
  const auto token = cose::read_sign1(item);
  auto payload = token ? cbor::Tree::parse(token->payload) : Result<cbor::Tree>(token.error());
  context.row.check(payload.has_value(), name + ", deterministic", "the strict reader refuses it");
  if (!payload) return std::nullopt;
  const bool signed_by_one = std::any_of(context.keys.begin(), context.keys.end(),
                                         [&](const PublicKey& key) { return verifies(*token, key); });
  context.row.check(signed_by_one, name + ", signature", "no published key verifies it");
  check_disclosures(context, name, *token, payload->root());
  const auto issued = claim(payload->root(), cose::kClaimIat);
  context.row.check(issued && is_valid_at(payload->root(), *issued), name + ", times", "iat is outside nbf and exp");
  const auto profile = card::read_dynamic(item);
  context.row.check(!profile, name + ", profile", "our profile of cards takes it");
  if (!profile) context.row.note(name + ": no card of ours, " + std::string(reason_name(profile.error().reason)));
  return *std::move(payload);
}

void check_presentation(Context& context, const cose::Sign1& proof) {
  const std::string& name = context.file.name;
  const auto token_item = proof.header(cose::kLabelKcwt);
  if (!token_item) return context.row.unexpected(name, "it has no kcwt");
  const auto token = check_token(context, name + " (kcwt)", *token_item);
  const auto payload = cbor::Tree::parse(proof.payload);
  context.row.check(payload.has_value(), name + ", deterministic", "the strict reader refuses its payload");
  if (!token || !payload) return;
  const auto confirmation = token->root().find(cose::kClaimCnf);
  const auto key_item = confirmation ? confirmation->find(1) : std::nullopt;
  const auto holder = key_item ? cose::decode_key(*key_item) : Result<PublicKey>(fail(Reason::cose_bad_key));
  context.row.check(holder && verifies(proof, *holder), name + ", signature", "the holder's key does not verify it");
  const bool published = holder && std::find(context.keys.begin(), context.keys.end(), *holder) != context.keys.end();
  context.row.check(published, name + ", holder key", "cnf is none of the published keys");
  const auto shown = claim(payload->root(), cose::kClaimIat);
  context.row.check(shown && is_valid_at(token->root(), *shown), name + ", times",
                    "shown outside the token's validity");
}

// Files beside the tokens that quote one disclosure or its hash.
void check_quotations(Context& context) {
  for (const VectorFile& other : vector_files()) {
    if (other.path.parent_path() != context.file.path.parent_path()) continue;
    if (other.extension == ".cborseq") {
      const std::string text = other.text();
      const bool known =
          std::find(context.arrays.begin(), context.arrays.end(), owned(as_bytes(text))) != context.arrays.end();
      context.row.check(known, other.name, "it is no disclosure of the token");
    }
    const Bytes quoted = other.extension == ".txt" ? from_hex(other.text()) : Bytes{};
    if (quoted.size() != Digest{}.size()) continue;
    bool of_array = false;
    for (const Bytes& array : context.arrays) {
      of_array = of_array || std::ranges::equal(*hash(HashAlgorithm::sha256, array), quoted);
      if (std::ranges::equal(*card::hash_disclosure(HashAlgorithm::sha256, array), quoted)) return context.row.pass();
    }
    if (of_array) {
      context.row.differs(other.name, "it hashes the raw array; the tokens' hashes are over the byte string around it");
    } else {
      context.row.unexpected(other.name, "it is the hash of no disclosure");
    }
  }
}

TEST_CASE("the SD-CWT issuer token and its key-bound presentation verify and open", "[vectors]") {
  Row row("SD-CWT");
  for (const VectorFile& file : vector_files()) {
    if (file.extension != ".cbor") continue;
    const std::string text = file.text();
    const auto tree = cbor::Tree::parse(as_bytes(text));
    if (!tree) {
      const std::string reason(reason_name(tree.error().reason));
      if (is_deterministic(as_bytes(text)))
        row.unexpected(file.name, "deterministic, and refused: " + reason);
      else
        row.differs(file.name, "not deterministic: " + reason);
      continue;
    }
    const auto object = cose::read_sign1(tree->root());
    Context context{row, file, published_keys(), {}};
    if (object && cose::check_typ(object->headers.root(), cose::kTypProof)) {
      check_presentation(context, *object);
    } else if (object && cose::check_typ(object->headers.root(), cose::kTypCard)) {
      if (check_token(context, file.name, tree->root())) check_quotations(context);
    } else {
      row.out_of_scope(file.name, "neither a token (typ 293) nor a presentation (typ 294)");
    }
  }
  CHECK(row.finish() == "");
}

}  // namespace
}  // namespace heyi::test
