// What an attacker with time on his hands would try next.
#include <chrono>
#include <iostream>
#include <nlohmann/json.hpp>

#include "flow/forge.hpp"
#include "support/catch.hpp"

namespace heyi::test {
namespace {

Bytes name_of(std::int64_t label) { return cbor::encode_int(label); }

std::string claiming(const Bytes& name, const Bytes& value) {
  return says(
      judged(proof_over({changed(hc_card(), key(Party::health), [&](Parts& card) { card.payload[name] = value; })})));
}

// with_device is a card whose cnf holds a COSE_Key made by hand.
std::string with_device(const std::function<void(Pairs&)>& change) {
  return says(judged(proof_over({changed(hc_card(), key(Party::health), [&](Parts& card) {
    Pairs confirmation = pairs_of(card.payload.at(name_of(cose::kClaimCnf)));
    Pairs device = pairs_of(confirmation.at(name_of(1)));
    change(device);
    confirmation[name_of(1)] = map_of(device);
    card.payload[name_of(cose::kClaimCnf)] = map_of(confirmation);
  })})));
}

// Builds with debugging and sanitizers are many times slower; the order of magnitude is what must not grow.
#ifdef NDEBUG
constexpr std::int64_t kMostMicroseconds = 50'000;
#else
constexpr std::int64_t kMostMicroseconds = 2'000'000;
#endif

// microseconds judges a text a few times and answers with the quickest run, so that a busy machine does not count.
std::int64_t microseconds(const Verifier& verifier, const std::string& text) {
  std::int64_t best = 1'000'000'000;
  for (int i = 0; i < 3; ++i) {
    const auto start = std::chrono::steady_clock::now();
    const Verdict verdict = verifier.verify(text, at());
    CHECK(verdict.decision != Decision::accept);
    const auto took = std::chrono::steady_clock::now() - start;
    best = std::min<std::int64_t>(best, std::chrono::duration_cast<std::chrono::microseconds>(took).count());
  }
  return best;
}

}  // namespace

TEST_CASE("taking the second card out of a proof breaks it", "[flow][hostile]") {
  Parts proof = apart(proof_over({ss_card(), hc_card()}));
  proof.headers.erase(name_of(cose::kLabelMoreCards));
  CHECK(says(judged(together(proof))) == "reject proof.invalid");
}

TEST_CASE("changing the places of two cards breaks the proof", "[flow][hostile]") {
  Parts proof = apart(proof_over({ss_card(), hc_card()}));
  const Bytes first = proof.headers.at(name_of(cose::kLabelKcwt));
  const Bytes more = proof.headers.at(name_of(cose::kLabelMoreCards));
  proof.headers[name_of(cose::kLabelKcwt)] = Bytes(more.begin() + 1, more.end());
  proof.headers[name_of(cose::kLabelMoreCards)] = first;
  proof.headers[name_of(cose::kLabelMoreCards)].insert(proof.headers[name_of(cose::kLabelMoreCards)].begin(), 0x81);
  CHECK(says(judged(together(proof))) == "reject proof.invalid");
}

TEST_CASE("the proof of one visit does not carry another visit's card", "[flow][hostile]") {
  Parts yesterday = apart(proof_over({hc_card()}));
  yesterday.headers[name_of(cose::kLabelKcwt)] = ss_card();
  CHECK(says(judged(together(yesterday))) == "reject proof.invalid");
}

TEST_CASE("a thief's proof over a copied card fails, also when he puts his key in", "[flow][hostile]") {
  CHECK(says(judged(proof_over({hc_card()}, key(Party::other_holder)))) == "reject proof.invalid");
  Parts card = apart(hc_card());
  card.payload[name_of(cose::kClaimCnf)] =
      apart(hc_card({}, {.device = Party::other_holder})).payload.at(name_of(cose::kClaimCnf));
  CHECK(says(judged(proof_over({together(card)}, key(Party::other_holder)))) == "reject cose.signature_invalid");
}

TEST_CASE("a kid that names the other authority's key does not verify", "[flow][hostile]") {
  const Bytes card = changed(hc_card(), key(Party::health), [](Parts& parts) {
    parts.headers[name_of(cose::kLabelKid)] = cbor::encode_bytes(*key_id(key(Party::hrss).public_key()));
  });
  CHECK(says(judged(proof_over({card}))) == "reject cose.signature_invalid");
}

TEST_CASE("a card signed by its own device key is nobody's card", "[flow][hostile]") {
  const Bytes card = changed(hc_card(), key(Party::holder), [](Parts& parts) {
    parts.headers[name_of(cose::kLabelKid)] = cbor::encode_bytes(*key_id(key(Party::holder).public_key()));
  });
  CHECK(says(judged(proof_over({card}))) == "reject trust.unknown_key");
}

TEST_CASE("the status key and the root key issue no cards", "[flow][hostile]") {
  const auto by = [](Party party) {
    return says(judged(proof_over({changed(hc_card(), key(party), [&](Parts& parts) {
      parts.headers[name_of(cose::kLabelKid)] = cbor::encode_bytes(*key_id(key(party).public_key()));
    })})));
  };
  CHECK(by(Party::status) == "reject trust.wrong_role");
  CHECK(by(Party::root) == "reject trust.unknown_key");
}

TEST_CASE("claims that the profile does not know are refused", "[flow][hostile]") {
  CHECK(claiming(cbor::encode_text("zz"), {0xa0}) == "reject card.bad_claim");
  CHECK(claiming(cbor::encode_int(7), {0x41, 0x00}) == "reject card.bad_claim");
  CHECK(claiming(name_of(cose::kClaimScope), cbor::encode_text("identification")) == "reject card.bad_claim");
  CHECK(claiming(name_of(cose::kClaimAud), cbor::encode_text("medical")) == "reject card.bad_claim");
  CHECK(claiming(name_of(-1), {0x00}) == "reject card.bad_claim");
}

TEST_CASE("a status reference of another form is refused", "[flow][hostile]") {
  const auto status = [](const Bytes& index, const std::string& uri) {
    const Bytes list = map_of({{cbor::encode_text("idx"), index}, {cbor::encode_text("uri"), cbor::encode_text(uri)}});
    return claiming(name_of(cose::kClaimStatus), map_of({{cbor::encode_text("status_list"), list}}));
  };
  CHECK(status(cbor::encode_int(815), kHealthStatus) == "accept ok");
  CHECK(status(cbor::encode_int(-1), kHealthStatus) == "reject card.bad_claim");
  CHECK(status(cbor::encode_int(std::int64_t{1} << 32), kHealthStatus) == "reject card.bad_claim");
  CHECK(status(cbor::encode_int((std::int64_t{1} << 32) - 1), kHealthStatus) == "reject status.index_out_of_range");
  CHECK(status(cbor::encode_int(815), std::string(29, 'u')) == "reject card.bad_claim");
  CHECK(status(cbor::encode_int(815), "") == "reject card.bad_claim");
  CHECK(claiming(name_of(cose::kClaimStatus), {0xa0}) == "reject card.bad_claim");
}

TEST_CASE("a subject of another form is refused", "[flow][hostile]") {
  for (const char* subject : {"", "short", "AAAAAAAAAAAAA", "AAAAAAAAAAA=", "AAAAAA AAAAA"}) {
    CHECK(claiming(name_of(cose::kClaimSub), cbor::encode_text(subject)) == "reject card.bad_claim");
  }
}

TEST_CASE("a device key in another spelling, or with a private part, is refused", "[flow][hostile]") {
  const PublicKey device = key(Party::holder).public_key();
  CHECK(with_device([](Pairs&) {}) == "accept ok");
  CHECK(with_device([&](Pairs& k) { k[name_of(-3)] = cbor::encode_bytes(device.y()); }) == "reject cose.bad_key");
  CHECK(with_device([](Pairs& k) { k[name_of(-4)] = cbor::encode_bytes(Bytes(32, 0x61)); }) == "reject cose.bad_key");
  CHECK(with_device([](Pairs& k) { k[name_of(3)] = cbor::encode_int(cose::kAlgEs256); }) == "reject cose.bad_key");
  CHECK(with_device([](Pairs& k) { k[name_of(-1)] = cbor::encode_int(cose::kCurveSm2); }) != "accept ok");
  CHECK(with_device([](Pairs& k) { k[name_of(-2)] = cbor::encode_bytes(Bytes(32, 0xff)); }) == "reject cose.bad_key");
}

TEST_CASE("white space around or within a code is not repaired", "[flow][hostile]") {
  const Verifier verifier = World().verifier();
  const std::string text = full_code().text;
  for (const std::string& other :
       {text + "\n", text + "\r\n", text + " ", " " + text, "\t" + text, text + '\0', "HY1: " + text.substr(4)}) {
    CHECK(verifier.verify(other, at()).decision != Decision::accept);
  }
}

TEST_CASE("a repaired scan is marked whatever comes of it", "[flow][hostile]") {
  Circumstances repaired = at();
  repaired.scan_repaired = true;
  const Verdict good = World().verifier().verify(full_code().text, repaired);
  CHECK(says(good) == "accept ok");
  CHECK(marks(good) == "scan.repaired");
  CHECK(marks(World().verifier().verify("x", repaired)) == "scan.repaired");
}

TEST_CASE("a holder's audience cannot break out of a verdict's JSON", "[flow][hostile]") {
  const std::string evil = "x\",\"decision\":\"accept\",\"y\":\"\n\xe2\x80\xae";
  const Verdict verdict = judged(proof_over({hc_card()}, key(Party::holder), {evil, kNow, {}}));
  CHECK(says(verdict) == "reject scope.wrong_audience");
  const auto json = nlohmann::json::parse(verdict_to_json(verdict), nullptr, false);
  REQUIRE(json.is_object());
  CHECK(json["decision"] == "reject");
  CHECK(json["audience"] == evil);
  CHECK(verdict_to_json(verdict).find('\n') == std::string::npos);
}

TEST_CASE("a verifier with an empty trust list trusts nobody", "[flow][hostile]") {
  World world;
  world.trust.entries.clear();
  const Verifier verifier(world.trust_list(), {}, Policy::identify());
  CHECK(says(verifier.verify(printed_code().text, at())) == "reject trust.unknown_key");
}

TEST_CASE("a policy that takes nothing takes nothing", "[flow][hostile]") {
  const Policy nothing;
  CHECK(says(World().verifier(nothing).verify(full_code().text, at())) == "reject scope.wrong_audience");
  CHECK(says(World().verifier(nothing).verify(printed_code().text, at())) == "reject scope.static_not_allowed");
}

TEST_CASE("one holder's code verified by another city's verifier is unknown there", "[flow][hostile]") {
  World elsewhere;
  elsewhere.trust.entries[0].key = key(Party::stranger).public_key();
  elsewhere.trust.entries[1].key = key(Party::rules).public_key();
  CHECK(says(elsewhere.verifier().verify(full_code().text, at())) == "reject trust.unknown_key");
}

TEST_CASE("no text takes long, whatever numbers are written in it", "[flow][hostile][time]") {
  const Verifier verifier = World().verifier();
  std::vector<std::pair<std::string, Bytes>> hostile;
  hostile.emplace_back("2900 nested arrays", Bytes(2900, 0x81));
  hostile.emplace_back("2900 nested tags", Bytes(2900, 0xc1));
  hostile.emplace_back("an array of 2^63", Bytes{0x9b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff});
  hostile.emplace_back("a byte string of 2^64-1", Bytes{0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff});
  Parts wide = apart(hc_card());
  for (int i = 0; i < 450; ++i) {
    wide.headers[cbor::encode_int(1000 + i)] = {0x00};
    if (i < 280) wide.unprotected[cbor::encode_int(5000 + i)] = {0x00};
  }
  hostile.emplace_back("hundreds of labels", proof_over({together(wide)}));
  Parts opened = apart(hc_card());
  set_disclosures(opened, std::vector<Bytes>(
                              25, disclosures_of(apart(ss_card({}, {.redact = {Section::id}, .decoys = 1}))).front()));
  hostile.emplace_back("one disclosure many times", proof_over({together(opened)}));
  Parts tiny = apart(hc_card());
  tiny.payload.clear();
  tiny.payload[name_of(cose::kClaimCnf)] = cbor::encode_bytes(Bytes(2000, 0));
  Parts bare = tiny;
  bare.payload.clear();
  bare.payload[name_of(cose::kClaimIss)] = cbor::encode_int(0);
  Bytes copies = proof_over({together(tiny), together(bare), together(bare), together(bare)});
  copies.insert(copies.begin(), 0x01);
  hostile.emplace_back("a cnf to be copied thrice", copies);
  for (const auto& [name, token] : hostile) {
    const std::string text = encode_text(token);
    const std::int64_t took = microseconds(verifier, text);
    std::cout << "  " << name << ": " << text.size() << " characters, " << took << " us, "
              << says(verifier.verify(text, at())) << "\n";
    CHECK(took < kMostMicroseconds);
  }
}

}  // namespace heyi::test
