// Structure: packed or plain, proof or printed, one card or several.
#include "flow/verify/code.hpp"

#include <heyi/present.hpp>

#include "card/pack.hpp"
#include "cose/registry.hpp"

namespace heyi::flow {
namespace {

using cbor::Item;
using cbor::Kind;

// A typ that is not the one asked for is told as what it means at the counter: a card shown without its proof.
Result<bool> is_proof(const Item& item) {
  const Result<cose::Sign1> object = cose::read_sign1(item);
  if (!object) return object.error();
  if (cose::check_typ(object->headers.root(), cose::kTypProof)) return true;
  if (cose::check_typ(object->headers.root(), cose::kTypCard)) return fail(Reason::proof_missing);
  return false;
}

Result<void> read_presentation(const Item& item, Code& code) {
  Result<card::ProofObject> proof = card::read_proof(item);
  if (!proof) return proof.error();
  code.proof = *std::move(proof);
  for (const Item& embedded : code.proof->cards) {
    Result<card::CardObject> card = card::read_dynamic(embedded);
    if (!card) return card.error();
    code.cards.push_back(*std::move(card));
  }
  return {};
}

Result<void> read_printed(const Item& item, Code& code) {
  Result<card::CardObject> card = card::read_static(item);
  if (!card) return card.error();
  code.cards.push_back(*std::move(card));
  return {};
}

Result<void> read_printed_set(const Item& array, Code& code) {
  if (array.size() < 2) return fail(Reason::cose_malformed, "a set has two cards or more");
  if (array.size() > kMaxCards) return fail(Reason::proof_too_many_cards);
  for (auto item = array.first(); item; item = item->next()) {
    const Result<bool> proof = is_proof(*item);
    if (!proof) return proof.error();
    if (const Result<void> read = read_printed(*item, code); !read) return read;
  }
  return {};
}

Result<void> read_structure(Code& code) {
  const Item root = code.tree->root();
  if (root.is(Kind::array)) return read_printed_set(root, code);
  const Result<bool> proof = is_proof(root);
  if (!proof) return proof.error();
  return *proof ? read_presentation(root, code) : read_printed(root, code);
}

}  // namespace

Result<std::unique_ptr<Code>> read_code(ByteView token) {
  auto code = std::make_unique<Code>();
  if (!token.empty() && token.front() == card::kPackedMark) {
    Result<Bytes> plain = card::unpack(token);
    if (!plain) return plain.error();
    // Presenting leaves packing away where it saves nothing, so a mark before a plain token is no second form of it.
    if (token.size() >= plain->size()) return fail(Reason::pack_mismatch, "the packing saves nothing");
    code->plain = *std::move(plain);
  } else {
    code->plain.assign(token.begin(), token.end());
  }
  Result<cbor::Tree> tree = cbor::Tree::parse(code->plain);
  if (!tree) return tree.error();
  code->tree = *std::move(tree);
  if (const Result<void> read = read_structure(*code); !read) return read.error();
  return code;
}

}  // namespace heyi::flow
