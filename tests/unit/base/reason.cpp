// The reason table: programs, screens and vectors rely on its numbers, names and sentences.
#include <heyi/reason.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "support/catch.hpp"

namespace {

using heyi::Decision;
using heyi::Language;
using heyi::Reason;

std::vector<Reason> reasons() {
  std::size_t count = 0;
  const Reason* first = heyi::all_reasons(count);
  return {first, first + count};
}

bool has_chinese(std::string_view text) {
  // The CJK ideographs of the basic plane lead with E4 to E9 in UTF-8.
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto octet = static_cast<unsigned char>(c);
    return octet >= 0xe4 && octet <= 0xe9;
  });
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

}  // namespace

TEST_CASE("the table holds as many reasons as the list", "[reason]") {
  std::size_t listed = 0;
#define HEYI_REASON(id, code, name, decision, zh, en, next_zh, next_en) ++listed;
#include <heyi/reasons.def>
#undef HEYI_REASON
  CHECK(reasons().size() == listed);
  CHECK(listed > 100);
}

TEST_CASE("reasons are listed in strictly ascending order of their numbers", "[reason]") {
  const std::vector<Reason> all = reasons();
  CHECK(std::adjacent_find(all.begin(), all.end(), [](Reason a, Reason b) { return a >= b; }) == all.end());
}

TEST_CASE("a reason's number is stage*100+n, with stages 0 to 17", "[reason]") {
  for (const Reason reason : reasons()) {
    INFO(heyi::reason_name(reason));
    const int code = heyi::reason_code(reason);
    CHECK(code >= 0);
    CHECK(code / 100 <= 17);
    CHECK((reason == Reason::ok || code % 100 >= 1));
  }
}

TEST_CASE("the numbers that other programs know stay what they are", "[reason]") {
  CHECK(heyi::reason_code(Reason::ok) == 0);
  CHECK(heyi::reason_code(Reason::scan_unreadable) == 103);
  CHECK(heyi::reason_code(Reason::text_case_flipped) == 204);
  CHECK(heyi::reason_code(Reason::text_bad_base45) == 205);
  CHECK(heyi::reason_code(Reason::cbor_truncated) == 301);
  CHECK(heyi::reason_code(Reason::cose_signature_invalid) == 413);
  CHECK(heyi::reason_code(Reason::trust_unknown_key) == 501);
  CHECK(heyi::reason_code(Reason::internal_failure) == 1599);
}

TEST_CASE("names are unique", "[reason]") {
  std::set<std::string_view> names;
  for (const Reason reason : reasons()) CHECK(names.insert(heyi::reason_name(reason)).second);
}

TEST_CASE("a name is a lower-case stage, a dot and lower-case words", "[reason]") {
  for (const Reason reason : reasons()) {
    const std::string_view name = heyi::reason_name(reason);
    INFO(name);
    CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.") == std::string_view::npos);
    if (reason == Reason::ok) {
      CHECK(name == "ok");
    } else {
      CHECK(std::count(name.begin(), name.end(), '.') == 1);
      CHECK(name.front() != '.');
      CHECK(name.back() != '.');
    }
  }
}

TEST_CASE("reason_from_name is the inverse of reason_name", "[reason]") {
  for (const Reason reason : reasons()) CHECK(heyi::reason_from_name(heyi::reason_name(reason)) == reason);
}

TEST_CASE("reason_from_name knows no name that is not on the list", "[reason]") {
  for (const std::string_view name : {"", "ok ", "OK", "text", "text.", "text.case_flippe", "TEXT.EMPTY"}) {
    INFO(name);
    CHECK_FALSE(heyi::reason_from_name(name).has_value());
  }
}

TEST_CASE("every reason has a sentence and a next step in Chinese and in English", "[reason]") {
  for (const Reason reason : reasons()) {
    INFO(heyi::reason_name(reason));
    CHECK(has_chinese(heyi::reason_sentence(reason, Language::zh)));
    CHECK(has_chinese(heyi::reason_next(reason, Language::zh)));
    CHECK_FALSE(heyi::reason_sentence(reason, Language::en).empty());
    CHECK_FALSE(heyi::reason_next(reason, Language::en).empty());
    CHECK(is_ascii(heyi::reason_sentence(reason, Language::en)));
    CHECK(is_ascii(heyi::reason_next(reason, Language::en)));
  }
}

TEST_CASE("no sentence has a place to put a claim's value into", "[reason]") {
  for (const Reason reason : reasons()) {
    for (const Language language : {Language::zh, Language::en}) {
      const std::string both =
          std::string(heyi::reason_sentence(reason, language)) + std::string(heyi::reason_next(reason, language));
      INFO(both);
      CHECK(both.find_first_of("%{}$") == std::string::npos);
    }
  }
}

TEST_CASE("the ok reasons, and what only marks an accepted code, alone accept", "[reason]") {
  const std::set<Reason> marks{Reason::scan_repaired,   Reason::status_stale,    Reason::trust_expiring,
                               Reason::status_expiring, Reason::replay_degraded, Reason::state_begun_anew};
  for (const Reason reason : reasons()) {
    INFO(heyi::reason_name(reason));
    const bool is_ok = heyi::reason_code(reason) < 100 || marks.count(reason) == 1;
    CHECK((heyi::reason_decision(reason) == Decision::accept) == is_ok);
  }
}

TEST_CASE("scan, image and text faults are scanned again", "[reason]") {
  for (const Reason reason :
       {Reason::scan_too_large, Reason::scan_bad_image, Reason::scan_unreadable, Reason::scan_several_codes,
        Reason::text_empty, Reason::text_too_long, Reason::text_case_flipped, Reason::text_bad_base45,
        Reason::text_bad_digits, Reason::cbor_truncated}) {
    INFO(heyi::reason_name(reason));
    CHECK(heyi::reason_decision(reason) == Decision::retry_scan);
  }
}

TEST_CASE("what no second scan can mend is rejected", "[reason]") {
  for (const Reason reason : {Reason::scan_symbol_mode, Reason::text_unknown_prefix, Reason::text_needs_online,
                              Reason::cose_signature_invalid, Reason::trust_unknown_key, Reason::internal_failure}) {
    INFO(heyi::reason_name(reason));
    CHECK(heyi::reason_decision(reason) == Decision::reject);
  }
}

TEST_CASE("a number that is no reason reads as an internal failure, which rejects", "[reason]") {
  const auto unknown = static_cast<Reason>(1699);
  CHECK(heyi::reason_name(unknown) == "internal.failure");
  CHECK(heyi::reason_name(static_cast<Reason>(99)) == "internal.failure");
  CHECK(heyi::reason_decision(unknown) == Decision::reject);
}

TEST_CASE("decisions have the names that the command line prints", "[reason]") {
  CHECK(heyi::decision_name(Decision::accept) == "accept");
  CHECK(heyi::decision_name(Decision::reject) == "reject");
  CHECK(heyi::decision_name(Decision::retry_scan) == "retry_scan");
}
