// Codes that are in order: what the others differ from in one thing each. If one of these were refused, the refusals
// beside it would prove nothing.
#include "negative/make/maker.hpp"

#include "card/pack.hpp"

namespace heyi::test::negative {

void make_valid(Maker& maker) {
  const char* source = "docs/format.md section 6";
  maker.token("valid/full_plain",
              {"ok", "", source, "Both halves for a hospital, plain form; nothing is wrong with it."}, whole());
  maker.token("valid/full_packed", {"ok", "", "docs/format.md section 8", "The same code in the packed form."},
              *card::pack(whole()));
  maker.token("valid/health_alone", {"ok", "", source, "The health card alone."}, proven({half_hc()}));
  maker.text("valid/full_digits", {"ok", "", "docs/format.md section 9", "The packed code spelt in digits."},
             encode_text(*card::pack(whole()), Spelling::digits));
  maker.token("valid/social", {"ok", "", source, "The social-security half for a kiosk, the identity withheld."},
              shown({half_ss()}, showing({Section::ss}, "social"), kPlain).token, {{"policy", "kiosk"}});
  maker.token("valid/printed", {"ok.identified", "", "docs/format.md section 7", "A printed code identifies."},
              printed_code(kPlain).token, {{"policy", "identify"}});
  maker.token("valid/printed_set", {"ok.identified", "", "docs/format.md section 7", "Two authorities' printed codes."},
              printed_set(kPlain).token, {{"policy", "identify"}});
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384, Algorithm::sm2}) {
    maker.token("valid/full_" + std::string(algorithm_name(algorithm)),
                {"ok", "", "docs/format.md section 3", "The full code, everybody signing with this algorithm."},
                full_code(Suites::all(algorithm)).token);
  }
  maker.token("valid/one_kid_four_entries",
              {"ok", "20.9", "RFC 9052 section 3.1",
               "The key's kid stands in four entries of which only the last lets it issue: all are tried."},
              proven({half_hc()}), {{"trust", "world/trust-one-kid-four-entries.list"}});
}

}  // namespace heyi::test::negative
