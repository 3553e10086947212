// Algorithms: every suite alone, mixed in one code, and never one in the place of another.
#include <thread>

#include "flow/forge.hpp"
#include "support/catch.hpp"

namespace heyi::test {
namespace {

std::string verdict_of(const Suites& suites) {
  return says(World(suites).verifier().verify(full_code(suites).text, at()));
}

}  // namespace

TEST_CASE("every suite carries a whole code", "[flow][suites]") {
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384, Algorithm::eddsa, Algorithm::sm2}) {
    INFO(algorithm_name(algorithm));
    const Suites suites = Suites::all(algorithm);
    CHECK(verdict_of(suites) == "accept ok");
    CHECK(says(World(suites).verifier(Policy::identify()).verify(printed_code(suites).text, at())) ==
          "accept ok.identified");
  }
}

TEST_CASE("cards of different suites go into one code", "[flow][suites]") {
  CHECK(verdict_of({.hrss = Algorithm::sm2}) == "accept ok");
  CHECK(verdict_of({.health = Algorithm::sm2}) == "accept ok");
  CHECK(verdict_of({.hrss = Algorithm::es384, .health = Algorithm::eddsa, .holder = Algorithm::sm2}) == "accept ok");
  CHECK(verdict_of({.hrss = Algorithm::sm2,
                    .health = Algorithm::es256,
                    .holder = Algorithm::eddsa,
                    .status = Algorithm::es384}) == "accept ok");
  const Suites mixed{.hrss = Algorithm::sm2, .health = Algorithm::eddsa};
  CHECK(says(World(mixed).verifier(Policy::identify()).verify(printed_set(mixed).text, at())) ==
        "accept ok.identified");
}

TEST_CASE("a header that names another algorithm than the key's is refused", "[flow][suites]") {
  for (const std::int64_t number : {cose::kAlgEs384, cose::kAlgEdDsa, cose::kAlgSm2Sm3}) {
    const Bytes card = changed(hc_card(), key(Party::health), [&](Parts& parts) {
      parts.headers[cbor::encode_int(cose::kLabelAlg)] = cbor::encode_int(number);
    });
    CHECK(says(judged(proof_over({card}))) == "reject cose.alg_mismatch");
  }
  const Suites sm2 = Suites::all(Algorithm::sm2);
  const Bytes card = changed(hc_card(sm2), key(Party::health, Algorithm::sm2), [](Parts& parts) {
    parts.headers[cbor::encode_int(cose::kLabelAlg)] = cbor::encode_int(cose::kAlgEs256);
  });
  CHECK(says(judged(proof_over({card}, key(Party::holder, Algorithm::sm2)), World(sm2))) == "reject cose.alg_mismatch");
}

TEST_CASE("an algorithm that no suite has is refused", "[flow][suites]") {
  for (const std::int64_t number : {0, -6, -9, -37, -257, 5, -65538}) {
    const Bytes card = changed(hc_card(), key(Party::health), [&](Parts& parts) {
      parts.headers[cbor::encode_int(cose::kLabelAlg)] = cbor::encode_int(number);
    });
    CHECK(says(judged(proof_over({card}))) == "reject cose.alg_unknown");
  }
}

TEST_CASE("an algorithm outside the protected header is none", "[flow][suites]") {
  const Bytes name = cbor::encode_int(cose::kLabelAlg);
  const Bytes moved = changed(hc_card(), key(Party::health), [&](Parts& parts) {
    parts.unprotected[name] = parts.headers.at(name);
    parts.headers.erase(name);
  });
  CHECK(says(judged(proof_over({moved}))) == "reject cose.alg_missing");
  const Bytes doubled =
      changed(hc_card(), key(Party::health), [&](Parts& parts) { parts.unprotected[name] = parts.headers.at(name); });
  CHECK(says(judged(proof_over({doubled}))) == "reject cose.duplicate_label");
}

TEST_CASE("critical and unknown headers are refused", "[flow][suites]") {
  const auto with = [](bool protect, std::int64_t label, const Bytes& value) {
    return says(judged(proof_over({changed(hc_card(), key(Party::health), [&](Parts& parts) {
      (protect ? parts.headers : parts.unprotected)[cbor::encode_int(label)] = value;
    })})));
  };
  CHECK(with(true, cose::kLabelCrit, {0x81, 0x01}) == "reject cose.critical");
  CHECK(with(false, cose::kLabelCrit, {0x81, 0x01}) == "reject cose.critical");
  CHECK(with(true, 3, {0x18, 0x32}) == "reject cose.unknown_header");
  CHECK(with(false, 3, {0x18, 0x32}) == "reject cose.unknown_header");
  CHECK(with(false, 33, {0x41, 0x00}) == "reject cose.unknown_header");
  CHECK(with(true, cose::kLabelKcwt, {0xa0}) == "reject cose.unknown_header");
}

TEST_CASE("the high form of a card's or a proof's signature is refused", "[flow][suites]") {
  // n - s is what an attacker can make of any ECDSA signature without a key.
  const Bytes order = {0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                       0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51};
  const auto high = [&](const Bytes& object) {
    Parts parts = apart(object);
    int borrow = 0;
    for (int i = 31; i >= 0; --i) {
      const int digit = order[static_cast<std::size_t>(i)] - parts.signature[static_cast<std::size_t>(32 + i)] - borrow;
      borrow = digit < 0 ? 1 : 0;
      parts.signature[static_cast<std::size_t>(32 + i)] = static_cast<std::uint8_t>(digit);
    }
    return together(parts);
  };
  CHECK(says(judged(high(proof_over({hc_card()})))) == "reject cose.high_s");
  CHECK(says(judged(proof_over({high(hc_card())}))) == "reject cose.high_s");
}

