// Reasons that no file can provoke: the vector names the trouble, and the runner sets it up.
#include "negative/make/maker.hpp"

namespace heyi::test::negative {

void make_setups(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* note, const char* setup) {
    maker.vector(std::string("setup/") + name, "setup", {expect, "", "docs/reasons.md", note}, setup);
  };
  make("no_salt", "key.random_failed", "The random generator fails when a card needs a salt.", "broken-random");
  make("no_challenge", "key.random_failed", "The random generator fails when a challenge is drawn.",
       "broken-random-for-challenge");
  make("hardware_silent", "key.sign_failed", "The hardware module does not sign.", "signer-does-not-answer");
  make("hardware_answers_in_der", "key.sign_failed",
       "The hardware module answers in another form: the card must not leave the issuer.", "signer-answers-in-der");
  make("state_folder", "state.unavailable", "The folder of the terminal's state cannot be made.",
       "state-folder-under-a-file");
  make("state_overwritten", "state.damaged", "The terminal's state was overwritten with something else.",
       "state-file-overwritten");
  make("state_gone", "state.lost", "The terminal's state was there and is gone.", "state-file-gone");
  make("state_never_there", "state.lost", "A terminal that was set up once finds an empty folder.",
       "state-folder-empty-after-setting-up");
  make("kind_not_asked_for", "cbor.wrong_type",
       "The CBOR reader is asked for a number and finds a text; above it every layer says this in its own words.",
       "reader-asked-for-another-kind");
}

}  // namespace heyi::test::negative
