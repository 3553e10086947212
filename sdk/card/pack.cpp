// Packing and unpacking rewrite the payload of each card inside a proof and leave the rest as it is.
#include "card/pack.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>

#include "card/card_object.hpp"
#include "card/disclosure.hpp"
#include "card/proof.hpp"
#include "codec/cbor_writer.hpp"
#include "cose/registry.hpp"

namespace heyi::card {
namespace {

using cbor::Item;
using cbor::Kind;

using Hashes = std::set<Digest>;

// PayloadParts is a card's payload split into what packing touches and what it does not.
struct PayloadParts {
  cbor::MapWriter rest;
  Hashes hashes;
  std::optional<Bytes> confirmation;
};

Result<PayloadParts> split(const Item& payload) {
  if (!payload.is(Kind::map)) return fail(Reason::pack_malformed, "a payload is no map");
  PayloadParts parts;
  for (auto key = payload.first(); key;) {
    const Item value = *key->next();
    if (key->is_int(cose::kClaimCnf)) {
      parts.confirmation = Bytes(value.encoded().begin(), value.encoded().end());
    } else if (key->simple_value() == cose::kSimpleRedactedKeys) {
      if (!value.is(Kind::array)) return fail(Reason::sd_malformed);
      for (auto hash = value.first(); hash; hash = hash->next()) {
        const Result<ByteView> octets = hash->as_bytes();
        if (!octets || octets->size() != Digest{}.size()) return fail(Reason::sd_malformed);
        Digest digest;
        std::copy(octets->begin(), octets->end(), digest.begin());
        parts.hashes.insert(digest);
      }
    } else {
      parts.rest.put_encoded(key->encoded(), value.encoded());
    }
    key = value.next();
  }
  return parts;
}

Result<Bytes> join(PayloadParts parts) {
  if (parts.confirmation) parts.rest.put(cose::kClaimCnf, *parts.confirmation);
  if (!parts.hashes.empty()) {
    cbor::Writer array;
    array.array(parts.hashes.size());
    for (const Digest& hash : parts.hashes) array.bytes(hash);
    parts.rest.put_encoded(std::move(cbor::Writer{}.simple(cose::kSimpleRedactedKeys)).take(), array.view());
  }
  return std::move(parts.rest).finish();
}

// Rewrite changes the parts of one card; `opened` are the hashes of its disclosures, `is_first` marks the first card.
using Rewrite = std::function<Result<void>(PayloadParts& parts, const Hashes& opened, bool is_first)>;

Result<Hashes> opened_hashes(const CardObject& object) {
  Hashes hashes;
  const auto sd_claims = object.sd_claims();
  if (!sd_claims) return hashes;
  const auto disclosures = read_disclosures(*sd_claims, object.hash);
  if (!disclosures) return disclosures.error();
  for (const Disclosure& disclosure : *disclosures) hashes.insert(disclosure.hash);
  return hashes;
}

Result<Bytes> rewrite_card(const Item& item, bool is_first, const Rewrite& rewrite) {
  const Result<CardObject> card = read_dynamic(item);
  if (!card) return card.error();
  const Result<Hashes> opened = opened_hashes(*card);
  if (!opened) return opened.error();
  const Result<cbor::Tree> payload = cbor::Tree::parse_within(card->object.payload, Reason::cose_malformed);
  if (!payload) return payload.error();
  Result<PayloadParts> parts = split(payload->root());
  if (!parts) return parts.error();
  if (const Result<void> done = rewrite(*parts, *opened, is_first); !done) return done.error();
  const Result<Bytes> rewritten = join(*std::move(parts));
  if (!rewritten) return rewritten.error();
  const cose::Sign1& object = card->object;
  return cose::assemble_sign1(object.protected_bytes, object.unprotected.encoded(), *rewritten, object.signature);
}

Result<Bytes> rewrite_proof(ByteView encoded, const Rewrite& rewrite) {
  const Result<cbor::Tree> tree = cbor::Tree::parse(encoded);
  if (!tree) return tree.error();
  const Result<ProofObject> proof = read_proof(tree->root());
  if (!proof) return proof.error();
  cbor::Writer more;
  if (proof->cards.size() > 1) more.array(proof->cards.size() - 1);
  Bytes first;
  for (std::size_t i = 0; i < proof->cards.size(); ++i) {
    Result<Bytes> card = rewrite_card(proof->cards[i], i == 0, rewrite);
    if (!card) return card.error();
    if (i == 0) {
      first = *std::move(card);
    } else {
      more.raw(*card);
    }
  }
  cbor::MapWriter headers;
  for (auto label = proof->object.headers.root().first(); label;) {
    const Item value = *label->next();
    const bool is_first = label->is_int(cose::kLabelKcwt);
    const bool is_more = label->is_int(cose::kLabelMoreCards);
    headers.put_encoded(label->encoded(), is_first  ? ByteView(first)
                                          : is_more ? ByteView(more.view())
                                                    : value.encoded());
    label = value.next();
  }
  const Result<Bytes> protected_bytes = std::move(headers).finish();
  if (!protected_bytes) return protected_bytes.error();
  const cose::Sign1& object = proof->object;
  return cose::assemble_sign1(*protected_bytes, object.unprotected.encoded(), object.payload, object.signature);
}

}  // namespace

Result<Bytes> pack(ByteView plain) {
  std::optional<Bytes> confirmation;
  const auto leave_out = [&](PayloadParts& parts, const Hashes& opened, bool is_first) -> Result<void> {
    for (const Digest& hash : opened) parts.hashes.erase(hash);
    if (is_first) {
      confirmation = parts.confirmation;
    } else if (parts.confirmation == confirmation) {
      parts.confirmation.reset();
    }
    return {};
  };
  const Result<Bytes> rewritten = rewrite_proof(plain, leave_out);
  if (!rewritten) return rewritten.error();
  Bytes packed = {kPackedMark};
  packed.insert(packed.end(), rewritten->begin(), rewritten->end());
  return packed;
}

Result<Bytes> unpack(ByteView packed) {
  if (packed.empty() || packed.front() != kPackedMark) return fail(Reason::pack_malformed);
  std::optional<Bytes> confirmation;
  const auto put_back = [&](PayloadParts& parts, const Hashes& opened, bool is_first) -> Result<void> {
    parts.hashes.insert(opened.begin(), opened.end());
    if (is_first) {
      confirmation = parts.confirmation;
    } else if (!parts.confirmation) {
      parts.confirmation = confirmation;
    }
    return {};
  };
  Result<Bytes> plain = rewrite_proof(packed.subspan(1), put_back);
  if (!plain) return plain.error();
  const Result<Bytes> again = pack(*plain);
  if (!again) return again.error();
  if (!std::ranges::equal(*again, packed)) return fail(Reason::pack_mismatch);
  return plain;
}

}  // namespace heyi::card
