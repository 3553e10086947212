// Stage 5, the lists themselves: trust lists that do not open, or are not admitted.
#include "cose/key.hpp"
#include "cose/sign.hpp"
#include "negative/make/maker.hpp"

namespace heyi::test::negative {
namespace {

const char* const kTrustSource = "docs/format.md section 11";

// A short list of one entry: what the rest would add is nothing.
TrustListContent short_content() {
  TrustListContent content = trust_content(Algorithm::eddsa);
  content.entries.resize(1, content.entries.front());
  return content;
}

Bytes signed_by(const std::vector<Party>& parties, const TrustListContent& content) {
  std::vector<PrivateKey> keys;
  for (const Party party : parties) keys.push_back(edkey(party));
  std::vector<const Signer*> signers;
  for (const PrivateKey& one : keys) signers.push_back(&one);
  return *sign_trust_list(content, signers);
}

Pairs claims_of(const Bytes& list) {
  const cbor::Tree tree = *cbor::Tree::parse(list);
  return pairs_of(cose::read_sign(tree.root())->payload);
}

// altered is the list with claims changed, signed again by the root.
Bytes altered(const std::function<void(Pairs&)>& change) {
  Pairs claims = claims_of(signed_by({Party::root}, short_content()));
  change(claims);
  const PrivateKey root = edkey(Party::root);
  const Signer* const roots[] = {&root};
  return *cose::make_sign(roots, cose::kTypTrustList, map_of(claims));
}

// altered_entry is the list with its one entry changed.
Bytes altered_entry(const std::function<void(Pairs&)>& change) {
  return altered([&](Pairs& claims) {
    const Bytes entries = claims.at(cbor::encode_text("keys"));
    Pairs entry = pairs_of(ByteView(entries).subspan(1));
    change(entry);
    claims[cbor::encode_text("keys")] = std::move(cbor::Writer{}.array(1).raw(map_of(entry))).take();
  });
}

/// Shape is a COSE_Sign by hand: body headers, and the signers' headers and who they are.
struct Shape {
  Pairs body = {{label(cose::kLabelTyp), cbor::encode_text(cose::kTypTrustList.text)}};
  Pairs body_unprotected = {};
  Pairs signer = {};  ///< In the place of alg and kid.
  Pairs signer_unprotected = {};
  std::vector<Party> parties = {Party::root};
};

Bytes shaped(const Shape& shape) {
  const Bytes payload = map_of(claims_of(signed_by({Party::root}, short_content())));
  cbor::Writer parts;
  parts.array(shape.parties.size());
  for (const Party party : shape.parties) {
    Pairs headers = shape.signer;
    if (headers.empty()) {
      headers[label(cose::kLabelAlg)] = label(cose::kAlgEdDsa);
      headers[label(cose::kLabelKid)] = cbor::encode_bytes(*key_id(edkey(party).public_key()));
    }
    const Bytes signature = *edkey(party).sign(cose::sig_structure(map_of(shape.body), map_of(headers), payload, {}));
    parts.array(3).bytes(map_of(headers)).raw(map_of(shape.signer_unprotected)).bytes(signature);
  }
  return std::move(cbor::Writer{}
                       .tag(98)
                       .array(4)
                       .bytes(map_of(shape.body))
                       .raw(map_of(shape.body_unprotected))
                       .bytes(payload)
                       .raw(parts.view()))
      .take();
}

void make_trust_signatures(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* number, const char* note, const Bytes& list,
                        const More& more = {}) {
    maker.octets(std::string("trust/list_") + name, "trust", {expect, number, kTrustSource, note}, list, more);
  };
  const TrustListContent content = short_content();
  make("in_order", "ok", "", "A list signed by the one root; nothing is wrong with it.",
       signed_by({Party::root}, content));
  make("without_signers", "cose.malformed", "24.1", "The array of signatures is empty.", shaped({.parties = {}}));
  make("by_a_stranger", "trust.threshold", "24.1", "A stranger signed the list.",
       signed_by({Party::stranger}, content));
  make("by_an_issuer", "trust.threshold", "24.5", "An issuer's key that stands on the list signed it.",
       signed_by({Party::hrss}, content));
  Bytes damaged = signed_by({Party::root}, content);
  damaged.back() ^= 1;
  make("damaged", "trust.threshold", "24.1", "One bit of the root's signature is flipped.", damaged);
  const More two = {{"root", "world/root.pub.pem world/root-2.pub.pem"}, {"threshold", "2"}};
  make("two_of_two", "ok", "", "Two roots are needed and both signed.",
       signed_by({Party::root, Party::second_root}, content), two);
  make("one_root_twice", "trust.threshold", "19.2", "Two roots are needed and one signed twice.",
       signed_by({Party::root, Party::root}, content), two);
  make("one_root_of_two", "trust.threshold", "24.1", "Two roots are needed and one signed.",
       signed_by({Party::root}, content), two);
  make("one_root_and_a_stranger", "trust.threshold", "24.1", "Two roots are needed; one signed, and a stranger.",
       signed_by({Party::root, Party::stranger}, content), two);
  make("two_roots_needed_of_one_twice", "trust.list_invalid", "19.2",
       "The same root is pinned twice and two are needed of one.", signed_by({Party::root}, content),
       {{"threshold", "2"}});
  TrustListContent production = content;
  production.environment = "production";
  make("of_production", "trust.wrong_environment", "24.4",
       "The list belongs to another environment than the pinned one.", signed_by({Party::root}, production));
  make("seventeen_signers", "cose.malformed", "33.2", "More than 16 signatures.",
       shaped({.parties = std::vector<Party>(17, Party::root)}));
  make("of_300_items", "cbor.too_large", "33.2",
       "More items around the payload than 16 signers take, before any signature is checked.",
       std::move(cbor::Writer{}
                     .tag(98)
                     .array(4)
                     .bytes(Bytes{0xa0})
                     .raw(Bytes{0xa0})
                     .bytes(Bytes{0xa0})
                     .array(300)
                     .raw(Bytes(300, 0x00)))
           .take());
  make("trailing", "cbor.trailing", "6.1", "An octet behind the list.", [&] {
    Bytes list = signed_by({Party::root}, content);
    list.push_back(0);
    return list;
  }());
}

void make_trust_shapes(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* number, const char* note,
                        const Shape& shape) {
    maker.octets(std::string("trust/list_") + name, "trust", {expect, number, "RFC 9052 section 4.1", note},
                 shaped(shape));
  };
  make("of_another_typ", "cose.wrong_typ", "20.4", "The typ is a status list's.",
       {.body = {{label(cose::kLabelTyp), cbor::encode_text(cose::kTypStatusList.text)}}});
  make("without_typ", "cose.wrong_typ", "20.4", "There is no typ.", {.body = {}});
  make("body_unprotected_label", "cose.unknown_header", "19.1", "A label in the body's unprotected header.",
       {.body_unprotected = {{label(3), {0x00}}}});
  make("signer_unprotected_label", "cose.unknown_header", "19.1", "A label in a signer's unprotected header.",
       {.signer_unprotected = {{label(3), {0x00}}}});
  make("signer_crit", "cose.critical", "14.1", "crit in a signer's unprotected header.",
       {.signer_unprotected = {{label(2), {0x81, 0x01}}}});
  const Bytes kid = cbor::encode_bytes(*key_id(edkey(Party::root).public_key()));
  make("signer_without_alg", "cose.alg_missing", "12.1", "A signer without alg.",
       {.signer = {{label(cose::kLabelKid), kid}}});
  make("signer_without_kid", "cose.kid_missing", "", "A signer without kid.",
       {.signer = {{label(cose::kLabelAlg), label(cose::kAlgEdDsa)}}});
  make("signer_of_unknown_alg", "cose.alg_unknown", "13.1", "A signer's alg is none of the four.",
       {.signer = {{label(cose::kLabelAlg), label(-36)}, {label(cose::kLabelKid), kid}}});
  make("signer_of_another_alg", "trust.threshold", "13.1",
       "The root's signature under a header that says ES256 does not count.",
       {.signer = {{label(cose::kLabelAlg), label(cose::kAlgEs256)}, {label(cose::kLabelKid), kid}}});
  Parts single;
  single.headers = {{label(cose::kLabelTyp), cbor::encode_text(cose::kTypTrustList.text)},
                    {label(cose::kLabelAlg), label(cose::kAlgEdDsa)},
                    {label(cose::kLabelKid), kid}};
  single.payload = claims_of(signed_by({Party::root}, short_content()));
  maker.octets("trust/list_as_sign1", "trust",
               {"cose.malformed", "15.1", "RFC 9052 section 4.1", "The list is a COSE_Sign1, tag 18."},
               signed_again(single, edkey(Party::root)));
}

