// Health certificates of many issuers: each file judged stage by stage against its EXPECTEDRESULTS.
#include <map>
#include <set>

#include <heyi/text.hpp>

#include "codec/base45.hpp"
#include "codec/cbor.hpp"
#include "support/catch.hpp"
#include "vectors/hcert_case.hpp"

namespace heyi::test {
namespace {

using State = Judgement::State;

constexpr std::int64_t kClaimExp = 4;
constexpr std::int64_t kClaimIat = 6;

void for_each_hcert(const std::function<void(const HcertCase&)>& visit) {
  for_each_json("\"EXPECTEDRESULTS\"", [&](const VectorFile& file, const Json& json) {
    if (HcertCase::is_hcert(json)) visit(HcertCase(file.name, json));
  });
}

void judge_picture(Row& row, const HcertCase& one) {
  const bool expected = one.expects("EXPECTEDPICTUREDECODE").value_or(true);
  if (!one.has("2DCODE")) return row.out_of_scope(one.name(), "the file holds no picture to decode");
  const std::optional<std::string> text = one.image_text();
  if (text.has_value() != expected) return row.unexpected(one.name(), expected ? "it is not read" : "it is read");
  if (!text || *text == one.field("PREFIX")) return row.pass();
  // A picture of another code than PREFIX is a slip of the set only when both verify.
  const auto verifies = [&one](std::string_view code) {
    const std::optional<Bytes> octets = hcert_text_octets(code);
    return octets && one.judge(*octets).state == State::holds;
  };
  const bool genuine = verifies(*text) && verifies(one.field("PREFIX"));
  if (genuine) return row.differs(one.name(), "the picture holds another text than PREFIX, both verify");
  row.unexpected(one.name(), "the picture's text is another than PREFIX");
}

TEST_CASE("our QR reader reads the pictures of health certificates as expected", "[vectors][hcert]") {
  Row row("hcert, picture");
  for_each_hcert([&](const HcertCase& one) {
    if (one.has("2DCODE") || one.expects("EXPECTEDPICTUREDECODE")) judge_picture(row, one);
  });
  CHECK(row.finish() == "");
}

TEST_CASE("every picture of a health certificate leads to a signature that holds", "[vectors][hcert]") {
  Row row("hcert, picture to signature");
  int high = 0;
  for_each_hcert([&](const HcertCase& one) {
    if (!one.has("2DCODE") || one.expects("EXPECTEDPICTUREDECODE") == false) return;
    const std::optional<std::string> text = one.image_text();
    const std::optional<Bytes> octets = text ? hcert_text_octets(*text) : std::nullopt;
    if (!octets) return row.unexpected(one.name(), text ? "its text cannot be decoded" : "the picture is not read");
    const Judgement judgement = one.judge(*octets);
    high += judgement.high_s ? 1 : 0;
    settle(row, one.name(), one.expects("EXPECTEDVERIFY").value_or(true), judgement);
  });
  if (high > 0) row.note(std::to_string(high) + " have a high s: taken here, refused by the token layer (cose.high_s)");
  CHECK(row.finish() == "");
}

TEST_CASE("health certificates have the prefix they are expected to have, and none passes for ours",
          "[vectors][hcert]") {
  Row row("hcert, prefix");
  for_each_hcert([&](const HcertCase& one) {
    const std::optional<bool> expected = one.expects("EXPECTEDUNPREFIX");
    if (!expected) return;
    const std::string text = one.field("PREFIX");
    const Result<Bytes> ours = decode_text(text);
    const bool refused = !ours && ours.error().reason == Reason::text_unknown_prefix;
    row.check(text.starts_with(kHcertPrefix) == *expected && refused, one.name(),
              refused ? "its prefix is not as expected" : "our decode_text does not refuse it as unknown");
  });
  CHECK(row.finish() == "");
}

TEST_CASE("our Base45 decodes health certificates as expected", "[vectors][hcert]") {
  Row row("hcert, Base45");
  for_each_hcert([&](const HcertCase& one) {
    const std::optional<bool> expected = one.expects("EXPECTEDB45DECODE");
    if (!expected) return;
    const std::optional<Bytes> decoded =
        one.has("BASE45") ? base45_decode(one.field("BASE45")) : hcert_base45(one.field("PREFIX"));
    if (decoded.has_value() != *expected)
      return row.unexpected(one.name(), *expected ? "it is refused" : "it is taken");
    if (!decoded) return row.pass();
    const bool same = !one.has("COMPRESSED") || *decoded == from_hex(one.field("COMPRESSED"));
    const bool again = !one.has("BASE45") || base45_encode(*decoded) == one.field("BASE45");
    row.check(same && again, one.name(), same ? "it does not encode to the same text" : "other octets than COMPRESSED");
  });
  CHECK(row.finish() == "");
}

TEST_CASE("our zlib expands health certificates as expected", "[vectors][hcert]") {
  Row row("hcert, zlib");
  for_each_hcert([&](const HcertCase& one) {
    const std::optional<bool> expected = one.expects("EXPECTEDCOMPRESSION");
    if (!expected) return;
    const std::optional<Bytes> stream =
        one.has("COMPRESSED") ? from_hex(one.field("COMPRESSED")) : hcert_base45(one.field("PREFIX"));
    const std::optional<Bytes> expanded = stream ? hcert_inflate(*stream) : std::nullopt;
    if (expanded.has_value() != *expected)
      return row.unexpected(one.name(), *expected ? "it is refused" : "it is taken");
    row.check(!expanded || !one.has("COSE") || *expanded == from_hex(one.field("COSE")), one.name(),
              "other octets than COSE");
  });
  CHECK(row.finish() == "");
}

TEST_CASE("health certificates verify or fail as expected under the key of their certificate", "[vectors][hcert]") {
  Row row("hcert, signature");
  int high = 0;
  int wanted = 0;
  int other_kid = 0;
  for_each_hcert([&](const HcertCase& one) {
    const std::optional<bool> expected = one.expects("EXPECTEDVERIFY");
    if (!expected) return;
    wanted += *expected ? 1 : 0;
    const Bytes encoded = one.cose_octets();
    Judgement judgement = one.judge(encoded);
    high += judgement.high_s ? 1 : 0;
    const std::optional<SignedObject> object = unpack(encoded);
    const bool known_kid = object && one.kid_is_the_certificates(*object);
    if (judgement.state == State::holds && !known_kid && !*expected) judgement = {State::refused, "no known key"};
    other_kid += judgement.state == State::holds && !known_kid ? 1 : 0;
    if (!*expected) {
      const std::string kid = object && !known_kid ? "; its kid is not the certificate's" : "";
      row.note(one.name() + ": expected to fail, and refused: " + judgement.cause + kid);
    }
    settle(row, one.name(), *expected, judgement);
  });
  if (wanted > 0) row.note(std::to_string(wanted) + " are expected to verify");
  if (high > 0) row.note(std::to_string(high) + " have a high s: taken here, refused by the token layer (cose.high_s)");
  if (other_kid > 0) row.note(std::to_string(other_kid) + " verify though their kid is not the certificate's");
  CHECK(row.finish() == "");
}

std::optional<double> date_of(const Loose& claims, std::int64_t key) {
  const Loose* date = claims.find(key);
  if (date == nullptr) return std::nullopt;
  if (date->is(Loose::Kind::floating)) return date->number;
  const std::optional<std::int64_t> whole = date->integer();
  return whole ? std::optional(static_cast<double>(*whole)) : std::nullopt;
}

TEST_CASE("health certificates are valid at their clock as expected", "[vectors][hcert]") {
  Row row("hcert, expiry");
  for_each_hcert([&](const HcertCase& one) {
    const std::optional<bool> expected = one.expects("EXPECTEDEXPIRATIONCHECK");
    if (!expected) return;
    const std::optional<SignedObject> object = unpack(one.cose_octets());
    const std::optional<Loose> claims = object ? read_loose(object->payload) : std::nullopt;
    const std::optional<std::int64_t> clock = one.clock();
    if (!claims || !clock) return row.unexpected(one.name(), clock ? "no claims" : "the clock cannot be read");
    const auto now = static_cast<double>(*clock);
    const std::optional<double> expires = date_of(*claims, kClaimExp);
    const bool valid = date_of(*claims, kClaimIat).value_or(now) <= now && expires && now <= *expires;
    row.check(valid == *expected, one.name(), valid ? "it is valid then" : "it is not valid then");
  });
  CHECK(row.finish() == "");
}

TEST_CASE("our strict reader takes of health certificates what is deterministic, and nothing else",
          "[vectors][hcert]") {
  Row row("hcert, strict reader");
  int refused = 0;
  for_each_hcert([&](const HcertCase& one) {
    const Bytes encoded = one.cose_octets();
    const std::optional<SignedObject> object = unpack(encoded);
    if (!object) {
      if (one.has("COSE")) row.check(!cbor::Tree::parse(encoded), one.name(), "it takes what is no COSE_Sign1");
      return;
    }
    bool strict = true;
    std::string fault = strict_mismatch(encoded, *object);
    for (const Bytes* part : {&encoded, &object->body_protected, &object->payload}) {
      if (part->empty()) continue;
      const bool taken = cbor::Tree::parse(*part).has_value();
      if (taken != is_deterministic(*part)) fault = "the strict reader and determinism disagree";
      strict = strict && taken;
    }
    refused += strict ? 0 : 1;
    row.check(fault.empty(), one.name(), fault);
  });
  if (refused > 0) row.note(std::to_string(refused) + " are not deterministic, and the strict reader refuses them");
  CHECK(row.finish() == "");
}

TEST_CASE("the CBOR of health certificates is well-formed as expected", "[vectors][hcert]") {
  Row row("hcert, CBOR");
  std::map<std::string, int> others;
  const std::set<std::string> judged = {"EXPECTEDPICTUREDECODE", "EXPECTEDUNPREFIX", "EXPECTEDB45DECODE",
                                        "EXPECTEDCOMPRESSION",   "EXPECTEDVERIFY",   "EXPECTEDEXPIRATIONCHECK",
                                        "EXPECTEDDECODE"};
  for_each_hcert([&](const HcertCase& one) {
    for (const auto& [key, value] : one.expectations().items()) {
      if (!judged.contains(key)) ++others[key];
    }
    const std::optional<bool> expected = one.expects("EXPECTEDDECODE");
    if (!expected) return;
    const std::optional<SignedObject> object = unpack(one.cose_octets());
    const Bytes claims = one.has("CBOR") || !object ? from_hex(one.field("CBOR")) : object->payload;
    if (!*expected) return row.check(!cbor::Tree::parse(claims), one.name(), "the strict reader takes it");
    row.check(read_loose(claims).has_value(), one.name(), "it is not well-formed");
  });
  for (const auto& [key, count] : others) {
    row.note("not judged (their schema, JSON and key usage, or a misspelt key): " + key + ", " + std::to_string(count) +
             " files");
  }
  CHECK(row.finish() == "");
}

}  // namespace
}  // namespace heyi::test
