// Judge takes one parsed code through every check in order and keeps what the verdict will say.
#pragma once

#include <optional>
#include <vector>

#include <heyi/verify.hpp>

#include "card/payload.hpp"
#include "flow/verify/code.hpp"
#include "flow/verify/signatures.hpp"
#include "flow/verify/standing.hpp"

namespace heyi::flow {

/// Knowledge is what a verifier holds: it outlives every Judge.
struct Knowledge {
  const TrustList& trust;
  const std::vector<StatusList>& status;
  const Policy& policy;
};

/// Judge is made for one code and used once.
class Judge {
 public:
  Judge(const Code& code, const Knowledge& knowledge, const Circumstances& circumstances, Verdict& verdict) noexcept
      : code_(code),
        trust_(knowledge.trust),
        lists_(knowledge.status),
        policy_(knowledge.policy),
        circumstances_(circumstances),
        verdict_(verdict) {}

  /// run makes every check in the order of docs/architecture.md; the first that fails is the answer. The verdict's
  /// sections, marks and as_of are filled as far as it came, its cards on success alone.
  Result<void> run();

 private:
  /// Half is one card on its way through the checks.
  struct Half {
    SignedCard card;
    std::shared_ptr<const card::Content> content;
    Standing standing;
    bool expired = false;
  };

  Result<void> check_signatures();
  Result<void> check_same_person() const;
  Result<void> open_disclosures();
  Result<void> check_times();
  Result<void> check_standing();
  void report_sections();
  Result<void> check_sections() const;
  Result<void> check_presenter() const;
  Result<void> check_scope();
  Result<void> check_challenge() const;
  Result<void> check_replay();
  void expose_cards();

  SectionState state_of(const Half& half, Section section, const cbor::Item& value) const;
  void mark(Reason reason);

  const Code& code_;
  const TrustList& trust_;
  const std::vector<StatusList>& lists_;
  const Policy& policy_;
  const Circumstances& circumstances_;
  Verdict& verdict_;
  std::vector<Half> halves_;
  std::optional<card::ProofClaims> proof_;
};

}  // namespace heyi::flow
