// Deltas: from the list that is here to the one that was signed, or not at all.
#include "codec/zlib.hpp"
#include "negative/make/maker.hpp"

namespace heyi::test::negative {
namespace {

const char* const kSource = "docs/format.md section 12, deltas";
const char* const kParent = "world/jn-hc-1-of-64.status";

StatusListContent version(std::uint64_t sequence) {
  StatusListContent content = status_content(kHealth, kHealthStatus, 64);
  content.sequence = sequence;
  if (sequence > 1) content.set(5, CardStatus::revoked);
  return content;
}

Bytes delta() {
  const PrivateKey root = edkey(Party::root), signer = edkey(Party::status);
  const Signer* const roots[] = {&root};
  const TrustList trust =
      *TrustList::open(*sign_trust_list(trust_content(Algorithm::eddsa), roots), root_pins(Algorithm::eddsa));
  const auto opened = [&](std::uint64_t sequence) {
    return *StatusList::open(*sign_status_list(version(sequence), signer), trust, kNow);
  };
  return *sign_status_delta(opened(1), opened(2), signer);
}

Bytes altered(const std::function<void(Parts&)>& change, Party party = Party::status) {
  return altered_by(delta(), party, change);
}

Bytes with_changes(const Bytes& changes) {
  return altered(
      [&](Parts& parts) { parts.payload[cbor::encode_text("delta")] = cbor::encode_bytes(*deflate_zlib(changes)); });
}

Bytes with(const char* claim, const Bytes& value) {
  return altered([&](Parts& parts) { parts.payload[cbor::encode_text(claim)] = value; });
}

void make(Maker& maker, const char* name, const char* expect, const char* note, const Bytes& octets,
          const char* parent = kParent, const More& more = {}) {
  More all = {{"status", parent}};
  all.insert(all.end(), more.begin(), more.end());
  maker.octets(std::string("delta/") + name, "delta", {expect, "", kSource, note}, octets, all);
}

void make_delta_signatures(Maker& maker) {
  const auto same = [](Parts&) {};
  make(maker, "in_order", "ok", "A delta that revokes one card; nothing is wrong with it.", delta());
  make(maker, "damaged", "cose.signature_invalid", "One bit of the signature is flipped.",
       with_damaged_signature(delta()));
  make(maker, "by_a_stranger", "trust.unknown_key", "A stranger signed the delta.", altered(same, Party::stranger));
  make(maker, "by_an_issuer", "trust.wrong_role", "The authority's own card key signed the delta.",
       altered(same, Party::health));
  make(maker, "of_a_list_not_entitled", "trust.wrong_role", "The key may not sign the list of this name.",
       altered([](Parts& parts) { parts.payload[label(2)] = cbor::encode_text("jn-hc:2"); }));
  make(maker, "of_production", "trust.wrong_environment", "The delta belongs to another environment.",
       with("env", cbor::encode_text("production")));
  make(maker, "a_list", "cose.wrong_typ", "A whole list in the place of a delta.",
       *sign_status_list(version(2), edkey(Party::status)));
  make(maker, "by_an_ended_key", "trust.signer_expired", "The publisher's key has ended.", delta(), kParent,
       {{"trust", "world/trust-status-ended.list"}});
  make(maker, "from_the_future", "status.from_future", "The delta is dated 24 h and one second ahead of the clock.",
       altered([](Parts& parts) { parts.payload[label(6)] = cbor::encode_int(to_unix(kNow) + 86401); }));
}

void make_ways(Maker& maker) {
  make(maker, "from_other_entries", "status.delta_parent",
       "The list that is here has other entries than it starts from.", delta(), "world/jn-hc-1.status");
  make(maker, "of_another_list", "status.delta_parent", "The list that is here has another name.", delta(),
       "world/jn-hrss-1.status");
  make(maker, "to_the_same_sequence", "status.delta_parent", "It leads to sequence 1, which is here.",
       with("seq", {0x01}));
  make(maker, "to_a_shorter_list", "status.delta_parent", "Its result would be shorter than what it starts from.",
       with("size", {0x0f}));
  make(maker, "to_another_hash", "status.delta_mismatch", "The result has another hash than it promises.",
       with("hash", cbor::encode_bytes(Bytes(32, 0x5a))));
  make(maker, "to_a_longer_list_than_hashed", "status.delta_mismatch",
       "Its result is one octet longer than what was hashed.", with("size", {0x11}));
  make(maker, "with_other_changes", "status.delta_mismatch", "It suspends the card that the hash knows as revoked.",
       with_changes({5 * 4 + 2}));
  make(maker, "without_its_changes", "status.delta_mismatch", "It changes nothing, and promises other entries.",
       with_changes({}));
}

void make_shapes(Maker& maker) {
  const auto invalid = [&](const char* name, const char* note, const Bytes& octets) {
    make(maker, name, "status.list_invalid", note, octets);
  };
  invalid("change_to_what_it_was", "A change to the value that the entry has.", with_changes({3 * 4, 1 * 4 + 1}));
  invalid("change_not_shortest", "A number of two octets where one would do.", with_changes({0x95, 0x00}));
  invalid("change_cut_off", "The last number is cut off.", with_changes({0x95}));
  invalid("change_outside", "A change to entry 64 of 64.", with_changes({0x81, 0x02}));
  invalid("change_above_2_30", "A number that no list has room for.",
          with_changes({0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01}));
  invalid("not_zlib", "The changes are no zlib stream.", with("delta", cbor::encode_bytes(Bytes(9, 0))));
  invalid("size_0", "No entry would be left.", with("size", {0x00}));
  invalid("size_beyond_the_limit", "The result would have more than 2^27 entries.",
          with("size", cbor::encode_int((std::int64_t{1} << 25) + 1)));
  invalid("parent_short", "The parent's hash has 31 octets.", with("parent", cbor::encode_bytes(Bytes(31, 0))));
  for (const char* claim : {"delta", "env", "hash", "parent", "seq", "size"}) {
    invalid((std::string("without_") + claim).c_str(), "A claim is missing.",
            altered([&](Parts& parts) { parts.payload.erase(cbor::encode_text(claim)); }));
  }
  invalid("claim_more", "An eleventh claim.",
          altered([](Parts& parts) { parts.payload[label(cose::kClaimTtl)] = {0x18, 0x3c}; }));
}

}  // namespace

void make_deltas(Maker& maker) {
  maker.file(kParent, *sign_status_list(version(1), edkey(Party::status)));
  make_delta_signatures(maker);
  make_ways(maker);
  make_shapes(maker);
}

}  // namespace heyi::test::negative
