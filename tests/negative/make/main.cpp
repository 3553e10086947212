// make-negative [--write]: makes the vectors of tests/negative that are missing, or all of them anew. ECDSA and SM2
// sign with a random number, so the few vectors about them differ from run to run; all others come out the same.
#include <cstdio>
#include <string_view>

#include "negative/make/maker.hpp"
#include "support/places.hpp"

int main(int count, char** words) {
  using namespace heyi::test::negative;
  const bool overwrite = count == 2 && std::string_view(words[1]) == "--write";
  if (count > 1 && !overwrite) {
    std::fputs("make-negative [--write]\n", stderr);
    return 2;
  }
  Maker maker(heyi::test::source_folder() / "tests" / "negative", overwrite);
  for (const auto make :
       {make_world,       make_valid,        make_text,   make_cbor,      make_cose,       make_signatures,
        make_trust_lists, make_status_lists, make_trust,  make_status,    make_cards,      make_disclosures,
        make_persons,     make_times,        make_scopes, make_mutations, make_claims,     make_holder,
        make_keys,        make_frames,       make_roots,  make_deltas,    make_rule_packs, make_bundles,
        make_logic,       make_audits,       make_setups}) {
    make(maker);
  }
  std::printf("%d files written\n", maker.written());
  return 0;
}