TEST_CASE("signatures of a wrong length or form are refused", "[flow][suites]") {
  const auto with = [](const std::function<void(Bytes&)>& change) {
    Parts parts = apart(hc_card());
    change(parts.signature);
    return says(judged(proof_over({together(parts)})));
  };
  CHECK(with([](Bytes& s) { s.clear(); }) == "reject cose.signature_size");
  CHECK(with([](Bytes& s) { s.pop_back(); }) == "reject cose.signature_size");
  CHECK(with([](Bytes& s) { s.insert(s.begin(), {0x30, 0x44, 0x02, 0x20}); }) == "reject cose.signature_size");
  CHECK(with([](Bytes& s) { std::fill(s.begin(), s.end(), std::uint8_t{0}); }) == "reject cose.signature_invalid");
  CHECK(with([](Bytes& s) { std::fill(s.begin(), s.begin() + 32, std::uint8_t{0xff}); }) ==
        "reject cose.signature_invalid");
  CHECK(with([](Bytes& s) { std::rotate(s.begin(), s.begin() + 32, s.end()); }) != "accept ok");
}

TEST_CASE("packed and plain, Base45 and digits get one verdict", "[flow][suites]") {
  World world;
  world.status[1].set(815, CardStatus::suspended);
  const Verifier verifier = world.verifier();
  std::vector<Bytes> cards = {ss_card(), hc_card()};
  for (const std::vector<Section>& choice :
       {std::vector<Section>{}, {Section::ss}, {Section::hc}, {Section::id, Section::hc}}) {
    for (const char* audience : {"medical", "social"}) {
      for (const Time proof : {kNow, kNow - Seconds{400}}) {
        const Presentation code = shown(cards, showing(choice, audience, proof));
        const std::string expected = verdict_to_json(verifier.verify(encode_text(code.plain), at()), {}, true);
        CHECK(verdict_to_json(verifier.verify(encode_text(code.token), at()), {}, true) == expected);
        CHECK(verdict_to_json(verifier.verify(encode_text(code.token, Spelling::digits), at()), {}, true) == expected);
        CHECK(verdict_to_json(verifier.verify(encode_text(code.plain, Spelling::digits), at()), {}, true) == expected);
      }
    }
  }
}

TEST_CASE("a packing that saves nothing is refused", "[flow][suites]") {
  const Presentation code = social_code();
  CHECK(code.token == code.plain);
  Bytes marked = code.plain;
  marked.insert(marked.begin(), 0x01);
  CHECK(says(World().verifier(Policy::kiosk()).verify(encode_text(marked), at())) == "reject pack.mismatch");
}

TEST_CASE("a packed code with a hash or a cnf left in that could be worked out is refused", "[flow][suites]") {
  const Bytes first_card = ss_card(), second_card = hc_card();
  const Presentation code = shown({first_card, second_card});
  const auto repacked = [&](const std::function<void(Parts & first, Parts & second)>& change) {
    Parts proof = apart(ByteView(code.token).subspan(1));
    const Bytes more_name = cbor::encode_int(cose::kLabelMoreCards);
    Parts first = apart(proof.headers.at(cbor::encode_int(cose::kLabelKcwt)));
    Parts second = apart(ByteView(proof.headers.at(more_name)).subspan(1));
    change(first, second);
    proof.headers[cbor::encode_int(cose::kLabelKcwt)] = together(first);
    Bytes more = together(second);
    more.insert(more.begin(), 0x81);
    proof.headers[more_name] = more;
    Bytes token = together(proof);
    token.insert(token.begin(), 0x01);
    return says(judged(token));
  };
  const Bytes cnf = cbor::encode_int(cose::kClaimCnf);
  CHECK(repacked([](Parts&, Parts&) {}) == "accept ok");
  CHECK(repacked([&](Parts&, Parts& second) { second.payload[cnf] = apart(second_card).payload.at(cnf); }) ==
        "reject pack.mismatch");
  CHECK(repacked([&](Parts& first, Parts&) {
          first.payload[simple_59()] = apart(first_card).payload.at(simple_59());
        }) == "reject pack.mismatch");
  CHECK(repacked([&](Parts& first, Parts&) { first.payload.erase(cnf); }) == "reject cose.signature_invalid");
}

TEST_CASE("a verifier serves four threads at once", "[flow][threads]") {
  const Suites mixed{.hrss = Algorithm::sm2, .health = Algorithm::eddsa};
  const Verifier verifier = World(mixed).verifier();
  MemoryReplayCache cache;
  std::vector<std::string> texts;
  for (int i = 0; i < 8; ++i) texts.push_back(full_code(mixed).text);
  std::vector<int> fresh(4, 0), again(4, 0), wrong(4, 0);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (const std::string& text : texts) {
        const Verdict verdict = verifier.verify(text, at(kNow, &cache));
        if (verdict.decision != Decision::accept) ++wrong[t];
        ++(verdict.marks.empty() ? fresh : again)[t];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::vector<int>(4, 0));
  // Each of the eight codes was new to exactly one of the threads.
  CHECK(fresh[0] + fresh[1] + fresh[2] + fresh[3] == 8);
  CHECK(again[0] + again[1] + again[2] + again[3] == 24);
}

}  // namespace heyi::test