void make_trust_content(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* note, const Bytes& list) {
    maker.octets(std::string("trust/list_") + name, "trust", {expect, "", kTrustSource, note}, list);
  };
  const auto text = [](const char* word) { return cbor::encode_text(word); };
  make("claim_more", "trust.list_invalid", "A seventh claim.",
       altered([&](Pairs& claims) { claims[label(1)] = text("JN"); }));
  make("without_sequence", "trust.list_invalid", "seq is missing.", altered([&](Pairs& claims) {
         claims.erase(text("seq"));
         claims[label(1)] = {0x00};
       }));
  make("sequence_2_48", "trust.list_invalid", "seq is 2^48.",
       altered([&](Pairs& claims) { claims[text("seq")] = cbor::encode_int(std::int64_t{1} << 48); }));
  make("ends_before_it_begins", "trust.list_invalid", "exp equals iat.",
       altered([&](Pairs& claims) { claims[label(4)] = claims.at(label(6)); }));
  make("exp_float", "trust.list_invalid", "exp is a float.",
       altered([&](Pairs& claims) { claims[label(4)] = {0xf9, 0x3e, 0x00}; }));
  make("environment_of_33", "trust.wrong_environment", "env is longer than a name may be, and not the pinned one.",
       altered([&](Pairs& claims) { claims[text("env")] = cbor::encode_text(std::string(33, 'e')); }));
  make("payload_duplicate_key", "cbor.duplicate_key", "seq stands twice, signed by the root.", [] {
    Listed claims = listed(claims_of(signed_by({Party::root}, short_content())));
    claims.insert(claims.begin(), claims.front());
    const PrivateKey root = edkey(Party::root);
    const Signer* const roots[] = {&root};
    return *cose::make_sign(roots, cose::kTypTrustList, map_as_listed(claims));
  }());
  make("entry_kid_of_another_key", "trust.bad_entry", "An entry's kid is not its key's.",
       altered_entry([](Pairs& entry) { entry[label(2)] = cbor::encode_bytes(Bytes(8, 1)); }));
  make("entry_alg_of_another_key", "trust.bad_entry", "An entry's alg is not its key's.",
       altered_entry([](Pairs& entry) { entry[label(4)] = label(cose::kAlgEs256); }));
  make("entry_key_of_small_order", "trust.bad_entry", "An entry's Ed25519 key is the neutral element.",
       altered_entry([](Pairs& entry) {
         Bytes x(32, 0);
         x[0] = 1;
         entry[label(3)] =
             std::move(cbor::Writer{}.map(3).integer(1).integer(1).integer(-1).integer(6).integer(-2).bytes(x)).take();
       }));
  make("entry_unknown_role", "trust.bad_entry", "An entry has role 3.",
       altered_entry([](Pairs& entry) { entry[label(5)] = {0x81, 0x03}; }));
  make("entry_without_role", "trust.bad_entry", "An entry has no role.",
       altered_entry([](Pairs& entry) { entry[label(5)] = {0x80}; }));
  make("entry_roles_unsorted", "trust.bad_entry", "An entry's roles do not ascend.",
       altered_entry([](Pairs& entry) { entry[label(5)] = {0x82, 0x01, 0x00}; }));
  make("entry_unknown_section", "trust.bad_entry", "An entry names a section that does not exist.",
       altered_entry([](Pairs& entry) { entry[label(6)] = {0x81, 0x62, 'z', 'z'}; }));
  make("entry_area_0", "trust.bad_entry", "An entry's area is no GB/T 2260 code.",
       altered_entry([](Pairs& entry) { entry[label(7)] = {0x81, 0x00}; }));
  make("entry_ends_before_it_begins", "trust.bad_entry", "An entry's validity ends where it begins.",
       altered_entry([](Pairs& entry) { entry[label(10)] = entry.at(label(9)); }));
  make("entry_of_nine_keys", "trust.bad_entry", "An entry lacks its status lists.",
       altered_entry([](Pairs& entry) { entry.erase(label(8)); }));
  TrustListContent crowded = short_content();
  crowded.entries.resize(4, crowded.entries.front());
  Pairs claims = claims_of(signed_by({Party::root}, crowded));
  const Bytes four = claims.at(cbor::encode_text("keys"));
  Bytes five = Bytes{0x85};
  five.insert(five.end(), four.begin() + 1, four.end());
  five.insert(five.end(), four.begin() + 1, four.begin() + 1 + static_cast<std::ptrdiff_t>((four.size() - 1) / 4));
  make("five_entries_of_one_kid", "trust.bad_entry", "Five entries share a kid.",
       altered([&](Pairs& one) { one[cbor::encode_text("keys")] = five; }));
}

