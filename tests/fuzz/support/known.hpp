// What the harness signed: anything else that is accepted was forged.
#pragma once

#include <heyi/bytes.hpp>
#include <set>
#include <string>

#include "flow/verify/code.hpp"

namespace heyi::fuzz {

/// Known is the set of all signed contents of made_codes(). Signatures are left out, for ECDSA makes a new one each
/// time: what counts is that nothing is accepted but what an issuer and a holder signed, word for word.
class Known {
 public:
  Known();

  /// holds says whether a code carries exactly what was signed: the cards and, in a dynamic code, the proof over them
  /// with its disclosures.
  bool holds(const flow::Code& code) const;

 private:
  std::set<std::string> printed_;
  std::set<std::string> shown_;
};

}  // namespace heyi::fuzz
