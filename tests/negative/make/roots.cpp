// Changes of roots: who may hand over to whom, and in which order.
#include <heyi/roots.hpp>

#include "cose/key.hpp"
#include "cose/sign.hpp"
#include "negative/make/maker.hpp"

namespace heyi::test::negative {
namespace {

const char* const kSource = "docs/format.md section 12, change of roots";

Bytes signed_by(const RootListContent& content, const std::vector<Party>& parties) {
  std::vector<PrivateKey> keys;
  for (const Party party : parties) keys.push_back(edkey(party));
  std::vector<const Signer*> signers;
  for (const PrivateKey& one : keys) signers.push_back(&one);
  return *sign_root_list(content, signers);
}

RootListContent to_second_root(std::uint64_t version = 1) {
  return {kEnvironment, version, kToday, {edkey(Party::second_root).public_key()}, 1};
}

const std::vector<Party> kBoth = {Party::root, Party::second_root};

// altered has claims changed, and is signed again by the old root and the new one.
Bytes altered(const std::function<void(Pairs&)>& change) {
  const Bytes list = signed_by(to_second_root(), kBoth);
  const cbor::Tree tree = *cbor::Tree::parse(list);
  Pairs claims = pairs_of(cose::read_sign(tree.root())->payload);
  change(claims);
  const PrivateKey old_root = edkey(Party::root), new_root = edkey(Party::second_root);
  const Signer* const signers[] = {&old_root, &new_root};
  return *cose::make_sign(signers, cose::kTypRoots, map_of(claims));
}

void make_signers(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* note, const Bytes& list,
                        const More& more = {}) {
    maker.octets(std::string("roots/") + name, "roots", {expect, "", kSource, note}, list, more);
  };
  make("in_order", "ok", "The old root hands over to a new one; nothing is wrong with it.",
       signed_by(to_second_root(), kBoth));
  make("by_the_old_root_alone", "trust.threshold", "The new root did not sign, so nobody knows that it exists.",
       signed_by(to_second_root(), {Party::root}));
  make("by_the_new_root_alone", "trust.threshold", "The old root did not hand over.",
       signed_by(to_second_root(), {Party::second_root}));
  make("by_a_stranger", "trust.threshold", "A stranger signed in the place of the old root.",
       signed_by(to_second_root(), {Party::stranger, Party::second_root}));
  const More two_of_two = {{"root", "world/root.pub.pem world/root-2.pub.pem"}, {"threshold", "2"}};
  RootListContent third = to_second_root();
  third.keys = {edkey(Party::stranger).public_key()};
  make("by_one_of_two_old_roots", "trust.threshold", "Two old roots must sign, and one did.",
       signed_by(third, {Party::root, Party::stranger}), two_of_two);
  make("by_one_old_root_twice", "trust.threshold", "Two old roots must sign, and one did so twice.",
       signed_by(third, {Party::root, Party::root, Party::stranger}), two_of_two);
  RootListContent two = to_second_root();
  two.keys.push_back(edkey(Party::stranger).public_key());
  two.threshold = 2;
  make("by_one_of_two_new_roots", "trust.threshold", "Two new roots must sign, and one did.", signed_by(two, kBoth));
  make("damaged", "trust.threshold", "One bit of a signature is flipped.", [] {
    Bytes list = signed_by(to_second_root(), kBoth);
    list.back() ^= 1;
    return list;
  }());
  const PrivateKey root = edkey(Party::root);
  const Signer* const roots[] = {&root};
  make("a_trust_list", "cose.wrong_typ", "A trust list of the old root.",
       *sign_trust_list(trust_content(Algorithm::eddsa), roots));
}

void make_versions(Maker& maker) {
  maker.file("world/roots-1.list", signed_by(to_second_root(), kBoth));
  const auto make = [&](const char* name, const char* expect, const char* note, const Bytes& list,
                        const std::string& before) {
    More more;
    if (!before.empty()) more.emplace_back("before", format_time(kNow) + " " + before + " ok");
    maker.octets(std::string("roots/") + name, "roots", {expect, "", kSource, note}, list, more);
  };
  make("same_version_again", "trust.rolled_back", "Version 1 after version 1.", signed_by(to_second_root(), kBoth),
       "world/roots-1.list");
  make("version_missing", "trust.root_gap", "Version 2 before version 1.", signed_by(to_second_root(2), kBoth), "");
  RootListContent foreign = to_second_root();
  foreign.environment = "production";
  make("of_production", "trust.wrong_environment", "The roots of another environment.", signed_by(foreign, kBoth), "");
}

void make_shapes(Maker& maker) {
  const auto make = [&](const char* name, const char* note, const std::function<void(Pairs&)>& change) {
    maker.octets(std::string("roots/") + name, "roots", {"trust.list_invalid", "", kSource, note}, altered(change));
  };
  make("version_0", "Version 0 is what a terminal was born with.",
       [](Pairs& list) { list[cbor::encode_text("ver")] = {0x00}; });
  make("threshold_0", "No signature would be enough.",
       [](Pairs& list) { list[cbor::encode_text("threshold")] = {0x00}; });
  make("threshold_above_its_keys", "More signatures than there are keys.",
       [](Pairs& list) { list[cbor::encode_text("threshold")] = {0x02}; });
  make("without_keys", "No key at all.", [](Pairs& list) { list[cbor::encode_text("keys")] = {0x80}; });
  make("one_key_twice", "The same key stands there twice.", [](Pairs& list) {
    Bytes& keys = list[cbor::encode_text("keys")];
    Bytes twice = {0x82};
    for (int round = 0; round < 2; ++round) twice.insert(twice.end(), keys.begin() + 1, keys.end());
    keys = twice;
  });
  make("claim_more", "A sixth claim.", [](Pairs& list) { list[label(4)] = cbor::encode_int(to_unix(kNow) + 1); });
  make("without_date", "There is no iat.", [](Pairs& list) { list.erase(label(6)); });
}

}  // namespace

void make_roots(Maker& maker) {
  make_signers(maker);
  make_versions(maker);
  make_shapes(maker);
}

}  // namespace heyi::test::negative
