// Hashing, reading and expanding disclosures; the profile's narrower rules stand in payload.cpp.
#include "card/disclosure.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "codec/cbor_writer.hpp"
#include "cose/registry.hpp"

namespace heyi::card {
namespace {

using cbor::Item;
using cbor::Kind;

/// Expander walks the payload once and notes which hashes and disclosures it met.
class Expander {
 public:
  explicit Expander(const std::vector<Disclosure>& disclosures)
      : disclosures_(disclosures), used_(disclosures.size(), false) {
    for (std::size_t i = 0; i < disclosures.size(); ++i) by_hash_.emplace(disclosures[i].hash, i);
  }

  Result<Bytes> run(const Item& payload) {
    Result<Bytes> expanded = item(payload);
    if (!expanded) return expanded;
    if (std::find(used_.begin(), used_.end(), false) != used_.end()) return fail(Reason::sd_unreferenced);
    return expanded;
  }

 private:
  Result<Bytes> item(const Item& source) {
    switch (source.kind()) {
      case Kind::map: return map(source);
      case Kind::array: return array(source);
      case Kind::tag: {
        // A redacted element stands in an array and nowhere else.
        if (source.tag() == cose::kTagRedactedElement) return fail(Reason::sd_malformed);
        const Result<Bytes> content = item(*source.first());
        if (!content) return content.error();
        return std::move(cbor::Writer{}.tag(source.tag()).raw(*content)).take();
      }
      default: return Bytes(source.encoded().begin(), source.encoded().end());
    }
  }

  Result<Bytes> map(const Item& source) {
    cbor::MapWriter out;
    for (auto key = source.first(); key;) {
      const Item value = *key->next();
      if (key->simple_value() == cose::kSimpleRedactedKeys) {
        if (const Result<void> opened = redacted_keys(value, out); !opened) return opened.error();
      } else {
        const Result<Bytes> content = item(value);
        if (!content) return content.error();
        out.put_encoded(key->encoded(), *content);
      }
      key = value.next();
    }
    Result<Bytes> written = std::move(out).finish();
    if (!written) return fail(Reason::sd_duplicate_claim);
    return written;
  }

  Result<void> redacted_keys(const Item& hashes, cbor::MapWriter& out) {
    if (!hashes.is(Kind::array)) return fail(Reason::sd_malformed);
    for (auto hash = hashes.first(); hash; hash = hash->next()) {
      const Result<const Disclosure*> found = take(*hash);
      if (!found) return found.error();
      if (*found == nullptr) continue;
      if (!(*found)->is_claim()) return fail((*found)->is_decoy() ? Reason::sd_decoy_opened : Reason::sd_malformed);
      const Item key = *(*found)->key();
      if (!key.is(Kind::text) && !key.as_int()) return fail(Reason::sd_malformed);
      const Result<Bytes> content = item(*(*found)->value());
      if (!content) return content.error();
      out.put_encoded(key.encoded(), *content);
    }
    return {};
  }

  Result<Bytes> array(const Item& source) {
    std::vector<Bytes> kept;
    for (auto element = source.first(); element; element = element->next()) {
      if (!element->is(Kind::tag) || element->tag() != cose::kTagRedactedElement) {
        Result<Bytes> content = item(*element);
        if (!content) return content.error();
        kept.push_back(*std::move(content));
        continue;
      }
      const Result<const Disclosure*> found = take(*element->first());
      if (!found) return found.error();
      if (*found == nullptr) continue;
      if ((*found)->is_decoy()) return fail(Reason::sd_decoy_opened);
      if ((*found)->is_claim()) return fail(Reason::sd_malformed);
      Result<Bytes> content = item(*(*found)->value());
      if (!content) return content.error();
      kept.push_back(*std::move(content));
    }
    cbor::Writer writer;
    writer.array(kept.size());
    for (const Bytes& element : kept) writer.raw(element);
    return std::move(writer).take();
  }

  // take finds the disclosure of a hash and marks it used, so that nesting ends; null when it was not disclosed.
  Result<const Disclosure*> take(const Item& hash) {
    const Result<ByteView> octets = hash.as_bytes();
    if (!octets || octets->size() != Digest{}.size()) return fail(Reason::sd_malformed);
    Digest digest;
    std::copy(octets->begin(), octets->end(), digest.begin());
    if (!seen_.insert(digest).second) return fail(Reason::sd_repeated_hash);
    const auto found = by_hash_.find(digest);
    if (found == by_hash_.end()) return nullptr;
    used_[found->second] = true;
    return &disclosures_[found->second];
  }

  const std::vector<Disclosure>& disclosures_;
  std::map<Digest, std::size_t> by_hash_;  // The first of those with one hash; a second stays unused, and refuses.
  std::vector<bool> used_;
  std::set<Digest> seen_;
};

Result<Bytes> fresh_salt(Random& random) {
  Bytes salt(kSaltSize);
  if (const Result<void> filled = random.fill(salt); !filled) return filled.error();
  return salt;
}

}  // namespace

Result<Digest> hash_disclosure(HashAlgorithm algorithm, ByteView encoded) {
  return hash(algorithm, cbor::encode_bytes(encoded));
}

Result<std::vector<Disclosure>> read_disclosures(const cbor::Item& sd_claims, HashAlgorithm algorithm) {
  if (!sd_claims.is(Kind::array)) return fail(Reason::sd_malformed);
  if (sd_claims.size() == 0) return fail(Reason::sd_empty);
  std::vector<Disclosure> disclosures;
  for (auto wrapped = sd_claims.first(); wrapped; wrapped = wrapped->next()) {
    const Result<ByteView> encoded = wrapped->as_bytes();
    if (!encoded) return fail(Reason::sd_malformed);
    Result<cbor::Tree> tree = cbor::Tree::parse_within(*encoded, Reason::sd_malformed);
    if (!tree) return tree.error();
    const Item array = tree->root();
    if (!array.is(Kind::array) || array.size() < 1 || array.size() > 3) return fail(Reason::sd_malformed);
    const Result<ByteView> salt = array.first()->as_bytes();
    if (!salt || salt->size() != kSaltSize) return fail(Reason::sd_bad_salt);
    const Result<Digest> digest = hash(algorithm, wrapped->encoded());
    if (!digest) return digest.error();
    disclosures.push_back(Disclosure{*encoded, *digest, *std::move(tree)});
  }
  return disclosures;
}

Result<Bytes> expand(const cbor::Item& payload, const std::vector<Disclosure>& disclosures) {
  return Expander(disclosures).run(payload);
}

Result<Bytes> encode_disclosure(Random& random, ByteView value, ByteView key) {
  const Result<Bytes> salt = fresh_salt(random);
  if (!salt) return salt.error();
  return std::move(cbor::Writer{}.array(3).bytes(*salt).raw(value).raw(key)).take();
}

Result<Bytes> encode_decoy(Random& random) {
  const Result<Bytes> salt = fresh_salt(random);
  if (!salt) return salt.error();
  return std::move(cbor::Writer{}.array(1).bytes(*salt)).take();
}

}  // namespace heyi::card
