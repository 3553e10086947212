// Reasons that no file can provoke: a machine in trouble, set up here, in front of the product's own code.
#include <filesystem>
#include <fstream>

#include <heyi/card.hpp>
#include <heyi/challenge.hpp>
#include <heyi/state.hpp>

#include "codec/cbor.hpp"
#include "negative/run/outcome.hpp"
#include "support/flow_fixtures.hpp"
#include "support/fresh_folder.hpp"

namespace heyi::test::negative {
namespace {

/// FailingSigner is a hardware module that does not answer, or answers in another form than asked for.
class FailingSigner final : public Signer {
 public:
  explicit FailingSigner(bool answers) : answers_(answers) {}
  const PublicKey& public_key() const noexcept override { return key_.public_key(); }
  Result<Bytes> sign(ByteView) const override {
    if (!answers_) return fail(Reason::key_sign_failed);
    return Bytes(70, 0x30);
  }

 private:
  PrivateKey key_ = key(Party::health);
  bool answers_;
};

Outcome issue_by(const Signer& signer, Random& random, std::vector<Section> redact) {
  const HolderRequest request = *HolderRequest::open(*make_request(key(Party::holder), kHealth, kNow), kHealth, kNow);
  return outcome_of(
      issue_card(claims(health_claims()), request, signer, pseudonym_key(), random, issuing(std::move(redact))));
}

Outcome broken_random() {
  BrokenRandom broken;
  return issue_by(key(Party::health), broken, {Section::hc});
}

Outcome broken_random_for_challenge() {
  BrokenRandom broken;
  return outcome_of(ChallengeBook("desk-7").open(broken, kNow));
}

Outcome signer_fails(bool answers) {
  CountingRandom random;
  return issue_by(FailingSigner(answers), random, {});
}

Outcome state_in_a_file() {
  const FreshFolder folder;
  const std::string file = folder.path() + "/file";
  std::ofstream(file) << "no folder";
  return outcome_of(StateStore::open(file + "/state"));
}

Outcome state_overwritten() {
  const FreshFolder folder;
  if (!StateStore::open(folder.path())) return unrunnable("the state cannot be made");
  for (const char* rest : {"-wal", "-shm"}) std::filesystem::remove(folder.file() + rest);
  std::ofstream(folder.file(), std::ios::trunc) << std::string(8192, 'x');
  return outcome_of(StateStore::open(folder.path()));
}

Outcome state_gone() {
  const FreshFolder folder;
  if (!StateStore::open(folder.path())) return unrunnable("the state cannot be made");
  for (const char* rest : {"", "-wal", "-shm"}) std::filesystem::remove(folder.file() + rest);
  return outcome_of(StateStore::open(folder.path()));
}

Outcome state_never_there() {
  const FreshFolder folder;
  return outcome_of(StateStore::open(folder.path(), {.must_exist = true}));
}

// The reader of CBOR says so of a kind that was not asked for; every layer above says it in its own words.
Outcome wrong_kind() {
  const Bytes text = {0x61, 'x'};
  return outcome_of(cbor::Tree::parse(text)->root().as_uint());
}

}  // namespace

void add_setup_judges(Judges& judges) {
  const std::map<std::string, std::function<Outcome()>> setups = {
      {"broken-random", broken_random},
      {"broken-random-for-challenge", broken_random_for_challenge},
      {"signer-does-not-answer", [] { return signer_fails(false); }},
      {"signer-answers-in-der", [] { return signer_fails(true); }},
      {"state-folder-under-a-file", state_in_a_file},
      {"state-file-overwritten", state_overwritten},
      {"state-file-gone", state_gone},
      {"state-folder-empty-after-setting-up", state_never_there},
      {"reader-asked-for-another-kind", wrong_kind},
  };
  judges.emplace("setup", [setups](const Vector& vector) {
    const auto found = setups.find(vector.text());
    return found == setups.end() ? unrunnable("unknown setup") : found->second();
  });
}

}  // namespace heyi::test::negative
