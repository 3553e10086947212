// Stage 9, the lists themselves: status lists that do not open, or are not admitted.
#include "codec/zlib.hpp"
#include "crypto/hash.hpp"
#include "negative/make/maker.hpp"

namespace heyi::test::negative {
namespace {

const char* const kStatusSource = "docs/format.md section 12";

Bytes status_list(const std::function<void(Parts&)>& change, Party party = Party::status) {
  return altered_by(*sign_status_list(status_content(kHealth, kHealthStatus, 64), edkey(Party::status)), party, change);
}

Bytes hash_octets(const Bytes& octets) {
  const Digest digest = *hash(HashAlgorithm::sha256, octets);
  return {digest.begin(), digest.end()};
}

Bytes entries(std::int64_t bits, const Bytes& octets) {
  return map_of(
      {{cbor::encode_text("bits"), cbor::encode_int(bits)}, {cbor::encode_text("lst"), cbor::encode_bytes(octets)}});
}

void make_status_signatures(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* number, const char* note, const Bytes& list,
                        const More& more = {}) {
    maker.octets(std::string("status/list_") + name, "status", {expect, number, kStatusSource, note}, list, more);
  };
  const auto same = [](Parts&) {};
  make("in_order", "ok", "", "A status list; nothing is wrong with it.", status_list(same));
  make("without_signature", "cose.signature_size", "24.6", "The signature is empty.",
       without_signature(status_list(same)));
  make("damaged", "cose.signature_invalid", "24.6", "One bit of the signature is flipped.",
       with_damaged_signature(status_list(same)));
  make("by_a_stranger", "trust.unknown_key", "24.6", "A stranger signed the list.", status_list(same, Party::stranger));
  make("by_an_issuer", "trust.wrong_role", "24.10",
       "The authority's own card key signed the list, which has another role.", status_list(same, Party::health));
  make("of_a_uri_not_entitled", "trust.wrong_role", "24.10", "The key may not sign the list of this name.",
       status_list([](Parts& parts) { parts.payload[label(2)] = cbor::encode_text("jn-hc:2"); }));
  make("of_an_issuer_not_entitled", "trust.wrong_role", "24.10 25.2",
       "The list claims another publisher than its key speaks for.",
       status_list([](Parts& parts) { parts.payload[label(1)] = cbor::encode_text(kHrss); }));
  make("of_a_near_uri", "trust.wrong_role", "25.2", "The list's name differs in case.",
       status_list([](Parts& parts) { parts.payload[label(2)] = cbor::encode_text("JN-HC:1"); }));
  make("of_production", "trust.wrong_environment", "24.9", "The list belongs to another environment.",
       status_list([](Parts& parts) { parts.payload[cbor::encode_text("env")] = cbor::encode_text("production"); }));
  make("of_another_typ", "cose.wrong_typ", "20.5", "The typ is a card's.",
       status_list([](Parts& parts) { parts.headers[label(cose::kLabelTyp)] = label(293); }));
  make("without_alg", "cose.alg_missing", "12.1", "There is no alg.",
       status_list([](Parts& parts) { parts.headers.erase(label(cose::kLabelAlg)); }));
  make("of_another_alg", "cose.alg_mismatch", "13.1", "alg says ES256, the key is Ed25519.",
       status_list([](Parts& parts) { parts.headers[label(cose::kLabelAlg)] = label(cose::kAlgEs256); }));
  make("unprotected_label", "cose.unknown_header", "19.1", "An unprotected label beyond the closed set.",
       status_list([](Parts& parts) { parts.unprotected[label(3)] = {0x00}; }));
  make("by_an_ended_key", "trust.signer_expired", "22.1", "The publisher's key has ended.", status_list(same),
       {{"trust", "world/trust-status-ended.list"}});
  make("by_a_key_from_tomorrow", "trust.signer_not_yet_valid", "22.2", "The publisher's key is not valid yet.",
       status_list(same), {{"trust", "world/trust-status-from-tomorrow.list"}});
  make("from_the_future", "status.from_future", "", "The list is dated 24 h and one second ahead of the clock.",
       status_list([](Parts& parts) { parts.payload[label(6)] = cbor::encode_int(to_unix(kNow) + 86401); }));
}

void make_status_content(Maker& maker) {
  const auto make = [&](
                        const char* name, const char* number, const char* note, const Bytes& claim, const Bytes& value,
                        const std::function<void(Parts&)>& more = [](Parts&) {}) {
    maker.octets(std::string("status/list_") + name, "status",
                 {"status.list_invalid", number, "Token Status List draft, section 4; docs/format.md section 12", note},
                 status_list([&](Parts& parts) {
                   parts.payload[claim] = value;
                   more(parts);
                 }));
  };
  // The hash is that of the entries, so that nothing but the entries is wrong.
  const auto hash_of = [](const Bytes& octets) {
    return
        [octets](Parts& parts) { parts.payload[cbor::encode_text("hash")] = cbor::encode_bytes(hash_octets(octets)); };
  };
  const Bytes list = label(cose::kClaimStatusList);
  const Bytes zeros = *deflate_zlib(Bytes(16, 0));
  make("of_1_bit", "", "Entries of 1 bit.", list, entries(1, zeros));
  make("of_8_bits", "", "Entries of 8 bits.", list, entries(8, zeros));
  make("not_zlib", "", "The entries are no zlib stream.", list, entries(2, Bytes(16, 0)));
  make("zlib_cut_off", "32.1", "The zlib stream ends too early.", list,
       entries(2, Bytes(zeros.begin(), zeros.end() - 3)));
  make("zlib_trailing", "6.2", "Octets behind the end of the zlib stream.", list, entries(2, [&] {
         Bytes more = zeros;
         more.push_back(0);
         return more;
       }()));
  make("without_entries", "", "No entry at all.", list, entries(2, *deflate_zlib({})), hash_of({}));
  make("expanding_beyond_the_limit", "33.1", "The entries expand to more than 2^27 of them.", list,
       entries(2, *deflate_zlib(Bytes(StatusListContent::kMaxEntries / 4 + 1, 0))),
       hash_of(Bytes(StatusListContent::kMaxEntries / 4 + 1, 0)));
  make("hash_of_other_entries", "", "The hash is that of other entries.", cbor::encode_text("hash"),
       cbor::encode_bytes(hash_octets(Bytes(16, 1))));
  make("hash_short", "", "The hash has 31 octets.", cbor::encode_text("hash"), cbor::encode_bytes(Bytes(31, 0)));
  make("without_hash", "", "There is no hash; exp is as it was.", label(4), cbor::encode_int(to_unix(kToday) + 1209600),
       [](Parts& parts) { parts.payload.erase(cbor::encode_text("hash")); });
  make("ttl_text", "", "ttl is a text.", label(cose::kClaimTtl), cbor::encode_text("1"));
  make("claim_more", "", "One claim more that is not ttl.", label(7), {0x00});
  make("sequence_2_48", "", "seq is 2^48.", cbor::encode_text("seq"), cbor::encode_int(std::int64_t{1} << 48));
  make("exp_float", "11.1", "exp is a float.", label(4), {0xf9, 0x3e, 0x00});
  make("ends_before_it_begins", "", "exp equals iat.", label(4), cbor::encode_int(to_unix(kToday)));
  make("uri_with_a_space", "", "The name holds a space.", label(2), cbor::encode_text("jn-hc: 1"));
}

void make_status_freshness(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* number, const char* note,
                        const std::function<void(Parts&)>& change, const std::string& before) {
    More more = {{"given", "state"}};
    if (!before.empty()) more.emplace_back("before", format_time(kNow) + " " + before + " ok");
    maker.octets(std::string("status/list_") + name, "status", {expect, number, kStatusSource, note},
                 status_list(change), more);
  };
  const auto sequence = [](std::int64_t number) {
    return [number](Parts& parts) { parts.payload[cbor::encode_text("seq")] = cbor::encode_int(number); };
  };
  make("newer", "ok", "", "A list follows the one before it.", sequence(8), "world/jn-hc-1-sequence-7.status");
  make("older", "status.rolled_back", "24.8", "A list of sequence 1 after one of sequence 7.", sequence(1),
       "world/jn-hc-1-sequence-7.status");
  make("of_the_same_sequence", "status.rolled_back", "24.8", "Another list of sequence 7.", sequence(7),
       "world/jn-hc-1-sequence-7.status");
  make(
      "expired", "status.list_expired", "24.7", "The list's exp equals now.",
      [](Parts& parts) { parts.payload[label(4)] = cbor::encode_int(to_unix(kNow)); }, "");
}

}  // namespace

void make_status_lists(Maker& maker) {
  make_status_signatures(maker);
  make_status_content(maker);
  make_status_freshness(maker);
}

}  // namespace heyi::test::negative
