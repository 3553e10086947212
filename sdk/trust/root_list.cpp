// Root lists: signed by those who leave and by those who come.
#include <heyi/roots.hpp>

#include <algorithm>

#include "base/identifiers.hpp"
#include "codec/cbor_writer.hpp"
#include "cose/key.hpp"
#include "cose/sign.hpp"
#include "trust/entry_cbor.hpp"
#include "trust/trust_list.hpp"

namespace heyi {
namespace {

using cbor::Item;
using cbor::Kind;

Error invalid(const char* what) { return fail(Reason::trust_list_invalid, what); }

Result<void> check(const RootListContent& content) {
  if (!is_issuer_code(content.environment)) return invalid("environment");
  if (content.version == 0 || content.version >= trust::kSequenceEnd) return invalid("version: 1 to 2^48 - 1");
  if (to_unix(content.issued_at) <= 0) return invalid("issued_at");
  if (content.keys.empty() || content.keys.size() > cose::kMaxSigners) return invalid("1 to 16 roots");
  if (content.threshold < 1 || static_cast<std::size_t>(content.threshold) > content.keys.size())
    return invalid("threshold");
  for (auto key = content.keys.begin(); key != content.keys.end(); ++key) {
    if (std::find(content.keys.begin(), key, *key) != key) return invalid("a root is named twice");
  }
  return {};
}

Result<RootListContent> read_content(const Item& payload) {
  if (!payload.is(Kind::map) || payload.size() != 5) return invalid("five claims: iat, env, ver, keys, threshold");
  const auto environment = payload.find("env");
  const auto version = payload.find("ver");
  const auto issued = payload.find(cose::kClaimIat);
  const auto keys = payload.find("keys");
  const auto threshold = payload.find("threshold");
  if (!environment || !environment->is(Kind::text)) return invalid("env");
  if (!version || !version->is(Kind::uint)) return invalid("ver");
  if (!issued || !issued->is(Kind::uint) || *issued->as_uint() > trust::kLatestTime) return invalid("iat");
  if (!threshold || !threshold->is(Kind::uint) || *threshold->as_uint() > cose::kMaxSigners)
    return invalid("threshold");
  if (!keys || !keys->is(Kind::array) || keys->size() > cose::kMaxSigners) return invalid("keys");
  RootListContent content;
  content.environment = *environment->as_text();
  content.version = *version->as_uint();
  content.issued_at = from_unix(static_cast<std::int64_t>(*issued->as_uint()));
  content.threshold = static_cast<int>(*threshold->as_uint());
  for (auto item = keys->first(); item; item = item->next()) {
    Result<PublicKey> key = cose::decode_key(*item);
    if (!key) return invalid("keys");
    content.keys.push_back(*std::move(key));
  }
  if (const Result<void> sound = check(content); !sound) return sound.error();
  return content;
}

/// Opened keeps the parsed structure beside what it says; nothing of it is verified.
struct Opened {
  cbor::Tree tree;
  cose::Sign object;
  RootListContent content;
};

Result<Opened> open(ByteView list) {
  Result<cbor::Tree> tree = cbor::Tree::parse(list, {.max_size = 64 * 1024});
  if (!tree) return tree.error();
  Result<cose::Sign> object = cose::read_sign(tree->root());
  if (!object) return object.error();
  if (const Result<void> typ = cose::check_typ(object->headers.root(), cose::kTypRoots); !typ) return typ.error();
  if (object->headers.root().size() != 1 || object->unprotected.size() != 0) return fail(Reason::cose_unknown_header);
  const Result<cbor::Tree> payload = cbor::Tree::parse(object->payload, {.max_size = 64 * 1024});
  if (!payload) return payload.error();
  Result<RootListContent> content = read_content(payload->root());
  if (!content) return content.error();
  return Opened{*std::move(tree), *std::move(object), *std::move(content)};
}

Result<void> signed_by(const cose::Sign& object, std::span<const PublicKey> keys, int threshold) {
  const Result<int> count = cose::count_signers(object, keys);
  if (!count) return count.error();
  if (threshold < 1 || *count < threshold) return fail(Reason::trust_threshold);
  return {};
}

}  // namespace

Result<Bytes> sign_root_list(const RootListContent& content, std::span<const Signer* const> signers) {
  if (const Result<void> sound = check(content); !sound) return sound.error();
  if (signers.empty() || signers.size() > cose::kMaxSigners) return invalid("1 to 16 root keys sign a list");
  cbor::Writer keys;
  keys.array(content.keys.size());
  for (const PublicKey& key : content.keys) keys.raw(cose::encode_key(key));
  cbor::MapWriter payload;
  payload.put_int(cose::kClaimIat, to_unix(content.issued_at)).put_text("env", content.environment);
  payload.put_int("ver", static_cast<std::int64_t>(content.version)).put("keys", keys.view());
  payload.put_int("threshold", content.threshold);
  const Result<Bytes> encoded = std::move(payload).finish();
  if (!encoded) return encoded.error();
  return cose::make_sign(signers, cose::kTypRoots, *encoded);
}

Result<RootPins> rotate_roots(const RootPins& pins, ByteView list) {
  const Result<Opened> opened = open(list);
  if (!opened) return opened.error();
  // The old roots speak first: nothing of the list counts before enough of them signed it.
  if (const Result<void> old = signed_by(opened->object, pins.keys, pins.threshold); !old) return old.error();
  const RootListContent& content = opened->content;
  if (content.environment != pins.environment) return fail(Reason::trust_wrong_environment);
  if (content.version <= pins.version) return fail(Reason::trust_rolled_back);
  if (content.version != pins.version + 1) return fail(Reason::trust_root_gap);
  if (const Result<void> fresh = signed_by(opened->object, content.keys, content.threshold); !fresh)
    return fresh.error();
  return RootPins{content.keys, content.threshold, content.environment, content.version};
}

Result<RootListContent> read_root_list(ByteView list) {
  Result<Opened> opened = open(list);
  if (!opened) return opened.error();
  return std::move(opened->content);
}

}  // namespace heyi
