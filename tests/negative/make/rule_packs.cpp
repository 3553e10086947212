// Rule packs, as far as who signed them, for when and in which form.
#include <heyi/rule_pack.hpp>

#include "negative/make/maker.hpp"

namespace heyi::test::negative {
namespace {

const char* const kSource = "docs/format.md section 12, rule packs";

RulePackHeader header() { return {kEnvironment, kHrss, "city", 1, kToday, kToday + std::chrono::days{30}}; }

Bytes pack(const std::function<void(Parts&)>& change, Party party = Party::rules) {
  return altered_by(*sign_rule_pack(header(), Bytes{0xa0}, edkey(Party::rules)), party, change);
}

void make_pack_signatures(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* number, const char* note,
                        const Bytes& octets) {
    maker.octets(std::string("rules/") + name, "rules", {expect, number, kSource, note}, octets);
  };
  const auto same = [](Parts&) {};
  make("in_order", "ok", "", "A rule pack; nothing is wrong with it.", pack(same));
  make("without_signature", "cose.signature_size", "24.11", "The signature is empty.", without_signature(pack(same)));
  make("damaged", "cose.signature_invalid", "24.11", "One bit of the signature is flipped.",
       with_damaged_signature(pack(same)));
  make("by_a_stranger", "trust.unknown_key", "24.11", "A stranger signed the pack.", pack(same, Party::stranger));
  make("by_an_issuer", "trust.wrong_role", "24.11", "The authority's card key signed the pack.",
       pack(same, Party::hrss));
  make("by_a_status_key", "trust.wrong_role", "24.11", "A status list's key signed the pack.",
       pack(same, Party::status));
  make("of_another_authority", "trust.wrong_role", "24.11",
       "The pack claims another publisher than its key speaks for.",
       pack([](Parts& parts) { parts.payload[label(1)] = cbor::encode_text(kHealth); }));
  make("of_production", "trust.wrong_environment", "24.11", "The pack belongs to another environment.",
       pack([](Parts& parts) { parts.payload[cbor::encode_text("env")] = cbor::encode_text("production"); }));
  make("of_another_typ", "cose.wrong_typ", "", "The typ is a card's.",
       pack([](Parts& parts) { parts.headers[label(cose::kLabelTyp)] = label(293); }));
  make("expired", "rules.expired", "24.11", "The pack's exp equals now.",
       pack([](Parts& parts) { parts.payload[label(4)] = cbor::encode_int(to_unix(kNow)); }));
  make("from_the_future", "rules.from_future", "", "The pack is dated 24 h and one second ahead of the clock.",
       pack([](Parts& parts) { parts.payload[label(6)] = cbor::encode_int(to_unix(kNow) + 86401); }));
}

void make_shapes(Maker& maker) {
  const auto make = [&](const char* name, const char* note, const Bytes& claim, const Bytes& value) {
    maker.octets(std::string("rules/") + name, "rules", {"rules.invalid", "", kSource, note},
                 pack([&](Parts& parts) { parts.payload[claim] = value; }));
  };
  const auto text = [](const char* name) { return cbor::encode_text(name); };
  make("name_empty", "The pack has no name.", label(2), text(""));
  make("name_long", "The name has 29 characters.", label(2), cbor::encode_text(std::string(29, 'x')));
  make("sequence_2_48", "seq is 2^48.", text("seq"), cbor::encode_int(std::int64_t{1} << 48));
  make("exp_float", "exp is a float.", label(4), {0xf9, 0x3e, 0x00});
  make("ends_before_it_begins", "exp equals iat.", label(4), cbor::encode_int(to_unix(kToday)));
  make("rules_text", "The rules are a text.", text("rules"), text("{}"));
  make("claim_more", "An eighth claim.", label(7), {0x00});
  for (const char* claim : {"env", "rules", "seq"}) {
    maker.octets(std::string("rules/without_") + claim, "rules", {"rules.invalid", "", kSource, "A claim is missing."},
                 pack([&](Parts& parts) { parts.payload.erase(cbor::encode_text(claim)); }));
  }
}

}  // namespace

void make_rule_packs(Maker& maker) {
  make_pack_signatures(maker);
  make_shapes(maker);
}

}  // namespace heyi::test::negative