void make_trust_freshness(Maker& maker) {
  const std::string now = format_time(kNow);
  const auto make = [&](const char* name, const char* expect, const char* number, const char* note,
                        const TrustListContent& content, const std::string& before) {
    More more = {{"given", "state"}};
    if (!before.empty()) more.emplace_back("before", now + " " + before + " ok");
    maker.octets(std::string("trust/list_") + name, "trust", {expect, number, kTrustSource, note},
                 signed_by({Party::root}, content), more);
  };
  TrustListContent content = short_content();
  make(
      "newer", "ok", "", "A list follows the one before it.",
      [&] {
        TrustListContent list = content;
        list.sequence = 8;
        return list;
      }(),
      "world/trust-sequence-7.list");
  make("older", "trust.rolled_back", "24.3", "A list of sequence 1 after one of sequence 7.", content,
       "world/trust-sequence-7.list");
  content.sequence = 7;
  make("of_the_same_sequence", "trust.rolled_back", "24.3", "Another list of sequence 7.", content,
       "world/trust-sequence-7.list");
  make("of_an_older_epoch", "trust.rolled_back", "24.3",
       "A list of epoch 1 after one of epoch 2, whatever its sequence.", content, "world/trust-epoch-2.list");
  content.epoch = 2;
  content.issued_at = kToday - std::chrono::days{1};
  make("of_a_new_epoch_issued_before", "trust.rolled_back", "24.3",
       "A list of a newer epoch that was issued before the last one seen.", content, "world/trust-sequence-7.list");
  TrustListContent future = short_content();
  future.issued_at = kNow + std::chrono::hours{24} + Seconds{1};
  make("from_the_future", "trust.from_future", "24.2", "A list dated 24 h and one second ahead of the clock.", future,
       "");
}

}  // namespace

void make_trust_lists(Maker& maker) {
  make_trust_signatures(maker);
  make_trust_shapes(maker);
  make_trust_content(maker);
  make_trust_freshness(maker);
}

}  // namespace heyi::test::negative
