// Disclosures added, removed, reordered, repeated or opened where nothing may be, before and after the holder signed.
#include "flow/forge.hpp"
#include "support/catch.hpp"

namespace heyi::test {
namespace {

Bytes name_of(std::int64_t label) { return cbor::encode_int(label); }

// rich holds `id`, `ss` and `bn`, withholdable the first and last, and `px`, which cannot be withheld.
Bytes rich() {
  return issued(hrss_rich_claims(), Party::hrss, Algorithm::es256, {}, {.redact = {Section::id, Section::bn}});
}

// under_proof changes a card without its issuer's key and lets the holder sign that.
Bytes under_proof(Bytes card, const std::function<void(Parts&)>& change) {
  Parts parts = apart(card);
  change(parts);
  return proof_over({together(parts)});
}

// A disclosure with its byte string's head, and the hash that belongs to it.
struct Made {
  Bytes encoded;
  Bytes hash;
};

Made disclosure(const std::string& section, const Bytes& value, std::size_t salt = 16) {
  cbor::Writer array;
  array.array(3).bytes(Bytes(salt, 0x5a)).raw(value).text(section);
  const Bytes encoded = array.view();
  const Digest hash = *card::hash_disclosure(HashAlgorithm::sha256, encoded);
  return {cbor::encode_bytes(encoded), cbor::encode_bytes(hash)};
}

// issued_with is a card whose issuer put exactly these hashes and disclosures in.
Bytes issued_with(const Bytes& card, const std::vector<Made>& made, bool sorted = true) {
  return changed(card, key(Party::hrss), [&](Parts& parts) {
    std::vector<Made> order = made;
    if (sorted) std::sort(order.begin(), order.end(), [](const Made& a, const Made& b) { return a.hash < b.hash; });
    cbor::Writer hashes;
    hashes.array(order.size());
    std::vector<Bytes> opened;
    for (const Made& one : order) {
      hashes.raw(one.hash);
      opened.push_back(one.encoded);
    }
    parts.payload[simple_59()] = std::move(hashes).take();
    set_disclosures(parts, opened);
  });
}

const Policy& hospital() {
  static const Policy policy = Policy::hospital();
  return policy;
}

}  // namespace

TEST_CASE("removing a disclosure after the proof breaks the proof", "[flow][sd]") {
  Parts proof = apart(proof_over({rich()}));
  Parts card = apart(proof.headers.at(name_of(cose::kLabelKcwt)));
  std::vector<Bytes> opened = disclosures_of(card);
  opened.pop_back();
  set_disclosures(card, opened);
  proof.headers[name_of(cose::kLabelKcwt)] = together(card);
  CHECK(says(judged(together(proof))) == "reject proof.invalid");
}

TEST_CASE("adding a genuine disclosure after the proof breaks the proof", "[flow][sd]") {
  Parts proof = apart(shown({rich()}, showing({Section::ss})).plain);
  Parts card = apart(proof.headers.at(name_of(cose::kLabelKcwt)));
  set_disclosures(card, disclosures_of(apart(rich())));
  proof.headers[name_of(cose::kLabelKcwt)] = together(card);
  CHECK(says(judged(together(proof))) == "reject proof.invalid");
}

TEST_CASE("reordering disclosures after the proof breaks the proof", "[flow][sd]") {
  Parts proof = apart(proof_over({rich()}));
  Parts card = apart(proof.headers.at(name_of(cose::kLabelKcwt)));
  std::vector<Bytes> opened = disclosures_of(card);
  std::swap(opened.at(0), opened.at(1));
  set_disclosures(card, opened);
  proof.headers[name_of(cose::kLabelKcwt)] = together(card);
  CHECK(says(judged(together(proof))) == "reject proof.invalid");
}

TEST_CASE("verify rejects disclosures in another order than their hashes", "[flow][sd]") {
  const Bytes token = under_proof(rich(), [](Parts& card) {
    std::vector<Bytes> opened = disclosures_of(card);
    std::swap(opened.at(0), opened.at(1));
    set_disclosures(card, opened);
  });
  CHECK(says(judged(token)) == "reject sd.order");
}

TEST_CASE("verify rejects a disclosure that no hash refers to", "[flow][sd]") {
  const Bytes token = under_proof(rich(), [](Parts& card) {
    set_disclosures(card, {disclosure("id", pairs_of(map_of(card.payload)).at(cbor::encode_text("ss"))).encoded});
  });
  CHECK(says(judged(token)) == "reject sd.unreferenced");
}

TEST_CASE("verify rejects a disclosure beside a card that redacts nothing", "[flow][sd]") {
  const Bytes token =
      under_proof(hc_card(), [](Parts& card) { set_disclosures(card, {disclosure("id", {0xa0}).encoded}); });
  CHECK(says(judged(token)) == "reject sd.unreferenced");
}

TEST_CASE("verify rejects the same disclosure twice", "[flow][sd]") {
  const Bytes token = under_proof(ss_card(), [](Parts& card) {
    std::vector<Bytes> opened = disclosures_of(card);
    opened.push_back(opened.front());
    set_disclosures(card, opened);
  });
  CHECK(says(judged(token)) == "reject sd.repeated_hash");
}

TEST_CASE("verify rejects an empty sd_claims", "[flow][sd]") {
  const Bytes token = under_proof(ss_card(), [](Parts& card) { set_disclosures(card, {}); });
  CHECK(says(judged(token)) == "reject sd.empty");
}

TEST_CASE("verify rejects a hash that stands twice", "[flow][sd]") {
  const Bytes card = changed(ss_card(), key(Party::hrss), [](Parts& parts) {
    const cbor::Tree hashes = *cbor::Tree::parse(parts.payload.at(simple_59()));
    cbor::Writer twice;
    twice.array(2).raw(hashes.root().first()->encoded()).raw(hashes.root().first()->encoded());
    const Bytes doubled = std::move(twice).take();
    parts.payload[simple_59()] = doubled;
  });
  CHECK(says(judged(proof_over({card}))) == "reject sd.repeated_hash");
}

TEST_CASE("verify rejects hashes that are not sorted", "[flow][sd]") {
  const Bytes card = changed(rich(), key(Party::hrss), [](Parts& parts) {
    const cbor::Tree hashes = *cbor::Tree::parse(parts.payload.at(simple_59()));
    cbor::Writer swapped;
    swapped.array(2).raw(hashes.root().at(1)->encoded()).raw(hashes.root().at(0)->encoded());
    const Bytes other = std::move(swapped).take();
    parts.payload[simple_59()] = other;
  });
  CHECK(says(judged(proof_over({card}))) == "reject sd.order");
}

TEST_CASE("verify rejects a salt of another length than 16", "[flow][sd]") {
  for (const std::size_t salt : {0U, 15U, 17U, 32U}) {
    const Bytes token = proof_over({issued_with(rich(), {disclosure("id", {0xa0}, salt)})});
    CHECK(says(judged(token)) == "reject sd.bad_salt");
  }
}

TEST_CASE("verify rejects a disclosed section that stands in the card already", "[flow][sd]") {
  const Bytes ss = apart(ss_card()).payload.at(cbor::encode_text("ss"));
  CHECK(says(judged(proof_over({issued_with(ss_card(), {disclosure("ss", ss)})}))) == "reject sd.duplicate_claim");
}

TEST_CASE("verify rejects two disclosures of one section", "[flow][sd]") {
  const Bytes ss = apart(ss_card()).payload.at(cbor::encode_text("ss"));
  Bytes other = ss;
  other.back() ^= 1;
  const Bytes bare =
      changed(ss_card(), key(Party::hrss), [](Parts& card) { card.payload.erase(cbor::encode_text("ss")); });
  CHECK(says(judged(proof_over({issued_with(bare, {disclosure("ss", ss), disclosure("ss", other)})}))) ==
        "reject sd.duplicate_claim");
}

TEST_CASE("verify rejects a redacted px", "[flow][sd][px]") {
  const Bytes px = apart(rich()).payload.at(cbor::encode_text("px"));
  const Bytes bare =
      changed(rich(), key(Party::hrss), [](Parts& card) { card.payload.erase(cbor::encode_text("px")); });
  CHECK(says(judged(proof_over({issued_with(bare, {disclosure("px", px)})}))) == "reject sd.not_redactable");
}

TEST_CASE("verify rejects a disclosure of a registered claim", "[flow][sd]") {
  cbor::Writer array;
  array.array(3).bytes(Bytes(16, 0x5a)).integer(to_unix(kNow) + 100'000'000).integer(cose::kClaimExp);
  const Bytes encoded = array.view();
  const Made made{cbor::encode_bytes(encoded),
                  cbor::encode_bytes(*card::hash_disclosure(HashAlgorithm::sha256, encoded))};
  CHECK(says(judged(proof_over({issued_with(ss_card(), {made})}))) == "reject sd.not_redactable");
}

TEST_CASE("verify rejects an opened decoy", "[flow][sd]") {
  const Bytes card = ss_card({}, {.redact = {Section::id}, .decoys = 2});
  CHECK(disclosures_of(apart(card)).size() == 3);
  CHECK(says(judged(proof_over({card}))) == "reject sd.decoy_opened");
}

TEST_CASE("a code with decoys in its card shows what it shows without them", "[flow][sd]") {
  const Bytes card = ss_card({}, {.redact = {Section::id}, .decoys = 3});
  const Verdict verdict =
      World().verifier(hospital()).verify(shown({card}, showing({Section::id, Section::ss})).text, at());
  CHECK(says(verdict) == "accept ok");
  CHECK(state_of(verdict, Section::id) == "shown");
}

TEST_CASE("verify rejects hashes buried inside a section", "[flow][sd]") {
  const Bytes card = changed(rich(), key(Party::hrss), [](Parts& parts) {
    Pairs px = pairs_of(parts.payload.at(cbor::encode_text("px")));
    px[simple_59()] = {0x81, 0x58, 0x20};
    px[simple_59()].insert(px[simple_59()].end(), 32, 0x11);
    parts.payload[cbor::encode_text("px")] = map_of(px);
  });
  CHECK(says(judged(proof_over({card}))) == "reject sd.not_redactable");
}

TEST_CASE("verify rejects an unknown hash algorithm for disclosures", "[flow][sd]") {
  const Bytes card = changed(ss_card(), key(Party::hrss),
                             [](Parts& parts) { parts.headers[name_of(cose::kLabelSdAlg)] = cbor::encode_int(-44); });
  CHECK(says(judged(proof_over({card}))) == "reject sd.bad_algorithm");
}

TEST_CASE("verify rejects disclosures hashed with another algorithm than the card names", "[flow][sd]") {
  const Bytes card = changed(ss_card(), key(Party::hrss), [](Parts& parts) {
    parts.headers[name_of(cose::kLabelSdAlg)] = cbor::encode_int(cose::kHashSm3);
  });
  CHECK(says(judged(proof_over({card}))) == "reject sd.unreferenced");
}

TEST_CASE("a withheld section is withheld in the verdict and cannot be read", "[flow][sd]") {
  const Verdict verdict = World()
                              .verifier(hospital())
                              .verify(shown({ss_card(), hc_card()}, showing({Section::ss, Section::hc})).text, at());
  CHECK(says(verdict) == "accept ok");
  CHECK(state_of(verdict, Section::id) == "withheld");
  for (const VerifiedCard& card : verdict.cards) {
    CHECK_FALSE(card.text(Section::id, "name").has_value());
    CHECK(card.section_json(Section::id) == "null");
  }
}

TEST_CASE("a hospital refuses a code with neither hc nor id", "[flow][scope]") {
  const Verdict verdict = World().verifier(hospital()).verify(shown({ss_card()}, showing({Section::ss})).text, at());
  CHECK(says(verdict) == "reject scope.section_missing");
  CHECK(verdict.cards.empty());
}

}  // namespace heyi::test
